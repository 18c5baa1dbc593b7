// What `alembic upgrade FROM:TO` and `alembic downgrade FROM:TO` run: which revisions, in which order, and what each
// does to the version table. The order is Alembic's own, also between branches.
//
//   for (const MigrationStep& step : PlanUpgrade(graph, {}, graph.Heads())) ...

#ifndef RETORT_LINTER_MIGRATION_PLAN_H_
#define RETORT_LINTER_MIGRATION_PLAN_H_

#include <string>
#include <vector>

#include "linter/base/version.h"
#include "linter/migration/graph.h"

namespace retort {

struct VersionChange {
  enum class Kind { kInsert, kUpdate, kDelete } kind = Kind::kInsert;
  std::string from = {};  // of UPDATE and DELETE
  std::string to = {};    // of INSERT and UPDATE
};

struct MigrationStep {
  size_t revision = 0;
  bool upgrade = true;
  std::vector<VersionChange> versions = {};
  bool empty_before = false;  // no row in the version table before it
  bool empty_after = false;
};

// Everything that `to` needs and `from` has not. Revisions in cycles are left out: Alembic loads no graph with one.
std::vector<MigrationStep> PlanUpgrade(const RevisionGraph& graph, const std::vector<size_t>& from,
                                       const std::vector<size_t>& to);

// Everything above `to` that `from` has; no `to` is "base". `alembic`: 1.13 no longer keeps a row for a parent of a
// merge that another of its parents depends on.
std::vector<MigrationStep> PlanDowngrade(const RevisionGraph& graph, const std::vector<size_t>& from,
                                         const std::vector<size_t>& to, Version alembic = {1, 18});

// What `alembic history FROM:TO` lists, the newest first: `to` and what leads there from `from`, both included.
std::vector<size_t> PlanHistory(const RevisionGraph& graph, const std::vector<size_t>& from,
                                const std::vector<size_t>& to);

}  // namespace retort

#endif  // RETORT_LINTER_MIGRATION_PLAN_H_
