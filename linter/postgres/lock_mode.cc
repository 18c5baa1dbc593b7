#include "linter/postgres/lock_mode.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"

namespace retort {
namespace {

constexpr absl::string_view kNames[] = {
    "ACCESS SHARE", "ROW SHARE",           "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE",
    "SHARE",        "SHARE ROW EXCLUSIVE", "EXCLUSIVE",     "ACCESS EXCLUSIVE",
};

}  // namespace

absl::string_view LockModeName(LockMode mode) { return kNames[static_cast<int>(mode)]; }

LockMode LockModeOf(absl::string_view name) {
  const auto* const found = std::find_if(std::begin(kNames), std::end(kNames), [&](absl::string_view candidate) {
    return absl::EqualsIgnoreCase(candidate, name);
  });
  return found == std::end(kNames) ? LockMode::kAccessExclusive : static_cast<LockMode>(found - kNames);
}

// SELECT takes ACCESS SHARE, which only ACCESS EXCLUSIVE conflicts with.
bool BlocksReads(LockMode mode) { return mode == LockMode::kAccessExclusive; }

// They take ROW EXCLUSIVE, which all modes from SHARE on conflict with.
bool BlocksWrites(LockMode mode) { return mode >= LockMode::kShare; }

}  // namespace retort
