// What the commands need to read their arguments with CLI11.

#ifndef RETORT_LINTER_CLI_ARGUMENTS_H_
#define RETORT_LINTER_CLI_ARGUMENTS_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "linter/cli/command.h"

namespace retort {

absl::Status UsageError(absl::string_view message);

// Reads the arguments into what the app declares. What they leave to be done: nothing, or to show the help.
absl::StatusOr<std::optional<HelpCommand>> ParseArguments(CLI::App& app, std::vector<std::string> arguments);

// An option with a value: the last one counts.
CLI::Option* AddValue(CLI::App& app, const std::string& name, const std::string& type, std::string& value,
                      const std::string& what);

// An option that may be repeated.
void AddList(CLI::App& app, const std::string& name, const std::string& type, std::vector<std::string>& values,
             const std::string& what);

// `word` is "text" or the other format that the command has.
absl::Status CheckFormat(absl::string_view word, absl::string_view other);

// "a,b" and "c" are a, b and c.
std::vector<std::string> SplitLists(const std::vector<std::string>& lists);

// Stores what `parsed` holds; its error, if it has one.
template <typename T, typename Target>
absl::Status Store(absl::StatusOr<T> parsed, Target& target) {
  if (parsed.ok()) target = *std::move(parsed);
  return parsed.status();
}

}  // namespace retort

#endif  // RETORT_LINTER_CLI_ARGUMENTS_H_
