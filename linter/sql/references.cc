#include "linter/sql/references.h"

#include <algorithm>
#include <span>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "linter/sql/children.h"

namespace retort {
namespace {

class Walk {
 public:
  void Visit(const ProtobufCMessage& message) {
    const ProtobufCMessageDescriptor* const kind = message.descriptor;
    if (kind == &pg_query__range_var__descriptor) {
      return Note(reinterpret_cast<const PgQuery__RangeVar&>(message));
    }
    // FOR UPDATE OF names aliases; INTO names what is made.
    if (kind == &pg_query__locking_clause__descriptor || kind == &pg_query__into_clause__descriptor) return;
    if (kind == &pg_query__func_call__descriptor) {
      calls_.push_back(reinterpret_cast<const PgQuery__FuncCall*>(&message));
    }
    const size_t scope = ctes_.size();
    if (const PgQuery__WithClause* with = WithOf(message)) Visit(*with);
    ForEachChild(message, [this](const ProtobufCMessage& child) {
      if (child.descriptor != &pg_query__with_clause__descriptor) Visit(child);
    });
    for (; ctes_.size() > scope; ctes_.pop_back()) --in_scope_[ctes_.back()];
  }

  References Take() {
    std::stable_sort(tables_.begin(), tables_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    References references{.calls = std::move(calls_)};
    absl::flat_hash_set<Name> seen;
    for (auto& [location, table] : tables_) {
      if (seen.insert(table).second) references.tables.push_back(std::move(table));
    }
    return references;
  }

 private:
  static const PgQuery__WithClause* WithOf(const ProtobufCMessage& message) {
    const PgQuery__WithClause* with = nullptr;
    ForEachChild(message, [&](const ProtobufCMessage& child) {
      if (child.descriptor == &pg_query__with_clause__descriptor) {
        with = reinterpret_cast<const PgQuery__WithClause*>(&child);
      }
    });
    return with;
  }

  // A CTE sees those before it, and all of them under RECURSIVE. They stay in scope until the caller ends it.
  void Visit(const PgQuery__WithClause& with) {
    const std::span<PgQuery__Node* const> nodes(with.ctes, with.n_ctes);
    const auto name = [this](const PgQuery__Node& node) {
      if (node.node_case != PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR) return;
      ctes_.push_back(node.common_table_expr->ctename);
      ++in_scope_[ctes_.back()];
    };
    if (with.recursive) {
      for (const PgQuery__Node* node : nodes) name(*node);
    }
    for (const PgQuery__Node* node : nodes) {
      Visit(node->base);
      if (!with.recursive) name(*node);
    }
  }

  void Note(const PgQuery__RangeVar& relation) {
    const auto cte = in_scope_.find(relation.relname);
    const bool is_cte = *relation.schemaname == '\0' && cte != in_scope_.end() && cte->second > 0;
    if (!is_cte) tables_.push_back({relation.location, Name{relation.schemaname, relation.relname}});
  }

  std::vector<absl::string_view> ctes_;
  absl::flat_hash_map<absl::string_view, int> in_scope_;
  std::vector<std::pair<int, Name>> tables_;
  std::vector<const PgQuery__FuncCall*> calls_;
};

}  // namespace

References ReferencesIn(const ProtobufCMessage& tree) {
  Walk walk;
  walk.Visit(tree);
  return walk.Take();
}

References ReferencesIn(const PgQuery__Node* node) { return node == nullptr ? References{} : ReferencesIn(node->base); }

}  // namespace retort
