#include <utility>

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
    {"add_column", 0, LowerAddColumn},
    {"alter_column", 0, LowerAlterColumn},
    {"batch_alter_table", -1, LowerNothing},
    {"bulk_insert", -1, LowerBulkInsert},
    {"create_check_constraint", 1, LowerCreateCheck},
    {"create_exclude_constraint", 1, LowerCreateExclude},
    {"create_foreign_key", 1, LowerCreateForeignKey},
    {"create_index", 1, LowerCreateIndex},
    {"create_primary_key", 1, LowerCreatePrimaryKey},
    {"create_table", -1, LowerCreateTable},
    {"create_table_comment", 0, LowerCreateTableComment},
    {"create_unique_constraint", 1, LowerCreateUnique},
    {"drop_column", 0, LowerDropColumn},
    {"drop_constraint", 1, LowerDropConstraint},
    {"drop_index", 1, LowerDropIndex},
    {"drop_table", -1, LowerDropTable},
    {"drop_table_comment", 0, LowerDropTableComment},
    {"execute", -1, LowerExecute},
    {"f", -1, LowerNothing},
    {"get_bind", -1, LowerNothing},
    {"get_context", -1, LowerNothing},
    {"inline_literal", -1, LowerNothing},
    {"invoke", -1, LowerInvoke},
    {"rename_table", -1, LowerRenameTable},
    {"run_async", -1, LowerRunAsync},
};

}  // namespace

const DirectiveKind* FindDirective(absl::string_view name) {
  for (const DirectiveKind& kind : kDirectives) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

void Directive::Send(Action action, Span at) {
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
