#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

void Look(const Setting& setting, const Moment&, Findings& findings) {
  if (setting.kind != "private key" || setting.role == FileRole::kTest) return;
  FindingBuilder finding =
      findings.Add(setting.at, setting.key.empty() ? "a private key is written here"
                                                   : absl::StrCat(setting.key, " is a private key"));
  finding.Help("keep the key in a file that git ignores, or in a secret store, and make a new pair of keys")
      .Subject(setting.key);
  for (const Span& span : setting.conceal) finding.Conceal(span);
}

}  // namespace

extern constinit const Rule kPrivateKey = {
    .id = "private-key",
    .category = Category::kSecrets,
    .severity = Severity::kError,
    .summary = "A private key is written into a file of the project.",
    .why =
        "Whoever reads the repository can act as the owner of the key: log in, sign, or decrypt what was recorded. A "
        "passphrase delays that, it does not prevent it.",
    .instead = "Keep the key outside the repository, and give the program its path.",
    .bad = R"env(
--- ../.env
DATABASE_SSLKEY="-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgq7Xm2Rz9Kw4Tn1Lp
-----END PRIVATE KEY-----"
)env",
    .good = R"env(
--- ../.env
DATABASE_SSLKEY=/run/secrets/database.key
)env",
    .checks = {On<Look>},
};

}  // namespace retort
