#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

std::string What(const Setting& setting) {
  const absl::string_view holds = setting.is_fallback ? " falls back to a password" : " is a password";
  if (setting.shown.empty()) return absl::StrCat(setting.key, holds, " that everybody knows or guesses");
  return absl::StrCat(setting.key, setting.is_fallback ? " falls back to" : " has",
                      " a password that everybody knows or guesses: ", setting.shown);
}

void Look(const Setting& setting, const Moment&, Findings& findings) {
  if (setting.verdict != SecretVerdict::kDevelopment) return;
  // Examples and tests are meant to be read, and their databases are thrown away.
  if (setting.role == FileRole::kExample || setting.role == FileRole::kTest) return;
  FindingBuilder finding = findings.Add(setting.at, What(setting));
  finding.Help(setting.instead).Subject(setting.key);
  if (setting.role == FileRole::kDevelopment && setting.local_host) finding.As(Severity::kInfo);
  for (const Span& span : setting.conceal) finding.Conceal(span);
}

}  // namespace

extern constinit const Rule kDevelopmentCredential = {
    .id = "development-credential",
    .category = Category::kSecrets,
    .severity = Severity::kWarning,
    .summary = "A password that everybody knows, like postgres:postgres, is what a configuration really uses.",
    .why =
        "Such a default works on every laptop, so nobody notices when production starts without its own: the database "
        "is then open to the first guess.",
    .instead = "Fail when the variable is not set; keep defaults in a file that only developers load.",
    .bad = R"ini(
--- ../alembic.ini
[alembic]
script_location = alembic
sqlalchemy.url = postgresql://postgres:postgres@localhost/billing
)ini",
    .good = R"ini(
--- ../alembic.ini
[alembic]
script_location = alembic
sqlalchemy.url = driver://user:pass@localhost/dbname
)ini",
    .checks = {On<Look>},
};

}  // namespace retort
