// Why a statement of a DO block may be skipped, and whether that is the same as IF NOT EXISTS or IF EXISTS: the test
// names the very object that the statement creates or drops.
//
//   Guard guard = Guard::IfCondition(body, tokens);   // NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood')
//   guard.Apply(operation);                           // CreateEnum{mood}: if_absent; anything else: conditional

#ifndef RETORT_LINTER_SQL_GUARD_H_
#define RETORT_LINTER_SQL_GUARD_H_

#include <set>
#include <span>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "linter/schema/operation.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/lexer.h"

namespace retort {

class Guard {
 public:
  // A reason that is not understood: everything below it is conditional.
  Guard() = default;
  // One that is not understood, but can be told: "in a loop".
  static Guard Because(std::string condition);
  // `condition` are the tokens between IF and THEN.
  static Guard IfCondition(const MappedText& body, std::span<const SqlToken> condition);
  // The names of the errors that EXCEPTION swallows: "duplicate_object", "others", or an SQLSTATE.
  static Guard Caught(std::set<std::string> errors);

  // The guard of ELSE, or of what follows IF ... THEN RETURN.
  Guard Opposite() const;

  // Makes the operation one that does nothing when there is nothing to do, else conditional. Guards are applied from
  // the inside out.
  void Apply(Operation& operation) const;

  // What the test compares: a column of PostgreSQL's catalogue with a literal.
  using Facts = absl::flat_hash_map<std::string, std::string>;

 private:
  enum class Kind { kUnknown, kRunsIfAbsent, kRunsIfPresent, kCaught };

  Kind kind_ = Kind::kUnknown;
  std::string condition_;  // for people: "if NOT EXISTS (...)"
  Facts facts_;
  std::set<std::string> errors_;
};

// Whether an operation changes anything that the catalogue knows.
bool HasEffect(const Operation& operation);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_GUARD_H_
