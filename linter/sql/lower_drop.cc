#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

// Where the names stand, if there are several: behind DROP, the words of the kind, CONCURRENTLY and IF EXISTS.
std::vector<Span> PlacesOf(const PgQuery__DropStmt& drop, Lowering& lowering) {
  std::vector<Span> places(drop.n_objects, lowering.Statement());
  if (drop.n_objects < 2) return places;
  const Wording& words = lowering.words();
  const absl::string_view kind = WordsOf(drop.remove_type);
  size_t at = 2 + std::count(kind.begin(), kind.end(), ' ');
  if (words.Is(at, "concurrently")) ++at;
  if (words.Is(at, "if") && words.Is(at + 1, "exists")) at += 2;
  const std::vector<Wording::Range> items = words.Items(at);
  for (size_t i = 0; i < places.size() && items.size() == places.size(); ++i) {
    places[i] = lowering.SpanOf({items[i].begin, std::min(items[i].end, words.NameEnd(items[i].begin))});
  }
  return places;
}

// A trigger, policy or rule is named behind its table.
bool StandsOnTable(ObjectKind kind) {
  return kind == ObjectKind::kTrigger || kind == ObjectKind::kPolicy || kind == ObjectKind::kRule;
}

DropObject ObjectOf(ObjectKind kind, const PgQuery__Node& node) {
  DropObject drop{.kind = kind, .name = NameOf(node)};
  if (StandsOnTable(kind)) {
    const Nodes parts = ListOf(node);
    drop.name.schema.clear();
    if (parts.size() > 1) drop.table = NameOf(parts.first(parts.size() - 1));
  }
  if (node.node_case == PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS) drop.arguments = ArgumentsOf(*node.object_with_args);
  return drop;
}

Action DropOf(const PgQuery__DropStmt& drop, const PgQuery__Node& object) {
  const bool if_present = drop.missing_ok != 0;
  const bool cascade = drop.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
  const Name name = NameOf(object);
  switch (const ObjectKind kind = KindOf(drop.remove_type)) {
    case ObjectKind::kTable:
      return DropTable{name, if_present, cascade};
    case ObjectKind::kType:
    case ObjectKind::kDomain:
      return DropType{name, if_present, cascade};
    case ObjectKind::kIndex:
      return DropIndex{name, drop.concurrent != 0, if_present, cascade};
    case ObjectKind::kOther:
      return OpaqueOf(absl::StrCat("DROP ", WordsOf(drop.remove_type)), "no table, column, index or type depends on it",
                      cascade ? Reach::kAnything : Reach::kNothing);
    default: {
      DropObject action = ObjectOf(kind, object);
      action.if_present = if_present;
      action.cascade = cascade;
      return action;
    }
  }
}

}  // namespace

void LowerDrop(const PgQuery__DropStmt& drop, Lowering& lowering) {
  const std::vector<Span> places = PlacesOf(drop, lowering);
  for (size_t i = 0; i < drop.n_objects; ++i) lowering.Add(DropOf(drop, *drop.objects[i]), places[i]);
}

void LowerDropRole(const PgQuery__DropRoleStmt& drop, Lowering& lowering) {
  for (const PgQuery__Node* node : Nodes(drop.roles, drop.n_roles)) {
    const std::string name = node->node_case == PG_QUERY__NODE__NODE_ROLE_SPEC ? node->role_spec->rolename : "";
    lowering.Add(DropObject{.kind = ObjectKind::kRole, .name = {"", name}, .if_present = drop.missing_ok != 0});
  }
}

void LowerDropDatabase(const PgQuery__DropdbStmt& drop, Lowering& lowering) {
  lowering.Add(
      DropObject{.kind = ObjectKind::kDatabase, .name = {"", drop.dbname}, .if_present = drop.missing_ok != 0});
}

void LowerDropSubscription(const PgQuery__DropSubscriptionStmt& drop, Lowering& lowering) {
  lowering.Add(
      DropObject{.kind = ObjectKind::kSubscription, .name = {"", drop.subname}, .if_present = drop.missing_ok != 0});
}

}  // namespace retort
