// Markdown as far as tests need it: the headings of a document with the fenced blocks below each.
//
//   ## Created in an earlier revision
//   ```py file=001_tag.py pending
//   op.create_table("tag")
//   ```

#ifndef RETORT_TESTS_SUPPORT_MARKDOWN_H_
#define RETORT_TESTS_SUPPORT_MARKDOWN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace retort {

struct Fence {
  std::string language;            // "py"
  std::vector<std::string> words;  // "file=001_tag.py", "pending"
  std::string text;                // with its last line break
  uint32_t line = 0;               // of the text's first line in the document, from 1
};

struct Section {
  std::string title;                 // without comments
  uint32_t line = 0;                 // of the heading
  std::vector<std::string> options;  // the words of `<!-- options: ... -->`
  std::vector<Fence> fences;
};

// The sections below `##` headings; what stands before the first is an introduction for people.
std::vector<Section> ReadMarkdown(absl::string_view text);

}  // namespace retort

#endif  // RETORT_TESTS_SUPPORT_MARKDOWN_H_
