// Diffs that git applies: of random texts, and of those at the edges.

#include "linter/report/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace retort {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Pair {
  std::string before, after;
};

std::string RandomText(std::mt19937& random, size_t lines, const std::string& end) {
  std::string text;
  for (size_t i = 0; i < lines; ++i) text += std::string(1, static_cast<char>('a' + random() % 4)) + end;
  if (random() % 4 == 0 && !text.empty()) text.resize(text.size() - end.size());
  return text;
}

// A copy with some lines replaced, removed and added.
std::string Edited(std::mt19937& random, const std::string& text) {
  std::string out;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const auto chance = random() % 12;
    if (chance == 0) out += "new\n";
    if (chance != 1) out += text.substr(begin, end - begin);
    begin = end;
  }
  return out;
}

TEST(Diff, IsAppliedByGit) {
  std::mt19937 random(3);
  std::vector<Pair> pairs = {{"", "a\n"},
                             {"a\n", ""},
                             {"a", "a\n"},
                             {"a\n", "a"},
                             {"a\nb", "b\n"},
                             {"x\n\ny", "\n"},
                             {"a\r\nb\r\n", "b\r\na\r\n"}};
  for (int i = 0; i < 200; ++i) {
    const std::string text = RandomText(random, random() % 60, random() % 5 == 0 ? "\r\n" : "\n");
    pairs.push_back({text, random() % 6 == 0 ? RandomText(random, random() % 30, "\n") : Edited(random, text)});
  }
  const std::string large = RandomText(random, 3000, "\n"), other = RandomText(random, 2000, "\n");
  pairs.push_back({large, Edited(random, large)});
  pairs.push_back({large, other});
  pairs.push_back({"begin\n" + large + "end\n", "begin\n" + other + "end\n"});

  const fs::path folder = fs::path(testing::TempDir()) / "diff";
  fs::remove_all(folder);
  fs::create_directories(folder);
  std::string patch;
  for (size_t i = 0; i < pairs.size(); ++i) {
    const std::string name = std::to_string(i);
    std::ofstream(folder / name, std::ios::binary) << pairs[i].before;
    const std::string diff = UnifiedDiff({name, pairs[i].before, pairs[i].after});
    EXPECT_EQ(diff.empty(), pairs[i].before == pairs[i].after);
    patch += diff;
  }
  std::ofstream(folder / "patch", std::ios::binary) << patch;
  const std::string command = "cd '" + folder.string() + "' && GIT_CEILING_DIRECTORIES='" +
                              folder.parent_path().string() + "' git apply --whitespace=nowarn patch";
  ASSERT_EQ(system(command.c_str()), 0);
  for (size_t i = 0; i < pairs.size(); ++i) {
    EXPECT_EQ(ReadFile(folder / std::to_string(i)), pairs[i].after) << i << ": " << pairs[i].before;
  }
}

TEST(Diff, IsAsSmallAsCanBe) {
  EXPECT_EQ(UnifiedDiff({"f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n"}),
            "--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
  EXPECT_EQ(UnifiedDiff({"f", "same\n", "same\n"}), "");
}

TEST(Diff, ShowsNoSecretAndDrivesNoTerminal) {
  const std::string before = "a\nkey = \"s3cret\"\nb\n", after = "A\nkey = \"s3cret\"  # why\nb\n";
  const auto begin = static_cast<uint32_t>(before.find("s3cret"));
  const std::string diff = UnifiedDiff({"f", before, after, {{0, begin, begin + 6}}});
  EXPECT_THAT(diff, Not(HasSubstr("s3cret")));
  EXPECT_THAT(diff, HasSubstr("-********\n"));
  EXPECT_THAT(diff, HasSubstr("+********\n"));
  EXPECT_THAT(diff, HasSubstr("-a\n"));
  EXPECT_THAT(UnifiedDiff({"f\x1b[2J", "\x1b[2J\n", "\x1b[3J\n"}), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace retort
