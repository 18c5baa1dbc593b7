#include "linter/cli/command_line.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

CheckCommand Check(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "check");
  const absl::StatusOr<Command> command = ParseCommandLine(arguments, "/repo/app");
  EXPECT_TRUE(command.ok()) << command.status();
  return command.ok() ? std::get<CheckCommand>(*command) : CheckCommand();
}

std::string ErrorOf(const std::vector<std::string>& arguments) {
  const absl::StatusOr<Command> command = ParseCommandLine(arguments, "/repo");
  return command.ok() ? "no error" : std::string(command.status().message());
}

TEST(CommandLine, ChecksTheWorkingDirectoryByDefault) {
  const CheckCommand command = Check({});
  EXPECT_THAT(command.options.paths, ElementsAre("/repo/app"));
  EXPECT_EQ(command.options.working_directory, "/repo/app");
  EXPECT_THAT(command.options.select, IsEmpty());
  EXPECT_EQ(command.options.jobs, 0);
  EXPECT_TRUE(command.options.use_git);
  EXPECT_EQ(command.options.fail_on, std::nullopt);
  ASSERT_EQ(command.outputs.size(), 1u);
  EXPECT_EQ(command.outputs[0].format, Format::kText);
  EXPECT_EQ(command.outputs[0].file, "-");
}

TEST(CommandLine, PathsAreAbsoluteAndNormal) {
  EXPECT_THAT(Check({"a/./b/", "../c", "/d//e", "check"}).options.paths,
              ElementsAre("/repo/app/a/b", "/repo/c", "/d/e", "/repo/app/check"));
  EXPECT_THAT(Check({"--", "-odd"}).options.paths, ElementsAre("/repo/app/-odd"));
}

TEST(CommandLine, RuleListsMayBeRepeatedAndSeparatedByCommas) {
  const CheckCommand command = Check({"--select", "a,b", "--select=c", "path", "--ignore", "d, e"});
  EXPECT_THAT(command.options.select, ElementsAre("a", "b", "c"));
  EXPECT_THAT(command.options.ignore, ElementsAre("d", "e"));
  EXPECT_THAT(command.options.paths, ElementsAre("/repo/app/path"));
}

TEST(CommandLine, TakesEveryOptionOfTheRun) {
  const CheckCommand command = Check({"--all",
                                      "--base",
                                      "main",
                                      "--applied",
                                      "a,b",
                                      "--applied",
                                      "c",
                                      "--allow-empty",
                                      "--jobs",
                                      "3",
                                      "--postgres-version",
                                      "14",
                                      "--sqlalchemy-version",
                                      "1.4.46",
                                      "--alembic-version",
                                      "1.8",
                                      "--fail-on-not-understood",
                                      "--show-not-understood",
                                      "--color",
                                      "always",
                                      "--fail-on",
                                      "never"});
  EXPECT_TRUE(command.options.all);
  EXPECT_TRUE(command.options.allow_empty);
  EXPECT_EQ(command.options.base, "main");
  EXPECT_THAT(command.options.applied, ElementsAre("a", "b", "c"));
  EXPECT_EQ(command.options.jobs, 3);
  EXPECT_EQ(command.options.postgres, (Version{14, 0}));
  EXPECT_EQ(command.options.sqlalchemy, (Version{1, 4}));
  EXPECT_EQ(command.options.alembic, (Version{1, 8}));
  EXPECT_TRUE(command.fail_on_not_understood);
  EXPECT_TRUE(command.show_not_understood);
  EXPECT_EQ(command.color, ColorWhen::kAlways);
  EXPECT_EQ(command.options.fail_on, FailOn::kNever);
}

TEST(CommandLine, OutputsHaveAFormatOfTheirOwnOrTheCommonOne) {
  const CheckCommand command = Check({"--format", "json", "--output", "-", "--output", "sarif:a:b", "--output",
                                      "./text:c", "--output", "lsp-json:/d"});
  ASSERT_EQ(command.outputs.size(), 4u);
  EXPECT_EQ(command.outputs[0].format, Format::kJson);
  EXPECT_EQ(command.outputs[0].file, "-");
  EXPECT_EQ(command.outputs[1].format, Format::kSarif);
  EXPECT_EQ(command.outputs[1].file, "a:b");
  EXPECT_EQ(command.outputs[2].format, Format::kJson);
  EXPECT_EQ(command.outputs[2].file, "./text:c");
  EXPECT_EQ(command.outputs[3].format, Format::kLspJson);
}

TEST(CommandLine, TheLastFormatCounts) {
  EXPECT_EQ(Check({"--format", "json", "--format", "sarif"}).outputs[0].format, Format::kSarif);
}

TEST(CommandLine, ABufferIsAFileWhoseTextComesFromStandardInput) {
  const CheckCommand command = Check({"--stdin-filename", "versions/a.py", "-"});
  EXPECT_EQ(command.buffer, "/repo/app/versions/a.py");
  EXPECT_THAT(command.options.paths, ElementsAre("/repo/app/versions/a.py"));
  EXPECT_THAT(ErrorOf({"check", "-"}), HasSubstr("--stdin-filename PATH"));
  EXPECT_THAT(ErrorOf({"check", "--stdin-filename", "a.py"}), HasSubstr("needs - as the only path"));
  EXPECT_THAT(ErrorOf({"check", "--stdin-filename", "a.py", "-", "b"}), HasSubstr("needs - as the only path"));
}

TEST(CommandLine, OtherCommands) {
  EXPECT_EQ(std::get<ExplainCommand>(*ParseCommandLine({"explain", "x"}, "/")).rule, "x");
  EXPECT_TRUE(std::get<ExplainCommand>(*ParseCommandLine({"explain", "--format", "markdown", "x"}, "/")).markdown);
  EXPECT_TRUE(std::get<RulesCommand>(*ParseCommandLine({"rules", "--format=json"}, "/")).json);
  EXPECT_TRUE(std::holds_alternative<VersionCommand>(*ParseCommandLine({"--version"}, "/")));
  EXPECT_THAT(std::get<HelpCommand>(*ParseCommandLine({"check", "--help"}, "/")).text, HasSubstr("--stdin-filename"));
}

TEST(CommandLine, CommandsAboutHistories) {
  const auto graph = std::get<GraphCommand>(*ParseCommandLine({"graph", "--format", "svg", "--base=main", "a"}, "/w"));
  EXPECT_EQ(graph.format, GraphFormat::kSvg);
  EXPECT_EQ(graph.options.base, "main");
  EXPECT_THAT(graph.options.paths, ElementsAre("/w/a"));
  const auto history = std::get<HistoryCommand>(*ParseCommandLine({"history", "no/where", "a:b"}, "/w"));
  EXPECT_THAT(history.options.paths, ElementsAre("/w/no/where"));
  EXPECT_EQ(history.range, "a:b");
  const auto merge = std::get<MergeCommand>(*ParseCommandLine({"merge", "-m", "x", "./a", "b", "c"}, "/w"));
  EXPECT_EQ(merge.message, "x");
  EXPECT_THAT(merge.options.paths, ElementsAre("/w/a"));
  EXPECT_THAT(merge.revisions, ElementsAre("b", "c"));
  const auto rebase = std::get<RebaseCommand>(*ParseCommandLine({"rebase", "--diff", "--applied", "a,b"}, "/w"));
  EXPECT_TRUE(rebase.diff);
  EXPECT_THAT(rebase.options.applied, ElementsAre("a", "b"));
  const auto fix = std::get<FixCommand>(*ParseCommandLine({"fix", "--select", "a,b", "--select", "c"}, "/w"));
  EXPECT_THAT(fix.select, ElementsAre("a", "b", "c"));
  EXPECT_FALSE(fix.unsafe || fix.diff || fix.options.all);
  EXPECT_THAT(ErrorOf({"graph", "--format", "sgv"}), HasSubstr("(did you mean \"svg\"?)"));
  EXPECT_EQ(ErrorOf({"heads", "a", "b"}), "retort heads does not take \"b\"");
  EXPECT_EQ(ErrorOf({"fix", ""}), "a path is empty");
}

TEST(CommandLine, NamesTheNearestValidWord) {
  EXPECT_EQ(ErrorOf({"chekc"}), "there is no command \"chekc\" (did you mean \"check\"?); retort --help lists them");
  EXPECT_EQ(ErrorOf({"check", "--formt", "json"}),
            "retort check has no option --formt (did you mean \"--format\"?); retort check --help lists them");
  EXPECT_EQ(ErrorOf({"check", "--format", "jsno"}),
            "there is no format \"jsno\" (did you mean \"json\"?); it is one of text, json, sarif, lsp-json, github");
  EXPECT_EQ(ErrorOf({"check", "--output", "sarf:x"}),
            "there is no format \"sarf\" (did you mean \"sarif\"?); it is one of text, json, sarif, lsp-json, github");
  EXPECT_EQ(ErrorOf({"check", "--fail-on", "warnings"}),
            "there is no --fail-on \"warnings\" (did you mean \"warning\"?); it is one of error, warning, info, never");
  EXPECT_THAT(ErrorOf({"check", "--color", "allways"}), HasSubstr("did you mean \"always\"?"));
  EXPECT_THAT(ErrorOf({"explain", "x", "--format", "markdwon"}), HasSubstr("did you mean \"markdown\"?"));
}

TEST(CommandLine, RefusesWhatHasNoMeaning) {
  EXPECT_EQ(ErrorOf({"check", "--postgres-version", "new"}),
            "--postgres-version: \"new\" is no version; it is written as 16 or 2.0");
  EXPECT_THAT(ErrorOf({"check", "--jobs", "many"}), HasSubstr("--jobs"));
  EXPECT_THAT(ErrorOf({"check", "--jobs", "-1"}), HasSubstr("--jobs"));
  EXPECT_THAT(ErrorOf({"check", "--format"}), HasSubstr("--format"));
  EXPECT_EQ(ErrorOf({"check", ""}), "a path is empty");
  EXPECT_EQ(ErrorOf({"check", "--output", "a", "--output", "json:a"}), "--output names a twice");
  EXPECT_THAT(ErrorOf({"check", "--output", "json:"}), HasSubstr("needs the name of a file"));
  EXPECT_EQ(ErrorOf({"rules", "a"}), "retort rules does not take \"a\"");
  EXPECT_THAT(ErrorOf({"explain"}), HasSubstr("needs the id of a rule"));
}

}  // namespace
}  // namespace retort
