#include "linter/sql/parser.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "linter/base/text.h"
#include "linter/sql/read.h"

namespace retort {
namespace {

// libpg_query counts characters from 1.
size_t ByteOfCharacter(const std::string& text, int character) {
  size_t byte = 0;
  for (int i = 1; i < character && byte < text.size(); ++i) byte += Utf8Length(text[byte]);
  return std::min(byte, text.size());
}

ParseResult Unpack(const PgQueryProtobufParseResult& result) {
  ParseTree tree(pg_query__parse_result__unpack(nullptr, result.parse_tree.len,
                                                reinterpret_cast<const uint8_t*>(result.parse_tree.data)));
  if (tree == nullptr) return ParseError{.message = "out of memory", .too_big = true};
  if (tree->n_stmts == 0 || tree->stmts[0]->stmt == nullptr) return ParseError{.message = "no statement"};
  return tree;
}

}  // namespace

ParseResult ParseStatement(const std::string& sql) {
  if (const size_t nul = sql.find('\0'); nul != std::string::npos) {
    return ParseError{"invalid byte sequence for encoding \"UTF8\": 0x00", nul};
  }
  const PgQueryProtobufParseResult result = pg_query_parse_protobuf(sql.c_str());
  ParseResult parsed = result.error == nullptr
                           ? Unpack(result)
                           : ParseError{.message = result.error->message,
                                        .at = ByteOfCharacter(sql, result.error->cursorpos),
                                        .too_big = absl::StartsWith(result.error->message, "memory exhausted") ||
                                                   absl::StartsWith(result.error->message, "out of memory")};
  pg_query_free_protobuf_parse_result(result);
  return parsed;
}

int GrammarVersion() { return PG_VERSION_NUM / 10000; }

}  // namespace retort
