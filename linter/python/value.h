// What a Python expression is, as far as it can be known without running it. Calls of things outside the file stay
// calls: `sa.Column("id", sa.Integer())` is a Call of the Reference "sqlalchemy.Column".

#ifndef RETORT_LINTER_PYTHON_VALUE_H_
#define RETORT_LINTER_PYTHON_VALUE_H_

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/source/mapped_text.h"
#include "linter/source/span.h"

namespace retort::python {

struct Condition;  // interpreter.h
struct Value;
using ValuePtr = std::shared_ptr<const Value>;

struct Unknown {
  std::string reason;  // "a parameter", "the result of a query"
  // How it is computed, as far as that is known, or else something that is true exactly when this is; may be nullptr. A
  // Call of what no name can be: the operators "not", "and", "or", "==", "is", "in" (item, container), "<" and so on,
  // "[]" (object, key) for an item, and "each" (container) for any one of its items. What is negated is a "not".
  ValuePtr expression = nullptr;
};
struct None {};
struct Ellipsis {};
struct Number {
  std::string text;  // as written, without underscores; "-1" for a negated literal
};
struct Bytes {};

// A name that leads outside the file: an import ("sqlalchemy.Integer", "app.models.User") or a builtin
// ("builtins.len"). A relative import keeps its dots: ".base.Model".
struct Reference {
  std::string path;
};

// An attribute of a value that is not a Reference: `e.create` where e is a Call.
struct Attribute {
  ValuePtr object;
  std::string name;
};

struct Sequence {
  enum class Kind { kTuple, kList, kSet } kind = Kind::kTuple;
  std::vector<ValuePtr> items;
  bool complete = true;     // false: there may be more items than these (an unknown was unpacked)
  ValuePtr rest = nullptr;  // what each of the others is, where that is known: an Unknown with an expression
  // Items that are there under a condition. When there are any, there are no others; `complete` is false all the same.
  std::vector<std::pair<ValuePtr, std::shared_ptr<const Condition>>> maybe = {};
};

struct Dict {
  std::vector<std::pair<ValuePtr, ValuePtr>> items;
  bool complete = true;
  ValuePtr rest = nullptr;  // what each of the other keys is
};

struct Keyword {
  std::string name;
  ValuePtr value;
  Span at;  // name=value
};

struct Call {
  ValuePtr callee;
  std::vector<ValuePtr> arguments;
  std::vector<Keyword> keywords;
  bool complete = true;  // false: *args or **kwargs of something unknown
  Span parentheses;      // from "(" to ")" both included: where an argument can be added; empty in another file
  // This is an object: `callee` is its class, a Class, and the keywords are its attributes.
  bool is_instance = false;

  // The argument at a position (from 0) or with a name; nullptr when it is not given. `position` < 0: by name only.
  const Value* Argument(int position, absl::string_view name) const;
  const Keyword* FindKeyword(absl::string_view name) const;
};

// A function or lambda of the file, with what it captured; or a class of the file. The interpreter knows them by
// number.
struct Function {
  uint32_t id = 0;
  std::string name;
};
struct Class {
  uint32_t id = 0;
  std::string name;
};

struct Value {
  Span at;
  std::variant<Unknown, None, Ellipsis, bool, Number, MappedText, Bytes, Reference, Attribute, Sequence, Dict, Call,
               Function, Class>
      data;
  uint32_t depth = 0;   // how deeply values are nested in it: bounded, so that walks may recurse
  uint32_t weight = 1;  // how many values a walk meets: bounded too, for the same value may be met again and again

  template <typename T>
  const T* As() const {
    return std::get_if<T>(&data);
  }
  bool IsUnknown() const { return std::holds_alternative<Unknown>(data); }
  bool IsNone() const { return std::holds_alternative<None>(data); }
  // The text when this is a str without unknown parts.
  const std::string* Text() const;
};

template <typename T>
ValuePtr MakeValue(Span at, T data) {
  return std::make_shared<const Value>(Value{at, std::move(data)});
}

// The dotted path of a Reference, or of attributes of one: "alembic.op.create_table"; empty for everything else.
std::string PathOf(const Value& value);

// The same with "()" behind what is called, and "*" for a part that is not known: "alembic.op.get_bind().dialect.name".
std::string CallPathOf(const Value& value);

// The value for people, short and without long strings: `sa.Enum("a", "b", name="status")`.
std::string ToString(const Value& value);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_VALUE_H_
