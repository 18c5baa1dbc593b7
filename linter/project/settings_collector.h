// Gathers what the reader of one file finds: judges each literal once, and makes the file's list of settings of it.
//
//   SettingsCollector settings({id, path, text});
//   settings.Add({.value = value, .path = "[db] password", .name = "password"});
//   return settings.Finish();

#ifndef RETORT_LINTER_PROJECT_SETTINGS_COLLECTOR_H_
#define RETORT_LINTER_PROJECT_SETTINGS_COLLECTOR_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/facts/setting.h"
#include "linter/secrets/verdict.h"
#include "linter/source/mapped_text.h"
#include "linter/source/span.h"

namespace retort {

struct SettingsFile {
  FileId id = 0;
  absl::string_view text;
  FileRole role = FileRole::kProduction;
  SettingFormat format = SettingFormat::kText;

  // A value that is written between two offsets: byte by byte when it reads the same there, else as a whole.
  MappedText Value(absl::string_view value, size_t begin, size_t end) const;
};

// Named values of one record (a section, a map, a list of NAME=value): the users and databases among them tell whether
// a password is one that anybody would guess.
using Record = std::vector<Candidate>;

class SettingsCollector {
 public:
  explicit SettingsCollector(const SettingsFile& file) : file_(file) {}

  const SettingsFile& file() const { return file_; }
  void Add(Candidate candidate);
  void Add(Record record);

  // Also what identifies itself outside of all literals that were added: in comments, in keys. Of settings that overlap
  // the most severe stays, and each learns what else must not be shown of its lines.
  std::vector<Setting> Finish() &&;

 private:
  SettingsFile file_;
  std::vector<Span> judged_;
  std::vector<Setting> settings_;
};

}  // namespace retort

#endif  // RETORT_LINTER_PROJECT_SETTINGS_COLLECTOR_H_
