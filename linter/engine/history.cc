#include "linter/engine/history.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "linter/base/pool.h"
#include "linter/base/text.h"
#include "linter/engine/applied_base.h"
#include "linter/engine/base_files.h"
#include "linter/engine/history_header.h"

namespace retort {
namespace {

// A file of the base that is not as today's, after it was read.
struct FormerRevision {
  Revision revision;
  std::optional<Difference> difference;  // from today's revision of that id, when there is one
};

// What happened to the revisions of one environment since its base.
class Comparison {
 public:
  Comparison(const CurrentRevisions& current, const PlacedEnvironment& placed, const BaseFiles& base,
             const Sources& sources)
      : current_(current), placed_(placed), base_(base), sources_(sources) {
    for (size_t i = 0; i < current.revisions.size(); ++i) {
      if (!current.revisions[i].id.empty()) by_id_[current.revisions[i].id].push_back(i);
    }
  }

  void Read(const RevisionLanguage& language, const Pool& pool) {
    former_ = pool.Map<FormerRevision>(base_.files.size(), [&](size_t i) {
      FormerRevision former;
      const BaseFile& file = base_.files[i];
      if (!file.text.has_value()) return former;
      former.revision = language.read(*current_.environment, file.path, *file.text);
      if (const Revision* now = Today(former.revision.id, file.path)) {
        former.difference = language.compare(former.revision, *file.text, *now, sources_[now->where.file].text());
      }
      return former;
    });
  }

  History Conclude() const {
    History history;
    history.has_base = true;
    const std::map<std::string, Fate> fates = Fates();
    const bool any_left =
        std::any_of(fates.begin(), fates.end(), [&](const auto& fate) { return by_id_.contains(fate.first); });
    if (base_.moved && !any_left) return history;  // the files had the names of today's by chance
    for (const auto& [id, fate] : fates) {
      history.applied.push_back(id);
      if (!by_id_.contains(id)) {
        if (!IsUnreadableToday(fate.file)) history.deleted.push_back(Deleted(id, fate.file));
      } else if (fate.difference != nullptr) {
        history.edited.push_back({id, fate.difference->at, fate.difference->changes});
      }
    }
    history.replaced = !history.deleted.empty() && !any_left;
    return history;
  }

  size_t Unread() const {
    return std::count_if(base_.files.begin(), base_.files.end(),
                         [](const BaseFile& file) { return !file.same.has_value() && !file.text.has_value(); });
  }

 private:
  struct Fate {
    size_t file;                             // of the base
    const Difference* difference = nullptr;  // nothing when one of the files with the id is as it was
  };

  std::map<std::string, Fate> Fates() const {
    std::map<std::string, Fate> fates;
    for (size_t i = 0; i < base_.files.size(); ++i) {
      const std::string id = IdOf(i);
      if (id.empty()) continue;
      const Difference* difference = former_[i].difference.has_value() ? &*former_[i].difference : nullptr;
      const auto [fate, is_new] = fates.try_emplace(id, Fate{i, difference});
      if (!is_new && difference == nullptr) fate->second = {i, nullptr};
    }
    return fates;
  }

  // The id that a file of the base had. A file whose text cannot be known stands for today's file at its place.
  std::string IdOf(size_t file) const {
    const BaseFile& base = base_.files[file];
    if (base.same.has_value()) return current_.revisions[*base.same].id;
    if (base.text.has_value()) return former_[file].revision.id;
    const Revision* now = AtPath(base.path);
    return now == nullptr ? "" : now->id;
  }

  const Revision* AtPath(const std::string& path) const {
    const auto found = placed_.by_path.find(path);
    return found == placed_.by_path.end() ? nullptr : &current_.revisions[found->second];
  }

  bool IsUnreadableToday(size_t file) const {
    const Revision* now = AtPath(base_.files[file].path);
    return now != nullptr && now->id.empty();
  }

  // Today's revision of an id; the one in the same file when there are several.
  const Revision* Today(const std::string& id, const std::string& path) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return nullptr;
    const Revision* there = AtPath(path);
    return there != nullptr && there->id == id ? there : &current_.revisions[found->second.front()];
  }

  DeletedRevision Deleted(const std::string& id, size_t file) const {
    DeletedRevision deleted;
    deleted.revision = id;
    deleted.path = base_.files[file].path;
    for (const Revision& revision : current_.revisions) {
      for (const std::vector<Reference>* references : {&revision.parents, &revision.depends_on}) {
        for (const Reference& reference : *references) {
          if (reference.id == id) deleted.children.push_back(reference.at);
        }
      }
    }
    deleted.at = deleted.children.empty() ? current_.config : deleted.children.front();
    if (const Revision* now = AtPath(deleted.path)) {
      deleted.renamed_to = now->id;
      deleted.at = now->id_at;
    }
    return deleted;
  }

  const CurrentRevisions& current_;
  const PlacedEnvironment& placed_;
  const BaseFiles& base_;
  const Sources& sources_;
  absl::flat_hash_map<std::string, std::vector<size_t>> by_id_;
  std::vector<FormerRevision> former_;
};

// The environments of one repository that have one base.
struct Group {
  const absl::StatusOr<Repository>* repository;
  WantedBase base;
  std::vector<size_t> environments;
};

// The command line comes first, then the pipeline that the run is part of, then the configuration.
WantedBase WantedBy(const CurrentRevisions& environment, const Options& options) {
  const bool is_configured = environment.base != nullptr && environment.base->from.line > 0;
  if (!options.ci_base.name.empty() && options.base.empty()) return options.ci_base;
  if (!is_configured) return {options.base, "--base"};
  const auto& [name, from] = *environment.base;
  return {name,
          absl::StrCat(Printable(RelativePath(from.source, options.working_directory)), ":", from.line, ": base")};
}

// `no_git` is for environments that are not on a disk; else nullptr.
std::vector<Group> GroupByRepository(std::span<const CurrentRevisions> environments, const Files& files,
                                     Repositories& repositories, const Options& options,
                                     const absl::StatusOr<Repository>* no_git) {
  std::vector<Group> groups;
  for (size_t i = 0; i < environments.size(); ++i) {
    const Environment& environment = *environments[i].environment;
    const std::string& folder =
        environment.version_folders.empty() ? environment.script_folder : environment.version_folders.front();
    const absl::StatusOr<Repository>* repository =
        no_git != nullptr ? no_git : &repositories.Of(files.RealPath(folder));
    const WantedBase base = WantedBy(environments[i], options);
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& other) {
      return other.repository == repository && other.base.name == base.name;
    });
    if (group == groups.end()) group = groups.insert(group, {repository, base, {}});
    group->environments.push_back(i);
  }
  return groups;
}

History WithoutBase(const AppliedBase& base) {
  History history;
  history.only_heads_are_new = base.only_heads_are_new;
  return history;
}

// Adds what git says about the environments of one repository. An error is one of git's.
absl::Status ReadGroup(const Group& group, std::span<const CurrentRevisions> environments, const Sources& sources,
                       const Files& files, const RevisionLanguage& language, const Pool& pool, AppliedFacts& facts,
                       std::vector<History>& histories) {
  const Repository& repository = **group.repository;
  std::vector<PlacedEnvironment> placed;
  for (const size_t i : group.environments) placed.push_back(Place(environments[i], repository, sources, files, pool));
  const absl::StatusOr<std::vector<BaseFiles>> base = ReadBaseFiles(repository, facts.base.commit, placed, files);
  if (!base.ok()) return base.status();
  for (size_t i = 0; i < placed.size(); ++i) {
    Comparison comparison(environments[group.environments[i]], placed[i], (*base)[i], sources);
    comparison.Read(language, pool);
    History& history = histories[group.environments[i]];
    history = comparison.Conclude();
    history.base = facts.base.name;
    facts.applied += history.applied.size();
    facts.unread += comparison.Unread();
  }
  return absl::OkStatus();
}

// --applied holds for every environment: an id that an environment does not have does no harm.
void AddNamed(const std::vector<std::string>& named, History& history) {
  if (named.empty()) return;
  history.has_base = true;
  history.only_heads_are_new = false;
  absl::StrAppend(&history.base, history.base.empty() ? "" : " and ", "--applied");
  std::set<std::string> applied(history.applied.begin(), history.applied.end());
  applied.insert(named.begin(), named.end());
  history.applied.assign(applied.begin(), applied.end());
}

}  // namespace

absl::StatusOr<Histories> ReadHistories(std::span<const CurrentRevisions> environments, const Sources& sources,
                                        const Files& files, Repositories& repositories,
                                        const RevisionLanguage& language, const Options& options) {
  const Pool pool(options.jobs);
  Histories result;
  result.histories.resize(environments.size());
  result.commits.resize(environments.size());
  std::vector<AppliedFacts> all_facts;
  absl::Status usage;
  const absl::StatusOr<Repository> not_asked = absl::NotFoundError("git was not asked");
  for (const Group& group :
       GroupByRepository(environments, files, repositories, options, options.use_git ? nullptr : &not_asked)) {
    AppliedFacts& facts = all_facts.emplace_back();
    for (const size_t i : group.environments) facts.environments.push_back(environments[i].environment->name);
    if (group.repository->ok() && result.root.empty()) result.root = (*group.repository)->root();
    absl::StatusOr<AppliedBase> base = FindAppliedBase(*group.repository, group.base);
    if (!base.ok()) usage.Update(base.status());
    if (base.ok() && group.base.from != "--base") base->from = group.base.from;
    facts.base = base.ok() ? *std::move(base) : AppliedBase{.reason = std::string(base.status().message())};
    if (!facts.base.commit.empty()) {
      const absl::Status read = ReadGroup(group, environments, sources, files, language, pool, facts, result.histories);
      if (!read.ok()) facts.base = {.reason = std::string(read.message())};
    }
    for (const size_t i : group.environments) result.commits[i] = facts.base.commit;
    if (facts.base.commit.empty()) {
      for (const size_t i : group.environments) result.histories[i] = WithoutBase(facts.base);
    }
  }
  const bool base_is_nowhere = std::all_of(all_facts.begin(), all_facts.end(),
                                           [](const AppliedFacts& facts) { return facts.base.commit.empty(); });
  if (!usage.ok() && base_is_nowhere) return usage;
  for (History& history : result.histories) AddNamed(options.applied, history);
  result.header = HistoryHeader(all_facts, options.applied.size());
  return result;
}

}  // namespace retort
