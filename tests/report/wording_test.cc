#include "linter/report/wording.h"

#include "gtest/gtest.h"

namespace retort {
namespace {

TEST(OneLine, EscapesWhatWouldLeaveTheLineOrDriveATerminal) {
  EXPECT_EQ(OneLine("a\nb\tc\r\x1b[31m\x7f\xC2\x9B\xE2\x80\xAE\xFF é表"),
            "a\\nb\\tc\\x0d\\x1b[31m\\x7f\\x9b\\u202e\xEF\xBF\xBD é表");
}

TEST(Wrapped, BreaksBetweenWords) {
  const std::string word(40, 'w'), wide = "表表表表表表表表表表表表表表表表表表表表";
  EXPECT_EQ(Wrapped(word + " " + word + " " + word, 4), word + " " + word + "\n    " + word);
  EXPECT_EQ(Wrapped(wide + " " + wide + " " + wide, 4), wide + " " + wide + " " + wide);
  EXPECT_EQ(Wrapped("a\nb", 2), "a\n  b");
  EXPECT_EQ(Wrapped(std::string(300, 'x'), 2), std::string(300, 'x'));
  EXPECT_EQ(Wrapped("", 2), "");
}

TEST(MessageOf, SaysInWhichModel) {
  Finding finding;
  finding.message = "it exists";
  EXPECT_EQ(MessageOf(finding), "it exists");
  finding.when = "on a new database";
  EXPECT_EQ(MessageOf(finding), "it exists (on a new database)");
}

TEST(HelpOf, IsTheRulesOwnUnlessTheFindingHasSome) {
  Finding finding;
  finding.rule = "revision-id-too-long";
  EXPECT_EQ(HelpOf(finding), "Use at most 32 characters.");
  finding.help = "shorten it";
  EXPECT_EQ(HelpOf(finding), "shorten it");
  finding.rule = "no-such-rule";
  finding.help = "";
  EXPECT_EQ(HelpOf(finding), "");
}

}  // namespace
}  // namespace retort
