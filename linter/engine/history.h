// Compares the revisions of every environment with those of the base: which are applied, which of these were edited
// since, and which are gone. Revisions are matched by their id, so that files may be renamed and moved.
//
//   absl::StatusOr<Histories> histories = ReadHistories(environments, sources, files, repositories, language, options);
//   histories->histories[0].edited

#ifndef RETORT_LINTER_ENGINE_HISTORY_H_
#define RETORT_LINTER_ENGINE_HISTORY_H_

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/engine/lock_file.h"
#include "linter/engine/options.h"
#include "linter/facts/environment.h"
#include "linter/facts/history.h"
#include "linter/git/repositories.h"
#include "linter/migration/merge_result.h"
#include "linter/migration/revision.h"
#include "linter/policy/policy.h"
#include "linter/source/files.h"
#include "linter/source/source.h"

namespace retort {

// An environment as its files are today.
struct CurrentRevisions {
  const Environment* environment = nullptr;
  std::span<const Revision> revisions;        // `where.file` leads to the path and the text in the sources
  Span config;                                // the start of alembic.ini or whatever is known of the environment
  const Chosen<std::string>* base = nullptr;  // the git revision that is wanted; nothing or empty: the default branch
  const Lock* lock = nullptr;                 // lists revisions that are applied as well; nothing: there is none
};

// See RevisionChange (alembic/compare.h).
struct Difference {
  Span at;                           // the first place, in today's file
  std::vector<std::string> changes;  // for people; empty when it is only written otherwise
  std::vector<PlacedText> operations = {};
  bool only_downgrade = false;
};

// What the history has to know about the language of revision files. Called on a Pool's stack, from several threads.
struct RevisionLanguage {
  std::function<Revision(const Environment& environment, absl::string_view path, absl::string_view text)> read;
  // Nothing when both texts are the same program.
  std::function<std::optional<Difference>(const Revision& before, absl::string_view before_text, const Revision& now,
                                          absl::string_view now_text)>
      compare;
};

struct Histories {
  std::vector<History> histories;                       // one for each environment, in their order
  std::vector<std::map<std::string, Revision>> former;  // those that are edited, by id, as the base has them
  std::vector<std::optional<MergeResult>> merges;       // nothing when the branch has nothing that the base lacks
  std::vector<std::vector<std::string>> of_base;        // ids that git's base has, sorted; without lock and --applied
  std::vector<std::string> commits;                     // of the bases; empty without one
  std::vector<std::string> header;  // what was taken as applied, why, and the remedy: one line an item
  std::string root;                 // of the first environment's repository; empty without one
};

// InvalidArgument when a wanted base is no commit in any environment's repository. Every other trouble with git is a
// line of the header.
absl::StatusOr<Histories> ReadHistories(std::span<const CurrentRevisions> environments, const Sources& sources,
                                        const Files& files, Repositories& repositories,
                                        const RevisionLanguage& language, const Options& options);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_HISTORY_H_
