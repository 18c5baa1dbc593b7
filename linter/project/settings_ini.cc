#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/project/settings_formats.h"
#include "linter/source/ini.h"
#include "re2/re2.h"

namespace retort {
namespace {

// ConfigParser refuses a "%" that begins nothing, so whoever reads this value reads it as it is written.
bool IsInterpolated(const std::string& raw) {
  static const RE2 kBegin(R"((?s)(?:[^%]|%%|%\()*)");
  return RE2::FullMatch(raw, kBegin);
}

void AddSection(const Ini& ini, const IniSection& section, SettingsCollector& settings) {
  Record record;
  for (const IniEntry& entry : section.entries) {
    if (!entry.has_value) continue;
    MappedText value = IsInterpolated(entry.raw.text()) ? ini.Interpolate(section, entry) : entry.raw;
    record.push_back(
        {.value = std::move(value), .path = absl::StrCat("[", section.name, "] ", entry.key), .name = entry.key});
  }
  settings.Add(std::move(record));
}

}  // namespace

bool ReadIniSettings(SettingsCollector& settings) {
  const Ini ini = ParseIni(settings.file().id, settings.file().text);
  AddSection(ini, ini.defaults, settings);
  for (const IniSection& section : ini.sections) AddSection(ini, section, settings);
  return true;
}

}  // namespace retort
