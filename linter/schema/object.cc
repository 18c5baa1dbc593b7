#include "linter/schema/object.h"

namespace retort {

absl::string_view SqlWord(ObjectKind kind) {
  constexpr absl::string_view kWords[] = {
      "TABLE",         "COLUMN",       "CONSTRAINT",
      "INDEX",         "TYPE",         "DOMAIN",
      "SEQUENCE",      "VIEW",         "MATERIALIZED VIEW",
      "FOREIGN TABLE", "FUNCTION",     "PROCEDURE",
      "AGGREGATE",     "TRIGGER",      "EVENT TRIGGER",
      "POLICY",        "RULE",         "EXTENSION",
      "SCHEMA",        "STATISTICS",   "COLLATION",
      "PUBLICATION",   "SUBSCRIPTION", "SERVER",
      "ROLE",          "DATABASE",     "",
  };
  return kWords[static_cast<int>(kind)];
}

}  // namespace retort
