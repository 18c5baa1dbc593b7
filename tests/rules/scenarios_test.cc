// Every heading of testdata/scenarios is a test; tests/support/scenario.h says how it reads.

#include <gtest/gtest.h>

#include <cctype>
#include <ostream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "linter/engine/pass.h"
#include "linter/source/files.h"
#include "tests/support/scenario.h"

namespace retort {

void PrintTo(const Scenario& scenario, std::ostream* out) {
  *out << scenario.document << ":" << scenario.line << " " << scenario.title;
}

namespace {

constexpr absl::string_view kFolder = "testdata/scenarios";

class Scenarios : public testing::TestWithParam<Scenario> {};

// "enum_duplicate_create_type__42_two_columns"
std::string NameOf(const testing::TestParamInfo<Scenario>& info) {
  const absl::string_view document = absl::StripSuffix(info.param.document, ".md");
  std::string name = absl::StrCat(absl::StripPrefix(document, absl::StrCat(kFolder, "/")), "__", info.param.line, "_",
                                  info.param.title);
  for (char& c : name) {
    if (!isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

TEST_P(Scenarios, SayExactlyWhatIsExpected) {
  const Scenario& scenario = GetParam();
  ASSERT_EQ(scenario.problem, "");
  const absl::StatusOr<Report> report = Check(MemoryFiles(scenario.project.texts), scenario.options);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(Differences(scenario, *report), "");
  EXPECT_EQ(FixDifferences(scenario, *report), "");
}

INSTANTIATE_TEST_SUITE_P(All, Scenarios, testing::ValuesIn(ReadScenarioFolder(std::string(kFolder))), NameOf);

}  // namespace
}  // namespace retort
