// What operators do to known values: equality, truth, order, arithmetic. All are functions of values alone.

#ifndef RETORT_LINTER_PYTHON_OPERATORS_H_
#define RETORT_LINTER_PYTHON_OPERATORS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "linter/python/value.h"

namespace retort::python {

inline constexpr uint32_t kMaxValueDepth = 150;
inline constexpr uint32_t kMaxValueWeight = 1u << 18;
inline constexpr size_t kMaxTextBytes = size_t{1} << 20;
inline constexpr size_t kMaxItems = 20'000;

// Fills in how deeply values are nested in it, and how many there are.
void Measure(Value& value);

// True when both are certainly the same thing, wherever they stand. Unknown is not even the same as itself.
bool Same(const Value& left, const Value& right);

// `left == right`, where that can be known.
std::optional<bool> Equal(const Value& left, const Value& right);

// bool(value)
std::optional<bool> Truth(const Value& value);

// <0, 0, >0, where both are numbers, texts or sequences of them.
std::optional<int> Compare(const Value& left, const Value& right);

// `item in container`
std::optional<bool> Contains(const Value& container, const Value& item);

// An int or bool that fits.
std::optional<int64_t> IntOf(const Value& value);
std::optional<int64_t> Arithmetic(absl::string_view op, int64_t left, int64_t right);

// str(value), where that is certain.
std::optional<MappedText> TextOf(const Value& value);

// A list, set, dict or object of a class of the project: assigning it to another name makes no copy.
bool IsMutable(const Value& value);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_OPERATORS_H_
