#include "linter/engine/locks.h"

#include <algorithm>
#include <set>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"

namespace retort {
namespace {

constexpr size_t kShownIds = 5;

class Inspection {
 public:
  Inspection(const LockedEnvironment& locked, const Chapter& chapter, const Sources& sources, History& history)
      : locked_(locked), graph_(chapter.graph), config_(chapter.config), sources_(sources), history_(history) {}

  void CompareWithGit(const std::set<std::string>& of_base) {
    for (const auto& [id, entry] : locked_.lock) {
      if (!of_base.contains(id)) {
        Disagree(entry, absl::StrCat("lists \"", id, "\" as applied, and ", history_.base, " does not have it"));
      } else if (!IsEdited(id) && !IsAsLocked(id, entry)) {
        Disagree(entry, absl::StrCat("records another meaning of \"", id, "\" than ", history_.base, " has"));
      }
    }
    std::sort(history_.lock_disagreements.begin(), history_.lock_disagreements.end(),
              [](const auto& a, const auto& b) { return a.at < b.at; });
    AddMissing(of_base);
  }

  // Without git the lock is all that is known of the past.
  void TakeAsBase() {
    for (const auto& [id, entry] : locked_.lock) {
      const size_t index = graph_.Find(id);
      if (index == RevisionGraph::kNone) {
        history_.deleted.push_back(Deleted(id));
      } else if (!IsAsLocked(id, entry)) {
        EditedRevision& edited = history_.edited.emplace_back();
        edited.revision = id;
        edited.at = graph_[index].upgrade.at;
        edited.changes = {absl::StrCat("it is not what ", locked_.shown, " records")};
      }
    }
    history_.replaced = !history_.deleted.empty() && history_.deleted.size() == locked_.lock.size();
  }

 private:
  // A revision that is gone, or cannot be read, says nothing else.
  bool IsAsLocked(const std::string& id, const LockEntry& entry) const {
    const size_t index = graph_.Find(id);
    if (index == RevisionGraph::kNone) return true;
    return Agrees(entry, LockEntryOf(graph_[index], sources_[graph_[index].where.file].text()));
  }

  bool IsEdited(const std::string& id) const {
    const auto is = [&](const auto& one) { return one.revision == id; };
    return std::any_of(history_.edited.begin(), history_.edited.end(), is) ||
           std::any_of(history_.reparented.begin(), history_.reparented.end(), is) ||
           std::any_of(history_.inserted.begin(), history_.inserted.end(),
                       [&](const InsertedRevision& one) { return one.before == id; });
  }

  DeletedRevision Deleted(const std::string& id) const {
    DeletedRevision deleted;
    deleted.revision = id;
    deleted.at = config_;
    for (const Revision& revision : graph_.revisions()) {
      for (const std::vector<Reference>* references : {&revision.parents, &revision.depends_on}) {
        for (const Reference& reference : *references) {
          if (reference.id == id) deleted.children.push_back(reference.at);
        }
      }
    }
    if (!deleted.children.empty()) deleted.at = deleted.children.front();
    return deleted;
  }

  void Disagree(const LockEntry& entry, std::string what) {
    history_.lock_disagreements.push_back({{locked_.file, entry.begin, entry.end}, std::move(what)});
  }

  void AddMissing(const std::set<std::string>& of_base) {
    std::vector<std::string> missing;
    for (const std::string& id : of_base) {
      if (!locked_.lock.contains(id)) missing.push_back(absl::StrCat("\"", id, "\""));
    }
    if (missing.empty()) return;
    const size_t shown = std::min(missing.size(), kShownIds);
    const auto line = static_cast<uint32_t>(sources_[locked_.file].Line(1).size());
    history_.lock_disagreements.push_back(
        {{locked_.file, 0, line},
         absl::StrCat("lacks ", Count(missing.size(), "revision"), " of ", history_.base, ": ",
                      absl::StrJoin(missing.begin(), missing.begin() + shown, ", "),
                      missing.size() > shown ? ", ..." : ""),
         /*behind=*/true});
  }

  const LockedEnvironment& locked_;
  const RevisionGraph& graph_;
  const Span config_;
  const Sources& sources_;
  History& history_;
};

}  // namespace

absl::StatusOr<std::vector<LockedEnvironment>> ReadLocks(const Files& files, const Options& options, bool anew,
                                                         Reading& reading) {
  std::vector<LockedEnvironment> locks;
  for (const Chapter& chapter : reading.chapters) {
    LockedEnvironment& locked = locks.emplace_back();
    locked.path = LockPathOf(chapter.environment);
    if (locked.path.empty()) continue;
    locked.shown = Printable(RelativePath(locked.path, options.working_directory));
    absl::StatusOr<std::string> text = files.Read(locked.path);
    if (absl::IsNotFound(text.status())) continue;
    if (!text.ok()) return absl::InvalidArgumentError(absl::StrCat("the lock ", text.status().message()));
    absl::StatusOr<Lock> lock = ReadLock(locked.shown, *text);
    if (!lock.ok() && !anew) return lock.status();
    locked.exists = true;
    locked.broken = !lock.ok();
    locked.lock = lock.ok() ? *std::move(lock) : ReadWhatIsLeft(*text);
    locked.file = reading.sources.Add(locked.path);
    reading.sources.Load(locked.file, *std::move(text));
  }
  return locks;
}

void CompareLock(const LockedEnvironment& locked, const Chapter& chapter, const Sources& sources,
                 const std::vector<std::string>* of_base, History& history) {
  if (!locked.exists) return;
  Inspection inspection(locked, chapter, sources, history);
  if (of_base != nullptr) {
    inspection.CompareWithGit({of_base->begin(), of_base->end()});
  } else {
    inspection.TakeAsBase();
  }
}

}  // namespace retort
