// The program as a shell sees it: exit codes, what goes to which stream, closed pipes and full disks.

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr char kLongId[] = "a_revision_id_that_is_much_too_long_for_it";

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void WriteFile(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string RevisionText(const std::string& id) {
  return "revision = \"" + id +
         "\"\ndown_revision = None\n\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n";
}

struct Result {
  int code;
  std::string out;
  std::string err;
};

class RetortTest : public testing::Test {
 protected:
  RetortTest() {
    std::string pattern = (fs::path(testing::TempDir()) / "retort.XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    retort_ = fs::absolute("linter/cli/retort");
    WriteFile(folder_ / "alembic.ini", "[alembic]\nscript_location = alembic\n");
    WriteFile(folder_ / "alembic/env.py",
              "from alembic import context\n\nwith context.begin_transaction():\n    context.run_migrations()\n");
    WriteFile(Revision(), RevisionText("short"));
    unsetenv("NO_COLOR");
    unsetenv("FORCE_COLOR");
    unsetenv("CLICOLOR_FORCE");
    for (const char* name : {"GITHUB_BASE_REF", "GITHUB_EVENT_NAME", "CI_MERGE_REQUEST_DIFF_BASE_SHA",
                             "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CI_COMMIT_BRANCH"}) {
      unsetenv(name);
    }
  }
  ~RetortTest() override { fs::remove_all(folder_); }

  fs::path Revision() const { return folder_ / "alembic/versions/1_a.py"; }
  void MakeBad() const { WriteFile(Revision(), RevisionText(kLongId)); }

  // Runs a shell command in the project, in which `retort` is the program.
  Result Shell(const std::string& command) const {
    const fs::path out = folder_ / "out", err = folder_ / "err";
    const std::string script = "cd '" + folder_.string() + "'; retort() { '" + retort_.string() + "' \"$@\"; }; " +
                               "check() { retort check --select revision-id-too-long \"$@\"; }; { " + command +
                               "\n} >'" + out.string() + "' 2>'" + err.string() + "'";
    const int status = system(script.c_str());
    const Result result = {WIFEXITED(status) ? WEXITSTATUS(status) : -1, ReadFile(out), ReadFile(err)};
    fs::remove(out);
    fs::remove(err);
    return result;
  }

  fs::path folder_;
  fs::path retort_;
};

TEST_F(RetortTest, ACleanProjectIsZero) {
  const Result result = Shell("check");
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("no findings in 1 revision of 1 environment"));
  EXPECT_THAT(result.err, IsEmpty());
}

TEST_F(RetortTest, AFindingIsOneUnlessFailOnSaysOtherwise) {
  MakeBad();
  const Result result = Shell("check");
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.out, HasSubstr("error[revision-id-too-long]: "));
  EXPECT_THAT(result.out, HasSubstr(" --> alembic/versions/1_a.py:1:12\n"));
  EXPECT_THAT(result.out, HasSubstr("1 error in 1 revision of 1 environment"));
  EXPECT_THAT(result.err, IsEmpty());
  EXPECT_EQ(Shell("check --fail-on info").code, 1);
  EXPECT_EQ(Shell("check --fail-on never").code, 0);
}

TEST_F(RetortTest, IgnoredRulesAreSilent) {
  MakeBad();
  const Result result = Shell("check --ignore revision-id-too-long");
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, Not(HasSubstr("revision-id-too-long")));
}

TEST_F(RetortTest, PathsAreRelativeToTheWorkingDirectory) {
  MakeBad();
  EXPECT_THAT(Shell("mkdir -p sub/sub && cd sub/sub && check ../..").out,
              HasSubstr(" --> ../../alembic/versions/1_a.py:1:12\n"));
}

TEST_F(RetortTest, MistakesAreTwoAndSayWhatWasMeant) {
  const auto expect = [&](const std::string& command, const std::string& message) {
    const Result result = Shell(command);
    EXPECT_EQ(result.code, 2) << command;
    EXPECT_THAT(result.out, IsEmpty()) << command;
    EXPECT_THAT(result.err, StartsWith("retort: ")) << command;
    EXPECT_THAT(result.err, HasSubstr(message)) << command;
  };
  expect("retort chekc", "did you mean \"check\"?");
  expect("retort check --formt json", "did you mean \"--format\"?");
  expect("retort check --format jsno", "did you mean \"json\"?");
  expect("retort check --select revision-id-to-long", "did you mean \"revision-id-too-long\"?");
  expect("retort check --ignore revision-id-to-long", "did you mean \"revision-id-too-long\"?");
  expect("retort explain revision-id-to-long", "did you mean \"revision-id-too-long\"?");
  expect("retort check alembik", "alembik");
  expect("mkdir empty && retort check empty", "empty");
  expect("check --output missing/report.json", "missing/report.json cannot be written: No such file or directory");
  expect("check --output alembic", "alembic cannot be written: Is a directory");
}

TEST_F(RetortTest, NoEnvironmentMayBeAllowed) {
  EXPECT_EQ(Shell("mkdir empty && retort check --allow-empty empty").code, 0);
}

TEST_F(RetortTest, AloneItPrintsAShortHelp) {
  const Result result = Shell("retort");
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("retort check [PATH...]"));
  EXPECT_EQ(Shell("retort --help").code, 0);
  EXPECT_EQ(Shell("retort check --help").code, 0);
}

TEST_F(RetortTest, AClosedPipeIsQuietAndKeepsTheVerdict) {
  MakeBad();
  const Result check = Shell("(sleep 0.2; check; echo $? >code) | :; cat code");
  EXPECT_EQ(check.out, "1\n");
  EXPECT_THAT(check.err, IsEmpty());
  const Result rules = Shell("(sleep 0.2; retort rules; echo $? >code) | head -c 0; cat code");
  EXPECT_EQ(rules.out, "0\n");
  EXPECT_THAT(rules.err, IsEmpty());
}

TEST_F(RetortTest, AnOutputThatCannotBeWrittenIsThree) {
  for (const std::string command :
       {"check >/dev/full", "check --output /dev/full", "check >&-", "retort rules >/dev/full"}) {
    const Result result = Shell(command);
    EXPECT_EQ(result.code, 3) << command;
    EXPECT_THAT(result.err, HasSubstr("cannot be written: ")) << command;
  }
}

TEST_F(RetortTest, SeveralOutputsAtOnce) {
  MakeBad();
  const Result result = Shell("check --output - --output sarif:a.sarif --output json:a.json --output lsp-json:a.lsp");
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.out, HasSubstr("error[revision-id-too-long]"));
  const auto parse = [&](const char* name) { return nlohmann::json::parse(ReadFile(folder_ / name)); };
  EXPECT_EQ(parse("a.json")["findings"][0]["path"], "alembic/versions/1_a.py");
  const auto run = parse("a.sarif")["runs"][0];
  EXPECT_EQ(run["results"][0]["ruleId"], "revision-id-too-long");
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), 1u);
  EXPECT_EQ(parse("a.lsp")[0]["uri"], "file://" + Revision().string());
  EXPECT_EQ(Shell("check --output a.txt").out, "");
}

TEST_F(RetortTest, AnUnsavedBufferReplacesItsFile) {
  const Result bad = Shell("printf 'revision = \"" + std::string(kLongId) +
                           "\"\\ndown_revision = None\\n' | check --format lsp-json "
                           "--stdin-filename alembic/versions/1_a.py -");
  EXPECT_EQ(bad.code, 1);
  const auto files = nlohmann::json::parse(bad.out);
  EXPECT_EQ(files[0]["uri"], "file://" + Revision().string());
  EXPECT_EQ(files[0]["diagnostics"][0]["code"], "revision-id-too-long");
  MakeBad();
  const Result clean = Shell(
      "printf 'revision = \"a\"\\ndown_revision = None\\n' | check --format lsp-json "
      "--stdin-filename alembic/versions/1_a.py -");
  EXPECT_EQ(clean.code, 0);
  EXPECT_EQ(
      nlohmann::json::parse(clean.out),
      nlohmann::json::array({{{"uri", "file://" + Revision().string()}, {"diagnostics", nlohmann::json::array()}}}));
}

TEST_F(RetortTest, ColourIsForTerminalsUnlessAskedFor) {
  MakeBad();
  EXPECT_THAT(Shell("check").out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(Shell("check --color always").out, HasSubstr("\x1b"));
  EXPECT_THAT(Shell("FORCE_COLOR=1 check").out, HasSubstr("\x1b"));
  EXPECT_THAT(Shell("CLICOLOR_FORCE=1 check").out, HasSubstr("\x1b"));
  EXPECT_THAT(Shell("CLICOLOR_FORCE=0 check").out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(Shell("NO_COLOR=1 FORCE_COLOR=1 check").out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(Shell("NO_COLOR=1 check --color always").out, HasSubstr("\x1b"));
  EXPECT_THAT(Shell("FORCE_COLOR=1 check --color never").out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(Shell("FORCE_COLOR=1 check --format json").out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(Shell("FORCE_COLOR=1 check --output text:a >&2; cat a").out, Not(HasSubstr("\x1b")));
}

TEST_F(RetortTest, ExplainsAndListsRules) {
  const Result text = Shell("retort explain revision-id-too-long");
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.out, StartsWith("revision-id-too-long: "));
  EXPECT_THAT(Shell("retort explain revision-id-too-long --format markdown").out,
              StartsWith("# revision-id-too-long\n"));
  EXPECT_THAT(Shell("retort rules").out, HasSubstr("\n  revision-id-too-long "));
  const auto rules = nlohmann::json::parse(Shell("retort rules --format json").out);
  const auto is_it = [](const nlohmann::json& rule) { return rule["id"] == "revision-id-too-long"; };
  const auto found = std::find_if(rules.begin(), rules.end(), is_it);
  ASSERT_NE(found, rules.end());
  EXPECT_EQ((*found)["category"], "graph");
  EXPECT_EQ((*found)["severity"], "error");
  EXPECT_EQ((*found)["on_by_default"], true);
}

TEST_F(RetortTest, IsConfiguredByTheNearestFile) {
  MakeBad();
  WriteFile(folder_ / "retort.toml", "severity.revision-id-too-long = \"warning\"\n");
  EXPECT_THAT(Shell("check").out, HasSubstr("warning[revision-id-too-long]"));
  EXPECT_EQ(Shell("check").code, 0);
  EXPECT_EQ(Shell("check --fail-on warning").code, 1);
  EXPECT_EQ(Shell("check --no-config").code, 1);
  WriteFile(folder_ / "retort.toml", "fail-on = \"never\"\n[rules.revision-id-too-long]\nmax-length = 20\n");
  EXPECT_THAT(Shell("check").out, HasSubstr("version_num holds 20"));
  EXPECT_EQ(Shell("check").code, 0);
  EXPECT_EQ(Shell("check --fail-on error").code, 1);
  WriteFile(folder_ / "retort.toml", "ignore = [\"graph\"]\n");
  EXPECT_THAT(Shell("retort check").out, Not(HasSubstr("revision-id-too-long")));
  EXPECT_EQ(Shell("check").code, 1) << "--select wins";
  WriteFile(folder_ / "other.toml", "[[overrides]]\npaths = [\"alembic/versions/1_*\"]\nignore = [\"graph\"]\n");
  EXPECT_THAT(Shell("retort check --config other.toml").out, Not(HasSubstr("revision-id-too-long")));
}

TEST_F(RetortTest, AMistakeInTheConfigurationIsTwo) {
  WriteFile(folder_ / "retort.toml", "selct = []\n");
  for (const std::string command : {"check", "retort config", "cd alembic && check ."}) {
    const Result result = Shell(command);
    EXPECT_EQ(result.code, 2) << command;
    EXPECT_THAT(result.err, HasSubstr("retort.toml:1:1: there is no key \"selct\" (did you mean \"select\"?)"));
  }
  EXPECT_EQ(Shell("check --no-config").code, 0);
  EXPECT_THAT(Shell("check --config gone.toml").err, HasSubstr("gone.toml: No such file or directory"));
  EXPECT_THAT(Shell("check --config gone.toml --no-config").err, HasSubstr("exclude each other"));
}

TEST_F(RetortTest, ShowsWhereEachValueWasSaid) {
  WriteFile(folder_ / "poetry.lock", "[[package]]\nname = \"alembic\"\nversion = \"1.8.1\"\n");
  WriteFile(folder_ / "retort.toml", "ignore = [\"multiple-heads\"]\n\npostgres = 14\n");
  const std::string out = Shell("retort config").out;
  EXPECT_THAT(out, StartsWith("configuration: retort.toml\n"));
  EXPECT_THAT(out, testing::ContainsRegex("postgres +14.0 +retort.toml:3\n"));
  EXPECT_THAT(out, testing::ContainsRegex("alembic +1.8 +poetry.lock\n"));
  EXPECT_THAT(out, testing::ContainsRegex("fail-on +error +default\n"));
  EXPECT_THAT(out, testing::ContainsRegex("multiple-heads +off +retort.toml:1\n"));
  EXPECT_THAT(out, testing::ContainsRegex("missing-parent +error +recommended\n"));
  EXPECT_THAT(out, testing::ContainsRegex("rules.revision-id-too-long.max-length +32 +default\n"));
  EXPECT_EQ(Shell("retort config nowhere").code, 2);
}

TEST_F(RetortTest, ABaselineKeepsKnownFindingsQuiet) {
  MakeBad();
  EXPECT_EQ(Shell("check").code, 1);
  const Result written = Shell("retort baseline");
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_EQ(written.out, "retort-baseline.json: 1 known finding\n");
  const Result known = Shell("retort check");
  EXPECT_EQ(known.code, 0);
  EXPECT_THAT(known.out, HasSubstr("(1 known from the baseline)"));
  EXPECT_EQ(Shell("retort check --no-baseline").code, 1);
  const std::string text = ReadFile(folder_ / "retort-baseline.json");
  WriteFile(Revision(), "# a line above\n" + ReadFile(Revision()));
  EXPECT_EQ(Shell("retort check").code, 0) << "lines do not matter";
  EXPECT_EQ(Shell("retort baseline").code, 0);
  EXPECT_EQ(ReadFile(folder_ / "retort-baseline.json"), text);
}

TEST_F(RetortTest, ABaselineIsPruned) {
  MakeBad();
  Shell("retort baseline");
  WriteFile(folder_ / "alembic/versions/2_b.py", RevisionText("b"));  // a second root: a new finding
  WriteFile(Revision(), RevisionText("short"));
  const Result check = Shell("retort check --ignore missing-downgrade");
  EXPECT_THAT(check.out,
              HasSubstr("`retort baseline --prune` removes: revision-id-too-long in alembic/versions/1_a.py"));
  EXPECT_THAT(Shell("retort check alembic/env.py --select private-key").out, Not(HasSubstr("--prune")))
      << "not looked at";
  const Result pruned = Shell("retort baseline --prune");
  EXPECT_EQ(pruned.code, 0);
  EXPECT_THAT(pruned.out, StartsWith("removed: "));
  EXPECT_THAT(pruned.out, HasSubstr("revision-id-too-long in alembic/versions/1_a.py: the revision id has "));
  EXPECT_THAT(ReadFile(folder_ / "retort-baseline.json"), Not(HasSubstr("revision-id-too-long")));
  EXPECT_THAT(ReadFile(folder_ / "retort-baseline.json"), Not(HasSubstr("multiple-bases"))) << "what is new stays new";
}

TEST_F(RetortTest, ABaselineThatIsMissingOrBrokenIsTwo) {
  EXPECT_THAT(Shell("check --baseline gone.json").err, HasSubstr("there is no baseline gone.json; `retort baseline`"));
  WriteFile(folder_ / "retort.toml", "baseline = 'known.json'\n");
  EXPECT_EQ(Shell("check").code, 2);
  for (const std::string text : {"", "[]", "{\"findings\": [1]}", "{\n<<<<<<< HEAD\n"}) {
    WriteFile(folder_ / "known.json", text);
    const Result result = Shell("check");
    EXPECT_EQ(result.code, 2) << text;
    EXPECT_THAT(result.err, HasSubstr("known.json")) << text;
    EXPECT_THAT(result.err, HasSubstr("is no baseline: ")) << text;
  }
  EXPECT_EQ(Shell("retort baseline").code, 0) << "it is written anew";
  EXPECT_EQ(Shell("check").code, 0);
}

TEST_F(RetortTest, ChangedIsAboutFilesThatDifferFromTheBase) {
  MakeBad();
  const std::string git = "git -c user.name=t -c user.email=t@example.com ";
  ASSERT_EQ(Shell("git init -q -b main . && git add -A && " + git + "commit -qm base").code, 0);
  const Result all = Shell("check --base main");
  EXPECT_EQ(all.code, 1);
  EXPECT_THAT(all.out, StartsWith("applied: 1 revision of main (merge base "));
  const Result changed = Shell("check --base main --changed");
  EXPECT_EQ(changed.code, 0);
  EXPECT_THAT(changed.out, HasSubstr("1 finding about others left out"));
  WriteFile(Revision(), "# a comment\n" + ReadFile(Revision()));
  EXPECT_EQ(Shell("check --base main --changed").code, 1);
  EXPECT_THAT(Shell("GITHUB_BASE_REF=main check").out, HasSubstr(", from GITHUB_BASE_REF)\n"));
  EXPECT_THAT(Shell("GITHUB_BASE_REF=gone check").out, HasSubstr("this checkout does not have gone (GITHUB_BASE_REF)"));
  EXPECT_THAT(Shell("GITHUB_BASE_REF=gone check --base main").out, StartsWith("applied: 1 revision of main"));
  EXPECT_EQ(Shell("check --base mian").code, 2);
}

TEST_F(RetortTest, ALockIsWrittenAndChecked) {
  const Result without = Shell("retort lock --check");
  EXPECT_EQ(without.code, 1);
  EXPECT_EQ(without.out, "alembic/versions/retort.lock: there is no lock; `retort lock` writes it\n");
  EXPECT_EQ(Shell("retort lock").out, "alembic/versions/retort.lock: 1 revision; added 1 revision: short\n");
  EXPECT_EQ(Shell("retort lock --check").out, "alembic/versions/retort.lock: up to date\n");
  EXPECT_THAT(Shell("check").out, StartsWith("applied: 1 revision of retort.lock, because "));
  MakeBad();
  const Result stale = Shell("retort lock --check");
  EXPECT_EQ(stale.code, 1);
  EXPECT_THAT(stale.out, HasSubstr("stale, `retort lock` writes it anew; lists, though no file has them, 1 revision"));
  WriteFile(folder_ / "alembic/versions/retort.lock", "[]\n");
  const Result broken = Shell("retort lock --check; retort check");
  EXPECT_EQ(broken.code, 2);
  EXPECT_THAT(broken.err, HasSubstr("retort: alembic/versions/retort.lock:1: a lock begins with"));
  EXPECT_EQ(Shell("retort lock && retort lock --check").code, 0);
}

TEST_F(RetortTest, SuppressedFindingsAreCountedAndShownWhenAskedFor) {
  WriteFile(Revision(), "# retort: ignore-file[revision-id-too-long] a test\n" + RevisionText(kLongId));
  EXPECT_THAT(Shell("check").out, HasSubstr("no findings in 1 revision of 1 environment (1 suppressed)"));
  EXPECT_EQ(nlohmann::json::parse(Shell("check --format json").out)["suppressed"][0]["reason"], "a test");
  EXPECT_TRUE(nlohmann::json::parse(Shell("check --format sarif").out)["runs"][0]["results"].empty());
  const auto shown = nlohmann::json::parse(Shell("check --format sarif --show-suppressed").out);
  EXPECT_EQ(shown["runs"][0]["results"][0]["suppressions"],
            nlohmann::json::parse(R"([{"kind": "inSource", "justification": "a test"}])"));
}

TEST_F(RetortTest, SaysItsVersion) {
  const Result result = Shell("retort --version");
  EXPECT_THAT(result.out, testing::MatchesRegex("retort [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  EXPECT_EQ(Shell("retort version").out, result.out);
}

}  // namespace
