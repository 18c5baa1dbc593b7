#include "linter/engine/schema_at.h"

#include "absl/strings/str_cat.h"
#include "linter/engine/deployment.h"
#include "linter/server/definition.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

std::string Replayed(const Chapter& chapter, const std::vector<size_t>& to) {
  Catalog catalog;
  Deployment deployment(catalog, {chapter.graph, chapter.env_script, chapter.environment.versions});
  std::string text;
  for (const MigrationStep& step : PlanUpgrade(chapter.graph, {}, to)) {
    const std::optional<RunFailure> failure = deployment.Run({step});
    if (!failure.has_value()) continue;
    absl::StrAppend(&text, "-- revision ", chapter.graph[failure->revision].id, " fails: ", failure->refusal.message,
                    "\n-- what follows is the schema before it\n");
    break;
  }
  if (!deployment.uncertain().empty()) {
    absl::StrAppend(&text, "-- not certain: ", deployment.uncertain(), "\n");
  }
  if (!text.empty()) absl::StrAppend(&text, "\n");
  for (const Action& action : SchemaOf(catalog)) absl::StrAppend(&text, Render(action), ";\n\n");
  return text;
}

}  // namespace

std::string SchemaAt(const Chapter& chapter, const std::vector<size_t>& to, const Pool& pool) {
  // On a thread of the pool, for its stack: expressions may nest deeply.
  return pool.Map<std::string>(1, [&](size_t) { return Replayed(chapter, to); }).front();
}

}  // namespace retort
