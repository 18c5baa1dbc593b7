// What a call that is no directive may do to the database, as far as its name tells.

#ifndef RETORT_LINTER_ALEMBIC_EFFECT_H_
#define RETORT_LINTER_ALEMBIC_EFFECT_H_

#include "absl/strings/string_view.h"
#include "linter/python/interpreter.h"

namespace retort {

enum class CallEffect {
  kNone,      // the standard library, SQLAlchemy's own constructs, a class that is instantiated, reading
  kRows,      // an ORM session or a table object that writes rows
  kAnything,  // a function of another module
};

// `trace.events[index]` is the event of `call`, whose callee has the dotted name `path` (empty: a method of a value).
CallEffect EffectOf(const python::Call& call, absl::string_view path, const python::Trace& trace, size_t index);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_EFFECT_H_
