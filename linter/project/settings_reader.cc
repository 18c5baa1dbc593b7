#include "linter/project/settings_reader.h"

#include <utility>

#include "absl/strings/match.h"
#include "linter/project/settings_collector.h"
#include "linter/project/settings_formats.h"

namespace retort {
namespace {

// Data, not settings: only what identifies itself is looked for.
bool IsData(absl::string_view text) {
  constexpr size_t kLargestSettings = 2 << 20, kHead = 8 << 10;
  return text.size() > kLargestSettings || absl::StrContains(text.substr(0, kHead), '\0');
}

bool ReadAs(SettingFormat format, SettingsCollector& settings) {
  switch (format) {
    case SettingFormat::kIni:
      return ReadIniSettings(settings);
    case SettingFormat::kToml:
      return ReadTomlSettings(settings);
    case SettingFormat::kYaml:
    case SettingFormat::kCompose:
      return ReadYamlSettings(settings);
    case SettingFormat::kDotenv:
      return ReadDotenvSettings(settings);
    case SettingFormat::kPython:
      return ReadPythonSettings(settings);
    case SettingFormat::kText:
      return true;
  }
  return true;
}

}  // namespace

std::vector<Setting> ReadSettings(FileId file, absl::string_view path, absl::string_view text) {
  const SettingsFile settings_file = {file, text, FileRoleOf(path), SettingFormatOf(path)};
  SettingsCollector settings(settings_file);
  if (!IsData(text) && !ReadAs(settings_file.format, settings)) settings = SettingsCollector(settings_file);
  return std::move(settings).Finish();
}

}  // namespace retort
