#include "linter/ignore/python_comments.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "linter/python/module.h"
#include "linter/python/parser.h"
#include "linter/python/string_literal.h"
#include "linter/sql/lexer.h"

namespace retort {
namespace {

using python::Kind;
using python::NodeId;
using python::Syntax;

bool IsSimple(Kind kind) { return kind >= Kind::kExpressionStatement && kind <= Kind::kTypeAlias; }

bool IsCompound(Kind kind) {
  return kind >= Kind::kIf && kind <= Kind::kCase && kind != Kind::kWithClause && kind != Kind::kWithItem &&
         kind != Kind::kDecorator;
}

// Where the block of a compound statement begins; its end when it has none.
uint32_t HeaderEnd(const Syntax& syntax, NodeId id) {
  for (NodeId inner = id + 1; inner < syntax[id].after; ++inner) {
    if (syntax[inner].kind == Kind::kBlock) return syntax[inner].begin;
  }
  return syntax[id].end;
}

// Does the text begin as a statement of SQL does?
bool IsSql(absl::string_view text) {
  constexpr absl::string_view kBeginnings[] = {
      "alter",   "analyze",  "begin",  "call",     "close",     "cluster",  "comment",  "commit",  "copy",
      "create",  "declare",  "delete", "discard",  "do",        "drop",     "end",      "execute", "explain",
      "grant",   "import",   "insert", "lock",     "merge",     "prepare",  "reassign", "refresh", "reindex",
      "release", "reset",    "revoke", "rollback", "savepoint", "security", "select",   "set",     "show",
      "start",   "truncate", "update", "vacuum",   "values",    "with"};
  Lexer lexer(text);
  const std::optional<SqlToken> first = lexer.Next();
  return first.has_value() && std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                                          [&](absl::string_view word) { return first->Is(word); });
}

Span StatementOf(const Syntax& syntax, NodeId id) {
  while (id != python::kRoot && !IsSimple(syntax[id].kind) && !IsCompound(syntax[id].kind)) id = syntax[id].parent;
  return syntax.At(id);
}

// The text of a string, of all its parts when they are written one after the other.
MappedText TextOf(const Syntax& syntax, NodeId string) {
  MappedText text;
  for (NodeId part = string; part < syntax[string].after; ++part) {
    if (syntax[part].kind != Kind::kString) continue;
    const python::StringLiteral literal(syntax, part);
    literal.Decode(literal.content_begin(), literal.content_end(), text);
    part = syntax[part].after - 1;
  }
  return text;
}

}  // namespace

PythonComments CommentsOfPython(FileId file, absl::string_view text) {
  const python::Module module = python::Module::Parse(file, text);
  const Syntax& syntax = module.syntax();
  PythonComments result;
  result.own.text = text;
  for (const python::Comment& comment : module.Comments()) {
    const size_t end = text.find_first_of("\r\n", comment.at.begin);  // the parser counts a CR in
    result.own.comments.push_back({comment.at.begin, std::min<size_t>(end, comment.at.end)});
  }
  for (NodeId id = python::kRoot + 1; id < syntax.nodes.size(); ++id) {
    const python::Node& node = syntax[id];
    if (IsSimple(node.kind)) result.own.units.push_back({node.begin, node.end});
    if (IsCompound(node.kind)) result.own.units.push_back({node.begin, HeaderEnd(syntax, id)});
    if (node.kind != Kind::kString && node.kind != Kind::kConcatenatedString) continue;
    if (absl::StrContains(syntax.Text(id), "retort:")) {
      MappedText sql = TextOf(syntax, id);
      if (IsSql(sql.text())) result.sql.push_back({std::move(sql), StatementOf(syntax, id)});
    }
    id = node.after - 1;
  }
  return result;
}

}  // namespace retort
