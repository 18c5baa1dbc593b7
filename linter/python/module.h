// A parsed Python file. Parsing never fails: what is broken is in `Errors`, and the rest can still be read.
//
//   Module module = Module::Parse(file_id, text);
//   if (module.Errors().empty()) ...

#ifndef RETORT_LINTER_PYTHON_MODULE_H_
#define RETORT_LINTER_PYTHON_MODULE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/source/span.h"

namespace retort::python {

struct SyntaxError {
  Span at;
  std::string message;  // "invalid syntax"
};

// One leaf of the syntax that carries meaning, for comparing two versions of a file.
struct Token {
  std::string text;
  Span at;
};

struct Comment {
  std::string text;  // without "#" and outer spaces
  Span at;
};

// A name that the module uses and that is neither imported, defined, a parameter nor a builtin.
struct UndefinedName {
  std::string name;
  Span at;
};

struct Syntax;  // parser.h

class Module {
 public:
  // Any bytes; deep nesting, NUL bytes and a BOM included. Never takes more than time and memory linear in the text.
  static Module Parse(FileId file, absl::string_view text);
  ~Module();
  Module(Module&&);
  Module& operator=(Module&&);

  const std::vector<SyntaxError>& Errors() const;
  const std::string& Docstring() const;  // decoded; empty when there is none
  Span DocstringAt() const;
  const std::vector<Comment>& Comments() const;
  // Functions at module level by name, in order; `async` and generators are told apart by FunctionFacts.
  struct FunctionFacts {
    std::string name;
    Span name_at;
    Span at;  // the whole definition, decorators included
    Span body_at;
    bool is_async = false;
    bool is_generator = false;
    enum class Shape { kEmpty, kRaises, kCode } shape = Shape::kCode;  // kEmpty: pass, ..., docstring, bare return
  };
  std::vector<FunctionFacts> Functions() const;

  // Every import statement, in functions too. `module` is as written: "app.models", "..base"; for `import a, b` there
  // are two.
  struct ImportFacts {
    std::string module;
    Span at;
    bool relative = false;
    bool guarded = false;  // in a try with except clauses, or under an if: it may fail or be left out on purpose
  };
  std::vector<ImportFacts> Imports() const;

  // The syntax without comments, docstrings, formatting, redundant parentheses, trailing commas, quote style and
  // implicit concatenation: equal token texts mean an equal program.
  std::vector<Token> MeaningfulTokens() const;

  // Empty when the module has a star import, exec, or writes into globals().
  std::vector<UndefinedName> UndefinedNames() const;

  const Syntax& syntax() const { return *syntax_; }

 private:
  explicit Module(std::unique_ptr<Syntax> syntax);
  std::unique_ptr<Syntax> syntax_;
};

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_MODULE_H_
