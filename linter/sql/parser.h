// PostgreSQL's own parser on one statement. With lower_*.cc the only place that knows libpg_query.
//
//   ParseResult result = ParseStatement("DROP TABLE a");
//   if (const ParseTree* tree = std::get_if<ParseTree>(&result)) ... (*tree)->stmts[0]->stmt

#ifndef RETORT_LINTER_SQL_PARSER_H_
#define RETORT_LINTER_SQL_PARSER_H_

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

#include <memory>
#include <string>
#include <variant>

namespace retort {

struct FreeParseTree {
  void operator()(PgQuery__ParseResult* tree) const { pg_query__parse_result__free_unpacked(tree, nullptr); }
};
using ParseTree = std::unique_ptr<PgQuery__ParseResult, FreeParseTree>;  // locations in it count bytes

struct ParseError {
  std::string message = {};
  size_t at = 0;         // a byte of the text
  bool too_big = false;  // the parser's stack was too small, or memory: this says nothing about the text
};

using ParseResult = std::variant<ParseTree, ParseError>;

// Recurses as deep as the text nests: see split.h. The tree has at least one statement.
ParseResult ParseStatement(const std::string& sql);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_PARSER_H_
