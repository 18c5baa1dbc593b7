// Where the text of a YAML scalar stands in the file. yaml-cpp says where a scalar begins; where it ends, and which of
// its bytes stands where, follows from how it is written.

#ifndef RETORT_LINTER_PROJECT_SETTINGS_YAML_TEXT_H_
#define RETORT_LINTER_PROJECT_SETTINGS_YAML_TEXT_H_

#include <cstddef>
#include <string>

#include "linter/project/settings_collector.h"
#include "linter/source/mapped_text.h"

namespace retort {

// `begin` is where the node begins, its anchor and tag included.
MappedText YamlScalarText(const SettingsFile& file, size_t begin, const std::string& value);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_SETTINGS_YAML_TEXT_H_
