// Types as SQL, and what is done to them.

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/quote.h"
#include "linter/sql/render_parts.h"

namespace retort {
namespace {

struct BuiltinType {
  absl::string_view name;
  absl::string_view word;
  absl::string_view after = {};  // what follows the modifiers
};

// Where the usual word is not the name in upper case; sorted.
constexpr BuiltinType kBuiltinTypes[] = {
    {"bool", "BOOLEAN"},
    {"bpchar", "CHAR"},
    {"float4", "REAL"},
    {"float8", "DOUBLE PRECISION"},
    {"int2", "SMALLINT"},
    {"int4", "INTEGER"},
    {"int8", "BIGINT"},
    {"time", "TIME", " WITHOUT TIME ZONE"},
    {"timestamp", "TIMESTAMP", " WITHOUT TIME ZONE"},
    {"timestamptz", "TIMESTAMP", " WITH TIME ZONE"},
    {"timetz", "TIME", " WITH TIME ZONE"},
    {"varbit", "BIT VARYING"},
};

// Their names are words that are written in upper case; sorted.
constexpr absl::string_view kUpperCase[] = {
    "bigserial", "bit",       "bytea",     "cidr",     "citext",   "date",    "daterange",   "hstore",
    "inet",      "int4range", "int8range", "interval", "json",     "jsonb",   "macaddr",     "macaddr8",
    "money",     "numeric",   "numrange",  "oid",      "regclass", "serial",  "smallserial", "text",
    "tsquery",   "tsrange",   "tstzrange", "tsvector", "uuid",     "varchar",
};

// interval(3) and interval year to month are numbers inside PostgreSQL: a mask of fields, then the precision.
std::string IntervalText(const Type& type) {
  constexpr std::pair<absl::string_view, absl::string_view> kFields[] = {
      {"4", "YEAR"},
      {"2", "MONTH"},
      {"8", "DAY"},
      {"1024", "HOUR"},
      {"2048", "MINUTE"},
      {"4096", "SECOND"},
      {"6", "YEAR TO MONTH"},
      {"1032", "DAY TO HOUR"},
      {"3080", "DAY TO MINUTE"},
      {"7176", "DAY TO SECOND"},
      {"3072", "HOUR TO MINUTE"},
      {"7168", "HOUR TO SECOND"},
      {"6144", "MINUTE TO SECOND"},
  };
  std::string text = "INTERVAL";
  for (const auto& [mask, fields] : kFields) {
    if (mask == type.modifiers[0]) absl::StrAppend(&text, " ", fields);
  }
  if (type.modifiers.size() > 1)
    absl::StrAppend(&text, type.modifiers[0] == "32767" ? "" : " ", "(", type.modifiers[1], ")");
  return text;
}

std::string Modifiers(const Type& type) {
  return type.modifiers.empty() ? "" : absl::StrCat("(", absl::StrJoin(type.modifiers, ", "), ")");
}

std::string ElementText(const Type& type) {
  if (!type.name.schema.empty()) return absl::StrCat(QuotedName(type.name), Modifiers(type));
  const auto* builtin = std::find_if(std::begin(kBuiltinTypes), std::end(kBuiltinTypes),
                                     [&](const BuiltinType& candidate) { return candidate.name == type.name.name; });
  if (builtin != std::end(kBuiltinTypes)) return absl::StrCat(builtin->word, Modifiers(type), builtin->after);
  if (type.name.name == "interval" && !type.modifiers.empty()) return IntervalText(type);
  if (std::binary_search(std::begin(kUpperCase), std::end(kUpperCase), type.name.name)) {
    return absl::StrCat(absl::AsciiStrToUpper(type.name.name), Modifiers(type));
  }
  return absl::StrCat(Quoted(type.name.name), Modifiers(type));
}

std::string Cascade(bool cascade) { return cascade ? " CASCADE" : ""; }

}  // namespace

std::string TypeText(const Type& type) {
  if (!type.spelling.empty()) return type.spelling;
  std::string text = ElementText(type);
  for (int i = 0; i < type.dimensions; ++i) text += "[]";
  return text;
}

std::string CollationText(const Name& collation) {
  const std::string name = absl::StrCat("\"", absl::StrReplaceAll(collation.name, {{"\"", "\"\""}}), "\"");
  return collation.schema.empty() ? name : absl::StrCat(Quoted(collation.schema), ".", name);
}

std::string RenderAction(const CreateEnum& create) {
  const std::string labels =
      !create.labels.known()
          ? std::string(kHole)
          : absl::StrJoin(create.labels.value(), ", ",
                          [](std::string* out, const std::string& label) { absl::StrAppend(out, QuotedText(label)); });
  return absl::StrCat("CREATE TYPE ", QuotedName(create.type), " AS ENUM (", labels, ")");
}

std::string RenderAction(const AddEnumValue& add) {
  std::string text = absl::StrCat("ALTER TYPE ", QuotedName(add.type), " ADD VALUE ",
                                  When(add.if_absent, "IF NOT EXISTS "), QuotedText(KnownText(add.value)));
  if (!add.before.empty()) absl::StrAppend(&text, " BEFORE ", QuotedText(add.before));
  if (!add.after.empty()) absl::StrAppend(&text, " AFTER ", QuotedText(add.after));
  return text;
}

std::string RenderAction(const RenameEnumValue& rename) {
  return absl::StrCat("ALTER TYPE ", QuotedName(rename.type), " RENAME VALUE ", QuotedText(KnownText(rename.value)),
                      " TO ", QuotedText(KnownText(rename.to)));
}

std::string RenderAction(const CreateDomain& create) {
  std::string text = absl::StrCat("CREATE DOMAIN ", QuotedName(create.type), " AS ", TypeText(create.base));
  if (!create.collation.name.empty()) absl::StrAppend(&text, " COLLATE ", CollationText(create.collation));
  const std::string value = KnownText(create.server_default);
  if (!value.empty()) absl::StrAppend(&text, " DEFAULT ", value);
  absl::StrAppend(&text, When(create.nullable.Is(false), " NOT NULL"));
  for (const Constraint& check : create.checks) absl::StrAppend(&text, " ", ConstraintText(check));
  return text;
}

std::string RenderAction(const AlterDomain& alter) {
  const std::string domain = absl::StrCat("ALTER DOMAIN ", QuotedName(alter.type), " ");
  switch (alter.change) {
    case AlterDomain::Change::kSetDefault:
      return absl::StrCat(domain, "SET DEFAULT ", alter.server_default);
    case AlterDomain::Change::kDropDefault:
      return absl::StrCat(domain, "DROP DEFAULT");
    case AlterDomain::Change::kSetNotNull:
      return absl::StrCat(domain, "SET NOT NULL");
    case AlterDomain::Change::kDropNotNull:
      return absl::StrCat(domain, "DROP NOT NULL");
    case AlterDomain::Change::kAddCheck:
      return absl::StrCat(domain, "ADD ", ConstraintText(alter.check));
    case AlterDomain::Change::kDropCheck:
      return absl::StrCat(domain, "DROP CONSTRAINT ", When(alter.if_present, "IF EXISTS "),
                          KnownIdentifier(alter.check.name));
    case AlterDomain::Change::kValidate:
      return absl::StrCat(domain, "VALIDATE CONSTRAINT ", KnownIdentifier(alter.check.name));
  }
  return "";
}

std::string RenderAction(const CreateComposite& create) {
  std::vector<std::string> attributes;
  for (const Column& column : create.columns) {
    attributes.push_back(absl::StrCat(Quoted(column.name), " ", TypeText(column.type)));
    if (!column.collation.name.empty())
      absl::StrAppend(&attributes.back(), " COLLATE ", CollationText(column.collation));
  }
  return absl::StrCat("CREATE TYPE ", QuotedName(create.type), " AS (", absl::StrJoin(attributes, ", "), ")");
}

std::string RenderAction(const AlterComposite& alter) {
  const std::string type = absl::StrCat("ALTER TYPE ", QuotedName(alter.type), " ");
  const std::string name = Quoted(alter.column.name);
  switch (alter.change) {
    case AlterComposite::Change::kAdd:
      return absl::StrCat(type, "ADD ATTRIBUTE ", name, " ", TypeText(alter.column.type), Cascade(alter.cascade));
    case AlterComposite::Change::kDrop:
      return absl::StrCat(type, "DROP ATTRIBUTE ", When(alter.if_present, "IF EXISTS "), name, Cascade(alter.cascade));
    case AlterComposite::Change::kAlterType:
      return absl::StrCat(type, "ALTER ATTRIBUTE ", name, " TYPE ", TypeText(alter.column.type),
                          Cascade(alter.cascade));
    case AlterComposite::Change::kRename:
      return absl::StrCat(type, "RENAME ATTRIBUTE ", name, " TO ", Quoted(alter.rename_to), Cascade(alter.cascade));
  }
  return "";
}

std::string RenderAction(const DropType& drop) {
  return absl::StrCat("DROP TYPE ", When(drop.if_present, "IF EXISTS "), QuotedName(drop.type), Cascade(drop.cascade));
}

std::string RenderAction(const RenameType& rename) {
  const bool moves = rename.type.name == rename.to.name && rename.type.schema != rename.to.schema;
  return absl::StrCat("ALTER TYPE ", QuotedName(rename.type), moves ? " SET SCHEMA " : " RENAME TO ",
                      Quoted(moves ? rename.to.schema : rename.to.name));
}

}  // namespace retort
