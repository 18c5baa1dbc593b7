#include "linter/engine/history.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "linter/base/pool.h"
#include "linter/base/text.h"
#include "linter/engine/applied_base.h"
#include "linter/engine/base_files.h"
#include "linter/engine/comparison.h"
#include "linter/engine/history_header.h"

namespace retort {
namespace {

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

// Today's revisions with nothing but their identifiers, and where git has their files.
std::vector<FiledRevision> FiledToday(const CurrentRevisions& current, const PlacedEnvironment& placed) {
  std::vector<std::string> paths(current.revisions.size());
  for (const auto& [path, index] : placed.by_path) paths[index] = path;
  std::vector<FiledRevision> today;
  for (size_t i = 0; i < paths.size(); ++i) {
    today.push_back({std::move(paths[i]), WithoutOperations(current.revisions[i])});
  }
  return today;
}

std::vector<FiledRevision> ReadTip(const CurrentRevisions& current, const BaseFiles& tip,
                                   const RevisionLanguage& language, const Pool& pool) {
  std::vector<FiledRevision> read = pool.Map<FiledRevision>(tip.files.size(), [&](size_t i) {
    const BaseFile& file = tip.files[i];
    if (file.same.has_value()) return FiledRevision{file.path, WithoutOperations(current.revisions[*file.same])};
    if (!file.text.has_value()) return FiledRevision{file.path, {}};
    return FiledRevision{file.path, WithoutOperations(language.read(*current.environment, file.path, *file.text))};
  });
  read.erase(std::remove_if(read.begin(), read.end(), [](const auto& filed) { return filed.revision.id.empty(); }),
             read.end());
  return read;
}

// Adds what git says about the environments of one repository.
class GroupReader {
 public:
  GroupReader(const Group& group, std::span<const CurrentRevisions> environments, const Sources& sources,
              const Files& files, const RevisionLanguage& language, const Pool& pool)
      : group_(group),
        environments_(environments),
        sources_(sources),
        files_(files),
        language_(language),
        pool_(pool) {}

  // An error is one of git's.
  absl::Status Read(AppliedFacts& facts, Histories& result) {
    const Repository& repository = **group_.repository;
    for (const size_t i : group_.environments) {
      placed_.push_back(Place(environments_[i], repository, sources_, files_, pool_));
    }
    const absl::StatusOr<std::vector<BaseFiles>> base = ReadBaseFiles(repository, facts.base.commit, placed_, files_);
    if (!base.ok()) return base.status();
    // What the branch has by now is an extra: without it the base is still known.
    absl::StatusOr<std::vector<BaseFiles>> tip = absl::NotFoundError("the base is the tip");
    const bool has_more = !facts.base.tip.empty() && facts.base.tip != facts.base.commit;
    if (has_more) tip = ReadBaseFiles(repository, facts.base.tip, placed_, files_);
    for (size_t i = 0; i < placed_.size(); ++i) {
      const Comparison comparison = Compare(i, (*base)[i], facts, result);
      if (tip.ok()) Merge(i, comparison, (*tip)[i], facts, result);
    }
    return absl::OkStatus();
  }

 private:
  Comparison Compare(size_t i, const BaseFiles& base, AppliedFacts& facts, Histories& result) const {
    const size_t environment = group_.environments[i];
    Comparison comparison(environments_[environment], placed_[i], base, sources_);
    comparison.Read(language_, pool_);
    History& history = result.histories[environment];
    history = comparison.Conclude();
    history.base = facts.base.name;
    result.former[environment] = comparison.Edited(history);
    facts.applied += history.applied.size();
    facts.unread += comparison.Unread();
    return comparison;
  }

  void Merge(size_t i, const Comparison& comparison, const BaseFiles& tip, AppliedFacts& facts,
             Histories& result) const {
    const size_t environment = group_.environments[i];
    const CurrentRevisions& current = environments_[environment];
    MergeResult merge = Unite(comparison.Former(), FiledToday(current, placed_[i]),
                              {facts.base.branch, ReadTip(current, tip, language_, pool_)});
    facts.arrived += std::count(merge.sides.begin(), merge.sides.end(), MergeResult::Side::kThere);
    result.merges[environment] = std::move(merge);
  }

  const Group& group_;
  std::span<const CurrentRevisions> environments_;
  const Sources& sources_;
  const Files& files_;
  const RevisionLanguage& language_;
  const Pool& pool_;
  std::vector<PlacedEnvironment> placed_;
};

// Adds ids that are applied because somebody else than git says so.
void AddApplied(const std::vector<std::string>& ids, absl::string_view from, History& history) {
  history.has_base = true;
  history.only_heads_are_new = false;
  if (history.base.empty() || from == "--applied") {
    absl::StrAppend(&history.base, history.base.empty() ? "" : " and ", from);
  }
  std::set<std::string> applied(history.applied.begin(), history.applied.end());
  applied.insert(ids.begin(), ids.end());
  history.applied.assign(applied.begin(), applied.end());
}

std::vector<std::string> IdsOf(const Lock& lock) {
  std::vector<std::string> ids;
  for (const auto& [id, entry] : lock) ids.push_back(id);
  return ids;
}

// What the locks and the command line say. --applied holds for every environment: an id that one does not have does no
// harm.
void AddToGit(std::span<const CurrentRevisions> environments, const std::vector<std::string>& named,
              Histories& result) {
  for (size_t i = 0; i < environments.size(); ++i) {
    History& history = result.histories[i];
    result.of_base.push_back(history.applied);
    if (environments[i].lock != nullptr) AddApplied(IdsOf(*environments[i].lock), kLockName, history);
    if (!named.empty()) AddApplied(named, "--applied", history);
  }
}

size_t CountLocked(const Group& group, std::span<const CurrentRevisions> environments, const Histories& result) {
  size_t count = 0;
  for (const size_t i : group.environments) {
    if (environments[i].lock == nullptr) continue;
    const std::vector<std::string>& applied = result.histories[i].applied;
    for (const auto& [id, entry] : *environments[i].lock) {
      if (!std::binary_search(applied.begin(), applied.end(), id)) ++count;
    }
  }
  return count;
}

}  // namespace

absl::StatusOr<Histories> ReadHistories(std::span<const CurrentRevisions> environments, const Sources& sources,
                                        const Files& files, Repositories& repositories,
                                        const RevisionLanguage& language, const Options& options) {
  const Pool pool(options.jobs);
  Histories result;
  result.histories.resize(environments.size());
  result.former.resize(environments.size());
  result.merges.resize(environments.size());
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
      const absl::Status read = GroupReader(group, environments, sources, files, language, pool).Read(facts, result);
      if (!read.ok()) facts.base = {.reason = std::string(read.message())};
    }
    for (const size_t i : group.environments) result.commits[i] = facts.base.commit;
    if (facts.base.commit.empty()) {
      for (const size_t i : group.environments) result.histories[i] = WithoutBase(facts.base);
    }
    facts.locked = CountLocked(group, environments, result);
  }
  const bool base_is_nowhere = std::all_of(all_facts.begin(), all_facts.end(),
                                           [](const AppliedFacts& facts) { return facts.base.commit.empty(); });
  if (!usage.ok() && base_is_nowhere) return usage;
  AddToGit(environments, options.applied, result);
  result.header = HistoryHeader(all_facts, options.applied.size());
  return result;
}

}  // namespace retort
