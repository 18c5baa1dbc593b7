// sa.Enum and postgresql.ENUM: the name, the labels, and who creates the type.

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "linter/alembic/arguments.h"
#include "linter/alembic/type_table.h"
#include "linter/alembic/types.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

absl::string_view LastPart(absl::string_view path) { return path.substr(path.rfind('.') + 1); }

// The name and labels that an Enum takes from a Python enum class of the file.
// `lambda members: [m.value for m in members]`, the usual way to take the values instead of the names.
bool TakesValues(const Value& callable, const ScriptContext& context) {
  if (callable.As<python::Function>() == nullptr || callable.at.file != context.file) return false;
  if (callable.at.end > context.text.size()) return false;
  const absl::string_view source = context.text.substr(callable.at.begin, callable.at.end - callable.at.begin);
  return absl::StrContains(source, ".value for ") && !absl::StrContains(source, " if ");
}

void ReadEnumClass(const python::Class& enum_class, const Value* values_callable, const ScriptContext& context,
                   EnumType& type) {
  std::string name = enum_class.name;
  for (char& c : name) c = absl::ascii_tolower(c);
  if (type.name.name.empty()) type.name.name = std::move(name);
  if (values_callable != nullptr && !TakesValues(*values_callable, context)) return;
  std::vector<std::string> labels;
  for (const auto& [label, value] : context.interpreter.Members(enum_class)) {
    if (values_callable != nullptr && value->Text() == nullptr) return;
    labels.push_back(values_callable != nullptr ? *value->Text() : label);
  }
  if (!labels.empty()) type.labels = std::move(labels);
}

void ReadLabels(const Call& call, const ScriptContext& context, EnumType& type) {
  if (call.arguments.size() == 1) {
    const Value& first = *call.arguments[0];
    if (const auto* enum_class = first.As<python::Class>()) {
      return ReadEnumClass(*enum_class, call.Argument(-1, "values_callable"), context, type);
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
  const Value& written = TypeForPostgres(value, context);
  const Call* call = written.As<Call>();
  if (call == nullptr) return std::nullopt;
  const std::string path = PathOf(*call->callee);
  const TypeClass* type_class = FindTypeClass(path);
  if (type_class == nullptr) return std::nullopt;
  if (type_class->shape == TypeClass::Shape::kArray) {
    const Value* item = call->Argument(0, "item_type");
    return item == nullptr ? std::nullopt : ReadEnum(*item, context);
  }
  if (type_class->shape != TypeClass::Shape::kEnum) return std::nullopt;
  const Arguments arguments(*call);
  EnumType type;
  type.is_postgresql_class = absl::StrContains(path, ".postgresql");
  type.call = call;
  type.at = written.at;
  type.name = {NamePart(arguments.Get(-1, "schema")), NamePart(arguments.Get(-1, "name"))};
  type.native = !arguments.Flag("native_enum", true).Is(false);
  type.checks = !type.native && arguments.Is("create_constraint");
  type.check_name = arguments.Text(-1, "name");
  type.inherits_schema = arguments.Is("inherit_schema");
  ReadLabels(*call, context, type);
  const bool modern = context.environment.versions.sqlalchemy.version >= Version{2, 1};
  ReadCreation(arguments, type.is_postgresql_class || modern, type);
  // Before 2.1 a type with a MetaData is created by that alone, never with a table of a migration.
  const Value* metadata = arguments.Get(-1, "metadata");
  if (metadata != nullptr && !metadata->IsNone() && !modern) type.creates = false;
  return type;
}

}  // namespace retort
