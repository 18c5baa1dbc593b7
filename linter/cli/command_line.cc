#include "linter/cli/command_line.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "linter/cli/arguments.h"
#include "linter/cli/check_arguments.h"
#include "linter/cli/fix.h"
#include "linter/cli/graph.h"
#include "linter/cli/heads.h"
#include "linter/cli/history.h"
#include "linter/cli/lock.h"
#include "linter/cli/merge.h"
#include "linter/cli/rebase.h"
#include "linter/cli/show.h"
#include "linter/cli/sql.h"
#include "linter/report/tool.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

absl::StatusOr<Command> ParseExplain(const std::vector<std::string>& arguments) {
  CLI::App app("Say all about a rule", "retort explain");
  ExplainCommand command;
  std::string format = "text";
  app.add_option("RULE", command.rule, "The id of a rule; retort rules lists them")->type_name("");
  AddValue(app, "--format", "FORMAT", format, "text or markdown");
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
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
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
  if (!help.ok()) return help.status();
  if (help->has_value()) return **help;
  if (const absl::Status status = CheckFormat(format, "json"); !status.ok()) return status;
  return RulesCommand{format == "json"};
}

absl::StatusOr<Command> ParseVersionCommand(const std::vector<std::string>& arguments) {
  CLI::App app("Print the version", "retort version");
  absl::StatusOr<std::optional<HelpCommand>> help = ParseArguments(app, arguments);
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
  if (name == "baseline") return ParseBaseline(rest, working_directory);
  if (name == "config") return ParseConfig(rest, working_directory);
  if (name == "explain") return ParseExplain(rest);
  if (name == "fix") return ParseFix(rest, working_directory);
  if (name == "graph") return ParseGraph(rest, working_directory);
  if (name == "heads") return ParseHeads(rest, working_directory);
  if (name == "history") return ParseHistory(rest, working_directory);
  if (name == "lock") return ParseLock(rest, working_directory);
  if (name == "merge") return ParseMerge(rest, working_directory);
  if (name == "rebase") return ParseRebase(rest, working_directory);
  if (name == "rules") return ParseRules(rest);
  if (name == "show") return ParseShow(rest, working_directory);
  if (name == "sql") return ParseSql(rest, working_directory);
  if (name == "version" || name == "--version") return ParseVersionCommand(rest);
  if (name == "--help" || name == "-h" || name == "help") return HelpCommand{ShortHelp()};
  const std::vector<std::string> names = {"check", "baseline", "config",  "explain", "fix",    "graph",
                                          "heads", "history",  "lock",    "merge",   "rebase", "rules",
                                          "show",  "sql",      "version", "help",    "--help", "--version"};
  return UsageError(absl::StrCat("there is no command \"", OneLine(name), "\"", DidYouMean(name, names),
                                 "; retort --help lists them"));
}

std::string ShortHelp() {
  return absl::StrCat(
      "Retort finds what is wrong with database migrations, without running them.\n"
      "\n"
      "  retort check [PATH...]      check the Alembic environments below some paths (default: .)\n"
      "  retort baseline [PATH...]   write today's findings down as known\n"
      "  retort config [PATH]        show what is configured for a place, and where\n"
      "  retort explain RULE         say what a rule is about, with examples\n"
      "  retort fix [PATH...]        mend what can be mended safely\n"
      "  retort graph [PATH]         draw the revisions, with what is applied and what was found\n"
      "  retort heads [PATH]         list the revisions that no other follows\n"
      "  retort history [PATH] [A:B] list the revisions, the newest first\n"
      "  retort lock [PATH...]       write down which revisions are applied\n"
      "  retort merge [PATH] [ID...] write a revision that joins the heads\n"
      "  retort rebase [PATH]        put new revisions behind the applied ones\n"
      "  retort rules                list every rule\n"
      "  retort show REVISION        show a revision as Retort understands it\n"
      "  retort sql [PATH] [A:B]     print the SQL that Alembic would run\n"
      "  retort version              print the version\n"
      "  retort COMMAND --help       list the options of a command\n"
      "\n"
      "Exit code: 0 clean, 1 findings, 2 wrong usage, 3 internal error. ",
      kToolUrl, "\n");
}

}  // namespace retort
