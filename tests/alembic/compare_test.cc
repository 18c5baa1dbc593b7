// Which edits of a revision change what it does.

#include "linter/alembic/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/alembic/script.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

constexpr absl::string_view kText = R"py("""tags"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "77ab"
down_revision = "3f1c"
branch_labels = None
depends_on = None

LENGTH = 50


def add(name):
    op.add_column("tag", sa.Column(name, sa.Text))


def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(LENGTH)))
    op.execute("UPDATE tag SET name = 'a' WHERE id = 1")
    add("color")


def downgrade():
    op.drop_table("tag")
)py";

std::optional<RevisionChange> Compare(absl::string_view before, absl::string_view now) {
  const Environment environment;
  return CompareRevisions(ReadRevision(0, "/v/1.py", before, environment), before,
                          ReadRevision(0, "/v/1.py", now, environment), now);
}

std::string With(absl::string_view from, absl::string_view to, absl::string_view text = kText) {
  const std::string changed = absl::StrReplaceAll(text, {{from, to}});
  EXPECT_NE(changed, text) << "nothing is called " << from;
  return changed;
}

TEST(CompareRevisions, TheSameProgram) {
  for (const std::string& now :
       {std::string(kText), With("tags", "other"), With("\n\n", "\n# note\n\n"), With("\"color\"", "'color'"),
        With("def upgrade():", "def upgrade() -> None:"), With("revision = \"7", "revision: str = \"7"),
        With("from sqlalchemy.dialects import postgresql\n", ""),
        With("import sqlalchemy as sa\n", "import os, sys\nimport sqlalchemy as sa\n"),
        With("import sqlalchemy as sa\nfrom alembic import op\n",
             "from alembic import (\n    op,  # ops\n)\nimport sqlalchemy as sa\n")}) {
    EXPECT_FALSE(Compare(kText, now).has_value()) << now;
  }
}

TEST(CompareRevisions, WrittenOtherwise) {
  for (const std::string& now :
       {With("LENGTH", "MAX"), With("sa.String(LENGTH)", "sa.String(length=50)"), With("add(", "add_text("),
        With("    add(\"color\")", "    op.add_column(\"tag\", sa.Column(\"color\", sa.Text))"),
        With("op.execute(\"UPDATE tag SET name = 'a' WHERE id = 1\")",
             "op.execute(\"\"\"UPDATE tag\\n SET name = 'a'\\n  WHERE id = 1\"\"\")"),
        With("UPDATE tag SET", "update tag\tset"),
        With("import sqlalchemy as sa", "import sqlalchemy as sa\nfrom sqlalchemy import Text",
             With("sa.Text", "Text"))}) {
    const std::optional<RevisionChange> change = Compare(kText, now);
    if (!change.has_value()) {
      ADD_FAILURE() << "the same program:\n" << now;
      continue;
    }
    EXPECT_THAT(change->changes, IsEmpty()) << now;
    EXPECT_THAT(change->operations, IsEmpty());
  }
}

TEST(CompareRevisions, ShowsWhatChanged) {
  const std::optional<RevisionChange> change = Compare(kText, With("LENGTH = 50", "LENGTH = 500"));
  ASSERT_TRUE(change.has_value());
  EXPECT_THAT(change->changes, ElementsAre("the code outside of functions changed"));
  ASSERT_THAT(change->operations, SizeIs(1));
  EXPECT_EQ(change->operations[0].second,
            "was CREATE TABLE tag ( id SERIAL NOT NULL, name VARCHAR(50), PRIMARY KEY (id) ); is CREATE TABLE tag ( id "
            "SERIAL NOT NULL, name VARCHAR(500), PRIMARY KEY (id) )");
  EXPECT_FALSE(change->only_downgrade);
}

TEST(CompareRevisions, NamesTheFunctions) {
  const std::optional<RevisionChange> dropped = Compare(kText, With("    add(\"color\")\n", ""));
  ASSERT_TRUE(dropped.has_value());
  EXPECT_THAT(dropped->changes, ElementsAre("upgrade() changed"));
  ASSERT_THAT(dropped->operations, SizeIs(1));
  EXPECT_EQ(dropped->operations[0].second, "was here: ALTER TABLE tag ADD COLUMN color TEXT");
  const std::optional<RevisionChange> added = Compare(With("    add(\"color\")\n", ""), kText);
  ASSERT_THAT(added->operations, SizeIs(1));
  EXPECT_EQ(added->operations[0].second, "is new: ALTER TABLE tag ADD COLUMN color TEXT");
}

TEST(CompareRevisions, OfTheDowngradeAlone) {
  const std::optional<RevisionChange> change = Compare(With("    op.drop_table(\"tag\")", "    pass"), kText);
  ASSERT_TRUE(change.has_value());
  EXPECT_TRUE(change->only_downgrade);
  EXPECT_THAT(change->changes, ElementsAre("downgrade() changed"));
}

TEST(CompareRevisions, WhatOperationsDoNotSay) {
  const std::string rows = absl::StrCat(kText, "\nROWS = [{\"id\": 1}]\n");
  const std::string seeded =
      With("    add(\"color\")", "    op.bulk_insert(sa.table(\"tag\", sa.column(\"id\")), load(ROWS))", rows);
  EXPECT_THAT(Compare(seeded, With("\"id\": 1", "\"id\": 2", seeded))->changes, SizeIs(1));
  const std::string bound =
      With("    add(\"color\")", "    op.get_bind().execute(sa.text(\"UPDATE tag SET name = :x\"), {\"x\": LENGTH})");
  EXPECT_THAT(Compare(bound, With("LENGTH = 50", "LENGTH = 51", bound))->changes, SizeIs(1));
  const std::string guarded = With("    add(\"color\")", "    if LENGTH > len(os.environ):\n        add(\"color\")");
  EXPECT_THAT(Compare(guarded, With("if LENGTH >", "if LENGTH <", guarded))->changes, SizeIs(1));
  const std::string trigger =
      With("UPDATE tag SET name = 'a' WHERE id = 1", "CREATE TRIGGER t BEFORE UPDATE ON tag EXECUTE FUNCTION f()");
  EXPECT_THAT(Compare(trigger, With("BEFORE UPDATE", "AFTER UPDATE", trigger))->changes,
              ElementsAre("upgrade() changed"));
}

TEST(CompareRevisions, AnotherOrderAndOtherIdentifiers) {
  const std::string two = With("    add(\"color\")", "    add(\"color\")\n    add(\"size\")");
  const std::string turned = With("    add(\"color\")", "    add(\"size\")\n    add(\"color\")");
  EXPECT_EQ(Compare(two, turned)->operations[0].second, "the same operations in another order");
  EXPECT_THAT(Compare(kText, With("depends_on = None", "depends_on = \"c40d\""))->changes,
              ElementsAre("depends_on changed from None to \"c40d\""));
  EXPECT_THAT(Compare(kText, With("\"3f1c\"", "\"c40d\""))->changes, IsEmpty());
  const std::string opaque = With("    add(\"color\")", "    op.frobnicate(\"tag\")");
  EXPECT_THAT(Compare(opaque, With("\"3f1c\"", "\"c40d\"", opaque))->changes, IsEmpty());
}

TEST(CompareRevisions, ShowsNoSecret) {
  const std::string role = With("UPDATE tag SET name = 'a' WHERE id = 1", "CREATE ROLE app PASSWORD 'hunter2-first'");
  const std::optional<RevisionChange> change = Compare(role, With("hunter2-first", "hunter2-second", role));
  ASSERT_TRUE(change.has_value());
  ASSERT_THAT(change->operations, SizeIs(1));
  EXPECT_THAT(change->operations[0].second, testing::Not(HasSubstr("hunter2")));
}

TEST(CompareRevisions, ShowsAFewOperationsOfMany) {
  std::string before(kText);
  std::string now(kText);
  for (int i = 0; i < 12; ++i) {
    absl::StrAppend(&before, "    op.drop_table(\"a", i, "\")\n");
    absl::StrAppend(&now, "    op.drop_table(\"b", i, "\")\n");
  }
  const std::optional<RevisionChange> change = Compare(before, now);
  EXPECT_THAT(change->operations, SizeIs(5));
  EXPECT_EQ(change->operations.back().second, "and 8 more");
}

}  // namespace
}  // namespace retort
