// Reads a test of PostgreSQL's catalogue: EXISTS (SELECT 1 FROM pg_type t WHERE t.typname = 'mood').
//
//   std::optional<CatalogQuery> query = ReadCatalogQuery(body, tokens);   // facts {typname: mood}, when_present

#ifndef RETORT_LINTER_SQL_CATALOG_QUERY_H_
#define RETORT_LINTER_SQL_CATALOG_QUERY_H_

#include <optional>
#include <span>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/lexer.h"

namespace retort {

struct CatalogQuery {
  bool when_present = true;  // EXISTS; false: NOT EXISTS
  // A column of the catalogue in lower case, and the literal that it must equal. A name given as 'a.b'::regclass or
  // ::regtype is split into the columns that it stands for.
  absl::flat_hash_map<std::string, std::string> facts;
};

// Nothing when the test is more than that: OR, another comparison, a literal that is not known.
std::optional<CatalogQuery> ReadCatalogQuery(const MappedText& body, std::span<const SqlToken> condition);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_CATALOG_QUERY_H_
