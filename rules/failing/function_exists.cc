#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kFunctionExists) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("the function ", InQuotes(Shown(refusal.subject)), " with these arguments is there already"),
             "it is created here")
      .Help("write CREATE OR REPLACE FUNCTION, or drop the old one first when its result type changes")
      .Subject(absl::StrCat("function ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kFunctionExists = {
    .id = "function-exists",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A function is created that already exists with the same arguments.",
    .why = "PostgreSQL refuses, the transaction is rolled back and the deploy stops.",
    .instead = "Replace a function with `CREATE OR REPLACE FUNCTION`.",
    .given = R"py(
op.execute("CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n + n'")
)py",
    .bad = R"py(
op.execute("CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 2 * n'")
)py",
    .good = R"py(
op.execute("CREATE OR REPLACE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 2 * n'")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
