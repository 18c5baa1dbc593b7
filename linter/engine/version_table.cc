#include "linter/engine/version_table.h"

#include <utility>

namespace retort {

void AddVersionTable(const EnvScript& env_script, Catalog& catalog) {
  const Known<std::string>& table = env_script.version_table;
  const Known<std::string>& schema = env_script.version_table_schema;
  if (!table.known() || !schema.known()) return;
  Object object{.name = {schema.value().empty() ? "public" : schema.value(), table.value()}};
  object.body = TableObject{.complete = false};
  catalog.Add(std::move(object));
}

}  // namespace retort
