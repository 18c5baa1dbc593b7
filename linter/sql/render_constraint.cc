// Constraints and indexes as SQL.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/quote.h"
#include "linter/sql/render_parts.h"

namespace retort {
namespace {

std::string Alter(const Name& table) { return absl::StrCat("ALTER TABLE ", QuotedName(table), " "); }

std::string Columns(const std::vector<std::string>& columns) { return absl::StrCat("(", QuotedList(columns), ")"); }

std::string NameText(const Known<std::string>& name) {
  return name == Known<std::string>("") ? "" : absl::StrCat("CONSTRAINT ", KnownIdentifier(name), " ");
}

std::string Elements(const std::vector<IndexElement>& elements) {
  return absl::StrJoin(elements, ", ", [](std::string* out, const IndexElement& element) {
    absl::StrAppend(out, IndexElementText(element));
    if (!element.exclusion_operator.empty()) absl::StrAppend(out, " WITH ", element.exclusion_operator);
  });
}

std::string Deferral(bool deferrable, bool initially_deferred) {
  return absl::StrCat(When(deferrable, " DEFERRABLE"), When(initially_deferred, " INITIALLY DEFERRED"));
}

std::string Referenced(const Constraint& constraint) {
  return absl::StrCat("REFERENCES ", QuotedName(constraint.referenced),
                      When(!constraint.referenced_columns.empty(), " "),
                      constraint.referenced_columns.empty() ? "" : Columns(constraint.referenced_columns));
}

// What follows the columns or the expression.
std::string Options(const Constraint& constraint) {
  if (!constraint.options.empty()) return constraint.options.text;
  std::string text;
  if (!constraint.match.empty()) absl::StrAppend(&text, " MATCH ", constraint.match);
  if (!constraint.on_delete.empty()) absl::StrAppend(&text, " ON DELETE ", constraint.on_delete);
  if (!constraint.on_update.empty()) absl::StrAppend(&text, " ON UPDATE ", constraint.on_update);
  absl::StrAppend(&text, When(constraint.no_inherit, " NO INHERIT"),
                  Deferral(constraint.deferrable, constraint.initially_deferred),
                  When(!constraint.validated, " NOT VALID"));
  return text;
}

// Of PRIMARY KEY and UNIQUE: their columns, or the index that is there already.
std::string Key(const Constraint& constraint) {
  if (constraint.index != Known<std::string>("")) {
    return absl::StrCat(" USING INDEX ", KnownIdentifier(constraint.index));
  }
  const std::string include = constraint.include.empty() ? "" : absl::StrCat(" INCLUDE ", Columns(constraint.include));
  return absl::StrCat(When(constraint.nulls_not_distinct, " NULLS NOT DISTINCT"), " ", Columns(constraint.columns),
                      include);
}

std::string Exclusion(const Constraint& constraint) {
  std::string text = absl::StrCat("EXCLUDE USING ", constraint.method.empty() ? "gist" : constraint.method, " (",
                                  Elements(constraint.elements), ")");
  if (!constraint.where.empty()) absl::StrAppend(&text, " WHERE (", constraint.where, ")");
  return text;
}

std::string Check(const Constraint& constraint) {
  return absl::StrCat("CHECK (", constraint.expression.empty() ? kHole : constraint.expression, ")");
}

}  // namespace

std::string ConstraintText(const Constraint& constraint) {
  const std::string name = NameText(constraint.name);
  const std::string options = Options(constraint);
  switch (constraint.kind) {
    case ConstraintKind::kPrimaryKey:
      return absl::StrCat(name, "PRIMARY KEY", Key(constraint), options);
    case ConstraintKind::kUnique:
      return absl::StrCat(name, "UNIQUE", Key(constraint), options);
    case ConstraintKind::kCheck:
      return absl::StrCat(name, Check(constraint), options);
    case ConstraintKind::kForeignKey:
      return absl::StrCat(name, "FOREIGN KEY", Columns(constraint.columns), " ", Referenced(constraint), options);
    case ConstraintKind::kExclude:
      return absl::StrCat(name, Exclusion(constraint), options);
  }
  return "";
}

std::string ColumnConstraintText(const Constraint& constraint) {
  const std::string name = NameText(constraint.name);
  const std::string options = Options(constraint);
  switch (constraint.kind) {
    case ConstraintKind::kPrimaryKey:
      return absl::StrCat(name, "PRIMARY KEY", options);
    case ConstraintKind::kUnique:
      return absl::StrCat(name, "UNIQUE", When(constraint.nulls_not_distinct, " NULLS NOT DISTINCT"), options);
    case ConstraintKind::kForeignKey:
      return absl::StrCat(name, Referenced(constraint), options);
    default:
      return ConstraintText(constraint);
  }
}

std::string IndexElementText(const IndexElement& element) {
  if (!element.spelling.empty()) return element.spelling.text;
  std::string text = element.expression.empty() ? Quoted(element.column) : absl::StrCat("(", element.expression, ")");
  if (!element.collation.name.empty()) absl::StrAppend(&text, " COLLATE ", CollationText(element.collation));
  if (!element.operator_class.empty()) absl::StrAppend(&text, " ", element.operator_class);
  absl::StrAppend(&text, When(element.descending, " DESC"));
  if (element.nulls == IndexElement::Nulls::kFirst) absl::StrAppend(&text, " NULLS FIRST");
  if (element.nulls == IndexElement::Nulls::kLast) absl::StrAppend(&text, " NULLS LAST");
  return text;
}

std::string RenderAction(const AddConstraint& add) {
  return absl::StrCat(Alter(add.table), "ADD ", ConstraintText(add.constraint));
}

std::string RenderAction(const DropConstraint& drop) {
  return absl::StrCat(Alter(drop.table), "DROP CONSTRAINT ", When(drop.if_present, "IF EXISTS "),
                      KnownIdentifier(drop.constraint), When(drop.cascade, " CASCADE"));
}

std::string RenderAction(const RenameConstraint& rename) {
  return absl::StrCat(Alter(rename.table), "RENAME CONSTRAINT ", KnownIdentifier(rename.constraint), " TO ",
                      KnownIdentifier(rename.to));
}

std::string RenderAction(const ValidateConstraint& validate) {
  return absl::StrCat(Alter(validate.table), "VALIDATE CONSTRAINT ", KnownIdentifier(validate.constraint));
}

std::string RenderAction(const AlterConstraint& alter) {
  const std::string deferral = Deferral(alter.deferrable, alter.initially_deferred);
  return absl::StrCat(Alter(alter.table), "ALTER CONSTRAINT ", KnownIdentifier(alter.constraint),
                      deferral.empty() ? " NOT DEFERRABLE" : deferral);
}

std::string RenderAction(const CreateIndex& create) {
  const absl::string_view unique = !create.unique.known() ? kHole : When(create.unique.value(), "UNIQUE");
  std::string text = absl::StrCat("CREATE ", unique, When(!unique.empty(), " "), "INDEX ",
                                  When(create.concurrently, "CONCURRENTLY "), When(create.if_absent, "IF NOT EXISTS "));
  if (create.name != Known<std::string>("")) absl::StrAppend(&text, KnownIdentifier(create.name), " ");
  absl::StrAppend(&text, "ON ", When(create.only, "ONLY "), QuotedName(create.table), " ");
  if (!create.method.empty()) absl::StrAppend(&text, "USING ", create.method, " ");
  absl::StrAppend(&text, "(", Elements(create.elements), ")");
  if (!create.include.empty()) absl::StrAppend(&text, " INCLUDE ", Columns(create.include));
  absl::StrAppend(&text, When(create.nulls_not_distinct, " NULLS NOT DISTINCT"));
  if (!create.options.empty()) absl::StrAppend(&text, " ", create.options);
  if (!create.where.empty()) absl::StrAppend(&text, " WHERE ", create.where);
  return text;
}

std::string RenderAction(const DropIndex& drop) {
  return absl::StrCat("DROP INDEX ", When(drop.concurrently, "CONCURRENTLY "), When(drop.if_present, "IF EXISTS "),
                      QuotedName(drop.index), When(drop.cascade, " CASCADE"));
}

}  // namespace retort
