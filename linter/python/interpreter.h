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

// What has to be so for something to happen.
struct Condition {
  enum class Kind {
    kTest,   // `test` is true, or false
    kLoop,   // in a loop over what `test` holds, or `while test`
    kOther,  // nothing that the program computes: an exception is raised
  };
  Kind kind = Kind::kOther;
  ValuePtr test;  // nullptr when there is none; an Unknown says with `expression` what is asked
  bool holds = true;
  std::string text;  // short, for people: `inspector.has_table("x")`, "for each row in rows"
};
using Conditions = std::vector<Condition>;

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
  std::string condition;      // for people: `if inspector.has_table("x"), for each row in rows`; empty: always
  // All of them hold when the event happens, the outermost first; nullptr unless `conditional`.
  std::shared_ptr<const Conditions> conditions;
};

struct Trace {
  std::vector<Event> events;
  ValuePtr result;
};

// What something outside the file is taken to be. Its path has "()" behind what is called and may begin with "*", for
// anything: {"*.dialect.name", "postgresql"}, {"alembic.context.is_offline_mode()", false}. The value of a call, or of
// an attribute of a call, may depend on the arguments: then `answer` gives it, or nullptr.
struct Assumption {
  std::string path;
  ValuePtr value = nullptr;
  ValuePtr (*answer)(const Call& call) = nullptr;
};
using Assumptions = std::vector<Assumption>;

class Library;

class Interpreter {
 public:
  // Runs the module level. `module` must outlive the interpreter, and so must the library, whose modules it follows
  // when it has one; `path` is the module's own.
  explicit Interpreter(const Module& module, Assumptions assumptions = {}, const Library* library = nullptr,
                       std::string path = "");
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
  // Its bases, and theirs, that are not in the project; an empty path for one that is not known.
  std::vector<std::string> OutsideBases(const Class& type) const;

  // The object that a class of the project, or a call of it, makes: its __init__ is followed. nullptr: not known.
  // Nothing else remains of that, nor of what Ask runs. What is answered lives as long as the interpreter.
  const Value* Construct(const Value& made) const;
  // What a method of such an object returns, or what an attribute or property of it is. nullptr: it has none, or it is
  // not known.
  const Value* Ask(const Value& object, absl::string_view name, std::vector<ValuePtr> arguments = {}) const;

  // What the functions do that @event.listens_for(target, event) registered, in the file or in the module of a Class.
  std::vector<Event> Fire(const Value& target, absl::string_view event, const std::vector<ValuePtr>& arguments) const;

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
