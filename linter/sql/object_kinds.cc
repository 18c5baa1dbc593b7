#include <algorithm>

#include "linter/sql/tree.h"

namespace retort {
namespace {

struct KindWords {
  PgQuery__ObjectType type;
  ObjectKind kind;
  absl::string_view words = {};  // of what has no kind of its own
};

constexpr KindWords kKinds[] = {
    {PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, ObjectKind::kTable},
    {PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN, ObjectKind::kColumn},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT, ObjectKind::kConstraint},
    {PG_QUERY__OBJECT_TYPE__OBJECT_INDEX, ObjectKind::kIndex},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TYPE, ObjectKind::kType},
    {PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN, ObjectKind::kDomain},
    {PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE, ObjectKind::kSequence},
    {PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, ObjectKind::kView},
    {PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, ObjectKind::kMaterializedView},
    {PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE, ObjectKind::kForeignTable},
    {PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, ObjectKind::kFunction},
    {PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE, ObjectKind::kProcedure},
    {PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE, ObjectKind::kAggregate},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER, ObjectKind::kTrigger},
    {PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER, ObjectKind::kEventTrigger},
    {PG_QUERY__OBJECT_TYPE__OBJECT_POLICY, ObjectKind::kPolicy},
    {PG_QUERY__OBJECT_TYPE__OBJECT_RULE, ObjectKind::kRule},
    {PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION, ObjectKind::kExtension},
    {PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA, ObjectKind::kSchema},
    {PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT, ObjectKind::kStatistics},
    {PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION, ObjectKind::kCollation},
    {PG_QUERY__OBJECT_TYPE__OBJECT_PUBLICATION, ObjectKind::kPublication},
    {PG_QUERY__OBJECT_TYPE__OBJECT_SUBSCRIPTION, ObjectKind::kSubscription},
    {PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_SERVER, ObjectKind::kServer},
    {PG_QUERY__OBJECT_TYPE__OBJECT_ROLE, ObjectKind::kRole},
    {PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE, ObjectKind::kDatabase},
    {PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE, ObjectKind::kFunction},
    {PG_QUERY__OBJECT_TYPE__OBJECT_ACCESS_METHOD, ObjectKind::kOther, "ACCESS METHOD"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_CAST, ObjectKind::kOther, "CAST"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_CONVERSION, ObjectKind::kOther, "CONVERSION"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT, ObjectKind::kOther, "DOMAIN CONSTRAINT"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_FDW, ObjectKind::kOther, "FOREIGN DATA WRAPPER"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_LANGUAGE, ObjectKind::kOther, "LANGUAGE"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_LARGEOBJECT, ObjectKind::kOther, "LARGE OBJECT"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_OPCLASS, ObjectKind::kOther, "OPERATOR CLASS"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_OPERATOR, ObjectKind::kOther, "OPERATOR"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_OPFAMILY, ObjectKind::kOther, "OPERATOR FAMILY"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TABLESPACE, ObjectKind::kOther, "TABLESPACE"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TRANSFORM, ObjectKind::kOther, "TRANSFORM"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TSCONFIGURATION, ObjectKind::kOther, "TEXT SEARCH CONFIGURATION"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TSDICTIONARY, ObjectKind::kOther, "TEXT SEARCH DICTIONARY"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TSPARSER, ObjectKind::kOther, "TEXT SEARCH PARSER"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TSTEMPLATE, ObjectKind::kOther, "TEXT SEARCH TEMPLATE"},
};

const KindWords& Find(PgQuery__ObjectType type) {
  static constexpr KindWords kUnlisted = {PG_QUERY__OBJECT_TYPE__OBJECT_TYPE_UNDEFINED, ObjectKind::kOther, "OBJECT"};
  const auto* const found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                         [&](const KindWords& candidate) { return candidate.type == type; });
  return found == std::end(kKinds) ? kUnlisted : *found;
}

}  // namespace

ObjectKind KindOf(PgQuery__ObjectType type) { return Find(type).kind; }

absl::string_view WordsOf(PgQuery__ObjectType type) {
  const KindWords& found = Find(type);
  return found.kind == ObjectKind::kOther ? found.words : SqlWord(found.kind);
}

}  // namespace retort
