// Whether a terminal gets colour: --color, then NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then what the terminal
// is.

#ifndef RETORT_LINTER_CLI_COLOR_H_
#define RETORT_LINTER_CLI_COLOR_H_

#include "linter/cli/command.h"

namespace retort {

// Reads the environment. Only standard output is coloured on its own accord; a file is when --color always says so.
bool UseColor(ColorWhen when, const Output& output);

}  // namespace retort

#endif  // RETORT_LINTER_CLI_COLOR_H_
