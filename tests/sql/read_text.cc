#include "tests/sql/read_text.h"

#include "linter/base/pool.h"
#include "tests/support/operation_text.h"

namespace retort {
namespace {

Span At(size_t begin, size_t end) { return {0, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}; }

}  // namespace

MappedText Mapped(absl::string_view text) {
  MappedText mapped;
  size_t done = 0;
  for (size_t hole = text.find("{}"); hole != absl::string_view::npos; hole = text.find("{}", done)) {
    mapped.Append(text.substr(done, hole - done), At(done, hole));
    mapped.AppendHole(At(hole, hole + 2));
    done = hole + 2;
  }
  mapped.Append(text.substr(done), At(done, text.size()));
  return mapped;
}

SqlReading ReadText(absl::string_view text, const SqlOptions& options) {
  SqlReading reading;
  Pool(1).Run(1, [&](size_t) { reading = ReadSql(Mapped(text), options); });
  return reading;
}

std::string OperationsOf(absl::string_view text, const SqlOptions& options) {
  std::vector<Operation> operations;
  for (const Statement& statement : ReadText(text, options).statements) {
    operations.insert(operations.end(), statement.operations.begin(), statement.operations.end());
  }
  return OperationText(operations);
}

std::string Excerpt(absl::string_view text, const Span& span) {
  return std::string(text.substr(span.begin, span.end - span.begin));
}

}  // namespace retort
