#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/project/settings_formats.h"
#include "linter/source/toml_text.h"

namespace retort {
namespace {

class TomlReader {
 public:
  explicit TomlReader(SettingsCollector& settings) : settings_(settings), lines_(settings.file().text) {}

  void ReadTable(const toml::table& table, const std::string& path) {
    Record record;
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      ReadNode(node, path.empty() ? name : absl::StrCat(path, ".", name), name, record);
    }
    settings_.Add(std::move(record));
  }

 private:
  void ReadNode(const toml::node& node, const std::string& path, const std::string& name, Record& record) {
    if (const toml::table* table = node.as_table()) return ReadTable(*table, path);
    if (const toml::array* array = node.as_array()) {
      // The elements are no values of the name: `secrets = ["a", "b"]` may be names of secrets.
      for (const toml::node& element : *array) ReadNode(element, path, "", record);
      return;
    }
    const toml::value<std::string>* text = node.as_string();
    if (text == nullptr) return;
    record.push_back({.value = ValueOf(text->get(), node.source()), .path = path, .name = name});
  }

  size_t OffsetOf(const toml::source_position& position) const {
    return lines_.OffsetOf(position.line, position.column);
  }

  MappedText ValueOf(const std::string& value, const toml::source_region& region) const {
    const absl::string_view text = settings_.file().text;
    size_t begin = OffsetOf(region.begin), end = std::max(begin, OffsetOf(region.end));
    const absl::string_view raw = text.substr(begin, end - begin);
    size_t quotes = absl::StartsWith(raw, "\"") || absl::StartsWith(raw, "'") ? 1 : 0;
    if (absl::StartsWith(raw, "\"\"\"") || absl::StartsWith(raw, "'''")) quotes = 3;
    if (raw.size() >= 2 * quotes) {
      begin += quotes;
      end -= quotes;
    }
    if (quotes == 3)
      begin += absl::StartsWith(text.substr(begin), "\r\n") ? 2 : absl::StartsWith(text.substr(begin), "\n");
    return settings_.file().Value(value, begin, end);
  }

  SettingsCollector& settings_;
  TomlLines lines_;
};

}  // namespace

bool ReadTomlSettings(SettingsCollector& settings) {
  const absl::string_view text = settings.file().text;
  if (NestsTooDeep(text)) return false;
  try {
    const toml::table table = toml::parse(std::string_view(text.data(), text.size()));
    TomlReader(settings).ReadTable(table, "");
  } catch (const toml::parse_error&) {
    return false;
  }
  return true;
}

}  // namespace retort
