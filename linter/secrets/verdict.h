// Judges one literal: is it a secret, a default that everybody knows, a placeholder, or nothing? The decision follows
// from where it stands (a connection URL, a named value, a token's own format) before how random it looks.
//
//   Candidate candidate = {.value = text, .path = "[alembic] sqlalchemy.url", .name = "sqlalchemy.url"};
//   std::optional<Setting> setting = Judge(candidate);

#ifndef RETORT_LINTER_SECRETS_VERDICT_H_
#define RETORT_LINTER_SECRETS_VERDICT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/facts/setting.h"
#include "linter/source/mapped_text.h"

namespace retort {

struct Candidate {
  MappedText value = {};  // decoded as its format wants it; a part that comes from somewhere else is a hole
  std::string path = {};  // in the file, for people
  std::string name = {};  // the last name of the path, which says what the value is
  FileRole role = FileRole::kProduction;
  SettingFormat format = SettingFormat::kText;
  bool is_fallback = false;   // used when a variable is not set
  bool is_effective = false;  // an argument of what opens a connection: a placeholder there would be used
  std::vector<std::string> companions = {};  // the user, database or service of the same record
};

// The one setting to speak of, the most severe; absent when there is nothing to say about the literal.
std::optional<Setting> Judge(const Candidate& candidate);

// All that identifies itself in a text without structure: tokens, private keys, URLs with a strong password.
std::vector<Setting> Scan(FileId file, absl::string_view text, FileRole role, SettingFormat format);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_VERDICT_H_
