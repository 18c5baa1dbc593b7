// op.create_table and everything about tables and columns.

#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/alembic/constraint.h"
#include "linter/alembic/expression.h"
#include "linter/alembic/lowering.h"
#include "linter/alembic/names.h"
#include "linter/alembic/table.h"
#include "linter/sql/quote.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

constexpr absl::string_view kDropTableKeywords[] = {"table_name", "schema", "if_exists", "comment", "prefixes", "info"};
constexpr absl::string_view kTableKeywords[] = {"tablespace", "partition_by", "with_oids",
                                                "on_commit",  "inherits",     "ignore_search_path"};

// What op.add_column sends for one column; `inline_*` are Alembic's newest arguments.
void SendColumn(ColumnReading read, const Name& table, Directive& directive) {
  const Arguments& arguments = directive.arguments();
  AddColumn add{.table = table, .constraints = std::move(read.checks)};
  for (Constraint& check : add.constraints) check.in_column = {};
  add.if_absent = directive.Since({1, 16}) && arguments.Is("if_not_exists");
  const bool is_key = read.primary_key.Is(true);
  if (is_key && arguments.Is("inline_primary_key")) {
    add.constraints.insert(add.constraints.begin(),
                           {.kind = ConstraintKind::kPrimaryKey, .columns = {read.column.name}});
  }
  std::vector<Constraint> added = std::move(read.type_checks);
  TableContext context{directive.context(), table};
  if (read.unique.Is(true) && !read.index.Is(true)) {
    added.push_back({.kind = ConstraintKind::kUnique, .columns = {read.column.name}});
    NameConstraint(nullptr, context, added.back());
  }
  for (std::vector<Constraint>* keys : {&read.foreign_keys, &read.late_foreign_keys}) {
    for (Constraint& key : *keys) (arguments.Is("inline_references") ? add.constraints : added).push_back(key);
  }
  const std::string column = read.column.name;
  add.column = std::move(read.column);
  directive.Send(std::move(add));
  for (Constraint& constraint : added)
    directive.Send(AddConstraint{.table = table, .constraint = std::move(constraint)});
  if (read.index.Is(true)) directive.Send(ColumnIndex(column, read.unique, context));
  if (read.comment != Known<std::string>("")) {
    directive.Send(CommentOn{.kind = ObjectKind::kColumn, .name = table, .part = column, .comment = read.comment});
  }
}

// One op.alter_column: a statement for each change, in Alembic's order.
class ColumnAlteration {
 public:
  explicit ColumnAlteration(Directive& directive)
      : directive_(directive),
        arguments_(directive.arguments()),
        table_{directive.context(), arguments_.Table(0, "table_name")},
        column_(NamePart(arguments_.Get(1, "column_name"))) {}

  void Send() {
    const Value* type = arguments_.Get(6, "type_");
    if (IsGiven(arguments_.Get(-1, "postgresql_using")) && !IsGiven(type)) {
      table_.Fail("alembic.util.exc.CommandError", "postgresql_using must be used with the type_ parameter");
      return Finish();
    }
    if (IsGiven(type) && IsGiven(arguments_.Get(7, "existing_type"))) DropCheck(*arguments_.Get(7, "existing_type"));
    if (IsGiven(type)) SendType(*type);
    SendNullable();
    if (const Value* value = arguments_.Get(4, "server_default")) SendDefault(*value);
    if (const Value* comment = arguments_.Get(3, "comment"); comment != nullptr && comment->As<bool>() == nullptr) {
      directive_.Send(
          CommentOn{.kind = ObjectKind::kColumn, .name = table_.table, .part = column_, .comment = TextOf(comment)});
    }
    if (const Value* name = arguments_.Get(5, "new_column_name"); IsGiven(name)) {
      AlterColumn alter = Change();
      alter.rename_to = NamePart(name);
      directive_.Send(std::move(alter));
    }
    if (IsGiven(type)) AddCheck(*type);
    Finish();
  }

 private:
  AlterColumn Change() const { return {.table = table_.table, .column = column_}; }

  void Finish() {
    if (table_.fault.has_value()) directive_.Send(*table_.fault);
  }

  void SendType(const Value& type) {
    AlterColumn alter = Change();
    alter.type = ReadType(type, directive_.context());
    const std::optional<EnumType> enum_type = ReadEnum(type, directive_.context());
    if (enum_type.has_value() && enum_type->native && enum_type->inherits_schema) {
      alter.type->name.schema = table_.table.schema;
      alter.type->spelling = QuotedName(alter.type->name);
    }
    alter.collation = CollationOf(type, directive_.context());
    if (const Value* conversion = arguments_.Get(-1, "postgresql_using"); IsGiven(conversion)) {
      alter.conversion = conversion->As<MappedText>() != nullptr ? NamePart(conversion)
                                                                 : ExpressionSql(*conversion, directive_.context());
    }
    directive_.Send(std::move(alter));
  }

  void SendNullable() {
    const Value* nullable = arguments_.Get(2, "nullable");
    if (!IsGiven(nullable)) return;
    AlterColumn alter = Change();
    const bool* flag = nullable->As<bool>();
    alter.nullable = flag == nullptr ? Known<bool>(kUnknown) : Known<bool>(*flag);
    directive_.Send(std::move(alter));
  }

  // `server_default=False`, its default, means: as it is.
  void SendDefault(const Value& value) {
    if (const bool* flag = value.As<bool>(); flag != nullptr && !*flag) return;
    const Value* existing = arguments_.Get(8, "existing_server_default");
    if (AsSqlAlchemyCall(value, "Computed") != nullptr ||
        (existing != nullptr && AsSqlAlchemyCall(*existing, "Computed") != nullptr)) {
      return table_.Fail("sqlalchemy.exc.CompileError",
                         "Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or from an "
                         "existing column is not supported.");
    }
    AlterColumn alter = Change();
    const std::optional<Identity> identity = ReadIdentity(value);
    const bool was_identity = existing != nullptr && ReadIdentity(*existing).has_value();
    if (identity.has_value() || was_identity) return SendIdentity(value, identity, existing);
    alter.server_default = ReadServerDefault(&value, table_);
    if (!table_.fault.has_value()) directive_.Send(std::move(alter));
  }

  void SendIdentity(const Value& value, const std::optional<Identity>& identity, const Value* existing) {
    AlterColumn alter = Change();
    if (value.IsNone()) {
      alter.drop_identity = true;
    } else if (existing != nullptr && existing->IsNone()) {
      alter.add_identity = identity;
    } else if (existing != nullptr && identity.has_value() && ReadIdentity(*existing).has_value()) {
      alter.set_identity = identity;
      return directive_.Send(IdentityChange(std::move(alter), *ReadIdentity(*existing)), directive_.at());
    } else {
      return directive_.SendOpaque("op.alter_column",
                                   "without existing_server_default=None Alembic writes no complete statement for an "
                                   "identity",
                                   Reach::kNothing);
    }
    directive_.Send(std::move(alter));
  }

  // Alembic says what differs, by name.
  Statement IdentityChange(AlterColumn alter, const Identity& before) const {
    const Identity& after = *alter.set_identity;
    const SequenceOptions& a = before.sequence;
    const SequenceOptions& b = after.sequence;
    std::string sql = absl::StrCat("ALTER TABLE ", QuotedName(alter.table), " ALTER COLUMN ", Quoted(alter.column));
    const auto number = [&](absl::string_view words, const std::optional<int64_t>& old,
                            const std::optional<int64_t>& now) {
      if (old != now && now.has_value()) absl::StrAppend(&sql, " SET ", words, " ", *now);
    };
    if (before.always != after.always) {
      absl::StrAppend(&sql, " SET GENERATED ", after.always ? "ALWAYS" : "BY DEFAULT");
    }
    number("CACHE", a.cache, b.cache);
    if (a.cycle != b.cycle && b.cycle.has_value()) absl::StrAppend(&sql, *b.cycle ? " SET CYCLE" : " SET NO CYCLE");
    number("INCREMENT BY", a.increment, b.increment);
    number("MAXVALUE", a.maximum, b.maximum);
    number("MINVALUE", a.minimum, b.minimum);
    number("START WITH", a.start, b.start);
    Statement statement{.at = directive_.at(), .operations = {}, .sql = std::move(sql)};
    statement.operations.push_back({.at = directive_.at(), .action = std::move(alter)});
    return statement;
  }

  // The CHECK of an Enum that is no type of PostgreSQL goes and comes with the type.
  void DropCheck(const Value& type) {
    const std::optional<EnumType> before = ReadEnum(type, directive_.context());
    if (!before.has_value() || !before->checks) return;
    directive_.Send(DropConstraint{.table = table_.table, .constraint = EnumCheck(*before, column_, table_).name});
  }

  void AddCheck(const Value& type) {
    const std::optional<EnumType> after = ReadEnum(type, directive_.context());
    if (!after.has_value() || !after->checks) return;
    directive_.Send(AddConstraint{.table = table_.table, .constraint = EnumCheck(*after, column_, table_)});
  }

  Directive& directive_;
  const Arguments& arguments_;
  TableContext table_;
  const std::string column_;
};

}  // namespace

void LowerCreateTable(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  TableContext table{directive.context(), arguments.Table(0, "table_name")};
  std::span<const python::ValuePtr> items(arguments.call().arguments);
  if (arguments.call().FindKeyword("table_name") == nullptr && !items.empty()) items = items.subspan(1);
  TableReading read = ReadTable(items, arguments.call(), table);
  read.create.if_absent = directive.Since({1, 13}) && arguments.Is("if_not_exists");
  if (table.fault.has_value()) return directive.Send(*table.fault);
  SendTable(std::move(read), directive);
}

void LowerDropTable(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  TableContext table{directive.context(), arguments.Table(0, "table_name")};
  CheckKeywords(arguments.call(), kDropTableKeywords, kTableKeywords, "sqlalchemy.sql.schema.Table", table);
  if (table.fault.has_value()) return directive.Send(*table.fault);
  directive.Send(DropTable{.table = table.table, .if_present = directive.Since({1, 13}) && arguments.Is("if_exists")});
}

void LowerRenameTable(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  const Name table = arguments.Table(0, "old_table_name");
  directive.Send(RenameTable{.table = table, .to = {table.schema, NamePart(arguments.Get(1, "new_table_name"))}});
}

void LowerAddColumn(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  TableContext table{directive.context(), arguments.Table(0, "table_name")};
  const Value* value = arguments.Get(1, "column");
  std::optional<ColumnReading> read = value == nullptr ? std::nullopt : ReadColumn(*value, table);
  if (!read.has_value()) {
    return directive.SendOpaque("op.add_column", "its column is not known", Reach::kNamed, {table.table});
  }
  if (read->without_type) {
    table.Fail("sqlalchemy.exc.CompileError",
               "Can't generate DDL for NullType(); did you forget to specify a type on this Column?");
  }
  if (read->primary_key.Is(true)) {
    std::vector<ColumnReading> columns = {*std::move(read)};
    MakeSerial({columns[0].column.name}, columns);
    read = std::move(columns[0]);
  }
  if (IsGiven(arguments.Get(-1, "insert_before")) || IsGiven(arguments.Get(-1, "insert_after"))) {
    table.Fail("alembic.util.exc.CommandError", "Can't specify insert_before or insert_after when issuing ALTER");
  }
  if (table.fault.has_value()) return directive.Send(*table.fault);
  SendColumn(*std::move(read), table.table, directive);
}

void LowerDropColumn(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  directive.Send(DropColumn{.table = arguments.Table(0, "table_name"),
                            .column = NamePart(arguments.Get(1, "column_name")),
                            .if_present = directive.Since({1, 16}) && arguments.Is("if_exists")});
}

void LowerAlterColumn(Directive& directive) { ColumnAlteration(directive).Send(); }

void LowerCreateTableComment(Directive& directive) {
  const Arguments& arguments = directive.arguments();
  const Value* comment = arguments.Get(1, "comment");
  const bool prints_none = directive.context().environment.versions.sqlalchemy.version >= Version{2, 0};
  if (comment != nullptr && comment->IsNone() && !prints_none) {
    return directive.Send(Raise{.error = "sqlalchemy.exc.CompileError",
                                .message = "Could not render literal value \"None\" with datatype VARCHAR"});
  }
  directive.Send(CommentOn{
      .kind = ObjectKind::kTable, .name = arguments.Table(0, "table_name"), .comment = arguments.Text(1, "comment")});
}

void LowerDropTableComment(Directive& directive) {
  directive.Send(CommentOn{.kind = ObjectKind::kTable, .name = directive.arguments().Table(0, "table_name")});
}

}  // namespace retort
