// PostgreSQL's own names, as tests/oracle/default_names_test.py got them from PostgreSQL.

#include "linter/schema/default_names.h"

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gtest/gtest.h"

namespace retort {
namespace {

TEST(DefaultNamesTest, AreThoseOfPostgres) {
  std::ifstream file("testdata/names/default_names.txt");
  size_t lines = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    ++lines;
    const std::vector<std::string> fields = absl::StrSplit(line, '|');
    std::vector<std::string> columns = absl::StrSplit(fields[2], ',', absl::SkipEmpty());
    if (fields[0] == "pkey") columns.clear();
    std::set<std::string> taken;
    for (size_t i = 3; i < fields.size(); ++i) {
      const std::string name = DefaultName(fields[1], columns, fields[0], [&](absl::string_view candidate) {
        return taken.count(std::string(candidate)) > 0;
      });
      EXPECT_EQ(name, fields[i]) << line;
      taken.insert(name);
    }
  }
  EXPECT_GT(lines, 50u);
}

}  // namespace
}  // namespace retort
