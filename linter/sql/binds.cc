#include "linter/sql/binds.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "linter/base/text.h"
#include "re2/re2.h"

namespace retort {
namespace {

// A letter or digit of any alphabet: what Python's re takes for a part of a word. The hole is none.
bool IsWordCharacter(absl::string_view character) {
  static const RE2* const kWord = new RE2("[\\pL\\pN]");
  return RE2::FullMatch({character.data(), character.size()}, *kWord);
}

// The length of the [\w$] of Python's re that begins at `at`; 0 when there is none.
size_t NamePartLength(absl::string_view text, size_t at) {
  if (at >= text.size()) return 0;
  const char c = text[at];
  if ((c & 0x80) == 0) return absl::ascii_isalnum(c) || c == '_' || c == '$' ? 1 : 0;
  const absl::string_view character = text.substr(at, Utf8Length(c));
  return IsWordCharacter(character) ? character.size() : 0;
}

// Whether the character that ends at `end` is one.
bool IsNamePartBefore(absl::string_view text, size_t end) {
  size_t begin = end - 1;
  while (begin > 0 && (text[begin] & 0xC0) == 0x80) --begin;
  return NamePartLength(text, begin) == end - begin;
}

size_t SkipName(absl::string_view text, size_t at) {
  while (const size_t length = NamePartLength(text, at)) at += length;
  return at;
}

bool EndsInHole(absl::string_view text) { return absl::EndsWith(text, kHole); }

// SQLAlchemy: (?<![:\w\$\x5c]):([\w\$]+)(?![:\w\$])
bool IsBind(absl::string_view text, size_t colon, size_t name_end) {
  if (name_end == colon + 1 || (name_end < text.size() && text[name_end] == ':')) return false;
  if (colon == 0 || EndsInHole(text.substr(0, colon))) return true;
  const char before = text[colon - 1];
  return before != ':' && before != '\\' && !IsNamePartBefore(text, colon);
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

MappedText ReplaceDriverBinds(const MappedText& sql) {
  const absl::string_view text = sql.text();
  MappedText replaced;
  size_t done = 0;
  for (size_t percent = text.find('%'); percent != absl::string_view::npos; percent = text.find('%', done)) {
    size_t end = percent + 1;
    if (end < text.size() && text[end] == '(') end = std::min(text.find(')', end), text.size() - 1) + 1;
    replaced.Append(sql.Sub(done, percent));
    done = std::min(end + 1, text.size());
    if (end < text.size() && text[end] == 's') {
      replaced.AppendHole(sql.At(percent, done));
    } else {
      replaced.Append(sql.Sub(end < text.size() && text[end] == '%' ? end : percent, done));
    }
  }
  replaced.Append(sql.Sub(done, text.size()));
  return replaced;
}

}  // namespace retort
