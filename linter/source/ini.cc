#include "linter/source/ini.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace retort {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr absl::string_view kDefaultSection = "DEFAULT";

// str.strip() of Python, as far as ASCII goes.
bool IsSpace(char c) { return absl::ascii_isspace(c) || (c >= '\x1c' && c <= '\x1f'); }

// Reads line by line; `offset_` and spans count bytes of the whole text.
class Reader {
 public:
  Reader(FileId file, absl::string_view text) : file_(file), text_(text) {}

  Ini Read() {
    size_t begin = absl::StartsWith(text_, kByteOrderMark) ? kByteOrderMark.size() : 0;
    while (begin < text_.size()) {
      const size_t end = std::min(text_.find_first_of("\r\n", begin), text_.size());
      ReadLine(begin, end);
      begin = end + (text_.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    Ini ini;
    for (IniSection& section : sections_) {
      if (section.name == kDefaultSection) {
        ini.defaults = std::move(section);
      } else {
        ini.sections.push_back(std::move(section));
      }
    }
    return ini;
  }

 private:
  Span At(size_t begin, size_t end) const { return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}; }

  // Moves `begin` and `end` inwards over white space.
  void Strip(size_t& begin, size_t& end) const {
    while (begin < end && IsSpace(text_[begin])) ++begin;
    while (begin < end && IsSpace(text_[end - 1])) --end;
  }

  void ReadLine(size_t line_begin, size_t end) {
    size_t begin = line_begin;
    Strip(begin, end);
    if (begin < end && (text_[begin] == '#' || text_[begin] == ';')) return;
    if (begin == end) {
      if (entry_ != kNone) ++blank_lines_;
      return;
    }
    const size_t indent = begin - line_begin;
    if (entry_ != kNone && indent > indent_) return Continue(begin, end);
    indent_ = indent;
    const size_t bracket = text_.substr(begin, end - begin).rfind(']');
    if (text_[begin] == '[' && bracket != absl::string_view::npos && bracket > 1) {
      OpenSection(begin, begin + bracket + 1);
    } else if (section_ != kNone) {
      AddEntry(begin, end);
    }
  }

  void OpenSection(size_t begin, size_t end) {
    const absl::string_view name = text_.substr(begin + 1, end - begin - 2);
    const auto [known, is_new] = numbers_.try_emplace(std::string(name), numbers_.size());
    if (is_new) sections_.push_back({std::string(name), At(begin, end), {}});
    section_ = known->second;
    entry_ = kNone;
  }

  void AddEntry(size_t begin, size_t end) {
    const size_t delimiter = std::min(text_.find_first_of("=:", begin), end);
    if (delimiter == begin) return;
    size_t key_begin = begin, key_end = delimiter;
    Strip(key_begin, key_end);
    IniEntry entry{absl::AsciiStrToLower(text_.substr(key_begin, key_end - key_begin)), At(key_begin, key_end), {}};
    entry.has_value = delimiter < end;
    size_t value_begin = std::min(delimiter + 1, end);
    Strip(value_begin, end);
    entry.raw.Append(text_.substr(value_begin, end - value_begin), At(value_begin, end));

    std::vector<IniEntry>& entries = sections_[section_].entries;
    const auto [known, is_new] = keys_.try_emplace({section_, entry.key}, entries.size());
    if (is_new) entries.emplace_back();
    entries[known->second] = std::move(entry);
    entry_ = known->second;
    blank_lines_ = 0;
    value_end_ = end;
  }

  void Continue(size_t begin, size_t end) {
    IniEntry& entry = sections_[section_].entries[entry_];
    entry.raw.Append(std::string(blank_lines_ + 1, '\n'), At(value_end_, begin));
    entry.raw.Append(text_.substr(begin, end - begin), At(begin, end));
    blank_lines_ = 0;
    value_end_ = end;
  }

  static constexpr size_t kNone = static_cast<size_t>(-1);

  FileId file_;
  absl::string_view text_;
  std::vector<IniSection> sections_;
  absl::flat_hash_map<std::string, size_t> numbers_;  // of sections, by name
  absl::flat_hash_map<std::pair<size_t, std::string>, size_t> keys_;
  size_t section_ = kNone;
  size_t entry_ = kNone;  // the one that an indented line continues
  size_t indent_ = 0;
  size_t blank_lines_ = 0;  // since the value's last line
  size_t value_end_ = 0;
};

const IniEntry* FindEntry(const IniSection& section, const IniSection& defaults, absl::string_view key) {
  const IniEntry* entry = section.Find(key);
  return entry == nullptr ? defaults.Find(key) : entry;
}

// ConfigParser's BasicInterpolation. The budget ends values that double themselves at every level.
class Interpolation {
 public:
  Interpolation(const IniSection& section, const IniSection& defaults, const IniVariables& variables)
      : section_(section), defaults_(defaults), variables_(variables) {}

  void Expand(const MappedText& raw, int depth, MappedText& out) {
    const absl::string_view text = raw.text();
    size_t done = 0;
    for (size_t at = text.find('%'); at != absl::string_view::npos; at = text.find('%', done)) {
      out.Append(raw.Sub(done, at));
      done = ExpandOne(raw, at, depth, out);
    }
    out.Append(raw.Sub(done, text.size()));
  }

 private:
  static constexpr int kMaxDepth = 10;

  // Expands what begins with the "%" at `at`; returns where the text goes on.
  size_t ExpandOne(const MappedText& raw, size_t at, int depth, MappedText& out) {
    const absl::string_view text = raw.text();
    const absl::string_view rest = text.substr(at);
    const size_t close = rest.find(")s");
    if (absl::StartsWith(rest, "%%")) {
      out.Append("%", raw.At(at, at + 2));
      return at + 2;
    }
    if (!absl::StartsWith(rest, "%(") || close == absl::string_view::npos || rest.find(')') != close) {
      out.AppendHole(raw.At(at, at + 1));
      return at + 1;
    }
    const size_t end = at + close + 2;
    ExpandReference(absl::AsciiStrToLower(rest.substr(2, close - 2)), raw.At(at, end), depth, out);
    return end;
  }

  void ExpandReference(const std::string& name, const Span& at, int depth, MappedText& out) {
    const IniEntry* entry = FindEntry(section_, defaults_, name);
    const auto variable = variables_.find(name);
    budget_ -= 64 + (entry == nullptr ? 0 : static_cast<int64_t>(entry->raw.text().size()));
    if (depth >= kMaxDepth || budget_ < 0 || (entry == nullptr && variable == variables_.end())) {
      out.AppendHole(at);
    } else if (entry == nullptr) {
      out.Append(variable->second, at);
    } else {
      Expand(entry->raw, depth + 1, out);
    }
  }

  const IniSection& section_;
  const IniSection& defaults_;
  const IniVariables& variables_;
  int64_t budget_ = 1 << 16;  // bytes of references
};

}  // namespace

const IniEntry* IniSection::Find(absl::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const IniEntry& e) { return e.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

const IniSection* Ini::Find(absl::string_view section) const {
  const auto found = std::find_if(sections.begin(), sections.end(), [&](const auto& s) { return s.name == section; });
  return found == sections.end() ? nullptr : &*found;
}

MappedText Ini::Interpolate(const IniSection& section, const IniEntry& entry, const IniVariables& variables) const {
  MappedText value;
  Interpolation(section, defaults, variables).Expand(entry.raw, 0, value);
  return value;
}

std::optional<MappedText> Ini::Get(absl::string_view section, absl::string_view key,
                                   const IniVariables& variables) const {
  const IniSection* found = section == kDefaultSection ? &defaults : Find(section);
  if (found == nullptr) return std::nullopt;
  const IniEntry* entry = FindEntry(*found, defaults, absl::AsciiStrToLower(key));
  if (entry == nullptr || !entry->has_value) return std::nullopt;
  return Interpolate(*found, *entry, variables);
}

Ini ParseIni(FileId file, absl::string_view text) { return Reader(file, text).Read(); }

}  // namespace retort
