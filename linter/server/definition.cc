#include "linter/server/definition.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "linter/schema/default_names.h"
#include "linter/sql/quote.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

// As it is written: without the schema that everything is in.
Name Shown(const Name& name) { return name.schema == "public" ? Name{"", name.name} : name; }

Name NameOf(Oid oid, const LookUp& look_up) {
  const Object* object = look_up(oid);
  return object == nullptr ? Name{} : Shown(object->name);
}

bool IsKey(const TableConstraint& constraint) { return constraint.constraint.kind == ConstraintKind::kForeignKey; }

// What the column is now called and typed: types may have been renamed since it was made.
Column Current(const TableColumn& column, const LookUp& look_up) {
  Column current = column.column;
  if (const Object* type = look_up(column.type); type != nullptr && column.type != 0) {
    current.type.name = Shown(type->name);
    current.type.spelling.clear();
  }
  const Object* sequence = column.sequence == 0 ? nullptr : look_up(column.sequence);
  if (sequence != nullptr && current.identity.has_value()) {
    current.identity->sequence = sequence->As<SequenceObject>()->options;
    current.identity->sequence.type.clear();
  }
  return current;
}

Constraint Current(const TableConstraint& constraint, const LookUp& look_up) {
  Constraint current = constraint.constraint;
  if (constraint.referenced != 0) current.referenced = NameOf(constraint.referenced, look_up);
  current.in_column = {};
  return current;
}

bool IsSerial(const TableColumn& column) { return column.sequence != 0 && !column.column.identity.has_value(); }

// CREATE TABLE drops a second key on the same columns.
bool IsSecondKey(const TableConstraint& constraint, const TableObject& table) {
  if (constraint.index == 0 || constraint.constraint.kind != ConstraintKind::kUnique) return false;
  for (const TableConstraint& other : table.constraints) {
    if (other.index != 0 && other.index != constraint.index &&
        other.constraint.columns == constraint.constraint.columns) {
      return true;
    }
  }
  return false;
}

CreateTable TableOf(const Object& object, const TableObject& table, const LookUp& look_up) {
  CreateTable create{.table = Shown(object.name), .persistence = table.persistence};
  create.partition_by = table.partition_by;
  create.partition_of = table.partition_of == 0 ? Name{} : NameOf(table.partition_of, look_up);
  create.bound = table.bound;
  for (const Oid parent : table.inherits) create.inherits.push_back(NameOf(parent, look_up));
  if (table.options.rfind("AS ", 0) != 0) create.options = table.options;  // a query made its columns
  for (const TableColumn& column : table.columns) {
    if (column.inherited) continue;
    create.columns.push_back(Current(column, look_up));
    if (IsSerial(column)) create.columns.back().server_default = std::string();
  }
  for (const TableConstraint& constraint : table.constraints) {
    const bool of_partition = table.partition_of != 0 && constraint.constraint.kind != ConstraintKind::kCheck;
    if (IsKey(constraint) || constraint.inherited || of_partition || !constraint.constraint.validated) continue;
    if (IsSecondKey(constraint, table)) continue;
    create.constraints.push_back(Current(constraint, look_up));
  }
  return create;
}

struct Definition {
  const Object& object;
  const LookUp& look_up;
  std::vector<Action> actions = {};

  void operator()(const TableObject& table) { actions.push_back(TableOf(object, table, look_up)); }
  void operator()(const SequenceObject& sequence) {
    if (sequence.of_identity) return;
    SequenceOptions options = sequence.options;
    options.owner_table = {};
    options.owner_column.clear();
    options.restart.reset();
    actions.push_back(CreateSequence{.sequence = Shown(object.name), .options = options});
  }
  void operator()(const ViewObject& view) {
    CreateView create = view.definition;
    create.view = Shown(object.name);
    create.or_replace = create.if_absent = false;
    actions.push_back(std::move(create));
  }
  void operator()(const EnumObject& type) {
    std::vector<std::string> labels;
    for (const EnumObject::Label& label :
         type.labels.known() ? type.labels.value() : std::vector<EnumObject::Label>()) {
      labels.push_back(label.text);
    }
    actions.push_back(CreateEnum{.type = Shown(object.name), .labels = type.labels.known() ? Known(labels) : kUnknown});
  }
  void operator()(const DomainObject& domain) {
    CreateDomain create = domain.definition;
    create.type = Shown(object.name);
    if (domain.base != 0) create.base.name = NameOf(domain.base, look_up);
    actions.push_back(std::move(create));
  }
  void operator()(const CompositeObject& type) {
    actions.push_back(CreateComposite{.type = Shown(object.name), .columns = type.columns});
  }
  void operator()(const FunctionObject& function) {
    CreateFunction create = function.definition;
    create.function = Shown(object.name);
    actions.push_back(std::move(create));
  }
  void operator()(const SchemaObject&) { actions.push_back(CreateSchema{.schema = object.name.name}); }
  void operator()(const ExtensionObject& extension) {
    actions.push_back(CreateExtension{.extension = object.name.name, .schema = extension.schema});
  }
  void operator()(const IndexObject&) {}
  void operator()(const OtherObject&) {}
};

void AddComment(ObjectKind kind, const Name& name, const std::string& part, const std::string& comment,
                std::vector<Action>& actions) {
  if (comment.empty()) return;
  actions.push_back(CommentOn{.kind = kind, .name = name, .part = part, .comment = comment});
}

ObjectKind KindOf(const Object& object) {
  if (object.As<IndexObject>() != nullptr) return ObjectKind::kIndex;
  if (object.As<SequenceObject>() != nullptr) return ObjectKind::kSequence;
  if (object.As<FunctionObject>() != nullptr) return ObjectKind::kFunction;
  if (object.As<SchemaObject>() != nullptr) return ObjectKind::kSchema;
  if (object.As<ExtensionObject>() != nullptr) return ObjectKind::kExtension;
  if (object.As<DomainObject>() != nullptr) return ObjectKind::kDomain;
  if (const ViewObject* view = object.As<ViewObject>()) {
    return view->definition.materialized ? ObjectKind::kMaterializedView : ObjectKind::kView;
  }
  return object.As<TableObject>() != nullptr ? ObjectKind::kTable : ObjectKind::kType;
}

void AddIndexes(const std::vector<Oid>& indexes, const Name& table, const LookUp& look_up,
                std::vector<Action>& actions) {
  for (const Oid oid : indexes) {
    const Object* object = look_up(oid);
    if (object == nullptr || object->As<IndexObject>()->of_constraint) continue;
    CreateIndex create = object->As<IndexObject>()->definition;
    create.table = table;
    create.name = object->name.name;
    create.concurrently = create.if_absent = false;
    actions.push_back(std::move(create));
  }
}

}  // namespace

std::vector<Action> DefinitionOf(const Object& object, const LookUp& look_up) {
  Definition definition{object, look_up};
  std::visit(definition, object.body);
  return std::move(definition.actions);
}

namespace {

// PostgreSQL names the sequence of an identity column when it is made; the table and column may be called otherwise
// now.
void AddIdentityName(const Name& table, const TableColumn& column, const LookUp& look_up,
                     std::vector<Action>& actions) {
  const Object* sequence = column.sequence == 0 ? nullptr : look_up(column.sequence);
  if (sequence == nullptr || !column.column.identity.has_value() || column.inherited) return;
  const std::string usual = DefaultName(table.name, {column.column.name}, "seq", nullptr);
  if (sequence->name.name == usual) return;
  actions.push_back(
      RenameObject{.kind = ObjectKind::kSequence, .name = {table.schema, usual}, .to = {"", sequence->name.name}});
}

}  // namespace

std::vector<Action> LaterDefinitionOf(const Object& object, const LookUp& look_up) {
  std::vector<Action> actions;
  const Name name = Shown(object.name);
  AddComment(KindOf(object), name, "", object.comment, actions);
  if (const ViewObject* view = object.As<ViewObject>()) AddIndexes(view->indexes, name, look_up, actions);
  if (const SequenceObject* sequence = object.As<SequenceObject>(); sequence != nullptr && !sequence->of_identity) {
    if (sequence->owner != 0) {
      SequenceOptions options;
      options.owner_table = NameOf(sequence->owner, look_up);
      options.owner_column = sequence->owner_column;
      actions.push_back(AlterSequence{.sequence = name, .options = options});
    }
  }
  const TableObject* table = object.As<TableObject>();
  if (table == nullptr) return actions;
  for (const TableColumn& column : table->columns) {
    if (IsSerial(column) && !column.inherited) {
      // The default names its sequence as it is called now; what has no default any more keeps none.
      const Known<std::string>& text = column.column.server_default;
      const Name sequence = NameOf(column.sequence, look_up);
      if (text.known() && !text.value().empty() && sequence.known()) {
        const std::string nextval = absl::StrCat("nextval(", QuotedText(QuotedName(sequence)), "::regclass)");
        const bool own = text.value().rfind("nextval(", 0) == 0;
        actions.push_back(AlterColumn{.table = name,
                                      .column = column.column.name,
                                      .server_default = Known<std::string>(own ? nextval : text.value())});
      }
    }
    AddIdentityName(name, column, look_up, actions);
    AddComment(ObjectKind::kColumn, name, column.column.name, column.comment, actions);
  }
  if (table->partition_of == 0) AddIndexes(table->indexes, name, look_up, actions);
  for (const TableConstraint& constraint : table->constraints) {
    const std::string own = constraint.constraint.name.known() ? constraint.constraint.name.value() : "";
    const bool late = IsKey(constraint) || !constraint.constraint.validated || IsSecondKey(constraint, *table);
    if (late && !constraint.inherited && table->partition_of == 0) {
      actions.push_back(AddConstraint{.table = name, .constraint = Current(constraint, look_up)});
    }
    AddComment(ObjectKind::kConstraint, name, own, constraint.comment, actions);
  }
  for (const TableTrigger& trigger : table->triggers) actions.push_back(trigger.trigger);
  for (const TablePolicy& policy : table->policies) actions.push_back(policy.policy);
  if (table->row_security) {
    actions.push_back(AlterTable{
        .table = name, .change = AlterTable::Change::kEnableRowSecurity, .text = "ENABLE ROW LEVEL SECURITY"});
  }
  return actions;
}

namespace {

// What must be there before: schemas, extensions, types, sequences, tables with parents first, functions, views.
int Turn(const Object& object) {
  if (object.As<SchemaObject>() != nullptr) return 0;
  if (object.As<ExtensionObject>() != nullptr) return 1;
  if (object.As<EnumObject>() != nullptr) return 2;
  if (object.As<DomainObject>() != nullptr || object.As<CompositeObject>() != nullptr) return 3;
  if (object.As<SequenceObject>() != nullptr) return 4;
  if (object.As<FunctionObject>() != nullptr) return 6;
  return object.As<ViewObject>() != nullptr ? 7 : 5;
}

int Depth(const Object& object, const LookUp& look_up, int limit) {
  int depth = 0;
  if (limit == 0) return 0;
  for (const Oid needed : NeedsOf(object)) {
    const Object* other = look_up(needed);
    if (other == nullptr || other->oid == object.oid || Turn(*other) != Turn(object)) continue;
    const TableObject* table = object.As<TableObject>();
    const bool parent = table == nullptr || table->partition_of == needed ||
                        std::find(table->inherits.begin(), table->inherits.end(), needed) != table->inherits.end();
    if (parent) depth = std::max(depth, 1 + Depth(*other, look_up, limit - 1));
  }
  return depth;
}

}  // namespace

std::vector<Action> SchemaOf(const Catalog& catalog) {
  struct Entry {
    int turn;
    int depth;
    const Object* object;
  };
  const LookUp look_up = [&](Oid oid) { return catalog.Get(oid); };
  std::vector<Entry> entries;
  for (const Oid oid : catalog.All()) {
    const Object* object = catalog.Get(oid);
    if (catalog.ExistenceOf(*object) == Existence::kAbsent || object->As<OtherObject>() != nullptr) continue;
    if (object->As<IndexObject>() != nullptr || object->at == Span()) continue;  // no revision made it
    constexpr int kDeepest = 50;
    entries.push_back({Turn(*object), Depth(*object, look_up, kDeepest), object});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.turn, a.depth, a.object->name) < std::tie(b.turn, b.depth, b.object->name);
  });
  std::vector<Action> actions;
  for (const Entry& entry : entries) {
    for (Action& action : DefinitionOf(*entry.object, look_up)) actions.push_back(std::move(action));
  }
  // Foreign keys need the keys of every table.
  std::vector<Action> keys;
  for (const Entry& entry : entries) {
    for (Action& action : LaterDefinitionOf(*entry.object, look_up)) {
      const auto* add = std::get_if<AddConstraint>(&action);
      const bool is_key = add != nullptr && add->constraint.kind == ConstraintKind::kForeignKey;
      (is_key ? keys : actions).push_back(std::move(action));
    }
  }
  std::move(keys.begin(), keys.end(), std::back_inserter(actions));
  return actions;
}

std::vector<DescribedPart> PartsOf(const Object& object, const LookUp& look_up) {
  std::vector<DescribedPart> parts;
  const Name name = Shown(object.name);
  const std::string whole = absl::StrCat(KindWord(object), " \"", name.ToString(), "\"");
  const auto add = [&](std::string what, const Action& action, const Span& at) {
    parts.push_back({std::move(what), Render(action), false, at});
  };
  const TableObject* table = object.As<TableObject>();
  if (table == nullptr) {
    if (const IndexObject* index = object.As<IndexObject>()) {
      if (index->of_constraint) return parts;
      CreateIndex create = index->definition;
      create.table = NameOf(index->table, look_up);
      create.name = object.name.name;
      create.concurrently = create.if_absent = false;
      add(whole, create, object.at);
      return parts;
    }
    const SequenceObject* sequence = object.As<SequenceObject>();
    if (sequence != nullptr && sequence->owner != 0) return parts;
    for (const Action& action : DefinitionOf(object, look_up)) add(whole, action, object.at);
    if (!parts.empty()) parts.back().is_enum = object.As<EnumObject>() != nullptr;
    return parts;
  }
  parts.push_back({whole, "", false, object.at});
  for (const TableColumn& column : table->columns) {
    if (column.inherited) continue;
    Column current = Current(column, look_up);
    current.type.spelling.clear();
    add(absl::StrCat("column \"", column.column.name, "\" of ", whole), AddColumn{.table = name, .column = current},
        column.at);
  }
  for (const TableConstraint& constraint : table->constraints) {
    if (constraint.inherited) continue;
    Constraint current = Current(constraint, look_up);
    current.options = {};
    add(absl::StrCat("constraint \"", constraint.constraint.name.known() ? constraint.constraint.name.value() : "?",
                     "\" of ", whole),
        AddConstraint{.table = name, .constraint = current}, constraint.at);
  }
  for (const TableTrigger& trigger : table->triggers) {
    add(absl::StrCat("trigger \"", trigger.trigger.trigger, "\" of ", whole), trigger.trigger, trigger.at);
  }
  for (const TablePolicy& policy : table->policies) {
    add(absl::StrCat("policy \"", policy.policy.policy, "\" of ", whole), policy.policy, policy.at);
  }
  return parts;
}

}  // namespace retort
