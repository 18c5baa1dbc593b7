// What a revision's downgrade does to the schema that its upgrade made: where it fails, and what differs afterwards
// from the schema before the upgrade.
//
//   for (const SchemaDifference& difference : outcome.differences) ...   // kLeft: type "status" is still there

#ifndef RETORT_LINTER_SCHEMA_DOWNGRADE_OUTCOME_H_
#define RETORT_LINTER_SCHEMA_DOWNGRADE_OUTCOME_H_

#include <string>
#include <vector>

#include "linter/schema/operation.h"
#include "linter/schema/refusal.h"
#include "linter/source/span.h"

namespace retort {

struct SchemaDifference {
  enum class Kind {
    kLeft,     // made by the upgrade, still there
    kMissing,  // was there before the upgrade, and is not any more
    kChanged,
  };
  Kind kind = Kind::kLeft;
  std::string object = {};  // "type status", "column email of table user"
  std::string before = {};  // kMissing and kChanged: its definition before the upgrade, as SQL
  std::string after = {};   // kLeft and kChanged: what it is after the downgrade
  bool is_enum = false;     // a type that the upgrade created and the downgrade does not drop
  Span at = {};             // the operation of the upgrade that made, dropped or changed it; may be empty
};

struct DowngradeOutcome {
  struct Failure {
    Span at = {};  // of the operation in the downgrade
    Refusal refusal = {};
    const Action* action = nullptr;
  };
  std::vector<Failure> failures = {};
  std::vector<SchemaDifference> differences = {};  // empty when the downgrade fails or is not understood
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_DOWNGRADE_OUTCOME_H_
