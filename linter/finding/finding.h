// What Retort has to say about one place, with everything a report needs: what, why, what to do, and a fix.

#ifndef RETORT_LINTER_FINDING_FINDING_H_
#define RETORT_LINTER_FINDING_FINDING_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/source/edit.h"
#include "linter/source/span.h"

namespace retort {

enum class Severity { kInfo, kWarning, kError };

absl::string_view SeverityName(Severity severity);  // "info", "warning", "error"

// Another place that explains the finding: where the type was created first, the other head.
struct Related {
  Span at;
  std::string message;
};

enum class Safety {
  kSafe,    // keeps the meaning of the code, or only mends what the finding is about
  kUnsafe,  // needs a human's eye
};

struct Fix {
  std::string title;  // "add create_type=False"
  Safety safety = Safety::kUnsafe;
  std::vector<Edit> edits;
};

struct Finding {
  absl::string_view rule;  // the id of a rule, which lives as long as the program
  Severity severity = Severity::kError;
  Span at;
  std::string message;  // what: lower case, no full stop
  std::string why;      // the rule's own reason unless the finding has a better one
  std::string help;     // what to do
  std::string when;     // in which execution model it happens, when not in all: "on a new database, ..."
  std::vector<Related> related;
  std::vector<Fix> fixes;
  std::vector<Span> conceal;  // bytes that no output may show
  std::string subject;        // what the finding is about, for its fingerprint: "type status", "head a1b2"
  std::string revision;       // the revision's id, or empty
  std::vector<std::string> other_revisions;  // that it is about as well
  std::string environment;                   // the name of the environment, or empty
  std::string fingerprint;                   // what it is recognised by in another run
};

// Sorts by place (path order is file id order), then rule, then message; the order of every report.
bool Before(const Finding& a, const Finding& b);

}  // namespace retort

#endif  // RETORT_LINTER_FINDING_FINDING_H_
