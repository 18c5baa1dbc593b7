// What the graph rules say, and where, about graphs that the examples of the rules do not show.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// What stands where in the file of each revision.
constexpr uint32_t kId = 1, kParent = 2, kDependency = 3, kLabel = 4;
Span At(uint32_t file, uint32_t column) { return {file, column, column + 1}; }

struct Spec {
  std::string id;
  std::vector<std::string> parents = {};
  std::vector<std::string> depends_on = {};
  std::vector<std::string> labels = {};
};

std::vector<Revision> Make(const std::vector<Spec>& specs) {
  std::vector<Revision> revisions;
  for (const Spec& spec : specs) {
    const auto file = static_cast<uint32_t>(revisions.size());
    Revision& revision = revisions.emplace_back();
    revision.id = spec.id;
    revision.id_at = At(file, kId);
    revision.parents_at = At(file, kParent);
    for (const std::string& id : spec.parents) revision.parents.push_back({id, At(file, kParent)});
    for (const std::string& id : spec.depends_on) revision.depends_on.push_back({id, At(file, kDependency)});
    for (const std::string& id : spec.labels) revision.labels.push_back({id, At(file, kLabel)});
  }
  return revisions;
}

std::vector<Finding> JudgeRevisions(absl::string_view id, std::vector<Revision> revisions,
                                    const History& history = {}) {
  const Rule* rule = FindRule(id);
  if (rule == nullptr) return {};
  const Environment environment;
  const EnvScript env_script;
  const RevisionGraph graph(std::move(revisions));
  const Catalog catalog;
  const Revision none;
  std::vector<Finding> out;
  Findings findings(rule->id, rule->severity, rule->why, out);
  const Moment now{environment, env_script, graph, history, none, catalog};
  for (const RuleCheck& check : rule->checks) {
    if (check.subject == SubjectIndex<RevisionGraph>()) check.run(&graph, now, findings);
    if (check.subject != SubjectIndex<Revision>()) continue;
    for (const Revision& revision : graph.revisions()) check.run(&revision, now, findings);
  }
  return out;
}

std::vector<Finding> Judge(absl::string_view id, const std::vector<Spec>& specs, const History& history = {}) {
  return JudgeRevisions(id, Make(specs), history);
}

TEST(MultipleHeadsTest, NamesBothHeadsTheForkAndTheWayOut) {
  const auto found = Judge("multiple-heads", {{"a"}, {"b", {"a"}}, {"c", {"a"}}, {"d", {"c"}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "the history has 2 heads: \"b\" and \"d\"");
  EXPECT_EQ(found[0].at, At(3, kId));
  EXPECT_EQ(found[0].help, "join them: `alembic merge -m \"merge heads\" b d`, or set down_revision of \"c\" to \"b\"");
  ASSERT_EQ(found[0].related.size(), 2u);
  EXPECT_EQ(found[0].related[0].at, At(1, kId));
  EXPECT_EQ(found[0].related[1].message, "the history forks after \"a\"");
  EXPECT_EQ(found[0].related[1].at, At(0, kId));
}

TEST(MultipleHeadsTest, StandsAtTheHeadThatIsNotAppliedYet) {
  History history;
  history.applied = {"a", "c"};
  const auto found = Judge("multiple-heads", {{"a"}, {"b", {"a"}}, {"c", {"a"}}}, history);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].at, At(1, kId));
  EXPECT_THAT(found[0].help, HasSubstr("set down_revision of \"b\" to \"c\""));
}

TEST(MultipleHeadsTest, CountsAnEffectiveHead) {
  const auto found = Judge("multiple-heads", {{"a"}, {"b", {"a"}}, {"x", {}, {"b"}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "the history has 2 heads: \"b\" (an effective head: \"x\" depends on it) and \"x\"");
}

TEST(MultipleHeadsTest, IsOneFindingForManyHeads) {
  const auto found = Judge("multiple-heads", {{"a"}, {"b", {"a"}}, {"c", {"a"}}, {"d", {"a"}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "the history has 3 heads: \"b\", \"c\", \"d\"");
  EXPECT_EQ(found[0].related.size(), 3u);
  EXPECT_THAT(found[0].help, Not(HasSubstr("set down_revision")));
}

TEST(MultipleHeadsTest, IsSilentForDistinctLabelsOnly) {
  EXPECT_THAT(Judge("multiple-heads", {{"a"}, {"b", {"a"}, {}, {"left"}}, {"c", {"a"}, {}, {"right"}}, {"d", {"c"}}}),
              IsEmpty());
  EXPECT_EQ(Judge("multiple-heads", {{"a"}, {"b", {"a"}, {}, {"left"}}, {"c", {"a"}}}).size(), 1u);
  EXPECT_EQ(Judge("multiple-heads", {{"a", {}, {}, {"both"}}, {"b", {"a"}}, {"c", {"a"}}}).size(), 1u);
}

TEST(MultipleHeadsTest, IsSilentWhereHeadsAreNotKnown) {
  EXPECT_THAT(Judge("multiple-heads", {{"a"}, {"b", {"a"}}, {"c", {"a"}}, {"", {}}}), IsEmpty());
  EXPECT_THAT(Judge("multiple-heads", {{"a"}, {"b", {"gone"}}}), IsEmpty());
  EXPECT_THAT(Judge("multiple-heads", {{"a"}, {"b", {"a"}}, {"b", {"a"}}}), IsEmpty());
  EXPECT_THAT(Judge("multiple-heads", {{"a"}, {"b", {"a"}}, {"c", {"b"}}}), IsEmpty());
}

TEST(MultipleHeadsTest, OffersNoNewParentBehindAMerge) {
  const auto found = Judge("multiple-heads", {{"a"}, {"b", {"a"}}, {"c"}, {"d"}, {"m", {"c", "d"}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(found[0].help, Not(HasSubstr("set down_revision")));
}

TEST(MissingParentTest, SuggestsTheFullId) {
  const auto found = Judge("missing-parent", {{"abcdef123456"}, {"b", {"abcdef"}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "down_revision names \"abcdef\", and there is no such revision");
  EXPECT_EQ(found[0].at, At(1, kParent));
  EXPECT_THAT(found[0].help, HasSubstr("the full id \"abcdef123456\""));
}

TEST(MissingParentTest, IsOneFindingForEachReference) {
  const auto found = Judge("missing-parent", {{"a1b2c3", {}, {}, {"core"}}, {"x", {"a1b2c4", "core"}, {"nothing"}}});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_THAT(found[0].help, HasSubstr("did you mean \"a1b2c3\"?"));
  EXPECT_THAT(found[1].help, HasSubstr("\"core\" is a branch label: write the id \"a1b2c3\""));
  EXPECT_EQ(found[2].message, "depends_on names \"nothing\", and there is no such revision");
  EXPECT_EQ(found[2].at, At(1, kDependency));
}

TEST(MissingParentTest, LeavesDeletedAndUnknownRevisionsToTheirRules) {
  History history;
  history.deleted.emplace_back().revision = "gone";
  EXPECT_THAT(Judge("missing-parent", {{"a", {"gone"}}}, history), IsEmpty());
  EXPECT_THAT(Judge("missing-parent", {{"a", {"gone"}}, {""}}), IsEmpty());
}

TEST(RevisionCycleTest, NamesTheCycle) {
  const auto found =
      Judge("revision-cycle", {{"a", {"b"}}, {"b", {"a"}}, {"c", {"c"}}, {"d"}, {"e", {"d"}, {"f"}}, {"f", {"e"}}});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].message, "the revisions form a cycle: \"a\" -> \"b\" -> \"a\"");
  EXPECT_EQ(found[0].at, At(0, kParent));
  ASSERT_EQ(found[0].related.size(), 1u);
  EXPECT_EQ(found[0].related[0].at, At(1, kParent));
  EXPECT_EQ(found[1].message, "revision \"c\" is its own parent");
  EXPECT_EQ(found[2].message, "the revisions form a cycle through depends_on: \"e\" -> \"f\" -> \"e\"");
  EXPECT_EQ(found[2].at, At(4, kDependency));
}

TEST(RevisionCycleTest, IsSilentWhereADuplicateIdIsTheReason) {
  EXPECT_THAT(Judge("revision-cycle", {{"z"}, {"a", {"z"}}, {"b", {"a"}}, {"a", {"b"}}}), IsEmpty());
}

TEST(DuplicateRevisionIdTest, StandsAtTheFileThatNeverRuns) {
  const auto found = Judge("duplicate-revision-id", {{"a"}, {"b", {"a"}}, {"b", {"a"}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].at, At(1, kId));
  ASSERT_EQ(found[0].related.size(), 1u);
  EXPECT_EQ(found[0].related[0].at, At(2, kId));
}

TEST(DuplicateRevisionIdTest, StandsAtTheLabel) {
  const auto found = Judge("duplicate-revision-id", {{"a", {}, {}, {"b", "x"}}, {"b", {"a"}, {}, {"x"}}});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].message, "the branch label \"b\" is also the id of another revision");
  EXPECT_EQ(found[0].at, At(0, kLabel));
  EXPECT_EQ(found[1].message, "the branch label \"x\" is also a label of another revision");
  EXPECT_EQ(found[1].at, At(1, kLabel));
}

TEST(UnreadableRevisionTest, SaysEveryProblem) {
  std::vector<Revision> revisions = Make({{"a"}, {""}});
  revisions[1].problems = {{At(1, 7), "invalid syntax", "mend it"}, {At(1, 9), "no down_revision", ""}};
  const auto found = JudgeRevisions("unreadable-revision", std::move(revisions));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].at, At(1, 7));
  EXPECT_EQ(found[0].message, "invalid syntax");
  EXPECT_EQ(found[0].help, "mend it");
}

TEST(MultipleBasesTest, LooksAtUnlabelledRootsOfOneHistory) {
  const auto found = Judge("multiple-bases", {{"a"}, {"b"}, {"m", {"a", "b"}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].at, At(1, kParent));
  EXPECT_THAT(Judge("multiple-bases", {{"a"}, {"b"}}), IsEmpty());
  EXPECT_THAT(Judge("multiple-bases", {{"a"}, {"b", {}, {}, {"x"}}, {"m", {"a", "b"}}}), IsEmpty());
}

TEST(RevisionIdTooLongTest, CountsCharacters) {
  EXPECT_THAT(Judge("revision-id-too-long", {{std::string(32, 'a')}}), IsEmpty());
  EXPECT_EQ(Judge("revision-id-too-long", {{std::string(33, 'a')}}).size(), 1u);
}

}  // namespace
}  // namespace retort
