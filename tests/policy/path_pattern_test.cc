#include "linter/policy/path_pattern.h"

#include <gtest/gtest.h>

#include <string>

namespace retort {
namespace {

bool Matches(absl::string_view pattern, absl::string_view path) { return PathPattern(pattern).Matches(path); }

TEST(PathPattern, WithoutASlashItIsANameAtAnyDepth) {
  EXPECT_TRUE(Matches("test_*.py", "test_a.py"));
  EXPECT_TRUE(Matches("test_*.py", "a/b/test_a.py"));
  EXPECT_TRUE(Matches("legacy", "services/legacy/versions/1.py"));
  EXPECT_TRUE(Matches("legacy/", "services/legacy/versions/1.py"));
  EXPECT_FALSE(Matches("test_*.py", "a/my_test_a.py"));
  EXPECT_FALSE(Matches("legacy", "services/legacy2/1.py"));
}

TEST(PathPattern, WithASlashItBeginsAtTheFolder) {
  EXPECT_TRUE(Matches("services/*/versions", "services/billing/versions/1.py"));
  EXPECT_TRUE(Matches("./services/*/versions/*.py", "services/billing/versions/1.py"));
  EXPECT_FALSE(Matches("services/*/versions", "services/a/b/versions/1.py"));
  EXPECT_FALSE(Matches("billing/versions", "services/billing/versions/1.py"));
  EXPECT_TRUE(Matches("/a", "a"));
  EXPECT_FALSE(Matches("/a", "b/a"));
}

TEST(PathPattern, TwoStarsAreAnyNumberOfFolders) {
  EXPECT_TRUE(Matches("a/**/z.py", "a/z.py"));
  EXPECT_TRUE(Matches("a/**/z.py", "a/b/c/z.py"));
  EXPECT_FALSE(Matches("a/**/z.py", "b/a/z.py"));
  EXPECT_TRUE(Matches("**/versions/**", "x/versions/1.py"));
  EXPECT_TRUE(Matches("**", "a"));
  EXPECT_TRUE(Matches(".", "a/b"));
}

TEST(PathPattern, AQuestionMarkIsOneCharacter) {
  EXPECT_TRUE(Matches("000?_*", "v/0001_a.py"));
  EXPECT_FALSE(Matches("000?_*", "v/00012_a.py"));
}

TEST(PathPattern, IsNotExponential) {
  std::string pattern, path;
  for (int i = 0; i < 2000; ++i) pattern += "*a", path += "a";
  EXPECT_FALSE(Matches(pattern + "b", path));
  pattern.clear();
  path.clear();
  for (int i = 0; i < 500; ++i) pattern += "**/a/", path += "a/";
  EXPECT_FALSE(Matches(pattern + "b", path));
}

}  // namespace
}  // namespace retort
