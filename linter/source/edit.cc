#include "linter/source/edit.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace retort {

absl::StatusOr<std::string> ApplyEdits(absl::string_view text, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.at < b.at; });
  edits.erase(std::unique(edits.begin(), edits.end()), edits.end());
  std::string out;
  size_t done = 0;
  for (const Edit& edit : edits) {
    if (edit.at.begin < done) return absl::InvalidArgumentError("edits overlap");
    if (edit.at.end > text.size() || edit.at.end < edit.at.begin)
      return absl::InvalidArgumentError("edit out of range");
    absl::StrAppend(&out, text.substr(done, edit.at.begin - done), edit.text);
    done = edit.at.end;
  }
  absl::StrAppend(&out, text.substr(done));
  return out;
}

std::string WithBreaksOf(absl::string_view text, absl::string_view added) {
  const size_t end = text.find('\n');
  const bool has_returns = end != absl::string_view::npos && end > 0 && text[end - 1] == '\r';
  return has_returns ? absl::StrReplaceAll(added, {{"\r\n", "\r\n"}, {"\n", "\r\n"}}) : std::string(added);
}

}  // namespace retort
