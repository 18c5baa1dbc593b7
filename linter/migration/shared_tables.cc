#include "linter/migration/shared_tables.h"

#include <map>
#include <optional>
#include <variant>

namespace retort {
namespace {

struct Change {
  size_t revision;
  Span at;
};

using Changes = std::map<Name, std::vector<Change>>;

std::vector<bool> AncestorsOf(const RevisionGraph& graph, size_t head) {
  std::vector<bool> marked(graph.revisions().size());
  std::vector<size_t> open = {head};
  while (!open.empty()) {
    const size_t index = open.back();
    open.pop_back();
    if (marked[index]) continue;
    marked[index] = true;
    open.insert(open.end(), graph.Parents(index).begin(), graph.Parents(index).end());
  }
  return marked;
}

// Each revision counts once for a table.
void AddChanges(const Revision& revision, size_t index, Changes& changes) {
  for (const Transaction& transaction : revision.upgrade.transactions) {
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) {
        const Name table = ChangedTable(operation.action);
        if (!table.known()) continue;
        std::vector<Change>& of_table = changes[table];
        if (of_table.empty() || of_table.back().revision != index) of_table.push_back({index, operation.at});
      }
    }
  }
}

std::optional<SharedTable> Unordered(const RevisionGraph& graph, const Name& table, const std::vector<Change>& in_a,
                                     const std::vector<Change>& in_b) {
  int budget = 64;  // each question walks the graph
  for (const Change& a : in_a) {
    for (const Change& b : in_b) {
      if (--budget < 0) return std::nullopt;
      if (graph.IsAncestor(a.revision, b.revision) || graph.IsAncestor(b.revision, a.revision)) continue;
      return SharedTable{table, a.revision, a.at, b.revision, b.at};
    }
  }
  return std::nullopt;
}

}  // namespace

Name ChangedTable(const Action& action) {
  return std::visit(
      [](const auto& kind) -> Name {
        using T = std::decay_t<decltype(kind)>;
        if constexpr (std::is_same_v<T, ChangeRows>) return {};
        if constexpr (requires { kind.table.schema; }) return kind.table;
        return {};
      },
      action);
}

std::vector<SharedTable> SharedTables(const RevisionGraph& graph, size_t a, size_t b) {
  const std::vector<bool> of_a = AncestorsOf(graph, a), of_b = AncestorsOf(graph, b);
  Changes in_a, in_b;
  for (const size_t index : graph.UpgradeOrder()) {
    if (of_a[index] && !of_b[index]) AddChanges(graph[index], index, in_a);
    if (of_b[index] && !of_a[index]) AddChanges(graph[index], index, in_b);
  }
  std::vector<SharedTable> shared;
  for (const auto& [table, changes] : in_a) {
    const auto other = in_b.find(table);
    if (other == in_b.end()) continue;
    if (std::optional<SharedTable> one = Unordered(graph, table, changes, other->second)) shared.push_back(*one);
  }
  return shared;
}

}  // namespace retort
