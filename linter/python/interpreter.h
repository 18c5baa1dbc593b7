// A small abstract interpreter: what a function of the file does to the outside world, in order, without running
// anything.
//
//   Interpreter interpreter(module);
//   ValuePtr id = interpreter.Global("revision");
//   for (const Event& event : interpreter.Run("upgrade").events) ...   // op.create_table(...), e.create(...), ...
//
// It is total: a step budget and a depth bound end every input; what is left over is an Event of an Unknown.

#ifndef RETORT_LINTER_PYTHON_INTERPRETER_H_
#define RETORT_LINTER_PYTHON_INTERPRETER_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/python/module.h"
#include "linter/python/value.h"

namespace retort::python {

// Something that happens while a function runs.
struct Event {
  enum class Kind {
    kCall,     // `value` is the Call: every call of something outside the file, inner ones first
    kEnter,    // `with value:` begins; a method called on it later has the same Value as its object
    kExit,     // and ends
    kRaise,    // `value` is what is raised
    kUnknown,  // something that could not be followed: `value` is an Unknown with the reason
  };
  Kind kind = Kind::kCall;
  ValuePtr value;
  Span at;                   // the whole statement for a call that is a statement; else the expression
  bool conditional = false;  // under an if that cannot be decided, in a loop over unknown items, after a conditional
                             // return or raise, in an except branch
  bool in_try = false;
  bool awaited = false;
  bool is_statement = false;  // the call is all of its statement: `f()`, `await f()`, `return f()`
};

struct Trace {
  std::vector<Event> events;
  ValuePtr result;
};

// What calls of things outside the file are taken to return: {"alembic.context.is_offline_mode", false}.
using Assumptions = std::vector<std::pair<std::string, ValuePtr>>;

class Interpreter {
 public:
  // Runs the module level. `module` must outlive the interpreter.
  explicit Interpreter(const Module& module, Assumptions assumptions = {});
  ~Interpreter();

  // The value of a module-level name at the end of the module, or nullptr. Both `x = 1` and `x: int = 1`.
  ValuePtr Global(absl::string_view name) const;
  // Where the name was bound last: the whole assignment.
  Span GlobalAt(absl::string_view name) const;
  // What happened at module level.
  const Trace& ModuleTrace() const;

  // A class of the file: its attributes that are no methods, in order, and whether it is an enum.
  std::vector<std::pair<std::string, ValuePtr>> Members(const Class& type) const;
  bool IsEnum(const Class& type) const;

  // Calls a function of the file with positional arguments; missing parameters are Unknown or their defaults. Functions
  // and lambdas of the file that it calls are followed, also those passed to something outside that will call them
  // (`connection.run_sync(do_run)`, `asyncio.run(main())`). Unknown name: an empty trace.
  Trace Run(absl::string_view function, std::vector<ValuePtr> arguments = {});

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_INTERPRETER_H_
