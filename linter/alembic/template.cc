#include "linter/alembic/template.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "linter/base/text.h"
#include "re2/re2.h"

namespace retort {
namespace {

constexpr absl::string_view kStandard = R"mako("""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create Date: ${create_date}

"""
from alembic import op
import sqlalchemy as sa
${imports if imports else ""}

# revision identifiers, used by Alembic.
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


)mako";

constexpr absl::string_view kOneDatabase = R"mako(def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
)mako";

constexpr absl::string_view kSeveralDatabases = R"mako(def upgrade(engine_name: str) -> None:
    ${upgrades if upgrades else "pass"}


def downgrade(engine_name: str) -> None:
    ${downgrades if downgrades else "pass"}
)mako";

// repr() of a str.
std::string PythonString(absl::string_view text) {
  const char quote = absl::StrContains(text, "'") && !absl::StrContains(text, "\"") ? '"' : '\'';
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote || c == '\\') {
      absl::StrAppend(&out, "\\", absl::string_view(&c, 1));
    } else if (absl::ascii_iscntrl(c)) {
      absl::StrAppendFormat(&out, "\\x%02x", static_cast<uint8_t>(c));
    } else {
      out += c;
    }
  }
  return out + quote;
}

std::string PythonReferences(const std::vector<std::string>& ids) {
  if (ids.empty()) return "None";
  if (ids.size() == 1) return PythonString(ids[0]);
  return absl::StrCat(
      "(", absl::StrJoin(ids, ", ", [](std::string* out, const std::string& id) { *out += PythonString(id); }), ")");
}

// str(datetime): microseconds only when there are some.
std::string PythonDate(const NewRevision& revision) {
  std::string out = absl::FormatTime("%Y-%m-%d %H:%M:%S", revision.date, revision.zone);
  const int64_t micros = absl::ToUnixMicros(revision.date) % 1000000;
  if (micros > 0) absl::StrAppendFormat(&out, ".%06d", micros);
  return absl::StrCat(out, revision.has_zone ? absl::FormatTime("%Ez", revision.date, revision.zone) : "");
}

// What Python and Mako make of the usual placeholders. The keys have no spaces and only double quotes.
std::map<std::string, std::string> Placeholders(const NewRevision& revision) {
  const std::string ids = absl::StrJoin(revision.parents, ", ");
  const std::string as_string = revision.parents.size() == 1 ? ids : PythonReferences(revision.parents);
  return {
      {"message", revision.message},
      {"up_revision", revision.id},
      {"down_revision", as_string},
      {"down_revision|comma,n", ids},
      {"down_revision|comma", ids},
      {"create_date", PythonDate(revision)},
      {"repr(up_revision)", PythonString(revision.id)},
      {"repr(down_revision)", PythonReferences(revision.parents)},
      {"repr(branch_labels)", "None"},
      {"repr(depends_on)", "None"},
      {R"(importsifimportselse"")", ""},
      {R"(imports+"\n"ifimportselse"")", ""},
      {R"(upgradesifupgradeselse"pass")", "pass"},
      {R"(downgradesifdowngradeselse"pass")", "pass"},
  };
}

std::string Normalized(absl::string_view expression) {
  std::string out;
  for (const char c : expression) {
    if (!absl::ascii_isspace(c)) out += c == '\'' ? '"' : c;
  }
  if (absl::EndsWith(out, "|n")) out.resize(out.size() - 2);  // no filter is applied anyway
  return out;
}

// Control lines, comments of Mako, blocks, and line breaks that it swallows.
bool IsPlainMako(absl::string_view mako) {
  if (absl::StrContains(mako, "<%") || absl::StrContains(mako, "</%") || absl::StrContains(mako, "\\\n") ||
      absl::StrContains(mako, "\\\r\n")) {
    return false;
  }
  for (absl::string_view line : absl::StrSplit(mako, '\n')) {
    line = absl::StripLeadingAsciiWhitespace(line);
    if (absl::StartsWith(line, "%") || absl::StartsWith(line, "##")) return false;
  }
  return true;
}

// The words of the message, as Python's \w+ finds them; only the letters of ASCII become lower case.
std::string Slug(absl::string_view message, size_t length) {
  static const LazyRE2 kWord = {R"(([\pL\pN_]+))"};
  std::vector<std::string> words;
  re2::StringPiece rest(message.data(), message.size());
  std::string word;
  while (RE2::FindAndConsume(&rest, *kWord, &word)) words.push_back(absl::AsciiStrToLower(word));
  std::string slug = absl::StrJoin(words, "_");
  size_t end = 0, characters = 0;
  while (end < slug.size() && characters < length) end += static_cast<size_t>(Utf8Length(slug[end])), ++characters;
  if (end >= slug.size()) return slug;
  slug.resize(end);
  return absl::StrCat(slug.substr(0, slug.rfind('_')), "_");
}

struct FileNameParts {
  std::map<std::string, int64_t> numbers;
  std::map<std::string, std::string> texts;
};

FileNameParts PartsOf(const Environment& environment, const NewRevision& revision) {
  const absl::CivilSecond date = absl::ToCivilSecond(revision.date, revision.zone);
  return {.numbers = {{"epoch", absl::ToUnixSeconds(revision.date)},
                      {"year", date.year()},
                      {"month", date.month()},
                      {"day", date.day()},
                      {"hour", date.hour()},
                      {"minute", date.minute()},
                      {"second", date.second()}},
          .texts = {{"rev", revision.id}, {"slug", Slug(revision.message, environment.slug_length)}}};
}

// "%(month)02d" is {"month", "0", "2", "d"}.
struct Placeholder {
  std::string name, fill, width, kind;
};

// As Python's % does it; nothing for what Alembic does not know.
std::optional<std::string> Formatted(const Placeholder& placeholder, const FileNameParts& parts) {
  int width = 0;
  if (!placeholder.width.empty() && !absl::SimpleAtoi(placeholder.width, &width)) return std::nullopt;
  const auto number = parts.numbers.find(placeholder.name);
  const auto text = parts.texts.find(placeholder.name);
  if (number != parts.numbers.end()) {
    const bool has_zeros = !placeholder.fill.empty() && placeholder.kind == "d";
    return has_zeros ? absl::StrFormat("%0*d", width, number->second) : absl::StrFormat("%*d", width, number->second);
  }
  if (text == parts.texts.end() || placeholder.kind != "s" || placeholder.fill == ".") return std::nullopt;
  return absl::StrFormat("%*s", width, text->second);
}

}  // namespace

std::optional<std::string> FillTemplate(absl::string_view mako, const NewRevision& revision) {
  if (!IsPlainMako(mako)) return std::nullopt;
  const std::map<std::string, std::string> placeholders = Placeholders(revision);
  std::string out;
  while (!mako.empty()) {
    const size_t begin = std::min(mako.find("${"), mako.size());
    absl::StrAppend(&out, mako.substr(0, begin));
    mako.remove_prefix(begin);
    if (mako.empty()) break;
    const size_t end = mako.find('}');
    if (end == absl::string_view::npos) return std::nullopt;
    const auto found = placeholders.find(Normalized(mako.substr(2, end - 2)));
    if (found == placeholders.end()) return std::nullopt;
    out += found->second;
    mako.remove_prefix(end + 1);
  }
  return out;
}

std::string StandardRevision(const Environment& environment, const NewRevision& revision) {
  const absl::string_view functions = environment.databases.empty() ? kOneDatabase : kSeveralDatabases;
  return *FillTemplate(absl::StrCat(kStandard, functions), revision);
}

std::optional<std::string> RevisionFileName(const Environment& environment, const NewRevision& revision) {
  const FileNameParts parts = PartsOf(environment, revision);
  static const LazyRE2 kPlaceholder = {R"(([^%]*)%(?:\((\w+)\)([0.]?)(\d{0,2})([sd])|(%)))"};
  re2::StringPiece rest = environment.file_template;
  Placeholder found;
  std::string out, before, percent;
  while (RE2::Consume(&rest, *kPlaceholder, &before, &found.name, &found.fill, &found.width, &found.kind, &percent)) {
    const std::optional<std::string> text = percent.empty() ? Formatted(found, parts) : percent;
    if (!text.has_value()) return std::nullopt;
    absl::StrAppend(&out, before, *text);
  }
  const absl::string_view left(rest.data(), rest.size());
  if (absl::StrContains(left, "%")) return std::nullopt;
  return absl::StrCat(out, left, ".py");
}

}  // namespace retort
