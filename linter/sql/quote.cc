#include "linter/sql/quote.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "linter/source/mapped_text.h"

namespace retort {
namespace {

// SQLAlchemy's own list, not PostgreSQL's; sorted.
constexpr absl::string_view kReserved[] = {
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "between",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "column",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "new",
    "not",
    "notnull",
    "null",
    "of",
    "off",
    "offset",
    "old",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "over",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
    "similar",
    "some",
    "symmetric",
    "table",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
};

bool IsPlain(char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_' || c == '$'; }

bool NeedsQuotes(absl::string_view identifier) {
  if (absl::ascii_isdigit(identifier[0]) || identifier[0] == '$') return true;
  const std::string known = absl::StrReplaceAll(identifier, {{kHole, ""}});
  return !std::all_of(known.begin(), known.end(), IsPlain) ||
         std::binary_search(std::begin(kReserved), std::end(kReserved), identifier);
}

}  // namespace

std::string Quoted(absl::string_view identifier) {
  if (identifier.empty()) return std::string(kHole);
  if (!NeedsQuotes(identifier)) return std::string(identifier);
  return absl::StrCat("\"", absl::StrReplaceAll(identifier, {{"\"", "\"\""}}), "\"");
}

std::string QuotedName(const Name& name) {
  return name.schema.empty() ? Quoted(name.name) : absl::StrCat(Quoted(name.schema), ".", Quoted(name.name));
}

std::string QuotedList(const std::vector<std::string>& identifiers) {
  return absl::StrJoin(identifiers, ", ", [](std::string* out, const std::string& identifier) {
    absl::StrAppend(out, Quoted(identifier));
  });
}

std::string QuotedText(absl::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "''"}}), "'");
}

}  // namespace retort
