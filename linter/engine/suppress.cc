#include "linter/engine/suppress.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "linter/base/text.h"
#include "linter/engine/nowhere.h"
#include "linter/facts/ignore_comment.h"
#include "linter/ignore/ignore_reader.h"

namespace retort {
namespace {

using State = IgnoreComment::Name::State;
using By = SuppressedFinding::By;

bool Covers(const WrittenIgnore& ignore, const Span& at) {
  if (ignore.at.file != at.file) return false;
  if (ignore.whole_file) return true;
  return std::any_of(ignore.covers.begin(), ignore.covers.end(),
                     [&](const Span& span) { return span.begin <= at.begin && at.begin <= span.end; });
}

// The name, and the comma on one side of it.
std::vector<Edit> RemovalOf(const WrittenIgnore& ignore, size_t name) {
  Span span = ignore.names[name].at;
  if (name + 1 < ignore.names.size()) {
    span.end = ignore.names[name + 1].at.begin;
  } else if (name > 0) {
    span.begin = ignore.names[name - 1].at.end;
  }
  return {{span, ""}};
}

// The comments of one file.
struct FileComments {
  LookedAt looked_at;
  std::vector<WrittenIgnore> written;
  std::vector<IgnoreComment> facts;  // one for each that is written
};

bool LookedThere(const Rule& rule, const LookedAt& at, const Options& options, absl::string_view path) {
  if (rule.scope == Scope::kNew && !at.is_new && !options.all) return false;
  if (rule.category == Category::kHistory && !at.has_history) return false;
  // What is said about comments is not known yet.
  return rule.category != Category::kRetort && at.ruling->policy.StateOf(rule, path).on;
}

class Suppression {
 public:
  Suppression(const SuppressionInput& input, Report& report) : input_(input), report_(report) {
    for (const LookedAt& looked_at : input.looked_at) Read(looked_at);
    for (const LookedAt& looked_at : input.looked_at) {
      const std::vector<Allowance>& allowances = looked_at.ruling->policy.allowances;
      if (!allowances.empty() && !allowed_.contains(&looked_at.ruling->policy)) AddAllowances(looked_at);
    }
  }

  // Moves what is accepted out of `judged`.
  void Apply(std::vector<Judged>& judged) {
    std::vector<Judged> kept;
    for (Judged& one : judged) {
      if (!ByComment(one.finding) && !ByConfiguration(one)) kept.push_back(std::move(one));
    }
    judged = std::move(kept);
  }

  // What the rules say about the comments.
  std::vector<Judged> JudgeComments() {
    std::vector<Judged> judged;
    const Nowhere nowhere;
    const auto look = [&](const IgnoreComment& comment, const Ruling& ruling) {
      std::vector<Finding> findings;
      ruling.rules.Look(comment, nowhere.moment, true, findings);
      for (Judged& one : Govern(std::move(findings), ruling.policy, report_.sources)) judged.push_back(std::move(one));
    };
    for (auto& [file, comments] : files_) {
      for (size_t i = 0; i < comments.facts.size(); ++i) {
        AddRemovals(comments.written[i], comments.facts[i]);
        look(comments.facts[i], *comments.looked_at.ruling);
      }
    }
    for (const auto& [policy, allowed] : allowed_) {
      for (const IgnoreComment& comment : allowed.facts) look(comment, *allowed.ruling);
    }
    return judged;
  }

 private:
  struct Allowed {
    const Ruling* ruling;
    std::vector<IgnoreComment> facts;  // one for each allowance of the policy
  };

  void Read(const LookedAt& looked_at) {
    const auto [entry, is_first] = files_.try_emplace(looked_at.file, FileComments{looked_at, {}, {}});
    FileComments& comments = entry->second;
    comments.looked_at.is_new = comments.looked_at.is_new || looked_at.is_new;
    comments.looked_at.has_history = comments.looked_at.has_history || looked_at.has_history;
    const std::string& path = report_.sources.PathOf(looked_at.file);
    if (is_first) comments.written = ReadIgnores(looked_at.file, path, report_.sources[looked_at.file].text());
    comments.facts.clear();
    for (const WrittenIgnore& ignore : comments.written) comments.facts.push_back(FactOf(ignore, comments.looked_at));
  }

  IgnoreComment FactOf(const WrittenIgnore& ignore, const LookedAt& looked_at) const {
    IgnoreComment comment = {.at = ignore.at, .reason = ignore.reason, .names = {}};
    for (const WrittenIgnore::Name& written : ignore.names) {
      IgnoreComment::Name name = {.id = written.id, .at = written.at, .nearest = {}, .removal = {}};
      const Rule* rule = ignore.is_known ? FindRule(written.id) : nullptr;
      if (rule == nullptr) {
        name.state = State::kUnknown;
        name.nearest = NearestTo(ignore, written.id);
      } else if (LookedThere(*rule, looked_at, input_.options, report_.sources.PathOf(looked_at.file))) {
        name.state = State::kUnused;
      }
      comment.names.push_back(std::move(name));
    }
    return comment;
  }

  static std::string NearestTo(const WrittenIgnore& ignore, const std::string& word) {
    if (!ignore.is_known) return Nearest(word, {"ignore", "ignore-file"});
    std::vector<std::string> ids;
    for (const Rule* rule : AllRules()) ids.emplace_back(rule->id);
    return Nearest(word, ids);
  }

  void AddAllowances(const LookedAt& looked_at) {
    Allowed& allowed = allowed_[&looked_at.ruling->policy];
    allowed.ruling = looked_at.ruling;
    for (const Allowance& allowance : looked_at.ruling->policy.allowances) {
      const FileId file = report_.sources.Add(allowance.file);
      if (report_.sources[file].path().empty()) {
        report_.sources.Load(file, input_.files.Read(allowance.file).value_or(""));
      }
      const Span at = {file, static_cast<uint32_t>(allowance.begin), static_cast<uint32_t>(allowance.end)};
      IgnoreComment::Name name = {.id = allowance.rule, .at = at, .nearest = {}, .removal = {}};
      if (IsJudged(allowance, looked_at)) name.state = State::kUnused;
      allowed.facts.push_back({at, allowance.reason, {std::move(name)}});
    }
  }

  // All that the allowance may be about was looked at.
  bool IsJudged(const Allowance& allowance, const LookedAt& looked_at) const {
    const Rule* rule = FindRule(allowance.rule);
    const std::vector<std::string>& paths = input_.options.paths;
    return rule != nullptr && rule->scope == Scope::kAll && MayBeOn(*rule, looked_at.ruling->policy.layers) &&
           (rule->category != Category::kHistory || looked_at.has_history) &&
           std::any_of(paths.begin(), paths.end(),
                       [&](const std::string& path) { return IsBelow(allowance.folder, path); });
  }

  bool ByComment(Finding& finding) {
    const auto found = files_.find(finding.at.file);
    if (found == files_.end()) return false;
    FileComments& comments = found->second;
    for (size_t i = 0; i < comments.written.size(); ++i) {
      if (!comments.written[i].is_known || !Covers(comments.written[i], finding.at)) continue;
      for (IgnoreComment::Name& name : comments.facts[i].names) {
        if (name.id != finding.rule) continue;
        name.state = State::kUsed;
        report_.suppressed.push_back({std::move(finding), By::kComment, comments.written[i].reason});
        return true;
      }
    }
    return false;
  }

  // Every revision that the finding is about must be allowed.
  bool ByConfiguration(Judged& one) {
    const auto found = allowed_.find(one.policy);
    if (found == allowed_.end()) return false;
    std::vector<std::string> revisions = one.finding.other_revisions;
    revisions.push_back(one.finding.revision);
    std::vector<size_t> used;
    for (const std::string& revision : revisions) {
      const size_t allowance = AllowanceFor(one, revision);
      if (allowance == one.policy->allowances.size()) return false;
      used.push_back(allowance);
    }
    for (const size_t i : used) found->second.facts[i].names[0].state = State::kUsed;
    report_.suppressed.push_back(
        {std::move(one.finding), By::kConfiguration, one.policy->allowances[used.back()].reason});
    return true;
  }

  size_t AllowanceFor(const Judged& one, const std::string& revision) const {
    const std::vector<Allowance>& all = one.policy->allowances;
    const auto fits = [&](const Allowance& allowance) {
      if (allowance.rule != one.finding.rule) return false;
      if (!allowance.revision.empty() && allowance.revision != revision) return false;
      const std::string& path = report_.sources.PathOf(one.finding.at.file);
      return !allowance.path.has_value() || allowance.path->Matches(RelativePath(path, allowance.folder));
    };
    return std::find_if(all.begin(), all.end(), fits) - all.begin();
  }

  static void AddRemovals(const WrittenIgnore& written, IgnoreComment& comment) {
    const bool is_useless = std::all_of(comment.names.begin(), comment.names.end(), [](const auto& name) {
      return name.state == State::kUnused || (name.state == State::kUnknown && name.nearest.empty());
    });
    for (size_t i = 0; i < comment.names.size(); ++i) {
      comment.names[i].removal = is_useless ? std::vector<Edit>{{written.removal, ""}} : RemovalOf(written, i);
    }
  }

  const SuppressionInput& input_;
  Report& report_;
  std::map<FileId, FileComments> files_;
  std::map<const Policy*, Allowed> allowed_;
};

}  // namespace

void Suppress(const SuppressionInput& input, std::vector<Judged>& judged, Report& report) {
  Suppression suppression(input, report);
  suppression.Apply(judged);
  std::vector<Judged> about_comments = suppression.JudgeComments();
  suppression.Apply(about_comments);
  std::move(about_comments.begin(), about_comments.end(), std::back_inserter(judged));
}

}  // namespace retort
