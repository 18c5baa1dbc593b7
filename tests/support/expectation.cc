#include "tests/support/expectation.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "re2/re2.h"

namespace retort {
namespace {

// Reads `rule "text", rule`; false when something else stands there.
bool ReadList(absl::string_view list, uint32_t line, std::vector<Expectation>& out) {
  static const RE2* const kItem = new RE2(R"re(\s*([a-z][a-z0-9-]*)(?:\s+"(.*?)")?\s*(?:,|$))re");
  re2::StringPiece rest(list.data(), list.size());
  while (!rest.empty()) {
    Expectation item{line, "", ""};
    if (!RE2::Consume(&rest, *kItem, &item.rule, &item.text)) return false;
    out.push_back(std::move(item));
  }
  return true;
}

}  // namespace

ExpectedText TakeExpectations(absl::string_view text) {
  static const RE2* const kComment = new RE2(R"re((?:#|--) expect:\s*(.*?)\s*$)re");
  ExpectedText result;
  bool begun = false;
  uint32_t number = 0;
  for (const absl::string_view raw : absl::StrSplit(text, '\n')) {
    ++number;
    std::string line(raw);
    re2::StringPiece list;
    bool alone = false;
    if (RE2::PartialMatch(line, *kComment, &list)) {
      const size_t begin = std::min(line.rfind("# expect:"), line.rfind("-- expect:"));
      alone = absl::StripAsciiWhitespace(absl::string_view(line).substr(0, begin)).empty();
      const uint32_t about = alone ? number + 1 : number;
      if (list.empty() || !ReadList({list.data(), list.size()}, about, result.expectations)) {
        result.problem = absl::StrCat("line ", number, ": expected `expect: rule \"text\"`, found: ", line);
      }
      line.replace(begin, std::string::npos, line.size() - begin, ' ');
    }
    if (!alone && !begun) {
      begun = true;
      result.first_line = number;
    }
    absl::StrAppend(&result.text, number > 1 ? "\n" : "", line);
  }
  return result;
}

}  // namespace retort
