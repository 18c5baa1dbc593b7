// Passwords that everybody knows: weak words, keyboard rows, numbers, and what is put together from them.
//
//   IsWeak("P4ssw0rd2024!")  ->  true

#ifndef RETORT_LINTER_SECRETS_WORDS_H_
#define RETORT_LINTER_SECRETS_WORDS_H_

#include "absl/strings/string_view.h"

namespace retort {

// A short number, a sequence, or known words (also in leet) that cover most of its letters.
bool IsWeak(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_WORDS_H_
