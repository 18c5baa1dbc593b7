#include "linter/alembic/claims.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace retort {
namespace {

// The text after `label` on the line of the docstring that begins with it. A docstring that has two such lines is
// prose.
Claim ReadClaim(absl::string_view label, const Span& docstring, absl::string_view text) {
  Claim claim;
  int lines = 0;
  for (absl::string_view line : absl::StrSplit(text.substr(docstring.begin, docstring.end - docstring.begin), '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (!absl::ConsumePrefix(&line, label)) continue;
    ++lines;
    line = line.substr(0, line.find_first_of("\"\\"));
    line = absl::StripAsciiWhitespace(line.substr(0, line.find('(', line.find_first_not_of(" ("))));
    const auto begin = static_cast<uint32_t>(line.data() - text.data());
    claim.at = {docstring.file, begin, begin + static_cast<uint32_t>(line.size())};
    for (const absl::string_view id : absl::StrSplit(line, absl::ByAnyChar(" ,()'`[]\t"), absl::SkipEmpty())) {
      if (id != "None" && id != "<base>") claim.ids.emplace_back(id);
    }
  }
  claim.made = lines == 1;
  std::sort(claim.ids.begin(), claim.ids.end());
  return claim;
}

}  // namespace

void ReadClaims(const Span& docstring, absl::string_view text, Revision& revision) {
  if (docstring.begin >= docstring.end) return;
  revision.claimed_id = ReadClaim("Revision ID:", docstring, text);
  revision.claimed_parents = ReadClaim("Revises:", docstring, text);
}

}  // namespace retort
