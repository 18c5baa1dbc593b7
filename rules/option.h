// What a project may set for one rule, in [rules.<id>] of its configuration. An option is a constant in the rule's own
// file; a check asks the moment for its value.
//
//   constexpr NumberOption kMaxLength = {.name = "max-length", .what = "the longest id", .otherwise = 32, .least = 1};
//   void Look(const Revision& revision, const Moment& now, Findings& findings) {
//     if (revision.id.size() <= now.Value(kMaxLength)) return;

#ifndef RETORT_RULES_OPTION_H_
#define RETORT_RULES_OPTION_H_

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace retort {

struct NumberOption {
  absl::string_view name = "";  // kebab-case
  absl::string_view what = "";  // what it means, in a few words
  int64_t otherwise = 0;        // its value where nothing is set
  int64_t least = 0;
  int64_t most = INT32_MAX;
};

struct FlagOption {
  absl::string_view name = "";
  absl::string_view what = "";
  bool otherwise = false;
};

// A list of texts; empty where nothing is set.
struct ListOption {
  absl::string_view name = "";
  absl::string_view what = "";
};

// The first one is no option.
using AnyOption = std::variant<std::monostate, const NumberOption*, const FlagOption*, const ListOption*>;

// Empty for no option.
inline absl::string_view NameOf(const AnyOption& option) {
  return std::visit(
      [](const auto& one) {
        if constexpr (std::is_pointer_v<std::decay_t<decltype(one)>>) return one->name;
        return absl::string_view();
      },
      option);
}

// What is set, by the option.
class OptionValues {
 public:
  using Any = std::variant<int64_t, bool, std::vector<std::string>>;

  void Set(const void* option, Any value) { values_[option] = std::move(value); }
  const Any* Find(const void* option) const {
    const auto found = values_.find(option);
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  absl::flat_hash_map<const void*, Any> values_;
};

}  // namespace retort

#endif  // RETORT_RULES_OPTION_H_
