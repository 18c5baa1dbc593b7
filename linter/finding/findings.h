// Where a rule puts its findings. `Add` returns a builder, so that a rule reads as a sentence:
//
//   findings.Add(index.at, "building an index on \"user\" blocks every write to it")
//       .Help("build it CONCURRENTLY, outside the migration's transaction");

#ifndef RETORT_LINTER_FINDING_FINDINGS_H_
#define RETORT_LINTER_FINDING_FINDINGS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/finding/finding.h"

namespace retort {

class FindingBuilder {
 public:
  // The builder writes into `findings`, and is used at once: it does not outlive the statement that made it.
  FindingBuilder(std::vector<Finding>& findings, size_t index) : findings_(findings), index_(index) {}

  FindingBuilder& Why(std::string why) { return Set(&Finding::why, std::move(why)); }
  FindingBuilder& Help(std::string help) { return Set(&Finding::help, std::move(help)); }
  FindingBuilder& Subject(std::string subject) { return Set(&Finding::subject, std::move(subject)); }
  FindingBuilder& As(Severity severity) { return Set(&Finding::severity, severity); }
  FindingBuilder& InRevision(std::string id) { return Set(&Finding::revision, std::move(id)); }
  FindingBuilder& AlsoAbout(std::string id) {
    findings_[index_].other_revisions.push_back(std::move(id));
    return *this;
  }
  FindingBuilder& Relates(Span at, std::string message) {
    findings_[index_].related.push_back({at, std::move(message)});
    return *this;
  }
  // The finding then points at the first byte only: even the length of a secret is a clue.
  FindingBuilder& Conceal(Span span) {
    Finding& finding = findings_[index_];
    finding.conceal.push_back(span);
    if (span.Contains({finding.at.file, finding.at.begin, finding.at.begin + 1})) finding.at.end = finding.at.begin + 1;
    return *this;
  }
  FindingBuilder& Mend(std::string title, Safety safety, std::vector<Edit> edits) {
    if (!edits.empty()) findings_[index_].fixes.push_back({std::move(title), safety, std::move(edits)});
    return *this;
  }

 private:
  template <typename T>
  FindingBuilder& Set(T Finding::*field, T value) {
    findings_[index_].*field = std::move(value);
    return *this;
  }

  std::vector<Finding>& findings_;
  size_t index_;
};

// The findings of one rule.
class Findings {
 public:
  Findings(absl::string_view rule, Severity severity, absl::string_view why, std::vector<Finding>& out)
      : rule_(rule), severity_(severity), why_(why), out_(out) {}

  FindingBuilder Add(Span at, std::string message) {
    Finding& finding = out_.emplace_back();
    finding.rule = rule_;
    finding.severity = severity_;
    finding.at = at;
    finding.message = std::move(message);
    finding.why = std::string(why_);
    return FindingBuilder(out_, out_.size() - 1);
  }

 private:
  absl::string_view rule_;
  Severity severity_;
  absl::string_view why_;
  std::vector<Finding>& out_;
};

}  // namespace retort

#endif  // RETORT_LINTER_FINDING_FINDINGS_H_
