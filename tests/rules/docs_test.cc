// docs/rules says what the rules say.

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "linter/source/files.h"
#include "tests/rules/rule_pages.h"

namespace retort {
namespace {

constexpr absl::string_view kMend = "; tools/docs writes the pages anew";

TEST(Docs, EveryRuleHasItsPage) {
  for (const auto& [name, text] : RulePages()) {
    const absl::StatusOr<std::string> page = DiskFiles().Read(absl::StrCat("docs/rules/", name));
    EXPECT_EQ(page.value_or(""), text) << name << kMend;
  }
}

TEST(Docs, NoPageIsWithoutARule) {
  const std::map<std::string, std::string> pages = RulePages();
  const absl::StatusOr<std::vector<DirectoryEntry>> entries = DiskFiles().List("docs/rules");
  ASSERT_TRUE(entries.ok()) << entries.status();
  for (const DirectoryEntry& entry : *entries) EXPECT_EQ(pages.count(entry.name), 1u) << entry.name << kMend;
}

}  // namespace
}  // namespace retort
