#include <algorithm>

#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

struct OpaqueDrop {
  PgQuery__ObjectType type;
  absl::string_view what;
  Reach reach;          // kNamed: it occupies the names of tables or types
  Reach cascade_reach;  // what CASCADE may take along
};

constexpr OpaqueDrop kOpaqueDrops[] = {
    {PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, "DROP VIEW", Reach::kNamed, Reach::kAnything},
    {PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, "DROP MATERIALIZED VIEW", Reach::kNamed, Reach::kAnything},
    {PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE, "DROP SEQUENCE", Reach::kNamed, Reach::kAnything},
    {PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE, "DROP FOREIGN TABLE", Reach::kNamed, Reach::kAnything},
    {PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN, "DROP DOMAIN", Reach::kNamed, Reach::kAnything},
    {PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION, "DROP EXTENSION", Reach::kNamed, Reach::kAnything},
    {PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA, "DROP SCHEMA", Reach::kNothing, Reach::kAnything},
    {PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, "DROP FUNCTION", Reach::kNothing, Reach::kAnything},
    {PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE, "DROP PROCEDURE", Reach::kNothing, Reach::kAnything},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER, "DROP TRIGGER", Reach::kNothing, Reach::kNothing},
    {PG_QUERY__OBJECT_TYPE__OBJECT_POLICY, "DROP POLICY", Reach::kNothing, Reach::kNothing},
    {PG_QUERY__OBJECT_TYPE__OBJECT_RULE, "DROP RULE", Reach::kNothing, Reach::kNothing},
};

std::vector<Name> NamesOf(Nodes objects) {
  std::vector<Name> names;
  for (const PgQuery__Node* object : objects) names.push_back(NameOf(*object));
  return names;
}

void LowerOpaqueDrop(const PgQuery__DropStmt& drop, bool cascade, Lowering& lowering) {
  const auto* known = std::find_if(std::begin(kOpaqueDrops), std::end(kOpaqueDrops),
                                   [&](const OpaqueDrop& candidate) { return candidate.type == drop.remove_type; });
  if (known == std::end(kOpaqueDrops)) {
    lowering.Add(OpaqueOf("DROP", cascade ? Reach::kAnything : Reach::kNothing));
    return;
  }
  const Reach reach = cascade ? known->cascade_reach : known->reach;
  std::vector<Name> touches;
  if (reach == Reach::kNamed) touches = NamesOf(Nodes(drop.objects, drop.n_objects));
  lowering.Add(OpaqueOf(known->what, reach, std::move(touches)));
}

}  // namespace

void LowerDrop(const PgQuery__DropStmt& drop, Lowering& lowering) {
  const bool if_present = drop.missing_ok != 0;
  const bool cascade = drop.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
  const std::vector<Name> names = NamesOf(Nodes(drop.objects, drop.n_objects));
  const std::vector<Span> places = lowering.DroppedNames();
  for (size_t i = 0; i < names.size(); ++i) {
    const Span at = names.size() > 1 && places.size() == names.size() ? places[i] : lowering.Statement();
    switch (drop.remove_type) {
      case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
        lowering.Add(DropTable{names[i], if_present, cascade}, at);
        break;
      case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
        lowering.Add(DropType{names[i], if_present, cascade}, at);
        break;
      case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
        lowering.Add(DropIndex{names[i], drop.concurrent != 0, if_present, cascade}, at);
        break;
      default:
        return LowerOpaqueDrop(drop, cascade, lowering);
    }
  }
}

}  // namespace retort
