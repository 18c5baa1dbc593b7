#include "rules/refused.h"

namespace retort {
namespace {

// "integer" of: column "n" cannot be cast automatically to type integer
std::string TargetOf(const Refusal& refusal) {
  constexpr absl::string_view kBefore = " to type ";
  const size_t found = absl::string_view(refusal.message).rfind(kBefore);
  return found == absl::string_view::npos ? "" : refusal.message.substr(found + kBefore.size());
}

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kCastNeedsUsing) return;
  const std::string target = TargetOf(refusal);
  AddRefused(refusal, now, findings,
             absl::StrCat("PostgreSQL does not cast ", InQuotes(refusal.part), " to ", target, " by itself"),
             "the column is made here")
      .Help(absl::StrCat("say how: postgresql_using='", refusal.part, "::", target, "'; in SQL: USING ", refusal.part,
                         "::", target))
      .Subject(absl::StrCat("column ", refusal.part, " of ", Shown(refusal.subject)));
}

}  // namespace

extern constinit const Rule kCastNeedsUsing = {
    .id = "cast-needs-using",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A column's type changes to one that PostgreSQL does not cast to by itself.",
    .why =
        "ALTER COLUMN TYPE converts the rows only by casts that are allowed in assignments: integer to text "
        "is, text to integer is not, and nothing is to an enum. PostgreSQL refuses, the transaction is rolled "
        "back and the deploy stops.",
    .instead =
        "Say how the rows are converted: `postgresql_using=\"n::integer\"`. It fails on rows that do not "
        "convert: look at them first.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
op.alter_column("customer", "name", type_=sa.Integer)
)py",
    .good = R"py(
op.alter_column("customer", "name", type_=sa.Integer, postgresql_using="name::integer")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
