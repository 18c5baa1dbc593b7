// Texts made from texts: `%`, str.format, join, replace, strip, dedent. Every byte of a result still knows where it
// came from, and what is not known is a hole.

#ifndef RETORT_LINTER_PYTHON_FORMAT_H_
#define RETORT_LINTER_PYTHON_FORMAT_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/python/value.h"
#include "linter/source/mapped_text.h"

namespace retort::python {

// `format % arguments`; `at` is the place of what cannot be said more exactly.
MappedText FormatPercent(const MappedText& format, const Value& arguments, Span at);

// `format.format(...)`
MappedText FormatBraces(const MappedText& format, const Call& call, Span at);

// `separator.join(items)`
MappedText JoinTexts(const MappedText& separator, const Sequence& items, Span at);

// `text.replace(from, to, count)`; `count` < 0: all.
MappedText ReplaceText(const MappedText& text, absl::string_view from, const MappedText& to, int64_t count);

// `text.strip(characters)`, at the left end, the right end, or both.
MappedText Strip(const MappedText& text, absl::string_view characters, bool left, bool right);

// textwrap.dedent
MappedText Dedent(const MappedText& text);

// upper() and lower(); nullopt for letters beyond ASCII.
std::optional<MappedText> ChangeCase(const MappedText& text, bool upper);

// capitalize() and title(), of ASCII.
MappedText Titled(const MappedText& text, bool every_word);

// `text.split(separator)`; an empty separator is white space. `limit` < 0: no limit.
std::vector<MappedText> Split(const MappedText& text, absl::string_view separator, int64_t limit);

std::vector<MappedText> SplitLines(const MappedText& text);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_FORMAT_H_
