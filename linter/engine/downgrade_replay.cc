#include "linter/engine/downgrade_replay.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "linter/server/definition.h"

namespace retort {
namespace {

using Difference = SchemaDifference::Kind;
using Parts = std::map<std::string, DescribedPart>;

// Whether all of it is understood: otherwise nothing is said of what it leaves.
bool IsUnderstood(const Procedure& procedure) {
  if (procedure.body == Procedure::Body::kRaises || procedure.body == Procedure::Body::kAbsent) return false;
  for (const Transaction& transaction : procedure.transactions) {
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) {
        const Opaque* opaque = std::get_if<Opaque>(&operation.action);
        const bool unclear = opaque != nullptr && opaque->reach != Reach::kNothing;
        if (unclear || std::holds_alternative<Raise>(operation.action)) return false;
        if (operation.certainty != Certainty::kCertain) return false;
      }
    }
  }
  return true;
}

bool IsKnown(const Object& object, const Catalog& catalog) {
  if (catalog.ExistenceOf(object) != Existence::kThere) return false;
  const TableObject* table = object.As<TableObject>();
  if (table == nullptr) return true;
  const auto there = [](const auto& part) { return part.existence == Existence::kThere; };
  return table->complete && std::all_of(table->columns.begin(), table->columns.end(), there) &&
         std::all_of(table->constraints.begin(), table->constraints.end(), there);
}

void Describe(const Object& object, const LookUp& look_up, Parts& parts) {
  for (DescribedPart& part : PartsOf(object, look_up)) {
    std::string what = part.what;
    parts.emplace(std::move(what), std::move(part));
  }
}

// A part of a table that is gone or left with it says nothing more.
bool IsPartOfListed(const std::string& what, const std::vector<SchemaDifference>& differences) {
  return std::any_of(differences.begin(), differences.end(), [&](const SchemaDifference& difference) {
    const std::string tail = " of " + difference.object;
    return what.size() > tail.size() && what.compare(what.size() - tail.size(), tail.size(), tail) == 0;
  });
}

std::vector<SchemaDifference> Compare(const Parts& before, const Parts& after) {
  std::vector<SchemaDifference> differences;
  const auto add = [&](Difference kind, const DescribedPart* old, const DescribedPart* now) {
    const DescribedPart& part = old == nullptr ? *now : *old;
    if (IsPartOfListed(part.what, differences)) return;
    SchemaDifference difference{.kind = kind, .object = part.what};
    if (old != nullptr) difference.before = old->definition;
    if (now != nullptr) difference.after = now->definition;
    difference.is_enum = kind == Difference::kLeft && part.is_enum;
    difference.at = now == nullptr ? old->at : now->at;
    differences.push_back(std::move(difference));
  };
  // Whole objects first: their names are shorter than those of their parts.
  std::vector<std::string> names;
  for (const auto& [what, part] : before) names.push_back(what);
  for (const auto& [what, part] : after) names.push_back(what);
  std::stable_sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    const auto depth = [](const std::string& name) { return name.find(" of ") != std::string::npos; };
    return std::make_pair(depth(a), a) < std::make_pair(depth(b), b);
  });
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const std::string& name : names) {
    const auto old = before.find(name);
    const auto now = after.find(name);
    if (old == before.end()) {
      add(Difference::kLeft, nullptr, &now->second);
    } else if (now == after.end()) {
      add(Difference::kMissing, &old->second, nullptr);
    } else if (old->second.definition != now->second.definition) {
      add(Difference::kChanged, &old->second, &now->second);
    }
  }
  return differences;
}

// Nothing when something that has changed is not known.
std::vector<SchemaDifference> DifferencesSince(Catalog::Mark mark, const Catalog& catalog) {
  const std::vector<Catalog::Change> changes = catalog.ChangesSince(mark);
  std::map<Oid, const Object*> before;
  for (const Catalog::Change& change : changes) {
    for (const Object* object : {change.before.get(), change.after.get()}) {
      if (object != nullptr && !IsKnown(*object, catalog)) return {};
    }
    const Oid oid = change.before != nullptr ? change.before->oid : change.after != nullptr ? change.after->oid : 0;
    before[oid] = change.before.get();
  }
  const LookUp now = [&](Oid oid) { return catalog.Get(oid); };
  const LookUp then = [&](Oid oid) {
    const auto changed = before.find(oid);
    return changed == before.end() ? catalog.Get(oid) : changed->second;
  };
  Parts parts_before;
  Parts parts_now;
  for (const Catalog::Change& change : changes) {
    if (change.before != nullptr) Describe(*change.before, then, parts_before);
    if (change.after != nullptr) Describe(*change.after, now, parts_now);
  }
  return Compare(parts_before, parts_now);
}

}  // namespace

DowngradeOutcome ReplayDowngrade(const Revision& revision, Catalog::Mark before, Catalog& catalog, Server& server) {
  DowngradeOutcome outcome;
  const Catalog::Mark mark = catalog.Now();
  server.StartRun();
  server.StartTransaction(true);
  server.StartRevision();
  bool in_block = true;
  bool raised = false;
  for (const Transaction& transaction : revision.downgrade.transactions) {
    if (transaction.atomic != in_block) server.StartTransaction(transaction.atomic);
    in_block = transaction.atomic;
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) {
        raised = raised || std::holds_alternative<Raise>(operation.action);
        if (raised) continue;
        const std::optional<Refusal> refusal = server.Execute(operation);
        if (!refusal.has_value()) continue;
        outcome.failures.push_back({operation.at, *refusal, &operation.action});
        server.Assume(operation);
      }
    }
  }
  const bool understood = IsUnderstood(revision.upgrade) && IsUnderstood(revision.downgrade);
  if (understood && outcome.failures.empty() && !catalog.TaintedSince(before)) {
    outcome.differences = DifferencesSince(before, catalog);
  }
  catalog.Rewind(mark);
  return outcome;
}

}  // namespace retort
