#include "linter/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "linter/base/text.h"
#include "linter/cli/values.h"
#include "linter/report/tool.h"
#include "linter/report/wording.h"
#include "linter/source/files.h"

namespace retort {
namespace {

absl::Status UsageError(absl::string_view message) { return absl::InvalidArgumentError(message); }

// A word that no option and no argument of the command takes.
absl::Status UnknownWord(const CLI::App& app, const std::string& word) {
  if (!absl::StartsWith(word, "-")) {
    return UsageError(absl::StrCat("retort ", app.get_name(), " does not take \"", OneLine(word), "\""));
  }
  std::vector<std::string> known;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back(absl::StrCat("--", name));
  }
  const std::string name = word.substr(0, word.find('='));
  return UsageError(absl::StrCat("retort ", app.get_name(), " has no option ", OneLine(name), DidYouMean(name, known),
                                 "; retort ", app.get_name(), " --help lists them"));
}

// What the arguments leave to be done: nothing, or to show the help.
absl::StatusOr<std::optional<HelpCommand>> Parse(CLI::App& app, std::vector<std::string> arguments) {
  app.set_help_flag("-h,--help", "Show this help");
  app.allow_extras();
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    return HelpCommand{app.help()};
  } catch (const CLI::ParseError& error) {
    return UsageError(error.what());
  }
  const std::vector<std::string> extras = app.remaining();
  if (!extras.empty()) return UnknownWord(app, extras.front());
  return std::nullopt;
}

// "a,b" and "c" are a, b and c.
std::vector<std::string> SplitLists(const std::vector<std::string>& lists) {
  std::vector<std::string> words;
  for (const std::string& list : lists) {
    for (const absl::string_view word : absl::StrSplit(list, ',', absl::SkipWhitespace())) {
      words.emplace_back(absl::StripAsciiWhitespace(word));
    }
  }
  return words;
}

// The words of `retort check` that are more than text.
struct CheckWords {
  std::vector<std::string> paths, outputs, select, ignore, applied;
  std::string format = "text", fail_on = "error", color = "auto";
  std::string postgres, sqlalchemy, alembic, stdin_filename;
};

void DeclareInput(CLI::App& app, CheckWords& words, Options& options) {
  app.add_option("PATH", words.paths, "Files and folders to search for Alembic environments; default: .");
  app.add_option("--stdin-filename", words.stdin_filename, "Check the text on standard input (PATH is -) as this file")
      ->take_last();
  app.add_flag("--allow-empty", options.allow_empty, "Finding no environment is no error");
  app.add_option("--base", options.base, "What this git revision holds is applied; default: the remote's main branch")
      ->take_last();
  app.add_option("--applied", words.applied, "This revision and its ancestors are applied; repeatable")
      ->allow_extra_args(false);
  app.add_flag("--all", options.all, "Judge applied revisions like new ones");
  app.add_option("--postgres-version", words.postgres, "Instead of what the project says")->take_last();
  app.add_option("--sqlalchemy-version", words.sqlalchemy, "Instead of what the project says")->take_last();
  app.add_option("--alembic-version", words.alembic, "Instead of what the project says")->take_last();
  app.add_option("--jobs,-j", options.jobs, "Threads; default: one for each processor")
      ->check(CLI::Range(0, 1024))
      ->take_last();
}

void DeclareOutput(CLI::App& app, CheckWords& words, CheckCommand& command) {
  app.add_option("--select", words.select, "Only these rules: a comma list; repeatable")->allow_extra_args(false);
  app.add_option("--ignore", words.ignore, "Not these rules: a comma list; repeatable")->allow_extra_args(false);
  app.add_option("--format", words.format, "text, json, sarif or lsp-json")->take_last();
  app.add_option("--output", words.outputs, "[FORMAT:]FILE to write to, - is standard output; repeatable")
      ->allow_extra_args(false);
  app.add_option("--color", words.color, "auto, always or never")->take_last();
  app.add_option("--fail-on", words.fail_on,
                 "The least severity that makes the exit code 1: error, warning, info, never")
      ->take_last();
  app.add_flag("--fail-on-not-understood", command.fail_on_not_understood,
               "The exit code is 1 when an operation was not understood");
  app.add_flag("--show-not-understood", command.show_not_understood, "List what was not understood, and why");
}

// Stores what `parsed` holds; its error, if it has one.
template <typename T, typename Target>
absl::Status Store(absl::StatusOr<T> parsed, Target& target) {
  if (parsed.ok()) target = *std::move(parsed);
  return parsed.status();
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

absl::Status StorePaths(const CheckWords& words, absl::string_view working_directory, CheckCommand& command) {
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
  for (const std::string& path : paths) {
    if (path.empty()) return UsageError("a path is empty");
    command.options.paths.push_back(NormalPath(JoinPath(working_directory, path)));
  }
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

absl::StatusOr<Command> ParseCheck(const std::vector<std::string>& arguments, absl::string_view working_directory) {
  CLI::App app("Check the migrations below some paths", "check");
  CheckWords words;
  CheckCommand command;
  DeclareInput(app, words, command.options);
  DeclareOutput(app, words, command);
  absl::StatusOr<std::optional<HelpCommand>> help = Parse(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  command.options.working_directory = std::string(working_directory);
  command.options.select = SplitLists(words.select);
  command.options.ignore = SplitLists(words.ignore);
  command.options.applied = SplitLists(words.applied);
  absl::Status status = StorePaths(words, working_directory, command);
  if (status.ok()) status = StoreOutputs(words, command);
  if (status.ok()) status = StoreVersions(words, command.options);
  if (status.ok()) status = Store(ParseColor(words.color), command.color);
  if (status.ok()) status = Store(ParseFailOn(words.fail_on), command.fail_on);
  if (!status.ok()) return status;
  return command;
}

absl::Status CheckFormat(absl::string_view word, absl::string_view other) {
  if (word == "text" || word == other) return absl::OkStatus();
  return UsageError(absl::StrCat("there is no format \"", OneLine(word), "\" here",
                                 DidYouMean(word, {"text", std::string(other)}), "; it is one of text, ", other));
}

absl::StatusOr<Command> ParseExplain(const std::vector<std::string>& arguments) {
  CLI::App app("Say all about a rule", "explain");
  ExplainCommand command;
  std::string format = "text";
  app.add_option("RULE", command.rule, "The id of a rule; retort rules lists them");
  app.add_option("--format", format, "text or markdown")->take_last();
  absl::StatusOr<std::optional<HelpCommand>> help = Parse(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  if (command.rule.empty()) return UsageError("retort explain needs the id of a rule; retort rules lists them");
  if (const absl::Status status = CheckFormat(format, "markdown"); !status.ok()) return status;
  command.markdown = format == "markdown";
  return command;
}

absl::StatusOr<Command> ParseRules(const std::vector<std::string>& arguments) {
  CLI::App app("List every rule", "rules");
  std::string format = "text";
  app.add_option("--format", format, "text or json")->take_last();
  absl::StatusOr<std::optional<HelpCommand>> help = Parse(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  if (const absl::Status status = CheckFormat(format, "json"); !status.ok()) return status;
  return RulesCommand{format == "json"};
}

absl::StatusOr<Command> ParseVersionCommand(const std::vector<std::string>& arguments) {
  CLI::App app("Print the version", "version");
  absl::StatusOr<std::optional<HelpCommand>> help = Parse(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  return VersionCommand();
}

}  // namespace

absl::StatusOr<Command> ParseCommandLine(const std::vector<std::string>& arguments,
                                         absl::string_view working_directory) {
  const std::string name = arguments.empty() ? "" : arguments[0];
  const std::vector<std::string> rest(arguments.begin() + (arguments.empty() ? 0 : 1), arguments.end());
  if (name == "check") return ParseCheck(rest, working_directory);
  if (name == "explain") return ParseExplain(rest);
  if (name == "rules") return ParseRules(rest);
  if (name == "version" || name == "--version") return ParseVersionCommand(rest);
  if (name == "--help" || name == "-h" || name == "help") return HelpCommand{ShortHelp()};
  const std::vector<std::string> names = {"check", "explain", "rules", "version", "help", "--help", "--version"};
  return UsageError(absl::StrCat("there is no command \"", OneLine(name), "\"", DidYouMean(name, names),
                                 "; retort --help lists them"));
}

std::string ShortHelp() {
  return absl::StrCat(
      "Retort finds what is wrong with database migrations, without running them.\n"
      "\n"
      "  retort check [PATH...]      check the Alembic environments below some paths (default: .)\n"
      "  retort explain RULE         say what a rule is about, with examples\n"
      "  retort rules                list every rule\n"
      "  retort version              print the version\n"
      "  retort COMMAND --help       list the options of a command\n"
      "\n"
      "Exit code: 0 clean, 1 findings, 2 wrong usage, 3 internal error. ",
      kToolUrl, "\n");
}

}  // namespace retort
