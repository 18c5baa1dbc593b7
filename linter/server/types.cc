#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/postgres/type_facts.h"
#include "linter/schema/default_names.h"
#include "linter/server/execution.h"

namespace retort {

using Kind = Refusal::Kind;

namespace {

bool IsSystem(const Name& name) {
  return (name.schema.empty() || name.schema == "pg_catalog") && IsSystemType(name.name);
}

std::vector<EnumObject::Label> LabelsOf(const std::vector<std::string>& texts) {
  std::vector<EnumObject::Label> labels;
  for (const std::string& text : texts) labels.push_back({text});
  return labels;
}

auto Find(std::vector<EnumObject::Label>& labels, const std::string& text) {
  return std::find_if(labels.begin(), labels.end(), [&](const EnumObject::Label& label) { return label.text == text; });
}

}  // namespace

bool Execution::Resolve(const Type& type, ResolvedType& resolved) {
  if (!type.known()) return true;
  if (IsSystem(type.name)) {
    resolved.known = true;
    resolved.system = type.dimensions > 0 ? "" : type.name.name;
    return true;
  }
  if (IsExtensionType(type.name.name)) return true;
  if (!NeedSchema({type.name.schema, ""})) return false;
  const Catalog::Found found = catalog_.FindType(type.name);
  if (found.object != nullptr) resolved.oid = found.object->oid;
  resolved.known = found.there();
  if (found.unknown()) Doubt();
  if (const DomainObject* domain = found.As<DomainObject>(); domain != nullptr && domain->base == 0) {
    resolved.system = domain->definition.base.name.name;
  }
  if (!found.absent()) return true;
  const Catalog::Found relation = catalog_.FindRelation(type.name);  // its rows are a type
  if (relation.unknown()) Doubt();
  if (!relation.absent()) return true;
  return Refuse(Kind::kUnknownType, "42704", absl::StrCat("type \"", type.name.ToString(), "\" does not exist"),
                type.name);
}

bool Execution::CheckLabel(const Object& type, const std::string& label) {
  const EnumObject* as_enum = type.As<EnumObject>();
  if (as_enum == nullptr || !as_enum->labels.known()) return true;
  if (catalog_.ExistenceOf(type) != Existence::kThere) return true;
  std::vector<EnumObject::Label> labels = as_enum->labels.value();
  const auto found = Find(labels, label);
  if (found == labels.end()) {
    return Refuse(Kind::kInvalidDefault, "22P02",
                  absl::StrCat("invalid input value for enum ", type.name.name, ": \"", label, "\""), type.name, label,
                  &type);
  }
  if (found->transaction == 0 || found->transaction != catalog_.session().transaction) return true;
  if (!catalog_.session().in_block) return true;
  // PostgreSQL 17 allows it when the type was made in the same transaction.
  if (facts_.postgres >= Version{17, 0} && type.transaction == catalog_.session().transaction) return true;
  return Refuse(Kind::kValueUsedTooEarly, "55P04",
                absl::StrCat("unsafe use of new value \"", label, "\" of enum type ", type.name.name), type.name, label,
                &type);
}

void Execution::Do(const CreateEnum& create) {
  if (create.sender == CreateEnum::Sender::kTableEvent) {
    Session session = catalog_.session();
    const auto [remembered, first] = session.remembered.emplace(create.type, Existence::kThere);
    if (!first && remembered->second == Existence::kThere) return;
    if (!first) Doubt();
    catalog_.SetSession(std::move(session));
  }
  const Name name = catalog_.Canonical(create.type);
  if (!name.known()) return catalog_.MayHoldMore(Catalog::kTypes);
  if (!NeedSchema(name)) return;
  const Catalog::Found there = catalog_.FindType(name);
  if (create.if_absent && !there.absent()) {
    if (there.unknown()) Touch(name);
    return;
  }
  if (!NeedFreeType(name)) return;
  EnumObject type{.sender = create.sender};
  if (create.labels.known()) type.labels = LabelsOf(create.labels.value());
  if (there.there() && there.As<EnumObject>() != nullptr) {  // the first one stays
    return Change<EnumObject>(there.object->oid, [&](EnumObject& changed) {
      if (changed.labels != type.labels) changed.labels = kUnknown;
    });
  }
  if (there.object != nullptr) catalog_.Remove(there.object->oid);
  Make(name, std::move(type));
}

void Execution::Do(const AddEnumValue& add) {
  if (facts_.postgres < Version{12, 0} && !NeedBlock(true, "ALTER TYPE ... ADD")) return;
  const Catalog::Found found = catalog_.FindType(add.type);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    Refuse(Kind::kUnknownType, "42704", absl::StrCat("type \"", add.type.ToString(), "\" does not exist"), add.type);
    return;
  }
  const EnumObject* type = found.As<EnumObject>();
  if (type == nullptr) {
    if (found.there()) RefuseKind(*found.object, "enum");
    return;
  }
  if (!type->labels.known()) return;
  std::vector<EnumObject::Label> labels = type->labels.value();
  const std::string& neighbour = add.before.empty() ? add.after : add.before;
  auto place = labels.end();
  if (!neighbour.empty()) {
    place = Find(labels, neighbour);
    if (place == labels.end() &&
        !Refuse(Kind::kUnknownLabel, "22023", absl::StrCat("\"", neighbour, "\" is not an existing enum label"),
                found.object->name, neighbour, found.object)) {
      return;
    }
    if (place != labels.end() && add.before.empty()) ++place;
  }
  const bool known = add.value.known();
  if (known && Find(labels, add.value.value()) != labels.end()) {
    if (add.if_absent) return;
    Refuse(Kind::kLabelExists, "42710", absl::StrCat("enum label \"", add.value.value(), "\" already exists"),
           found.object->name, add.value.value(), found.object);
    return;
  }
  if (known) labels.insert(place, {add.value.value(), catalog_.session().transaction});
  Change<EnumObject>(found.object->oid,
                     [&](EnumObject& changed) { changed.labels = known ? Known(labels) : kUnknown; });
}

void Execution::Do(const RenameEnumValue& rename) {
  const Catalog::Found found = catalog_.FindType(rename.type);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    Refuse(Kind::kUnknownType, "42704", absl::StrCat("type \"", rename.type.ToString(), "\" does not exist"),
           rename.type);
    return;
  }
  const EnumObject* type = found.As<EnumObject>();
  if (type == nullptr || !type->labels.known()) return;
  std::vector<EnumObject::Label> labels = type->labels.value();
  bool known = rename.value.known() && rename.to.known();
  if (known) {
    const auto label = Find(labels, rename.value.value());
    if (label == labels.end() && !Refuse(Kind::kUnknownLabel, "22023",
                                         absl::StrCat("\"", rename.value.value(), "\" is not an existing enum label"),
                                         found.object->name, rename.value.value(), found.object)) {
      return;
    }
    if (Find(labels, rename.to.value()) != labels.end() &&
        !Refuse(Kind::kLabelExists, "42710", absl::StrCat("enum label \"", rename.to.value(), "\" already exists"),
                found.object->name, rename.to.value(), found.object)) {
      return;
    }
    if (label != labels.end()) label->text = rename.to.value();
  }
  Change<EnumObject>(found.object->oid,
                     [&](EnumObject& changed) { changed.labels = known ? Known(labels) : kUnknown; });
}

void Execution::Do(const CreateDomain& create) {
  const Name name = catalog_.Canonical(create.type);
  if (!name.known()) return catalog_.MayHoldMore(Catalog::kTypes);
  ResolvedType base;
  if (!NeedSchema(name) || !NeedFreeType(name) || !Resolve(create.base, base)) return;
  DomainObject domain{.definition = create, .base = base.oid};
  for (Constraint& check : domain.definition.checks) {
    if (check.name.Is("")) {
      check.name = DefaultName(name.name, {}, "check", [&](absl::string_view taken) {
        return std::any_of(domain.definition.checks.begin(), domain.definition.checks.end(),
                           [&](const Constraint& other) { return other.name.Is(std::string(taken)); });
      });
    }
  }
  Make(name, std::move(domain));
}

void Execution::Do(const AlterDomain& alter) {
  using What = AlterDomain::Change;
  const Catalog::Found found = catalog_.FindType(alter.type);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    Refuse(Kind::kUnknownType, "42704", absl::StrCat("type \"", alter.type.ToString(), "\" does not exist"),
           alter.type);
    return;
  }
  const DomainObject* domain = found.As<DomainObject>();
  if (domain == nullptr) return;
  CreateDomain changed = domain->definition;
  const auto named = [&](const Constraint& check) { return check.name == alter.check.name; };
  const auto check = std::find_if(changed.checks.begin(), changed.checks.end(), named);
  if (alter.change == What::kSetNotNull) changed.nullable = false;
  if (alter.change == What::kDropNotNull) changed.nullable = true;
  if (alter.change == What::kSetDefault) changed.server_default = alter.server_default;
  if (alter.change == What::kDropDefault) changed.server_default = std::string();
  if (alter.change == What::kAddCheck) {
    Constraint added = alter.check;
    if (added.name.Is("")) added.name = DefaultName(found.object->name.name, {}, "check", nullptr);
    changed.checks.push_back(added);
  }
  if (alter.change == What::kDropCheck || alter.change == What::kValidate) {
    if (check == changed.checks.end()) {
      if (alter.if_present || !alter.check.name.known()) return;
      Refuse(Kind::kUnknownConstraint, "42704",
             absl::StrCat("constraint \"", alter.check.name.value(), "\" of domain \"", found.object->name.name,
                          "\" does not exist"),
             found.object->name, alter.check.name.value());
      return;
    }
    if (alter.change == What::kDropCheck) changed.checks.erase(check);
    if (alter.change == What::kValidate) check->validated = true;
  }
  Change<DomainObject>(found.object->oid, [&](DomainObject& type) { type.definition = changed; });
}

void Execution::Do(const CreateComposite& create) {
  const Name name = catalog_.Canonical(create.type);
  if (!name.known()) return catalog_.MayHoldMore(Catalog::kTypes);
  if (!NeedSchema(name) || !NeedFreeRelation(name) || !NeedFreeType(name)) return;
  for (const Column& column : create.columns) {
    ResolvedType type;
    if (!Resolve(column.type, type)) return;
  }
  Make(name, CompositeObject{.columns = create.columns});
}

void Execution::Do(const AlterComposite& alter) {
  const Catalog::Found found = catalog_.FindType(alter.type);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    Refuse(Kind::kUnknownType, "42704", absl::StrCat("type \"", alter.type.ToString(), "\" does not exist"),
           alter.type);
    return;
  }
  if (found.As<CompositeObject>() == nullptr) return;
  Touch(found.object->name);
}

void Execution::Do(const DropType& drop) { DropUserType(drop.type, drop.if_present, drop.cascade, "type"); }

void Execution::Do(const RenameType& rename) {
  const Catalog::Found found = catalog_.FindType(rename.type);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    Refuse(Kind::kUnknownType, "42704", absl::StrCat("type \"", rename.type.ToString(), "\" does not exist"),
           rename.type);
    return;
  }
  Name to = rename.to;
  if (to.schema.empty() && found.object != nullptr) to.schema = found.object->name.schema;
  to = catalog_.Canonical(to);
  if (!to.known() || found.object == nullptr) return Touch(rename.type);
  if (!NeedSchema(to) || !NeedFreeType(to)) return;
  Object renamed = *found.object;
  renamed.existence = catalog_.ExistenceOf(*found.object);
  renamed.name = to;
  catalog_.Set(std::move(renamed));
}

}  // namespace retort
