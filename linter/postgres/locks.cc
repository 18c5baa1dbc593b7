#include "linter/postgres/locks.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include "linter/postgres/alter_lock.h"

namespace retort {
namespace {

using enum LockMode;

template <typename A, typename... Kinds>
concept OneOf = (std::is_same_v<A, Kinds> || ...);

bool SameTable(const Name& a, const Name& b) {
  const auto schema = [](const Name& name) { return name.schema == "public" ? "" : name.schema; };
  return a.name == b.name && schema(a) == schema(b);
}

// The relation that an object of the kind is, or the `table` that it belongs to; null when there is none.
const Name* RelationOf(ObjectKind kind, const Name& name, const Name& table) {
  switch (kind) {
    case ObjectKind::kTable:
    case ObjectKind::kIndex:
    case ObjectKind::kSequence:
    case ObjectKind::kView:
    case ObjectKind::kMaterializedView:
    case ObjectKind::kForeignTable:
      return &name;
    case ObjectKind::kColumn:
    case ObjectKind::kConstraint:
    case ObjectKind::kTrigger:
    case ObjectKind::kPolicy:
    case ObjectKind::kRule:
      return &table;
    default:
      return nullptr;
  }
}

// Collects what one action locks.
class LockList {
 public:
  explicit LockList(Version postgres) : postgres_(postgres) {}

  std::vector<TableLock> Take() { return std::move(locks_); }

  // ---- Tables

  void operator()(const CreateTable& create) {
    for (const Name& like : create.like) Add(like, kAccessShare);
    for (const Name& parent : create.inherits) Add(parent, kShareUpdateExclusive);
    if (create.partition_of != Name{}) {
      Add(create.partition_of, kAccessExclusive);
      Add(LockTarget::kDefaultPartition, kAccessExclusive);
      Add(LockTarget::kReferenced, kShareRowExclusive);
    }
    AddReferenced(create.constraints, create.table);
  }
  void operator()(const DropTable& drop) {
    Add(drop.table, kAccessExclusive);
    Add(LockTarget::kReferenced, kAccessExclusive);
    Add(LockTarget::kPartitioned, kAccessExclusive);
    Add(LockTarget::kDefaultPartition, kAccessExclusive);
    AddDependents(drop.cascade);
  }
  void operator()(const RenameTable& rename) { Add(rename.table, kAccessExclusive); }
  void operator()(const AttachPartition& attach) {
    Add(attach.table, postgres_ < Version{12} ? kAccessExclusive : kShareUpdateExclusive);
    Add(attach.partition, kAccessExclusive);
    Add(LockTarget::kDefaultPartition, kAccessExclusive);
    Add(LockTarget::kReferenced, kShareRowExclusive);
  }
  void operator()(const DetachPartition& detach) {
    Add(detach.table, detach.concurrently ? kShareUpdateExclusive : kAccessExclusive);
    const bool light = postgres_ < Version{14} && !detach.concurrently;
    Add(detach.partition, light ? kShareUpdateExclusive : kAccessExclusive);
    Add(LockTarget::kReferenced, kShareRowExclusive);
    // CONCURRENTLY is refused where there is a default partition.
    if (!detach.concurrently) Add(LockTarget::kDefaultPartition, kAccessExclusive);
  }
  void operator()(const AlterTable& alter) {
    Add(alter.table, AlterTableLock(alter));
    if (alter.change == AlterTable::Change::kInherit) Add(LockTarget::kInherited, kShareUpdateExclusive);
    if (alter.change == AlterTable::Change::kNoInherit) Add(LockTarget::kInherited, kAccessShare);
    if (FinishesDetaching(alter)) Add(Name{}, kAccessExclusive);
  }

  // ---- Columns

  void operator()(const AddColumn& add) {
    Add(add.table, kAccessExclusive);
    AddReferenced(add.constraints, add.table);
  }
  void operator()(const DropColumn& drop) {
    Add(drop.table, kAccessExclusive);
    Add(LockTarget::kReferenced, kAccessExclusive);
    AddDependents(drop.cascade);
  }
  void operator()(const AlterColumn& alter) {
    if (!alter.other.empty()) Add(alter.table, AlterColumnLock(alter.other));
    const bool changes = alter.nullable.has_value() || alter.server_default.has_value() ||
                         alter.add_identity.has_value() || alter.set_identity.has_value() || alter.drop_identity ||
                         alter.drop_expression || !alter.rename_to.empty();
    if (changes || alter.type.has_value()) Add(alter.table, kAccessExclusive);
    if (alter.type.has_value()) {
      // Foreign keys on either side are made again.
      Add(LockTarget::kReferenced, kAccessExclusive);
      Add(LockTarget::kReferencing, kAccessExclusive);
    }
  }

  // ---- Constraints

  void operator()(const AddConstraint& add) {
    const Constraint& constraint = add.constraint;
    if (constraint.kind == ConstraintKind::kForeignKey) {
      Add(add.table, kShareRowExclusive);
      return Add(constraint.referenced, kShareRowExclusive);
    }
    Add(add.table, kAccessExclusive);
    if (constraint.index.Is("")) return;
    Add({add.table.schema, constraint.index.known() ? constraint.index.value() : ""}, kShareUpdateExclusive);
  }
  void operator()(const DropConstraint& drop) {
    Add(drop.table, kAccessExclusive);
    Add(LockTarget::kReferenced, kAccessExclusive);
    AddDependents(drop.cascade);
  }
  void operator()(const RenameConstraint& rename) { Add(rename.table, kAccessExclusive); }
  void operator()(const ValidateConstraint& validate) {
    Add(validate.table, kShareUpdateExclusive);
    Add(LockTarget::kReferenced, kRowShare);
  }
  void operator()(const AlterConstraint& alter) { Add(alter.table, kAccessExclusive); }

  // ---- Indexes

  void operator()(const CreateIndex& create) {
    Add(create.table, create.concurrently ? kShareUpdateExclusive : kShare);
  }
  void operator()(const DropIndex& drop) {
    const LockMode mode = drop.concurrently ? kShareUpdateExclusive : kAccessExclusive;
    Add(LockTarget::kItsTable, mode);
    Add(drop.index, mode);
    AddDependents(drop.cascade);
  }

  // ---- Types

  void operator()(const AlterDomain& alter) {
    using Change = AlterDomain::Change;
    const bool scans = alter.change == Change::kSetNotNull || alter.change == Change::kValidate ||
                       (alter.change == Change::kAddCheck && alter.check.validated);
    if (scans) Add(LockTarget::kUsers, kShare);
  }
  void operator()(const AlterComposite& alter) { AddDependents(alter.cascade); }
  void operator()(const DropType& drop) { AddDependents(drop.cascade); }

  // ---- Sequences and views

  void operator()(const CreateSequence& create) { AddOwner(create.options); }
  void operator()(const AlterSequence& alter) {
    Add(alter.sequence, kShareRowExclusive);
    AddOwner(alter.options);
  }
  void operator()(const CreateView& create) {
    for (const Name& read : create.reads) Add(read, kAccessShare);
    if (create.or_replace) Add(create.view, kAccessExclusive);
  }
  void operator()(const RefreshView& refresh) {
    Add(refresh.view, refresh.concurrently ? kExclusive : kAccessExclusive);
  }

  // ---- What belongs to a table

  void operator()(const CreateTrigger& create) { Add(create.table, kShareRowExclusive); }
  void operator()(const CreatePolicy& create) { Add(create.table, kAccessExclusive); }

  void operator()(const DropObject& drop) {
    if (drop.kind == ObjectKind::kStatistics) {
      Add(LockTarget::kItsTable, kShareUpdateExclusive);
    } else if (const Name* relation = RelationOf(drop.kind, drop.name, drop.table)) {
      Add(*relation, kAccessExclusive);
    }
    AddDependents(drop.cascade);
  }
  void operator()(const RenameObject& rename) {
    const Name* relation = RelationOf(rename.kind, rename.name, rename.table);
    const bool light = rename.kind == ObjectKind::kIndex && postgres_ >= Version{12};
    if (relation != nullptr) Add(*relation, light ? kShareUpdateExclusive : kAccessExclusive);
  }
  void operator()(const CommentOn& comment) {
    if (RelationOf(comment.kind, comment.name, comment.name) == nullptr) return;
    const bool on_part = !comment.part.empty() && comment.kind != ObjectKind::kColumn;
    Add(comment.name, on_part ? kAccessShare : kShareUpdateExclusive);
  }

  // ---- Rows and sessions

  void operator()(const ChangeRows& change) {
    const bool truncates = change.kind == ChangeRows::Kind::kTruncate;
    Add(change.table, truncates ? kAccessExclusive : kRowExclusive);
    if (truncates && change.cascade) Add(LockTarget::kReferencing, kAccessExclusive);
    for (const Name& read : change.reads) Add(read, kAccessShare);
  }
  void operator()(const LockTable& lock) {
    for (const Name& table : lock.tables) Add(table, LockModeOf(lock.mode));
  }
  void operator()(const Maintain& maintain) {
    using Kind = Maintain::Kind;
    if (maintain.kind == Kind::kReindex) return AddReindex(maintain);
    const bool rewrites = maintain.kind == Kind::kVacuumFull || maintain.kind == Kind::kCluster;
    const LockMode mode = rewrites ? kAccessExclusive : kShareUpdateExclusive;
    return maintain.everything ? Add(LockTarget::kEvery, mode) : Add(maintain.name, mode);
  }
  void operator()(const Inspect& inspect) {
    for (const Name& read : inspect.reads) Add(read, kAccessShare);
  }

  // ---- No table, or nothing known of it

  template <typename A>
  requires OneOf<A, CreateEnum, AddEnumValue, RenameEnumValue, CreateDomain, CreateComposite, RenameType,
                 CreateFunction, CreateExtension, CreateSchema, SetParameter, TransactionCommand, Raise, Opaque>
  void operator()(const A&) {}

 private:
  void Add(const Name& relation, LockMode mode) { Add({relation, mode, LockTarget::kNamed}); }
  void Add(LockTarget target, LockMode mode) { Add(TableLock{{}, mode, target}); }
  void Add(TableLock lock) {
    const auto same = std::find_if(locks_.begin(), locks_.end(), [&](const TableLock& other) {
      return other.target == lock.target && other.relation == lock.relation;
    });
    if (same == locks_.end()) return locks_.push_back(std::move(lock));
    same->mode = std::max(same->mode, lock.mode);
  }

  // The new foreign keys of `table`, which may reference itself.
  void AddReferenced(const std::vector<Constraint>& constraints, const Name& table) {
    for (const Constraint& constraint : constraints) {
      if (constraint.kind != ConstraintKind::kForeignKey || SameTable(constraint.referenced, table)) continue;
      Add(constraint.referenced, kShareRowExclusive);
    }
  }
  void AddOwner(const SequenceOptions& options) {
    if (options.owner_table != Name{}) Add(options.owner_table, kAccessShare);
  }
  void AddReindex(const Maintain& maintain) {
    const LockMode table_mode = maintain.concurrently ? kShareUpdateExclusive : kShare;
    const LockMode index_mode = maintain.concurrently ? kShareUpdateExclusive : kAccessExclusive;
    if (maintain.object == ObjectKind::kIndex) {
      Add(LockTarget::kItsTable, table_mode);
      return Add(maintain.name, index_mode);
    }
    if (maintain.object == ObjectKind::kOther) return;  // SYSTEM: catalogues only
    maintain.object == ObjectKind::kTable ? Add(maintain.name, table_mode) : Add(LockTarget::kEvery, table_mode);
    Add(LockTarget::kItsIndexes, index_mode);
  }
  void AddDependents(bool cascade) {
    if (cascade) Add(LockTarget::kDependents, kAccessExclusive);
  }

  const Version postgres_;
  std::vector<TableLock> locks_;
};

}  // namespace

std::vector<TableLock> LocksOf(const Action& action, Version postgres) {
  LockList locks(postgres);
  std::visit(locks, action);
  return locks.Take();
}

}  // namespace retort
