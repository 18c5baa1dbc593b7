#include "linter/base/text.h"

#include <gtest/gtest.h>

#include "linter/base/hash.h"
#include "linter/base/known.h"

namespace retort {
namespace {

TEST(TextTest, FindsTheNearestWord) {
  const std::vector<std::string> rules = {"missing-downgrade", "missing-parent", "multiple-heads"};
  EXPECT_EQ(Nearest("mising-downgrade", rules), "missing-downgrade");
  EXPECT_EQ(Nearest("multiple-head", rules), "multiple-heads");
  EXPECT_EQ(Nearest("something-else-entirely", rules), "");
  EXPECT_EQ(Nearest("x", {}), "");
  EXPECT_EQ(DidYouMean("multiple-head", rules), " (did you mean \"multiple-heads\"?)");
  EXPECT_EQ(DidYouMean("zzzzzzzz", rules), "");
}

TEST(TextTest, KnowsUtf8) {
  EXPECT_TRUE(IsUtf8("aé€😀"));
  EXPECT_TRUE(IsUtf8(""));
  for (const char* text : {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\x80"}) {
    EXPECT_FALSE(IsUtf8(text)) << text;
  }
  EXPECT_EQ(Utf8Length('a'), 1);
  EXPECT_EQ(Utf8Length('\xc3'), 2);
  EXPECT_EQ(Utf8Length('\xe2'), 3);
  EXPECT_EQ(Utf8Length('\xf0'), 4);
  EXPECT_EQ(Utf8Length('\x80'), 1);
  EXPECT_EQ(Utf8Length('\xff'), 1);
}

TEST(TextTest, PrintsNothingThatDrivesATerminal) {
  EXPECT_EQ(Printable("a\x1b[31m\tb\n"), "a\\x1b[31m\tb\n");
  EXPECT_EQ(Printable("\x7f"), "\\x7f");
  EXPECT_EQ(Printable("\xff"
                      "é"),
            "\xEF\xBF\xBDé");
  EXPECT_TRUE(IsUtf8(Printable("\xf0\x9f\x98")));
}

TEST(TextTest, Counts) {
  EXPECT_EQ(Count(0, "revision"), "0 revisions");
  EXPECT_EQ(Count(1, "revision"), "1 revision");
  EXPECT_EQ(Count(2, "revision"), "2 revisions");
}

TEST(HashTest, IsFnv1a) {
  EXPECT_EQ(StableDigest(""), "cbf29ce484222325");
  EXPECT_EQ(StableDigest("foobar"), "85944171f73967e8");
}

TEST(KnownTest, TheUnknownEqualsNothing) {
  const Known<bool> yes = true, unknown = kUnknown;
  EXPECT_TRUE(yes.Is(true));
  EXPECT_FALSE(yes.Is(false));
  EXPECT_FALSE(unknown.Is(true));
  EXPECT_FALSE(unknown.Is(false));
  EXPECT_FALSE(unknown.known());
}

}  // namespace
}  // namespace retort
