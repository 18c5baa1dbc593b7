// A value read from source code that may be impossible to know without running it.
//
//   Known<bool> nullable = true;          // written as a literal
//   Known<bool> nullable = kUnknown;      // computed: no finding may be built on it
//   if (nullable.Is(false)) ...           // true only when it is known

#ifndef RETORT_LINTER_BASE_KNOWN_H_
#define RETORT_LINTER_BASE_KNOWN_H_

#include <optional>
#include <utility>

namespace retort {

struct UnknownTag {};
inline constexpr UnknownTag kUnknown;

template <typename T>
class Known {
 public:
  Known(UnknownTag) {}
  Known(T value) : value_(std::move(value)) {}

  bool known() const { return value_.has_value(); }
  const T& value() const { return *value_; }
  bool Is(const T& expected) const { return value_.has_value() && *value_ == expected; }

  friend bool operator==(const Known&, const Known&) = default;

 private:
  std::optional<T> value_;
};

}  // namespace retort

#endif  // RETORT_LINTER_BASE_KNOWN_H_
