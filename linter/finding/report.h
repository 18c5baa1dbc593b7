// The result of one run, as every output format receives it.

#ifndef RETORT_LINTER_FINDING_REPORT_H_
#define RETORT_LINTER_FINDING_REPORT_H_

#include <string>
#include <vector>

#include "linter/finding/finding.h"
#include "linter/source/source.h"

namespace retort {

// Something that Retort could not understand, so that it is counted and shown.
struct NotUnderstood {
  Span at;
  std::string reason;    // "op.create_view is a custom directive"
  std::string revision;  // the revision's id
};

// A finding that does not count, and why.
struct SuppressedFinding {
  enum class By { kComment, kConfiguration, kBaseline };
  Finding finding;
  By by = By::kComment;
  std::string reason;  // as the project gives it; may be empty
};

// A finding as a baseline remembers it.
struct BaselineEntry {
  std::string fingerprint;
  std::string rule;
  std::string path;  // from the folder of the baseline
  std::string message;
  friend auto operator<=>(const BaselineEntry&, const BaselineEntry&) = default;
};

// A baseline after it was compared with today's findings.
struct ComparedBaseline {
  std::string path;                   // absolute
  std::vector<BaselineEntry> known;   // findings of today that it has
  std::vector<BaselineEntry> added;   // those that it does not have
  std::vector<BaselineEntry> stale;   // what it has and nobody finds any more
  std::vector<BaselineEntry> unseen;  // what it has of files or rules that this run did not look at
};

struct Summary {
  size_t environments = 0;
  size_t revisions = 0;
  size_t operations = 0;      // typed and opaque ones of every upgrade and downgrade
  size_t not_understood = 0;  // of those, the opaque ones
  size_t errors = 0;
  size_t warnings = 0;
  size_t infos = 0;
  size_t suppressed = 0;  // by comments and by the configuration
  size_t known = 0;       // in the baseline
  size_t failing = 0;     // of the findings, those that make the run fail
};

struct Report {
  Sources sources;
  std::vector<Finding> findings;              // sorted by path, then place, then rule
  std::vector<SuppressedFinding> suppressed;  // in the same order
  std::vector<ComparedBaseline> baselines;    // in the order of their paths
  std::vector<NotUnderstood> not_understood;
  std::vector<std::string> header;       // one line an item: what was taken as applied and why, with the remedy
  std::vector<absl::string_view> rules;  // the ids of those that ran
  std::string working_directory;         // text and JSON paths are relative to it
  std::string root;                      // the git root, or the working directory: SARIF paths are relative to it
  Summary summary;
};

}  // namespace retort

#endif  // RETORT_LINTER_FINDING_REPORT_H_
