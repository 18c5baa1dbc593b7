#include "rules/refused.h"

namespace retort {
namespace {

// An enum's own CREATE TYPE is told by duplicate-create-type.
void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kTypeExists || Refused<CreateEnum>(now) != nullptr) return;
  AddRefused(
      refusal, now, findings,
      absl::StrCat("the name ", InQuotes(Shown(refusal.subject)), " is taken: tables and types share their names"),
      "this has the name")
      .Help("leave this out, or choose another name; the rows of each table and view are a type of the same name")
      .Subject(absl::StrCat("type ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kTypeExists = {
    .id = "type-exists",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary =
        "A domain, composite type or table is created, or a type renamed, under the name of a type that is "
        "there.",
    .why =
        "Types of a schema share their names, and each table and view is a type too: the one of its rows. "
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops.",
    .instead = "Choose another name, or leave out what an earlier revision has created.",
    .given = R"py(
op.execute("CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')")
)py",
    .bad = R"py(
op.create_table("email", sa.Column("id", sa.BigInteger, primary_key=True))
)py",
    .good = R"py(
op.create_table("emails", sa.Column("id", sa.BigInteger, primary_key=True))
)py",
    .checks = {On<Look>},
};

}  // namespace retort
