#include "linter/cli/check_arguments.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "linter/cli/arguments.h"
#include "linter/cli/project_arguments.h"
#include "linter/cli/values.h"
#include "linter/policy/version_text.h"
#include "linter/report/wording.h"
#include "linter/source/files.h"

namespace retort {
namespace {

// The words of `retort check` that are more than text.
struct CheckWords {
  std::vector<std::string> paths, outputs, select, ignore, applied;
  std::string format = "text", color = "auto", fail_on, config, baseline;
  std::string postgres, sqlalchemy, alembic, stdin_filename;
};

void DeclareInput(CLI::App& app, CheckWords& words, Options& options) {
  const std::string instead = "Instead of what the project says";
  app.add_option("PATH", words.paths, "Files and folders to search for Alembic environments; default: .")
      ->type_name("");
  AddValue(app, "--stdin-filename", "PATH", words.stdin_filename, "With - as PATH: standard input is this file's text");
  app.add_flag("--allow-empty", options.allow_empty, "Finding no environment is no error");
  DeclareConfig(app, words.config, options);
  DeclareApplied(app, words.applied, options);
  app.add_flag("--all", options.all, "Judge applied revisions like new ones");
  app.add_flag("--changed", options.changed, "Only what is about files that differ from the base");
  AddValue(app, "--baseline", "FILE", words.baseline, "Findings that are known; default: retort-baseline.json");
  app.add_flag_callback(
      "--no-baseline", [&options] { options.use_baseline = false; }, "Report what is known, too");
  AddValue(app, "--postgres-version", "VERSION", words.postgres, instead);
  AddValue(app, "--sqlalchemy-version", "VERSION", words.sqlalchemy, instead);
  AddValue(app, "--alembic-version", "VERSION", words.alembic, instead);
  app.add_option("--jobs,-j", options.jobs, "Threads; default: one for each processor")
      ->check(CLI::Range(0, 1024).description(""))
      ->type_name("N")
      ->take_last();
}

void DeclareOutput(CLI::App& app, CheckWords& words, CheckCommand& command) {
  AddList(app, "--select", "RULE,RULE", words.select, "Only these rules and categories");
  AddList(app, "--ignore", "RULE,RULE", words.ignore, "Not these rules and categories");
  AddValue(app, "--format", "FORMAT", words.format, "text, json, sarif, github or lsp-json");
  AddList(app, "--output", "[FORMAT:]FILE", words.outputs, "Where to write; - is standard output");
  AddValue(app, "--color", "WHEN", words.color, "auto, always or never");
  AddValue(app, "--fail-on", "SEVERITY", words.fail_on, "What makes the exit code 1: error, warning, info, never");
  app.add_flag("--fail-on-not-understood", command.fail_on_not_understood,
               "The exit code is 1 when an operation was not understood");
  app.add_flag("--show-suppressed", command.show_suppressed, "SARIF has what is suppressed, too; GitHub shows it");
  app.add_flag("--show-not-understood", command.show_not_understood, "List what was not understood, and why");
}

absl::Status StoreVersion(absl::string_view option, absl::string_view word, std::optional<Version>& version) {
  if (word.empty()) return absl::OkStatus();
  const absl::Status status = Store(ParseVersion(word), version);
  return status.ok() ? status : UsageError(absl::StrCat(option, ": ", status.message()));
}

absl::Status StoreVersions(const CheckWords& words, Options& options) {
  absl::Status status = StoreVersion("--postgres-version", words.postgres, options.postgres);
  if (status.ok()) status = StoreVersion("--sqlalchemy-version", words.sqlalchemy, options.sqlalchemy);
  if (status.ok()) status = StoreVersion("--alembic-version", words.alembic, options.alembic);
  return status;
}

absl::Status StoreBaseline(const std::string& file, Options& options) {
  if (file.empty()) return absl::OkStatus();
  if (!options.use_baseline) return UsageError("--baseline and --no-baseline exclude each other");
  options.baseline = NormalPath(JoinPath(options.working_directory, file));
  return absl::OkStatus();
}

absl::Status StoreInput(const CheckWords& words, absl::string_view working_directory, CheckCommand& command) {
  const bool reads_stdin = std::count(words.paths.begin(), words.paths.end(), "-") > 0;
  if (reads_stdin && words.stdin_filename.empty()) {
    return UsageError("- is the text of an unsaved file: name the file with --stdin-filename PATH");
  }
  if (!words.stdin_filename.empty() && (!reads_stdin || words.paths.size() > 1)) {
    return UsageError("--stdin-filename PATH needs - as the only path");
  }
  std::vector<std::string> paths = words.paths;
  if (paths.empty()) paths = {"."};
  if (reads_stdin) paths = {words.stdin_filename};
  const absl::Status status = StorePaths(paths, working_directory, command.options);
  if (!status.ok()) return status;
  if (reads_stdin) command.buffer = command.options.paths.front();
  return absl::OkStatus();
}

absl::Status StoreOutputs(const CheckWords& words, CheckCommand& command) {
  Format format = Format::kText;
  if (const absl::Status status = Store(ParseFormat(words.format), format); !status.ok()) return status;
  std::set<std::string> files;
  for (const std::string& word : words.outputs) {
    const absl::StatusOr<Output> output = ParseOutput(word, format);
    if (!output.ok()) return output.status();
    if (!files.insert(output->file).second) {
      return UsageError(absl::StrCat("--output names ", OneLine(output->file), " twice"));
    }
    command.outputs.push_back(*output);
  }
  if (command.outputs.empty()) command.outputs.push_back({format, "-"});
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Command> ParseCheck(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Check the migrations below some paths", "retort check");
  CheckWords words;
  CheckCommand command;
  DeclareInput(app, words, command.options);
  DeclareOutput(app, words, command);
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  command.options.select = SplitLists(words.select);
  command.options.ignore = SplitLists(words.ignore);
  command.options.applied = SplitLists(words.applied);
  absl::Status status = StoreInput(words, working_directory, command);
  if (status.ok()) status = StoreOutputs(words, command);
  if (status.ok()) status = StoreVersions(words, command.options);
  if (status.ok()) status = Store(ParseColor(words.color), command.color);
  if (status.ok() && !words.fail_on.empty()) status = Store(ParseFailOn(words.fail_on), command.options.fail_on);
  if (status.ok()) status = StoreConfig(words.config, command.options);
  if (status.ok()) status = StoreBaseline(words.baseline, command.options);
  if (!status.ok()) return status;
  return command;
}

absl::StatusOr<Command> ParseBaseline(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Write today's findings down as known", "retort baseline");
  BaselineCommand command;
  Options& options = command.options;
  std::vector<std::string> paths = {"."};
  std::string file, config;
  app.add_option("PATH", paths, "Files and folders; default: .")->type_name("");
  app.add_flag("--prune", command.prune, "Only remove what is not found any more");
  AddValue(app, "--baseline", "FILE", file, "Where to write; default: retort-baseline.json beside the configuration");
  AddValue(app, "--base", "REF", options.base, "What this git revision holds is applied; default: the remote's branch");
  app.add_flag("--all", options.all, "Judge applied revisions like new ones");
  DeclareConfig(app, config, options);
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  absl::Status status = StorePaths(paths, working_directory, options);
  if (status.ok()) status = StoreConfig(config, options);
  if (status.ok()) status = StoreBaseline(file, options);
  if (!status.ok()) return status;
  options.use_baseline = false;
  return command;
}

absl::StatusOr<Command> ParseConfig(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Show the configuration of a place, and where each value was said", "retort config");
  ConfigCommand command;
  std::string path = ".", file;
  app.add_option("PATH", path, "A file or folder; default: .")->type_name("");
  DeclareConfig(app, file, command.options);
  app.add_flag("--schema", command.schema, "Print the JSON schema of the configuration instead");
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  absl::Status status = StorePaths({path}, working_directory, command.options);
  if (status.ok()) status = StoreConfig(file, command.options);
  if (!status.ok()) return status;
  command.options.allow_empty = true;
  return command;
}

}  // namespace retort
