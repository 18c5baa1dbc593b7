// How every JSON output is written: keys in the order of their writing, two spaces a level, a line break at the end,
// and U+FFFD for bytes that are not UTF-8 instead of an exception.
//
//   JsonText({{"name", JsonString(rule.id)}})

#ifndef RETORT_LINTER_REPORT_JSON_TEXT_H_
#define RETORT_LINTER_REPORT_JSON_TEXT_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "absl/strings/string_view.h"

namespace retort {

using Json = nlohmann::ordered_json;

std::string JsonText(const Json& json);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_JSON_TEXT_H_
