#include "linter/alembic/table.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/alembic/constraint.h"
#include "linter/alembic/names.h"
#include "linter/sql/quote.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

using python::Call;
using python::Value;

constexpr absl::string_view kPlainKeywords[] = {"schema",
                                                "comment",
                                                "prefixes",
                                                "info",
                                                "keep_existing",
                                                "extend_existing",
                                                "must_exist",
                                                "quote",
                                                "quote_schema",
                                                "autoload_with",
                                                "implicit_returning",
                                                "listeners",
                                                "if_not_exists",
                                                "name",
                                                "metadata",
                                                "table_name",
                                                "columns"};
constexpr absl::string_view kPostgresKeywords[] = {"tablespace", "partition_by",       "with_oids", "on_commit",
                                                   "inherits",   "ignore_search_path", "using",     "with"};

class TableReader {
 public:
  TableReader(const Call& call, TableContext& table) : call_(call), arguments_(call), table_(table) {}

  TableReading Read(std::span<const python::ValuePtr> items) {
    read_.create.table = table_.table;
    read_.create.complete = call_.complete;
    for (const python::ValuePtr& item : items) ReadItem(*item);
    UseKeys();
    FindKey();
    InferTypes();
    MarkReferring();
    MakeSerial(key_.columns, columns_);
    if (!key_.columns.empty()) read_.create.constraints.push_back(key_);
    std::move(explicit_.begin(), explicit_.end(), std::back_inserter(read_.create.constraints));
    for (ColumnReading& column : columns_) AddColumnParts(column);
    for (CreateIndex& index : explicit_indexes_) read_.indexes.push_back(std::move(index));
    CheckColumns();
    ReadOptions();
    AddComments();
    if (omits_null_) read_.written = WithoutRepetition();
    return std::move(read_);
  }

 private:
  void ReadItem(const Value& item) {
    if (std::optional<ColumnReading> column = ReadColumn(item, table_)) {
      AddColumn(*std::move(column));
    } else if (std::optional<Constraint> constraint = ReadConstraint(item, table_)) {
      if (constraint->kind == ConstraintKind::kPrimaryKey) {
        key_ = *std::move(constraint);
        has_key_ = true;
      } else if (!Arguments(*item.As<Call>()).Is("use_alter")) {
        explicit_.push_back(*std::move(constraint));
      }
    } else if (std::optional<CreateIndex> index = ReadIndex(item, table_)) {
      explicit_indexes_.push_back(*std::move(index));
    } else if (!IsIgnored(item)) {
      read_.create.complete = false;
    }
  }

  void AddColumn(ColumnReading column) {
    if (column.system) return;
    const bool known = !column.column.name.empty() && !HasHole(column.column.name);
    const auto same = std::find_if(columns_.begin(), columns_.end(), [&](const ColumnReading& other) {
      return known && other.column.name == column.column.name;
    });
    if (same == columns_.end()) {
      columns_.push_back(std::move(column));
      return;
    }
    if (table_.script.environment.versions.sqlalchemy.version >= Version{2, 0}) {
      table_.Fail("sqlalchemy.exc.DuplicateColumnError",
                  absl::StrCat("A column with name '", column.column.name, "' is already present in table '",
                               table_.table.name, "'."));
    }
    *same = std::move(column);
  }

  // Constraints name columns by their keys.
  void UseKeys() {
    const auto rename = [&](std::vector<std::string>& names) {
      for (std::string& name : names) {
        for (const ColumnReading& column : columns_) {
          if (!column.key.empty() && column.key == name) name = column.column.name;
        }
      }
    };
    rename(key_.columns);
    for (Constraint& constraint : explicit_) rename(constraint.columns);
  }

  // A column without a type takes the one of the column of this table that it refers to.
  void InferTypes() {
    for (ColumnReading& column : columns_) {
      if (!column.without_type || column.foreign_keys.empty()) continue;
      const Constraint& key = column.foreign_keys[0];
      const auto target = std::find_if(columns_.begin(), columns_.end(), [&](const ColumnReading& other) {
        return key.referenced == table_.table && other.column.name == key.referenced_columns[0];
      });
      if (target != columns_.end()) {
        column.column.type = target->column.type;
      } else {
        table_.Fail("sqlalchemy.exc.CompileError",
                    absl::StrCat("(in table '", table_.table.name, "', column '", column.column.name,
                                 "'): Can't generate DDL for NullType(); did you forget to specify a type on this "
                                 "Column?"));
      }
    }
  }

  // A foreign key of the table makes its columns refer as well: they number nothing.
  void MarkReferring() {
    for (const Constraint& constraint : explicit_) {
      if (constraint.kind != ConstraintKind::kForeignKey) continue;
      for (ColumnReading& column : columns_) {
        const std::vector<std::string>& names = constraint.columns;
        column.refers = column.refers || std::find(names.begin(), names.end(), column.column.name) != names.end();
      }
    }
  }

  // Only columns, constraints and indexes count.
  static bool IsIgnored(const Value& item) {
    const Call* call = item.As<Call>();
    return item.As<MappedText>() != nullptr || item.IsNone() || item.As<bool>() != nullptr ||
           item.As<python::Number>() != nullptr || item.As<python::Sequence>() != nullptr ||
           item.As<python::Dict>() != nullptr || (call != nullptr && !SqlAlchemyPath(*call->callee).empty());
  }

  void FindKey() {
    const auto is_flagged = [](const ColumnReading& column) { return column.primary_key.Is(true); };
    if (!has_key_ || key_.columns.empty()) {
      key_.kind = ConstraintKind::kPrimaryKey;
      // The column that numbers itself comes first.
      for (const ColumnReading& column : columns_) {
        const bool first = column.autoincrement == ColumnReading::Autoincrement::kOn;
        if (is_flagged(column))
          key_.columns.insert(first ? key_.columns.begin() : key_.columns.end(), column.column.name);
      }
      if (!has_key_ && !key_.columns.empty()) NameConstraint(nullptr, table_, key_);
    }
    for (ColumnReading& column : columns_) {
      const bool in_key = std::find(key_.columns.begin(), key_.columns.end(), column.column.name) != key_.columns.end();
      omits_null_ = omits_null_ || (in_key && column.allows_null);
      if (in_key) column.column.nullable = false;
    }
  }

  void AddColumnParts(ColumnReading& read) {
    std::vector<Constraint>& constraints = read_.create.constraints;
    if (read.enum_type.has_value()) AddEnum(*read.enum_type);
    std::move(read.checks.begin(), read.checks.end(), std::back_inserter(constraints));
    if (read.index.Is(true)) {
      read_.indexes.push_back(ColumnIndex(read.column.name, read.unique, table_));
    } else if (read.unique.Is(true)) {
      constraints.push_back({.kind = ConstraintKind::kUnique, .columns = {read.column.name}});
      NameConstraint(nullptr, table_, constraints.back());
    }
    if (!read.index.known() || !read.unique.known()) read_.create.complete = false;
    for (std::vector<Constraint>* parts : {&read.type_checks, &read.foreign_keys}) {
      std::move(parts->begin(), parts->end(), std::back_inserter(constraints));
    }
    if (read.comment != Known<std::string>("")) {
      read_.comments.push_back(
          {.kind = ObjectKind::kColumn, .name = table_.table, .part = read.column.name, .comment = read.comment});
    }
    read_.create.columns.push_back(std::move(read.column));
  }

  void AddEnum(const EnumType& type) {
    const auto is_same = [&](const EnumType& other) { return other.name == type.name && type.name.known(); };
    if (std::none_of(read_.enums.begin(), read_.enums.end(), is_same)) read_.enums.push_back(type);
  }

  bool HasColumn(absl::string_view name) const {
    return HasHole(name) || name.empty() ||
           std::any_of(read_.create.columns.begin(), read_.create.columns.end(), [&](const Column& column) {
             return column.name == name || column.name.empty() || HasHole(column.name);
           });
  }

  // SQLAlchemy looks the columns of constraints and indexes up.
  void CheckColumns() {
    if (!read_.create.complete) return;
    std::vector<std::string> used;
    for (const Constraint& constraint : read_.create.constraints) {
      used.insert(used.end(), constraint.columns.begin(), constraint.columns.end());
    }
    for (const CreateIndex& index : read_.indexes) {
      for (const IndexElement& element : index.elements) {
        if (element.spelling.empty()) used.push_back(element.column);
      }
    }
    for (const std::string& name : used) {
      if (HasColumn(name)) continue;
      const bool modern = table_.script.environment.versions.sqlalchemy.version >= Version{2, 0};
      table_.Fail(modern ? "sqlalchemy.exc.ConstraintColumnNotFoundError" : "KeyError",
                  modern ? absl::StrCat("Can't create constraint on table '", table_.table.name, "': no column named '",
                                        name, "' is present.")
                         : absl::StrCat("'", name, "'"));
    }
  }

  void ReadOptions() {
    if (const Value* prefixes = call_.Argument(-1, "prefixes"); IsGiven(prefixes)) {
      for (const std::string& prefix : NamesOf(prefixes)) {
        const std::string upper = absl::AsciiStrToUpper(prefix);
        if (absl::StrContains(upper, "TEMP")) read_.create.persistence = Persistence::kTemporary;
        if (upper == "UNLOGGED") read_.create.persistence = Persistence::kUnlogged;
      }
    }
    if (const Value* parents = call_.Argument(-1, "postgresql_inherits"); IsGiven(parents)) {
      const bool one = parents->As<python::Sequence>() == nullptr;
      const std::vector<std::string> names = one ? std::vector{NamePart(parents)} : NamesOf(parents);
      for (const std::string& name : names) read_.create.inherits.push_back({"", name});
    }
    if (const Value* key = call_.Argument(-1, "postgresql_partition_by"); IsGiven(key)) {
      read_.create.partition_by = NamePart(key);
    }
    std::vector<std::string> options;
    if (const Value* method = call_.Argument(-1, "postgresql_using"); IsGiven(method)) {
      options.push_back(absl::StrCat("USING ", NamePart(method)));
    }
    if (const Value* oids = call_.Argument(-1, "postgresql_with_oids"); IsGiven(oids) && oids->As<bool>() != nullptr) {
      options.emplace_back(*oids->As<bool>() ? "WITH OIDS" : "WITHOUT OIDS");
    }
    if (const Value* action = call_.Argument(-1, "postgresql_on_commit"); IsGiven(action)) {
      std::string words = absl::AsciiStrToUpper(NamePart(action));
      std::replace(words.begin(), words.end(), '_', ' ');
      options.push_back(absl::StrCat("ON COMMIT ", words));
    }
    if (const Value* tablespace = call_.Argument(-1, "postgresql_tablespace"); IsGiven(tablespace)) {
      options.push_back(absl::StrCat("TABLESPACE ", Quoted(NamePart(tablespace))));
    }
    read_.create.options = absl::StrJoin(options, "\n ");
    CheckKeywords(call_, kPlainKeywords, kPostgresKeywords, "sqlalchemy.sql.schema.Table", table_);
  }

  CreateTable WithoutRepetition() const {
    CreateTable written = read_.create;
    for (size_t i = 0; i < columns_.size() && i < written.columns.size(); ++i) {
      if (columns_[i].allows_null) written.columns[i].nullable = true;
    }
    return written;
  }

  void AddComments() {
    const Known<std::string> comment = arguments_.Text(-1, "comment");
    if (comment != Known<std::string>("")) {
      read_.comments.insert(read_.comments.begin(),
                            {.kind = ObjectKind::kTable, .name = table_.table, .comment = comment});
    }
  }

  const Call& call_;
  const Arguments arguments_;
  TableContext& table_;
  TableReading read_;
  std::vector<ColumnReading> columns_;
  std::vector<Constraint> explicit_;
  std::vector<CreateIndex> explicit_indexes_;
  Constraint key_;
  bool has_key_ = false;
  bool omits_null_ = false;
};

// The CREATE TYPE that SQLAlchemy sends before the table, once a name.
void SendEnum(const EnumType& type, Directive& directive) {
  if (!type.native || type.creates.Is(false)) return;
  CreateEnum create{.type = type.name,
                    .labels = type.labels,
                    .sender = CreateEnum::Sender::kTableEvent,
                    .generic = !type.is_postgresql_class,
                    .flag_ignored = type.flag_ignored,
                    .suppress = SuppressCreation(type, directive.context())};
  if (create.type.name.empty()) create.type.name = std::string(kHole);
  Statement statement{.at = directive.at(), .operations = {}, .sql = ""};
  const Certainty certainty = type.creates.known() ? Certainty::kCertain : Certainty::kConditional;
  statement.operations.push_back({.at = type.at, .certainty = certainty, .action = std::move(create)});
  directive.Send(std::move(statement));
}

}  // namespace

TableReading ReadTable(std::span<const python::ValuePtr> items, const Call& call, TableContext& table) {
  return TableReader(call, table).Read(items);
}

void SendTable(TableReading table, Directive& directive) {
  for (const EnumType& type : table.enums) SendEnum(type, directive);
  const bool complete = table.create.complete;
  const Name name = table.create.table;
  Statement create{.at = directive.at(), .operations = {}, .sql = ""};
  if (table.written.has_value()) {
    table.written->if_absent = table.create.if_absent && !table.written_guarded;
    create.sql = RenderWithHoles(*table.written);
  }
  create.operations.push_back({.at = directive.at(), .action = std::move(table.create)});
  directive.Send(std::move(create));
  if (!complete) directive.SendOpaque("op.create_table", "some of its columns are not known", Reach::kNamed, {name});
  for (CreateIndex& index : table.indexes) directive.Send(std::move(index));
  for (CommentOn& comment : table.comments) directive.Send(std::move(comment));
}

}  // namespace retort
