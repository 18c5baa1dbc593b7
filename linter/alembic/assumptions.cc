#include "linter/alembic/assumptions.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace retort {
namespace {

using python::Call;
using python::Value;
using python::ValuePtr;

ValuePtr Text(absl::string_view text) {
  MappedText mapped;
  mapped.Append(text, {});
  return python::MakeValue({}, std::move(mapped));
}

// Whether PostgreSQL's dialect is an instance of a class: "sqlalchemy.dialects.mysql.base.MySQLDialect".
std::optional<bool> IsPostgresDialect(const Value& type) {
  if (const auto* types = type.As<python::Sequence>()) {
    bool known = types->complete;
    for (const ValuePtr& one : types->items) {
      const std::optional<bool> is = IsPostgresDialect(*one);
      if (is.value_or(false)) return true;
      known = known && is.has_value();
    }
    return known ? std::optional<bool>(false) : std::nullopt;
  }
  const std::string path = PathOf(type);
  absl::string_view rest = path;
  if (!absl::ConsumePrefix(&rest, "sqlalchemy.dialects.")) return std::nullopt;
  return absl::StartsWith(rest, "postgresql.");
}

// isinstance(bind.dialect, PGDialect)
ValuePtr IsInstance(const Call& call) {
  if (!call.complete || call.arguments.size() != 2) return nullptr;
  if (!absl::EndsWith(CallPathOf(*call.arguments[0]), ".dialect")) return nullptr;
  const std::optional<bool> is = IsPostgresDialect(*call.arguments[1]);
  return is.has_value() ? python::MakeValue({}, *is) : nullptr;
}

// sa.Column("id", ...).name
ValuePtr ColumnName(const Call& call) {
  const Value* name = call.Argument(0, "name");
  return name == nullptr || name->Text() == nullptr ? nullptr : python::MakeValue(name->at, name->data);
}

}  // namespace

python::Assumptions OnPostgres(bool offline) {
  const ValuePtr postgresql = Text("postgresql");
  const ValuePtr is_offline = python::MakeValue({}, offline);
  return {
      {.path = "*.dialect.name", .value = postgresql},
      {.path = "*.engine.name", .value = postgresql},
      {.path = "*.get_backend_name()", .value = postgresql},
      {.path = "builtins.isinstance()", .answer = IsInstance},
      {.path = "sqlalchemy.Column().name", .answer = ColumnName},
      {.path = "alembic.context.is_offline_mode()", .value = is_offline},
      {.path = "*.environment_context.is_offline_mode()", .value = is_offline},
      {.path = "*.get_context().as_sql", .value = is_offline},
      {.path = "*.migration_context.as_sql", .value = is_offline},
      {.path = "alembic.op.impl.as_sql", .value = is_offline},
  };
}

}  // namespace retort
