#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kSchemaExists) return;
  AddRefused(refusal, now, findings, absl::StrCat("the schema ", InQuotes(refusal.subject.name), " is there already"),
             "it is created here")
      .Help("leave this out, or write CREATE SCHEMA IF NOT EXISTS")
      .Subject(absl::StrCat("schema ", refusal.subject.name));
}

}  // namespace

extern constinit const Rule kSchemaExists = {
    .id = "schema-exists",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A schema is created that already exists.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. The schema public is in "
        "every new database.",
    .instead = "Create each schema once, or with `IF NOT EXISTS`.",
    .given = R"py(
op.execute("CREATE SCHEMA shop")
)py",
    .bad = R"py(
op.execute("CREATE SCHEMA shop")
)py",
    .good = R"py(
op.execute("CREATE SCHEMA IF NOT EXISTS shop")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
