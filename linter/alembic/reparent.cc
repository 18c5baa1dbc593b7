#include "linter/alembic/reparent.h"

#include <algorithm>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/alembic/script.h"
#include "linter/python/module.h"

namespace retort {
namespace {

constexpr absl::string_view kRevises = "Revises:";

absl::string_view TextAt(absl::string_view text, const Span& at) {
  return at.end <= text.size() && at.begin <= at.end ? text.substr(at.begin, at.end - at.begin) : "";
}

// The quote that the file puts around its ids.
char QuoteOf(const Revision& revision, absl::string_view text) {
  for (const Span& at : {revision.parents_at, revision.id_at}) {
    const size_t quote = TextAt(text, at).find_first_of("\"'");
    if (quote != absl::string_view::npos) return TextAt(text, at)[quote];
  }
  return '"';
}

// What follows "Revises:" at the beginning of a line of the docstring.
std::optional<Edit> DocstringEdit(FileId file, absl::string_view text, const std::string& parent) {
  const python::Module module = python::Module::Parse(file, text);
  const Span docstring = module.DocstringAt();
  const absl::string_view body = TextAt(text, docstring);
  for (size_t at = body.find(kRevises); at != absl::string_view::npos; at = body.find(kRevises, at + 1)) {
    const absl::string_view before = body.substr(0, at);
    const size_t line = before.rfind('\n') + 1;  // 0 when there is none before
    if (before.substr(line).find_first_not_of(" \t\"'") != absl::string_view::npos) continue;
    const size_t begin = at + kRevises.size();
    const absl::string_view rest = body.substr(begin, body.find_first_of("\r\n\"'", begin) - begin);
    const auto offset = static_cast<uint32_t>(docstring.begin + begin);
    return Edit{{file, offset, offset + static_cast<uint32_t>(rest.size())}, absl::StrCat(" ", parent)};
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<std::vector<Edit>> Reparent(const Revision& revision, absl::string_view path, absl::string_view text,
                                           const Environment& environment, const std::string& parent) {
  const auto refuse = [&](absl::string_view why) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, ": ", why, ": set down_revision to \"", parent, "\" there"));
  };
  const bool is_plain = std::all_of(parent.begin(), parent.end(), [](char c) {
    return absl::ascii_isprint(c) && c != '"' && c != '\'' && c != '\\';
  });
  if (!is_plain) return refuse("the new parent has an odd id");
  const absl::string_view old = TextAt(text, revision.parents_at);
  const bool is_literal = absl::StartsWith(old, "\"") || absl::StartsWith(old, "'") || absl::StartsWith(old, "(") ||
                          absl::StartsWith(old, "[") || old == "None";
  if (revision.parents_at.file != revision.where.file || !is_literal) return refuse("down_revision is computed");
  const std::string quote(1, QuoteOf(revision, text));
  std::vector<Edit> edits = {{revision.parents_at, absl::StrCat(quote, parent, quote)}};
  if (std::optional<Edit> docstring = DocstringEdit(revision.where.file, text, parent)) edits.push_back(*docstring);
  // What was changed may be a constant that more than down_revision uses.
  const absl::StatusOr<std::string> changed = ApplyEdits(text, edits);
  if (!changed.ok()) return refuse("the edits overlap");
  const Revision now = ReadRevision(revision.where.file, path, *changed, environment);
  const bool is_right = now.id == revision.id && now.parents.size() == 1 && now.parents[0].id == parent &&
                        now.depends_on.size() == revision.depends_on.size() &&
                        now.problems.size() <= revision.problems.size();
  if (!is_right) return refuse("down_revision is not a plain value");
  return edits;
}

}  // namespace retort
