#include "linter/sql/guard.h"

#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "linter/sql/catalog_query.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

// The columns of pg_catalog and information_schema that hold the same thing.
constexpr absl::string_view kSchemaColumns[] = {"nspname", "table_schema", "schemaname", "constraint_schema"};
constexpr absl::string_view kTypeColumns[] = {"typname"};
constexpr absl::string_view kTableColumns[] = {"relname", "table_name", "tablename"};
constexpr absl::string_view kColumnColumns[] = {"attname", "column_name"};
constexpr absl::string_view kConstraintColumns[] = {"conname", "constraint_name"};
constexpr absl::string_view kIndexColumns[] = {"relname", "indexname"};
constexpr absl::string_view kLabelColumns[] = {"enumlabel"};

using Columns = std::span<const absl::string_view>;

const std::string* Find(const Guard::Facts& facts, Columns columns) {
  for (const absl::string_view column : columns) {
    if (const auto found = facts.find(column); found != facts.end()) return &found->second;
  }
  return nullptr;
}

bool Tests(const Guard::Facts& facts, Columns columns) { return Find(facts, columns) != nullptr; }

bool TestsText(const Guard::Facts& facts, Columns columns, const std::string& text) {
  const std::string* value = Find(facts, columns);
  return value != nullptr && !text.empty() && *value == text;
}

bool TestsName(const Guard::Facts& facts, Columns columns, const Name& name) {
  const auto normal = [](const std::string& schema) { return schema == "public" ? "" : schema; };
  const std::string* schema = Find(facts, kSchemaColumns);
  return name.known() && TestsText(facts, columns, name.name) &&
         (schema == nullptr || normal(*schema) == normal(name.schema));
}

bool TestsOnly(const Guard::Facts& facts, Columns columns, const Name& name) {
  return TestsName(facts, columns, name) && !Tests(facts, kColumnColumns) && !Tests(facts, kConstraintColumns) &&
         !Tests(facts, kLabelColumns);
}

bool TestsConstraint(const Guard::Facts& facts, const Name& table, const Known<std::string>& constraint) {
  if (!constraint.known() || !TestsText(facts, kConstraintColumns, constraint.value())) return false;
  return !Tests(facts, kTableColumns) || TestsName(facts, kTableColumns, table);
}

// What makes an operation do nothing.
struct Skip {
  bool* flag = nullptr;  // if_absent or if_present; none: the operation cannot say it
  bool creates = false;
  bool tested = false;  // the facts name its object
  absl::string_view error = {};
  absl::string_view sqlstate = {};
};

struct SkipOf {
  const Guard::Facts& facts;

  Skip operator()(CreateEnum& create) const {
    return {&create.if_absent, true, TestsOnly(facts, kTypeColumns, create.type), "duplicate_object", "42710"};
  }
  Skip operator()(CreateTable& create) const {
    return {&create.if_absent, true, TestsOnly(facts, kTableColumns, create.table), "duplicate_table", "42P07"};
  }
  Skip operator()(CreateIndex& create) const {
    const bool tested = create.name.known() && TestsOnly(facts, kIndexColumns, {"", create.name.value()});
    return {&create.if_absent, true, tested, "duplicate_table", "42P07"};
  }
  Skip operator()(AddColumn& add) const {
    const bool tested = TestsName(facts, kTableColumns, add.table) && TestsText(facts, kColumnColumns, add.column.name);
    return {&add.if_absent, true, tested, "duplicate_column", "42701"};
  }
  Skip operator()(AddEnumValue& add) const {
    const bool tested = add.value.known() && TestsName(facts, kTypeColumns, add.type) &&
                        TestsText(facts, kLabelColumns, add.value.value());
    return {&add.if_absent, true, tested, "duplicate_object", "42710"};
  }
  Skip operator()(DropType& drop) const {
    return {&drop.if_present, false, TestsOnly(facts, kTypeColumns, drop.type), "undefined_object", "42704"};
  }
  Skip operator()(DropTable& drop) const {
    return {&drop.if_present, false, TestsOnly(facts, kTableColumns, drop.table), "undefined_table", "42P01"};
  }
  Skip operator()(DropIndex& drop) const {
    return {&drop.if_present, false, TestsOnly(facts, kIndexColumns, drop.index), "undefined_object", "42704"};
  }
  Skip operator()(DropColumn& drop) const {
    const bool tested = TestsName(facts, kTableColumns, drop.table) && TestsText(facts, kColumnColumns, drop.column);
    return {&drop.if_present, false, tested, "undefined_column", "42703"};
  }
  Skip operator()(DropConstraint& drop) const {
    const bool tested = TestsConstraint(facts, drop.table, drop.constraint);
    return {&drop.if_present, false, tested, "undefined_object", "42704"};
  }
  template <typename Other>
  Skip operator()(Other&) const {
    return {};
  }
};

constexpr absl::string_view kIf = "if ";
constexpr absl::string_view kUnless = "unless ";
// Nobody reads more, and blocks nest.
constexpr size_t kMaxCondition = 300;

// `outer` goes before what is known already.
void AddCondition(absl::string_view outer, std::string& condition) {
  if (outer.empty() || outer == condition) return;
  condition = condition.empty() ? ShowHoles(outer) : absl::StrCat(ShowHoles(outer), ", ", condition);
  if (condition.size() <= kMaxCondition) return;
  condition.resize(kMaxCondition);
  while (!condition.empty() && (condition.back() & 0x80) != 0) condition.pop_back();  // no half a character
  condition += " ...";
}

}  // namespace

Guard Guard::Because(std::string condition) {
  Guard guard;
  guard.condition_ = std::move(condition);
  return guard;
}

Guard Guard::IfCondition(const MappedText& body, std::span<const SqlToken> condition) {
  Guard guard = Because(absl::StrCat(kIf, JoinTokens(condition)));
  if (std::optional<CatalogQuery> query = ReadCatalogQuery(body, condition)) {
    guard.kind_ = query->when_present ? Kind::kRunsIfPresent : Kind::kRunsIfAbsent;
    guard.facts_ = std::move(query->facts);
  }
  return guard;
}

Guard Guard::Caught(std::set<std::string> errors) {
  Guard guard = Because(absl::StrCat(kUnless, absl::StrJoin(errors, " or "), " is raised"));
  guard.kind_ = Kind::kCaught;
  guard.errors_ = std::move(errors);
  return guard;
}

Guard Guard::Opposite() const {
  Guard guard = *this;
  absl::string_view condition = condition_;
  if (absl::ConsumePrefix(&condition, kIf)) {
    guard.condition_ = absl::StrCat(kUnless, condition);
  } else if (absl::ConsumePrefix(&condition, kUnless)) {
    guard.condition_ = absl::StrCat(kIf, condition);
  }
  if (kind_ == Kind::kCaught) guard.kind_ = Kind::kUnknown;
  if (kind_ == Kind::kRunsIfAbsent) guard.kind_ = Kind::kRunsIfPresent;
  if (kind_ == Kind::kRunsIfPresent) guard.kind_ = Kind::kRunsIfAbsent;
  return guard;
}

void Guard::Apply(Operation& operation) const {
  if (!HasEffect(operation)) return;
  const Skip skip = std::visit(SkipOf{facts_}, operation.action);
  const auto catches = [&](absl::string_view error) { return errors_.count(std::string(error)) > 0; };
  bool covers = false;
  switch (kind_) {
    case Kind::kUnknown:
      break;
    case Kind::kRunsIfAbsent:
      covers = skip.creates && skip.tested;
      break;
    case Kind::kRunsIfPresent:
      covers = !skip.creates && skip.tested;
      break;
    case Kind::kCaught:
      covers = catches("others") || catches(skip.error) || catches(skip.sqlstate);
      break;
  }
  if (covers && skip.flag != nullptr) {
    *skip.flag = true;
  } else {
    operation.certainty = Certainty::kConditional;
    AddCondition(condition_, operation.condition);
  }
}

bool HasEffect(const Operation& operation) {
  if (const auto* command = std::get_if<TransactionCommand>(&operation.action)) {
    return command->kind == TransactionCommand::Kind::kRollback ||
           command->kind == TransactionCommand::Kind::kRollbackTo;
  }
  if (LeavesNoTrace(operation.action)) return false;
  const auto* opaque = std::get_if<Opaque>(&operation.action);
  return opaque == nullptr || opaque->reach != Reach::kNothing;
}

}  // namespace retort
