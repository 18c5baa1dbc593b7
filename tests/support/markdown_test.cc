#include "tests/support/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace retort {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ReadMarkdown, FindsTheFencesBelowEachHeading) {
  const std::vector<Section> sections = ReadMarkdown(R"(# Title
```py file=not_a_scenario.py
```
## First
Prose.
```py file=a.py pending
one
two
```
```sql file=b.sql
```
## Second
)");
  ASSERT_EQ(sections.size(), 2u);
  EXPECT_EQ(sections[0].title, "First");
  EXPECT_EQ(sections[0].line, 4u);
  ASSERT_EQ(sections[0].fences.size(), 2u);
  EXPECT_EQ(sections[0].fences[0].language, "py");
  EXPECT_THAT(sections[0].fences[0].words, ElementsAre("file=a.py", "pending"));
  EXPECT_EQ(sections[0].fences[0].text, "one\ntwo\n");
  EXPECT_EQ(sections[0].fences[0].line, 7u);
  EXPECT_EQ(sections[0].fences[1].text, "");
  EXPECT_THAT(sections[1].fences, IsEmpty());
}

TEST(ReadMarkdown, TakesOptionsOutOfTheHeading) {
  const std::vector<Section> sections = ReadMarkdown("## Old server <!-- options: postgres=11 all -->\n");
  ASSERT_EQ(sections.size(), 1u);
  EXPECT_EQ(sections[0].title, "Old server");
  EXPECT_THAT(sections[0].options, ElementsAre("postgres=11", "all"));
}

TEST(ReadMarkdown, HeadingsAndShorterFencesInsideAFenceAreText) {
  const std::vector<Section> sections = ReadMarkdown("## A\n````md file=x.md\n## B\n```\n````\n");
  ASSERT_EQ(sections.size(), 1u);
  ASSERT_EQ(sections[0].fences.size(), 1u);
  EXPECT_EQ(sections[0].fences[0].text, "## B\n```\n");
}

}  // namespace
}  // namespace retort
