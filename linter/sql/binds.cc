#include "linter/sql/binds.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace retort {
namespace {

// [\w$] of Python's re, where every letter of every alphabet is a word character; the hole is none.
bool IsNamePart(absl::string_view text, size_t at) {
  if (at >= text.size()) return false;
  const char c = text[at];
  if ((c & 0x80) != 0) return !absl::StartsWith(text.substr(at), kHole);
  return absl::ascii_isalnum(c) || c == '_' || c == '$';
}

size_t SkipName(absl::string_view text, size_t at) {
  while (IsNamePart(text, at)) ++at;
  return at;
}

bool EndsInHole(absl::string_view text) { return absl::EndsWith(text, kHole); }

// SQLAlchemy: (?<![:\w\$\x5c]):([\w\$]+)(?![:\w\$])
bool IsBind(absl::string_view text, size_t colon, size_t name_end) {
  if (name_end == colon + 1 || (name_end < text.size() && text[name_end] == ':')) return false;
  if (colon == 0 || EndsInHole(text.substr(0, colon))) return true;
  const char before = text[colon - 1];
  return before != ':' && before != '\\' && !IsNamePart(text, colon - 1);
}

// SQLAlchemy: \x5c(:[\w\$]*)(?![:\w\$])
bool IsEscape(absl::string_view text, size_t colon, size_t name_end) {
  return colon > 0 && text[colon - 1] == '\\' && !(name_end < text.size() && text[name_end] == ':');
}

}  // namespace

MappedText ReplaceBinds(const MappedText& sql) {
  const absl::string_view text = sql.text();
  MappedText replaced;
  size_t done = 0;
  for (size_t colon = text.find(':'); colon != absl::string_view::npos; colon = text.find(':', colon + 1)) {
    const size_t name_end = SkipName(text, colon + 1);
    if (IsBind(text, colon, name_end)) {
      replaced.Append(sql.Sub(done, colon));
      replaced.AppendHole(sql.At(colon, name_end));
      done = name_end;
    } else if (IsEscape(text, colon, name_end)) {
      replaced.Append(sql.Sub(done, colon - 1));
      done = colon;
    }
  }
  if (done == 0) return sql;
  replaced.Append(sql.Sub(done, text.size()));
  return replaced;
}

}  // namespace retort
