#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kInvalidDefault) return;
  if (!absl::StartsWith(refusal.message, "invalid input value for enum")) return;  // invalid-default
  AddRefused(refusal, now, findings,
             absl::StrCat(InQuotes(refusal.part), " is no label of the enum type ", InQuotes(Shown(refusal.subject))),
             "the type is made here")
      .Help("use a label as the database has it: of a Python enum that is the member's name, not its value")
      .Subject(absl::StrCat("type ", Shown(refusal.subject), " ", refusal.part));
}

}  // namespace

extern constinit const Rule kEnumDefaultNotALabel = {
    .id = "enum-default-not-a-label",
    .category = Category::kEnum,
    .severity = Severity::kError,
    .summary = "A column's default is no label of its enum type.",
    .why =
        "Labels are compared exactly, case included. SQLAlchemy makes labels of a Python enum from the names "
        "of its members (ACTIVE), while a default is often written as the value (active). PostgreSQL refuses "
        "the column.",
    .instead = "Write the default as one of the labels.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.create_table(
    "purchase",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("state", sa.Enum("NEW", "PAID", name="purchase_state"), server_default="new"),
)
)py",
    .good = R"py(
op.create_table(
    "purchase",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("state", sa.Enum("NEW", "PAID", name="purchase_state"), server_default="NEW"),
)
)py",
    .checks = {On<Look>},
};

}  // namespace retort
