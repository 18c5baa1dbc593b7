#include "linter/report/line_hash.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace retort {
namespace {

using testing::ElementsAre;

std::vector<std::string> HashesOf(absl::string_view text) {
  const LineHashes hashes(text);
  std::vector<std::string> all;
  for (uint32_t line = 1; line <= hashes.size(); ++line) all.push_back(hashes.Of(line));
  return all;
}

// The expected values are those of github/codeql-action's own tests.
TEST(LineHashes, EmptyFileHasOneLine) { EXPECT_THAT(HashesOf(""), ElementsAre("c129715d7a2bc9a3:1")); }

TEST(LineHashes, SkipsBlanks) {
  EXPECT_THAT(HashesOf(" a\nb\n  \t\tc\n d"),
              ElementsAre("271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"));
  EXPECT_THAT(HashesOf(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"),
              ElementsAre("8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1",
                          "b86d3392aea1be30:1", "e6ceba753e1a442:1"));
}

TEST(LineHashes, IsTheSameForEveryKindOfLineBreak) {
  for (const absl::string_view text :
       {" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
        " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
        " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"}) {
    EXPECT_THAT(HashesOf(text),
                ElementsAre("e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
                            "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"));
  }
}

TEST(LineHashes, CountsEqualLines) {
  std::string text;
  for (int i = 0; i < 10; ++i) text += "Lorem ipsum dolor sit amet.\n";
  EXPECT_THAT(HashesOf(text),
              ElementsAre("a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4",
                          "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
                          "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"));
}

// Expected: what Node.js reads from such a file, through the same algorithm.
TEST(LineHashes, ReadsTextAsNodeDoes) {
  EXPECT_EQ(LineHashes("\xEF\xBB\xBFx = 1\n").Of(1), "973f80c4b80f40b6:1");
  EXPECT_EQ(LineHashes("s = '😀表é'; x\n").Of(1), "5bb338cf0c5ff230:1");
  EXPECT_EQ(LineHashes("x\xFF\xFE y\n").Of(1), "14e2a725ea27e970:1");
}

TEST(LineHashes, HasNothingForLinesThatAreNotThere) {
  EXPECT_EQ(LineHashes("a\n").Of(0), "");
  EXPECT_EQ(LineHashes("a\n").Of(3), "");
}

}  // namespace
}  // namespace retort
