// What SQLAlchemy does to a text before it is sent.
//
//   BindValues("SELECT :a, :b", {{"a", "5"}})    // SELECT 5, :b
//   FormatDdl("SELECT '%%'", nullptr)            // SELECT '%'

#ifndef RETORT_LINTER_ALEMBIC_TEXT_CLAUSE_H_
#define RETORT_LINTER_ALEMBIC_TEXT_CLAUSE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "linter/python/value.h"
#include "linter/source/mapped_text.h"

namespace retort {

// `values` are SQL texts by the names of parameters.
MappedText BindValues(const MappedText& sql, const std::vector<std::pair<std::string, std::string>>& values);

// The text of sa.DDL after Python's % with `context`; nullopt where Python would raise.
std::optional<MappedText> FormatDdl(const MappedText& sql, const python::Dict* context);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_TEXT_CLAUSE_H_
