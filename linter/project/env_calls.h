// What the calls in an env.py are: whose function is called, and on which engine or connection.
//
//   LastName(*call.callee)   // "run_migrations" for `context.run_migrations` and `c.get_context().run_migrations`
//   EngineOf(*value)         // the engine that `create_async_engine(url).connect()` comes from

#ifndef RETORT_LINTER_PROJECT_ENV_CALLS_H_
#define RETORT_LINTER_PROJECT_ENV_CALLS_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "linter/python/interpreter.h"

namespace retort {

// The name after the last dot of what is called; empty when it has none.
absl::string_view LastName(const python::Value& callee);

// The event as the call of something with that last name, or nullptr.
const python::Call* CallOf(const python::Event& event, absl::string_view name);

// What is called belongs to a library that starts no migrations on its own: Python's, SQLAlchemy, Alembic.
bool IsOfKnownLibrary(const python::Value& callee);

struct EngineFacts {
  bool is_async = false;
  bool may_autocommit = false;  // an isolation level or options that were not read are given
};

// The engine that a connection, a transaction or an engine comes from; nullopt when it is not made in the file.
std::optional<EngineFacts> EngineOf(const python::Value& value);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_ENV_CALLS_H_
