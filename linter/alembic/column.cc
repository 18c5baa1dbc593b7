#include "linter/alembic/column.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/alembic/arguments.h"
#include "linter/alembic/constraint.h"
#include "linter/alembic/expression.h"
#include "linter/alembic/own_type.h"
#include "linter/sql/quote.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

using python::Call;
using python::Value;
using Autoincrement = ColumnReading::Autoincrement;

constexpr absl::string_view kKeywords[] = {
    "name",           "type_",           "key",     "primary_key", "nullable", "default",
    "server_default", "server_onupdate", "index",   "unique",      "system",   "doc",
    "onupdate",       "autoincrement",   "comment", "quote",       "info",     "insert_default",
    "sort_order",     "proxy_name",      "args",    "_proxies"};

// The arguments of a column that are neither its name nor its type.
bool IsSchemaItem(const Value& value) {
  for (const absl::string_view item : {"ForeignKey", "CheckConstraint", "Identity", "Computed", "Sequence",
                                       "DefaultClause", "FetchedValue", "ColumnDefault", "UniqueConstraint"}) {
    if (AsSqlAlchemyCall(value, item) != nullptr) return true;
  }
  return false;
}

bool IsName(const Value& value) {
  if (value.As<MappedText>() != nullptr) return true;
  const Call* call = value.As<Call>();
  if (call == nullptr) return false;
  const std::string name = CalledName(*call);
  return name == "f" || name == "quoted_name" || name == "conv";
}

Autoincrement ReadAutoincrement(const Call& call) {
  const Value* value = call.Argument(-1, "autoincrement");
  if (value == nullptr) return call.complete ? Autoincrement::kAuto : Autoincrement::kUnknown;
  if (const bool* flag = value->As<bool>()) return *flag ? Autoincrement::kOn : Autoincrement::kOff;
  const std::string* text = value->Text();
  if (text == nullptr) return value->IsNone() ? Autoincrement::kOff : Autoincrement::kUnknown;
  return *text == "ignore_fk" ? Autoincrement::kIgnoreForeignKey
                              : (*text == "auto" ? Autoincrement::kAuto : Autoincrement::kOff);
}

class ColumnReader {
 public:
  ColumnReader(const Value& column, const Call& call, TableContext& table)
      : column_(column), call_(call), arguments_(call), table_(table) {}

  ColumnReading Read() {
    ReadNameAndType();
    read_.primary_key = arguments_.Flag("primary_key", false);
    read_.unique = arguments_.Flag("unique", false);
    read_.index = arguments_.Flag("index", false);
    read_.autoincrement = ReadAutoincrement(call_);
    read_.fills_in_python = IsGiven(arguments_.Get(-1, "default"));
    read_.comment = arguments_.Text(-1, "comment");
    for (const python::ValuePtr& item : items_) ReadItem(*item);
    CheckKeywords(call_, kKeywords, {}, "sqlalchemy.sql.schema.Column", table_);
    const Value* value = arguments_.Get(-1, "server_default");
    if (value != nullptr && IsSchemaItem(*value) && AsSqlAlchemyCall(*value, "DefaultClause") == nullptr) {
      ReadItem(*value);
    } else if (value != nullptr || read_.column.server_default == Known<std::string>("")) {
      read_.column.server_default = call_.complete || value != nullptr ? ReadServerDefault(value, table_) : kUnknown;
    }
    const bool is_key = read_.primary_key.Is(true) || read_.column.identity.has_value();
    read_.column.nullable = arguments_.Flag("nullable", !is_key);
    read_.allows_null = arguments_.Is("nullable");
    read_.key = NamePart(arguments_.Get(-1, "key"));
    read_.system = arguments_.Is("system");
    return std::move(read_);
  }

 private:
  void ReadNameAndType() {
    size_t next = 0;
    const Value* name = nullptr;
    if (const python::Keyword* keyword = call_.FindKeyword("name")) {
      name = keyword->value.get();
    } else if (!call_.arguments.empty() && !IsSchemaItem(*call_.arguments[0])) {
      // A column may have a type and no name yet, but not in a migration.
      name = call_.arguments[next++].get();
    }
    read_.column.name = name == nullptr || name->IsNone() ? "" : NamePart(name);
    const Value* type = nullptr;
    if (const python::Keyword* keyword = call_.FindKeyword("type_")) {
      type = keyword->value.get();
    } else if (next < call_.arguments.size() && !IsSchemaItem(*call_.arguments[next]) &&
               !IsName(*call_.arguments[next])) {
      type = call_.arguments[next++].get();
    }
    for (; next < call_.arguments.size(); ++next) items_.push_back(call_.arguments[next]);
    ReadColumnType(type);
  }

  void ReadColumnType(const Value* type) {
    if (type == nullptr || type->IsNone()) {
      read_.without_type = call_.complete;
      const bool refers = std::any_of(items_.begin(), items_.end(), [](const python::ValuePtr& item) {
        return AsSqlAlchemyCall(*item, "ForeignKey") != nullptr;
      });
      if (call_.complete && !refers) {
        table_.Fail("sqlalchemy.exc.CompileError",
                    absl::StrCat("(in table '", table_.table.name, "', column '", read_.column.name,
                                 "'): Can't generate DDL for NullType(); did you forget to specify a type on this "
                                 "Column?"));
      }
      return;
    }
    if (const std::optional<Raise> fault = TypeFault(*type)) return table_.Fail(fault->error, fault->message);
    read_.column.type = ReadType(*type, table_.script);
    read_.column.collation = CollationOf(*type, table_.script);
    read_.is_number = IsNumberType(*type, table_.script);
    for (const python::ValuePtr& check : ConstraintsOfType(*type, column_, table_.script)) {
      if (std::optional<Constraint> made = ReadConstraint(*check, table_)) {
        read_.type_checks.push_back(*std::move(made));
      }
    }
    read_.enum_type = ReadEnum(*type, table_.script);
    if (read_.enum_type.has_value() && read_.enum_type->checks && read_.column.type.dimensions > 0) {
      table_.Fail("sqlalchemy.exc.CompileError",
                  "PostgreSQL dialect cannot produce the CHECK constraint for ARRAY of non-native ENUM; please specify "
                  "create_constraint=False on this Enum datatype.");
    }
    if (!read_.enum_type.has_value() || !read_.enum_type->native) {
      if (read_.enum_type.has_value() && read_.enum_type->checks) {
        read_.type_checks.push_back(EnumCheck(*read_.enum_type, read_.column.name));
      }
      return;
    }
    if (read_.enum_type->inherits_schema) {
      read_.enum_type->name.schema = table_.table.schema;
      read_.column.type.name.schema = table_.table.schema;
      read_.column.type.spelling = QuotedName(read_.column.type.name);
    }
    const bool nameless = read_.enum_type->name.name.empty() && read_.enum_type->call->complete;
    if (nameless) {
      table_.Fail("sqlalchemy.exc.CompileError", "PostgreSQL ENUM type requires a name.");
    }
  }

  void ReadItem(const Value& item) {
    if (const Call* key = AsSqlAlchemyCall(item, "ForeignKey")) {
      std::vector<Constraint>& keys = Arguments(*key).Is("use_alter") ? read_.late_foreign_keys : read_.foreign_keys;
      keys.push_back(ReadColumnForeignKey(*key, read_.column.name, table_));
    } else if (AsSqlAlchemyCall(item, "CheckConstraint") != nullptr) {
      if (std::optional<Constraint> check = ReadConstraint(item, table_)) {
        check->in_column = {read_.column.name};
        read_.checks.push_back(*std::move(check));
      }
    } else if (std::optional<Identity> identity = ReadIdentity(item)) {
      read_.column.identity = std::move(identity);
    } else if (const Call* computed = AsSqlAlchemyCall(item, "Computed")) {
      ReadComputed(*computed);
    } else if (AsSqlAlchemyCall(item, "Sequence") != nullptr) {
      read_.fills_in_python = true;
    } else if (AsSqlAlchemyCall(item, "DefaultClause") != nullptr) {
      read_.column.server_default = ReadServerDefault(&item, table_);
    }
  }

  void ReadComputed(const Call& call) {
    const Value* expression = call.Argument(0, "sqltext");
    const Known<bool> persisted = Arguments(call).Flag("persisted", true, 1);
    const bool modern = table_.script.environment.versions.sqlalchemy.version >= Version{2, 1};
    if (persisted.Is(false) && !modern) {
      table_.Fail("sqlalchemy.exc.CompileError",
                  absl::StrCat("(in table '", table_.table.name, "', column '", read_.column.name,
                               "'): PostrgreSQL computed columns do not support 'virtual' persistence; set the "
                               "'persisted' flag to None or True for PostgreSQL support."));
    }
    read_.column.generated =
        Generated{.expression = expression == nullptr ? std::string(kHole) : ConditionSql(*expression, table_.script),
                  .stored = !persisted.Is(false)};
  }

  const Value& column_;
  const Call& call_;
  const Arguments arguments_;
  TableContext& table_;
  std::vector<python::ValuePtr> items_;
  ColumnReading read_;
};

bool CanBeSerial(const ColumnReading& read, bool asked) {
  if (read.fills_in_python || read.column.identity.has_value()) return false;
  if (asked) return true;
  const bool ignores_key = read.autoincrement == Autoincrement::kIgnoreForeignKey;
  return read.column.server_default == Known<std::string>("") && !read.column.generated.has_value() &&
         ((read.foreign_keys.empty() && read.late_foreign_keys.empty() && !read.refers) || ignores_key);
}

}  // namespace

std::optional<ColumnReading> ReadColumn(const Value& value, TableContext& table) {
  const Call* call = AsSqlAlchemyCall(value, "Column");
  if (call == nullptr) {
    const Call* copy = value.As<Call>();
    const auto* method = copy == nullptr ? nullptr : copy->callee->As<python::Attribute>();
    const bool copies = method != nullptr && (method->name == "copy" || method->name == "_copy");
    return copies ? ReadColumn(*method->object, table) : std::nullopt;
  }
  return ColumnReader(value, *call, table).Read();
}

Known<std::string> ReadServerDefault(const Value* value, TableContext& table) {
  if (!IsGiven(value)) return std::string();
  if (AsSqlAlchemyCall(*value, "FetchedValue") != nullptr) return std::string();
  if (const auto* text = value->As<MappedText>()) return LiteralText(text->text(), table.script);
  const bool is_flag = value->As<bool>() != nullptr;
  if (is_flag || value->As<python::Number>() != nullptr) {
    table.Fail("sqlalchemy.exc.ArgumentError",
               absl::StrCat("Argument 'arg' is expected to be one of type '<class 'str'>' or '<class "
                            "'sqlalchemy.sql.elements.ClauseElement'>' or '<class "
                            "'sqlalchemy.sql.elements.TextClause'>', got '<class '",
                            is_flag ? "bool" : "int", "'>'"));
    return kUnknown;
  }
  const std::string path = PathOf(*value);
  if (absl::StrContains(path, ".func.")) {
    table.Fail("sqlalchemy.exc.ArgumentError",
               "Argument 'arg' is expected to be one of type '<class 'str'>' or '<class "
               "'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got "
               "'<class 'sqlalchemy.sql.functions._FunctionGenerator'>'");
    return kUnknown;
  }
  return ExpressionSql(*value, table.script);
}

SequenceOptions ReadSequenceOptions(const Call& call, int position, const ScriptContext& context) {
  SequenceOptions options{.complete = call.complete};
  const auto number = [&](int at, absl::string_view name) {
    const Value* value = call.Argument(at, name);
    const std::optional<int64_t> known = IntegerOf(value);
    if (IsGiven(value) && !known.has_value()) options.complete = false;
    return known;
  };
  const Arguments arguments(call);
  options.start = number(position, "start");
  options.increment = number(position + 1, "increment");
  options.minimum = number(position + 2, "minvalue");
  options.maximum = number(position + 3, "maxvalue");
  // Whatever is given for these two is taken for a yes.
  options.no_minimum = IsGiven(arguments.Get(position + 4, "nominvalue"));
  options.no_maximum = IsGiven(arguments.Get(position + 5, "nomaxvalue"));
  const Value* cycle = arguments.Get(position + 6, "cycle");
  if (IsGiven(cycle)) {
    const bool* flag = cycle->As<bool>();
    flag == nullptr ? options.complete = false : (options.cycle = *flag).has_value();
  }
  options.cache = number(-1, "cache");
  if (const Value* type = call.Argument(-1, "data_type"); IsGiven(type)) {
    options.type = TypeSql(ReadType(*type, context));
  }
  return options;
}

std::optional<Identity> ReadIdentity(const Value& value) {
  const Call* call = AsSqlAlchemyCall(value, "Identity");
  if (call == nullptr) return std::nullopt;
  Identity identity{.always = Arguments(*call).Flag("always", false, 0).Is(true)};
  SequenceOptions& options = identity.sequence;
  const auto number = [&](int at, absl::string_view name) { return IntegerOf(call->Argument(at, name)); };
  options.start = number(2, "start");
  options.increment = number(3, "increment");
  options.minimum = number(4, "minvalue");
  options.maximum = number(5, "maxvalue");
  options.no_minimum = IsGiven(call->Argument(6, "nominvalue"));
  options.no_maximum = IsGiven(call->Argument(7, "nomaxvalue"));
  const Value* cycle = call->Argument(8, "cycle");
  if (const bool* flag = cycle == nullptr ? nullptr : cycle->As<bool>()) options.cycle = *flag;
  options.cache = number(9, "cache");
  options.complete = call->complete;
  return identity;
}

Constraint EnumCheck(const EnumType& type, const std::string& column) {
  std::string labels(type.labels.known() ? "" : kHole);
  for (size_t i = 0; type.labels.known() && i < type.labels.value().size(); ++i) {
    absl::StrAppend(&labels, i == 0 ? "" : ", ", QuotedText(type.labels.value()[i]));
  }
  return {.kind = ConstraintKind::kCheck,
          .name = type.check_name,
          .expression = absl::StrCat(Quoted(column), " IN (", labels, ")")};
}

void MakeSerial(const std::vector<std::string>& key, std::vector<ColumnReading>& columns) {
  for (ColumnReading& read : columns) {
    if (std::find(key.begin(), key.end(), read.column.name) == key.end()) continue;
    const bool asked = read.autoincrement == Autoincrement::kOn;
    const bool alone = key.size() == 1 && (read.autoincrement == Autoincrement::kAuto ||
                                           read.autoincrement == Autoincrement::kIgnoreForeignKey);
    if (!asked && !alone) continue;
    if (!read.is_number.Is(true) || !CanBeSerial(read, asked)) continue;
    const std::string& type = read.column.type.name.name;
    const absl::string_view serial = type == "int8" ? "bigserial" : type == "int2" ? "smallserial" : "serial";
    read.column.type = {.name = {"", std::string(serial)}};
    read.column.collation = {};
    read.column.server_default = std::string();
  }
}

}  // namespace retort
