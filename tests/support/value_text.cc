#include "tests/support/value_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace retort {
namespace {

bool IsNone(const Name& name) { return name.name.empty() && name.schema.empty(); }

template <typename Values>
std::string List(const Values& values) {
  const auto print = [](std::string* out, const auto& value) { absl::StrAppend(out, ValueText(value)); };
  return absl::StrCat("(", absl::StrJoin(values, ", ", print), ")");
}

std::string Number(absl::string_view word, const std::optional<int64_t>& number) {
  return number.has_value() ? absl::StrCat(" ", word, " ", *number) : "";
}

}  // namespace

std::string FlagText(bool set, absl::string_view word) { return set ? absl::StrCat(" ", word) : ""; }
std::string FieldText(absl::string_view word, const std::string& text) {
  if (text.empty()) return "";
  return absl::StrCat(word.empty() ? "" : " ", word, " ", absl::StrReplaceAll(text, {{kHole, "?"}}));
}
std::string FieldText(absl::string_view word, const Name& name) {
  return IsNone(name) ? "" : absl::StrCat(word.empty() ? "" : " ", word, " ", ValueText(name));
}
std::string FieldText(absl::string_view word, const std::vector<std::string>& names) {
  return names.empty() ? "" : absl::StrCat(" ", word, " ", ValueText(names));
}
std::string FieldText(absl::string_view word, const std::vector<Name>& names) {
  return names.empty() ? "" : absl::StrCat(" ", word, " ", ValueText(names));
}

std::string ValueText(const Name& name) { return name.known() ? name.ToString() : "?"; }
std::string ValueText(const std::string& name) { return name.empty() || HasHole(name) ? "?" : name; }
std::string ValueText(const Known<std::string>& name) {
  return !name.known() ? "?" : name.value().empty() ? "unnamed" : name.value();
}
std::string ValueText(const std::vector<std::string>& names) { return List(names); }
std::string ValueText(const std::vector<Name>& names) { return List(names); }

std::string ValueText(const Type& type) {
  std::string text = ValueText(type.name);
  if (!type.modifiers.empty()) absl::StrAppend(&text, "(", absl::StrJoin(type.modifiers, ","), ")");
  for (int i = 0; i < type.dimensions; ++i) text += "[]";
  return text;
}

std::string ValueText(const SequenceOptions& options) {
  std::string text = absl::StrCat(FieldText("as", options.type), Number("increment", options.increment),
                                  Number("start", options.start), Number("restart", options.restart),
                                  Number("minimum", options.minimum), Number("maximum", options.maximum),
                                  Number("cache", options.cache), FlagText(options.no_minimum, "no_minimum"),
                                  FlagText(options.no_maximum, "no_maximum"));
  if (options.cycle.has_value()) text += *options.cycle ? " cycle" : " no_cycle";
  absl::StrAppend(&text, FieldText("owned_by", options.owner_table), FieldText("column", options.owner_column),
                  FlagText(options.unowned, "unowned"), FlagText(!options.complete, "incomplete"));
  return text;
}

std::string ValueText(const Identity& identity) {
  return absl::StrCat(identity.always ? "always" : "by_default", ValueText(identity.sequence));
}

std::string ValueText(const Column& column) {
  std::string text = absl::StrCat(ValueText(column.name), " ", ValueText(column.type));
  if (!column.nullable.known()) text += " not_null?";
  text += FlagText(column.nullable.Is(false), "not_null");
  text += column.server_default.known() ? FieldText("default", column.server_default.value()) : " default?";
  if (column.identity.has_value()) absl::StrAppend(&text, " identity ", ValueText(*column.identity));
  if (column.generated.has_value()) {
    absl::StrAppend(&text, FieldText("generated", column.generated->expression),
                    FlagText(!column.generated->stored, "virtual"));
  }
  return text + FieldText("collate", column.collation);
}

std::string ValueText(const IndexElement& element) {
  constexpr absl::string_view kNulls[] = {"", " nulls_first", " nulls_last"};
  std::string text = element.expression.empty()
                         ? ValueText(element.column)
                         : absl::StrCat("(", absl::StrReplaceAll(element.expression, {{kHole, "?"}}), ")");
  return absl::StrCat(text, FieldText("collate", element.collation), FieldText("class", element.operator_class),
                      FlagText(element.descending, "desc"), kNulls[static_cast<int>(element.nulls)],
                      FieldText("with", element.exclusion_operator));
}

std::string ElementsText(const std::vector<IndexElement>& elements) { return List(elements); }

std::string ValueText(const Constraint& constraint) {
  constexpr absl::string_view kKinds[] = {"primary_key", "unique", "check", "foreign_key", "exclude"};
  std::string text = absl::StrCat(kKinds[static_cast<int>(constraint.kind)], " ", ValueText(constraint.name));
  if (!constraint.columns.empty()) text += ValueText(constraint.columns);
  if (constraint.kind == ConstraintKind::kForeignKey) {
    absl::StrAppend(&text, " -> ", ValueText(constraint.referenced));
    if (!constraint.referenced_columns.empty()) text += ValueText(constraint.referenced_columns);
  }
  if (!constraint.expression.empty()) {
    absl::StrAppend(&text, " (", absl::StrReplaceAll(constraint.expression, {{kHole, "?"}}), ")");
  }
  absl::StrAppend(&text, FieldText("match", constraint.match), FieldText("on_delete", constraint.on_delete),
                  FieldText("on_update", constraint.on_update), FlagText(constraint.deferrable, "deferrable"),
                  FlagText(constraint.initially_deferred, "initially_deferred"));
  if (constraint.index != Known<std::string>("")) absl::StrAppend(&text, " using ", ValueText(constraint.index));
  absl::StrAppend(&text, FieldText("include", constraint.include),
                  FlagText(constraint.nulls_not_distinct, "nulls_not_distinct"),
                  FieldText("method", constraint.method));
  if (!constraint.elements.empty()) absl::StrAppend(&text, " elements ", ElementsText(constraint.elements));
  return absl::StrCat(text, FieldText("where", constraint.where), FlagText(constraint.no_inherit, "no_inherit"),
                      FlagText(!constraint.validated, "not_valid"));
}

}  // namespace retort
