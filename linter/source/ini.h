// Reads ini files as Python's ConfigParser does, with the place of every value. What ConfigParser would refuse (a line
// without a delimiter, a key written twice) is read as far as it can be: the last one counts.
//
//   const Ini ini = ParseIni(file_id, text);
//   std::optional<MappedText> url = ini.Get("alembic", "sqlalchemy.url", {{"here", "/repo"}});

#ifndef RETORT_LINTER_SOURCE_INI_H_
#define RETORT_LINTER_SOURCE_INI_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/source/mapped_text.h"
#include "linter/source/span.h"

namespace retort {

struct IniEntry {
  std::string key;  // lower case, as ConfigParser makes it
  Span key_at;
  MappedText raw;  // as written: continuation lines joined by "\n", "%" not interpreted; its place is the value's
  bool has_value = true;  // false: a line without "=" or ":"
};

struct IniSection {
  std::string name;               // keeps its case
  Span at;                        // its header, the first one when it is written twice
  std::vector<IniEntry> entries;  // in order of their first appearance, each key once

  const IniEntry* Find(absl::string_view key) const;
};

using IniVariables = std::map<std::string, std::string>;

struct Ini {
  IniSection defaults;               // [DEFAULT], which holds for all others
  std::vector<IniSection> sections;  // the others, in order of their first appearance

  const IniSection* Find(absl::string_view section) const;
  // The value after interpolation: %% is %, %(name)s is looked up in the section, in [DEFAULT], then in `variables`.
  // The text of a reference is mapped to where it is written; one that leads nowhere is a hole. Absent: no such value.
  std::optional<MappedText> Get(absl::string_view section, absl::string_view key,
                                const IniVariables& variables = {}) const;
  // The same for an entry at hand.
  MappedText Interpolate(const IniSection& section, const IniEntry& entry, const IniVariables& variables = {}) const;
};

Ini ParseIni(FileId file, absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SOURCE_INI_H_
