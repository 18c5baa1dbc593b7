#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/project/settings_command.h"
#include "linter/project/settings_formats.h"
#include "linter/project/settings_variables.h"
#include "linter/project/settings_yaml_text.h"
#include "linter/secrets/names.h"

namespace retort {
namespace {

constexpr absl::string_view kCommands[] = {"command", "entrypoint", "args", "run", "test", "script", "before_script"};

// A map or a sequence that is open.
struct Level {
  bool is_map = false;
  std::string name;      // the key that it is the value of
  std::string path;      // with that key
  std::string key = {};  // of the pair that is being read, or the option that the next element belongs to
  bool has_key = false;
  Record record = {};
};

// Reads events, not a tree: an alias is one event, however much its anchor would expand to.
class YamlReader : public YAML::EventHandler {
 public:
  // Marks count from `base`.
  YamlReader(SettingsCollector& settings, size_t base) : settings_(settings), base_(base) {}

  // False when the parser stands where the document before began: behind `{a: b}, ` it never moves again.
  bool Moves() const { return moves_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    levels_.clear();
    moves_ = mark.pos != document_;
    document_ = mark.pos;
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { Skip(); }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { Skip(); }

  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string& value) override {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    if (level.is_map && !level.has_key) {
      level.key = value;
      level.has_key = true;
      return;
    }
    const MappedText raw = YamlScalarText(settings_.file(), base_ + static_cast<size_t>(std::max(mark.pos, 0)), value);
    if (level.is_map) {
      AddPair(raw);
    } else {
      AddElement(raw);
    }
    if (IsCommand(level)) settings_.Add(CommandSettings(raw, level.is_map ? PathOf(level, level.key) : level.path));
    level.has_key = false;
  }

  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    Open(/*is_map=*/false);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    Open(/*is_map=*/true);
  }
  void OnMapEnd() override { Close(); }

 private:
  static std::string PathOf(const Level& level, absl::string_view key) {
    constexpr size_t kLongestPath = 200;
    if (level.path.empty()) return std::string(key);
    return level.path.size() > kLongestPath ? level.path : absl::StrCat(level.path, ".", key);
  }

  static bool IsCommand(const Level& level) {
    const absl::string_view name = level.is_map ? level.key : level.name;
    return std::find(std::begin(kCommands), std::end(kCommands), name) != std::end(kCommands);
  }

  // A key that is no scalar has no name.
  void Open(bool is_map) {
    Level level = {.is_map = is_map, .name = "", .path = ""};
    if (!levels_.empty()) {
      const Level& parent = levels_.back();
      level.name = parent.is_map ? parent.key : parent.name;
      level.path = parent.is_map ? PathOf(parent, parent.key) : parent.path;
    }
    levels_.push_back(std::move(level));
  }

  void Close() {
    Level level = std::move(levels_.back());
    levels_.pop_back();
    NameByItsPair(level);
    // What is called like its service is no secret: the environment of the service "wordpress".
    for (Candidate& candidate : level.record) {
      if (!levels_.empty()) candidate.companions.push_back(levels_.back().name);
    }
    settings_.Add(std::move(level.record));
    Skip();
  }

  // A value that says nothing has been read.
  void Skip() {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    level.has_key = level.is_map && !level.has_key;
    if (level.has_key) level.key.clear();
  }

  void AddPair(const MappedText& raw) {
    Level& level = levels_.back();
    AddCandidate(raw, PathOf(level, level.key), level.key);
  }

  // `- NAME=value` of an environment, `- --option`, `- value of the option`, or a value without a name.
  void AddElement(const MappedText& raw) {
    Level& level = levels_.back();
    const std::string& text = raw.text();
    size_t name_end = 0;
    while (name_end < text.size() && (absl::ascii_isalnum(text[name_end]) || text[name_end] == '_')) ++name_end;
    if (name_end > 0 && name_end < text.size() && text[name_end] == '=') {
      const std::string name = text.substr(0, name_end);
      return AddCandidate(raw.Sub(name_end + 1, text.size()), PathOf(level, name), name);
    }
    const std::string option = std::exchange(level.key, absl::StartsWith(text, "-") ? text : "");
    AddCandidate(raw, level.path, option);
  }

  void AddCandidate(const MappedText& raw, std::string path, std::string name) {
    Expanded expanded = ExpandVariables(raw, settings_.file().format != SettingFormat::kCompose);
    if (!expanded.variable.empty() && NameKindOf(name) == NameKind::kOther) name = expanded.variable;
    levels_.back().record.push_back({.value = std::move(expanded.value),
                                     .path = std::move(path),
                                     .name = std::move(name),
                                     .is_fallback = expanded.has_default});
  }

  // `{name: DB_PASSWORD, value: x}`: the value has the name that stands beside it.
  static void NameByItsPair(Level& level) {
    const auto find = [&](absl::string_view name) {
      return std::find_if(level.record.begin(), level.record.end(), [&](const Candidate& c) { return c.name == name; });
    };
    const auto name = find("name"), value = find("value");
    if (!level.is_map || name == level.record.end() || value == level.record.end()) return;
    value->name = name->value.text();
    value->path = PathOf(level, value->name);
  }

  SettingsCollector& settings_;
  size_t base_;
  std::vector<Level> levels_;
  int document_ = -1;
  bool moves_ = true;
};

// yaml-cpp gives up at some depth of values, which keeps its stack but not its time.
bool IsDeep(absl::string_view text) {
  constexpr int kDeepestFlow = 200;
  int open = 0;
  for (const char c : text) {
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    if (open > kDeepestFlow) return true;
  }
  return false;
}

}  // namespace

bool ReadYamlSettings(SettingsCollector& settings) {
  const absl::string_view text = settings.file().text;
  if (IsDeep(text)) return false;
  const size_t base = absl::StartsWith(text, "\xEF\xBB\xBF") ? 3 : 0;
  YamlReader reader(settings, base);
  try {
    std::istringstream stream{std::string(text.substr(base))};
    YAML::Parser parser(stream);
    while (reader.Moves() && parser.HandleNextDocument(reader)) {
    }
  } catch (const YAML::Exception&) {
    return false;
  }
  return reader.Moves();
}

}  // namespace retort
