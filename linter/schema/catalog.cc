#include "linter/schema/catalog.h"

#include <utility>

#include "absl/strings/string_view.h"

namespace retort {
namespace {

Name Normal(const Name& name) { return name.schema == "public" ? Name{"", name.name} : name; }

// Extensions of functions and operators only: no type of theirs can clash with one of the project's.
bool CreatesNoTypes(absl::string_view extension) {
  for (const absl::string_view known : {"uuid-ossp", "pgcrypto", "pg_trgm", "unaccent", "btree_gin", "btree_gist",
                                        "fuzzystrmatch", "tablefunc", "plpgsql"}) {
    if (extension == known) return true;
  }
  return false;
}

// Objects that share a namespace with tables or types, so that their names matter.
bool OccupiesName(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::kView:
    case ObjectKind::kMaterializedView:
    case ObjectKind::kSequence:
    case ObjectKind::kForeignTable:
    case ObjectKind::kIndex:
    case ObjectKind::kExtension:
      return true;
    default:
      return false;
  }
}

// Nothing else can depend on them.
bool StandsOnTable(ObjectKind kind) {
  return kind == ObjectKind::kTrigger || kind == ObjectKind::kPolicy || kind == ObjectKind::kRule;
}

}  // namespace

// One function for each action that changes what the catalogue knows; every other action leaves it as it is.
struct Catalog::Applier {
  Catalog& catalog;
  const Operation& operation;

  void Create(Kind kind, const Name& name, Object object) const {
    object.existence = Existence::kThere;
    object.created_at = operation.at;
    object.run = catalog.run_;
    // What is there already stays what it was: PostgreSQL refuses the second, or IF NOT EXISTS skips it.
    if (catalog.Find(kind, name).existence == Existence::kThere) return;
    catalog.Change(kind, name, std::move(object), operation.certainty);
  }
  void Drop(Kind kind, const Name& name) const { catalog.Change(kind, name, Object{}, operation.certainty); }
  void Rename(Kind kind, const Name& from, const Name& to) const {
    const Object object = catalog.Find(kind, from);
    Drop(kind, from);
    if (object.existence == Existence::kThere) {
      catalog.Change(kind, to, object, operation.certainty);
    } else {
      catalog.Put(kind, to, Object{.existence = Existence::kUnknown});
    }
  }

  void operator()(const CreateTable& create) const { Create(kTables, create.table, {}); }
  void operator()(const DropTable& drop) const { Drop(kTables, drop.table); }
  void operator()(const RenameTable& rename) const { Rename(kTables, rename.table, rename.to); }

  void operator()(const CreateEnum& create) const {
    if (catalog.Sends(create).Is(false)) return;
    Create(kTypes, create.type, {.sender = create.sender, .labels = create.labels});
    if (create.sender == CreateEnum::Sender::kTableEvent) {
      catalog.Change(kMemo, create.type, {.existence = Existence::kThere, .run = catalog.run_}, operation.certainty);
    }
  }
  void operator()(const DropType& drop) const { Drop(kTypes, drop.type); }
  void operator()(const RenameType& rename) const { Rename(kTypes, rename.type, rename.to); }

  void operator()(const AddEnumValue& add) const {
    Object type = catalog.Find(kTypes, add.type);
    if (type.existence != Existence::kThere || !type.labels.known()) return;
    std::vector<std::string> labels = type.labels.value();
    if (add.value.known()) labels.push_back(add.value.value());
    const bool certain = add.value.known() && operation.certainty == Certainty::kCertain;
    type.labels = certain ? Known(std::move(labels)) : kUnknown;
    catalog.Put(kTypes, add.type, std::move(type));
  }
  void operator()(const RenameEnumValue& rename) const {
    Object type = catalog.Find(kTypes, rename.type);
    if (type.existence != Existence::kThere) return;
    type.labels = kUnknown;
    catalog.Put(kTypes, rename.type, std::move(type));
  }

  // Objects that are not modelled, but occupy names of tables and types.
  void Touch(const Name& name) const {
    catalog.Put(kTypes, name, Object{.existence = Existence::kUnknown});
    catalog.Put(kTables, name, Object{.existence = Existence::kUnknown});
  }
  void TouchAnything() const {
    catalog.Taint(kTypes);
    catalog.Taint(kTables);
  }
  void operator()(const CreateDomain& create) const { Touch(create.type); }
  void operator()(const CreateComposite& create) const { Touch(create.type); }
  void operator()(const CreateSequence& create) const { Touch(create.sequence); }
  void operator()(const CreateView& create) const { Touch(create.view); }
  void operator()(const CreateExtension& create) const {
    if (!CreatesNoTypes(create.extension)) Touch({"", create.extension});
  }
  void operator()(const DropObject& drop) const {
    if (drop.cascade && !StandsOnTable(drop.kind)) return TouchAnything();
    if (OccupiesName(drop.kind)) Touch(drop.name);
  }
  void operator()(const RenameObject& rename) const {
    const bool moves_others = rename.kind == ObjectKind::kSchema || rename.kind == ObjectKind::kExtension;
    if (moves_others) return TouchAnything();
    if (!OccupiesName(rename.kind)) return;
    Touch(rename.name);
    Touch(rename.to);
  }
  // It undoes what came before.
  void operator()(const TransactionCommand& command) const {
    using Kind = TransactionCommand::Kind;
    if (command.kind == Kind::kRollback || command.kind == Kind::kRollbackTo) TouchAnything();
  }

  void operator()(const Opaque& opaque) const {
    if (opaque.reach == Reach::kAnything) TouchAnything();
    if (opaque.reach != Reach::kNamed) return;
    for (const Name& name : opaque.touches) Touch(name);
  }

  template <typename Other>
  void operator()(const Other&) const {}
};

void Catalog::StartRun() {
  journal_.push_back([run = run_, unnamed = unnamed_[kMemo]](Catalog& catalog) {
    catalog.run_ = run;
    catalog.unnamed_[kMemo] = unnamed;
  });
  ++run_;
  unnamed_[kMemo] = false;
}

void Catalog::Doubt(absl::flat_hash_set<Name> types) { doubted_ = std::move(types); }

Catalog::Object Catalog::FindType(const Name& type) const { return Find(kTypes, type); }
Catalog::Object Catalog::FindTable(const Name& table) const { return Find(kTables, table); }

bool Catalog::IsNew(const Name& table) const {
  const Object object = FindTable(table);
  return object.existence == Existence::kThere && object.run == run_;
}

Known<bool> Catalog::Sends(const CreateEnum& create) const {
  if (create.sender != CreateEnum::Sender::kTableEvent) return true;
  const Existence sent = Find(kMemo, create.type).existence;
  if (sent == Existence::kUnknown) return kUnknown;
  return sent == Existence::kAbsent;
}

void Catalog::Apply(const Operation& operation) { std::visit(Applier{*this, operation}, operation.action); }

void Catalog::Rewind(Mark mark) {
  while (journal_.size() > mark) {
    const std::function<void(Catalog&)> undo = std::move(journal_.back());
    journal_.pop_back();
    undo(*this);
  }
}

Catalog::Object Catalog::Find(Kind kind, const Name& name) const {
  const Name normal = Normal(name);
  const auto found = objects_[kind].find(normal);
  Object object = found != objects_[kind].end() ? found->second : Object{};
  if (kind == kMemo && object.run != run_) object = {};
  if (object.existence == Existence::kAbsent && unnamed_[kind]) object.existence = Existence::kUnknown;
  if (kind == kMemo) return object;
  const bool tainted = object.tainted != tainted_[kind];
  if (tainted || !name.known() || (kind == kTypes && doubted_.contains(normal))) object.existence = Existence::kUnknown;
  return object;
}

void Catalog::Put(Kind kind, const Name& name, Object object) {
  if (!name.known()) return PutUnknown(kind, object.existence);
  const Name normal = Normal(name);
  const auto found = objects_[kind].find(normal);
  std::optional<Object> before;
  if (found != objects_[kind].end()) before = found->second;
  journal_.push_back([kind, normal, before](Catalog& catalog) {
    if (before.has_value()) {
      catalog.objects_[kind][normal] = *before;
    } else {
      catalog.objects_[kind].erase(normal);
    }
  });
  doubted_.erase(normal);
  object.tainted = tainted_[kind];
  objects_[kind][normal] = std::move(object);
}

void Catalog::Change(Kind kind, const Name& name, Object after, Certainty certainty) {
  if (certainty == Certainty::kConditional) {
    if (Find(kind, name).existence == after.existence) return;
    after.existence = Existence::kUnknown;
  }
  Put(kind, name, std::move(after));
}

void Catalog::PutUnknown(Kind kind, Existence existence) {
  if (existence != Existence::kThere) return Taint(kind);  // it may be any of them that is gone
  journal_.push_back([kind, unnamed = unnamed_[kind]](Catalog& catalog) { catalog.unnamed_[kind] = unnamed; });
  unnamed_[kind] = true;
}

void Catalog::Taint(Kind kind) {
  journal_.push_back([kind, tainted = tainted_[kind]](Catalog& catalog) { catalog.tainted_[kind] = tainted; });
  ++tainted_[kind];
}

}  // namespace retort
