#include "linter/source/edit.h"

#include <gtest/gtest.h>

#include "absl/status/status.h"

namespace retort {
namespace {

std::string Apply(std::vector<Edit> edits) {
  const absl::StatusOr<std::string> text = ApplyEdits("abcdef", std::move(edits));
  if (!text.ok()) return absl::IsInvalidArgument(text.status()) ? "invalid" : "?";
  return *text;
}

TEST(EditTest, AppliesInAnyOrder) {
  EXPECT_EQ(Apply({{{0, 4, 5}, "E"}, {{0, 0, 1}, "A"}}), "AbcdEf");
  EXPECT_EQ(Apply({}), "abcdef");
}

TEST(EditTest, InsertsAndRemoves) {
  EXPECT_EQ(Apply({{{0, 0, 0}, "x"}, {{0, 6, 6}, "y"}, {{0, 2, 4}, ""}}), "xabefy");
  EXPECT_EQ(Apply({{{0, 1, 1}, "x"}, {{0, 1, 2}, "y"}}), "axycdef");
}

TEST(EditTest, EqualEditsCountOnce) { EXPECT_EQ(Apply({{{0, 1, 1}, "x"}, {{0, 1, 1}, "x"}}), "axbcdef"); }

TEST(EditTest, RefusesWhatOverlapsOrReachesBeyond) {
  EXPECT_EQ(Apply({{{0, 0, 3}, "x"}, {{0, 2, 4}, "y"}}), "invalid");
  EXPECT_EQ(Apply({{{0, 5, 7}, "x"}}), "invalid");
  EXPECT_EQ(Apply({{{0, 3, 2}, "x"}}), "invalid");
}

TEST(EditTest, LineBreaksAreThoseOfTheFile) {
  EXPECT_EQ(WithBreaksOf("a\nb\n", "x\ny"), "x\ny");
  EXPECT_EQ(WithBreaksOf("a\r\nb\n", "x\ny\r\nz"), "x\r\ny\r\nz");
  EXPECT_EQ(WithBreaksOf("a\nb\r\n", "x\n"), "x\n");
  EXPECT_EQ(WithBreaksOf("", "x\n"), "x\n");
}

}  // namespace
}  // namespace retort
