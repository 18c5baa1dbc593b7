#include "linter/python/module.h"

#include <algorithm>
#include <utility>

#include "linter/python/checks.h"
#include "linter/python/names.h"
#include "linter/python/parser.h"
#include "linter/python/string_literal.h"
#include "linter/python/tokens.h"

namespace retort::python {
namespace {

using Facts = Module::FunctionFacts;

void ReadDocstring(Syntax& syntax) {
  const NodeId string = DocstringOf(syntax, kRoot);
  if (string == kNoNode) return;
  MappedText text;
  for (NodeId part = string; part < syntax[string].after; ++part) {
    if (syntax[part].kind != Kind::kString) continue;
    const StringLiteral literal(syntax, part);
    literal.Decode(literal.content_begin(), literal.content_end(), text);
  }
  syntax.docstring = text.text();
  syntax.docstring_at = syntax.At(string);
}

// pass, ..., a string, a number, a bare return: nothing happens.
bool DoesNothing(const Syntax& syntax, NodeId statement) {
  const Node& node = syntax[statement];
  const bool alone = node.after == statement + 1;
  if (node.broken) return false;
  if (node.kind == Kind::kPass) return true;
  if (node.kind == Kind::kReturn) return alone || syntax[syntax.Unwrap(statement + 1)].kind == Kind::kNone;
  if (node.kind != Kind::kExpressionStatement || alone) return false;
  const Kind kind = syntax[syntax.Unwrap(statement + 1)].kind;
  return kind == Kind::kEllipsis || kind == Kind::kString || kind == Kind::kConcatenatedString ||
         kind == Kind::kInteger || kind == Kind::kNone;
}

Facts::Shape ShapeOf(const Syntax& syntax, NodeId body) {
  for (const NodeId statement : syntax.Children(body)) {
    if (syntax[statement].kind == Kind::kReturn && DoesNothing(syntax, statement)) return Facts::Shape::kEmpty;
    if (DoesNothing(syntax, statement)) continue;
    return syntax[statement].kind == Kind::kRaise ? Facts::Shape::kRaises : Facts::Shape::kCode;
  }
  return Facts::Shape::kEmpty;
}

bool Yields(const Syntax& syntax, NodeId body) {
  for (NodeId id = body; id < syntax[body].after; ++id) {
    const Kind kind = syntax[id].kind;
    if (kind == Kind::kYield) return true;
    if (kind == Kind::kFunction || kind == Kind::kClass || kind == Kind::kLambda) id = syntax[id].after - 1;
  }
  return false;
}

// Functions at module level, also those under an if, a try or a with.
void CollectFunctions(const Syntax& syntax, std::vector<Facts>& functions) {
  for (NodeId id = kRoot + 1; id < syntax.nodes.size(); ++id) {
    if (syntax[id].kind == Kind::kClass || syntax[id].kind == Kind::kLambda) id = syntax[id].after - 1;
    if (syntax[id].kind != Kind::kFunction) continue;
    const bool decorated = syntax[syntax[id].parent].kind == Kind::kDecorated;
    const NodeId name = syntax.Child(id, Field::kName);
    const NodeId body = syntax.Child(id, Field::kBody);
    if (name != kNoNode && body != kNoNode) {
      const bool is_async = syntax.ChildOf(id, Kind::kToken) != kNoNode;
      functions.push_back({std::string(syntax.Text(name)), syntax.At(name),
                           syntax.At(decorated ? syntax[id].parent : id), syntax.At(body), is_async,
                           Yields(syntax, body), ShapeOf(syntax, body)});
    }
    id = syntax[id].after - 1;
  }
}

bool IsGuarded(const Syntax& syntax, NodeId id) {
  for (int i = 0; i < 100 && id != kRoot; ++i) {
    id = syntax[id].parent;
    if (syntax[id].kind == Kind::kIf) return true;
    if (syntax[id].kind == Kind::kTry && syntax.ChildOf(id, Kind::kExcept) != kNoNode) return true;
  }
  return false;
}

}  // namespace

Module::Module(std::unique_ptr<Syntax> syntax) : syntax_(std::move(syntax)) {}
Module::~Module() = default;
Module::Module(Module&&) = default;
Module& Module::operator=(Module&&) = default;

Module Module::Parse(FileId file, absl::string_view text) {
  auto syntax = std::make_unique<Syntax>(ParseSyntax(file, text));
  CheckSyntax(*syntax);
  ReadDocstring(*syntax);
  return Module(std::move(syntax));
}

const std::vector<SyntaxError>& Module::Errors() const { return syntax_->errors; }
const std::string& Module::Docstring() const { return syntax_->docstring; }
Span Module::DocstringAt() const { return syntax_->docstring_at; }
const std::vector<Comment>& Module::Comments() const { return syntax_->comments; }

std::vector<Facts> Module::Functions() const {
  std::vector<Facts> functions;
  CollectFunctions(*syntax_, functions);
  return functions;
}

std::vector<Module::ImportFacts> Module::Imports() const {
  const Syntax& syntax = *syntax_;
  std::vector<ImportFacts> imports;
  for (NodeId id = kRoot; id < syntax.nodes.size(); ++id) {
    const Kind kind = syntax[id].kind;
    if (kind == Kind::kImportFrom) {
      const NodeId module = syntax.Child(id, Field::kModuleName);
      if (module == kNoNode) continue;
      const bool relative = syntax[module].kind == Kind::kRelativeImport;
      imports.push_back({std::string(syntax.Text(module)), syntax.At(id), relative, IsGuarded(syntax, id)});
    } else if (kind == Kind::kImport) {
      for (const NodeId name : syntax.Children(id)) {
        const NodeId module = syntax[name].kind == Kind::kAliasedImport ? name + 1 : name;
        imports.push_back({std::string(syntax.Text(module)), syntax.At(id), false, IsGuarded(syntax, id)});
      }
    }
  }
  return imports;
}

std::vector<Token> Module::MeaningfulTokens() const { return ReadTokens(*syntax_); }
std::vector<UndefinedName> Module::UndefinedNames() const { return FindUndefinedNames(*syntax_); }

}  // namespace retort::python
