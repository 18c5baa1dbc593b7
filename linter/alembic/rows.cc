#include "linter/alembic/rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/alembic/arguments.h"
#include "linter/alembic/expression.h"
#include "linter/sql/quote.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Value;

constexpr size_t kMaxReads = 100;
constexpr size_t kMaxRows = 20'000;
constexpr int kMaxDepth = 60;

constexpr std::pair<absl::string_view, ChangeRows::Kind> kRowChanges[] = {{"insert", ChangeRows::Kind::kInsert},
                                                                          {"update", ChangeRows::Kind::kUpdate},
                                                                          {"delete", ChangeRows::Kind::kDelete}};

bool IsTableCall(const Call& call) {
  const std::string name = CalledName(call);
  return name == "table" || name == "Table" || name == "create_table";
}

bool IsFilter(absl::string_view name) { return name == "where" || name == "filter" || name == "filter_by"; }

// Every table in an expression, but `target`.
class TableCollector {
 public:
  TableCollector(Name target, const ScriptContext& context) : target_(std::move(target)), context_(context) {}

  void Visit(const Value& value) {
    if (++depth_ <= kMaxDepth && budget_-- > 0) VisitInside(value);
    --depth_;
  }
  std::vector<Name> Take() { return std::move(reads_); }

 private:
  void VisitInside(const Value& value) {
    if (const auto* attribute = value.As<Attribute>()) return Visit(*attribute->object);
    if (const auto* sequence = value.As<python::Sequence>()) {
      for (const python::ValuePtr& item : sequence->items) Visit(*item);
      return;
    }
    const auto* unknown = value.As<python::Unknown>();
    if (unknown != nullptr && unknown->expression != nullptr) return Visit(*unknown->expression);
    const Call* call = value.As<Call>();
    if (call == nullptr) return;
    if (IsTableCall(*call)) return Add(TableOf(value, context_));
    Visit(*call->callee);
    for (const python::ValuePtr& argument : call->arguments) Visit(*argument);
    for (const python::Keyword& keyword : call->keywords) Visit(*keyword.value);
  }

  void Add(Name name) {
    const bool is_new = name != target_ && std::find(reads_.begin(), reads_.end(), name) == reads_.end();
    if (is_new && reads_.size() < kMaxReads) reads_.push_back(std::move(name));
  }

  const Name target_;
  const ScriptContext& context_;
  std::vector<Name> reads_;
  int depth_ = 0;
  int budget_ = 5000;
};

// The columns of sa.table("t", sa.column("a"), ...) or op.create_table("t", sa.Column("a"), ...), in their order.
std::vector<std::string> ColumnsOf(const Value& table) {
  std::vector<std::string> columns;
  const Call* call = table.As<Call>();
  for (size_t i = 1; call != nullptr && i < call->arguments.size(); ++i) {
    const Call* column = call->arguments[i]->As<Call>();
    if (column == nullptr || !absl::EqualsIgnoreCase(CalledName(*column), "column")) continue;
    columns.push_back(NamePart(column->Argument(0, "name")));
  }
  return columns;
}

struct Assigned {
  std::string column;
  std::string value;
};

// The text of a statement, as long as everything in it is known.
class RowStatement {
 public:
  RowStatement(const Value& table, ChangeRows::Kind kind, const ScriptContext& context)
      : table_(table), kind_(kind), context_(context) {}

  void Link(absl::string_view name, const Call& call) {
    if (IsFilter(name)) {
      // `filter_by(a=1)` compares columns by keyword.
      for (const python::ValuePtr& argument : call.arguments) AddCondition(*argument);
      known_ = known_ && call.keywords.empty() && call.complete;
    } else if (name == "values") {
      AddValues(call);
    } else if (name != "execution_options") {
      known_ = false;
    }
  }

  void AddCondition(const Value& condition) {
    conditions_.push_back(QualifiedSql(condition, context_));
    terms_.push_back(QualifiedTerm(condition, context_));
  }

  void Add(const Value& key, const Value& value) { assigned_.push_back({ColumnNameOf(key), Literal(value)}); }

  // Empty when it is not known.
  std::string Sql() const {
    const std::string name = QuotedName(TableOf(table_, context_));
    std::string sql;
    switch (kind_) {
      case ChangeRows::Kind::kInsert:
        sql = absl::StrCat("INSERT INTO ", name, InsertedText());
        break;
      case ChangeRows::Kind::kUpdate:
        sql = absl::StrCat("UPDATE ", name, " SET ", SetText(), Where());
        break;
      default:
        sql = absl::StrCat("DELETE FROM ", name, Where());
    }
    const bool sets = kind_ == ChangeRows::Kind::kDelete || kind_ == ChangeRows::Kind::kInsert || !assigned_.empty();
    return known_ && sets && !HasHole(sql) ? sql : "";
  }

 private:
  void AddValues(const Call& call) {
    known_ = known_ && call.complete;
    for (const python::Keyword& keyword : call.keywords) assigned_.push_back({keyword.name, Literal(*keyword.value)});
    for (const python::ValuePtr& argument : call.arguments) {
      const auto* dict = argument->As<python::Dict>();
      known_ = known_ && dict != nullptr && dict->complete;
      for (size_t i = 0; dict != nullptr && i < dict->items.size(); ++i) {
        Add(*dict->items[i].first, *dict->items[i].second);
      }
    }
  }

  std::string Literal(const Value& value) const { return QualifiedValue(value, context_); }

  // SQLAlchemy takes the columns in the order of the table.
  std::vector<Assigned> InOrder() const {
    std::vector<Assigned> ordered;
    std::vector<Assigned> rest = assigned_;
    for (const std::string& column : ColumnsOf(table_)) {
      const auto found = std::find_if(rest.begin(), rest.end(), [&](const Assigned& a) { return a.column == column; });
      if (found == rest.end()) continue;
      ordered.push_back(*found);
      rest.erase(found);
    }
    ordered.insert(ordered.end(), rest.begin(), rest.end());
    return ordered;
  }

  std::string InsertedText() const {
    std::vector<std::string> columns;
    std::vector<std::string> values;
    for (const Assigned& assigned : InOrder()) {
      columns.push_back(assigned.column);
      values.push_back(assigned.value);
    }
    if (columns.empty()) return " DEFAULT VALUES";
    return absl::StrCat(" (", QuotedList(columns), ") VALUES (", absl::StrJoin(values, ", "), ")");
  }

  std::string SetText() const {
    std::vector<std::string> sets;
    for (const Assigned& assigned : InOrder()) {
      sets.push_back(absl::StrCat(Quoted(assigned.column), "=", assigned.value));
    }
    return absl::StrJoin(sets, ", ");
  }

  std::string Where() const {
    if (conditions_.size() == 1) return absl::StrCat(" WHERE ", conditions_[0]);
    return terms_.empty() ? "" : absl::StrCat(" WHERE ", absl::StrJoin(terms_, " AND "));
  }

  const Value& table_;
  const ChangeRows::Kind kind_;
  const ScriptContext& context_;
  std::vector<std::string> conditions_;
  std::vector<std::string> terms_;  // the same beside each other
  std::vector<Assigned> assigned_;
  bool known_ = true;
};

// The calls of a chain, the first one first.
std::vector<const Call*> ChainOf(const Call& call) {
  std::vector<const Call*> chain;
  const Call& first = FirstOfChain(call);
  for (const Call* link = &call; link != nullptr; link = link->callee->As<Attribute>()->object->As<Call>()) {
    chain.push_back(link);
    if (link == &first) break;
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

Statement StatementOf(Action action, std::string sql) {
  Statement statement;
  statement.operations.push_back({.action = std::move(action)});
  statement.sql = std::move(sql);
  return statement;
}

Statement ReadChange(ChangeRows::Kind kind, const Value& table, const Call& call, const ScriptContext& context) {
  ChangeRows change{.kind = kind,
                    .table = TableOf(table, context),
                    .filtered = kind != ChangeRows::Kind::kInsert ? Known<bool>(false) : Known<bool>(kUnknown)};
  const std::vector<const Call*> chain = ChainOf(call);
  RowStatement text(table, kind, context);
  TableCollector reads(change.table, context);
  const bool is_method = chain[0]->callee->As<Attribute>() != nullptr;
  const Value* condition = chain[0]->Argument(is_method ? 0 : 1, "whereclause");
  if (kind != ChangeRows::Kind::kInsert && IsGiven(condition)) change.filtered = true;
  bool exact = chain[0]->complete && chain[0]->keywords.empty() && chain[0]->arguments.size() == (is_method ? 0 : 1);
  for (size_t i = 0; i < chain.size(); ++i) {
    const std::string name = CalledName(*chain[i]);
    if (i > 0 && IsFilter(name) && kind != ChangeRows::Kind::kInsert) change.filtered = true;
    if (i > 0) text.Link(name, *chain[i]);
    for (const python::ValuePtr& argument : chain[i]->arguments) reads.Visit(*argument);
    for (const python::Keyword& keyword : chain[i]->keywords) reads.Visit(*keyword.value);
  }
  change.reads = reads.Take();
  exact = exact && change.reads.empty();
  return StatementOf(std::move(change), exact ? text.Sql() : "");
}

}  // namespace

Name TableOf(const Value& value, const ScriptContext& context) {
  if (const auto* attribute = value.As<Attribute>(); attribute != nullptr && attribute->name == "__table__") {
    return TableOf(*attribute->object, context);
  }
  if (const auto* model = value.As<python::Class>()) {
    for (const auto& [name, member] : context.interpreter.Members(*model)) {
      if (name == "__tablename__") return {"", NamePart(member.get())};
      if (name == "__table__") return TableOf(*member, context);
    }
    return {"", std::string(kHole)};
  }
  const Call* call = value.As<Call>();
  if (call == nullptr) return {"", std::string(kHole)};
  if (CalledName(*call) == "alias" && call->callee->As<Attribute>() != nullptr) {
    return TableOf(*call->callee->As<Attribute>()->object, context);
  }
  if (!IsTableCall(*call)) return {"", std::string(kHole)};
  return {NamePart(call->Argument(-1, "schema")), NamePart(call->Argument(0, "name"))};
}

const Call& FirstOfChain(const Call& call) {
  const Call* first = &call;
  while (const auto* attribute = first->callee->As<Attribute>()) {
    const Call* inner = attribute->object->As<Call>();
    if (inner == nullptr || IsTableCall(*inner)) break;
    first = inner;
  }
  return *first;
}

std::optional<Statement> ReadRows(const Call& call, const ScriptContext& context) {
  const Call& first = FirstOfChain(call);
  const std::string name = CalledName(first);
  for (const auto& [method, kind] : kRowChanges) {
    if (name != method) continue;
    if (const auto* attribute = first.callee->As<Attribute>()) {
      return ReadChange(kind, *attribute->object, call, context);
    }
    const Value* table = first.Argument(0, "table");
    if (table == nullptr) return StatementOf(ChangeRows{.kind = kind, .table = {"", std::string(kHole)}}, "");
    return ReadChange(kind, *table, call, context);
  }
  if (name != "select" && name != "exists" && name != "union" && name != "union_all") return std::nullopt;
  TableCollector reads({}, context);
  for (const Call* link : ChainOf(call)) {
    for (const python::ValuePtr& argument : link->arguments) reads.Visit(*argument);
  }
  if (const auto* attribute = first.callee->As<Attribute>()) reads.Visit(*attribute->object);
  return StatementOf(Inspect{.command = "SELECT", .reads = reads.Take()}, "");
}

std::vector<Statement> ReadBulkInsert(const Value* table, const Value* rows, const ScriptContext& context) {
  const Name name = table == nullptr ? Name{"", std::string(kHole)} : TableOf(*table, context);
  std::vector<Statement> statements;
  const auto* sequence = rows == nullptr ? nullptr : rows->As<python::Sequence>();
  const ChangeRows change{.kind = ChangeRows::Kind::kInsert, .table = name};
  if (sequence == nullptr || table == nullptr || sequence->items.size() > kMaxRows) return {StatementOf(change, "")};
  const std::vector<std::string> columns = ColumnsOf(*table);
  for (const python::ValuePtr& row : sequence->items) {
    const auto* dict = row->As<python::Dict>();
    RowStatement text(*table, ChangeRows::Kind::kInsert, context);
    for (size_t i = 0; dict != nullptr && i < dict->items.size(); ++i) {
      text.Add(*dict->items[i].first, *dict->items[i].second);
      const std::string column = ColumnNameOf(*dict->items[i].first);
      const bool known = !columns.empty() && !HasHole(absl::StrJoin(columns, "")) && !HasHole(column);
      if (known && std::find(columns.begin(), columns.end(), column) == columns.end()) {
        statements.push_back(StatementOf(Raise{.error = "KeyError", .message = absl::StrCat("'", column, "'")}, ""));
        return statements;
      }
    }
    statements.push_back(StatementOf(change, dict != nullptr && dict->complete ? text.Sql() : ""));
  }
  if (!sequence->complete) statements.push_back(StatementOf(change, ""));
  return statements;
}

}  // namespace retort
