#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tests/support/mended.h"
#include "tests/support/scenario.h"

namespace retort {
namespace {

// What a finding says, as far as an expectation may name it.
std::string Words(const Finding& finding) {
  std::string words = absl::StrCat(finding.message, "\n", finding.when, "\n", finding.help);
  for (const Related& related : finding.related) absl::StrAppend(&words, "\n", related.message);
  return words;
}

// The document's line that a place of a file counts at; 0 when the scenario does not have the file.
uint32_t DocumentLine(const Scenario& scenario, const std::string& path, uint32_t line) {
  const auto found = scenario.blocks.find(path);
  if (found == scenario.blocks.end()) return 0;
  const Scenario::Block& block = found->second;
  const uint32_t inside = line > block.lines_before ? line - block.lines_before : 0;
  return block.line - 1 + std::clamp(inside, block.first, std::max(block.first, block.last));
}

// Without trailing spaces: an expectation that was blanked leaves some.
std::string Trimmed(absl::string_view text) {
  std::vector<std::string> lines;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    lines.emplace_back(absl::StripTrailingAsciiWhitespace(line));
  }
  return absl::StrJoin(lines, "\n");
}

}  // namespace

std::string Differences(const Scenario& scenario, const Report& report) {
  std::vector<Expectation> open = scenario.expectations;
  // The more an expectation demands, the earlier it may choose.
  std::stable_sort(open.begin(), open.end(),
                   [](const Expectation& a, const Expectation& b) { return a.text.size() > b.text.size(); });
  std::vector<std::pair<uint32_t, std::string>> lines;
  for (const Finding& finding : report.findings) {
    const Source& source = report.sources[finding.at.file];
    const uint32_t place = source.Locate(finding.at.begin, ColumnUnit::kCodePoints).line;
    const uint32_t line = DocumentLine(scenario, source.path(), place);
    const auto expected = std::find_if(open.begin(), open.end(), [&](const Expectation& candidate) {
      return candidate.line == line && candidate.rule == finding.rule &&
             absl::StrContains(Words(finding), candidate.text);
    });
    if (expected != open.end()) {
      open.erase(expected);
      continue;
    }
    const std::string where =
        line > 0 ? absl::StrCat(scenario.document, ":", line) : absl::StrCat(source.path(), ":", place);
    lines.emplace_back(line, absl::StrCat(where, ": not expected: ", finding.rule, " \"", finding.message, "\""));
  }
  for (const Expectation& missing : open) {
    lines.emplace_back(missing.line, absl::StrCat(scenario.document, ":", missing.line, ": expected, but not found: ",
                                                  missing.rule, " \"", missing.text, "\""));
  }
  std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return absl::StrJoin(lines, "\n", [](std::string* out, const auto& line) { absl::StrAppend(out, line.second); });
}

std::string FixDifferences(const Scenario& scenario, const Report& report) {
  if (scenario.after.empty()) return "";
  const absl::StatusOr<std::map<std::string, std::string>> mended = Mended(report);
  if (!mended.ok()) return std::string(mended.status().message());
  std::string differences;
  for (const auto& [path, expected] : scenario.after) {
    const auto changed = mended->find(path);
    const std::string actual = Trimmed(changed != mended->end() ? changed->second : scenario.project.texts.at(path));
    if (actual == Trimmed(expected)) continue;
    absl::StrAppend(&differences, path, " after its fixes is\n", actual, "\nand should be\n", Trimmed(expected), "\n");
  }
  return differences;
}

}  // namespace retort
