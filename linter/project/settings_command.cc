#include "linter/project/settings_command.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/secrets/names.h"
#include "re2/re2.h"

namespace retort {

Record CommandSettings(const MappedText& command, const std::string& path) {
  constexpr size_t kLongestCommand = 1 << 16;
  static const RE2 kWord(R"re((?:^|[\s"'])(?:--?([A-Za-z][\w-]*)[=\s]\s*|([A-Za-z_]\w*)=)["']?([^\s"';|&]+))re");
  const std::string& text = command.text();
  Record record;
  if (text.size() > kLongestCommand) return record;
  re2::StringPiece rest(text), flag, variable, value;
  while (RE2::FindAndConsume(&rest, kWord, &flag, &variable, &value)) {
    const std::string name(flag.empty() ? variable : flag);
    const NameKind kind = NameKindOf(name);
    if (kind == NameKind::kOther || kind == NameKind::kUser) continue;
    const size_t begin = value.data() - text.data();
    record.push_back(
        {.value = command.Sub(begin, begin + value.size()), .path = absl::StrCat(path, " ", name), .name = name});
  }
  return record;
}

}  // namespace retort
