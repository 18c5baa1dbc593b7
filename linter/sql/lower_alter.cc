#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

using Change = AlterTable::Change;

struct TableChange {
  PgQuery__AlterTableType type;
  Change change;
};

// Commands that leave columns and constraints alone: kept as their text.
constexpr TableChange kTableChanges[] = {
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DropOids, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged, Change::kSetLogged},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged, Change::kSetUnlogged},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod, Change::kSetAccessMethod},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace, Change::kSetTablespace},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrig, Change::kEnableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysTrig, Change::kEnableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaTrig, Change::kEnableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigAll, Change::kEnableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigUser, Change::kEnableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRule, Change::kEnableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysRule, Change::kEnableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaRule, Change::kEnableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig, Change::kDisableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll, Change::kDisableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser, Change::kDisableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRule, Change::kDisableTriggers},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit, Change::kInherit},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit, Change::kNoInherit},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_AddOf, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DropOf, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity, Change::kEnableRowSecurity},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity, Change::kDisableRowSecurity},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_GenericOptions, Change::kOther},
    {PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize, Change::kOther},
};

class Command {
 public:
  Command(const PgQuery__AlterTableCmd& tree, const Name& table, Wording::Range words, Lowering& lowering)
      : tree_(tree), table_(table), range_(words), lowering_(lowering) {}

  void Lower() {
    if (LowerColumnCommand() || LowerConstraintCommand()) return;
    if (tree_.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition) return Attach();
    if (tree_.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition) {
      const PgQuery__PartitionCmd& command = *tree_.def->partition_cmd;
      return Add(DetachPartition{table_, NameOf(command.name), command.concurrent != 0});
    }
    for (const TableChange& known : kTableChanges) {
      if (known.type == tree_.subtype) return Add(AlterTable{table_, known.change, words().Text(range_)});
    }
    Opaque opaque{.what = "ALTER TABLE", .reason = "a command that is not known", .reach = Reach::kNamed};
    opaque.touches.push_back(table_);
    Add(std::move(opaque));
  }

 private:
  const Wording& words() const { return lowering_.words(); }
  void Add(Action action) { lowering_.Add(std::move(action), lowering_.SpanOf(range_)); }
  bool Cascades() const { return tree_.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE; }

  // What stands behind `word` in the command.
  std::string TextBehind(absl::string_view word) const {
    const size_t at = words().Find(word, range_.begin);
    return at < range_.end ? words().Text(at + 1, range_.end) : std::string(kHole);
  }

  bool AddAlter(AlterColumn alter) {
    alter.table = table_;
    alter.column = ColumnName(tree_.name);
    Add(std::move(alter));
    return true;
  }

  bool LowerColumnCommand() {
    switch (tree_.subtype) {
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
        return AddNewColumn();
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
        Add(DropColumn{table_, ColumnName(tree_.name), tree_.missing_ok != 0, Cascades()});
        return true;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
        return ChangeType();
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull:
        return AddAlter({.nullable = Known<bool>(false)});
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull:
        return AddAlter({.nullable = Known<bool>(true)});
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
        return AddAlter({.server_default = Known(tree_.def == nullptr ? std::string() : TextBehind("default"))});
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression:
        return AddAlter({.drop_expression = true, .if_present = tree_.missing_ok != 0});
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity:
        return AddAlter({.add_identity = IdentityOf(*tree_.def->constraint)});
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity:
        return AddAlter({.set_identity = ChangedIdentity()});
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity:
        return AddAlter({.drop_identity = true, .if_present = tree_.missing_ok != 0});
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnGenericOptions:
        return AddAlter({.other = OtherText()});
      default:
        return false;
    }
  }

  bool LowerConstraintCommand() {
    switch (tree_.subtype) {
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
        Add(AddConstraint{table_, ConstraintOf(*tree_.def->constraint, lowering_)});
        return true;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
        Add(DropConstraint{table_, KnownName(tree_.name), tree_.missing_ok != 0, Cascades()});
        return true;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
        Add(ValidateConstraint{table_, KnownName(tree_.name)});
        return true;
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterConstraint: {
        const PgQuery__Constraint& constraint = *tree_.def->constraint;
        Add(AlterConstraint{table_, KnownName(constraint.conname), constraint.deferrable != 0,
                            constraint.initdeferred != 0});
        return true;
      }
      default:
        return false;
    }
  }

  bool AddNewColumn() {
    const PgQuery__ColumnDef& definition = *tree_.def->column_def;
    AddColumn add{.table = table_,
                  .column = ColumnOf(definition, lowering_),
                  .constraints = ConstraintsOf(definition, lowering_),
                  .if_absent = tree_.missing_ok != 0};
    Add(std::move(add));
    return true;
  }

  bool ChangeType() {
    const PgQuery__ColumnDef& definition = *tree_.def->column_def;
    AlterColumn alter{.type = TypeOf(definition.type_name)};
    if (definition.coll_clause != nullptr) {
      alter.collation = NameOf(Nodes(definition.coll_clause->collname, definition.coll_clause->n_collname));
    }
    if (definition.raw_default != nullptr) alter.conversion = TextBehind("using");
    return AddAlter(std::move(alter));
  }

  // SET GENERATED ALWAYS SET START 5 RESTART.
  Identity ChangedIdentity() const {
    const Nodes options = ListOf(*tree_.def);
    Identity identity{.sequence = SequenceOptionsOf(options)};
    if (const PgQuery__DefElem* generated = FindOption(options, "generated")) {
      identity.always = ConstantOf(generated->arg) == absl::StrCat(static_cast<int>('a'));
    }
    return identity;
  }

  // Behind ALTER [COLUMN] name.
  std::string OtherText() const {
    const size_t name = range_.begin + (words().Is(range_.begin + 1, "column") ? 2 : 1);
    return words().Text(name + 1, range_.end);
  }

  void Attach() {
    const PgQuery__PartitionCmd& command = *tree_.def->partition_cmd;
    const size_t bound = words().NameEnd(words().At(command.name->location));
    Add(AttachPartition{table_, NameOf(command.name), BoundText(words(), bound)});
  }

  const PgQuery__AlterTableCmd& tree_;
  const Name& table_;
  const Wording::Range range_;
  Lowering& lowering_;
};

}  // namespace

void LowerAlterTable(const PgQuery__AlterTableStmt& alter, Lowering& lowering) {
  const Name table = NameOf(alter.relation);
  if (alter.missing_ok) lowering.BecomeConditional(absl::StrCat("if ", table.ToString(), " exists"));
  if (alter.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE) return LowerAlterComposite(alter, lowering);
  const bool is_table = alter.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_TABLE ||
                        alter.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE;
  if (!is_table) {
    return lowering.Add(
        OpaqueOf(absl::StrCat("ALTER ", WordsOf(alter.objtype)), "it changes how an object is stored or whose it is"));
  }
  const std::vector<Wording::Range> places = lowering.CommandsAfter(alter.relation->location, alter.n_cmds);
  for (size_t i = 0; i < alter.n_cmds; ++i) {
    Command(*alter.cmds[i]->alter_table_cmd, table, places[i], lowering).Lower();
  }
}

}  // namespace retort
