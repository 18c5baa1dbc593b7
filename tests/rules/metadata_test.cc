// What a rule says of itself is complete, and agrees with where its file stands.

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/source/files.h"
#include "re2/re2.h"
#include "rules/rule.h"

namespace retort {
namespace {

class Metadata : public testing::TestWithParam<const Rule*> {};

std::string PathOf(const Rule& rule) {
  return absl::StrCat("rules/", CategoryName(rule.category), "/", absl::StrReplaceAll(rule.id, {{"-", "_"}}), ".cc");
}

TEST_P(Metadata, IdReadsAsAName) {
  const absl::string_view id = GetParam()->id;
  EXPECT_TRUE(RE2::FullMatch({id.data(), id.size()}, "[a-z]+(-[a-z0-9]+)*")) << id;
}

TEST_P(Metadata, FileIsNamedAfterTheIdInTheFolderOfItsCategory) {
  EXPECT_EQ(DiskFiles().KindOf(PathOf(*GetParam())), FileKind::kFile) << PathOf(*GetParam());
}

TEST_P(Metadata, SummaryIsOneSentence) {
  const absl::string_view summary = GetParam()->summary;
  EXPECT_TRUE(absl::EndsWith(summary, ".")) << summary;
  EXPECT_FALSE(absl::StrContains(summary, ". ")) << summary;
  EXPECT_FALSE(absl::StrContains(summary, "\n")) << summary;
}

TEST_P(Metadata, NothingIsLeftOut) {
  const Rule& rule = *GetParam();
  EXPECT_NE(rule.why, "");
  EXPECT_NE(rule.instead, "");
  EXPECT_NE(rule.bad, "");
  EXPECT_NE(rule.good, "");
  EXPECT_NE(rule.bad, rule.good);
  EXPECT_GE(rule.checks[0].subject, 0) << "no check";
}

INSTANTIATE_TEST_SUITE_P(Of, Metadata, testing::ValuesIn(AllRules().begin(), AllRules().end()),
                         [](const testing::TestParamInfo<const Rule*>& info) {
                           return absl::StrReplaceAll(info.param->id, {{"-", "_"}});
                         });

TEST(MetadataOfAll, EveryIdIsThereOnceAndFound) {
  std::set<absl::string_view> ids;
  for (const Rule* rule : AllRules()) {
    EXPECT_TRUE(ids.insert(rule->id).second) << rule->id;
    EXPECT_EQ(FindRule(rule->id), rule);
  }
  EXPECT_EQ(FindRule("no-such-rule"), nullptr);
}

}  // namespace
}  // namespace retort
