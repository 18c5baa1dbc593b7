// Locks in a project: what is written, and what a check makes of them with git and without.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/engine/lock_plan.h"
#include "linter/engine/pass.h"
#include "tests/git/scratch_repository.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using testing::UnorderedElementsAre;

std::string RevisionText(const std::string& id, const std::string& parent, const std::string& type = "sa.Integer") {
  return absl::StrCat("import sqlalchemy as sa\nfrom alembic import op\n\nrevision = \"", id,
                      "\"\ndown_revision = ", parent.empty() ? "None" : absl::StrCat("\"", parent, "\""),
                      "\n\n\ndef upgrade():\n    op.create_table(\"t", id, "\", sa.Column(\"id\", ", type,
                      ", primary_key=True))\n\n\ndef downgrade():\n    op.drop_table(\"t", id, "\")\n");
}

// A branch "feature" on a "main" with the revisions a and b.
class LockTest : public testing::Test {
 protected:
  LockTest() {
    scratch.Write("alembic.ini", "[alembic]\nscript_location = %(here)s/db\n");
    scratch.Write("db/env.py",
                  "from alembic import context\n\nwith context.begin_transaction():\n    context.run_migrations()\n");
    scratch.Write("db/versions/1_a.py", RevisionText("a", ""));
    scratch.Write("db/versions/2_b.py", RevisionText("b", "a"));
    scratch.Commit();
    scratch.Git({"checkout", "--quiet", "-b", "feature"});
    options.paths = {scratch.folder()};
    options.working_directory = scratch.folder();
    options.base = "main";
  }

  LockPlan Plan(bool only_check = false) const {
    const absl::StatusOr<std::vector<LockPlan>> plans = PlanLocks(DiskFiles(), options, only_check);
    EXPECT_TRUE(plans.ok()) << plans.status();
    return plans.ok() && plans->size() == 1 ? plans->front() : LockPlan();
  }
  void Lock() const { scratch.Write("db/versions/retort.lock", Plan().text); }
  std::string LockText() const { return *DiskFiles().Read(scratch.PathOf("db/versions/retort.lock")); }

  // "rule revision", one for each finding.
  std::vector<std::string> Findings() {
    const absl::StatusOr<Report> report = Check(DiskFiles(), options);
    EXPECT_TRUE(report.ok()) << report.status();
    std::vector<std::string> findings;
    if (!report.ok()) return findings;
    header = report->header.front();
    for (const Finding& finding : report->findings) {
      findings.push_back(absl::StrCat(finding.rule, finding.revision.empty() ? "" : " ", finding.revision));
    }
    return findings;
  }
  void WithoutGit() {
    std::filesystem::remove_all(scratch.PathOf(".git"));
    options.base.clear();
  }

  ScratchRepository scratch;
  Options options;
  std::string header;
};

TEST_F(LockTest, ListsWhatTheBaseHas) {
  scratch.Write("db/versions/3_c.py", RevisionText("c", "b"));
  const LockPlan plan = Plan();
  EXPECT_EQ(plan.shown, "db/versions/retort.lock");
  EXPECT_FALSE(plan.exists);
  EXPECT_TRUE(plan.IsStale());
  EXPECT_THAT(plan.added, ElementsAre("a", "b"));
  Lock();
  EXPECT_FALSE(Plan(true).IsStale());
  EXPECT_THAT(Findings(), IsEmpty());
  EXPECT_THAT(header, StartsWith("applied: 2 revisions of main (merge base "));
  options.all = true;
  EXPECT_THAT(Plan().added, ElementsAre("c"));
}

TEST_F(LockTest, ALineStaysWhileItsRevisionMeansTheSame) {
  Lock();
  const std::string before = LockText();
  scratch.Write("db/versions/1_a.py", absl::StrCat("# note\n", RevisionText("a", "")));
  EXPECT_FALSE(Plan().IsStale());
  EXPECT_EQ(Plan().text, before);
  scratch.Write("db/versions/1_a.py", RevisionText("a", "", "sa.BigInteger"));
  EXPECT_THAT(Plan().changed, ElementsAre("a"));
  EXPECT_NE(Plan().text, before);
}

TEST_F(LockTest, WithoutGitItIsAllThatIsKnown) {
  Lock();
  WithoutGit();
  EXPECT_THAT(Findings(), IsEmpty());
  EXPECT_THAT(header, StartsWith("applied: 2 revisions of retort.lock, because this folder is not in a git"));
  scratch.Write("db/versions/1_a.py", RevisionText("a", "", "sa.BigInteger"));
  scratch.Write("db/versions/3_c.py", RevisionText("c", "b"));
  EXPECT_THAT(Findings(), ElementsAre("edited-applied-revision a"));
  EXPECT_TRUE(Plan(true).IsStale());
  scratch.Write("db/versions/1_a.py", RevisionText("a", ""));
  EXPECT_FALSE(Plan(true).IsStale()) << "c may be new: nobody knows";
  std::filesystem::remove(scratch.PathOf("db/versions/3_c.py"));
  std::filesystem::remove(scratch.PathOf("db/versions/2_b.py"));
  EXPECT_THAT(Findings(), ElementsAre("deleted-revision b"));
}

TEST_F(LockTest, NewRevisionsAreJudgedWithoutGit) {
  Lock();
  WithoutGit();
  const std::string no_way_back = absl::StrReplaceAll(RevisionText("c", "b"), {{"op.drop_table(\"tc\")", "pass"}});
  scratch.Write("db/versions/3_c.py", no_way_back);
  EXPECT_THAT(Findings(), ElementsAre("missing-downgrade c"));
}

TEST_F(LockTest, WithGitWhatDiffersIsSaid) {
  Lock();
  scratch.Write("db/versions/retort.lock",
                absl::StrCat(LockText(), "c ", std::string(32, '0'), " ", std::string(32, '0'), "\n"));
  scratch.Write("db/versions/3_c.py", RevisionText("c", "b"));
  EXPECT_THAT(Findings(), ElementsAre("lock-disagrees-with-git"));
  EXPECT_THAT(header, HasSubstr(" and 1 of retort.lock"));
  std::string text = LockText();
  scratch.Write("db/versions/retort.lock", text.substr(0, text.find('\n') + 1));
  EXPECT_THAT(Findings(), ElementsAre("lock-disagrees-with-git"));
}

TEST_F(LockTest, AnEditThatMainHasAlreadyIsStillOne) {
  Lock();
  scratch.Git({"checkout", "--quiet", "main"});
  scratch.Write("db/versions/1_a.py", RevisionText("a", "", "sa.BigInteger"));
  scratch.Commit();
  EXPECT_THAT(Findings(), ElementsAre("lock-disagrees-with-git"));
}

TEST_F(LockTest, ABrokenOneIsAnErrorAndIsWrittenAnew) {
  Lock();
  const std::string good = LockText();
  scratch.Write("db/versions/retort.lock", absl::StrReplaceAll(good, {{"\nb ", "\n<<<<<<< HEAD\nb "}}));
  const absl::Status status = Check(DiskFiles(), options).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_THAT(std::string(status.message()), StartsWith("db/versions/retort.lock:3: a merge conflict"));
  EXPECT_FALSE(PlanLocks(DiskFiles(), options, true).ok());
  EXPECT_TRUE(Plan().broken);
  EXPECT_EQ(Plan().text, good);
}

TEST_F(LockTest, EachEnvironmentHasItsOwn) {
  scratch.Write("two/alembic.ini", "[alembic]\nscript_location = %(here)s/db\n");
  scratch.Write("two/db/env.py", "from alembic import context\ncontext.run_migrations()\n");
  scratch.Write("two/db/versions/1_a.py", RevisionText("a", ""));
  const absl::StatusOr<std::vector<LockPlan>> plans = PlanLocks(DiskFiles(), options, false);
  ASSERT_TRUE(plans.ok()) << plans.status();
  std::vector<std::string> shown;
  for (const LockPlan& plan : *plans) shown.push_back(absl::StrCat(plan.shown, " ", plan.revisions));
  EXPECT_THAT(shown, UnorderedElementsAre("db/versions/retort.lock 2", "two/db/versions/retort.lock 0"));
}

}  // namespace
}  // namespace retort
