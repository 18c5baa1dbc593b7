#include "linter/cli/values.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

template <typename T>
using Words = std::vector<std::pair<std::string, T>>;

template <typename T>
absl::StatusOr<T> Choose(absl::string_view what, absl::string_view word, const Words<T>& words) {
  std::vector<std::string> valid;
  for (const auto& [name, value] : words) {
    if (name == word) return value;
    valid.push_back(name);
  }
  return absl::InvalidArgumentError(absl::StrCat("there is no ", what, " \"", OneLine(word), "\"",
                                                 DidYouMean(word, valid), "; it is one of ",
                                                 absl::StrJoin(valid, ", ")));
}

bool LooksLikeFormat(absl::string_view word) {
  return word.size() > 1 &&
         std::all_of(word.begin(), word.end(), [](char c) { return absl::ascii_islower(c) || c == '-'; });
}

}  // namespace

absl::StatusOr<Format> ParseFormat(absl::string_view word) {
  return Choose<Format>("format", word,
                        {{"text", Format::kText},
                         {"json", Format::kJson},
                         {"sarif", Format::kSarif},
                         {"lsp-json", Format::kLspJson},
                         {"github", Format::kGithub}});
}

absl::StatusOr<GraphFormat> ParseGraphFormat(absl::string_view word) {
  return Choose<GraphFormat>("format", word,
                             {{"text", GraphFormat::kText},
                              {"svg", GraphFormat::kSvg},
                              {"dot", GraphFormat::kDot},
                              {"mermaid", GraphFormat::kMermaid},
                              {"json", GraphFormat::kJson}});
}

absl::StatusOr<ColorWhen> ParseColor(absl::string_view word) {
  return Choose<ColorWhen>("--color", word,
                           {{"auto", ColorWhen::kAuto}, {"always", ColorWhen::kAlways}, {"never", ColorWhen::kNever}});
}

absl::StatusOr<FailOn> ParseFailOn(absl::string_view word) {
  return Choose<FailOn>(
      "--fail-on", word,
      {{"error", FailOn::kError}, {"warning", FailOn::kWarning}, {"info", FailOn::kInfo}, {"never", FailOn::kNever}});
}

absl::StatusOr<Output> ParseOutput(absl::string_view word, Format otherwise) {
  const size_t colon = word.find(':');
  const absl::string_view prefix = word.substr(0, colon);
  if (colon == absl::string_view::npos || !LooksLikeFormat(prefix)) {
    if (word.empty()) return absl::InvalidArgumentError("--output needs the name of a file");
    return Output{otherwise, std::string(word)};
  }
  const absl::StatusOr<Format> format = ParseFormat(prefix);
  if (!format.ok()) return format.status();
  if (colon + 1 == word.size()) {
    return absl::InvalidArgumentError(absl::StrCat("--output ", word, " needs the name of a file after the colon"));
  }
  return Output{*format, std::string(word.substr(colon + 1))};
}

}  // namespace retort
