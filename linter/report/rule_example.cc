#include "linter/report/rule_example.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "linter/source/files.h"

namespace retort {
namespace {

std::string LanguageOf(absl::string_view path) {
  const absl::string_view name = BaseName(path);
  if (path.empty() || absl::EndsWith(name, ".py")) return "python";
  if (absl::StartsWith(name, "Dockerfile")) return "dockerfile";
  if (absl::StartsWith(name, ".env") || absl::EndsWith(name, ".env") || absl::EndsWith(name, ".sh")) return "sh";
  if (absl::EndsWith(name, ".yml")) return "yaml";
  if (absl::EndsWith(name, ".cfg")) return "ini";
  for (const absl::string_view language : {"sql", "ini", "toml", "yaml", "json"}) {
    if (absl::EndsWith(name, absl::StrCat(".", language))) return std::string(language);
  }
  return "text";
}

bool IsBlank(absl::string_view line) { return absl::StripAsciiWhitespace(line).empty(); }

// Indentation is part of the text, so only whole blank lines go.
std::string WithoutBlankEdges(const std::vector<absl::string_view>& lines) {
  size_t begin = 0, end = lines.size();
  while (begin < end && IsBlank(lines[begin])) ++begin;
  while (end > begin && IsBlank(lines[end - 1])) --end;
  std::string text;
  for (size_t i = begin; i < end; ++i) absl::StrAppend(&text, i == begin ? "" : "\n", lines[i]);
  return text;
}

}  // namespace

std::vector<ExampleFile> RuleExample(absl::string_view example) {
  std::vector<ExampleFile> files;
  std::string path;
  std::vector<absl::string_view> lines;
  const auto finish = [&] {
    std::string text = WithoutBlankEdges(lines);
    if (!path.empty() || !text.empty()) files.push_back({path, LanguageOf(path), std::move(text)});
    lines.clear();
  };
  for (const absl::string_view line : absl::StrSplit(example, '\n')) {
    if (absl::StartsWith(line, "--- ")) {
      finish();
      path = std::string(absl::StripAsciiWhitespace(absl::StripPrefix(line, "--- ")));
    } else {
      lines.push_back(line);
    }
  }
  finish();
  return files;
}

}  // namespace retort
