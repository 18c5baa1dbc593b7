// The variables of compose files, .env files and Spring-like YAML: `${NAME}`, `${NAME:-default}`, `$NAME`, `$$`.
//
//   ExpandVariables("postgresql://app:${PW:-s3cret}@db")  ->  "postgresql://app:s3cret@db", has_default

#ifndef RETORT_LINTER_PROJECT_SETTINGS_VARIABLES_H_
#define RETORT_LINTER_PROJECT_SETTINGS_VARIABLES_H_

#include <string>

#include "linter/source/mapped_text.h"

namespace retort {

struct Expanded {
  MappedText value;          // defaults in their place; what has none is a hole
  bool has_default = false;  // at least one default was put in
  std::string variable;      // the only one, when there is one and it is the whole value; else empty
};

// `colon_default`: `${NAME:default}` carries a default too, as Spring and several YAML loaders have it.
Expanded ExpandVariables(const MappedText& raw, bool colon_default);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_SETTINGS_VARIABLES_H_
