#include <map>
#include <string>
#include <utility>

#include "linter/project/settings_formats.h"
#include "linter/project/settings_python_context.h"
#include "linter/python/module.h"
#include "linter/python/parser.h"
#include "linter/python/string_literal.h"

namespace retort {
namespace {

using python::Kind;
using python::NodeId;
using python::Syntax;

class PythonReader {
 public:
  explicit PythonReader(const Syntax& syntax) : syntax_(syntax) {}

  // The literals of the file, by what they stand in: a class, a call, a dictionary.
  std::map<NodeId, Record> Read() {
    for (NodeId node = 1; node < syntax_.nodes.size(); ++node) {
      if (IsWholeText(node)) AddText(node);
    }
    return std::move(records_);
  }

 private:
  bool IsText(NodeId node) const {
    const Kind kind = syntax_[node].kind;
    return kind == Kind::kString || kind == Kind::kConcatenatedString || kind == Kind::kBinary;
  }

  // A string, or strings put together, that are no part of a longer text.
  bool IsWholeText(NodeId node) const {
    if (!IsText(node)) return false;
    NodeId parent = syntax_[node].parent;
    while (parent != python::kRoot && syntax_[parent].kind == Kind::kParenthesized) parent = syntax_[parent].parent;
    const Kind kind = syntax_[parent].kind;
    return kind != Kind::kBinary && kind != Kind::kConcatenatedString;
  }

  void AddText(NodeId node) {
    MappedText text;
    bool has_string = false;
    const NodeId end = syntax_[node].after;
    for (NodeId part = node; part < end;) {
      const Kind kind = syntax_[part].kind;
      if (kind == Kind::kString) {
        has_string = true;
        Append(part, text);
        part = syntax_[part].after;
      } else if (IsText(part) || kind == Kind::kParenthesized || kind == Kind::kToken) {
        ++part;
      } else {
        text.AppendHole(syntax_.At(part));
        part = syntax_[part].after;
      }
    }
    const PythonContext context = PythonContextOf(syntax_, node);
    if (!has_string || context.is_ignored) return;
    records_[context.group].push_back({.value = std::move(text),
                                       .path = context.path,
                                       .name = context.name,
                                       .is_fallback = context.is_fallback,
                                       .is_effective = context.is_effective});
  }

  // One literal; what stands in braces of an f-string is a hole.
  void Append(NodeId string, MappedText& text) const {
    const python::StringLiteral literal(syntax_, string);
    uint32_t from = literal.content_begin();
    for (const NodeId part : syntax_.Children(string)) {
      if (syntax_[part].kind != Kind::kInterpolation) continue;
      literal.Decode(from, syntax_[part].begin, text);
      text.AppendHole(syntax_.At(part));
      from = syntax_[part].end;
    }
    literal.Decode(from, literal.content_end(), text);
  }

  const Syntax& syntax_;
  std::map<NodeId, Record> records_;
};

}  // namespace

bool ReadPythonSettings(SettingsCollector& settings) {
  const python::Module module = python::Module::Parse(settings.file().id, settings.file().text);
  for (auto& [group, record] : PythonReader(module.syntax()).Read()) settings.Add(std::move(record));
  return true;
}

}  // namespace retort
