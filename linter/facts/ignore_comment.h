// A comment that accepts findings, or an [[allow]] of the configuration, after it was compared with the findings.
//
//   op.drop_table("tag")  # retort: ignore[drop-table] nobody writes to it since March

#ifndef RETORT_LINTER_FACTS_IGNORE_COMMENT_H_
#define RETORT_LINTER_FACTS_IGNORE_COMMENT_H_

#include <string>
#include <vector>

#include "linter/source/edit.h"
#include "linter/source/span.h"

namespace retort {

struct IgnoreComment {
  struct Name {
    enum class State {
      kUsed,
      kUnused,     // the rule looked there and found nothing
      kNotJudged,  // the rule did not look there
      kUnknown,    // there is no such rule
    };
    std::string id;  // as written
    Span at;
    State state = State::kNotJudged;
    std::string nearest;        // of an unknown one: the rule that may be meant, or empty
    std::vector<Edit> removal;  // what takes the name away: the whole comment when none of its names is of use
  };

  Span at;  // the whole comment
  std::string reason;
  std::vector<Name> names;
};

}  // namespace retort

#endif  // RETORT_LINTER_FACTS_IGNORE_COMMENT_H_
