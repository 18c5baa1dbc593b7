#include "linter/policy/policy_finder.h"

#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace retort {
namespace {

using testing::HasSubstr;
using Texts = std::map<std::string, std::string>;

// The policy of /repo/app/versions, or what is wrong.
class Found {
 public:
  explicit Found(const Texts& texts, const std::string& folder = "/repo/app/versions")
      : files_(WithFolders(texts)), finder_(files_, "/repo"), policy_(finder_.For(folder)) {}

  std::string Error() const { return policy_.ok() ? "no error" : std::string(policy_.status().message()); }
  const Policy& operator*() const { return **policy_; }
  RuleState Of(absl::string_view rule, absl::string_view path = "/repo/app/versions/1_a.py") const {
    return (*policy_)->StateOf(*FindRule(rule), path);
  }

 private:
  static Texts WithFolders(Texts texts) {
    texts["/repo/.git/HEAD"] = "";
    texts["/repo/app/versions/1_a.py"] = "";
    return texts;
  }

  MemoryFiles files_;
  PolicyFinder finder_;
  absl::StatusOr<const Policy*> policy_;
};

std::string ErrorIn(const std::string& text) { return Found(Texts{{"/repo/retort.toml", text}}).Error(); }

TEST(PolicyFinder, WithoutAFileTheRecommendedRulesAreOn) {
  const Found found(Texts{{"/retort.toml", "extends = []"}});  // outside of the repository
  EXPECT_EQ((*found).file, "");
  EXPECT_TRUE(found.Of("multiple-heads").on);
  EXPECT_EQ((*found).fail_on.value, FailOn::kError);
}

TEST(PolicyFinder, TheNearestFileCounts) {
  const Texts texts = {{"/repo/retort.toml", "fail-on = 'info'"},
                       {"/repo/app/pyproject.toml", "[tool.black]\n[project]\nname = 'retort'"}};
  EXPECT_EQ((*Found(texts)).file, "/repo/retort.toml");
  Texts nearer = texts;
  nearer["/repo/app/pyproject.toml"] = "[tool.retort]\nfail-on = 'never'";
  EXPECT_EQ((*Found(nearer)).file, "/repo/app/pyproject.toml");
  EXPECT_EQ((*Found(nearer)).fail_on.value, FailOn::kNever);
  nearer["/repo/app/retort.toml"] = "fail-on = 'warning'";
  EXPECT_EQ((*Found(nearer)).file, "/repo/app/retort.toml");
}

TEST(PolicyFinder, ABrokenPyprojectMattersWhenItMayHoldOurTable) {
  EXPECT_EQ((*Found(Texts{{"/repo/pyproject.toml", "[x\nretort"}})).file, "");
  EXPECT_THAT(Found(Texts{{"/repo/pyproject.toml", "[tool.retort]\nselect = ["}}).Error(),
              HasSubstr("pyproject.toml:2:11: "));
}

TEST(PolicyFinder, WordsOfOneFileRuleBeforeCategoryAndOffBeforeOn) {
  const Found found(Texts{{"/repo/retort.toml", R"(
extends = []
select = ["graph", "missing-downgrade", "private-key"]
ignore = ["multiple-heads", "downgrade", "private-key"]
)"}});
  EXPECT_TRUE(found.Of("missing-parent").on);
  EXPECT_FALSE(found.Of("multiple-heads").on);
  EXPECT_TRUE(found.Of("missing-downgrade").on);
  EXPECT_FALSE(found.Of("private-key").on);
  EXPECT_FALSE(found.Of("undefined-name").on);
}

TEST(PolicyFinder, SeveritiesAreOfRulesAndCategories) {
  const Found found(Texts{{"/repo/retort.toml", R"(
extends = []
select = ["graph"]
[severity]
graph = "warning"
multiple-heads = "info"
revision-cycle = "off"
secrets = "info"
undefined-name = "error"
)"}});
  EXPECT_EQ(found.Of("missing-parent").severity, Severity::kWarning);
  EXPECT_EQ(found.Of("multiple-heads").severity, Severity::kInfo);
  EXPECT_FALSE(found.Of("revision-cycle").on);
  EXPECT_FALSE(found.Of("private-key").on) << "a severity for a category turns nothing on";
  EXPECT_TRUE(found.Of("undefined-name").on) << "one for a rule does";
}

TEST(PolicyFinder, OverridesAreAboutSomePaths) {
  const Found found(Texts{{"/repo/app/retort.toml", R"(
ignore = ["multiple-heads"]
[[overrides]]
paths = ["versions/1_*.py", "old"]
select = ["multiple-heads"]
ignore = ["missing-downgrade"]
severity.undefined-name = "info"
)"}});
  EXPECT_TRUE(found.Of("multiple-heads").on);
  EXPECT_FALSE(found.Of("multiple-heads", "/repo/app/versions/2_b.py").on);
  EXPECT_FALSE(found.Of("missing-downgrade").on);
  EXPECT_TRUE(found.Of("missing-downgrade", "/repo/app/versions/2_b.py").on);
  EXPECT_FALSE(found.Of("missing-downgrade", "/repo/app/old/2_b.py").on);
  EXPECT_EQ(found.Of("undefined-name").severity, Severity::kInfo);
  EXPECT_TRUE(MayBeOn(*FindRule("multiple-heads"), (*found).layers));
}

TEST(PolicyFinder, ExtendsAPresetAndFiles) {
  const Found found(
      Texts{{"/repo/app/retort.toml", "extends = ['../team.toml', 'strict']\nignore = ['multiple-heads']"},
            {"/repo/team.toml",
             "ignore = ['secrets', 'multiple-bases']\npostgres = 13\nfail-on = 'info'\n"
             "small-tables = ['country']\n[rules.revision-id-too-long]\nmax-length = 64"}});
  EXPECT_FALSE(found.Of("multiple-heads").on);
  EXPECT_TRUE(found.Of("private-key").on) << "the preset comes after the file";
  EXPECT_EQ((*found).postgres->value, (Version{13, 0}));
  EXPECT_EQ((*found).postgres->from.source, "/repo/team.toml");
  EXPECT_EQ((*found).postgres->from.line, 2u);
  EXPECT_EQ((*found).fail_on.value, FailOn::kWarning) << "strict says so, later";
  EXPECT_EQ((*found).small_tables.at(0).value, "country");
  EXPECT_EQ((*found).option_origins.size(), 1u);
}

TEST(PolicyFinder, PathsAreRelativeToTheFileThatSaysThem) {
  const Found found(Texts{
      {"/repo/app/retort.toml", "extends = '../team.toml'"},
      {"/repo/team.toml", "baseline = 'known.json'\n[[overrides]]\npaths = ['/app/versions']\nignore = ['graph']"}});
  EXPECT_EQ((*found).baseline.value, "/repo/known.json");
  EXPECT_FALSE(found.Of("multiple-heads").on);
}

TEST(PolicyFinder, ExtendsMayNotLeadBack) {
  EXPECT_EQ(ErrorIn("extends = 'retort.toml'"),
            "retort.toml:1:11: extends leads back to where it began: retort.toml -> retort.toml");
  EXPECT_EQ(
      Found(Texts{{"/repo/retort.toml", "\nextends = ['a/b.toml']"}, {"/repo/a/b.toml", "extends = '../retort.toml'"}})
          .Error(),
      "a/b.toml:1:11: extends leads back to where it began: retort.toml -> a/b.toml -> retort.toml");
  Texts chain;
  for (int i = 0; i < 40; ++i) {
    chain[i == 0 ? "/repo/retort.toml" : "/repo/" + std::to_string(i) + ".toml"] =
        "extends = './" + std::to_string(i + 1) + ".toml'";
  }
  EXPECT_THAT(Found(chain).Error(), HasSubstr("more than 20 files extend each other"));
}

TEST(PolicyFinder, SaysWhatIsWrongAndWhere) {
  EXPECT_THAT(ErrorIn("selct = []"),
              HasSubstr("retort.toml:1:1: there is no key \"selct\" (did you mean \"select\"?)"));
  EXPECT_THAT(ErrorIn("\n select = ['multiple-head']"),
              HasSubstr("retort.toml:2:12: there is no rule or category \"multiple-head\" (did you mean "));
  EXPECT_EQ(ErrorIn("select = 'graph'"), "retort.toml:1:10: select is a list of rules and categories, not a text");
  EXPECT_EQ(ErrorIn("select = [1]"), "retort.toml:1:11: an item of select is a text, not a number");
  EXPECT_EQ(ErrorIn("severity = 'error'"), "retort.toml:1:12: severity is a table of rules and categories, not a text");
  EXPECT_THAT(ErrorIn("severity.graph = 'erorr'"),
              HasSubstr("there is no severity \"erorr\" (did you mean \"error\"?)"));
  EXPECT_THAT(ErrorIn("[severity]\nallembic = 'off'"), HasSubstr("retort.toml:2:1: there is no rule or category"));
  EXPECT_THAT(ErrorIn("extends = 'recomended'"), HasSubstr("did you mean \"recommended\"?"));
  EXPECT_EQ(ErrorIn("extends = './gone.toml'"), "retort.toml:1:11: there is no file gone.toml");
  EXPECT_EQ(ErrorIn("extends = 1"), "retort.toml:1:11: extends is a text, not a number");
  EXPECT_THAT(ErrorIn("postgres = 'sixteen'"), HasSubstr("retort.toml:1:12: postgres: \"sixteen\" is no version"));
  EXPECT_EQ(ErrorIn("postgres = true"), "retort.toml:1:12: postgres is a version, not true or false");
  EXPECT_THAT(ErrorIn("driver = 'psycog2'"), HasSubstr("did you mean \"psycopg2\"?"));
  EXPECT_THAT(ErrorIn("fail-on = 'errors'"), HasSubstr("did you mean \"error\"?"));
  EXPECT_EQ(ErrorIn("baseline = ''"), "retort.toml:1:12: baseline needs the name of a file");
  EXPECT_EQ(ErrorIn("small-tables = 'a'"), "retort.toml:1:16: small-tables is a list of texts, not a text");
}

TEST(PolicyFinder, SaysWhatIsWrongInTables) {
  EXPECT_EQ(ErrorIn("[overrides]\npaths = []"),
            "retort.toml:1:1: overrides is a list of tables, [[overrides]], not a table");
  EXPECT_EQ(ErrorIn("[[overrides]]\nignore = []"), "retort.toml:1:1: an override needs paths");
  EXPECT_THAT(ErrorIn("[[overrides]]\npahts = []"), HasSubstr("retort.toml:2:1: there is no key of an override"));
  EXPECT_EQ(ErrorIn("[[allow]]\nrule = 'multiple-heads'"),
            "retort.toml:1:1: an allowance needs a revision or a path; `ignore` turns a rule off everywhere");
  EXPECT_EQ(ErrorIn("[[allow]]\nrevision = 'a'"), "retort.toml:1:1: an allowance needs a rule");
  EXPECT_THAT(ErrorIn("[[allow]]\nrule = 'multiple-haeds'\nrevision = 'a'"), HasSubstr("retort.toml:2:8: there is no"));
  EXPECT_THAT(ErrorIn("[rules.multiple-haeds]"), HasSubstr("retort.toml:1:8: there is no rule \"multiple-haeds\""));
  EXPECT_THAT(ErrorIn("[rules]\nmultiple-heads = 'off'"),
              HasSubstr("retort.toml:2:18: rules.multiple-heads is a table"));
  EXPECT_EQ(ErrorIn("[rules.multiple-heads]\nx = 1"),
            "retort.toml:2:1: multiple-heads has no option \"x\"; it has none");
  EXPECT_EQ(ErrorIn("[rules.revision-id-too-long]\nmax-length = 'a'"),
            "retort.toml:2:14: max-length is a whole number");
  EXPECT_EQ(ErrorIn("[rules.revision-id-too-long]\nmax-length = 0"),
            "retort.toml:2:14: max-length is between 1 and 2147483647, not 0");
}

TEST(PolicyFinder, NamesEveryMistakeInTheOrderOfTheFile) {
  EXPECT_THAT(ErrorIn("z = 1\na = 2\n"), testing::MatchesRegex("retort.toml:1:1: .*\nretort.toml:2:1: .*"));
}

TEST(PolicyFinder, SurvivesAnyText) {
  EXPECT_THAT(ErrorIn("[!x]"), HasSubstr("retort.toml:1:2: "));
  EXPECT_THAT(ErrorIn(std::string(100000, '[')), HasSubstr("retort.toml"));
  EXPECT_THAT(ErrorIn("a" + std::string(100000, '.') + "b = 1"), HasSubstr("retort.toml"));
  EXPECT_THAT(ErrorIn(std::string("\0\xff\xfe", 3)), HasSubstr("retort.toml:1:"));
  EXPECT_THAT(ErrorIn("\"\\u001b[31m\" = 1"), HasSubstr("\\x1b[31m"));
}

}  // namespace
}  // namespace retort
