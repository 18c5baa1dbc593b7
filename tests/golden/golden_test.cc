// Whole projects of testdata/projects through the whole pass, in every output format, byte for byte, with one worker
// and with eight. `tools/golden` writes the expected outputs anew; read its diff.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "linter/engine/pass.h"
#include "linter/report/json.h"
#include "linter/report/lsp_json.h"
#include "linter/report/sarif.h"
#include "linter/report/text.h"
#include "rules/rule.h"

namespace retort {
namespace {

namespace fs = std::filesystem;

constexpr char kProjects[] = "testdata/projects";

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::map<std::string, std::string> ReadProject(const fs::path& folder) {
  std::map<std::string, std::string> texts;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!fs::is_regular_file(entry.path())) continue;
    texts["/project/" + entry.path().lexically_relative(folder).generic_string()] = ReadFile(entry.path());
  }
  return texts;
}

std::map<std::string, std::string> Outputs(const std::map<std::string, std::string>& texts, int jobs) {
  Options options{.paths = {"/project"}, .working_directory = "/project"};
  options.jobs = jobs;
  options.use_git = false;
  const absl::StatusOr<Report> report = Check(MemoryFiles(texts), options);
  if (!report.ok()) return {{"error", report.status().ToString()}};
  const std::vector<const Rule*> rules(AllRules().begin(), AllRules().end());
  return {{"text", TextReport(*report, {.show_not_understood = true})},
          {"json", JsonReport(*report)},
          {"sarif", SarifReport(*report, rules)},
          {"lsp-json", LspJsonReport(*report, "")}};
}

std::vector<std::string> Projects() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(kProjects)) names.push_back(entry.path().filename());
  return names;
}

class GoldenTest : public testing::TestWithParam<std::string> {};

TEST_P(GoldenTest, EveryFormatIsAsExpected) {
  const fs::path folder = fs::path(kProjects) / GetParam();
  const char* write_to = std::getenv("RETORT_WRITE_GOLDEN");
  for (const auto& [format, output] : Outputs(ReadProject(folder / "files"), 1)) {
    if (write_to != nullptr)
      std::ofstream(fs::path(write_to) / folder / "expected" / format, std::ios::binary) << output;
    EXPECT_EQ(output, ReadFile(folder / "expected" / format)) << format;
  }
}

TEST_P(GoldenTest, TheNumberOfWorkersDoesNotShow) {
  const auto texts = ReadProject(fs::path(kProjects) / GetParam() / "files");
  EXPECT_EQ(Outputs(texts, 1), Outputs(texts, 8));
}

INSTANTIATE_TEST_SUITE_P(Projects, GoldenTest, testing::ValuesIn(Projects()),
                         [](const auto& project) { return project.param; });

}  // namespace
}  // namespace retort
