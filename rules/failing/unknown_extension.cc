#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kUnknownExtension) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("there is no extension ", InQuotes(refusal.subject.name), " at this point"),
             "it was dropped here")
      .Help("check the name; DROP EXTENSION IF EXISTS tolerates a missing one")
      .Subject(absl::StrCat("extension ", refusal.subject.name));
}

}  // namespace

extern constinit const Rule kUnknownExtension = {
    .id = "unknown-extension",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "An extension is dropped that does not exist at that point.",
    .why = "PostgreSQL refuses, the transaction is rolled back and the deploy stops.",
    .instead = "Drop what was created, or use `DROP EXTENSION IF EXISTS`.",
    .given = R"py(
op.execute("CREATE EXTENSION citext")
)py",
    .bad = R"py(
op.execute("DROP EXTENSION hstore")
)py",
    .good = R"py(
op.execute("DROP EXTENSION IF EXISTS hstore")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
