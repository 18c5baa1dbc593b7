#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const Setting& setting, const Moment&, Findings& findings) {
  if (!setting.is_url || setting.has_password || !setting.named_host || setting.has_reference) return;
  if (setting.verdict >= SecretVerdict::kDevelopment || setting.role != FileRole::kProduction) return;
  if (setting.key.empty()) return;
  const absl::string_view leads = setting.is_fallback ? " falls back to one database: " : " leads to one database: ";
  FindingBuilder finding = findings.Add(setting.at, absl::StrCat(setting.key, leads, setting.shown));
  finding.Help(setting.instead).Subject(setting.key);
  for (const Span& span : setting.conceal) finding.Conceal(span);
}

}  // namespace

extern constinit const Rule kHardcodedDatabaseUrl = {
    .id = "hardcoded-database-url",
    .category = Category::kSecrets,
    .severity = Severity::kWarning,
    .summary = "The URL of a remote database is written into a file of the project.",
    .why =
        "Every checkout migrates that one database: a test run, a colleague's laptop and a new deployment all change "
        "the server that the file names.",
    .instead = "Read the URL from the environment of the process that migrates.",
    .bad = R"ini(
--- ../alembic.ini
[alembic]
script_location = alembic
sqlalchemy.url = postgresql://billing@db.internal.acme.io/billing
)ini",
    .good = R"ini(
--- ../alembic.ini
[alembic]
script_location = alembic
# env.py sets sqlalchemy.url from the environment.
)ini",
    .checks = {On<Look>},
};

}  // namespace retort
