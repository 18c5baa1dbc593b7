#include "linter/ignore/ignore_reader.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "linter/ignore/commented_text.h"
#include "linter/ignore/python_comments.h"
#include "linter/project/settings_reader.h"
#include "re2/re2.h"

namespace retort {
namespace {

// From bytes of the text to a place in the file.
using Place = std::function<Span(size_t begin, size_t end)>;

std::string Reason(absl::string_view text) {
  const size_t closing = text.find("*/");
  text = absl::StripAsciiWhitespace(text.substr(0, closing));
  while (!text.empty() && absl::StrContains("-:", text.substr(0, 1))) text.remove_prefix(1);
  return std::string(absl::StripAsciiWhitespace(text));
}

void AddNames(absl::string_view list, size_t begin, const Place& place, WrittenIgnore& ignore) {
  for (size_t at = 0; at <= list.size();) {
    const size_t comma = std::min(list.find(',', at), list.size());
    const size_t first = list.find_first_not_of(" \t", at);
    if (first < comma) {
      const absl::string_view id = absl::StripTrailingAsciiWhitespace(list.substr(first, comma - first));
      ignore.names.push_back({std::string(id), place(begin + first, begin + first + id.size())});
    }
    at = comma + 1;
  }
}

// What goes when the comment goes: its line, or the blanks before it.
ByteRange RemovalOf(absl::string_view text, ByteRange comment, bool is_all) {
  if (is_all && StandsAlone(text, comment)) {
    const ByteRange line = LineAt(text, comment.begin);
    const size_t next = std::min(LineAt(text, comment.end).end, text.size());
    return {line.begin, next + (absl::StartsWith(text.substr(next), "\r\n") ? 2 : next < text.size() ? 1 : 0)};
  }
  while (comment.begin > 0 && (text[comment.begin - 1] == ' ' || text[comment.begin - 1] == '\t')) --comment.begin;
  return comment;
}

// The comment as one to Retort, without what it covers; nothing when it is another.
std::optional<WrittenIgnore> Parse(absl::string_view text, const ByteRange& comment, const Place& place) {
  static const RE2* const kPattern =
      new RE2(R"re((#|;|--|/\*)[ \t]*retort:[ \t]*([a-z][a-z-]*)[ \t]*(?:\[([^\]\r\n]*)\])?([^\r\n]*))re");
  const absl::string_view all = text.substr(comment.begin, comment.end - comment.begin);
  re2::StringPiece mark, verb, list, rest;
  if (!RE2::PartialMatch({all.data(), all.size()}, *kPattern, &mark, &verb, &list, &rest)) return std::nullopt;
  const auto offset = [&](const re2::StringPiece& piece) { return static_cast<size_t>(piece.data() - text.data()); };
  const bool has_list = list.data() != nullptr;
  WrittenIgnore ignore;
  ignore.whole_file = verb == "ignore-file";
  const bool is_verb = ignore.whole_file || verb == "ignore";
  if (!is_verb && !has_list) return std::nullopt;  // a sentence about Retort
  const ByteRange own = {offset(mark), comment.end};
  const ByteRange removal = RemovalOf(text, own, own.begin == comment.begin);
  ignore.at = place(own.begin, own.end);
  ignore.removal = place(removal.begin, removal.end);
  ignore.is_known = is_verb && has_list;
  if (ignore.is_known) {
    ignore.list = place(offset(list), offset(list) + list.size());
    AddNames({list.data(), list.size()}, offset(list), place, ignore);
    ignore.is_known = !ignore.names.empty();
  }
  if (!ignore.is_known) ignore.names = {{std::string(verb), place(offset(verb), offset(verb) + verb.size())}};
  ignore.reason = Reason({rest.data(), rest.size()});
  return ignore;
}

void AddIgnores(const CommentedText& text, const Place& place, std::vector<WrittenIgnore>& ignores) {
  for (size_t i = 0; i < text.comments.size(); ++i) {
    std::optional<WrittenIgnore> ignore = Parse(text.text, text.comments[i], place);
    if (!ignore.has_value()) continue;
    const ByteRange covered = CoveredBy(text, i);
    if (covered.begin < covered.end) ignore->covers.push_back(place(covered.begin, covered.end));
    ignores.push_back(*std::move(ignore));
  }
}

void AddEmbedded(const EmbeddedSql& sql, std::vector<WrittenIgnore>& ignores) {
  const CommentedText text = CommentsOfSql(sql.text.text());
  const size_t before = ignores.size();
  AddIgnores(
      text, [&](size_t begin, size_t end) { return sql.text.At(begin, end); }, ignores);
  if (text.units.size() > 1) return;
  // One statement: what is said about the call that sends it is said about the statement.
  for (size_t i = before; i < ignores.size(); ++i) ignores[i].covers.push_back(sql.statement);
}

CommentedText CommentsOf(absl::string_view path, absl::string_view text) {
  if (absl::EndsWithIgnoreCase(path, ".sql")) return CommentsOfSql(text);
  switch (SettingFormatOf(path)) {
    case SettingFormat::kToml:
      return CommentsOfToml(text);
    case SettingFormat::kYaml:
    case SettingFormat::kCompose:
      return CommentsOfYaml(text);
    case SettingFormat::kIni:
      return CommentsOfLines(text, "#;");
    case SettingFormat::kDotenv:
    case SettingFormat::kText:
    case SettingFormat::kPython:
      return CommentsOfLines(text, "#");
  }
  return {};
}

}  // namespace

std::vector<WrittenIgnore> ReadIgnores(FileId file, absl::string_view path, absl::string_view text) {
  std::vector<WrittenIgnore> ignores;
  if (!absl::StrContains(text, "retort:")) return ignores;
  const Place place = [&](size_t begin, size_t end) {
    return Span{file, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  };
  if (absl::EndsWith(path, ".py")) {
    const PythonComments python = CommentsOfPython(file, text);
    AddIgnores(python.own, place, ignores);
    for (const EmbeddedSql& sql : python.sql) AddEmbedded(sql, ignores);
  } else {
    AddIgnores(CommentsOf(path, text), place, ignores);
  }
  std::sort(ignores.begin(), ignores.end(), [](const WrittenIgnore& a, const WrittenIgnore& b) { return a.at < b.at; });
  return ignores;
}

}  // namespace retort
