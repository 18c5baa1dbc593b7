#include "linter/sql/execute.h"

#include <optional>
#include <utility>

#include "linter/sql/beginning.h"
#include "linter/sql/literal.h"
#include "linter/sql/split.h"
#include "linter/sql/statement.h"

namespace retort {
namespace {

using Tokens = std::span<const SqlToken>;

// The end of an INTO clause: [STRICT] name[.name] [, name ...]
size_t SkipTargets(Tokens statement, size_t at) {
  if (at < statement.size() && statement[at].Is("strict")) ++at;
  while (at < statement.size() && statement[at].IsName()) {
    ++at;
    if (at >= statement.size() || !(statement[at].Is('.') || statement[at].Is(','))) break;
    ++at;
  }
  return at;
}

// The only literal of the argument, before INTO or USING; or, for a text that is put together, how it begins.
struct Argument {
  const SqlToken* literal = nullptr;
  bool complete = false;
};

Argument ReadArgument(Tokens tokens) {
  Argument argument;
  if (tokens[0].IsString()) {
    argument.literal = &tokens[0];
    argument.complete = tokens.size() == 1 || tokens[1].Is("into") || tokens[1].Is("using");
  } else if (tokens.size() > 2 && tokens[0].Is("format") && tokens[1].Is('(') && tokens[2].IsString()) {
    argument.literal = &tokens[2];
  }
  return argument;
}

Opaque PutTogether(const MappedText& body, const SqlToken* beginning) {
  Opaque opaque{.what = "EXECUTE", .reason = "its text is put together while it runs"};
  if (beginning == nullptr) return opaque;
  const MappedText text = LiteralValue(body, *beginning);
  Splitter splitter(text.text());
  const std::optional<Piece> first = splitter.Next();
  const bool single = first.has_value() && !splitter.Next().has_value();
  if (single && BeginningOf(text.text(), "").reach == Reach::kNothing) opaque.reach = Reach::kNothing;
  return opaque;
}

}  // namespace

MappedText PlainSql(const MappedText& body, Tokens statement) {
  MappedText sql;
  size_t done = statement.front().begin;
  if (statement.front().Is("perform")) {
    sql.Append("SELECT", body.At(done, statement.front().end()));
    done = statement.front().end();
  }
  int depth = 0;
  for (size_t i = 1; i < statement.size(); ++i) {
    depth += statement[i].Is('(') - statement[i].Is(')');
    const bool names_variable =
        statement[i].Is("into") && !statement[i - 1].Is("insert") && !statement[i - 1].Is("merge");
    if (depth != 0 || !names_variable) continue;
    sql.Append(body.Sub(done, statement[i].begin));
    i = SkipTargets(statement, i + 1) - 1;
    done = statement[i].end();
  }
  sql.Append(body.Sub(done, statement.back().end()));
  return sql;
}

std::vector<Operation> Executed(const MappedText& body, Tokens tokens, int nesting) {
  const Argument argument = ReadArgument(tokens);
  if (!argument.complete) {
    const Span at = body.At(tokens.front().begin, tokens.back().end());
    return {{.at = at, .action = PutTogether(body, argument.literal)}};
  }
  const MappedText sql = LiteralValue(body, *argument.literal);
  std::vector<Operation> operations;
  Splitter splitter(sql.text());
  while (const std::optional<Piece> piece = splitter.Next()) {
    for (Operation& operation : ReadPiece(sql, *piece, nesting).operations) operations.push_back(std::move(operation));
  }
  return operations;
}

}  // namespace retort
