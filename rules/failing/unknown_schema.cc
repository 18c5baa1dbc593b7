#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kUnknownSchema) return;
  AddRefused(refusal, now, findings,
             absl::StrCat("there is no schema ", InQuotes(refusal.subject.name), " at this point"),
             "it was dropped here")
      .Help(absl::StrCat("create it first: op.execute(\"CREATE SCHEMA IF NOT EXISTS ", refusal.subject.name, "\")"))
      .Subject(absl::StrCat("schema ", refusal.subject.name));
}

}  // namespace

extern constinit const Rule kUnknownSchema = {
    .id = "unknown-schema",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "An operation names a schema that does not exist at that point.",
    .why =
        "Neither Alembic nor SQLAlchemy's tables create schemas: a table with `schema=\"shop\"` needs one that "
        "is there. On the author's machine it often is, made by hand; on a new database it is not.",
    .instead = "Create the schema in the first revision that needs it.",
    .given = R"py(
op.create_table("account", sa.Column("id", sa.BigInteger, primary_key=True))
)py",
    .bad = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), schema="shop")
)py",
    .good = R"py(
op.execute("CREATE SCHEMA IF NOT EXISTS shop")
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), schema="shop")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
