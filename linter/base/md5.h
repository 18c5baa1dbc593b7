// MD5, by which SQLAlchemy makes long names short. It protects nothing.
//
//   Md5Hex("abc")   // "900150983cd24fb0d6963f7d28e17f72"

#ifndef RETORT_LINTER_BASE_MD5_H_
#define RETORT_LINTER_BASE_MD5_H_

#include <string>

#include "absl/strings/string_view.h"

namespace retort {

std::string Md5Hex(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_BASE_MD5_H_
