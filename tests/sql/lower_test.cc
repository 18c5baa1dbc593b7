// Statement by statement, from testdata/lowering/sql: what is understood, and what is opaque on purpose.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "tests/sql/read_text.h"
#include "tests/support/markdown.h"
#include "tests/support/operation_text.h"

namespace retort {
namespace {

constexpr char kFolder[] = "testdata/lowering/sql";

struct Case {
  std::string name;
  Section section;
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    std::ifstream file(entry.path());
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    for (Section& section : ReadMarkdown(text)) {
      std::string name = absl::StrCat(entry.path().stem().string(), "_", section.title);
      for (char& c : name) c = isalnum(static_cast<unsigned char>(c)) ? c : '_';
      cases.push_back({std::move(name), std::move(section)});
    }
  }
  return cases;
}

void PrintTo(const Case& document, std::ostream* out) { *out << document.name; }

class LowerTest : public testing::TestWithParam<Case> {};

TEST_P(LowerTest, GivesTheOperations) {
  const Section& section = GetParam().section;
  ASSERT_EQ(section.fences.size(), 2u);
  const SqlOptions as_it_is = {.binds = false};
  EXPECT_EQ(OperationsOf(section.fences[0].text, as_it_is) + "\n", section.fences[1].text);
  EXPECT_FALSE(ReadText(section.fences[0].text, as_it_is).error.has_value());
}

// No gap in the reading is opaque on purpose, and nothing on purpose is without its reason.
TEST_P(LowerTest, OpaqueOperationsHaveReasons) {
  for (const Statement& statement : ReadText(GetParam().section.fences[0].text, {.binds = false}).statements) {
    for (const Operation& operation : statement.operations) {
      const auto* opaque = std::get_if<Opaque>(&operation.action);
      if (opaque == nullptr) continue;
      EXPECT_FALSE(opaque->reason.empty()) << statement.sql;
      EXPECT_EQ(opaque->on_purpose, opaque->reach != Reach::kAnything) << statement.sql;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Documents, LowerTest, testing::ValuesIn(Cases()),
                         [](const testing::TestParamInfo<Case>& info) { return info.param.name; });

TEST(Lower, SaysWhatAConditionalStatementWaitsFor) {
  const SqlReading reading = ReadText("ALTER TABLE IF EXISTS s.t DROP a; ALTER VIEW IF EXISTS v RENAME TO w");
  EXPECT_EQ(reading.statements[0].operations[0].condition, "if s.t exists");
  EXPECT_EQ(reading.statements[1].operations[0].condition, "if v exists");
}

TEST(Lower, GrammarIsOfThisVersion) { EXPECT_GE(GrammarVersion(), 15); }

}  // namespace
}  // namespace retort
