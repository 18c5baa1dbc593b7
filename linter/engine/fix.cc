#include "linter/engine/fix.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "linter/base/hash.h"
#include "linter/engine/pass.h"
#include "linter/engine/ruling.h"
#include "rules/rule.h"

namespace retort {
namespace {

constexpr int kMaxRounds = 50;

using Texts = std::map<std::string, std::string>;  // by path

// Two insertions at one place overlap: their order would be a guess.
bool Overlaps(const Edit& a, const Edit& b) {
  if (a.at.file != b.at.file || a == b) return false;
  return a.at.begin == b.at.begin || (a.at.begin < b.at.end && b.at.begin < a.at.end);
}

bool IsSelected(const Finding& finding, const std::vector<std::string>& words) {
  const Rule* rule = FindRule(finding.rule);
  return words.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
           return word == finding.rule || (rule != nullptr && word == CategoryName(rule->category));
         });
}

// The folders below which files may be changed.
class Grounds {
 public:
  Grounds(const Files& files, const Options& options, const std::string& root) : files_(files) {
    roots_ = {files.RealPath(root), files.RealPath(options.working_directory)};
    for (const std::string& path : options.paths) roots_.push_back(files.RealPath(path));
  }

  bool Hold(const std::string& path) {
    const auto [known, is_new] = known_.try_emplace(path, false);
    if (is_new) {
      const std::string real = files_.RealPath(path);
      known->second =
          std::any_of(roots_.begin(), roots_.end(), [&](const std::string& root) { return IsBelow(real, root); });
    }
    return known->second;
  }

 private:
  const Files& files_;
  std::vector<std::string> roots_;
  std::map<std::string, bool> known_;
};

class Mender {
 public:
  Mender(const Files& files, const Options& options, const MendOptions& how)
      : files_(files), options_(options), how_(how) {}

  absl::StatusOr<Mending> Run() {
    if (const absl::Status status = CheckRuleWords({.select = how_.select}); !status.ok()) return status;
    std::set<uint64_t> seen;
    for (int round = 0; round < kMaxRounds; ++round) {
      const OverlayFiles now(files_, texts_);
      absl::StatusOr<Report> report = Check(now, options_);
      if (!report.ok()) return report.status();
      mending_.report = *std::move(report);
      if (round == 0) Remember(mending_.report);
      Choose(mending_.report);
      if (chosen_.empty()) return Conclude();
      mending_.unstable = !seen.insert(Digest()).second;
      if (mending_.unstable) return Conclude();
      if (const absl::Status status = Apply(mending_.report); !status.ok()) return status;
    }
    mending_.unstable = true;
    return Conclude();
  }

 private:
  struct Chosen {
    const Finding* finding;
    const Fix* fix;
  };

  uint64_t Digest() const {
    uint64_t digest = StableHash("");
    for (const auto& [path, text] : texts_) digest = StableHash(text, StableHash(path, digest));
    return digest;
  }

  void Remember(const Report& report) {
    const auto add = [&](const Finding& finding) {
      for (const Span& span : finding.conceal) conceal_[report.sources.PathOf(span.file)].push_back(span);
    };
    for (const Finding& finding : report.findings) add(finding);
    for (const SuppressedFinding& one : report.suppressed) add(one.finding);
  }

  // The fixes of this round, and the number of those that are left.
  void Choose(const Report& report) {
    Grounds grounds(files_, options_, report.root);
    chosen_.clear();
    mending_.unsafe = mending_.outside = 0;
    std::map<FileId, std::vector<const Edit*>> taken;
    for (const Finding& finding : report.findings) {
      if (!IsSelected(finding, how_.select)) continue;
      const auto may = [&](const Fix& fix) { return how_.unsafe || fix.safety == Safety::kSafe; };
      const auto fix = std::find_if(finding.fixes.begin(), finding.fixes.end(), may);
      if (fix == finding.fixes.end()) {
        if (!finding.fixes.empty()) ++mending_.unsafe;
        continue;
      }
      const bool is_inside = std::all_of(fix->edits.begin(), fix->edits.end(), [&](const Edit& edit) {
        return grounds.Hold(report.sources.PathOf(edit.at.file));
      });
      if (!is_inside) ++mending_.outside;
      const bool is_free = std::none_of(fix->edits.begin(), fix->edits.end(), [&](const Edit& edit) {
        const std::vector<const Edit*>& others = taken[edit.at.file];
        return std::any_of(others.begin(), others.end(), [&](const Edit* other) { return Overlaps(edit, *other); });
      });
      if (!is_inside || !is_free) continue;
      for (const Edit& edit : fix->edits) taken[edit.at.file].push_back(&edit);
      chosen_.push_back({&finding, &*fix});
    }
  }

  absl::Status Apply(const Report& report) {
    std::map<FileId, std::vector<Edit>> edits;
    for (const auto& [finding, fix] : chosen_) {
      for (const Edit& edit : fix->edits) {
        edits[edit.at.file].push_back({edit.at, WithBreaksOf(report.sources[edit.at.file].text(), edit.text)});
      }
      const uint32_t line = report.sources[finding->at.file].Locate(finding->at.begin, ColumnUnit::kBytes).line;
      mending_.applied.push_back({finding->rule, report.sources.PathOf(finding->at.file), line, fix->title});
    }
    for (auto& [file, of_file] : edits) {
      const Source& source = report.sources[file];
      absl::StatusOr<std::string> text = ApplyEdits(source.text(), std::move(of_file));
      if (!text.ok()) return absl::InternalError(text.status().message());
      before_.try_emplace(source.path(), source.text());
      texts_[source.path()] = *std::move(text);
    }
    return absl::OkStatus();
  }

  Mending Conclude() {
    for (const auto& [path, before] : before_) {
      std::string& after = texts_[path];
      if (before != after) mending_.files.push_back({path, before, std::move(after), conceal_[path]});
    }
    return std::move(mending_);
  }

  const Files& files_;
  const Options& options_;
  const MendOptions& how_;
  Mending mending_;
  Texts before_, texts_;
  std::map<std::string, std::vector<Span>> conceal_;  // by path
  std::vector<Chosen> chosen_;                        // into mending_.report
};

}  // namespace

absl::StatusOr<Mending> Mend(const Files& files, const Options& options, const MendOptions& how) {
  return Mender(files, options, how).Run();
}

}  // namespace retort
