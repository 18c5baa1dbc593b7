#include "linter/sql/read.h"

#include <optional>
#include <string>
#include <utility>

#include "linter/sql/binds.h"
#include "linter/sql/split.h"
#include "linter/sql/statement.h"

namespace retort {
namespace {

// Larger texts are data, not migrations.
constexpr size_t kMaxBytes = size_t{8} << 20;
constexpr size_t kMaxStatements = 50'000;

// From `begin` on, nothing is read.
Statement TooLarge(const MappedText& sql, size_t begin) {
  const Span at = sql.At(begin, sql.text().size());
  return {at, {{.at = at, .action = Opaque{"SQL", "it is too large to be read"}}}, ""};
}

SqlReading ReadStatements(const MappedText& sql) {
  SqlReading reading;
  Splitter splitter(sql.text());
  while (const std::optional<Piece> piece = splitter.Next()) {
    if (reading.statements.size() == kMaxStatements) {
      reading.statements.push_back(TooLarge(sql, piece->begin));
      break;
    }
    PieceReading statement = ReadPiece(sql, *piece);
    reading.statements.push_back({.at = sql.At(piece->begin, piece->end),
                                  .operations = std::move(statement.operations),
                                  .sql = sql.text().substr(piece->begin, piece->end - piece->begin)});
    if (!reading.error.has_value() && !sql.has_holes()) reading.error = std::move(statement.error);
  }
  return reading;
}

}  // namespace

SqlReading ReadSql(const MappedText& sql, const SqlOptions& options) {
  if (sql.text().size() > kMaxBytes) return {{TooLarge(sql, 0)}, std::nullopt};
  return options.binds ? ReadStatements(ReplaceBinds(sql)) : ReadStatements(sql);
}

}  // namespace retort
