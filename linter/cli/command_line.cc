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
#include "linter/cli/sql.h"
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
    return UsageError(absl::StrCat(app.get_name(), " does not take \"", OneLine(word), "\""));
  }
  std::vector<std::string> known;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back(absl::StrCat("--", name));
  }
  const std::string name = word.substr(0, word.find('='));
  return UsageError(absl::StrCat(app.get_name(), " has no option ", OneLine(name), DidYouMean(name, known), "; ",
                                 app.get_name(), " --help lists them"));
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
  for (const std::string& word : app.remaining()) {
    if (word != "--") return UnknownWord(app, word);
  }
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

// An option with a value: the last one counts.
CLI::Option* AddValue(CLI::App& app, const std::string& name, const std::string& type, std::string& value,
                      const std::string& what) {
  return app.add_option(name, value, what)->type_name(type)->take_last();
}

// An option that may be repeated.
void AddList(CLI::App& app, const std::string& name, const std::string& type, std::vector<std::string>& values,
             const std::string& what) {
  app.add_option(name, values, what + "; repeatable")->type_name(type)->allow_extra_args(false);
}

void DeclareInput(CLI::App& app, CheckWords& words, Options& options) {
  const std::string instead = "Instead of what the project says";
  app.add_option("PATH", words.paths, "Files and folders to search for Alembic environments; default: .")
      ->type_name("");
  AddValue(app, "--stdin-filename", "PATH", words.stdin_filename, "With - as PATH: standard input is this file's text");
  app.add_flag("--allow-empty", options.allow_empty, "Finding no environment is no error");
  AddValue(app, "--base", "REF", options.base, "What this git revision holds is applied; default: the remote's branch");
  AddList(app, "--applied", "REVISION", words.applied, "This revision and its ancestors are applied");
  app.add_flag("--all", options.all, "Judge applied revisions like new ones");
  AddValue(app, "--postgres-version", "VERSION", words.postgres, instead);
  AddValue(app, "--sqlalchemy-version", "VERSION", words.sqlalchemy, instead);
  AddValue(app, "--alembic-version", "VERSION", words.alembic, instead);
  app.add_option("--jobs,-j", options.jobs, "Threads; default: one for each processor")
      ->check(CLI::Range(0, 1024).description(""))
      ->type_name("N")
      ->take_last();
}

void DeclareOutput(CLI::App& app, CheckWords& words, CheckCommand& command) {
  AddList(app, "--select", "RULE,RULE", words.select, "Only these rules");
  AddList(app, "--ignore", "RULE,RULE", words.ignore, "Not these rules");
  AddValue(app, "--format", "FORMAT", words.format, "text, json, sarif or lsp-json");
  AddList(app, "--output", "[FORMAT:]FILE", words.outputs, "Where to write; - is standard output");
  AddValue(app, "--color", "WHEN", words.color, "auto, always or never");
  AddValue(app, "--fail-on", "SEVERITY", words.fail_on, "What makes the exit code 1: error, warning, info, never");
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
  CLI::App app("Check the migrations below some paths", "retort check");
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
  CLI::App app("Say all about a rule", "retort explain");
  ExplainCommand command;
  std::string format = "text";
  app.add_option("RULE", command.rule, "The id of a rule; retort rules lists them")->type_name("");
  AddValue(app, "--format", "FORMAT", format, "text or markdown");
  absl::StatusOr<std::optional<HelpCommand>> help = Parse(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  if (command.rule.empty()) return UsageError("retort explain needs the id of a rule; retort rules lists them");
  if (const absl::Status status = CheckFormat(format, "markdown"); !status.ok()) return status;
  command.markdown = format == "markdown";
  return command;
}

absl::StatusOr<Command> ParseRules(const std::vector<std::string>& arguments) {
  CLI::App app("List every rule", "retort rules");
  std::string format = "text";
  AddValue(app, "--format", "FORMAT", format, "text or json");
  absl::StatusOr<std::optional<HelpCommand>> help = Parse(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  if (const absl::Status status = CheckFormat(format, "json"); !status.ok()) return status;
  return RulesCommand{format == "json"};
}

absl::StatusOr<Command> ParseVersionCommand(const std::vector<std::string>& arguments) {
  CLI::App app("Print the version", "retort version");
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
  if (name == "sql") return ParseSql(rest, working_directory);
  if (name == "version" || name == "--version") return ParseVersionCommand(rest);
  if (name == "--help" || name == "-h" || name == "help") return HelpCommand{ShortHelp()};
  const std::vector<std::string> names = {"check", "explain", "rules", "sql", "version", "help", "--help", "--version"};
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
      "  retort sql [PATH] [FROM:TO] print the SQL that Alembic would run\n"
      "  retort version              print the version\n"
      "  retort COMMAND --help       list the options of a command\n"
      "\n"
      "Exit code: 0 clean, 1 findings, 2 wrong usage, 3 internal error. ",
      kToolUrl, "\n");
}

}  // namespace retort
