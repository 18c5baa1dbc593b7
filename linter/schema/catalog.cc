#include "linter/schema/catalog.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace retort {
namespace {

constexpr absl::string_view kPublic = "public";

// As functions are told apart.
Name WithArguments(const Name& name, absl::string_view arguments) {
  return {name.schema, absl::StrCat(name.name, "(", arguments, ")")};
}

Name KeyName(const Object& object) {
  const auto* function = object.As<FunctionObject>();
  return function == nullptr ? object.name : WithArguments(object.name, function->definition.arguments);
}

bool IsSystemSchema(absl::string_view schema) { return schema == "pg_catalog" || schema == "information_schema"; }

}  // namespace

Catalog::Catalog() : session_(std::make_shared<Session>()) { objects_.emplace_back(); }

Catalog::Space Catalog::SpaceOf(const Object& object) {
  if (object.As<FunctionObject>() != nullptr) return kFunctions;
  if (object.As<SchemaObject>() != nullptr) return kSchemas;
  if (object.As<ExtensionObject>() != nullptr) return kExtensions;
  const bool is_type = object.As<EnumObject>() != nullptr || object.As<DomainObject>() != nullptr ||
                       object.As<CompositeObject>() != nullptr;
  return is_type ? kTypes : kRelations;
}

const Object* Catalog::Get(Oid oid) const { return oid < objects_.size() ? objects_[oid].get() : nullptr; }

Existence Catalog::ExistenceOf(const Object& object) const {
  const bool unsure = object.taint != doubts_.taint[SpaceOf(object)] || doubted_.contains(object.name);
  return unsure ? Existence::kUnknown : object.existence;
}

Catalog::Found Catalog::Look(Space space, const Name& name) const {
  const auto found = names_.find({space, name});
  if (found != names_.end()) {
    const Object* object = Get(found->second);
    return {object, ExistenceOf(*object)};
  }
  const bool unsure = doubts_.taint[space] > 0 || doubts_.more[space] || doubted_.contains(name) ||
                      (adopted_ && !created_.contains(name));
  return {nullptr, unsure ? Existence::kUnknown : Existence::kAbsent};
}

Catalog::Found Catalog::Find(Space space, const Name& name) const {
  if (!name.known() || IsSystemSchema(name.schema)) return {nullptr, Existence::kUnknown};
  if (!name.schema.empty() || space == kSchemas || space == kExtensions) return Look(space, name);
  if (!session_->search_path.known()) return {nullptr, Existence::kUnknown};
  Found unsure;
  for (const std::string& schema : session_->search_path.value()) {
    const Found found = Look(space, {schema, name.name});
    if (found.there()) return unsure.unknown() ? unsure : found;
    if (found.unknown() && !unsure.unknown()) unsure = found;
  }
  return unsure;
}

Catalog::Found Catalog::FindRelation(const Name& name) const { return Find(kRelations, name); }
Catalog::Found Catalog::FindType(const Name& name) const { return Find(kTypes, name); }

Catalog::Found Catalog::FindSchema(absl::string_view name) const {
  if (name == kPublic) {
    const auto found = names_.find({kSchemas, {"", std::string(name)}});
    if (found == names_.end()) return {nullptr, doubts_.taint[kSchemas] > 0 ? Existence::kUnknown : Existence::kThere};
  }
  return Find(kSchemas, {"", std::string(name)});
}

Catalog::Found Catalog::FindExtension(absl::string_view name) const {
  return Find(kExtensions, {"", std::string(name)});
}

Catalog::Found Catalog::FindFunction(const Name& name, absl::string_view arguments) const {
  if (arguments != "*") return Find(kFunctions, WithArguments(name, arguments));
  Found only = Find(kFunctions, WithArguments(name, ""));
  for (const auto& object : objects_) {
    if (object == nullptr || object->As<FunctionObject>() == nullptr || object->name.name != name.name) continue;
    if (!name.schema.empty() && object->name.schema != name.schema) continue;
    if (only.object != nullptr && only.object != object.get()) return {nullptr, Existence::kUnknown};  // ambiguous
    only = {object.get(), ExistenceOf(*object)};
  }
  return only;
}

const std::vector<Oid>& Catalog::UsersOf(Oid oid) const {
  static const auto& nobody = *new std::vector<Oid>();
  const auto found = users_.find(oid);
  return found == users_.end() ? nobody : found->second;
}

std::vector<Oid> Catalog::All() const {
  std::vector<Oid> all;
  for (const auto& object : objects_) {
    if (object != nullptr) all.push_back(object->oid);
  }
  return all;
}

bool Catalog::HasConstraint(const Name& name) const { return constraints_.contains(name); }

bool Catalog::IsNew(const Name& relation) const {
  const Found found = FindRelation(relation);
  return found.there() && found.object->run == session_->run;
}

std::string Catalog::CreationSchema() const {
  if (!session_->search_path.known()) return "";
  for (const std::string& schema : session_->search_path.value()) {
    if (FindSchema(schema).there()) return schema;
  }
  return session_->search_path.value().empty() ? "" : session_->search_path.value().front();
}

Name Catalog::Canonical(const Name& name) const {
  return name.schema.empty() ? Name{CreationSchema(), name.name} : name;
}

Oid Catalog::Add(Object object) {
  object.oid = static_cast<Oid>(objects_.size());
  object.run = session_->run;
  object.transaction = session_->transaction;
  objects_.emplace_back();
  const Oid oid = object.oid;
  Set(std::move(object));
  return oid;
}

void Catalog::Set(Object object) {
  object.taint = doubts_.taint[SpaceOf(object)];
  const Oid oid = object.oid;
  Replace(oid, std::make_shared<const Object>(std::move(object)));
}

void Catalog::Remove(Oid oid) {
  if (Get(oid) != nullptr) Replace(oid, nullptr);
}

void Catalog::Replace(Oid oid, std::shared_ptr<const Object> object) {
  if (object != nullptr) doubted_.erase(object->name);
  journal_.push_back({.oid = oid, .before = objects_[oid], .doubts = doubts_});
  Store(oid, std::move(object));
}

void Catalog::CountConstraints(const Object& object, int by) {
  const TableObject* table = object.As<TableObject>();
  if (table == nullptr) return;
  for (const TableConstraint& one : table->constraints) {
    if (!one.constraint.name.known()) continue;
    const Name name{object.name.schema, one.constraint.name.value()};
    if ((constraints_[name] += by) == 0) constraints_.erase(name);
  }
}

void Catalog::Store(Oid oid, std::shared_ptr<const Object> object) {
  if (const Object* old = Get(oid); old != nullptr) {
    CountConstraints(*old, -1);
    const auto named = names_.find({SpaceOf(*old), KeyName(*old)});
    if (named != names_.end() && named->second == oid) names_.erase(named);
    for (const Oid needed : NeedsOf(*old)) {
      std::vector<Oid>& users = users_[needed];
      users.erase(std::remove(users.begin(), users.end(), oid), users.end());
    }
  }
  objects_[oid] = std::move(object);
  if (const Object* now = Get(oid); now != nullptr) {
    CountConstraints(*now, 1);
    if (now->name.known()) names_[{SpaceOf(*now), KeyName(*now)}] = oid;
    for (const Oid needed : NeedsOf(*now)) users_[needed].push_back(oid);
  }
}

void Catalog::SetSession(Session session) {
  Note();
  session_ = std::make_shared<const Session>(std::move(session));
}

void Catalog::Note() { journal_.push_back({.session = session_, .doubts = doubts_}); }

void Catalog::Taint(Space space) {
  Note();
  ++doubts_.taint[space];
}

void Catalog::MayHoldMore(Space space) {
  Note();
  doubts_.more[space] = true;
}

void Catalog::TaintAll() {
  Note();
  for (uint32_t& taint : doubts_.taint) ++taint;
}

void Catalog::Rewind(Mark mark) {
  while (journal_.size() > mark) {
    Entry entry = std::move(journal_.back());
    journal_.pop_back();
    doubts_ = entry.doubts;
    if (entry.oid == 0) {
      session_ = std::move(entry.session);
    } else {
      Store(entry.oid, std::move(entry.before));
    }
  }
}

std::vector<Catalog::Change> Catalog::ChangesSince(Mark mark) const {
  std::vector<Change> changes;
  absl::flat_hash_set<Oid> seen;
  for (size_t i = mark; i < journal_.size(); ++i) {
    const Entry& entry = journal_[i];
    if (entry.oid == 0 || !seen.insert(entry.oid).second) continue;
    changes.push_back({entry.before, objects_[entry.oid]});
  }
  return changes;
}

bool Catalog::TaintedSince(Mark mark) const { return mark < journal_.size() && journal_[mark].doubts != doubts_; }

}  // namespace retort
