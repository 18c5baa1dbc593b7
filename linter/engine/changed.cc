#include "linter/engine/changed.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/base/text.h"

namespace retort {
namespace {

class Changes {
 public:
  Changes(const std::vector<ChangeBase>& bases, const Files& files, const Sources& sources)
      : files_(files), sources_(sources) {
    std::set<std::pair<std::string, std::string>> asked;
    for (const ChangeBase& base : bases) {
      for (const Revision& revision : base.graph->revisions()) {
        file_of_[{base.environment->name, revision.id}] = revision.where.file;
      }
      if (base.commit.empty() || !base.repository->ok()) continue;
      const Repository& repository = **base.repository;
      if (asked.emplace(repository.root(), base.commit).second) Ask(repository, base.commit);
    }
  }

  bool Known() const { return !roots_.empty(); }
  size_t Count() const { return changed_.size(); }

  bool Concern(const Finding& finding) const {
    const Rule* rule = FindRule(finding.rule);
    if (rule != nullptr && rule->category == Category::kHistory) return true;
    const auto of_revision = file_of_.find({finding.environment, finding.revision});
    return Has(finding.at.file) || (of_revision != file_of_.end() && Has(of_revision->second)) ||
           std::any_of(finding.related.begin(), finding.related.end(),
                       [&](const Related& related) { return Has(related.at.file); });
  }

 private:
  void Ask(const Repository& repository, const std::string& commit) {
    const absl::StatusOr<std::vector<std::string>> paths = repository.ChangedFiles(commit);
    if (!paths.ok()) return;
    roots_.push_back(repository.root());
    for (const std::string& path : *paths) changed_.insert(JoinPath(repository.root(), path));
  }

  // Also a file of which nothing is known.
  bool Has(FileId file) const {
    const std::string path = files_.RealPath(sources_.PathOf(file));
    const bool is_known =
        std::any_of(roots_.begin(), roots_.end(), [&](const std::string& root) { return IsBelow(path, root); });
    return !is_known || changed_.contains(path);
  }

  const Files& files_;
  const Sources& sources_;
  std::map<std::pair<std::string, std::string>, FileId> file_of_;  // by environment and revision
  std::vector<std::string> roots_;
  std::set<std::string> changed_;  // real paths
};

}  // namespace

void KeepChanged(const std::vector<ChangeBase>& bases, const Files& files, std::vector<Judged>& judged,
                 Report& report) {
  const Changes changes(bases, files, report.sources);
  if (!changes.Known()) {
    report.header.push_back("changed: not known without a base, everything is reported");
    return;
  }
  const size_t before = judged.size();
  judged.erase(
      std::remove_if(judged.begin(), judged.end(), [&](const Judged& one) { return !changes.Concern(one.finding); }),
      judged.end());
  report.header.push_back(absl::StrCat("changed: ", Count(changes.Count(), "file"), "; ",
                                       Count(before - judged.size(), "finding"), " about others left out"));
}

}  // namespace retort
