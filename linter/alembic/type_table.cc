#include "linter/alembic/type_table.h"

#include <algorithm>
#include <span>

#include "absl/strings/match.h"

namespace retort {
namespace {

using Shape = TypeClass::Shape;

constexpr TypeClass kSqlAlchemy[] = {
    {"ARRAY", "", "", Shape::kArray},
    {"BIGINT", "int8", ""},
    {"BINARY", "binary", "BINARY", Shape::kSized},
    {"BIT", "bit", "", Shape::kBit},
    {"BLOB", "blob", "BLOB"},
    {"BOOLEAN", "bool", ""},
    {"BYTEA", "bytea", ""},
    {"BigInteger", "int8", ""},
    {"Boolean", "bool", ""},
    {"CHAR", "bpchar", "CHAR", Shape::kText, "1"},
    {"CIDR", "cidr", ""},
    {"CITEXT", "citext", ""},
    {"CLOB", "clob", "CLOB"},
    {"DATE", "date", ""},
    {"DATEMULTIRANGE", "datemultirange", "DATEMULTIRANGE"},
    {"DATERANGE", "daterange", ""},
    {"DATETIME", "datetime", "DATETIME"},
    {"DECIMAL", "numeric", "DECIMAL", Shape::kNumeric},
    {"DOUBLE", "double", "DOUBLE"},
    {"DOUBLE_PRECISION", "float8", ""},
    {"Date", "date", ""},
    {"DateTime", "timestamp", "TIMESTAMP", Shape::kZoned},
    {"Double", "float8", ""},
    {"ENUM", "", "", Shape::kEnum},
    {"Enum", "", "", Shape::kEnum},
    {"FLOAT", "float8", "FLOAT", Shape::kFloat},
    {"Float", "float8", "FLOAT", Shape::kFloat},
    {"HSTORE", "hstore", ""},
    {"INET", "inet", ""},
    {"INT", "int4", ""},
    {"INT4MULTIRANGE", "int4multirange", "INT4MULTIRANGE"},
    {"INT4RANGE", "int4range", ""},
    {"INT8MULTIRANGE", "int8multirange", "INT8MULTIRANGE"},
    {"INT8RANGE", "int8range", ""},
    {"INTEGER", "int4", ""},
    {"INTERVAL", "interval", "INTERVAL", Shape::kFields},
    {"Integer", "int4", ""},
    {"Interval", "interval", "INTERVAL", Shape::kInterval},
    {"JSON", "json", ""},
    {"JSONB", "jsonb", ""},
    {"JSONPATH", "jsonpath", "JSONPATH"},
    {"LargeBinary", "bytea", ""},
    {"MACADDR", "macaddr", ""},
    {"MACADDR8", "macaddr8", ""},
    {"MONEY", "money", ""},
    {"NCHAR", "bpchar", "NCHAR", Shape::kText, "1"},
    {"NUMERIC", "numeric", "", Shape::kNumeric},
    {"NUMMULTIRANGE", "nummultirange", "NUMMULTIRANGE"},
    {"NUMRANGE", "numrange", ""},
    {"NVARCHAR", "nvarchar", "NVARCHAR", Shape::kText},
    {"Numeric", "numeric", "", Shape::kNumeric},
    {"OID", "oid", ""},
    {"PickleType", "bytea", ""},
    {"REAL", "float4", ""},
    {"REGCLASS", "regclass", ""},
    {"REGCONFIG", "regconfig", "REGCONFIG"},
    {"SMALLINT", "int2", ""},
    {"SmallInteger", "int2", ""},
    {"String", "varchar", "", Shape::kText},
    {"TEXT", "text", "", Shape::kText},
    {"TIME", "time", "TIME", Shape::kZoned},
    {"TIMESTAMP", "timestamp", "TIMESTAMP", Shape::kZoned},
    {"TSMULTIRANGE", "tsmultirange", "TSMULTIRANGE"},
    {"TSQUERY", "tsquery", ""},
    {"TSRANGE", "tsrange", ""},
    {"TSTZMULTIRANGE", "tstzmultirange", "TSTZMULTIRANGE"},
    {"TSTZRANGE", "tstzrange", ""},
    {"TSVECTOR", "tsvector", ""},
    {"Text", "text", "", Shape::kText},
    {"Time", "time", "TIME", Shape::kZoned},
    {"UUID", "uuid", "", Shape::kUuid},
    {"Unicode", "varchar", "", Shape::kText},
    {"UnicodeText", "text", "", Shape::kText},
    {"Uuid", "uuid", "", Shape::kUuid},
    {"VARBINARY", "varbinary", "VARBINARY", Shape::kSized},
    {"VARCHAR", "varchar", "", Shape::kText},
    {"as_mutable", "", "", Shape::kFirst},
    {"associate_with", "", "", Shape::kFirst},
};

constexpr TypeClass kSqlAlchemyUtils[] = {
    {"ArrowType", "timestamp", "TIMESTAMP", Shape::kZoned},
    {"ChoiceType", "varchar", "", Shape::kText, "255", "", -1},
    {"ColorType", "varchar", "", Shape::kText, "20", "max_length"},
    {"CountryType", "varchar", "", Shape::kText, "2", "", -1},
    {"CurrencyType", "varchar", "", Shape::kText, "3", "", -1},
    {"DateRangeType", "daterange", ""},
    {"DateTimeRangeType", "tsrange", ""},
    {"EmailType", "varchar", "", Shape::kText, "255"},
    {"EncryptedType", "bytea", ""},
    {"IPAddressType", "varchar", "", Shape::kText, "50", "max_length"},
    {"Int8RangeType", "int8range", ""},
    {"IntRangeType", "int4range", ""},
    {"JSONType", "json", ""},
    {"LocaleType", "varchar", "", Shape::kText, "10", "", -1},
    {"LtreeType", "ltree", "LTREE"},
    {"NumericRangeType", "numrange", ""},
    {"PasswordType", "bytea", ""},
    {"PhoneNumberType", "varchar", "", Shape::kText, "20", "max_length", 1},
    {"ScalarListType", "text", ""},
    {"StringEncryptedType", "varchar", "", Shape::kText, "", "", -1},
    {"TSVectorType", "tsvector", ""},
    {"TimezoneType", "varchar", "", Shape::kText, "50", "", -1},
    {"URLType", "text", ""},
    {"UUIDType", "uuid", ""},
};

constexpr TypeClass kSqlModel[] = {
    {"AutoString", "varchar", "", Shape::kText},
    {"GUID", "uuid", ""},
};

constexpr TypeClass kGeoAlchemy[] = {
    {"Geography", "geography", "geography", Shape::kSpatial},
    {"Geometry", "geometry", "geometry", Shape::kSpatial},
    {"Raster", "raster", "raster"},
};

constexpr TypeClass kPgVector[] = {
    {"BIT", "bit", "BIT", Shape::kDimension},
    {"HALFVEC", "halfvec", "HALFVEC", Shape::kDimension},
    {"SPARSEVEC", "sparsevec", "SPARSEVEC", Shape::kDimension},
    {"VECTOR", "vector", "VECTOR", Shape::kDimension},
    {"Vector", "vector", "VECTOR", Shape::kDimension},
};

constexpr TypeClass kFastApiUsers[] = {
    {"GUID", "uuid", ""},
    {"TIMESTAMPAware", "timestamptz", "TIMESTAMP WITH TIME ZONE"},
};

constexpr TypeClass kAdvancedAlchemy[] = {
    {"BigIntIdentity", "int8", ""},
    {"DateTimeUTC", "timestamptz", ""},
    {"GUID", "uuid", ""},
    {"JsonB", "jsonb", ""},
};

constexpr TypeClass kCitext[] = {{"CIText", "citext", ""}};
constexpr TypeClass kUtc[] = {{"UtcDateTime", "timestamptz", ""}};
constexpr TypeClass kJsonTypes[] = {{"mutable_json_type", "", "", Shape::kFirst}};

struct Package {
  absl::string_view prefix;
  std::span<const TypeClass> types;
};

constexpr Package kPackages[] = {
    {"sqlalchemy.", kSqlAlchemy},
    {"sqlalchemy_utils.", kSqlAlchemyUtils},
    {"sqlmodel.", kSqlModel},
    {"geoalchemy2.", kGeoAlchemy},
    {"pgvector.", kPgVector},
    {"fastapi_users", kFastApiUsers},
    {"advanced_alchemy.", kAdvancedAlchemy},
    {"litestar.", kAdvancedAlchemy},
    {"citext.", kCitext},
    {"sqlalchemy_utc.", kUtc},
    {"sqlalchemy_json.", kJsonTypes},
};

}  // namespace

const TypeClass* FindTypeClass(absl::string_view path) {
  const absl::string_view name = path.substr(path.rfind('.') + 1);
  for (const Package& package : kPackages) {
    if (!absl::StartsWith(path, package.prefix)) continue;
    const auto found = std::find_if(package.types.begin(), package.types.end(),
                                    [&](const TypeClass& candidate) { return candidate.name == name; });
    if (found != package.types.end()) return &*found;
  }
  return nullptr;
}

}  // namespace retort
