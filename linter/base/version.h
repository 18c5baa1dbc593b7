// The version of a piece of software, as far as behaviour depends on it.
//
//   if (postgres >= Version{12}) ...

#ifndef RETORT_LINTER_BASE_VERSION_H_
#define RETORT_LINTER_BASE_VERSION_H_

#include <compare>

namespace retort {

struct Version {
  int major = 0;
  int minor = 0;
  friend auto operator<=>(const Version&, const Version&) = default;
};

}  // namespace retort

#endif  // RETORT_LINTER_BASE_VERSION_H_
