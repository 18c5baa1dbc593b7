#include "linter/cli/color.h"

#include <unistd.h>

#include <cstdlib>

#include "absl/strings/string_view.h"

namespace retort {
namespace {

absl::string_view Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? absl::string_view() : absl::string_view(value);
}

bool Forces(absl::string_view value) { return !value.empty() && value != "0" && value != "false"; }

}  // namespace

bool UseColor(ColorWhen when, const Output& output) {
  if (when != ColorWhen::kAuto) return when == ColorWhen::kAlways;
  if (output.file != "-" || !Variable("NO_COLOR").empty()) return false;
  if (Forces(Variable("FORCE_COLOR")) || Forces(Variable("CLICOLOR_FORCE"))) return true;
  return isatty(STDOUT_FILENO) && Variable("TERM") != "dumb" && !Variable("TERM").empty();
}

}  // namespace retort
