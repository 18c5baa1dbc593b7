// The lock as a file: what is written is read again, and what is broken is named with its line.

#include "linter/engine/lock_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "linter/alembic/script.h"

namespace retort {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

constexpr absl::string_view kText = R"py("""tags"""
import sqlalchemy as sa
from alembic import op

revision = "77ab"
down_revision = "3f1c"

ROWS = [{"name": "a"}]
TAG = sa.table("tag", sa.column("name"))


def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text))
    op.bulk_insert(TAG, ROWS)


def downgrade():
    op.drop_table("tag")
)py";

LockEntry EntryOf(absl::string_view text) { return LockEntryOf(ReadRevision(0, "/v/1.py", text, Environment()), text); }

std::string Changed(absl::string_view from, absl::string_view to) {
  const std::string text = absl::StrReplaceAll(kText, {{from, to}});
  EXPECT_NE(text, kText) << "nothing is called " << from;
  return text;
}

const std::string kDigest(32, 'a');
const std::string kHeader = "# retort.lock, format 1: x\n";

std::string ErrorOf(absl::string_view text) { return std::string(ReadLock("v/retort.lock", text).status().message()); }

TEST(Lock, IsReadAsItIsWritten) {
  Lock lock;
  const std::string other(32, 'b');
  for (const char* id : {"3f1c", "77ab", "with space", "\\", "line\nbreak", "na\xC3\xAFve", "#"}) {
    lock[id] = {kDigest, other};
  }
  const std::string text = WriteLock(lock);
  EXPECT_THAT(text, StartsWith("# retort.lock, format 1: "));
  EXPECT_THAT(std::vector<std::string>(absl::StrSplit(text, '\n')), SizeIs(lock.size() + 2));
  const absl::StatusOr<Lock> read = ReadLock("retort.lock", text);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(WriteLock(*read), text);
  EXPECT_EQ(read->at("line\nbreak").text, other);
  EXPECT_EQ(text.substr(read->at("77ab").begin, 4), "77ab");
  EXPECT_EQ(WriteLock(*ReadLock("retort.lock", absl::StrReplaceAll(text, {{"\n", "\r\n"}}))), text);
}

TEST(Lock, SaysWhichLineIsBroken) {
  const std::string good = absl::StrCat("a ", kDigest, " ", kDigest, "\n");
  EXPECT_THAT(ErrorOf(""), HasSubstr("v/retort.lock:1: a lock begins with"));
  EXPECT_THAT(ErrorOf("{}"), HasSubstr("v/retort.lock:1: a lock begins with"));
  EXPECT_THAT(ErrorOf("# retort.lock, format 2: x\n"), HasSubstr("v/retort.lock:1: its format is \"2\""));
  EXPECT_THAT(ErrorOf(kHeader + good + "b\n"), HasSubstr("v/retort.lock:3: \"b\" is no entry"));
  for (const std::string& line : {"b " + kDigest, "b " + kDigest + " " + kDigest + " c", "b " + kDigest + " abc",
                                  " " + kDigest + " " + kDigest, "\\ " + kDigest + " " + kDigest}) {
    EXPECT_THAT(ErrorOf(kHeader + good + line), HasSubstr("v/retort.lock:3: ")) << line;
  }
  EXPECT_THAT(ErrorOf(kHeader + "<<<<<<< HEAD\n" + good), HasSubstr("v/retort.lock:2: a merge conflict"));
  const std::string other = absl::StrReplaceAll(good, {{"aaa", "bbb"}});
  EXPECT_THAT(ErrorOf(kHeader + "a " + good.substr(2) + "a " + other.substr(2)), HasSubstr("v/retort.lock:3: \"a\""));
}

// As when both branches of a merge have added the same line.
TEST(Lock, OneEntryMayStandTwice) {
  const std::string line = absl::StrCat("a ", kDigest, " ", kDigest, "\n");
  EXPECT_TRUE(ReadLock("retort.lock", absl::StrCat(kHeader, line, "\n# note\n", line)).ok());
}

TEST(Lock, FormattingIsNoOtherMeaning) {
  const LockEntry entry = EntryOf(kText);
  for (const std::string& text :
       {Changed("\"tag\"", "'tag'"), Changed("def upgrade():", "def upgrade() -> None:"), Changed("tags", "the tags"),
        Changed("import sqlalchemy as sa\nfrom alembic import op\n",
                "from alembic import op\nimport os\nimport sqlalchemy as sa\n"),
        Changed("\n", "\r\n"), Changed("    op.drop", "    # gone\n    op.drop")}) {
    EXPECT_EQ(EntryOf(text).meaning, entry.meaning) << text;
    EXPECT_TRUE(Agrees(entry, EntryOf(text)));
  }
}

TEST(Lock, EveryChangeOfWhatHappensIsAnotherMeaning) {
  const LockEntry entry = EntryOf(kText);
  for (const std::string& text :
       {Changed("sa.Integer", "sa.BigInteger"), Changed("\"3f1c\"", "\"c40d\""),
        Changed("\"name\": \"a\"", "\"name\": \"b\""), Changed("op.drop_table(\"tag\")", "pass"),
        Changed("op.bulk_insert(TAG, ROWS)", "op.bulk_insert(TAG, [])")}) {
    EXPECT_NE(EntryOf(text).meaning, entry.meaning) << text;
    EXPECT_FALSE(Agrees(entry, EntryOf(text)));
  }
}

// Whatever another version of Retort makes of its meaning.
TEST(Lock, AnUntouchedFileAgrees) {
  LockEntry old = EntryOf(kText);
  old.meaning = kDigest;
  EXPECT_TRUE(Agrees(old, EntryOf(kText)));
  EXPECT_TRUE(Agrees(old, EntryOf(Changed("\n", "\r\n"))));
  EXPECT_FALSE(Agrees(old, EntryOf(Changed("tags", "the tags"))));
}

}  // namespace
}  // namespace retort
