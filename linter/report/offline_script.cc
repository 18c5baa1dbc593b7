#include "linter/report/offline_script.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "linter/report/place.h"
#include "linter/report/wording.h"
#include "linter/sql/quote.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

// Alembic drops the version table after the last downgrade only before this release.
constexpr Version kKeepsVersionTable = {1, 19};

class ScriptWriter {
 public:
  explicit ScriptWriter(const OfflineInput& input)
      : input_(input),
        table_(VersionTable(input.env_script)),
        per_migration_(input.env_script.transaction_per_migration.Is(true)) {}

  std::string Write(const std::vector<MigrationStep>& steps) {
    if (!per_migration_) Send("BEGIN");
    for (const MigrationStep& step : steps) {
      if (per_migration_) Send("BEGIN");
      WriteStep(step);
      if (per_migration_) Send("COMMIT");
    }
    if (!steps.empty() && steps.back().empty_after && input_.versions.alembic.version < kKeepsVersionTable) {
      Send(absl::StrCat("DROP TABLE ", QuotedName(table_)));
    }
    if (!per_migration_) Send("COMMIT");
    return std::move(out_);
  }

 private:
  static Name VersionTable(const EnvScript& script) {
    Name name = {"", "alembic_version"};
    if (script.version_table.known() && !script.version_table.value().empty()) name.name = script.version_table.value();
    if (script.version_table_schema.known()) name.schema = script.version_table_schema.value();
    return name;
  }

  void Comment(absl::string_view text) { absl::StrAppend(&out_, "-- ", text, "\n\n"); }
  void Send(absl::string_view sql) {
    const std::string spaced = absl::StrReplaceAll(sql, {{"\t", "    "}});
    absl::StrAppend(&out_, absl::StripAsciiWhitespace(spaced), ";\n\n");
  }

  void WriteStep(const MigrationStep& step) {
    const Revision& revision = input_.graph[step.revision];
    if (step.upgrade && step.empty_before) CreateVersionTable();
    const std::string parents = absl::StrJoin(
        revision.parents, ", ", [](std::string* out, const Reference& parent) { *out += OneLine(parent.id); });
    const std::string id = OneLine(revision.id);
    Comment(step.upgrade ? absl::StrCat("Running upgrade ", parents, " -> ", id)
                         : absl::StrCat("Running downgrade ", id, " -> ", parents));
    WriteProcedure(step.upgrade ? revision.upgrade : revision.downgrade);
    for (const VersionChange& change : step.versions) WriteVersion(change);
  }

  void WriteProcedure(const Procedure& procedure) {
    for (const Transaction& transaction : procedure.transactions) {
      if (!transaction.atomic) Send("COMMIT");
      for (const Statement& statement : transaction.statements) WriteStatement(statement);
      if (!transaction.atomic) Send("BEGIN");
    }
  }

  void WriteStatement(const Statement& statement) {
    for (const Operation& operation : statement.operations) {
      if (WasSent(operation)) return;
    }
    for (const Operation& operation : statement.operations) WriteRemarks(operation);
    if (!statement.sql.empty()) return Send(ShowHoles(statement.sql));
    for (const Operation& operation : statement.operations) {
      const std::string sql = Render(operation.action);
      if (!sql.empty()) Send(sql);
    }
  }

  // SQLAlchemy sends the CREATE TYPE of a table's column once a run.
  bool WasSent(const Operation& operation) {
    const auto* create = std::get_if<CreateEnum>(&operation.action);
    if (create == nullptr || create->sender != CreateEnum::Sender::kTableEvent) return false;
    return create->type.known() && !sent_.insert(create->type).second;
  }

  // What a reader has to know about a statement before it.
  void WriteRemarks(const Operation& operation) {
    if (const auto* raise = std::get_if<Raise>(&operation.action)) {
      Comment(absl::StrCat(PlaceOf(operation.at), ": raises ", OneLine(raise->error), ": ", OneLine(raise->message)));
    }
    const auto* opaque = std::get_if<Opaque>(&operation.action);
    if (opaque != nullptr && !opaque->on_purpose) {
      Comment(absl::StrCat(PlaceOf(operation.at), ": not understood: ", OneLine(opaque->what), ": ",
                           OneLine(opaque->reason)));
    }
    if (operation.certainty != Certainty::kConditional) return;
    Comment(absl::StrCat(PlaceOf(operation.at), ": conditional",
                         operation.condition.empty() ? "" : absl::StrCat(": ", OneLine(operation.condition))));
  }

  void CreateVersionTable() {
    Send(absl::StrCat("CREATE TABLE ", QuotedName(table_),
                      " (\n    version_num VARCHAR(32) NOT NULL, \n    CONSTRAINT ",
                      Quoted(absl::StrCat(table_.name, "_pkc")), " PRIMARY KEY (version_num)\n)"));
  }

  void WriteVersion(const VersionChange& change) {
    const std::string table = QuotedName(table_);
    switch (change.kind) {
      case VersionChange::Kind::kInsert:
        return Send(absl::StrCat("INSERT INTO ", table, " (version_num) VALUES ('", change.to, "') RETURNING ", table,
                                 ".version_num"));
      case VersionChange::Kind::kUpdate:
        return Send(absl::StrCat("UPDATE ", table, " SET version_num='", change.to, "' WHERE ", table,
                                 ".version_num = '", change.from, "'"));
      case VersionChange::Kind::kDelete:
        return Send(absl::StrCat("DELETE FROM ", table, " WHERE ", table, ".version_num = '", change.from, "'"));
    }
  }

  std::string PlaceOf(const Span& at) const {
    const Position start = RangeOf(input_.sources, at, ColumnUnit::kCodePoints).start;
    return absl::StrCat(PathFrom(input_.working_directory, PathOf(input_.sources, at.file)), ":", start.line);
  }

  const OfflineInput& input_;
  const Name table_;
  const bool per_migration_;
  absl::flat_hash_set<Name> sent_;  // types, by the events of tables
  std::string out_;
};

}  // namespace

std::string OfflineScript(const OfflineInput& input, const std::vector<MigrationStep>& steps) {
  return ScriptWriter(input).Write(steps);
}

}  // namespace retort
