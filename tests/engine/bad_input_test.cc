// Broken and hostile revision files through the whole pass: each gets its finding, and the rest is still checked.

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "linter/engine/pass.h"

namespace retort {
namespace {

constexpr char kVersions[] = "/project/alembic/versions/";
// The healthy neighbour, whose finding shows that the rest is still checked.
constexpr char kNeighbour[] =
    "from alembic import op\nrevision = 'aa'\ndown_revision = None\ndef upgrade():\n    op.drop_table('t')\n"
    "def downgrade():\n    pass\n";

std::string Revision(absl::string_view id, absl::string_view body) {
  return absl::StrCat("from alembic import op\nrevision = '", id, "'\ndown_revision = 'aa'\ndef upgrade():\n    ", body,
                      "\ndef downgrade():\n    op.execute('SELECT 1')\n");
}

std::string Repeat(absl::string_view text, int count) {
  std::string repeated;
  repeated.reserve(text.size() * count);
  for (int i = 0; i < count; ++i) absl::StrAppend(&repeated, text);
  return repeated;
}

// The rules that speak about the file, and whether the neighbour was checked.
std::string RulesOf(const std::string& text) {
  const MemoryFiles files({{"/project/alembic.ini", "[alembic]\nscript_location = alembic\n"},
                           {absl::StrCat(kVersions, "1_neighbour.py"), kNeighbour},
                           {absl::StrCat(kVersions, "2_subject.py"), text}});
  Options options{.paths = {"/project"}, .working_directory = "/project"};
  options.use_git = false;
  const absl::StatusOr<Report> report = Check(files, options);
  if (!report.ok()) return report.status().ToString();
  std::vector<std::string> rules;
  bool neighbour = false;
  for (const Finding& finding : report->findings) {
    const bool subject = report->sources.PathOf(finding.at.file) == absl::StrCat(kVersions, "2_subject.py");
    neighbour = neighbour || !subject;
    if (subject) rules.emplace_back(finding.rule);
  }
  return absl::StrCat(absl::StrJoin(rules, " "), neighbour ? "" : " (the neighbour was not checked)");
}

TEST(BadInput, WhatAlembicCannotLoad) {
  EXPECT_EQ(RulesOf(""), "unreadable-revision");
  EXPECT_EQ(RulesOf("def upgrade(:\n"), "unreadable-revision");
  EXPECT_EQ(RulesOf(std::string("revision = 'b\0'\n", 16)), "unreadable-revision");
  EXPECT_EQ(RulesOf("revision = 'caf\xE9'\ndown_revision = 'aa'\n"), "unreadable-revision");
  EXPECT_EQ(RulesOf(Repeat("a = 1\n", 9'000'000)), "unreadable-revision");
  EXPECT_EQ(RulesOf(absl::StrCat("x = ", Repeat("(", 10'000), "1", Repeat(")", 10'000), "\n")), "unreadable-revision");
}

TEST(BadInput, WhatAlembicLoadsWell) {
  EXPECT_EQ(RulesOf(absl::StrCat("\xEF\xBB\xBF", Revision("bb", "op.drop_table('u')"))), "");
  EXPECT_EQ(RulesOf(absl::StrCat("# -*- coding: latin-1 -*-\n# caf\xE9\n", Revision("bb", "op.drop_table('u')"))), "");
  std::string windows;
  for (const char c : Revision("bb", "op.drop_table('u')"))
    absl::StrAppend(&windows, c == '\n' ? "\r\n" : std::string(1, c));
  EXPECT_EQ(RulesOf(windows), "");
}

TEST(BadInput, SqlWithoutEnd) {
  const std::string sum = Repeat("1 + ", 100'000);
  EXPECT_EQ(RulesOf(Revision("bb", absl::StrCat("op.execute('SELECT ", sum, "1')"))), "");
  EXPECT_EQ(RulesOf(Revision("bb", absl::StrCat("op.execute('SELECT ", Repeat("(", 10'000), "')"))), "");
}

TEST(BadInput, AProjectWithoutAnEnvironmentIsAnError) {
  Options options{.paths = {"/project"}, .working_directory = "/project"};
  options.use_git = false;
  const MemoryFiles files(std::map<std::string, std::string>{{"/project/README.md", "nothing"}});
  EXPECT_EQ(Check(files, options).status().code(), absl::StatusCode::kFailedPrecondition);
  options.allow_empty = true;
  EXPECT_TRUE(Check(files, options).ok());
}

TEST(BadInput, AnUnknownRuleNamesTheNearest) {
  Options options{.paths = {"/project"}, .working_directory = "/project"};
  options.select = {"multiple-head"};
  const MemoryFiles files(std::map<std::string, std::string>{{"/project/README.md", "nothing"}});
  EXPECT_NE(Check(files, options).status().message().find("multiple-heads"), std::string::npos);
}

}  // namespace
}  // namespace retort
