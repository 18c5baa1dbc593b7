#include "linter/server/server.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "linter/server/execution.h"
#include "linter/source/mapped_text.h"

namespace retort {
namespace {

using Mode = Execution::Mode;

// The parts of both; what only one has, or what differs, may or may not be.
template <typename PartOf, typename NameOf>
std::vector<PartOf> Blended(const std::vector<PartOf>& before, const std::vector<PartOf>& after, const NameOf& name,
                            bool& complete) {
  std::vector<PartOf> blended = before;
  for (PartOf& part : blended) {
    const bool stays = std::any_of(after.begin(), after.end(), [&](const PartOf& other) {
      return name(other) == name(part) && other.at == part.at;
    });
    if (!stays) part.existence = Existence::kUnknown;
  }
  for (const PartOf& part : after) {
    const bool was_there =
        std::any_of(before.begin(), before.end(), [&](const PartOf& other) { return name(other) == name(part); });
    if (was_there) continue;
    blended.push_back(part);
    blended.back().existence = Existence::kUnknown;
  }
  complete = complete && blended.size() == before.size();
  return blended;
}

void BlendTables(const TableObject& before, TableObject& after) {
  bool complete = before.complete && after.complete;
  after.columns = Blended(
      before.columns, after.columns, [](const auto& c) { return c.column.name; }, complete);
  after.constraints = Blended(
      before.constraints, after.constraints, [](const auto& c) { return c.constraint.name; }, complete);
  after.complete = before.complete && after.complete;
  after.indexes.insert(after.indexes.end(), before.indexes.begin(), before.indexes.end());
  std::sort(after.indexes.begin(), after.indexes.end());
  after.indexes.erase(std::unique(after.indexes.begin(), after.indexes.end()), after.indexes.end());
  if (before.empty != after.empty) after.empty = kUnknown;
}

// What an operation may have made of an object.
Object Blended(const Object& before, const Object& after) {
  Object blended = after;
  if (before.name != after.name) blended.existence = Existence::kUnknown;
  if (before.As<TableObject>() != nullptr && after.As<TableObject>() != nullptr) {
    BlendTables(*before.As<TableObject>(), *blended.As<TableObject>());
  } else if (auto* type = blended.As<EnumObject>()) {
    type->labels = kUnknown;
  } else {
    blended.existence = Existence::kUnknown;
  }
  return blended;
}

Known<bool> IsThere(Existence existence) {
  if (existence == Existence::kUnknown) return kUnknown;
  return existence == Existence::kThere;
}

// Of a part of a table that is known.
Known<bool> HasPart(const Catalog& catalog, const ExistenceTest& test) {
  const Catalog::Found found = catalog.FindRelation(test.table);
  if (found.absent()) return false;
  const auto* table = found.As<TableObject>();
  if (!found.there() || table == nullptr) return kUnknown;
  const TablePart* part = nullptr;
  if (test.kind == ExistenceTest::Kind::kColumn) part = table->FindColumn(test.name);
  if (test.kind == ExistenceTest::Kind::kConstraint) part = table->FindConstraint(test.name);
  if (part == nullptr) return table->complete ? Known(false) : kUnknown;
  return IsThere(part->existence);
}

// SQLAlchemy's inspector looks into the default schema, not along the search path.
Known<bool> HoldsNow(const ExistenceTest& test, const Catalog& catalog) {
  using Kind = ExistenceTest::Kind;
  Known<bool> there = kUnknown;
  const Name in_schema{test.table.schema, test.name};
  if (test.kind == Kind::kColumn || test.kind == Kind::kConstraint) {
    there = HasPart(catalog, test);
  } else if (test.kind == Kind::kTable || test.kind == Kind::kView) {
    there = IsThere(catalog.FindRelation(test.table).existence);
  } else if (test.kind == Kind::kIndex || test.kind == Kind::kSequence) {
    there = IsThere(catalog.FindRelation(in_schema).existence);
  } else if (test.kind == Kind::kEnum) {
    there = IsThere(catalog.FindType(in_schema).existence);
  } else if (test.kind == Kind::kSchema && !HasHole(test.name)) {
    there = IsThere(catalog.FindSchema(test.name).existence);
  }
  if (!there.known()) return kUnknown;
  return there.value() == test.exists;
}

}  // namespace

void Server::StartRun() {
  Session session;
  session.run = catalog_.session().run + 1;
  session.transaction = catalog_.session().transaction;
  catalog_.SetSession(std::move(session));
}

void Server::StartTransaction(bool block) {
  Session session = catalog_.session();
  session.transaction = ++transactions_;
  session.in_block = block;
  catalog_.SetSession(std::move(session));
}

std::optional<Refusal> Server::Execute(const Operation& operation) {
  const Known<bool> runs = Runs(operation);
  if (runs.Is(false)) return std::nullopt;
  if (!catalog_.session().in_block) StartTransaction(false);
  const Catalog::Mark mark = catalog_.Now();
  const Session session = runs.Is(true) ? Session() : catalog_.session();
  Execution execution(catalog_, operation.at, facts_, Mode::kStrict);
  execution.Run(operation.action);
  if (execution.refusal().has_value()) catalog_.Rewind(mark);
  if (runs.Is(true)) return execution.refusal();
  Blend(mark, session);
  return std::nullopt;
}

void Server::Assume(const Operation& operation) {
  const bool certain = Runs(operation).Is(true);
  const Catalog::Mark mark = catalog_.Now();
  const Session session = catalog_.session();
  Execution execution(catalog_, operation.at, facts_, Mode::kAssume);
  execution.Run(operation.action);
  if (!certain) Blend(mark, session);
}

Known<bool> Server::Runs(const Operation& operation) {
  if (operation.certainty == Certainty::kCertain) {
    previous_.clear();
    return true;
  }
  if (!operation.guards.has_value()) return kUnknown;
  Known<bool> runs = operation.guards->exact ? Known(true) : kUnknown;
  for (const ExistenceTest& test : operation.guards->all) {
    const Known<bool> holds = Holds(test);
    if (holds.Is(false)) runs = false;
    if (!holds.known() && !runs.Is(false)) runs = kUnknown;
  }
  previous_ = operation.guards->all;
  return runs;
}

// A test is asked once, where its `if` stands; what runs under it may change the answer. When something else ran in
// between, it may have been asked again.
Known<bool> Server::Holds(const ExistenceTest& test) {
  const Known<bool> now = HoldsNow(test, catalog_);
  const auto same = [&](const ExistenceTest& other) { return other == test && other.at == test.at; };
  const auto asked = std::find_if(answers_.begin(), answers_.end(), [&](const Answer& one) { return same(one.test); });
  if (asked == answers_.end()) {
    answers_.push_back({test, now});
    return now;
  }
  const bool goes_on = std::any_of(previous_.begin(), previous_.end(), same);
  return asked->holds == now || goes_on ? asked->holds : kUnknown;
}

Known<bool> Server::Sends(const CreateEnum& create) const {
  if (create.sender != CreateEnum::Sender::kTableEvent) return true;
  const auto& remembered = catalog_.session().remembered;
  const auto found = remembered.find(create.type);
  if (found == remembered.end()) return true;
  if (found->second == Existence::kUnknown) return kUnknown;
  return found->second == Existence::kAbsent;
}

// Everything since `mark` may not have happened.
void Server::Blend(Catalog::Mark mark, const Session& before_it) {
  const std::vector<Catalog::Change> changes = catalog_.ChangesSince(mark);
  for (const auto& [before, after] : changes) {
    Object blended = before == nullptr && after != nullptr ? *after : Object{};
    if (before == nullptr && after == nullptr) continue;
    if (before != nullptr) blended = after == nullptr ? *before : Blended(*before, *after);
    if (before == nullptr || after == nullptr) blended.existence = Existence::kUnknown;
    catalog_.Set(std::move(blended));
  }
  Session now = catalog_.session();
  for (auto& [type, existence] : now.remembered) {
    if (!before_it.remembered.contains(type)) existence = Existence::kUnknown;
  }
  if (now.search_path != before_it.search_path) now.search_path = kUnknown;
  catalog_.SetSession(std::move(now));
}

}  // namespace retort
