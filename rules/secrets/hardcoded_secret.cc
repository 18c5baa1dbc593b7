#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

std::string What(const Setting& setting) {
  const absl::string_view of_url = setting.shown.empty() ? "" : ": ";
  const std::string kind = setting.is_url ? "a database password" : setting.kind == "URL" ? "a password" : setting.kind;
  if (setting.key.empty()) return absl::StrCat(kind, " is written here", of_url, setting.shown);
  const absl::string_view holds = setting.is_fallback ? " falls back to a literal: " : " is a literal: ";
  return absl::StrCat(setting.key, holds, kind, setting.shown.empty() ? "" : " in ", setting.shown);
}

void Look(const Setting& setting, const Moment&, Findings& findings) {
  if (setting.verdict != SecretVerdict::kSecret || setting.role == FileRole::kTest) return;
  if (setting.kind == "private key") return;
  FindingBuilder finding = findings.Add(setting.at, What(setting));
  finding.Help(absl::StrCat(setting.instead, "; then replace the credential, because it stays in the history of git"))
      .Subject(absl::StrCat(setting.key, " ", setting.kind));
  if (setting.is_minor) finding.As(Severity::kWarning);
  for (const Span& span : setting.conceal) finding.Conceal(span);
}

}  // namespace

extern constinit const Rule kHardcodedSecret = {
    .id = "hardcoded-secret",
    .category = Category::kSecrets,
    .severity = Severity::kError,
    .summary = "A password, token or key is written into a file of the project.",
    .why =
        "Everybody who can read the repository, a fork, a CI log or a container image has the credential, for as long "
        "as the history exists.",
    .instead = "Read it from the environment or a secret store, without a default.",
    .bad = R"ini(
--- ../alembic.ini
[alembic]
script_location = alembic
sqlalchemy.url = postgresql://billing:Vq7mZk2xRw@db.internal.acme.io/billing
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
