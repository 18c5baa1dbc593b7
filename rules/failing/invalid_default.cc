#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kInvalidDefault) return;
  if (absl::StartsWith(refusal.message, "invalid input value for enum")) return;  // enum-default-not-a-label
  AddRefused(refusal, now, findings,
             refusal.part.empty() ? std::string("the default is no value of the column's type")
                                  : absl::StrCat("the default of ", InQuotes(refusal.part), " is no value of its type"),
             "the table is made here")
      .Help(refusal.sqlstate == "42804"
                ? "give a default of the column's type: for a boolean sa.true() or sa.false()"
                : "server_default=\"x\" is the string 'x'; for SQL write server_default=sa.text(\"x\")")
      .Subject(absl::StrCat("column ", refusal.part, " of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kInvalidDefault = {
    .id = "invalid-default",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A column's default is no value of its type.",
    .why =
        "PostgreSQL converts the default when the column is made. A plain string as server_default is sent as "
        "a quoted literal, so that `\"now\"` may be a time and `\"uuid_generate_v4()\"` is just a text. "
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops.",
    .instead = "Give a value of the type, or SQL in `sa.text()`.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.add_column("customer", sa.Column("visits", sa.Integer, server_default="none"))
)py",
    .good = R"py(
op.add_column("customer", sa.Column("visits", sa.Integer, server_default="0"))
)py",
    .checks = {On<Look>},
};

}  // namespace retort
