#include "linter/alembic/names.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "linter/alembic/arguments.h"
#include "linter/base/md5.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

constexpr size_t kMaxLength = 63;

size_t CodePoints(absl::string_view text) {
  size_t count = 0;
  for (const char c : text) count += (c & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

// A finished name, which no convention changes: op.f("..."), sa.schema.conv("...").
bool IsFinished(const Value& value) {
  const Call* call = value.As<Call>();
  const std::string name = call == nullptr ? "" : CalledName(*call);
  return name == "f" || name == "conv";
}

// SQLAlchemy cuts the names that it makes, or that op.f() marks, to what PostgreSQL holds.
std::string Truncated(std::string name) {
  if (CodePoints(name) <= kMaxLength) return name;
  size_t bytes = 0;
  for (size_t count = 0; bytes < name.size(); ++bytes) {
    if ((name[bytes] & 0xC0) == 0x80) continue;
    if (count++ == kMaxLength - 8) break;
  }
  return absl::StrCat(name.substr(0, bytes), "_", Md5Hex(name).substr(28));
}

std::string Label(const Name& table, const std::string& column) {
  const std::string schema = absl::StrReplaceAll(table.schema, {{".", "_"}});
  return absl::StrCat(schema, schema.empty() ? "" : "_", table.name, "_", column);
}

// "column_0_name", "column_0N_label", "referred_column_0_name"; nullopt: no such token.
std::optional<std::string> ColumnToken(absl::string_view token, const NamedObject& object) {
  const bool referred = absl::ConsumePrefix(&token, "referred_");
  if (!absl::ConsumePrefix(&token, "column_")) return std::nullopt;
  size_t index = 0;
  size_t digits = 0;
  while (digits < token.size() && token[digits] >= '0' && token[digits] <= '9' && digits < 3) {
    index = index * 10 + static_cast<size_t>(token[digits++] - '0');
  }
  token.remove_prefix(digits);
  if (digits == 0) return std::nullopt;
  const bool separated = absl::ConsumePrefix(&token, "_N");
  const bool all = separated || absl::ConsumePrefix(&token, "N");
  const std::vector<std::string>& columns = referred ? object.referenced_columns : object.columns;
  const bool label = token == "_label";
  const auto text = [&](const std::string& column) { return label ? Label(object.table, column) : column; };
  if (!all) return columns.size() > index ? text(columns[index]) : "";
  std::vector<std::string> texts;
  for (const std::string& column : columns) texts.push_back(text(column));
  return absl::StrJoin(texts, separated ? "_" : "");
}

std::string Token(absl::string_view token, const NamedObject& object, const std::string& given) {
  if (token == "table_name") return object.table.name;
  if (token == "constraint_name") return given;
  if (token == "referred_table_name") return object.referenced_table;
  return ColumnToken(token, object).value_or(std::string(kHole));
}

std::string Filled(absl::string_view pattern, const NamedObject& object, const std::string& given) {
  std::string name;
  while (!pattern.empty()) {
    const size_t open = pattern.find("%(");
    const size_t close = open == absl::string_view::npos ? open : pattern.find(")s", open);
    if (close == absl::string_view::npos) break;
    absl::StrAppend(&name, pattern.substr(0, open), Token(pattern.substr(open + 2, close - open - 2), object, given));
    pattern.remove_prefix(close + 2);
  }
  return absl::StrCat(name, pattern);
}

// The template for this kind of object; nullopt: none.
std::optional<std::string> Convention(absl::string_view key, const ScriptContext& script) {
  for (const auto& [kind, pattern] : script.environment.naming_convention) {
    if (kind == key) return pattern;
  }
  // A MetaData without a convention of its own has this one.
  const bool is_default = script.environment.naming_convention.empty() && key == "ix";
  return is_default ? std::optional<std::string>("ix_%(column_0_label)s") : std::nullopt;
}

}  // namespace

absl::string_view ConventionKey(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::kPrimaryKey:
      return "pk";
    case ConstraintKind::kUnique:
      return "uq";
    case ConstraintKind::kCheck:
      return "ck";
    case ConstraintKind::kForeignKey:
      return "fk";
    case ConstraintKind::kExclude:
      break;
  }
  return "";
}

Known<std::string> ReadObjectName(const Value* given, const NamedObject& object, TableContext& table) {
  const Known<std::string> text = TextOf(given);
  if (!text.known()) return kUnknown;
  const std::string& name = text.value();
  if (IsGiven(given) && IsFinished(*given)) return Truncated(name);
  const std::optional<std::string> pattern = Convention(object.key, table.script);
  const bool takes_name = pattern.has_value() && absl::StrContains(*pattern, "constraint_name");
  if (pattern.has_value() && (!IsGiven(given) || takes_name)) {
    if (takes_name && !IsGiven(given)) {
      table.Fail("sqlalchemy.exc.InvalidRequestError",
                 "Naming convention including %(constraint_name)s token requires that constraint is explicitly "
                 "named.");
      return kUnknown;
    }
    std::string made = Filled(*pattern, object, name);
    return HasHole(made) ? Known<std::string>(kUnknown) : Known<std::string>(Truncated(std::move(made)));
  }
  if (CodePoints(name) > kMaxLength) {
    table.Fail("sqlalchemy.exc.IdentifierError",
               absl::StrCat("Identifier '", name, "' is too long for maximum identifier of length 63"));
  }
  return name;
}

}  // namespace retort
