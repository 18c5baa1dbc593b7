#include "linter/alembic/types.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "linter/alembic/arguments.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Value;

// By the last part of the SQLAlchemy name, generic and postgresql types alike; sorted.
constexpr std::pair<absl::string_view, absl::string_view> kPostgresNames[] = {
    {"BIGINT", "int8"},
    {"BIT", "bit"},
    {"BOOLEAN", "bool"},
    {"BYTEA", "bytea"},
    {"BigInteger", "int8"},
    {"Boolean", "bool"},
    {"CHAR", "bpchar"},
    {"CIDR", "cidr"},
    {"CITEXT", "citext"},
    {"DATE", "date"},
    {"DATERANGE", "daterange"},
    {"DECIMAL", "numeric"},
    {"DOUBLE_PRECISION", "float8"},
    {"Date", "date"},
    {"Double", "float8"},
    {"FLOAT", "float8"},
    {"Float", "float8"},
    {"HSTORE", "hstore"},
    {"INET", "inet"},
    {"INT", "int4"},
    {"INT4RANGE", "int4range"},
    {"INT8RANGE", "int8range"},
    {"INTEGER", "int4"},
    {"INTERVAL", "interval"},
    {"Integer", "int4"},
    {"Interval", "interval"},
    {"JSON", "json"},
    {"JSONB", "jsonb"},
    {"LargeBinary", "bytea"},
    {"MACADDR", "macaddr"},
    {"MACADDR8", "macaddr8"},
    {"MONEY", "money"},
    {"NUMERIC", "numeric"},
    {"NUMRANGE", "numrange"},
    {"Numeric", "numeric"},
    {"OID", "oid"},
    {"PickleType", "bytea"},
    {"REAL", "float4"},
    {"REGCLASS", "regclass"},
    {"SMALLINT", "int2"},
    {"SmallInteger", "int2"},
    {"String", "varchar"},
    {"TEXT", "text"},
    {"TSQUERY", "tsquery"},
    {"TSRANGE", "tsrange"},
    {"TSTZRANGE", "tstzrange"},
    {"TSVECTOR", "tsvector"},
    {"Text", "text"},
    {"UUID", "uuid"},
    {"Unicode", "varchar"},
    {"UnicodeText", "text"},
    {"Uuid", "uuid"},
    {"VARCHAR", "varchar"},
};

absl::string_view PostgresName(absl::string_view name) {
  const auto* found = std::lower_bound(std::begin(kPostgresNames), std::end(kPostgresNames), name,
                                       [](const auto& entry, absl::string_view key) { return entry.first < key; });
  return found != std::end(kPostgresNames) && found->first == name ? found->second : "";
}

// `x.method(...)`: x, when the value is a call of that method of another value.
const Value* ObjectOf(const Value& value, absl::string_view method) {
  const Call* call = value.As<Call>();
  const Attribute* attribute = call == nullptr ? nullptr : call->callee->As<Attribute>();
  return attribute != nullptr && attribute->name == method ? attribute->object.get() : nullptr;
}

// The type that PostgreSQL gets: without copies, and the variant where there is one for it.
const Value& ForPostgres(const Value& type) {
  for (const absl::string_view same : {"copy", "evaluates_none", "as_generic", "adapt"}) {
    if (const Value* object = ObjectOf(type, same)) return ForPostgres(*object);
  }
  const Value* object = ObjectOf(type, "with_variant");
  if (object == nullptr) return type;
  const Call& call = *type.As<Call>();
  for (size_t i = 1; i < call.arguments.size(); ++i) {
    const std::string* dialect = call.arguments[i]->Text();
    if (dialect != nullptr && *dialect == "postgresql") return ForPostgres(*call.arguments[0]);
  }
  return ForPostgres(*object);
}

// The class of a type that is written without parentheses or called.
std::string TypePath(const Value& type) {
  const Call* call = type.As<Call>();
  return SqlAlchemyPath(call != nullptr ? *call->callee : type);
}

absl::string_view LastPart(absl::string_view path) { return path.substr(path.rfind('.') + 1); }

// The name and labels that an Enum takes from a Python enum class of the file.
void ReadEnumClass(const python::Class& enum_class, bool has_values_callable, const ScriptContext& context,
                   EnumType& type) {
  std::string name = enum_class.name;
  for (char& c : name) c = absl::ascii_tolower(c);
  if (type.name.name.empty()) type.name.name = std::move(name);
  if (has_values_callable) return;
  std::vector<std::string> labels;
  for (const auto& [label, value] : context.interpreter.Members(enum_class)) labels.push_back(label);
  if (!labels.empty()) type.labels = std::move(labels);
}

void ReadLabels(const Call& call, const ScriptContext& context, EnumType& type) {
  if (call.arguments.size() == 1) {
    const Value& first = *call.arguments[0];
    if (const auto* enum_class = first.As<python::Class>()) {
      return ReadEnumClass(*enum_class, call.FindKeyword("values_callable") != nullptr, context, type);
    }
    // A class from elsewhere: SQLAlchemy names the type after it, in lower case.
    const std::string path = PathOf(first);
    if (!path.empty() && type.name.name.empty()) {
      type.name.name = absl::AsciiStrToLower(LastPart(path));
      return;
    }
  }
  std::vector<std::string> labels;
  for (const python::ValuePtr& argument : call.arguments) {
    const std::string* label = argument->Text();
    if (label == nullptr) return;
    labels.push_back(*label);
  }
  if (call.complete) type.labels = std::move(labels);
}

void ReadCreation(const Arguments& arguments, bool honours_flag, EnumType& type) {
  const Known<bool> create_type = arguments.Flag("create_type", true);
  if (honours_flag) {
    type.creates = create_type;
  } else {
    type.flag_ignored = create_type.Is(false);
  }
}

}  // namespace

std::optional<EnumType> ReadEnum(const Value& value, const ScriptContext& context) {
  const Value& written = ForPostgres(value);
  const std::string path = TypePath(written);
  const Call* call = written.As<Call>();
  if (call == nullptr) return std::nullopt;
  const absl::string_view last = LastPart(path);
  if (last == "ARRAY") {
    const Value* item = call->Argument(0, "item_type");
    return item == nullptr ? std::nullopt : ReadEnum(*item, context);
  }
  if (last != "Enum" && last != "ENUM") return std::nullopt;
  const Arguments arguments(*call);
  EnumType type;
  type.is_postgresql_class = absl::StrContains(path, ".postgresql");
  type.call = call;
  type.at = written.at;
  type.name = {NamePart(arguments.Get(-1, "schema")), NamePart(arguments.Get(-1, "name"))};
  type.native = !arguments.Flag("native_enum", true).Is(false);
  type.inherits_schema = arguments.Is("inherit_schema");
  ReadLabels(*call, context, type);
  const bool modern = context.environment.versions.sqlalchemy.version >= Version{2, 1};
  ReadCreation(arguments, type.is_postgresql_class || modern, type);
  // Before 2.1 a type with a MetaData is created by that alone, never with a table of a migration.
  const Value* metadata = arguments.Get(-1, "metadata");
  if (metadata != nullptr && !metadata->IsNone() && !modern) type.creates = false;
  return type;
}

Type ReadType(const Value& value, const ScriptContext& context) {
  const Value& written = ForPostgres(value);
  const std::string path = TypePath(written);
  const absl::string_view last = LastPart(path);
  const Call* call = written.As<Call>();
  if (last == "ARRAY" && call != nullptr && call->Argument(0, "item_type") != nullptr) {
    Type item = ReadType(*call->Argument(0, "item_type"), context);
    const python::Value* dimensions = call->Argument(-1, "dimensions");
    const auto* number = dimensions == nullptr ? nullptr : dimensions->As<python::Number>();
    item.dimensions = number == nullptr ? 1 : std::max(1, std::atoi(number->text.c_str()));
    return item;
  }
  if (const std::optional<EnumType> enum_type = ReadEnum(written, context)) {
    return enum_type->native ? Type{.name = enum_type->name} : Type{.name = {"", "varchar"}};
  }
  const bool with_zone = call != nullptr && Arguments(*call).Is("timezone");
  if (last == "DateTime" || last == "TIMESTAMP") return {.name = {"", with_zone ? "timestamptz" : "timestamp"}};
  if (last == "Time" || last == "TIME") return {.name = {"", with_zone ? "timetz" : "time"}};
  const absl::string_view name = PostgresName(last);
  if (path.empty() || name.empty()) return {};
  Type type{.name = {"", std::string(name)}};
  for (size_t i = 0; call != nullptr && i < call->arguments.size(); ++i) {
    const auto* number = call->arguments[i]->As<python::Number>();
    if (number != nullptr) type.modifiers.push_back(number->text);
  }
  const Value* length = call == nullptr ? nullptr : call->Argument(-1, "length");
  if (length != nullptr && length->As<python::Number>() != nullptr) {
    type.modifiers = {length->As<python::Number>()->text};
  }
  return type;
}

}  // namespace retort
