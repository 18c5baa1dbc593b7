// The naming convention of the metadata that an env.py hands to Alembic, as far as it is written as literals.
//
//   ReadNamingConvention(file, path, text, library)   // {{"pk", "pk_%(table_name)s"}, ...}; empty: none is known

#ifndef RETORT_LINTER_PROJECT_NAMING_CONVENTION_H_
#define RETORT_LINTER_PROJECT_NAMING_CONVENTION_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/python/library.h"
#include "linter/source/span.h"

namespace retort {

// `library`: the modules that env.py may import its metadata from; may be nullptr.
std::vector<std::pair<std::string, std::string>> ReadNamingConvention(FileId file, absl::string_view path,
                                                                      absl::string_view text,
                                                                      const python::Library* library);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_NAMING_CONVENTION_H_
