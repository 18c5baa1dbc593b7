#include "linter/policy/policy_keys.h"

namespace retort {
namespace {

constexpr PolicyKey kSelect = {"select", KeyShape::kRuleWords, "rules and categories that are on as well"};
constexpr PolicyKey kIgnore = {"ignore", KeyShape::kRuleWords, "rules and categories that are off"};
constexpr PolicyKey kSeverity = {"severity", KeyShape::kSeverities,
                                 "the severity of a rule or category: error, warning, info or off"};

constexpr PolicyKey kKeys[] = {
    {"extends", KeyShape::kExtends,
     "what this configuration adds to: recommended (the default), strict, standards, all, or a file; [] is nothing"},
    kSelect,
    kIgnore,
    kSeverity,
    {"overrides", KeyShape::kOverrides, "what holds for some paths only"},
    {"rules", KeyShape::kOptions, "the options of single rules"},
    {"allow", KeyShape::kAllowances, "findings that are accepted though they have no line for a comment"},
    {"postgres", KeyShape::kVersion, "the PostgreSQL version of the servers"},
    {"sqlalchemy", KeyShape::kVersion, "the SQLAlchemy version"},
    {"alembic", KeyShape::kVersion, "the Alembic version"},
    {"driver", KeyShape::kText, "the database driver: asyncpg, psycopg, psycopg2, pg8000"},
    {"small-tables", KeyShape::kTexts, "tables that are known to stay small"},
    {"fail-on", KeyShape::kFailOn, "the least severity that makes the exit code 1, or never"},
    {"base", KeyShape::kText, "the git revision whose migrations count as applied"},
    {"baseline", KeyShape::kText, "the file of known findings, relative to the configuration"},
};

constexpr PolicyKey kOverride[] = {
    {"paths", KeyShape::kTexts, "patterns of paths, relative to the configuration; ** is any number of folders"},
    kSelect,
    kIgnore,
    kSeverity,
};

constexpr PolicyKey kAllow[] = {
    {"rule", KeyShape::kText, "the rule whose finding is accepted"},
    {"revision", KeyShape::kText, "the id of the revision that it is about"},
    {"path", KeyShape::kText, "a pattern of the file's path"},
    {"reason", KeyShape::kText, "why it is accepted"},
};

}  // namespace

std::span<const PolicyKey> PolicyKeys() { return kKeys; }
std::span<const PolicyKey> OverrideKeys() { return kOverride; }
std::span<const PolicyKey> AllowanceKeys() { return kAllow; }

std::vector<std::string> NamesOf(std::span<const PolicyKey> keys) {
  std::vector<std::string> names;
  for (const PolicyKey& key : keys) names.emplace_back(key.name);
  return names;
}

}  // namespace retort
