#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/base/text.h"
#include "linter/project/settings_formats.h"

namespace retort {
namespace {

// toml++ counts lines and characters; spans count bytes.
class LineOffsets {
 public:
  explicit LineOffsets(absl::string_view text) : text_(text), begins_(1, 0) {
    for (size_t i = text.find('\n'); i != absl::string_view::npos; i = text.find('\n', i + 1)) begins_.push_back(i + 1);
  }

  size_t Of(const toml::source_position& position) const {
    if (position.line == 0 || position.line > begins_.size()) return text_.size();
    size_t offset = begins_[position.line - 1];
    if (offset == 0 && absl::StartsWith(text_, "\xEF\xBB\xBF")) offset = 3;
    for (toml::source_index i = 1; i < position.column && offset < text_.size(); ++i)
      offset += Utf8Length(text_[offset]);
    return std::min(offset, text_.size());
  }

 private:
  absl::string_view text_;
  std::vector<size_t> begins_;
};

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

  MappedText ValueOf(const std::string& value, const toml::source_region& region) const {
    const absl::string_view text = settings_.file().text;
    size_t begin = lines_.Of(region.begin), end = std::max(begin, lines_.Of(region.end));
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
  LineOffsets lines_;
};

// toml++ nests one table a dot, and destroys them recursively.
bool IsDeep(absl::string_view text) {
  constexpr int kDeepestKey = 200;
  int dots = 0;
  for (const char c : text) {
    if (c == '\n') dots = 0;
    if ((c == '.' || c == '[' || c == '{') && ++dots > kDeepestKey) return true;
  }
  return false;
}

}  // namespace

bool ReadTomlSettings(SettingsCollector& settings) {
  const absl::string_view text = settings.file().text;
  if (IsDeep(text)) return false;
  try {
    const toml::table table = toml::parse(std::string_view(text.data(), text.size()));
    TomlReader(settings).ReadTable(table, "");
  } catch (const toml::parse_error&) {
    return false;
  }
  return true;
}

}  // namespace retort
