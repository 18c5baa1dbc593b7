#include "linter/base/pool.h"

#include <gtest/gtest.h>

#include <atomic>

namespace retort {
namespace {

TEST(PoolTest, ResultsStandInTheOrderOfTheInputs) {
  for (const int workers : {0, 1, 2, 8}) {
    const std::vector<size_t> squares = Pool(workers).Map<size_t>(1000, [](size_t i) { return i * i; });
    ASSERT_EQ(squares.size(), 1000u);
    for (size_t i = 0; i < squares.size(); ++i) EXPECT_EQ(squares[i], i * i);
  }
}

TEST(PoolTest, CallsEachOnce) {
  std::vector<std::atomic<int>> calls(500);
  Pool(8).Run(calls.size(), [&](size_t i) { ++calls[i]; });
  for (const std::atomic<int>& count : calls) EXPECT_EQ(count, 1);
}

TEST(PoolTest, NothingIsNoWork) {
  Pool(4).Run(0, [](size_t) { FAIL(); });
}

// Uses most of a 64 MiB stack, where a usual one has 8.
size_t Deep(size_t depth) {
  volatile char block[1024];
  block[0] = static_cast<char>(depth);
  return depth == 0 ? 0 : Deep(depth - 1) + 1 + (block[0] - block[0]);
}

TEST(PoolTest, HasDeepStacksAlsoWithOneWorker) {
  std::vector<size_t> depths = Pool(1).Map<size_t>(2, [](size_t) { return Deep(30000); });
  EXPECT_EQ(depths[0], 30000u);
}

}  // namespace
}  // namespace retort
