#include "linter/alembic/types.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/alembic/arguments.h"
#include "linter/alembic/own_type.h"
#include "linter/alembic/type_table.h"
#include "linter/sql/quote.h"
#include "linter/sql/read.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Value;
using Shape = TypeClass::Shape;

constexpr int kMaxDepth = 16;

// `x.method(...)`: x, when the value is a call of that method of another value.
const Value* ObjectOf(const Value& value, absl::string_view method) {
  const Call* call = value.As<Call>();
  const Attribute* attribute = call == nullptr ? nullptr : call->callee->As<Attribute>();
  return attribute != nullptr && attribute->name == method ? attribute->object.get() : nullptr;
}

bool NamesPostgres(const Call& variant) {
  const auto is_postgres = [](const Value& value) {
    const std::string* dialect = value.Text();
    return dialect != nullptr && *dialect == "postgresql";
  };
  for (size_t i = 1; i < variant.arguments.size(); ++i) {
    if (is_postgres(*variant.arguments[i])) return true;
  }
  const python::Keyword* keyword = variant.FindKeyword("dialect_name");
  return keyword != nullptr && is_postgres(*keyword->value);
}

// Without copies and variants: `of_postgres` says which of the two types of a variant.
const Value& Unwrapped(const Value& type, bool of_postgres) {
  for (const absl::string_view same : {"copy", "evaluates_none", "as_generic"}) {
    if (const Value* object = ObjectOf(type, same)) return Unwrapped(*object, of_postgres);
  }
  const Value* object = ObjectOf(type, "with_variant");
  if (object == nullptr) return type;
  const Call& call = *type.As<Call>();
  const Value* variant = call.Argument(0, "type_");
  const bool takes_variant = of_postgres && variant != nullptr && NamesPostgres(call);
  return Unwrapped(takes_variant ? *variant : *object, of_postgres);
}

// A known class and the arguments that it is made with.
struct WrittenType {
  const TypeClass* type_class = nullptr;
  const Call* call = nullptr;
  const Value* value = nullptr;  // all of it
  std::string text = {};         // of a class of the project that writes itself, instead
};

WrittenType Resolve(const Value& type, bool of_postgres, const ScriptContext& context, int depth = 0) {
  if (depth > kMaxDepth) return {};
  const Value& written = Unwrapped(type, of_postgres);
  const Call* call = written.As<Call>();
  const Value& callee = call != nullptr ? *call->callee : written;
  if (OwnTypeClass(written) != nullptr) {
    const std::optional<OwnType> own = ReadOwnType(written, of_postgres, context);
    if (!own.has_value()) return {};
    if (own->same_as != nullptr) return Resolve(*own->same_as, of_postgres, context, depth + 1);
    return {FindTypeClass(own->base), own->arguments, nullptr, own->text};
  }
  const std::string path = PathOf(callee);
  const TypeClass* type_class = FindTypeClass(path.empty() && call != nullptr ? CalledName(*call) : path);
  if (type_class == nullptr && call != nullptr && callee.As<Attribute>() == nullptr && path.empty()) return {};
  if (type_class != nullptr && type_class->shape == Shape::kFirst) {
    return call == nullptr || call->arguments.empty() ? WrittenType{}
                                                      : Resolve(*call->arguments[0], of_postgres, context, depth + 1);
  }
  return {type_class, call, &written};
}

// A number that is printed; a hole when it cannot be known, empty when it is not given.
std::string NumberText(const Call* call, int position, absl::string_view name) {
  if (call == nullptr) return "";
  const Value* value = call->Argument(position, name);
  if (!IsGiven(value)) return call->complete ? "" : std::string(kHole);
  const auto* number = value->As<python::Number>();
  return number == nullptr ? std::string(kHole) : number->text;
}

bool IsTrue(const Call* call, int position, absl::string_view name) {
  const Value* value = call == nullptr ? nullptr : call->Argument(position, name);
  const bool* flag = value == nullptr ? nullptr : value->As<bool>();
  return flag != nullptr && *flag;
}

bool IsFalse(const Call* call, absl::string_view name) {
  const Value* value = call == nullptr ? nullptr : call->Argument(-1, name);
  const bool* flag = value == nullptr ? nullptr : value->As<bool>();
  return flag != nullptr && !*flag;
}

std::string Parenthesized(absl::string_view word, absl::string_view number, absl::string_view space = "") {
  return number.empty() ? std::string(word) : absl::StrCat(word, space, "(", number, ")");
}

void ReadText(const WrittenType& written, Type& type) {
  const TypeClass& text = *written.type_class;
  std::string length = written.call == nullptr || text.length_keyword.empty()
                           ? ""
                           : NumberText(written.call, text.length_position, text.length_keyword);
  if (length == "0") length.clear();
  const bool has_default = text.word.empty() && !text.length.empty();
  const std::string printed = length.empty() && has_default ? std::string(text.length) : length;
  if (!printed.empty() || !text.length.empty()) {
    type.modifiers = {printed.empty() ? std::string(text.length) : printed};
  }
  type.spelling = Parenthesized(text.word.empty() ? absl::AsciiStrToUpper(text.postgres) : text.word, printed);
}

void ReadNumeric(const WrittenType& written, Type& type) {
  const std::string precision = NumberText(written.call, 0, "precision");
  const std::string scale = NumberText(written.call, 1, "scale");
  if (!precision.empty()) type.modifiers.push_back(precision);
  if (!precision.empty() && !scale.empty()) type.modifiers.push_back(scale);
  if (written.type_class->word.empty()) return;
  type.spelling = Parenthesized(written.type_class->word,
                                type.modifiers.size() == 2 ? absl::StrCat(precision, ", ", scale) : precision);
}

void ReadFloat(const WrittenType& written, Type& type) {
  const std::string precision = NumberText(written.call, 0, "precision");
  const std::optional<int64_t> number =
      written.call == nullptr ? std::nullopt : IntegerOf(written.call->Argument(0, "precision"));
  if (precision == "0" || precision.empty()) {
    type.spelling = "FLOAT";
    return;
  }
  if (!number.has_value()) type.name.name = std::string(kHole);
  if (number.has_value() && *number <= 24) type.name.name = "float4";
  type.spelling = Parenthesized("FLOAT", precision);
}

void ReadZoned(const WrittenType& written, Type& type) {
  if (IsTrue(written.call, 0, "timezone")) type.name.name += "tz";
  const Value* zone = written.call == nullptr ? nullptr : written.call->Argument(0, "timezone");
  if (IsGiven(zone) && zone->As<bool>() == nullptr && zone->As<python::Number>() == nullptr) {
    type.name.name = std::string(kHole);
  }
  const std::string precision = NumberText(written.call, 1, "precision");
  if (!precision.empty()) type.modifiers = {precision};
}

void ReadBit(const WrittenType& written, Type& type) {
  const std::string length = NumberText(written.call, 0, "length");
  const bool varying = IsTrue(written.call, 1, "varying");
  if (varying) type.name.name = "varbit";
  if (!length.empty() || !varying) type.modifiers = {length.empty() ? "1" : length};
}

// PostgreSQL keeps the fields of an interval as a mask, and its precision after it.
void ReadInterval(absl::string_view fields, absl::string_view precision, Type& type) {
  constexpr std::pair<absl::string_view, absl::string_view> kMasks[] = {
      {"YEAR", "4"},
      {"MONTH", "2"},
      {"DAY", "8"},
      {"HOUR", "1024"},
      {"MINUTE", "2048"},
      {"SECOND", "4096"},
      {"YEAR TO MONTH", "6"},
      {"DAY TO HOUR", "1032"},
      {"DAY TO MINUTE", "3080"},
      {"DAY TO SECOND", "7176"},
      {"HOUR TO MINUTE", "3072"},
      {"HOUR TO SECOND", "7168"},
      {"MINUTE TO SECOND", "6144"},
  };
  const std::string upper = absl::AsciiStrToUpper(fields);
  for (const auto& [name, mask] : kMasks) {
    if (name == upper) type.modifiers = {std::string(mask)};
  }
  if (!precision.empty()) {
    if (type.modifiers.empty()) type.modifiers = {"32767"};
    type.modifiers.emplace_back(precision);
  }
  type.spelling = Parenthesized(fields.empty() ? "INTERVAL" : absl::StrCat("INTERVAL ", fields), precision, " ");
}

void ReadIntervalClass(const WrittenType& written, Type& type) {
  if (written.type_class->shape == Shape::kFields) {
    const Value* fields = written.call == nullptr ? nullptr : written.call->Argument(1, "fields");
    return ReadInterval(IsGiven(fields) ? NamePart(fields) : "", NumberText(written.call, 0, "precision"), type);
  }
  if (IsFalse(written.call, "native")) {
    type.name.name = "timestamp";
    return;
  }
  ReadInterval("", NumberText(written.call, 1, "second_precision"), type);
}

void ReadSpatial(const WrittenType& written, Type& type) {
  type.spelling = std::string(written.type_class->word);
  const Value* kind = written.call == nullptr ? nullptr : written.call->Argument(0, "geometry_type");
  if (kind != nullptr && kind->IsNone()) return;
  const std::string srid = NumberText(written.call, 1, "srid");
  type.modifiers = {kind == nullptr ? "GEOMETRY" : NamePart(kind), srid.empty() ? "-1" : srid};
  absl::StrAppend(&type.spelling, "(", type.modifiers[0], ",", type.modifiers[1], ")");
}

Type ReadArray(const WrittenType& written, const ScriptContext& context) {
  const Value* item = written.call == nullptr ? nullptr : written.call->Argument(0, "item_type");
  if (item == nullptr) return {};
  Type type = ReadType(*item, context);
  const Value* given = written.call->Argument(2, "dimensions");
  const std::optional<int64_t> dimensions = IntegerOf(given);
  if (IsGiven(given) && !dimensions.has_value()) return {};
  type.dimensions = static_cast<int>(std::clamp<int64_t>(dimensions.value_or(1), 0, 16));
  for (int i = 0; i < type.dimensions && !type.spelling.empty(); ++i) type.spelling += "[]";
  return type;
}

// VARCHAR of the longest label.
Type ReadVarcharEnum(const EnumType& type) {
  std::string length = NumberText(type.call, -1, "length");
  if (length.empty() && type.labels.known()) {
    size_t longest = 0;
    for (const std::string& label : type.labels.value()) {
      longest = std::max<size_t>(longest,
                                 std::count_if(label.begin(), label.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    }
    length = longest == 0 ? "" : absl::StrCat(longest);
  } else if (length.empty()) {
    length = std::string(kHole);
  }
  Type result{.name = {"", "varchar"}};
  if (!length.empty()) result.modifiers = {length};
  return result;
}

Type ReadEnumType(const Value& value, const ScriptContext& context) {
  const std::optional<EnumType> type = ReadEnum(value, context);
  if (!type.has_value()) return {};
  if (!type->native) return ReadVarcharEnum(*type);
  return {.name = type->name, .spelling = QuotedName(type->name)};
}

void ReadParts(const WrittenType& written, Type& type) {
  switch (written.type_class->shape) {
    case Shape::kText:
      return ReadText(written, type);
    case Shape::kNumeric:
      return ReadNumeric(written, type);
    case Shape::kFloat:
      return ReadFloat(written, type);
    case Shape::kZoned:
      return ReadZoned(written, type);
    case Shape::kBit:
      return ReadBit(written, type);
    case Shape::kInterval:
    case Shape::kFields:
      return ReadIntervalClass(written, type);
    case Shape::kSpatial:
      return ReadSpatial(written, type);
    case Shape::kSized:
    case Shape::kDimension: {
      const std::string number =
          NumberText(written.call, 0, written.type_class->shape == Shape::kSized ? "length" : "dim");
      if (!number.empty()) type.modifiers = {number};
      type.spelling = Parenthesized(written.type_class->word, number);
      return;
    }
    case Shape::kUuid:
      if (IsFalse(written.call, "native_uuid")) type = {.name = {"", "bpchar"}, .modifiers = {"32"}};
      return;
    default:
      type.spelling = std::string(written.type_class->word);
  }
}

// What get_col_spec() returns.
Type TypeOfText(const std::string& text) {
  MappedText sql;
  sql.Append(absl::StrCat("ALTER TABLE t ADD COLUMN c ", text), {});
  const SqlReading reading = ReadSql(sql, {.binds = false});
  const bool is_one = reading.statements.size() == 1 && reading.statements[0].operations.size() == 1;
  const auto* add = is_one ? std::get_if<AddColumn>(&reading.statements[0].operations[0].action) : nullptr;
  if (add == nullptr || !add->constraints.empty() || !add->column.nullable.Is(true)) return {};
  Type type = add->column.type;
  type.spelling = text;
  return type;
}

}  // namespace

const Value& TypeForPostgres(const Value& type, const ScriptContext& context) {
  const WrittenType written = Resolve(type, true, context);
  return written.value == nullptr ? Unwrapped(type, true) : *written.value;
}

Type ReadType(const Value& value, const ScriptContext& context) {
  const WrittenType written = Resolve(value, true, context);
  if (!written.text.empty()) return TypeOfText(written.text);
  if (written.type_class == nullptr) return {};
  if (written.type_class->shape == Shape::kArray) return ReadArray(written, context);
  if (written.type_class->shape == Shape::kEnum) {
    return written.value == nullptr ? Type() : ReadEnumType(*written.value, context);
  }
  Type type{.name = {"", std::string(written.type_class->postgres)}};
  ReadParts(written, type);
  // Only what differs from the usual spelling is kept.
  if (type.spelling == TypeSql({.name = type.name, .modifiers = type.modifiers})) type.spelling.clear();
  return type;
}

std::optional<Raise> TypeFault(const Value& type) {
  const Value& written = Unwrapped(type, true);
  const Call* call = written.As<Call>();
  const std::string path = PathOf(call != nullptr ? *call->callee : written);
  if (path == "sqlalchemy.types.NullType" || path == "sqlalchemy.types.NULLTYPE") {
    return Raise{.error = "sqlalchemy.exc.CompileError",
                 .message = "Can't generate DDL for NullType(); did you forget to specify a type on this Column?"};
  }
  if (path == "sqlalchemy.types.UserDefinedType") {
    return Raise{.error = "AttributeError", .message = "'UserDefinedType' object has no attribute 'get_col_spec'"};
  }
  const TypeClass* type_class = FindTypeClass(path);
  const bool has_fields = type_class != nullptr && type_class->shape == Shape::kFields && call != nullptr;
  const Value* precision = has_fields ? call->Argument(0, "precision") : nullptr;
  if (precision != nullptr && precision->As<MappedText>() != nullptr) {
    return Raise{.error = "TypeError", .message = "%d format: a real number is required, not str"};
  }
  const Value* item = call == nullptr ? nullptr : call->Argument(0, "item_type");
  if (type_class == nullptr || type_class->shape != Shape::kArray || item == nullptr) return std::nullopt;
  const Call* inner = item->As<Call>();
  const TypeClass* inner_class = inner == nullptr ? nullptr : FindTypeClass(PathOf(*inner->callee));
  if (inner_class == nullptr || inner_class->shape != Shape::kArray) return TypeFault(*item);
  return Raise{.error = "ValueError",
               .message = "Do not nest ARRAY types; ARRAY(basetype) handles multi-dimensional arrays of basetype"};
}

Name CollationOf(const Value& value, const ScriptContext& context) {
  const WrittenType written = Resolve(value, true, context);
  if (written.type_class == nullptr || written.call == nullptr) return {};
  const Value* item = written.type_class->shape == Shape::kArray ? written.call->Argument(0, "item_type") : nullptr;
  if (item != nullptr) return CollationOf(*item, context);
  const Value* collation = written.call->Argument(1, "collation");
  const bool collates = written.type_class->shape == Shape::kText && IsGiven(collation);
  return collates ? Name{"", NamePart(collation)} : Name{};
}

Known<bool> IsNumberType(const Value& value, const ScriptContext& context) {
  const WrittenType written = Resolve(value, false, context);
  if (written.type_class == nullptr) return kUnknown;
  constexpr absl::string_view kNumbers[] = {"int2", "int4", "int8", "numeric", "float4", "float8", "double"};
  return std::find(std::begin(kNumbers), std::end(kNumbers), written.type_class->postgres) != std::end(kNumbers);
}

}  // namespace retort
