#include "tests/support/mended.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "linter/source/edit.h"

namespace retort {

absl::StatusOr<std::map<std::string, std::string>> Mended(const Report& report) {
  std::map<FileId, std::vector<Edit>> edits;
  for (const Finding& finding : report.findings) {
    const auto fix = std::find_if(finding.fixes.begin(), finding.fixes.end(),
                                  [](const Fix& candidate) { return candidate.safety == Safety::kSafe; });
    if (fix == finding.fixes.end()) continue;
    for (const Edit& edit : fix->edits) edits[edit.at.file].push_back(edit);
  }
  std::map<std::string, std::string> texts;
  for (auto& [file, of_file] : edits) {
    const Source& source = report.sources[file];
    absl::StatusOr<std::string> text = ApplyEdits(source.text(), std::move(of_file));
    if (!text.ok()) return text.status();
    texts[source.path()] = *std::move(text);
  }
  return texts;
}

}  // namespace retort
