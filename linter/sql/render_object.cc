// Sequences, views, functions and the rest that has a name, as SQL.

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/quote.h"
#include "linter/sql/render_parts.h"

namespace retort {
namespace {

void AppendNumber(std::string* text, absl::string_view word, const std::optional<int64_t>& number) {
  if (number.has_value()) absl::StrAppend(text, " ", word, " ", *number);
}

// The number of dollars and letters that does not stand in the body.
std::string DollarQuoted(absl::string_view body) {
  std::string tag = "$$";
  while (absl::StrContains(body, tag)) tag.insert(1, "q");
  return absl::StrCat(tag, body, tag);
}

// The columns of a table and the constraints, triggers, policies and rules of it are named with their table.
bool IsOfTable(ObjectKind kind) {
  return kind == ObjectKind::kTrigger || kind == ObjectKind::kPolicy || kind == ObjectKind::kRule;
}

std::string ObjectText(ObjectKind kind, const Name& name, const Name& table, absl::string_view arguments) {
  if (IsOfTable(kind)) return absl::StrCat(Quoted(name.name), " ON ", QuotedName(table));
  const bool overloads =
      kind == ObjectKind::kFunction || kind == ObjectKind::kProcedure || kind == ObjectKind::kAggregate;
  if (!overloads || (arguments == "*" && kind != ObjectKind::kAggregate)) return QuotedName(name);
  return absl::StrCat(QuotedName(name), "(", arguments, ")");
}

}  // namespace

std::string SequenceOptionsText(const SequenceOptions& options) {
  std::string text;
  if (!options.type.empty()) absl::StrAppend(&text, " AS ", options.type);
  AppendNumber(&text, "INCREMENT BY", options.increment);
  AppendNumber(&text, "START WITH", options.start);
  AppendNumber(&text, "RESTART WITH", options.restart);
  AppendNumber(&text, "MINVALUE", options.minimum);
  AppendNumber(&text, "MAXVALUE", options.maximum);
  absl::StrAppend(&text, When(options.no_minimum, " NO MINVALUE"), When(options.no_maximum, " NO MAXVALUE"));
  AppendNumber(&text, "CACHE", options.cache);
  if (options.cycle.has_value()) absl::StrAppend(&text, *options.cycle ? " CYCLE" : " NO CYCLE");
  if (options.unowned) absl::StrAppend(&text, " OWNED BY NONE");
  if (!options.owner_table.name.empty()) {
    absl::StrAppend(&text, " OWNED BY ", QuotedName(options.owner_table), ".", Quoted(options.owner_column));
  }
  if (!options.complete) absl::StrAppend(&text, " ", kHole);
  return text;
}

std::string IdentityText(const Identity& identity) {
  std::string text = absl::StrCat("GENERATED ", identity.always ? "ALWAYS" : "BY DEFAULT", " AS IDENTITY");
  const std::string options = SequenceOptionsText(identity.sequence);
  return options.empty() ? text : absl::StrCat(text, " (", options.substr(1), ")");
}

std::string RenderAction(const CreateSequence& create) {
  return absl::StrCat("CREATE ", When(create.temporary, "TEMPORARY "), "SEQUENCE ",
                      When(create.if_absent, "IF NOT EXISTS "), QuotedName(create.sequence),
                      SequenceOptionsText(create.options));
}

std::string RenderAction(const AlterSequence& alter) {
  return absl::StrCat("ALTER SEQUENCE ", When(alter.if_present, "IF EXISTS "), QuotedName(alter.sequence),
                      SequenceOptionsText(alter.options));
}

std::string RenderAction(const CreateView& create) {
  return absl::StrCat("CREATE ", When(create.or_replace, "OR REPLACE "), When(create.temporary, "TEMPORARY "),
                      When(create.materialized, "MATERIALIZED "), "VIEW ", When(create.if_absent, "IF NOT EXISTS "),
                      QuotedName(create.view), When(!create.columns.empty(), " ("), QuotedList(create.columns),
                      When(!create.columns.empty(), ")"), " AS ", create.query.empty() ? kHole : create.query,
                      When(!create.with_data, " WITH NO DATA"));
}

std::string RenderAction(const RefreshView& refresh) {
  return absl::StrCat("REFRESH MATERIALIZED VIEW ", When(refresh.concurrently, "CONCURRENTLY "),
                      QuotedName(refresh.view));
}

std::string RenderAction(const CreateFunction& create) {
  if (!create.text.empty()) return create.text.text;
  std::string text =
      absl::StrCat("CREATE ", When(create.or_replace, "OR REPLACE "), create.procedure ? "PROCEDURE " : "FUNCTION ",
                   QuotedName(create.function), "(", create.arguments, ")");
  if (!create.returns.empty()) absl::StrAppend(&text, " RETURNS ", create.returns);
  if (!create.language.empty()) absl::StrAppend(&text, " LANGUAGE ", create.language);
  if (!create.volatility.empty()) absl::StrAppend(&text, " ", absl::AsciiStrToUpper(create.volatility));
  if (create.security_definer) absl::StrAppend(&text, " SECURITY DEFINER");
  if (create.sets_search_path) absl::StrAppend(&text, " SET search_path = ", kHole);
  return absl::StrCat(text, " AS ", DollarQuoted(create.body));
}

std::string RenderAction(const CreateTrigger& create) {
  if (!create.text.empty()) return create.text.text;
  // The operation does not say when it fires; what is written for it parses, and says so.
  return absl::StrCat("CREATE ", When(create.or_replace, "OR REPLACE "), When(create.constraint, "CONSTRAINT "),
                      "TRIGGER ", Quoted(create.trigger), " AFTER UPDATE OF ", kHole, " ON ", QuotedName(create.table),
                      " FOR EACH ROW EXECUTE FUNCTION ", QuotedName(create.function), "()");
}

std::string RenderAction(const CreatePolicy& create) {
  if (!create.text.empty()) return create.text.text;
  return absl::StrCat("CREATE POLICY ", Quoted(create.policy), " ON ", QuotedName(create.table), " USING (", kHole,
                      ")");
}

std::string RenderAction(const CreateExtension& create) {
  std::string text =
      absl::StrCat("CREATE EXTENSION ", When(create.if_absent, "IF NOT EXISTS "), Quoted(create.extension));
  if (!create.schema.empty()) absl::StrAppend(&text, " SCHEMA ", Quoted(create.schema));
  return absl::StrCat(text, When(create.cascade, " CASCADE"));
}

std::string RenderAction(const CreateSchema& create) {
  return absl::StrCat("CREATE SCHEMA ", When(create.if_absent, "IF NOT EXISTS "), Quoted(create.schema));
}

std::string RenderAction(const DropObject& drop) {
  return absl::StrCat("DROP ", drop.kind == ObjectKind::kOther ? kHole : SqlWord(drop.kind), " ",
                      When(drop.if_present, "IF EXISTS "), ObjectText(drop.kind, drop.name, drop.table, drop.arguments),
                      When(drop.cascade, " CASCADE"));
}

std::string RenderAction(const RenameObject& rename) {
  const bool moves = rename.name.name == rename.to.name && rename.name.schema != rename.to.schema;
  return absl::StrCat("ALTER ", rename.kind == ObjectKind::kOther ? kHole : SqlWord(rename.kind), " ",
                      ObjectText(rename.kind, rename.name, rename.table, rename.arguments),
                      moves ? " SET SCHEMA " : " RENAME TO ", Quoted(moves ? rename.to.schema : rename.to.name));
}

std::string RenderAction(const CommentOn& comment) {
  std::string text =
      absl::StrCat("COMMENT ON ", comment.kind == ObjectKind::kOther ? kHole : SqlWord(comment.kind), " ");
  if (comment.part.empty()) {
    absl::StrAppend(&text, QuotedName(comment.name));
  } else if (comment.kind == ObjectKind::kColumn) {
    absl::StrAppend(&text, QuotedName(comment.name), ".", Quoted(comment.part));
  } else {
    absl::StrAppend(&text, Quoted(comment.part), " ON ", QuotedName(comment.name));
  }
  const std::string value = KnownText(comment.comment);
  return absl::StrCat(text, " IS ", value.empty() ? "NULL" : QuotedText(value));
}

}  // namespace retort
