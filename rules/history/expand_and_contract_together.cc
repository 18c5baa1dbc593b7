#include <algorithm>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "linter/migration/shared_tables.h"
#include "rules/rule.h"

namespace retort {
namespace {

// What old code may need is gone afterwards: a column or a table, under its name.
std::optional<std::string> Contracts(const Action& action) {
  if (const auto* drop = std::get_if<DropTable>(&action))
    return absl::StrCat("drops the table \"", drop->table.name, "\"");
  if (const auto* rename = std::get_if<RenameTable>(&action)) {
    return absl::StrCat("renames the table \"", rename->table.name, "\"");
  }
  if (const auto* drop = std::get_if<DropColumn>(&action))
    return absl::StrCat("drops the column \"", drop->column, "\"");
  const auto* alter = std::get_if<AlterColumn>(&action);
  if (alter == nullptr || alter->rename_to.empty()) return std::nullopt;
  return absl::StrCat("renames the column \"", alter->column, "\"");
}

bool Expands(const Action& action) {
  return std::holds_alternative<CreateTable>(action) || std::holds_alternative<AddColumn>(action);
}

// This revision and those before it that are new too.
std::vector<size_t> ChangeSet(const RevisionGraph& graph, size_t index, const History& history) {
  std::vector<size_t> members = {index};
  std::set<size_t> seen = {index};
  for (size_t i = 0; i < members.size() && history.has_base; ++i) {
    for (const size_t parent : graph.Parents(members[i])) {
      const std::string& id = graph[parent].id;
      const bool is_applied = std::binary_search(history.applied.begin(), history.applied.end(), id);
      if (!is_applied && seen.insert(parent).second) members.push_back(parent);
    }
  }
  return members;
}

template <typename Visit>
void ForEachOperation(const Revision& revision, const Visit& visit) {
  for (const Transaction& transaction : revision.upgrade.transactions) {
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) visit(operation);
    }
  }
}

void Look(const Revision& revision, const Moment& now, Findings& findings) {
  const size_t index = now.graph.Find(revision.id);
  if (index == RevisionGraph::kNone) return;
  const Operation* expansion = nullptr;
  std::set<Name> fresh;  // tables that nobody has yet
  for (const size_t member : ChangeSet(now.graph, index, now.history)) {
    ForEachOperation(now.graph[member], [&](const Operation& operation) {
      if (Expands(operation.action)) expansion = &operation;
      if (std::holds_alternative<CreateTable>(operation.action)) fresh.insert(ChangedTable(operation.action));
    });
  }
  if (expansion == nullptr) return;
  ForEachOperation(revision, [&](const Operation& operation) {
    const std::optional<std::string> what = Contracts(operation.action);
    if (!what.has_value() || fresh.contains(ChangedTable(operation.action))) return;
    findings.Add(operation.at, absl::StrCat("this ", *what, ", in one change with what takes its place"))
        .Help("add first, deploy the code that uses it, and take away in a later change")
        .Relates(expansion->at, "this adds to the schema");
  });
}

}  // namespace

extern constinit const Rule kExpandAndContractTogether = {
    .id = "expand-and-contract-together",
    .category = Category::kHistory,
    .severity = Severity::kWarning,
    .scope = Scope::kNew,
    .on_by_default = false,
    .summary = "One change adds to the schema and takes something else away.",
    .why =
        "Between the migration and the last restart old code runs on the new schema, and after a rollback as well. It "
        "can live with a new column, and not without an old one.",
    .instead = "Expand, deploy, then contract: the removal is a change of its own.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.add_column("customer", sa.Column("full_name", sa.Text))
op.drop_column("customer", "name")

def downgrade():
    op.add_column("customer", sa.Column("name", sa.Text))
    op.drop_column("customer", "full_name")
)py",
    .good = R"py(
op.add_column("customer", sa.Column("full_name", sa.Text))
)py",
    .checks = {On<Look>},
};

}  // namespace retort
