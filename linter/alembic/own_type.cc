#include "linter/alembic/own_type.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "linter/alembic/arguments.h"
#include "linter/alembic/type_table.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Value;

// A dialect whose `name` is "postgresql": see OnPostgres.
constexpr absl::string_view kDialect = "sqlalchemy.dialects.postgresql.dialect";

bool HasBase(const std::vector<std::string>& bases, absl::string_view name) {
  return std::any_of(bases.begin(), bases.end(), [&](absl::string_view base) {
    return absl::StartsWith(base, "sqlalchemy") && base.substr(base.rfind('.') + 1) == name;
  });
}

// super().load_dialect_impl(dialect)
bool AsksBase(const Value& value) {
  const Call* call = value.As<Call>();
  const Attribute* method = call == nullptr ? nullptr : call->callee->As<Attribute>();
  const Call* base = method == nullptr ? nullptr : method->object->As<Call>();
  return base != nullptr && method->name == "load_dialect_impl" && PathOf(*base->callee) == "builtins.super";
}

// What load_dialect_impl() returns, or else the object of `impl`.
const Value* TypeOfDecorator(const Value& object, bool of_postgres, const ScriptContext& context) {
  const python::ValuePtr dialect = python::MakeValue({}, python::Reference{std::string(kDialect)});
  const Value* chosen = of_postgres ? context.interpreter.Ask(object, "load_dialect_impl", {dialect}) : nullptr;
  if (chosen == nullptr || AsksBase(*chosen)) {
    chosen = context.interpreter.Ask(object, "impl");
    // TypeDecorator makes an object of the class; where it has not done so, there is nothing to compile.
    return chosen == nullptr || chosen->As<Call>() == nullptr ? nullptr : chosen;
  }
  const Call* descriptor = chosen->As<Call>();
  const bool describes = descriptor != nullptr && CalledName(*descriptor) == "type_descriptor";
  const Value* described = describes ? descriptor->Argument(0, "typeobj") : nullptr;
  return described != nullptr ? described : chosen;
}

}  // namespace

const python::Class* OwnTypeClass(const Value& type) {
  const Call* call = type.As<Call>();
  const auto* own = call == nullptr ? type.As<python::Class>() : call->callee->As<python::Class>();
  return own;
}

std::optional<OwnType> ReadOwnType(const Value& type, bool of_postgres, const ScriptContext& context) {
  const python::Class* own = OwnTypeClass(type);
  const Value* object = own == nullptr ? nullptr : context.interpreter.Construct(type);
  if (object == nullptr) return std::nullopt;
  const std::vector<std::string> bases = context.interpreter.OutsideBases(*own);
  if (HasBase(bases, "TypeDecorator")) {
    const Value* same = TypeOfDecorator(*object, of_postgres, context);
    return same == nullptr || same->IsUnknown() ? std::nullopt : std::optional<OwnType>({.same_as = same});
  }
  if (HasBase(bases, "UserDefinedType")) {
    const Value* text = context.interpreter.Ask(*object, "get_col_spec");
    return text == nullptr || text->Text() == nullptr ? std::nullopt : std::optional<OwnType>({.text = *text->Text()});
  }
  for (const std::string& base : bases) {
    if (FindTypeClass(base) == nullptr) continue;
    // get_dbapi_type() and the like change nothing; another name or a hook of the compiler would.
    if (context.interpreter.Ask(*object, "__visit_name__") != nullptr) return std::nullopt;
    const Value* made = context.interpreter.Ask(*object, "__init__");
    return OwnType{.base = base, .arguments = made == nullptr ? nullptr : made->As<Call>()};
  }
  return std::nullopt;
}

std::vector<python::ValuePtr> ConstraintsOfType(const Value& type, const Value& column, const ScriptContext& context) {
  const python::Class* own = OwnTypeClass(type);
  const Value* object = own == nullptr ? nullptr : context.interpreter.Construct(type);
  if (object == nullptr) return {};
  const auto copy = [](const Value& value) { return std::make_shared<const Value>(value); };
  const python::ValuePtr attached = copy(column);
  const python::ValuePtr table = python::MakeValue({}, python::Unknown{"a table"});
  context.interpreter.Fire(python::Value{{}, *own}, "before_parent_attach", {copy(*object), attached});
  std::vector<python::ValuePtr> made;
  for (const python::Event& event : context.interpreter.Fire(*attached, "after_parent_attach", {attached, table})) {
    if (event.kind == python::Event::Kind::kCall && AsSqlAlchemyCall(*event.value, "CheckConstraint") != nullptr) {
      made.push_back(event.value);
    }
  }
  return made;
}

}  // namespace retort
