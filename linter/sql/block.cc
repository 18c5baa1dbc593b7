#include "linter/sql/block.h"

#include <optional>
#include <string>
#include <utility>

#include "linter/sql/body.h"
#include "linter/sql/lexer.h"
#include "linter/sql/literal.h"

namespace retort {
namespace {

// DO blocks in strings that EXECUTE runs, and so on.
constexpr int kMaxNestedBlocks = 8;

struct DoStatement {
  std::optional<SqlToken> body;
  bool is_plpgsql = true;
};

DoStatement ReadDo(const MappedText& sql, const Piece& piece) {
  DoStatement statement;
  Lexer lexer(sql.text(), piece.begin, piece.end);
  while (std::optional<SqlToken> token = lexer.Next()) {
    if (token->Is("language")) {
      const std::optional<SqlToken> language = lexer.Next();
      statement.is_plpgsql = language.has_value() && language->IsName() && language->Name() == "plpgsql";
    } else if (token->IsString()) {
      statement.body = token;
    }
  }
  return statement;
}

}  // namespace

std::vector<Operation> ReadBlock(const MappedText& sql, const Piece& piece, int nesting) {
  const Span at = sql.At(piece.begin, piece.end);
  const auto opaque = [&](const char* reason) {
    return std::vector<Operation>{{.at = at, .action = Opaque{.what = "DO", .reason = reason}}};
  };
  const DoStatement statement = ReadDo(sql, piece);
  if (!statement.is_plpgsql) return opaque("it is not written in PL/pgSQL");
  if (!statement.body.has_value()) return opaque("it has no body");
  if (nesting >= kMaxNestedBlocks) return opaque("it is nested too deeply");
  std::vector<Operation> operations = ReadBody(LiteralValue(sql, *statement.body), nesting);
  if (operations.empty()) operations.push_back({.at = at, .action = Inspect{"DO"}});
  return operations;
}

}  // namespace retort
