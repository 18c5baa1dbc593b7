// Reads an env.py: what it does around the migrations when `alembic upgrade` runs it online.
//
//   EnvScript script = ReadEnvScript(file, text, environment);
//   if (script.reaches_migrations.Is(false)) ...   // it upgrades nothing, and exits 0

#ifndef RETORT_LINTER_PROJECT_ENV_SCRIPT_H_
#define RETORT_LINTER_PROJECT_ENV_SCRIPT_H_

#include "absl/strings/string_view.h"
#include "linter/facts/env_script.h"
#include "linter/facts/environment.h"
#include "linter/source/span.h"

namespace retort {

// A pure function of its arguments. What an imported helper does is not known, and so is what depends on it.
EnvScript ReadEnvScript(FileId file, absl::string_view text, const Environment& environment);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_ENV_SCRIPT_H_
