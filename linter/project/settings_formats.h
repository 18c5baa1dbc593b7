// One reader a file format. Each gives the collector every value of the file; false means that the file is broken, and
// that what was given so far is all that could be read.

#ifndef RETORT_LINTER_PROJECT_SETTINGS_FORMATS_H_
#define RETORT_LINTER_PROJECT_SETTINGS_FORMATS_H_

#include "linter/project/settings_collector.h"

namespace retort {

bool ReadIniSettings(SettingsCollector& settings);     // as ConfigParser reads it, with its interpolation
bool ReadTomlSettings(SettingsCollector& settings);    // toml++
bool ReadYamlSettings(SettingsCollector& settings);    // yaml-cpp; compose files, pipelines, others
bool ReadDotenvSettings(SettingsCollector& settings);  // as compose and python-dotenv read it
bool ReadPythonSettings(SettingsCollector& settings);  // settings modules and env.py, by syntax alone

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_SETTINGS_FORMATS_H_
