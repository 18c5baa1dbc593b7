#include "linter/engine/lock_plan.h"

#include <utility>

#include "linter/base/pool.h"
#include "linter/engine/past.h"
#include "linter/engine/scope.h"

namespace retort {
namespace {

// Digests cost more than the rest: they are made in parallel, those of revisions that nobody asks for are not.
std::vector<LockEntry> Entries(const Chapter& chapter, const std::vector<bool>& listed, const Sources& sources,
                               const Pool& pool) {
  return pool.Map<LockEntry>(listed.size(), [&](size_t i) {
    const Revision& revision = chapter.graph[i];
    return listed[i] ? LockEntryOf(revision, sources[revision.where.file].text()) : LockEntry();
  });
}

LockPlan PlanOne(const Chapter& chapter, const LockedEnvironment& locked, const std::vector<bool>& listed,
                 const Sources& sources, const Pool& pool) {
  LockPlan plan{.path = locked.path, .shown = locked.shown, .exists = locked.exists};
  plan.broken = locked.broken;
  const std::vector<LockEntry> entries = Entries(chapter, listed, sources, pool);
  Lock lock;
  for (size_t i = 0; i < entries.size(); ++i) {
    if (!listed[i]) continue;
    const std::string& id = chapter.graph[i].id;
    const auto before = locked.lock.find(id);
    const bool agrees = before != locked.lock.end() && Agrees(before->second, entries[i]);
    lock[id] = agrees ? before->second : entries[i];
    if (!agrees) (before == locked.lock.end() ? plan.added : plan.changed).push_back(id);
  }
  for (const auto& [id, entry] : locked.lock) {
    if (!lock.contains(id)) plan.removed.push_back(id);
  }
  plan.revisions = lock.size();
  plan.text = WriteLock(lock);
  return plan;
}

// Which revisions of a chapter the lock is to list: of an id that is used twice, the one that Alembic keeps.
std::vector<bool> Listed(const Chapter& chapter, const History& history, bool every) {
  std::vector<bool> listed = NewRevisions(chapter.graph, history);
  for (size_t i = 0; i < listed.size(); ++i) {
    const std::string& id = chapter.graph[i].id;
    listed[i] = !id.empty() && chapter.graph.Find(id) == i && (every || !listed[i]);
  }
  return listed;
}

}  // namespace

absl::StatusOr<std::vector<LockPlan>> PlanLocks(const Files& files, const Options& options, bool only_check) {
  const Pool pool(options.jobs);
  Rulings rulings(files, options);
  Repositories repositories(files);
  absl::StatusOr<Reading> reading = ReadProject(files, options, rulings, pool);
  if (!reading.ok()) return reading.status();
  const absl::StatusOr<Past> past = ReadPast(files, options, repositories, *reading, !only_check);
  if (!past.ok()) return past.status();
  std::vector<LockPlan> plans;
  for (size_t i = 0; i < reading->chapters.size(); ++i) {
    const LockedEnvironment& locked = past->locks[i];
    if (locked.path.empty()) continue;
    const Chapter& chapter = reading->chapters[i];
    const bool base_is_known = !past->histories.commits[i].empty() || !options.applied.empty();
    const std::vector<bool> listed = Listed(chapter, past->histories.histories[i], options.all || !base_is_known);
    LockPlan plan = PlanOne(chapter, locked, listed, reading->sources, pool);
    plan.base_is_known = base_is_known;
    plans.push_back(std::move(plan));
  }
  return plans;
}

}  // namespace retort
