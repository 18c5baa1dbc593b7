// What a revision means, as text: equal texts mean equal revisions, however they are written. What is not understood
// means what is written.
//
//   Meaning meaning = ReadMeaning(revision, text);
//   meaning.upgrade.operations   // "ALTER TABLE tag ADD COLUMN age INTEGER", ...

#ifndef RETORT_LINTER_ALEMBIC_MEANING_H_
#define RETORT_LINTER_ALEMBIC_MEANING_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/migration/revision.h"

namespace retort {

struct ProcedureMeaning {
  std::vector<std::string> operations;  // in order, one line each; they begin with where and when they run
  std::vector<Span> places;             // of the operations
  std::string code;                     // what else it depends on; empty when the operations say everything

  bool operator==(const ProcedureMeaning& other) const { return operations == other.operations && code == other.code; }
};

struct Meaning {
  std::string identifiers;
  ProcedureMeaning upgrade;
  ProcedureMeaning downgrade;

  bool operator==(const Meaning&) const = default;
};

// `text` is that of the revision's file.
Meaning ReadMeaning(const Revision& revision, absl::string_view text);

// Equal for equal meanings, and for no others.
std::string MeaningText(const Meaning& meaning);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_MEANING_H_
