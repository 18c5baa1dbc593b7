#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/alembic/expression.h"
#include "linter/alembic/lowering.h"

namespace retort {
namespace {

void LowerRunAsync(Directive& directive) {
  directive.SendOpaque("op.run_async", "runs a function that is not followed", Reach::kAnything);
}

void LowerInvoke(Directive& directive) {
  directive.SendOpaque("op.invoke", "runs an operation object", Reach::kAnything);
}

// These only hand something to the revision; what is done with it is seen where it is done.
void LowerNothing(Directive&) {}

constexpr DirectiveKind kDirectives[] = {
    {"add_column", 0, LowerAddColumn, {"table_name", "column"}},
    {"alter_column", 0, LowerAlterColumn, {"table_name", "column_name"}},
    {"batch_alter_table", -1, LowerNothing, {"table_name"}},
    {"bulk_insert", -1, LowerBulkInsert, {"table", "rows"}, true},
    {"create_check_constraint", 1, LowerCreateCheck, {"constraint_name", "table_name", "condition"}},
    {"create_exclude_constraint", 1, LowerCreateExclude, {"constraint_name", "table_name"}},
    {"create_foreign_key",
     1,
     LowerCreateForeignKey,
     {"constraint_name", "source_table", "referent_table", "local_cols", "remote_cols"}},
    {"create_index", 1, LowerCreateIndex, {"index_name", "table_name", "columns"}},
    {"create_primary_key", 1, LowerCreatePrimaryKey, {"constraint_name", "table_name", "columns"}},
    {"create_table", -1, LowerCreateTable, {"table_name"}, true},
    {"create_table_comment", 0, LowerCreateTableComment, {"table_name", "comment"}},
    {"create_unique_constraint", 1, LowerCreateUnique, {"constraint_name", "table_name", "columns"}},
    {"drop_column", 0, LowerDropColumn, {"table_name", "column_name"}},
    {"drop_constraint", 1, LowerDropConstraint, {"constraint_name", "table_name"}},
    {"drop_index", 1, LowerDropIndex, {"index_name"}},
    {"drop_table", -1, LowerDropTable, {"table_name"}, true},
    {"create_entity", -1, LowerCreateEntity, {"target"}},
    {"replace_entity", -1, LowerReplaceEntity, {"target"}},
    {"drop_entity", -1, LowerDropEntity, {"target"}},
    {"sync_enum_values", -1, LowerSyncEnumValues, {"enum_schema", "enum_name", "new_values", "affected_columns"}},
    // Of geoalchemy2: on PostgreSQL they do what the plain ones do.
    {"create_geospatial_table", -1, LowerCreateTable, {"table_name"}},
    {"drop_geospatial_table", -1, LowerDropTable, {"table_name"}},
    {"create_geospatial_index", 1, LowerCreateIndex, {"index_name", "table_name", "columns"}},
    {"drop_geospatial_index", 1, LowerDropIndex, {"index_name"}},
    {"add_geospatial_column", 0, LowerAddColumn, {"table_name", "column"}},
    {"drop_geospatial_column", 0, LowerDropColumn, {"table_name", "column_name"}},
    {"drop_table_comment", 0, LowerDropTableComment, {"table_name"}},
    {"execute", -1, LowerExecute, {"sqltext"}},
    {"f", -1, LowerNothing, {}},
    {"get_bind", -1, LowerNothing, {}},
    {"get_context", -1, LowerNothing, {}},
    {"inline_literal", -1, LowerNothing, {}},
    {"invoke", -1, LowerInvoke, {}},
    {"rename_table", -1, LowerRenameTable, {"old_table_name", "new_table_name"}, true},
    {"run_async", -1, LowerRunAsync, {}},
};

}  // namespace

std::optional<Raise> MissingArgument(const DirectiveKind& kind, const Arguments& arguments) {
  if (!arguments.call().complete) return std::nullopt;
  int position = 0;
  for (const absl::string_view name : kind.required) {
    const bool is_table = arguments.in_batch() && position == kind.table_position;
    if (!is_table && arguments.Get(position, name) == nullptr) {
      return Raise{.error = "TypeError",
                   .message = absl::StrCat(kind.name, "() missing 1 required positional argument: '", name, "'")};
    }
    ++position;
  }
  return std::nullopt;
}

const DirectiveKind* FindDirective(absl::string_view name) {
  for (const DirectiveKind& kind : kDirectives) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

void Directive::Send(Action action, Span at) {
  if (auto* comment = std::get_if<CommentOn>(&action); comment != nullptr && comment->comment.known()) {
    // Its quotes are added where it is printed.
    const std::string literal = LiteralText(comment->comment.value(), context_);
    comment->comment = absl::StrReplaceAll(literal.substr(1, literal.size() - 2), {{"''", "'"}});
  }
  Statement statement{.at = at_, .operations = {}, .sql = ""};
  statement.operations.push_back({.at = at, .certainty = certainty_, .action = std::move(action)});
  statements_.push_back(std::move(statement));
}

void Directive::Send(Statement statement) {
  for (Operation& operation : statement.operations) {
    if (certainty_ == Certainty::kConditional) operation.certainty = Certainty::kConditional;
  }
  statements_.push_back(std::move(statement));
}

void Directive::Send(Statement statement, Span at) {
  statement.at = at;
  for (Operation& operation : statement.operations) operation.at = at;
  Send(std::move(statement));
}

void Directive::SendOpaque(std::string what, std::string reason, Reach reach, std::vector<Name> touches) {
  Send(Opaque{.what = std::move(what), .reason = std::move(reason), .reach = reach, .touches = std::move(touches)});
}

}  // namespace retort
