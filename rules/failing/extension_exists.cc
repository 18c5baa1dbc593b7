#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kExtensionExists) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the extension ", InQuotes(refusal.subject.name), " is there already"), "it is created here")
      .Help("write CREATE EXTENSION IF NOT EXISTS")
      .Subject(absl::StrCat("extension ", refusal.subject.name));
}

}  // namespace

extern constinit const Rule kExtensionExists = {
    .id = "extension-exists",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "An extension is created that already exists.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. Extensions belong to the "
        "whole database: other services and the server's template may have created them as well.",
    .instead = "Create extensions with `IF NOT EXISTS`.",
    .given = R"py(
op.execute("CREATE EXTENSION citext")
)py",
    .bad = R"py(
op.execute("CREATE EXTENSION citext")
)py",
    .good = R"py(
op.execute("CREATE EXTENSION IF NOT EXISTS citext")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
