#include "linter/python/tokens.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/python/string_literal.h"

namespace retort::python {
namespace {

// Kinds that differ in writing only.
Kind Canonical(Kind kind) {
  switch (kind) {
    case Kind::kExpressionList:
      return Kind::kTuple;
    case Kind::kPatternList:
      return Kind::kTuplePattern;
    case Kind::kTypedDefaultParameter:
      return Kind::kDefaultParameter;
    default:
      return kind;
  }
}

class Reader {
 public:
  explicit Reader(const Syntax& syntax) : syntax_(syntax) {}

  std::vector<Token> Read() {
    const NodeId count = static_cast<NodeId>(syntax_.nodes.size());
    for (NodeId id = kRoot; id < count; ++id) {
      CloseBefore(id);
      if (IsSkipped(id)) {
        id = syntax_[id].after - 1;
      } else if (syntax_[id].kind == Kind::kString || syntax_[id].kind == Kind::kConcatenatedString) {
        ReadString(id);
      } else if (syntax_[id].kind == Kind::kFormatSpecifier || IsDebug(id)) {
        FlushText();
        tokens_.push_back({std::string(syntax_.Text(id)), syntax_.At(id)});
        open_.push_back({id, false});
        id = syntax_[id].after - 1;
      } else {
        ReadNode(id);
      }
    }
    CloseBefore(count);
    return std::move(tokens_);
  }

 private:
  struct Open {
    NodeId node;
    bool marked;  // with brackets
  };

  void CloseBefore(NodeId id) {
    while (!open_.empty() && syntax_[open_.back().node].after <= id) {
      const Open closed = open_.back();
      open_.pop_back();
      if (closed.marked) {
        FlushText();
        tokens_.push_back({")", syntax_.At(closed.node)});
      }
      const NodeId string = syntax_[closed.node].parent;
      if (syntax_[closed.node].kind == Kind::kInterpolation && syntax_[string].kind == Kind::kString) {
        const uint32_t begin = syntax_[closed.node].end;
        AddText(StringLiteral(syntax_, string), begin, NextPart(string, begin), string);
      }
    }
  }

  void FlushText() {
    if (!in_text_) return;
    tokens_.push_back({absl::StrCat("\"", text_, "\""), text_at_});
    text_.clear();
    in_text_ = false;
  }

  // f"{x=}" shows how x is written.
  bool IsDebug(NodeId id) const {
    const NodeId expression =
        syntax_[id].kind == Kind::kInterpolation ? syntax_.Child(id, Field::kExpression) : kNoNode;
    if (expression == kNoNode) return false;
    const NodeId next = syntax_[expression].after < syntax_[id].after ? syntax_[expression].after : id;
    const uint32_t end = next == id ? syntax_[id].end : syntax_[next].begin;
    return absl::StrContains(
        absl::string_view(syntax_.text).substr(syntax_[expression].end, end - syntax_[expression].end), '=');
  }

  bool IsSkipped(NodeId id) const {
    const Node& node = syntax_[id];
    const Kind parent = syntax_[node.parent].kind;
    switch (node.kind) {
      case Kind::kPass:
        return true;
      case Kind::kType:
        return node.field == Field::kReturnType ||
               (node.field == Field::kType && (parent == Kind::kAssignment || parent == Kind::kTypedParameter ||
                                               parent == Kind::kTypedDefaultParameter));
      case Kind::kExpressionStatement: {
        const bool declares = syntax_[id + 1].kind == Kind::kAssignment && node.after > id + 1 &&
                              syntax_.Child(id + 1, Field::kRight) == kNoNode;
        const bool documented = (node.field == Field::kNone && id == node.parent + 1) && IsDocumented(node.parent);
        return declares || (documented && DocstringOf(syntax_, node.parent) != kNoNode);
      }
      default:
        return false;
    }
  }

  bool IsDocumented(NodeId block) const {
    const Kind owner = syntax_[syntax_[block].parent].kind;
    return block == kRoot ||
           (syntax_[block].field == Field::kBody && (owner == Kind::kFunction || owner == Kind::kClass));
  }

  void ReadNode(NodeId id) {
    const Node& node = syntax_[id];
    FlushText();
    if (node.after == id + 1 && IsLeaf(node.kind)) {
      std::string text(syntax_.Text(id));
      if (node.kind == Kind::kToken || node.kind == Kind::kInteger || node.kind == Kind::kFloat) {
        text = absl::StrReplaceAll(text, {{"_", ""}, {" ", ""}, {"\\", ""}, {"\n", ""}, {"\r", ""}, {"\t", ""}});
      }
      tokens_.push_back({std::move(text), syntax_.At(id)});
      return;
    }
    const bool transparent =
        node.kind == Kind::kParenthesized || node.kind == Kind::kTypedParameter || syntax_.Unwrap(id) != id;
    open_.push_back({id, !transparent});
    if (transparent) return;
    const bool tuple = node.kind == Kind::kSubscript && EndsInComma(id);
    tokens_.push_back({absl::StrCat(tuple ? "(," : "(", static_cast<int>(Canonical(node.kind))), syntax_.At(id)});
  }

  static bool IsLeaf(Kind kind) {
    switch (kind) {
      case Kind::kIdentifier:
      case Kind::kToken:
      case Kind::kInteger:
      case Kind::kFloat:
      case Kind::kTrue:
      case Kind::kFalse:
      case Kind::kNone:
      case Kind::kEllipsis:
      case Kind::kImportPrefix:
      case Kind::kTypeConversion:
      case Kind::kError:
      case Kind::kMissing:
        return true;
      default:
        return false;
    }
  }

  bool EndsInComma(NodeId id) const {
    const absl::string_view text = syntax_.Text(id);
    const size_t last = text.find_last_not_of(" \t\r\n]");
    return last != absl::string_view::npos && text[last] == ',';
  }

  // Adjacent texts run together, whatever their quotes and escapes.
  void ReadString(NodeId id) {
    if (syntax_[id].kind == Kind::kConcatenatedString) {
      open_.push_back({id, true});
      FlushText();
      tokens_.push_back({"(string", syntax_.At(id)});
      return;
    }
    const bool part = syntax_[syntax_[id].parent].kind == Kind::kConcatenatedString;
    const StringLiteral literal(syntax_, id);
    if (!part) {
      FlushText();
      tokens_.push_back({literal.bytes() ? "(bytes" : "(string", syntax_.At(id)});
    }
    open_.push_back({id, !part});
    AddText(literal, literal.content_begin(), NextPart(id, syntax_[id].begin), id);
  }

  uint32_t NextPart(NodeId string, uint32_t from) const {
    for (const NodeId child : syntax_.Children(string)) {
      if (syntax_[child].kind == Kind::kInterpolation && syntax_[child].begin >= from) return syntax_[child].begin;
    }
    return StringLiteral(syntax_, string).content_end();
  }

  void AddText(const StringLiteral& literal, uint32_t begin, uint32_t end, NodeId at) {
    MappedText text;
    literal.Decode(begin, std::max(begin, end), text);
    if (!in_text_) text_at_ = syntax_.At(at);
    in_text_ = true;
    // What cannot be decoded means what is written.
    if (text.has_holes()) {
      absl::StrAppend(&text_, "\\", absl::string_view(syntax_.text).substr(begin, end - begin));
    } else {
      text_ += text.text();
    }
  }

  const Syntax& syntax_;
  std::vector<Token> tokens_;
  std::vector<Open> open_;
  std::string text_;
  Span text_at_;
  bool in_text_ = false;
};

}  // namespace

std::vector<Token> ReadTokens(const Syntax& syntax) { return Reader(syntax).Read(); }

}  // namespace retort::python
