// What the lower_*.cc files share: the statement being lowered and its operations so far. tree.h has the small values
// of a tree.
//
//   void LowerCreateEnum(const PgQuery__CreateEnumStmt& create, Lowering& lowering);

#ifndef RETORT_LINTER_SQL_LOWERING_H_
#define RETORT_LINTER_SQL_LOWERING_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/schema/operation.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/parser.h"
#include "linter/sql/split.h"
#include "linter/sql/tree.h"
#include "linter/sql/wording.h"

namespace retort {

class Lowering {
 public:
  // `piece` is a statement, or an element of the one at byte `origin` that was parsed.
  Lowering(const MappedText& sql, const Piece& piece, size_t origin) : sql_(sql), piece_(piece), origin_(origin) {}

  void Add(Action action) { Add(std::move(action), Statement()); }
  void Add(Action action, Span at) {
    operations_.push_back({.at = at, .certainty = certainty_, .condition = condition_, .action = std::move(action)});
  }
  // What follows happens only if something is there: ALTER TABLE IF EXISTS.
  void BecomeConditional(std::string condition) {
    certainty_ = Certainty::kConditional;
    condition_ = std::move(condition);
  }

  const Wording& words() {
    if (!words_.has_value()) words_.emplace(sql_, piece_, origin_);
    return *words_;
  }
  bool has_holes() const {
    return HasHole(absl::string_view(sql_.text()).substr(piece_.begin, piece_.end - piece_.begin));
  }
  const MappedText& sql() const { return sql_; }
  size_t origin() const { return origin_; }

  Span Statement() const { return sql_.At(piece_.begin, piece_.end); }
  Span SpanOf(Wording::Range range);
  Span NameAt(int location);  // the name, qualified or not, that begins there
  // The items of a list that begins behind the table's name, or as many empty ranges when there are not `count`.
  std::vector<Wording::Range> CommandsAfter(int location, size_t count);

  std::vector<Operation> Take() { return std::move(operations_); }
  std::vector<Operation>& operations() { return operations_; }

 private:
  const MappedText& sql_;
  const Piece piece_;
  const size_t origin_;
  std::optional<Wording> words_;
  Certainty certainty_ = Certainty::kCertain;
  std::string condition_;
  std::vector<Operation> operations_;
};

void LowerNode(const PgQuery__Node& node, Lowering& lowering);

// lower_table.cc
void LowerCreateTable(const PgQuery__CreateStmt& create, Lowering& lowering);
void LowerCreateTableAs(const PgQuery__CreateTableAsStmt& create, Lowering& lowering);
void LowerSelectInto(const PgQuery__IntoClause& into, Lowering& lowering);
Persistence PersistenceOf(const PgQuery__RangeVar* relation);

// lower_partition.cc
std::string BoundText(const Wording& words, size_t from);  // from FOR VALUES or DEFAULT
size_t BoundEnd(const Wording& words, size_t from);
std::string PartitionText(const PgQuery__PartitionSpec& by, const Wording& words);  // "RANGE (day)"

// lower_index.cc
void LowerCreateIndex(const PgQuery__IndexStmt& create, Lowering& lowering);
IndexElement ElementOf(const PgQuery__IndexElem& element, const Wording& words, size_t at);

// lower_column.cc
Column ColumnOf(const PgQuery__ColumnDef& column, Lowering& lowering);
// What may stand behind a DEFAULT of a column or a domain, and so ends it.
struct DefaultLimits {
  const PgQuery__Constraint* next = nullptr;
  const PgQuery__CollateClause* collation = nullptr;
};
std::string DefaultText(const PgQuery__Constraint& constraint, const DefaultLimits& limits, Lowering& lowering);
const PgQuery__Constraint* ConstraintAt(Nodes constraints, size_t index);  // null when there is none
Identity IdentityOf(const PgQuery__Constraint& constraint);

// lower_constraint.cc
std::vector<Constraint> ConstraintsOf(const PgQuery__ColumnDef& column, Lowering& lowering);
Constraint ConstraintOf(const PgQuery__Constraint& constraint, Lowering& lowering);

// lower_alter.cc
void LowerAlterTable(const PgQuery__AlterTableStmt& alter, Lowering& lowering);

// lower_composite.cc
void LowerCreateComposite(const PgQuery__CompositeTypeStmt& create, Lowering& lowering);
void LowerAlterComposite(const PgQuery__AlterTableStmt& alter, Lowering& lowering);

// lower_rename.cc
void LowerRename(const PgQuery__RenameStmt& rename, Lowering& lowering);
void LowerSetSchema(const PgQuery__AlterObjectSchemaStmt& alter, Lowering& lowering);

// lower_drop.cc
void LowerDrop(const PgQuery__DropStmt& drop, Lowering& lowering);
void LowerDropRole(const PgQuery__DropRoleStmt& drop, Lowering& lowering);
void LowerDropDatabase(const PgQuery__DropdbStmt& drop, Lowering& lowering);
void LowerDropSubscription(const PgQuery__DropSubscriptionStmt& drop, Lowering& lowering);

// lower_comment.cc
void LowerComment(const PgQuery__CommentStmt& comment, Lowering& lowering);

// lower_type.cc
void LowerCreateEnum(const PgQuery__CreateEnumStmt& create, Lowering& lowering);
void LowerAlterEnum(const PgQuery__AlterEnumStmt& alter, Lowering& lowering);

// lower_domain.cc
void LowerCreateDomain(const PgQuery__CreateDomainStmt& create, Lowering& lowering);
void LowerAlterDomain(const PgQuery__AlterDomainStmt& alter, Lowering& lowering);

// lower_sequence.cc
void LowerCreateSequence(const PgQuery__CreateSeqStmt& create, Lowering& lowering);
void LowerAlterSequence(const PgQuery__AlterSeqStmt& alter, Lowering& lowering);
SequenceOptions SequenceOptionsOf(Nodes options);

// lower_view.cc
void LowerCreateView(const PgQuery__ViewStmt& create, Lowering& lowering);
void LowerCreateMaterialized(const PgQuery__CreateTableAsStmt& create, Lowering& lowering);
void LowerRefresh(const PgQuery__RefreshMatViewStmt& refresh, Lowering& lowering);

// lower_function.cc
void LowerCreateFunction(const PgQuery__CreateFunctionStmt& create, Lowering& lowering);

// lower_schema.cc
void LowerCreateTrigger(const PgQuery__CreateTrigStmt& create, Lowering& lowering);
void LowerCreatePolicy(const PgQuery__CreatePolicyStmt& create, Lowering& lowering);
void LowerCreateExtension(const PgQuery__CreateExtensionStmt& create, Lowering& lowering);
void LowerCreateSchema(const PgQuery__CreateSchemaStmt& create, Lowering& lowering);

// lower_rows.cc
void LowerSelect(const PgQuery__SelectStmt& select, Lowering& lowering);
void LowerInsert(const PgQuery__InsertStmt& insert, Lowering& lowering);
void LowerUpdate(const PgQuery__UpdateStmt& update, Lowering& lowering);
void LowerDelete(const PgQuery__DeleteStmt& remove, Lowering& lowering);
void LowerMerge(const PgQuery__MergeStmt& merge, Lowering& lowering);
void LowerTruncate(const PgQuery__TruncateStmt& truncate, Lowering& lowering);
void LowerCopy(const PgQuery__CopyStmt& copy, Lowering& lowering);

// lower_call.cc: what the functions do that a SELECT calls; false when they only compute.
bool LowerCalls(const PgQuery__SelectStmt& select, Lowering& lowering);

// lower_session.cc
void LowerSet(const PgQuery__VariableSetStmt& set, Lowering& lowering);
void LowerTransaction(const PgQuery__TransactionStmt& transaction, Lowering& lowering);
void LowerLock(const PgQuery__LockStmt& lock, Lowering& lowering);
void LowerVacuum(const PgQuery__VacuumStmt& vacuum, Lowering& lowering);
void LowerCluster(const PgQuery__ClusterStmt& cluster, Lowering& lowering);
void LowerReindex(const PgQuery__ReindexStmt& reindex, Lowering& lowering);
void LowerExplain(const PgQuery__ExplainStmt& explain, Lowering& lowering);
void LowerDiscard(const PgQuery__DiscardStmt& discard, Lowering& lowering);

// lower_opaque.cc: understood as far as Retort needs, unless it may have changed anything.
Opaque OpaqueOf(absl::string_view what, absl::string_view reason, Reach reach = Reach::kNothing,
                std::vector<Name> touches = {});

}  // namespace retort

#endif  // RETORT_LINTER_SQL_LOWERING_H_
