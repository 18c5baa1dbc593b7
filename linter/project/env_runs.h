// Each run_migrations() that an env.py reaches: on what engine, and whether anything commits it.
//
//   std::vector<EnvScript::Run> runs = ReadRuns(trace.events, configuration);

#ifndef RETORT_LINTER_PROJECT_ENV_RUNS_H_
#define RETORT_LINTER_PROJECT_ENV_RUNS_H_

#include <vector>

#include "linter/facts/env_script.h"
#include "linter/python/interpreter.h"

namespace retort {

// `commits_by_itself`: Alembic opens a transaction of its own for every revision.
std::vector<EnvScript::Run> ReadRuns(const std::vector<python::Event>& events, const Known<bool>& commits_by_itself);

// Statements that are sent before the first context.configure() and are still uncommitted there.
std::vector<Span> ReadStatementsBeforeConfigure(const std::vector<python::Event>& events);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_ENV_RUNS_H_
