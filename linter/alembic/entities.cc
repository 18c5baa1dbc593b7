// The directives of packages: alembic_utils' entities and alembic-postgresql-enum's sync_enum_values.

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/alembic/lowering.h"
#include "linter/sql/quote.h"
#include "linter/sql/read.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

enum class EntityVerb { kCreate, kReplace, kDrop };

// PGFunction(...), PGView(...) and so on: an object with its SQL.
class Entity {
 public:
  Entity(const Call& call, Directive& directive)
      : call_(call), directive_(directive), cascade_(directive.arguments().Is("cascade")) {}

  // False when it is no class of alembic_utils.
  bool Send(EntityVerb verb) {
    const std::string kind = CalledName(call_);
    if (kind == "PGFunction") return SendFunction(verb);
    if (kind == "PGView") return SendView("VIEW", verb);
    if (kind == "PGMaterializedView") return SendView("MATERIALIZED VIEW", verb);
    if (kind == "PGTrigger") return SendOnTable("TRIGGER", verb);
    if (kind == "PGPolicy") return SendOnTable("POLICY", verb);
    if (kind == "PGExtension") return SendExtension(verb);
    if (kind != "PGGrantTable") return false;
    directive_.Send(Opaque{.what = verb == EntityVerb::kDrop ? "REVOKE" : "GRANT",
                           .reason = "privileges are not modelled",
                           .reach = Reach::kNothing,
                           .on_purpose = true});
    return true;
  }

 private:
  std::string Text(int position, absl::string_view name) const { return NamePart(call_.Argument(position, name)); }

  // `head`, then the argument with its place in the file, then `tail`.
  void SendSqlText(absl::string_view head, const Value* body, absl::string_view tail = "") {
    MappedText sql;
    sql.Append(head, call_.parentheses);
    const MappedText* text = body == nullptr ? nullptr : body->As<MappedText>();
    if (text != nullptr) sql.Append(*text);
    if (body != nullptr && text == nullptr) sql.AppendHole(body->at);
    sql.Append(tail, call_.parentheses);
    SqlReading reading = ReadSql(sql, {.binds = false});
    for (Statement& statement : reading.statements) directive_.Send(std::move(statement));
  }

  bool SendFunction(EntityVerb verb) {
    const std::string signature = Text(1, "signature");
    const size_t open = std::min(signature.find('('), signature.size());
    const std::string name = absl::StrCat(Quoted(Text(0, "schema")), ".", Quoted(signature.substr(0, open)));
    const std::string arguments = signature.substr(open);
    if (verb == EntityVerb::kDrop) {
      SendSqlText(absl::StrCat("DROP FUNCTION ", name, WithoutDefaults(arguments), Cascade()), nullptr);
      return true;
    }
    SendSqlText(
        absl::StrCat("CREATE ", verb == EntityVerb::kReplace ? "OR REPLACE " : "", "FUNCTION ", name, arguments, " "),
        call_.Argument(2, "definition"));
    return true;
  }

  // "(a integer default 5)" -> "(a integer)": DROP FUNCTION takes no defaults.
  static std::string WithoutDefaults(absl::string_view arguments) {
    std::string kept;
    int depth = 0;
    bool skips = false;
    for (size_t i = 0; i < arguments.size(); ++i) {
      if (arguments[i] == '(') ++depth;
      if (arguments[i] == ')') --depth;
      const bool ends = (arguments[i] == ',' && depth == 1) || (arguments[i] == ')' && depth == 0);
      if (ends) skips = false;
      const absl::string_view rest = arguments.substr(i);
      if (depth == 1 && (rest[0] == '=' || absl::StartsWithIgnoreCase(rest, " default "))) skips = true;
      if (!skips) kept.push_back(arguments[i]);
    }
    return kept;
  }

  bool SendView(absl::string_view kind, EntityVerb verb) {
    const std::string name = absl::StrCat(Quoted(Text(0, "schema")), ".", Quoted(Text(1, "signature")));
    const bool is_view = kind == "VIEW";
    if (verb == EntityVerb::kDrop) {
      SendSqlText(absl::StrCat("DROP ", kind, " ", name, Cascade()), nullptr);
      return true;
    }
    // A view that cannot be replaced is dropped and created again.
    if (verb == EntityVerb::kReplace && !is_view) {
      SendSqlText(absl::StrCat("DROP MATERIALIZED VIEW IF EXISTS ", name), nullptr);
    }
    const bool with_data = !Arguments(call_).Flag("with_data", true, 3).Is(false);
    SendSqlText(
        absl::StrCat("CREATE ", verb == EntityVerb::kReplace && is_view ? "OR REPLACE " : "", kind, " ", name, " AS "),
        call_.Argument(2, "definition"), is_view || with_data ? "" : " WITH NO DATA");
    return true;
  }

  bool SendOnTable(absl::string_view kind, EntityVerb verb) {
    const std::string name = Quoted(Text(1, "signature"));
    const std::string table = Text(2, "on_entity");
    if (verb != EntityVerb::kCreate) {
      const absl::string_view guard = verb == EntityVerb::kReplace ? "IF EXISTS " : "";
      SendSqlText(absl::StrCat("DROP ", kind, " ", guard, name, " ON ", table, Cascade()), nullptr);
    }
    if (verb == EntityVerb::kDrop) return true;
    const bool is_trigger = kind == "TRIGGER";
    const bool constraint = is_trigger && Arguments(call_).Is("is_constraint");
    SendSqlText(absl::StrCat("CREATE ", constraint ? "CONSTRAINT " : "", kind, " ", name, " ",
                             is_trigger ? "" : absl::StrCat("ON ", table, " ")),
                call_.Argument(3, "definition"));
    return true;
  }

  bool SendExtension(EntityVerb verb) {
    const std::string name = Quoted(Text(1, "signature"));
    if (verb == EntityVerb::kDrop) {
      SendSqlText(absl::StrCat("DROP EXTENSION ", name, Cascade()), nullptr);
    } else {
      SendSqlText(absl::StrCat("CREATE EXTENSION ", name, " WITH SCHEMA ", Quoted(Text(0, "schema"))), nullptr);
    }
    return true;
  }

  absl::string_view Cascade() const { return cascade_ ? " CASCADE" : ""; }

  const Call& call_;
  Directive& directive_;
  const bool cascade_;
};

void SendEntity(absl::string_view name, EntityVerb verb, Directive& directive) {
  const Value* target = directive.arguments().Get(0, "target");
  const Call* call = target == nullptr ? nullptr : target->As<Call>();
  if (call != nullptr && Entity(*call, directive).Send(verb)) return;
  directive.SendOpaque(absl::StrCat("op.", name), "its entity is not known", Reach::kAnything);
}

// A column that has the type: ("table", "column") or TableReference(...).
struct EnumColumn {
  Name table;
  std::string column;
  std::string server_default;  // a hole when it has one that is not known
};

std::vector<EnumColumn> ColumnsOfEnum(const Value* value, const std::string& schema) {
  std::vector<EnumColumn> columns;
  const auto* list = value == nullptr ? nullptr : value->As<python::Sequence>();
  if (list == nullptr) return {{{schema, std::string(kHole)}, std::string(kHole), ""}};
  for (const python::ValuePtr& item : list->items) {
    EnumColumn column{{schema, std::string(kHole)}, std::string(kHole), ""};
    if (const auto* pair = item->As<python::Sequence>(); pair != nullptr && pair->items.size() >= 2) {
      column.table.name = NamePart(pair->items[0].get());
      column.column = NamePart(pair->items[1].get());
    } else if (const Call* call = item->As<Call>()) {
      column.table = {NamePart(call->Argument(-1, "table_schema")), NamePart(call->Argument(-1, "table_name"))};
      column.column = NamePart(call->Argument(-1, "column_name"));
      const Value* value = call->Argument(-1, "existing_server_default");
      if (IsGiven(value)) column.server_default = NamePart(value);
    }
    columns.push_back(std::move(column));
  }
  if (!list->complete) columns.push_back({{schema, std::string(kHole)}, std::string(kHole), ""});
  return columns;
}

}  // namespace

void LowerCreateEntity(Directive& directive) { SendEntity("create_entity", EntityVerb::kCreate, directive); }
void LowerReplaceEntity(Directive& directive) { SendEntity("replace_entity", EntityVerb::kReplace, directive); }
void LowerDropEntity(Directive& directive) { SendEntity("drop_entity", EntityVerb::kDrop, directive); }

void LowerSyncEnumValues(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  const Name type = {NamePart(arguments.Get(0, "enum_schema")), NamePart(arguments.Get(1, "enum_name"))};
  const Name old = {type.schema, absl::StrCat(type.name, "_old")};
  const std::vector<std::string> labels = NamesOf(arguments.Get(2, "new_values"));
  Known<std::vector<std::string>> known_labels = labels;
  for (const std::string& label : labels) {
    if (HasHole(label)) known_labels = kUnknown;
  }
  directive.Send(RenameType{.type = type, .to = old});
  directive.Send(CreateEnum{.type = type, .labels = std::move(known_labels)});
  for (const EnumColumn& column : ColumnsOfEnum(arguments.Get(3, "affected_columns"), type.schema)) {
    const bool has_default = !column.server_default.empty();
    if (has_default) {
      directive.Send(
          AlterColumn{.table = column.table, .column = column.column, .server_default = Known(std::string())});
    }
    directive.Send(AlterColumn{.table = column.table,
                               .column = column.column,
                               .type = Type{.name = type, .spelling = QuotedName(type)},
                               .conversion = absl::StrCat(Quoted(column.column), "::text::", QuotedName(type))});
    if (has_default) {
      directive.Send(
          AlterColumn{.table = column.table, .column = column.column, .server_default = Known(column.server_default)});
    }
  }
  directive.Send(DropType{.type = old});
}

}  // namespace retort
