// One configuration file while it is read: where its values stand, and what is wrong with them.
//
//   site.Complain(node, "select is a list");      // "retort.toml:3:10: select is a list"

#ifndef RETORT_LINTER_POLICY_TOML_SITE_H_
#define RETORT_LINTER_POLICY_TOML_SITE_H_

#include <toml++/toml.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "linter/base/text.h"
#include "linter/policy/rule_layer.h"
#include "linter/source/toml_text.h"

namespace retort {

class TomlSite {
 public:
  // `shown` is the path as messages name it. The text must outlive the site.
  TomlSite(std::string path, std::string shown, absl::string_view text)
      : path_(std::move(path)), shown_(std::move(shown)), text_(text), lines_(text) {}

  const std::string& path() const { return path_; }
  const std::string& shown() const { return shown_; }
  // In the order of the file.
  std::vector<std::string> Problems() const {
    std::vector<std::string> lines;
    for (const auto& [place, line] : problems_) lines.push_back(line);
    return lines;
  }

  void ComplainAt(const toml::source_position& at, absl::string_view message) {
    problems_.emplace(std::make_pair(at.line, at.column),
                      absl::StrCat(shown_, ":", at.line, ":", at.column, ": ", message));
  }
  void Complain(const toml::node& node, absl::string_view message) { ComplainAt(node.source().begin, message); }
  void Complain(const toml::key& key, absl::string_view message) { ComplainAt(key.source().begin, message); }

  Origin OriginOf(const toml::node& node) const { return {path_, node.source().begin.line}; }
  size_t OffsetOf(const toml::source_position& at) const { return lines_.OffsetOf(at.line, at.column); }
  // The value as it is written.
  absl::string_view TextOf(const toml::node& node) const {
    const size_t begin = OffsetOf(node.source().begin), end = OffsetOf(node.source().end);
    return text_.substr(begin, end > begin ? end - begin : 0);
  }

 private:
  std::string path_;
  std::string shown_;
  absl::string_view text_;
  TomlLines lines_;
  std::multimap<std::pair<uint32_t, uint32_t>, std::string> problems_;
};

inline absl::string_view ViewOf(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace retort

#endif  // RETORT_LINTER_POLICY_TOML_SITE_H_
