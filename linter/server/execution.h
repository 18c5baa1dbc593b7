// One operation being executed: what server.cc calls, and what the files of this folder share. Each checks what
// PostgreSQL checks, in its order, and then changes the catalogue.
//
//   Execution execution(catalog, operation.at, facts, Execution::Mode::kStrict);
//   execution.Run(operation.action);
//   execution.refusal()

#ifndef RETORT_LINTER_SERVER_EXECUTION_H_
#define RETORT_LINTER_SERVER_EXECUTION_H_

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "linter/schema/catalog.h"
#include "linter/schema/operation.h"
#include "linter/schema/refusal.h"
#include "linter/server/server.h"
#include "linter/sql/expression.h"

namespace retort {

class Execution {
 public:
  enum class Mode {
    kStrict,  // stops at the first refusal
    kAssume,  // goes on after it as far as there is sense in it
  };

  Execution(Catalog& catalog, const Span& at, const ServerFacts& facts, Mode mode)
      : catalog_(catalog), at_(at), facts_(facts), mode_(mode) {}

  void Run(const Action& action);
  const std::optional<Refusal>& refusal() const { return refusal_; }

  // ---- By kind of operation: the files of this folder.

  void Do(const CreateTable& create);
  void Do(const DropTable& drop);
  void Do(const RenameTable& rename);
  void Do(const AttachPartition& attach);
  void Do(const DetachPartition& detach);
  void Do(const AlterTable& alter);
  void Do(const AddColumn& add);
  void Do(const DropColumn& drop);
  void Do(const AlterColumn& alter);
  void Do(const AddConstraint& add);
  void Do(const DropConstraint& drop);
  void Do(const RenameConstraint& rename);
  void Do(const ValidateConstraint& validate);
  void Do(const AlterConstraint& alter);
  void Do(const CreateIndex& create);
  void Do(const DropIndex& drop);
  void Do(const CreateEnum& create);
  void Do(const AddEnumValue& add);
  void Do(const RenameEnumValue& rename);
  void Do(const CreateDomain& create);
  void Do(const AlterDomain& alter);
  void Do(const CreateComposite& create);
  void Do(const AlterComposite& alter);
  void Do(const DropType& drop);
  void Do(const RenameType& rename);
  void Do(const CreateSequence& create);
  void Do(const AlterSequence& alter);
  void Do(const CreateView& create);
  void Do(const RefreshView& refresh);
  void Do(const CreateFunction& create);
  void Do(const CreateTrigger& create);
  void Do(const CreatePolicy& create);
  void Do(const CreateExtension& create);
  void Do(const CreateSchema& create);
  void Do(const DropObject& drop);
  void Do(const RenameObject& rename);
  void Do(const CommentOn& comment);
  void Do(const ChangeRows& change);
  void Do(const SetParameter& set);
  void Do(const TransactionCommand& command);
  void Do(const LockTable& lock);
  void Do(const Maintain& maintain);
  void Do(const Opaque& opaque);
  template <typename Other>
  void Do(const Other&) {}

 private:
  // ---- What every check needs.

  // True: go on. False: the operation has failed. While something that it needs is not known, nothing is refused.
  bool Refuse(Refusal refusal);
  bool Refuse(Refusal::Kind kind, absl::string_view sqlstate, std::string message, const Name& subject = {},
              std::string part = {}, const Object* earlier = nullptr);
  void Doubt() { sure_ = false; }

  // The object when it is there, or may be and something is known of it. Otherwise nothing, and `failed` says whether
  // the operation has.
  template <typename T>
  struct Need {
    const Object* object = nullptr;
    bool failed = false;
    const T* operator->() const { return object->As<T>(); }
    explicit operator bool() const { return object != nullptr; }
  };
  // A table that ALTER TABLE or a foreign key names.
  Need<TableObject> NeedTable(const Name& name, bool if_present = false);
  // Whether the relation may be used as what it is named as: "view", "index".
  bool RefuseKind(const Object& object, absl::string_view wanted);
  bool NeedSchema(const Name& canonical);
  // False when a relation or type of the name is there.
  bool NeedFreeRelation(const Name& canonical);
  bool NeedFreeType(const Name& canonical);
  bool NeedBlock(bool concurrently, absl::string_view command);

  template <typename T>
  void Change(Oid oid, const std::function<void(T&)>& change) {
    const Object* object = catalog_.Get(oid);
    if (object == nullptr || object->As<T>() == nullptr) return;
    Object copy = *object;
    change(*copy.As<T>());
    copy.existence = catalog_.ExistenceOf(*object);
    catalog_.Set(std::move(copy));
  }
  Oid Make(const Name& canonical, Object::Body body);
  // Something of the name is there or gone, nobody knows.
  void Touch(const Name& name);

  // ---- Columns and types

  struct ResolvedType {
    Oid oid = 0;  // of the project's own
    bool known = false;
    std::string system;  // the name of a type of PostgreSQL's own; for a domain that of its base
  };
  // False when there is no such type.
  bool Resolve(const Type& type, ResolvedType& resolved);
  bool AddColumnTo(const Name& name, TableObject& table, const Column& column, std::vector<Oid>& sequences);
  bool CheckDefault(const Name& table, const Column& column, const ResolvedType& type);
  bool CheckLabel(const Object& type, const std::string& label);
  bool AlterType(const Object& table, const AlterColumn& alter);
  bool AlterIdentity(const Object& table, const AlterColumn& alter);
  Oid MakeSequence(const Name& table, const std::string& column, SequenceOptions options, bool of_identity);
  void DropColumnOf(Oid table, const std::string& column);
  void RenameColumn(Oid table, const std::string& from, const std::string& to);
  // The columns of the table that an expression names; nothing when it cannot be read.
  std::optional<std::vector<std::string>> ColumnsIn(const TableObject& table, const std::string& expression) const;
  bool Names(const std::string& expression, const std::string& column) const;

  // ---- Constraints and indexes

  bool AddConstraintTo(Oid table, const Constraint& constraint);
  bool AddKey(Oid table, Constraint constraint);
  bool AddForeignKey(Oid table, Constraint constraint);
  bool AddCheck(Oid table, Constraint constraint);
  bool AddExclusion(Oid table, Constraint constraint);
  bool UseIndex(Oid table, Constraint constraint);
  bool NeedKeyColumns(const Object& table, const std::vector<std::string>& columns);
  bool NeedReferencedKey(const Object& from, const Object& to, Constraint& constraint);
  bool NeedSameTypes(const Object& from, const Object& to, const Constraint& constraint);
  bool NeedFreeConstraint(const Object& table, const std::string& name);
  std::string NameFor(const Object& table, const std::vector<std::string>& columns, absl::string_view label) const;
  void DropConstraintOf(Oid table, const std::string& constraint);
  void StoreConstraint(Oid table, Constraint constraint, Oid referenced, Oid index);
  Oid StoreIndex(Oid table, CreateIndex definition, bool of_constraint, bool primary);

  // ---- Dropping: with what belongs to an object, and with CASCADE what needs it.

  bool DropRelation(const Name& name, absl::string_view kind, bool if_present, bool cascade);
  bool DropUserType(const Name& name, bool if_present, bool cascade, absl::string_view kind);
  // False when something else needs it and there is no CASCADE.
  bool NeedUnused(const Object& object, bool cascade);
  bool NeedUnusedColumn(const Object& table, const std::string& column, bool cascade);
  bool NeedUnusedKey(const Object& table, const TableConstraint& key, const std::string& what, bool cascade);
  void RemoveWithParts(Oid oid);
  void RemoveUser(Oid user, Oid used);

  // ---- Views

  std::optional<std::vector<ColumnUse>> UsesOf(const CreateView& create);
  bool NeedViewColumns(const SqlNames& names, const Object& source);

  Catalog& catalog_;
  const Span at_;
  const ServerFacts& facts_;
  const Mode mode_;
  bool sure_ = true;
  bool stopped_ = false;
  std::optional<Refusal> refusal_;
};

}  // namespace retort

#endif  // RETORT_LINTER_SERVER_EXECUTION_H_
