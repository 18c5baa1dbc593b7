// What toml++ needs around it: it counts lines and characters where spans count bytes, and it overflows the stack on
// what nests deeply. (That it stops at a broken table name is prevented in third_party/BUILD.)
//
//   if (NestsTooDeep(text)) return false;
//   const toml::table table = toml::parse(text);
//   TomlLines(text).OffsetOf(node.source().begin.line, node.source().begin.column)

#ifndef RETORT_LINTER_SOURCE_TOML_TEXT_H_
#define RETORT_LINTER_SOURCE_TOML_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

// toml++ nests one table a dot, and destroys them recursively.
bool NestsTooDeep(absl::string_view toml);

class TomlLines {
 public:
  // `text` must outlive it.
  explicit TomlLines(absl::string_view text);
  // Both count from 1; a place that is not there is the end.
  size_t OffsetOf(uint32_t line, uint32_t column) const;

 private:
  absl::string_view text_;
  std::vector<size_t> begins_;
};

}  // namespace retort

#endif  // RETORT_LINTER_SOURCE_TOML_TEXT_H_
