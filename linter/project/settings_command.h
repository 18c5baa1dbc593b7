// Credentials on a command line: `PGPASSWORD=x psql`, `redis-server --requirepass x`, `--password=x`.

#ifndef RETORT_LINTER_PROJECT_SETTINGS_COMMAND_H_
#define RETORT_LINTER_PROJECT_SETTINGS_COMMAND_H_

#include <string>

#include "linter/project/settings_collector.h"
#include "linter/source/mapped_text.h"

namespace retort {

// A candidate for each flag or variable of the command whose name is one of a credential.
Record CommandSettings(const MappedText& command, const std::string& path);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_SETTINGS_COMMAND_H_
