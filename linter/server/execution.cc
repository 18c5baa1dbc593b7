#include "linter/server/execution.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "linter/sql/expression.h"

namespace retort {

using Kind = Refusal::Kind;

void Execution::Run(const Action& action) {
  std::visit([this](const auto& one) { Do(one); }, action);
}

bool Execution::Refuse(Refusal refusal) {
  const bool go_on = mode_ == Mode::kAssume || !sure_;
  if (!refusal_.has_value() && sure_) refusal_ = std::move(refusal);
  stopped_ = stopped_ || !go_on;
  return go_on;
}

bool Execution::Refuse(Kind kind, absl::string_view sqlstate, std::string message, const Name& subject,
                       std::string part, const Object* earlier) {
  Refusal refusal{.kind = kind, .sqlstate = sqlstate, .message = std::move(message), .subject = subject};
  refusal.part = std::move(part);
  if (earlier != nullptr) refusal.earlier = earlier->at;
  return Refuse(std::move(refusal));
}

Execution::Need<TableObject> Execution::NeedTable(const Name& name, bool if_present) {
  const Catalog::Found found = catalog_.FindRelation(name);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    if (if_present) return {};
    if (!name.schema.empty() && !NeedSchema(name)) return {nullptr, true};
    return {nullptr, !Refuse(Kind::kUnknownRelation, "42P01",
                             absl::StrCat("relation \"", name.ToString(), "\" does not exist"), name)};
  }
  if (found.object == nullptr) return {};
  if (found.As<TableObject>() == nullptr) return {nullptr, !RefuseKind(*found.object, "table")};
  return {found.object};
}

bool Execution::RefuseKind(const Object& object, absl::string_view wanted) {
  const absl::string_view article = wanted == "index" ? "an " : "a ";
  return Refuse(Kind::kWrongObjectKind, "42809", absl::StrCat("\"", object.name.name, "\" is not ", article, wanted),
                object.name, "", &object);
}

bool Execution::NeedSchema(const Name& canonical) {
  if (canonical.schema.empty()) return true;
  const Catalog::Found schema = catalog_.FindSchema(canonical.schema);
  if (schema.unknown()) Doubt();
  if (!schema.absent()) return true;
  return Refuse(Kind::kUnknownSchema, "3F000", absl::StrCat("schema \"", canonical.schema, "\" does not exist"),
                {"", canonical.schema});
}

bool Execution::NeedFreeRelation(const Name& canonical) {
  const Catalog::Found relation = catalog_.FindRelation(canonical);
  if (relation.unknown()) Doubt();
  if (relation.there() &&
      !Refuse(Kind::kRelationExists, "42P07", absl::StrCat("relation \"", canonical.name, "\" already exists"),
              canonical, "", relation.object)) {
    return false;
  }
  return true;
}

bool Execution::NeedFreeType(const Name& canonical) {
  Catalog::Found type = catalog_.FindType(canonical);
  if (type.unknown()) Doubt();
  if (!type.there()) {  // each table and view is a type as well
    const Catalog::Found relation = catalog_.FindRelation(canonical);
    const bool has_rows = relation.As<TableObject>() != nullptr || relation.As<ViewObject>() != nullptr;
    if (relation.unknown()) Doubt();
    if (has_rows) type = relation;
  }
  if (!type.there()) return true;
  return Refuse(Kind::kTypeExists, "42710", absl::StrCat("type \"", canonical.name, "\" already exists"), canonical, "",
                type.object);
}

bool Execution::NeedBlock(bool concurrently, absl::string_view command) {
  if (!concurrently || !catalog_.session().in_block) return true;
  return Refuse(Kind::kNotInTransaction, "25001", absl::StrCat(command, " cannot run inside a transaction block"));
}

Oid Execution::Make(const Name& canonical, Object::Body body) {
  Object object{.name = canonical, .at = at_};
  object.body = std::move(body);
  return catalog_.Add(std::move(object));
}

void Execution::Touch(const Name& name) {
  const Name canonical = catalog_.Canonical(name);
  if (!canonical.known()) return catalog_.TaintAll();
  bool found = false;
  for (const Catalog::Found& one : {catalog_.FindRelation(canonical), catalog_.FindType(canonical)}) {
    if (one.object == nullptr) continue;
    Object copy = *one.object;
    copy.existence = Existence::kUnknown;
    catalog_.Set(std::move(copy));
    found = true;
  }
  if (found) return;
  for (Object::Body body : {Object::Body(OtherObject{}), Object::Body(EnumObject{})}) {
    Object object{.name = canonical, .existence = Existence::kUnknown, .at = at_};
    object.body = std::move(body);
    catalog_.Add(std::move(object));
  }
}

std::optional<std::vector<std::string>> Execution::ColumnsIn(const TableObject& table,
                                                             const std::string& expression) const {
  const std::optional<SqlNames> names = ReadExpression(expression);
  if (!names.has_value()) return std::nullopt;
  std::vector<std::string> columns;
  for (const ColumnMention& mention : names->columns) {
    if (mention.column == "*") {
      for (const TableColumn& column : table.columns) columns.push_back(column.column.name);
    } else if (std::find(columns.begin(), columns.end(), mention.column) == columns.end()) {
      columns.push_back(mention.column);
    }
  }
  return columns;
}

bool Execution::Names(const std::string& expression, const std::string& column) const {
  if (expression.empty() || !absl::StrContains(expression, column)) return false;
  const std::optional<SqlNames> names = ReadExpression(expression);
  if (!names.has_value()) return true;
  return std::any_of(names->columns.begin(), names->columns.end(),
                     [&](const ColumnMention& mention) { return mention.column == column || mention.column == "*"; });
}

// ---- Rows and sessions

void Execution::Do(const ChangeRows& change) {
  const Catalog::Found found = catalog_.FindRelation(change.table);
  if (found.unknown()) Doubt();
  if (found.absent()) {
    Refuse(Kind::kUnknownRelation, "42P01", absl::StrCat("relation \"", change.table.ToString(), "\" does not exist"),
           change.table);
    return;
  }
  for (const Name& read : change.reads) {
    const Catalog::Found other = catalog_.FindRelation(read);
    if (other.unknown()) Doubt();
    if (other.absent() && !Refuse(Kind::kUnknownRelation, "42P01",
                                  absl::StrCat("relation \"", read.ToString(), "\" does not exist"), read)) {
      return;
    }
  }
  if (found.As<TableObject>() == nullptr) return;
  using What = ChangeRows::Kind;
  Known<bool> empty = found.As<TableObject>()->empty;
  const bool all = change.kind == What::kTruncate || (change.kind == What::kDelete && change.filtered.Is(false));
  if (all) {
    empty = true;
  } else if (change.kind == What::kInsert && change.reads.empty()) {
    empty = false;  // VALUES; where ON CONFLICT does nothing, there is a row already
  } else if (change.kind != What::kUpdate) {
    empty = kUnknown;
  }
  if (empty != found.As<TableObject>()->empty)
    Change<TableObject>(found.object->oid, [&](TableObject& table) { table.empty = empty; });
}

void Execution::Do(const SetParameter& set) {
  if (set.parameter != "search_path" && set.parameter != "all") return;
  Session session = catalog_.session();
  if (!set.value.known() || set.local) {
    session.search_path = kUnknown;
  } else if (set.value.value().empty()) {
    session.search_path = std::vector<std::string>{"public"};
  } else {
    std::vector<std::string> path;
    for (absl::string_view schema : absl::StrSplit(set.value.value(), ',')) {
      schema = absl::StripAsciiWhitespace(schema);
      if (schema != "\"$user\"" && schema != "$user" && !schema.empty()) {
        path.emplace_back(absl::StripSuffix(absl::StripPrefix(schema, "\""), "\""));
      }
    }
    session.search_path = std::move(path);
  }
  catalog_.SetSession(std::move(session));
}

// Rolling back undoes what this transaction did; which is more than the catalogue can tell.
void Execution::Do(const TransactionCommand& command) {
  using Command = TransactionCommand::Kind;
  if (command.kind == Command::kRollback || command.kind == Command::kRollbackTo) return catalog_.TaintAll();
  if (command.kind != Command::kCommit && command.kind != Command::kBegin) return;
  Session session = catalog_.session();
  session.in_block = command.kind == Command::kBegin;
  session.transaction += 1'000'000;  // another one
  catalog_.SetSession(std::move(session));
}

void Execution::Do(const LockTable& lock) {
  for (const Name& name : lock.tables) {
    const Catalog::Found found = catalog_.FindRelation(name);
    if (found.unknown()) Doubt();
    if (found.absent() && !Refuse(Kind::kUnknownRelation, "42P01",
                                  absl::StrCat("relation \"", name.ToString(), "\" does not exist"), name)) {
      return;
    }
  }
}

void Execution::Do(const Maintain& maintain) {
  using Upkeep = Maintain::Kind;
  const bool vacuum = maintain.kind == Upkeep::kVacuum || maintain.kind == Upkeep::kVacuumFull;
  if (!NeedBlock(vacuum, "VACUUM")) return;
  NeedBlock(maintain.kind == Upkeep::kReindex && maintain.concurrently, "REINDEX CONCURRENTLY");
}

void Execution::Do(const Opaque& opaque) {
  if (opaque.reach == Reach::kAnything) return catalog_.TaintAll();
  if (opaque.reach != Reach::kNamed) return;
  for (const Name& name : opaque.touches) Touch(name);
}

}  // namespace retort
