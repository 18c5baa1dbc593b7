// Directives to operations, from testdata/lowering/alembic.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "linter/alembic/script.h"
#include "linter/sql/render.h"
#include "re2/re2.h"
#include "tests/support/markdown.h"
#include "tests/support/operation_text.h"

namespace retort {
namespace {

constexpr char kFolder[] = "testdata/lowering/alembic";
constexpr char kHeader[] = R"(import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "a"
down_revision = None


def upgrade():
)";

struct Case {
  std::string document;
  Section section;
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    std::ifstream file(entry.path());
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    for (Section& section : ReadMarkdown(text)) cases.push_back({entry.path().stem(), std::move(section)});
  }
  return cases;
}

// On one line, with the words of OperationText for what SQL does not say.
std::string Shown(const Operation& operation, const Statement& statement) {
  const bool is_type = std::holds_alternative<CreateEnum>(operation.action);
  std::string sql = is_type ? "" : Render(operation.action);
  if (!sql.empty() && !statement.sql.empty() && statement.operations.size() == 1) sql = ShowHoles(statement.sql);
  if (sql.empty()) return OperationText(operation);
  RE2::GlobalReplace(&sql, "\\s+", " ");
  return absl::StrCat(operation.certainty == Certainty::kConditional ? "? " : "", sql);
}

std::string Operations(const std::string& body) {
  std::string text = kHeader;
  for (const absl::string_view line : absl::StrSplit(body, '\n')) absl::StrAppend(&text, "    ", line, "\n");
  std::string out;
  bool first = true;
  const Revision revision = ReadRevision(0, "/a.py", text, Environment{});
  for (const Transaction& transaction : revision.upgrade.transactions) {
    if (!first || !transaction.atomic) absl::StrAppend(&out, "---", transaction.atomic ? "" : " not atomic", "\n");
    first = false;
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) absl::StrAppend(&out, Shown(operation, statement), "\n");
    }
  }
  return out;
}

class LoweringTest : public testing::TestWithParam<Case> {};

TEST_P(LoweringTest, GivesTheOperations) {
  const Section& section = GetParam().section;
  ASSERT_EQ(section.fences.size(), 2u) << section.title;
  EXPECT_EQ(Operations(section.fences[0].text), section.fences[1].text) << section.title;
}

std::string NameOf(const testing::TestParamInfo<Case>& info) {
  std::string name = absl::StrCat(info.param.document, "_", info.param.section.title);
  for (char& c : name) c = isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Documents, LoweringTest, testing::ValuesIn(Cases()), NameOf);

}  // namespace
}  // namespace retort
