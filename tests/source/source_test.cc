#include "linter/source/source.h"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(SourceTest, LocatesInEveryUnit) {
  const Source source("/a.py", "x\né😀y\n");
  EXPECT_EQ(source.Locate(0, ColumnUnit::kBytes), (Position{1, 1}));
  const uint32_t y = 8;  // after a 2-byte and a 4-byte character
  EXPECT_EQ(source.Locate(y, ColumnUnit::kBytes), (Position{2, 7}));
  EXPECT_EQ(source.Locate(y, ColumnUnit::kCodePoints), (Position{2, 3}));
  EXPECT_EQ(source.Locate(y, ColumnUnit::kUtf16), (Position{2, 4}));
  EXPECT_EQ(source.Locate(1000, ColumnUnit::kCodePoints), (Position{3, 1}));
}

TEST(SourceTest, KnowsEveryLineEnd) {
  const Source source("/a.py", "a\r\nb\rc\n\nd");
  EXPECT_EQ(source.LineCount(), 5u);
  EXPECT_EQ(source.Line(1), "a");
  EXPECT_EQ(source.Line(2), "b");
  EXPECT_EQ(source.Line(3), "c");
  EXPECT_EQ(source.Line(4), "");
  EXPECT_EQ(source.Line(5), "d");
  EXPECT_EQ(source.Line(0), "");
  EXPECT_EQ(source.Line(6), "");
  EXPECT_EQ(source.LineBegin(3), 5u);
}

TEST(SourceTest, SurvivesTextThatIsNotUtf8) {
  const Source source("/a.py", "\xff\xf0\x80z");
  EXPECT_EQ(source.Locate(1, ColumnUnit::kUtf16), (Position{1, 2}));
  EXPECT_LE(source.Locate(4, ColumnUnit::kUtf16).column, 5u);
}

TEST(SourceTest, ClipsSpans) {
  const Source source("/a.py", "abc");
  EXPECT_EQ(source.Text({0, 1, 2}), "b");
  EXPECT_EQ(source.Text({0, 1, 99}), "bc");
  EXPECT_EQ(source.Text({0, 50, 99}), "");
  EXPECT_EQ(source.Text({0, 2, 1}), "");
}

TEST(SourceTest, AnEmptyFileHasOneLine) {
  const Source source("/a.py", "");
  EXPECT_EQ(source.LineCount(), 1u);
  EXPECT_EQ(source.Locate(0, ColumnUnit::kUtf16), (Position{1, 1}));
}

TEST(SourcesTest, GivesOneIdAPath) {
  Sources sources;
  const FileId a = sources.Add("/a"), b = sources.Add("/b");
  EXPECT_EQ(sources.Add("/a"), a);
  EXPECT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[b].text(), "");
  sources.Load(b, "text");
  EXPECT_EQ(sources[b].text(), "text");
  EXPECT_EQ(sources[b].path(), "/b");
  EXPECT_EQ(sources[99].text(), "");
}

}  // namespace
}  // namespace retort
