// What the rules about operations that PostgreSQL refuses have in common: the finding stands at the operation, quotes
// PostgreSQL, and points at what is in the way.
//
//   AddRefused(refusal, now, findings, "the table \"user\" is there already", "created here").Help("...");

#ifndef RETORT_RULES_REFUSED_H_
#define RETORT_RULES_REFUSED_H_

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {

// Without the schema that everybody has.
inline std::string Shown(const Name& name) { return name.schema == "public" ? name.name : name.ToString(); }

// "\"user\""
inline std::string InQuotes(const std::string& text) { return absl::StrCat("\"", text, "\""); }

// The refused operation when it is a T, or nullptr.
template <typename T>
const T* Refused(const Moment& now) {
  return now.action == nullptr ? nullptr : std::get_if<T>(now.action);
}

// `earlier` says what the operation did that is in the way, or that is missed.
inline FindingBuilder AddRefused(const Refusal& refusal, const Moment& now, Findings& findings, std::string message,
                                 absl::string_view earlier) {
  FindingBuilder finding = findings.Add(now.at, std::move(message));
  finding.Why(absl::StrCat("PostgreSQL will say: ", refusal.message, ". The migration stops there."));
  if (refusal.earlier == Span() || refusal.earlier == now.at) return finding;
  return finding.Relates(refusal.earlier, refusal.earlier_word.empty() ? std::string(earlier) : refusal.earlier_word);
}

}  // namespace retort

#endif  // RETORT_RULES_REFUSED_H_
