#include "linter/sql/statement.h"

#include <string>
#include <utility>
#include <variant>

#include "absl/strings/string_view.h"
#include "linter/sql/beginning.h"
#include "linter/sql/block.h"
#include "linter/sql/lexer.h"
#include "linter/sql/lower.h"
#include "linter/sql/parser.h"

namespace retort {
namespace {

absl::string_view TextOf(const MappedText& sql, const Piece& piece) {
  return absl::string_view(sql.text()).substr(piece.begin, piece.end - piece.begin);
}

std::vector<Operation> Unread(const MappedText& sql, const Piece& piece, std::string reason) {
  return {{.at = sql.At(piece.begin, piece.end), .action = BeginningOf(TextOf(sql, piece), std::move(reason))}};
}

std::vector<Operation> ReadTree(const MappedText& sql, const Piece& piece, const PgQuery__ParseResult& tree,
                                int nesting) {
  const std::optional<SqlToken> first = Lexer(sql.text(), piece.begin, piece.end).Next();
  return first->Is("do") ? ReadBlock(sql, piece, nesting) : Lower(sql, piece, tree);
}

// The statement with literals in the place of unknown parts that stand in a list or behind a word that wants a literal:
// ENUM ({labels}), ADD VALUE {label}, IN {ids}.
MappedText QuoteHoles(const MappedText& sql, const Piece& piece) {
  MappedText quoted;
  size_t done = piece.begin;
  int depth = 0;
  SqlToken before;
  Lexer lexer(sql.text(), piece.begin, piece.end);
  for (std::optional<SqlToken> token = lexer.Next(); token.has_value(); before = *token, token = lexer.Next()) {
    depth += token->Is('(') - token->Is(')');
    const bool wants_literal =
        depth > 0 || before.Is("value") || before.Is("exists") || before.Is("is") || before.Is("in");
    if (token->text != kHole || !wants_literal) continue;
    const Span at = sql.At(token->begin, token->end());
    const bool is_list = before.Is("in");
    quoted.Append(sql.Sub(done, token->begin));
    quoted.Append(is_list ? "('" : "'", at);
    quoted.AppendHole(at);
    quoted.Append(is_list ? "')" : "'", at);
    done = token->end();
  }
  quoted.Append(sql.Sub(done, piece.end));
  return quoted;
}

std::vector<Operation> ReadWithHoles(const MappedText& sql, const Piece& piece, int nesting) {
  const MappedText quoted = QuoteHoles(sql, piece);
  const ParseResult result = ParseStatement(quoted.text());
  if (const ParseTree* tree = std::get_if<ParseTree>(&result)) {
    return ReadTree(quoted, Piece{0, quoted.text().size()}, **tree, nesting);
  }
  return Unread(sql, piece, "its text is not fully known");
}

Span TokenAt(const MappedText& sql, const Piece& piece, size_t offset) {
  Lexer lexer(sql.text(), piece.begin, piece.end);
  SqlToken found;
  while (std::optional<SqlToken> token = lexer.Next()) {
    if (token->begin > offset) break;
    found = *token;
  }
  return sql.At(found.begin, found.end());
}

// psql replaces its variables and runs its commands before anything is sent; no driver knows them.
absl::string_view PsqlSyntaxIn(const MappedText& sql, const Piece& piece) {
  Lexer lexer(sql.text(), piece.begin, piece.end);
  SqlToken before;
  while (const std::optional<SqlToken> token = lexer.Next()) {
    if (token->text == "\\") return "it holds a command of psql, such as \\i";
    const bool is_name = token->IsName() || token->IsString();
    if (is_name && before.Is(':') && before.end() == token->begin) return "it holds a variable of psql, such as :name";
    before = *token;
  }
  return "";
}

}  // namespace

PieceReading ReadPiece(const MappedText& sql, const Piece& piece, int nesting) {
  if (piece.too_large) return {Unread(sql, piece, "it is too large to be read")};
  const ParseResult result = ParseStatement(std::string(TextOf(sql, piece)));
  if (const ParseTree* tree = std::get_if<ParseTree>(&result)) return {ReadTree(sql, piece, **tree, nesting)};
  if (HasHole(TextOf(sql, piece))) return {ReadWithHoles(sql, piece, nesting)};
  const ParseError& error = std::get<ParseError>(result);
  if (error.too_big) return {Unread(sql, piece, "it is too large to be read")};
  const std::string psql(PsqlSyntaxIn(sql, piece));
  return {Unread(sql, piece, psql.empty() ? error.message : psql),
          SqlError{TokenAt(sql, piece, piece.begin + error.at), error.message}};
}

}  // namespace retort
