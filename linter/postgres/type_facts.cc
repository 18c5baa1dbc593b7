#include "linter/postgres/type_facts.h"

#include <algorithm>
#include <iterator>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_split.h"

namespace retort {
namespace {

using WordSet = absl::flat_hash_set<absl::string_view>;

// Words with a space between them.
bool HasWord(absl::string_view words, absl::string_view word) {
  for (const absl::string_view one : absl::StrSplit(words, ' ')) {
    if (one == word) return true;
  }
  return false;
}

// Base types, ranges and pseudo-types of pg_catalog, and the words that make a sequence.
constexpr absl::string_view kSystemTypes =
    "aclitem any anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray "
    "anycompatiblerange anyelement anyenum anymultirange anynonarray anyrange bit bool box bpchar bytea char cid "
    "cidr circle cstring date datemultirange daterange event_trigger fdw_handler float4 float8 gtsvector "
    "index_am_handler inet int2 int2vector int4 int4multirange int4range int8 int8multirange int8range internal "
    "interval json jsonb jsonpath language_handler line lseg macaddr macaddr8 money name numeric nummultirange "
    "numrange oid oidvector path pg_lsn pg_snapshot point polygon record refcursor regclass regcollation regconfig "
    "regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype table_am_handler text tid "
    "time timestamp timestamptz timetz trigger tsm_handler tsmultirange tsquery tsrange tstzmultirange tstzrange "
    "tsvector txid_snapshot unknown uuid varbit varchar void xid xid8 xml serial bigserial smallserial";

// Of extensions that come with PostgreSQL or are in wide use.
constexpr absl::string_view kExtensionTypes =
    "citext hstore ltree lquery ltxtquery cube isbn isbn13 issn ean13 upc seg vector halfvec sparsevec geometry "
    "geography raster box2d box3d topogeometry h3index tdigest hll semver uint1 uint2 uint4 uint8 int1 int16 "
    "roaringbitmap";

struct Casts {
  absl::string_view from;
  absl::string_view implicit;
  absl::string_view on_assignment;
};
constexpr Casts kCasts[] = {
    {"bit", "varbit", ""},
    {"bool", "", "bpchar text varchar"},
    {"box", "", "polygon"},
    {"bpchar", "name text varchar", "char"},
    {"char", "text", "bpchar varchar"},
    {"cidr", "inet", "bpchar text varchar"},
    {"date", "timestamp timestamptz", ""},
    {"float4", "float8", "int2 int4 int8 numeric"},
    {"float8", "", "float4 int2 int4 int8 numeric"},
    {"inet", "", "bpchar cidr text varchar"},
    {"int2", "float4 float8 int4 int8 numeric oid", ""},
    {"int4", "float4 float8 int8 numeric oid", "int2 money"},
    {"int8", "float4 float8 numeric oid", "int2 int4 money"},
    {"interval", "", "time"},
    {"json", "", "jsonb"},
    {"jsonb", "", "json"},
    {"macaddr", "macaddr8", ""},
    {"macaddr8", "macaddr", ""},
    {"money", "", "numeric"},
    {"name", "text", "bpchar varchar"},
    {"numeric", "float4 float8", "int2 int4 int8 money"},
    {"oid", "", "int4 int8"},
    {"path", "", "polygon"},
    {"point", "", "box"},
    {"polygon", "", "path"},
    {"text", "bpchar name varchar", "char"},
    {"time", "interval timetz", ""},
    {"timestamp", "timestamptz", "date time"},
    {"timestamptz", "", "date time timestamp timetz"},
    {"timetz", "", "time"},
    {"varbit", "bit", ""},
    {"varchar", "bpchar name text", "char"},
    {"xml", "", "bpchar text varchar"},
};

struct Pair {
  absl::string_view key;
  absl::string_view value;
};
constexpr Pair kDefaultOperatorClasses[] = {
    {"brin",
     "anyrange bit box bpchar bytea char date float4 float8 inet int2 int4 int8 interval macaddr macaddr8 name "
     "numeric oid pg_lsn text tid time timestamp timestamptz timetz uuid varbit"},
    {"btree",
     "anyarray anyenum anymultirange anyrange bit bool bpchar bytea char date float4 float8 inet int2 int4 int8 "
     "interval jsonb macaddr macaddr8 money name numeric oid oidvector pg_lsn record text tid time timestamp "
     "timestamptz timetz tsquery tsvector uuid varbit xid8"},
    {"gin", "anyarray jsonb tsvector"},
    {"gist", "anymultirange anyrange box circle point polygon tsquery tsvector"},
    {"hash",
     "aclitem anyarray anyenum anymultirange anyrange bool bpchar bytea char cid date float4 float8 inet int2 int4 "
     "int8 interval jsonb macaddr macaddr8 name numeric oid oidvector pg_lsn record text tid time timestamp "
     "timestamptz timetz uuid xid xid8"},
    {"spgist", "anyrange box inet point polygon text"},
};
constexpr Pair kSpoken[] = {
    {"bool", "boolean"},
    {"bpchar", "character"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"timestamptz", "timestamp with time zone"},
    {"timestamp", "timestamp without time zone"},
    {"timetz", "time with time zone"},
    {"time", "time without time zone"},
    {"varbit", "bit varying"},
    {"varchar", "character varying"},
};

// Types whose values one operator compares: btree families of several types.
constexpr absl::string_view kFamilies[] = {"int2 int4 int8", "float4 float8", "date timestamp timestamptz",
                                           "text varchar name", "inet cidr"};

bool IsText(absl::string_view type) { return type == "text" || type == "varchar" || type == "bpchar"; }

// The type whose operator class serves this one.
absl::string_view ServedAs(absl::string_view type) {
  if (type == "varchar") return "text";
  return type == "cidr" ? "inet" : type;
}

const absl::string_view* FindValue(const Pair* begin, const Pair* end, absl::string_view key) {
  const Pair* found = std::find_if(begin, end, [&](const Pair& pair) { return pair.key == key; });
  return found == end ? nullptr : &found->value;
}

}  // namespace

bool IsSystemType(absl::string_view type) {
  static const auto& types = *new WordSet(absl::StrSplit(kSystemTypes, ' '));
  return types.contains(type);
}

bool IsExtensionType(absl::string_view type) { return HasWord(kExtensionTypes, type); }

CastContext CastBetween(absl::string_view from, absl::string_view to) {
  if (from == to) return CastContext::kImplicit;
  for (const Casts& casts : kCasts) {
    if (casts.from != from) continue;
    if (HasWord(casts.implicit, to)) return CastContext::kImplicit;
    if (HasWord(casts.on_assignment, to)) return CastContext::kAssignment;
  }
  return IsText(to) ? CastContext::kAssignment : CastContext::kNone;  // every type can be written as text
}

bool HaveCommonEquality(absl::string_view a, absl::string_view b) {
  if (a == b) return true;
  return std::any_of(std::begin(kFamilies), std::end(kFamilies),
                     [&](absl::string_view family) { return HasWord(family, a) && HasWord(family, b); });
}

bool HasDefaultOperatorClass(absl::string_view method, absl::string_view type) {
  const absl::string_view* types = FindValue(std::begin(kDefaultOperatorClasses), std::end(kDefaultOperatorClasses),
                                             method.empty() ? "btree" : method);
  if (types == nullptr || HasWord(*types, ServedAs(type))) return true;
  return absl::string_view(type).find("range") != absl::string_view::npos && HasWord(*types, "anyrange");
}

absl::string_view SpokenType(absl::string_view type) {
  const absl::string_view* spoken = FindValue(std::begin(kSpoken), std::end(kSpoken), type);
  return spoken == nullptr ? type : *spoken;
}

}  // namespace retort
