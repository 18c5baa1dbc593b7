// What a string literal says: prefixes, quotes and escapes of one literal, without implicit concatenation.
//
//   StringLiteral literal(syntax, node);        // rb'''...'''
//   literal.Decode(begin, end, text);           // escapes resolved, every byte mapped to the file

#ifndef RETORT_LINTER_PYTHON_STRING_LITERAL_H_
#define RETORT_LINTER_PYTHON_STRING_LITERAL_H_

#include <string>

#include "absl/strings/string_view.h"
#include "linter/python/parser.h"
#include "linter/source/mapped_text.h"

namespace retort::python {

class StringLiteral {
 public:
  StringLiteral(const Syntax& syntax, NodeId node);

  bool raw() const { return raw_; }
  bool bytes() const { return bytes_; }
  bool formatted() const { return formatted_; }
  bool triple() const { return triple_; }
  bool closed() const { return closed_; }
  absl::string_view prefix() const { return prefix_; }
  uint32_t content_begin() const { return begin_; }  // offsets in the file
  uint32_t content_end() const { return end_; }

  // Appends what the file's bytes [begin, end) of this literal mean.
  void Decode(uint32_t begin, uint32_t end, MappedText& text) const;
  // Why Python refuses an escape in it, or empty.
  std::string Complaint() const;

 private:
  // The escape that begins at `at`: its length, what it means, and whether that is known.
  struct Escape {
    uint32_t length = 1;
    std::string text;
    bool known = true;
    bool valid = true;
  };
  Escape ReadEscape(uint32_t at, uint32_t end) const;
  Escape ReadHex(uint32_t at, uint32_t end, uint32_t digits) const;
  Span At(uint32_t begin, uint32_t end) const { return {syntax_.file, begin, end}; }

  const Syntax& syntax_;
  absl::string_view prefix_;
  uint32_t begin_ = 0;
  uint32_t end_ = 0;
  bool raw_ = false;
  bool bytes_ = false;
  bool formatted_ = false;
  bool triple_ = false;
  bool closed_ = false;
};

// The docstring of a module, function or class: the string that is all of its first statement, or kNoNode.
NodeId DocstringOf(const Syntax& syntax, NodeId block);

// The UTF-8 bytes of a code point; empty for a surrogate or a number beyond Unicode.
std::string Utf8Of(uint32_t code_point);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_STRING_LITERAL_H_
