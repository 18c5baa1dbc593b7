// Finds every literal of a file that may be a credential, by the structure of its format, and judges it.
//
//   for (const Setting& setting : ReadSettings(id, "services/billing/alembic.ini", text)) ...
//
// Any bytes will do: a file that its format's parser refuses is searched for what identifies itself.

#ifndef RETORT_LINTER_PROJECT_SETTINGS_READER_H_
#define RETORT_LINTER_PROJECT_SETTINGS_READER_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "linter/facts/setting.h"
#include "linter/source/span.h"

namespace retort {

// In the order of the file, one setting a literal. `path` is relative to the project, so that the folders above it have
// no say in what role a file plays: tests/conftest.py is a test, /home/tests/app/alembic.ini is not.
std::vector<Setting> ReadSettings(FileId file, absl::string_view path, absl::string_view text);

FileRole FileRoleOf(absl::string_view path);
SettingFormat SettingFormatOf(absl::string_view path);

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_SETTINGS_READER_H_
