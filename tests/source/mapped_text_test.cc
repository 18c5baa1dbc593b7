#include "linter/source/mapped_text.h"

#include <gtest/gtest.h>

namespace retort {
namespace {

// "ab" "c\n" {x} "de": a concatenation with an escape and a hole.
MappedText Example() {
  MappedText text;
  text.Append("ab", {1, 10, 12});
  text.Append("c", {1, 15, 16});
  text.Append("\n", {1, 16, 18});
  text.AppendHole({1, 20, 23});
  text.Append("de", {1, 25, 27});
  return text;
}

TEST(MappedTextTest, KnowsWhereEachByteComesFrom) {
  const MappedText text = Example();
  EXPECT_EQ(text.text(),
            "abc\n\xEF\xBF\xBC"
            "de");
  EXPECT_EQ(text.At(1, 2), (Span{1, 11, 12}));
  EXPECT_EQ(text.At(1, 3), (Span{1, 11, 16}));
  EXPECT_EQ(text.At(3, 4), (Span{1, 16, 18}));
  EXPECT_EQ(text.At(8, 9), (Span{1, 26, 27}));
  EXPECT_EQ(text.At(0, text.text().size()), (Span{1, 10, 27}));
}

TEST(MappedTextTest, AHoleIsMappedByteByByteOrAsAWhole) {
  MappedText text;
  text.AppendHole({1, 20, 40});
  EXPECT_EQ(text.At(0, 1), (Span{1, 20, 40}));
  EXPECT_TRUE(text.has_holes());
  EXPECT_FALSE(MappedText().has_holes());
}

TEST(MappedTextTest, ClipsWhatIsAsked) {
  const MappedText text = Example();
  EXPECT_EQ(text.At(100, 200).end, 27u);
  EXPECT_EQ(text.At(2, 1), text.At(1, 1));
  EXPECT_EQ(MappedText().At(0, 5), Span());
}

TEST(MappedTextTest, AnEmptyTextKeepsItsPlace) {
  MappedText text;
  text.Append("", {3, 7, 7});
  EXPECT_EQ(text.At(0, 0), (Span{3, 7, 7}));
}

TEST(MappedTextTest, CutsAPart) {
  const MappedText text = Example();
  const MappedText part = text.Sub(1, 4);
  EXPECT_EQ(part.text(), "bc\n");
  EXPECT_FALSE(part.has_holes());
  EXPECT_EQ(part.At(0, 1), (Span{1, 11, 12}));
  EXPECT_EQ(part.At(2, 3), (Span{1, 16, 18}));
  EXPECT_TRUE(text.Sub(3, 8).has_holes());
  EXPECT_EQ(text.Sub(2, 2).At(0, 0).begin, 15u);
  EXPECT_EQ(text.Sub(0, 999).text(), text.text());
}

TEST(MappedTextTest, AppendsAnother) {
  MappedText text;
  text.Append("x", {2, 1, 2});
  text.Append(Example());
  EXPECT_TRUE(text.has_holes());
  EXPECT_EQ(text.At(1, 2), (Span{1, 10, 11}));
  EXPECT_EQ(text.At(0, 3), (Span{2, 1, 2})) << "pieces of two files: the first must do";
}

}  // namespace
}  // namespace retort
