// What an env.py does around the migrations, as far as it can be read without running it.

#ifndef RETORT_LINTER_FACTS_ENV_SCRIPT_H_
#define RETORT_LINTER_FACTS_ENV_SCRIPT_H_

#include <string>
#include <vector>

#include "linter/base/known.h"
#include "linter/source/span.h"

namespace retort {

struct EnvScript {
  Span at;  // the whole file; an empty span when there is none

  // One run_migrations() call that online mode can reach, or would if the function at `unreached` were called.
  struct Run {
    Span at;
    Known<bool> async_engine = kUnknown;
    // begin_transaction() of the context, engine.begin(), connection.begin() or a later commit() is around it or
    // follows.
    Known<bool> in_transaction = kUnknown;
  };
  std::vector<Run> runs;                      // of the online mode
  Known<bool> reaches_migrations = kUnknown;  // false: no module-level path reaches run_migrations()
  Span unreached;  // when false: the function that should have been called, or the file's end

  std::vector<Span> relative_imports;
  Known<bool> transaction_per_migration = false;
  Known<std::string> version_table = std::string("alembic_version");
  Known<std::string> version_table_schema = std::string();
  std::vector<Span> statements_before_configure;
  bool sets_lock_timeout = false;
  bool widens_version_num = false;  // it creates or alters the version table's column itself
};

}  // namespace retort

#endif  // RETORT_LINTER_FACTS_ENV_SCRIPT_H_
