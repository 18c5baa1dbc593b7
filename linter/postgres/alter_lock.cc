#include "linter/postgres/alter_lock.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"

namespace retort {
namespace {

using Words = std::vector<std::string>;

// Names, keywords and opening parentheses, in upper case.
Words WordsOf(absl::string_view text) {
  Words words;
  bool inside = false;
  for (const char c : text) {
    const bool letter = absl::ascii_isalnum(c) || c == '_';
    if (letter && !inside) words.emplace_back();
    if (letter) words.back() += absl::ascii_toupper(c);
    if (c == '(') words.emplace_back("(");
    inside = letter;
  }
  return words;
}

bool BeginsWith(const Words& words, std::initializer_list<absl::string_view> expected) {
  return words.size() >= expected.size() && std::equal(expected.begin(), expected.end(), words.begin());
}

bool IsOfRule(const Words& words) {
  const size_t at = words.size() > 1 && (words[1] == "ALWAYS" || words[1] == "REPLICA") ? 2 : 1;
  return words.size() > at && words[at] == "RULE";
}

LockMode LockOfOther(const Words& words) {
  if (BeginsWith(words, {"SET", "("}) || BeginsWith(words, {"RESET", "("})) {
    // The only storage parameter of a table that readers and writers depend on.
    const bool strong = std::find(words.begin(), words.end(), "USER_CATALOG_TABLE") != words.end();
    return strong ? LockMode::kAccessExclusive : LockMode::kShareUpdateExclusive;
  }
  const bool weak = BeginsWith(words, {"CLUSTER", "ON"}) || BeginsWith(words, {"SET", "WITHOUT", "CLUSTER"}) ||
                    BeginsWith(words, {"DETACH", "PARTITION"});
  return weak ? LockMode::kShareUpdateExclusive : LockMode::kAccessExclusive;
}

}  // namespace

LockMode AlterTableLock(const AlterTable& alter) {
  const Words words = WordsOf(alter.text);
  switch (alter.change) {
    case AlterTable::Change::kOther:
      return LockOfOther(words);
    case AlterTable::Change::kEnableTriggers:
    case AlterTable::Change::kDisableTriggers:
      return IsOfRule(words) ? LockMode::kAccessExclusive : LockMode::kShareRowExclusive;
    default:
      return LockMode::kAccessExclusive;
  }
}

LockMode AlterColumnLock(absl::string_view text) {
  const Words words = WordsOf(text);
  const bool weak =
      BeginsWith(words, {"SET", "STATISTICS"}) || BeginsWith(words, {"SET", "("}) || BeginsWith(words, {"RESET", "("});
  return weak ? LockMode::kShareUpdateExclusive : LockMode::kAccessExclusive;
}

bool FinishesDetaching(const AlterTable& alter) {
  return alter.change == AlterTable::Change::kOther && BeginsWith(WordsOf(alter.text), {"DETACH", "PARTITION"});
}

}  // namespace retort
