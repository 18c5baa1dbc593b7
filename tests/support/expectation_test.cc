#include "tests/support/expectation.h"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(TakeExpectations, BlanksTheCommentAtTheSameLength) {
  const std::string line = R"(op.drop_table("t")  # expect: drop-table "loses")";
  const ExpectedText taken = TakeExpectations(line + "\nsecond\n");
  EXPECT_EQ(taken.text, "op.drop_table(\"t\")" + std::string(line.size() - 18, ' ') + "\nsecond\n");
  ASSERT_EQ(taken.expectations.size(), 1u);
  EXPECT_EQ(taken.expectations[0].line, 1u);
  EXPECT_EQ(taken.expectations[0].rule, "drop-table");
  EXPECT_EQ(taken.expectations[0].text, "loses");
}

TEST(TakeExpectations, ReadsSeveralInOneComment) {
  const ExpectedText taken =
      TakeExpectations("DROP TABLE t;  -- expect: drop-table \"a, b\", drop-cascade, truncate \"the \"c\" d\"");
  ASSERT_EQ(taken.expectations.size(), 3u) << taken.problem;
  EXPECT_EQ(taken.expectations[0].text, "a, b");
  EXPECT_EQ(taken.expectations[1].rule, "drop-cascade");
  EXPECT_EQ(taken.expectations[1].text, "");
  EXPECT_EQ(taken.expectations[2].text, "the \"c\" d");
}

TEST(TakeExpectations, ACommentAloneSpeaksOfTheNextLine) {
  const ExpectedText taken = TakeExpectations("# expect: hardcoded-secret\nPASSWORD=x\n");
  ASSERT_EQ(taken.expectations.size(), 1u);
  EXPECT_EQ(taken.expectations[0].line, 2u);
  EXPECT_EQ(taken.first_line, 2u);
  EXPECT_EQ(taken.text, std::string(26, ' ') + "\nPASSWORD=x\n");
}

TEST(TakeExpectations, OtherCommentsStay) {
  const std::string text = "x = 1  # we expect: nothing\ny = \"# expected\"\n";
  const ExpectedText taken = TakeExpectations(text);
  EXPECT_EQ(taken.text, text);
  EXPECT_TRUE(taken.expectations.empty());
  EXPECT_EQ(taken.problem, "");
}

TEST(TakeExpectations, WhatDoesNotReadIsAProblem) {
  EXPECT_NE(TakeExpectations("x  # expect:").problem, "");
  EXPECT_NE(TakeExpectations("x  # expect: Drop_Table").problem, "");
  EXPECT_NE(TakeExpectations("x  # expect: drop-table drop-cascade").problem, "");
  EXPECT_NE(TakeExpectations("x  # expect: drop-table \"open").problem, "");
}

}  // namespace
}  // namespace retort
