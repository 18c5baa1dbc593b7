#include "linter/ignore/ignore_reader.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "linter/base/pool.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "names: what is covered" for each comment, line breaks as "|".
std::vector<std::string> Read(absl::string_view path, const std::string& text) {
  std::vector<std::string> lines;
  for (const WrittenIgnore& ignore : ReadIgnores(0, path, text)) {
    std::string& line = lines.emplace_back();
    for (const WrittenIgnore::Name& name : ignore.names) absl::StrAppend(&line, line.empty() ? "" : ",", name.id);
    line += ignore.whole_file ? " in the file" : "";
    for (const Span& span : ignore.covers) absl::StrAppend(&line, ": ", text.substr(span.begin, span.end - span.begin));
    std::replace(line.begin(), line.end(), '\n', '|');
  }
  return lines;
}

std::string Removed(absl::string_view path, std::string text) {
  const std::vector<WrittenIgnore> ignores = ReadIgnores(0, path, text);
  const Span span = ignores.at(0).removal;
  return text.erase(span.begin, span.end - span.begin);
}

TEST(IgnoreReader, NamesAndReason) {
  const std::vector<WrittenIgnore> ignores = ReadIgnores(0, "a.py", "f()  #retort:ignore[ a ,b,,]:  because of c \n");
  ASSERT_EQ(ignores.size(), 1u);
  EXPECT_EQ(ignores[0].reason, "because of c");
  ASSERT_EQ(ignores[0].names.size(), 2u);
  EXPECT_EQ(ignores[0].names[0].id, "a");
  EXPECT_EQ(ignores[0].names[0].at, (Span{0, 21, 22}));
  EXPECT_EQ(ignores[0].names[1].id, "b");
  EXPECT_TRUE(ignores[0].is_known);
}

TEST(IgnoreReader, PythonStatements) {
  EXPECT_THAT(Read("a.py", "x = (1,  # retort: ignore[a] r\n  2)\ny\n"),
              ElementsAre("a: x = (1,  # retort: ignore[a] r|  2)"));
  EXPECT_THAT(Read("a.py", "x = (1,\n  # retort: ignore[a] r\n  2,\n  3)\n"), ElementsAre("a:   2,"));
  EXPECT_THAT(Read("a.py", "# retort: ignore[a] r\n@d\n@e\ndef f(\n  x): pass\ny\n"),
              ElementsAre("a: @d|@e|def f(|  x): "));
  EXPECT_THAT(Read("a.py", "if a:\n  b\n# retort: ignore[a] r\nelse:\n  c\n"),
              ElementsAre(testing::StartsWith("a: else:")));
  EXPECT_THAT(Read("a.py", "a\n# retort: ignore[a] nothing follows\n\n"), ElementsAre("a"));
  EXPECT_THAT(Read("a.py", "\"\"\"\n# retort: ignore[a] r\n\"\"\"\n"), IsEmpty());
  EXPECT_THAT(Read("a.py", "a # retort: ignore[a] r\r\nb\r\n"), ElementsAre("a: a # retort: ignore[a] r"));
}

TEST(IgnoreReader, SqlFiles) {
  EXPECT_THAT(Read("a.sql", "-- retort: ignore[a] r\nCREATE TABLE t (\n  a int\n);\nx;"),
              ElementsAre("a: CREATE TABLE t (|  a int|)"));
  EXPECT_THAT(Read("a.sql", "DROP\n  TABLE t; /* retort: ignore[a] r */ -- b\nx;"),
              ElementsAre("a: DROP|  TABLE t; /* retort: ignore[a] r */ -- b"));
  EXPECT_THAT(Read("a.sql", "SELECT '-- retort: ignore[a] r', $$ -- retort: ignore[b] $$"), IsEmpty());
}

TEST(IgnoreReader, Toml) {
  EXPECT_THAT(Read("a.toml", "a = 'x' # retort: ignore[a] r\n"), ElementsAre("a: a = 'x' # retort: ignore[a] r"));
  EXPECT_THAT(Read("a.toml", "a = '# retort: ignore[a]'\nb = \"\\\"# retort: ignore[b]\"\n"), IsEmpty());
  EXPECT_THAT(Read("a.toml", "a = '''\n# retort: ignore[a]\n''' # retort: ignore[b] r\n"),
              ElementsAre(testing::StartsWith("b: ")));
  EXPECT_THAT(Read("a.toml", "# retort: ignore[a] r\na = \"\"\"\nx\n\"\"\"\n"), ElementsAre("a: a = \"\"\"|x|\"\"\""));
  EXPECT_THAT(Read("a.toml", "a = 'broken # retort: ignore[a]\nb = 1 # retort: ignore[b] r\n"),
              ElementsAre(testing::StartsWith("b: ")));
}

TEST(IgnoreReader, Yaml) {
  EXPECT_THAT(Read("a.yml", "a: it's # retort: ignore[a] r\n"), ElementsAre("a: a: it's # retort: ignore[a] r"));
  EXPECT_THAT(Read("a.yml", "a: x#retort: ignore[a] r\nb: \"# retort: ignore[b]\"\n"), IsEmpty());
  EXPECT_THAT(
      Read("a.yml", "# retort: ignore[a] r\na: |\n  # retort: ignore[b] text\n  x\nb: 1 # retort: ignore[c] r\n"),
      ElementsAre("a: a: ||  # retort: ignore[b] text|  x", "c: b: 1 # retort: ignore[c] r"));
}

TEST(IgnoreReader, IniAndDotenvHaveNoCommentsAtTheEndOfALine) {
  EXPECT_THAT(Read("a.ini", "[a]\n; retort: ignore[a] r\nx = 1\n  2\ny = 3 # retort: ignore[b] r\n"),
              ElementsAre("a: x = 1|  2"));
  EXPECT_THAT(Read(".env", "# retort: ignore[a] r\nX=1\nY=2 # retort: ignore[b] r\n"), ElementsAre("a: X=1"));
}

TEST(IgnoreReader, WhatGoesWithAComment) {
  EXPECT_EQ(Removed("a.py", "a\n  # retort: ignore[a] r\nb\n"), "a\nb\n");
  EXPECT_EQ(Removed("a.py", "a\r\n  # retort: ignore[a] r\r\nb\r\n"), "a\r\nb\r\n");
  EXPECT_EQ(Removed("a.py", "a  # retort: ignore[a] r\nb\n"), "a\nb\n");
  EXPECT_EQ(Removed("a.py", "a  # noqa  # retort: ignore[a] r\nb\n"), "a  # noqa\nb\n");
  EXPECT_EQ(Removed("a.sql", "a /* retort: ignore[a] r */;\n"), "a;\n");
}

TEST(IgnoreReader, AnyBytesWillDo) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  const std::string text =
      all + "# retort: ignore[" + all + "\n-- retort: ignore[]\n" + std::string(5000, '(') + "'''\"";
  for (const absl::string_view path : {"a.py", "a.sql", "a.toml", "a.yml", "a.ini", ".env", "Dockerfile"}) {
    Pool(1).Run(1, [&](size_t) {
      for (size_t cut = 0; cut < 600; cut += 37) ReadIgnores(0, path, text.substr(cut));
    });
  }
}

}  // namespace
}  // namespace retort
