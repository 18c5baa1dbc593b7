// What happened to the revisions of one environment since its base. Revisions are matched by their id, so that files
// may be renamed and moved.
//
//   Comparison comparison(current, placed, base, sources);
//   comparison.Read(language, pool);
//   History history = comparison.Conclude();

#ifndef RETORT_LINTER_ENGINE_COMPARISON_H_
#define RETORT_LINTER_ENGINE_COMPARISON_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "linter/base/pool.h"
#include "linter/engine/base_files.h"
#include "linter/engine/history.h"
#include "linter/migration/merge_result.h"

namespace retort {

// Everything that it is made of must outlive it.
class Comparison {
 public:
  Comparison(const CurrentRevisions& current, const PlacedEnvironment& placed, const BaseFiles& base,
             const Sources& sources);

  void Read(const RevisionLanguage& language, const Pool& pool);
  History Conclude() const;

  size_t Unread() const;  // files of the base
  // The revisions of the base, with nothing but their identifiers; in the order of their files.
  std::vector<FiledRevision> Former() const;
  // The revisions of the base that are edited now, by id, as they were.
  std::map<std::string, Revision> Edited(const History& history) const;

 private:
  // A file of the base that is not as today's, after it was read.
  struct FormerRevision {
    Revision revision;
    std::optional<Difference> difference;  // from today's revision of that id, when there is one
  };
  struct Fate {
    size_t file;                             // of the base
    const Difference* difference = nullptr;  // nothing when one of the files with the id is as it was
  };

  std::map<std::string, Fate> Fates() const;
  size_t HeadsToday() const;
  std::string IdOf(size_t file) const;
  const Revision* AtPath(const std::string& path) const;
  bool IsUnreadableToday(size_t file) const;
  const Revision* Today(const std::string& id, const std::string& path) const;
  DeletedRevision Deleted(const std::string& id, size_t file) const;
  void AddChange(const std::string& id, const Fate& fate, History& history) const;
  void AddInserted(const std::set<std::string>& gone, History& history) const;

  const CurrentRevisions& current_;
  const PlacedEnvironment& placed_;
  const BaseFiles& base_;
  const Sources& sources_;
  absl::flat_hash_map<std::string, std::vector<size_t>> by_id_;
  std::vector<FormerRevision> former_;
};

// A revision without what it does.
Revision WithoutOperations(const Revision& revision);

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_COMPARISON_H_
