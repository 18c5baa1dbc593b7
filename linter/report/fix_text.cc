#include "linter/report/fix_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/report/place.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

std::string FixesWord(size_t count) { return count == 1 ? "1 fix" : absl::StrCat(count, " fixes"); }

// "left: 3 findings, 1 of them with ..."
std::string LeftText(const ShownMending& shown) {
  std::vector<std::string> reasons;
  if (shown.unsafe > 0) {
    reasons.push_back(absl::StrCat(shown.unsafe, " with a fix that is not safe: retort fix --unsafe"));
  }
  if (shown.outside > 0) reasons.push_back(absl::StrCat(shown.outside, " in files outside of the project"));
  if (shown.unstable) reasons.push_back("some with fixes that undo each other");
  return absl::StrCat("left: ", Count(shown.findings, "finding"), reasons.empty() ? "" : ", ",
                      absl::StrJoin(reasons, ", "));
}

}  // namespace

std::string FixText(const ShownMending& shown, absl::string_view working_directory) {
  std::string out;
  for (const ShownFix& fix : shown.applied) {
    absl::StrAppend(&out, PathFrom(working_directory, fix.path), ":", fix.line, ": ", OneLine(fix.title), " [",
                    fix.rule, "]\n");
  }
  if (shown.applied.empty()) {
    out += "nothing to fix";
  } else {
    absl::StrAppend(&out, FixesWord(shown.applied.size()), " in ", Count(shown.files, "file"),
                    shown.only_shown ? ", not written" : "");
  }
  if (shown.findings > 0) absl::StrAppend(&out, "; ", LeftText(shown));
  return out + "\n";
}

}  // namespace retort
