#include "linter/report/frame.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/report/sample.h"

namespace retort {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string FrameOf(std::string text, absl::string_view needle, absl::string_view secret = "") {
  Sample sample;
  const FileId file = sample.Add("/repo/a.py", std::move(text));
  std::vector<Span> concealed;
  if (!secret.empty()) concealed.push_back(sample.At(file, secret));
  return Frame(sample.report.sources[file], sample.At(file, needle), concealed, {Paint(false), Ink::kRed, '^', 2});
}

TEST(Frame, MarksTheSpan) {
  EXPECT_EQ(FrameOf("a\n  drop(t)\n", "(t)"),
            "   |\n"
            " 2 |   drop(t)\n"
            "   |       ^^^\n");
}

TEST(Frame, MarksUnderTabsAndWideCharacters) {
  EXPECT_EQ(FrameOf("\tx = '表' + y\n", "y"),
            "   |\n"
            " 1 |     x = '表' + y\n"
            "   |                ^\n");
  EXPECT_EQ(FrameOf("x = 'e\xCC\x81' + y\n", "y"),
            "   |\n"
            " 1 | x = 'e\xCC\x81' + y\n"
            "   |           ^\n");
}

TEST(Frame, ShowsControlCharactersInsteadOfSendingThem) {
  const std::string frame = FrameOf("x = '\x1b[31m\xC2\x9B' + y \xE2\x80\xAE\n", "y");
  EXPECT_EQ(frame,
            "   |\n"
            " 1 | x = '\\x1b[31m\\x9b' + y \\u202e\n"
            "   |                      ^\n");
}

TEST(Frame, ShowsBytesThatAreNotUtf8) {
  EXPECT_EQ(FrameOf("x\xFF\xFE = y\n", "y"),
            "   |\n"
            " 1 | x\xEF\xBF\xBD\xEF\xBF\xBD = y\n"
            "   |       ^\n");
}

TEST(Frame, MarksEachLineWithoutItsBlanks) {
  EXPECT_EQ(FrameOf("f(\n    a,\n)\n", "f(\n    a,\n)"),
            "   |\n"
            " 1 | f(\n"
            "   | ^^\n"
            " 2 |     a,\n"
            "   |     ^^\n"
            " 3 | )\n"
            "   | ^\n");
}

TEST(Frame, ShowsOnlyTheEndsOfALongSpan) {
  const std::string text = "f(\n a,\n b,\n c,\n d\n)";
  EXPECT_EQ(FrameOf(text + "\n", text),
            "   |\n"
            " 1 | f(\n"
            "   | ^^\n"
            " 2 |  a,\n"
            "   |  ^^\n"
            "...\n"
            " 6 | )\n"
            "   | ^\n");
}

TEST(Frame, ASpanThatEndsWithALineBreakEndsOnThatLine) {
  EXPECT_EQ(FrameOf("a\nb\n", "a\n"), "   |\n 1 | a\n   | ^\n");
}

TEST(Frame, PutsACaretAtAnEmptySpan) {
  Sample sample;
  const FileId file = sample.Add("/repo/a.py", "ab\ncd");
  const FrameStyle style = {Paint(false), Ink::kRed, '^', 1};
  EXPECT_EQ(Frame(sample.report.sources[file], {file, 1, 1}, {}, style), "  |\n1 | ab\n  |  ^\n");
  EXPECT_EQ(Frame(sample.report.sources[file], {file, 5, 5}, {}, style), "  |\n2 | cd\n  |   ^\n");
  EXPECT_EQ(Frame(sample.report.sources[file], {file, 90, 99}, {}, style), "  |\n2 | cd\n  |   ^\n");
}

TEST(Frame, IsNothingForAFileWithoutText) { EXPECT_EQ(FrameOf("", ""), ""); }

TEST(Frame, HidesTheByteOrderMark) { EXPECT_EQ(FrameOf("\xEF\xBB\xBFx = y\n", "y"), "   |\n 1 | x = y\n   |     ^\n"); }

TEST(Frame, ShowsAWindowOfALongLine) {
  const std::string frame = FrameOf(std::string(100000, 'a') + "bug" + std::string(100000, 'z'), "bug");
  EXPECT_LT(frame.size(), 600u);
  EXPECT_THAT(frame, HasSubstr("1 | ...aaa"));
  EXPECT_THAT(frame, HasSubstr("zzz...\n"));
  const size_t line = frame.find("1 |"), marks = frame.rfind("  |") - 1;
  EXPECT_EQ(frame.find("bug") - line, frame.find("^^^") - marks - 1);
}

TEST(Frame, ConcealsSecrets) {
  const std::string frame = FrameOf("url = 'db://me:hunter2@db'\nz\n", "url", "hunter2");
  EXPECT_EQ(frame,
            "   |\n"
            " 1 | url = 'db://me:***@db'\n"
            "   | ^^^\n");
}

TEST(Frame, ConcealsSecretsOfSeveralLinesAndUnderTheMark) {
  const std::string frame = FrameOf("key = '''hun\nter2'''\n", "'''hun\nter2'''", "hun\nter2");
  EXPECT_EQ(frame,
            "   |\n"
            " 1 | key = '''***\n"
            "   |       ^^^^^^\n"
            " 2 | ***'''\n"
            "   | ^^^^^^\n");
}

TEST(Frame, ConcealsSecretsAtTheEdgeOfALongLine) {
  const std::string secret(300, 's');
  for (const int before : {0, 50, 100, 300}) {
    const std::string frame = FrameOf(std::string(before, 'a') + secret + "end" + std::string(300, 'b'), "end", secret);
    EXPECT_THAT(frame, Not(HasSubstr("ss"))) << before;
    EXPECT_THAT(frame, HasSubstr("***end")) << before;
  }
}

}  // namespace
}  // namespace retort
