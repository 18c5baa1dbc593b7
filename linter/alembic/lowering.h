// From the calls that a revision makes to statements: the part of alembic/ that knows every directive.

#ifndef RETORT_LINTER_ALEMBIC_LOWERING_H_
#define RETORT_LINTER_ALEMBIC_LOWERING_H_

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "linter/alembic/arguments.h"
#include "linter/alembic/types.h"
#include "linter/migration/revision.h"

namespace retort {

// One `op.x(...)` or `batch_op.x(...)`, and the statements that it sends.
class Directive {
 public:
  Directive(Arguments arguments, Span at, Certainty certainty, const ScriptContext& context)
      : arguments_(std::move(arguments)), at_(at), certainty_(certainty), context_(context) {}

  const Arguments& arguments() const { return arguments_; }
  const ScriptContext& context() const { return context_; }
  Span at() const { return at_; }
  Certainty certainty() const { return certainty_; }
  // Whether the project's Alembic is at least this one.
  bool Since(Version version) const { return context_.environment.versions.alembic.version >= version; }

  // One operation is one statement, unless it is sent together with the next.
  void Send(Action action) { Send(std::move(action), at_); }
  void Send(Action action, Span at);
  void Send(Statement statement);
  void Send(Statement statement, Span at);  // which does not say yet where it is
  void SendOpaque(std::string what, std::string reason, Reach reach, std::vector<Name> touches = {});
  std::vector<Statement> TakeStatements() { return std::move(statements_); }

 private:
  Arguments arguments_;
  Span at_;
  Certainty certainty_;
  const ScriptContext& context_;
  std::vector<Statement> statements_;
};

// A directive by its name, in the order of its arguments.
struct DirectiveKind {
  absl::string_view name;
  int table_position;  // of the table's name; -1: takes none
  void (*lower)(Directive& directive);
  std::initializer_list<absl::string_view> required;  // its arguments that have no default, in order
  bool outside_batch = false;                         // batch_op does not have it
};

// What Python raises when an argument is missing that has no default.
std::optional<Raise> MissingArgument(const DirectiveKind& kind, const Arguments& arguments);

// nullptr: not one of Alembic's own.
const DirectiveKind* FindDirective(absl::string_view name);

// Tables and columns: operations_table.cc
void LowerCreateTable(Directive& directive);
void LowerDropTable(Directive& directive);
void LowerRenameTable(Directive& directive);
void LowerAddColumn(Directive& directive);
void LowerDropColumn(Directive& directive);
void LowerAlterColumn(Directive& directive);
void LowerCreateTableComment(Directive& directive);
void LowerDropTableComment(Directive& directive);

// Constraints and indexes: operations_constraint.cc
void LowerCreateCheck(Directive& directive);
void LowerCreateExclude(Directive& directive);
void LowerCreateForeignKey(Directive& directive);
void LowerCreatePrimaryKey(Directive& directive);
void LowerCreateUnique(Directive& directive);
void LowerDropConstraint(Directive& directive);
void LowerCreateIndex(Directive& directive);
void LowerDropIndex(Directive& directive);

// SQL and rows: operations_execute.cc
void LowerExecute(Directive& directive);
void LowerBulkInsert(Directive& directive);
// What `connection.execute(statement)` sends. `binds`: a str goes through text(); `driver_binds`: it has parameters of
// the driver, `%s`.
void SendSql(const python::Value* statement, bool binds, bool driver_binds, Directive& directive);

// CreateSequence(...), CreateSchema(...), CreateTable(...) and the like: schema_elements.cc. False: it is none.
bool LowerSchemaElement(const python::Call& element, Directive& directive);

// What packages add to Alembic: entities.cc
void LowerCreateEntity(Directive& directive);
void LowerReplaceEntity(Directive& directive);
void LowerDropEntity(Directive& directive);
void LowerSyncEnumValues(Directive& directive);

// A call of a method of a type or a table: `e.create(bind)`, `Table(...).drop(bind)`. False: it is something else.
bool LowerSchemaCall(const python::Call& call, Directive& directive);

// upgrade() or downgrade() from what it does.
std::vector<Transaction> LowerTrace(const python::Trace& trace, const ScriptContext& context);

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_LOWERING_H_
