// Tables and columns as SQL.

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/quote.h"
#include "linter/sql/render_parts.h"

namespace retort {
namespace {

std::string Alter(const Name& table) { return absl::StrCat("ALTER TABLE ", QuotedName(table), " "); }

absl::string_view PersistenceText(Persistence persistence) {
  switch (persistence) {
    case Persistence::kUnlogged:
      return "UNLOGGED ";
    case Persistence::kTemporary:
      return "TEMPORARY ";
    case Persistence::kPermanent:
      break;
  }
  return "";
}

std::vector<std::string> Elements(const CreateTable& create) {
  std::vector<std::string> elements;
  for (const Column& column : create.columns) {
    elements.push_back(ColumnText(column));
    for (const Constraint& constraint : create.constraints) {
      if (constraint.in_column.text != column.name || column.name.empty()) continue;
      absl::StrAppend(&elements.back(), " ", ColumnConstraintText(constraint));
    }
  }
  for (const Name& name : create.like) elements.push_back(absl::StrCat("LIKE ", QuotedName(name)));
  for (const Constraint& constraint : create.constraints) {
    if (constraint.in_column.empty()) elements.push_back(ConstraintText(constraint));
  }
  if (!create.complete && create.like.empty()) elements.emplace_back(kHole);
  return elements;
}

// One text a change, as they stand in one ALTER TABLE.
std::vector<std::string> Changes(const AlterColumn& alter) {
  std::vector<std::string> changes;
  if (alter.type.has_value()) {
    changes.push_back(absl::StrCat("TYPE ", TypeText(*alter.type)));
    if (!alter.collation.name.empty()) absl::StrAppend(&changes.back(), " COLLATE ", CollationText(alter.collation));
    if (!alter.conversion.empty()) absl::StrAppend(&changes.back(), " USING ", alter.conversion);
  }
  if (alter.nullable.has_value()) {
    const absl::string_view word = !alter.nullable->known() ? kHole : alter.nullable->value() ? "DROP" : "SET";
    changes.push_back(absl::StrCat(word, " NOT NULL"));
  }
  if (alter.server_default.has_value()) {
    const std::string value = KnownText(*alter.server_default);
    changes.push_back(value.empty() ? "DROP DEFAULT" : absl::StrCat("SET DEFAULT ", value));
  }
  if (alter.add_identity.has_value()) changes.push_back(absl::StrCat("ADD ", IdentityText(*alter.add_identity)));
  if (alter.set_identity.has_value()) {
    changes.push_back(absl::StrCat("SET GENERATED ", alter.set_identity->always ? "ALWAYS" : "BY DEFAULT"));
  }
  const absl::string_view if_present = When(alter.if_present, " IF EXISTS");
  if (alter.drop_identity) changes.push_back(absl::StrCat("DROP IDENTITY", if_present));
  if (alter.drop_expression) changes.push_back(absl::StrCat("DROP EXPRESSION", if_present));
  if (!alter.other.empty()) changes.push_back(alter.other);
  return changes;
}

}  // namespace

std::string ColumnText(const Column& column) {
  std::string text = absl::StrCat(Quoted(column.name), " ", TypeText(column.type));
  if (!column.collation.name.empty()) absl::StrAppend(&text, " COLLATE ", CollationText(column.collation));
  const std::string value = KnownText(column.server_default);
  if (!value.empty() && !column.generated.has_value()) absl::StrAppend(&text, " DEFAULT ", value);
  if (column.generated.has_value()) {
    absl::StrAppend(&text, " GENERATED ALWAYS AS (", column.generated->expression, ")",
                    When(column.generated->stored, " STORED"));
  }
  if (column.identity.has_value()) absl::StrAppend(&text, " ", IdentityText(*column.identity));
  if (!column.nullable.known()) return absl::StrCat(text, " ", kHole);
  // An identity column is never NULL: NULL there is an error that SQLAlchemy lets one write.
  if (column.nullable.value()) return absl::StrCat(text, When(column.identity.has_value(), " NULL"));
  return absl::StrCat(text, When(!column.identity.has_value(), " NOT NULL"));
}

std::string RenderAction(const CreateTable& create) {
  std::string text = absl::StrCat("CREATE ", PersistenceText(create.persistence), "TABLE ",
                                  When(create.if_absent, "IF NOT EXISTS "), QuotedName(create.table));
  const std::vector<std::string> elements = Elements(create);
  const bool is_partition = !create.partition_of.name.empty();
  if (is_partition) absl::StrAppend(&text, " PARTITION OF ", QuotedName(create.partition_of));
  if (!is_partition || !elements.empty()) {
    absl::StrAppend(&text, " (", When(!elements.empty(), "\n    "), absl::StrJoin(elements, ", \n    "), "\n)");
  }
  if (is_partition) absl::StrAppend(&text, " ", create.bound);
  if (!create.inherits.empty()) absl::StrAppend(&text, "\n INHERITS ( ", NamesText(create.inherits), " )");
  if (!create.partition_by.empty()) absl::StrAppend(&text, "\n PARTITION BY ", create.partition_by);
  if (!create.options.empty()) absl::StrAppend(&text, "\n ", create.options);
  return text;
}

std::string RenderAction(const DropTable& drop) {
  return absl::StrCat("DROP TABLE ", When(drop.if_present, "IF EXISTS "), QuotedName(drop.table),
                      When(drop.cascade, " CASCADE"));
}

std::string RenderAction(const RenameTable& rename) {
  const bool moves = rename.table.name == rename.to.name && rename.table.schema != rename.to.schema;
  return moves ? absl::StrCat(Alter(rename.table), "SET SCHEMA ", Quoted(rename.to.schema))
               : absl::StrCat(Alter(rename.table), "RENAME TO ", Quoted(rename.to.name));
}

std::string RenderAction(const AttachPartition& attach) {
  return absl::StrCat(Alter(attach.table), "ATTACH PARTITION ", QuotedName(attach.partition), " ", attach.bound);
}

std::string RenderAction(const DetachPartition& detach) {
  return absl::StrCat(Alter(detach.table), "DETACH PARTITION ", QuotedName(detach.partition),
                      When(detach.concurrently, " CONCURRENTLY"));
}

std::string RenderAction(const AlterTable& alter) {
  return absl::StrCat(Alter(alter.table), alter.text.empty() ? kHole : alter.text);
}

std::string RenderAction(const AddColumn& add) {
  std::string text =
      absl::StrCat(Alter(add.table), "ADD COLUMN ", When(add.if_absent, "IF NOT EXISTS "), ColumnText(add.column));
  for (const Constraint& constraint : add.constraints) absl::StrAppend(&text, " ", ColumnConstraintText(constraint));
  return text;
}

std::string RenderAction(const DropColumn& drop) {
  return absl::StrCat(Alter(drop.table), "DROP COLUMN ", When(drop.if_present, "IF EXISTS "), Quoted(drop.column),
                      When(drop.cascade, " CASCADE"));
}

std::string RenderAction(const AlterColumn& alter) {
  const std::string column = Quoted(alter.column);
  std::vector<std::string> changes = Changes(alter);
  for (std::string& change : changes) change = absl::StrCat("ALTER COLUMN ", column, " ", change);
  std::vector<std::string> statements;
  if (!changes.empty()) statements.push_back(absl::StrCat(Alter(alter.table), absl::StrJoin(changes, ", ")));
  if (!alter.rename_to.empty()) {
    statements.push_back(absl::StrCat(Alter(alter.table), "RENAME ", column, " TO ", Quoted(alter.rename_to)));
  }
  return absl::StrJoin(statements, ";\n\n");
}

}  // namespace retort
