#include "linter/engine/past.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "linter/alembic/compare.h"
#include "linter/alembic/script.h"
#include "linter/engine/changed_code.h"
#include "linter/engine/former_failures.h"

namespace retort {
namespace {

RevisionLanguage LanguageOf(const Reading& reading) {
  return {.read =
              [&](const Environment& environment, absl::string_view path, absl::string_view text) {
                return ReadRevision(0, path, text, environment, {.library = reading.libraries->Of(environment)});
              },
          .compare = [](const Revision& before, absl::string_view before_text, const Revision& now,
                        absl::string_view now_text) -> std::optional<Difference> {
            std::optional<RevisionChange> change = CompareRevisions(before, before_text, now, now_text);
            if (!change.has_value()) return std::nullopt;
            Difference difference{.at = change->at, .changes = std::move(change->changes)};
            for (auto& [at, text] : change->operations) difference.operations.push_back({at, std::move(text)});
            difference.only_downgrade = change->only_downgrade;
            return difference;
          }};
}

// Asked for by rules that are off by default: it costs two processes.
void ReadChangedCode(const Files& files, Repositories& repositories, const Reading& reading, Histories& histories) {
  const Rule* asks = FindRule("schema-and-code-together");
  for (size_t i = 0; i < reading.chapters.size(); ++i) {
    const std::vector<const Rule*>& rules = reading.chapters[i].ruling->rules.rules();
    if (std::find(rules.begin(), rules.end(), asks) == rules.end()) continue;
    histories.histories[i].changed_code =
        ChangedCode(reading.chapters[i].environment, histories.commits[i], files, repositories);
  }
}

}  // namespace

absl::StatusOr<Past> ReadPast(const Files& files, const Options& options, Repositories& repositories, Reading& reading,
                              bool locks_anew) {
  absl::StatusOr<std::vector<LockedEnvironment>> locks = ReadLocks(files, options, locks_anew, reading);
  if (!locks.ok()) return locks.status();
  std::vector<CurrentRevisions> current;
  for (size_t i = 0; i < reading.chapters.size(); ++i) {
    const Chapter& chapter = reading.chapters[i];
    const Lock* lock = (*locks)[i].exists ? &(*locks)[i].lock : nullptr;
    current.push_back(
        {&chapter.environment, chapter.graph.revisions(), chapter.config, &chapter.ruling->policy.base, lock});
  }
  absl::StatusOr<Histories> histories =
      ReadHistories(current, reading.sources, files, repositories, LanguageOf(reading), options);
  if (!histories.ok()) return histories.status();
  for (size_t i = 0; i < reading.chapters.size(); ++i) {
    const std::vector<std::string>* of_base = histories->commits[i].empty() ? nullptr : &histories->of_base[i];
    CompareLock((*locks)[i], reading.chapters[i], reading.sources, of_base, histories->histories[i]);
    FindWhatCouldNotSucceed(reading.chapters[i], histories->former[i], histories->histories[i]);
  }
  ReadChangedCode(files, repositories, reading, *histories);
  return Past{*std::move(histories), *std::move(locks)};
}

}  // namespace retort
