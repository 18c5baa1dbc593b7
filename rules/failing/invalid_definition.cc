#include "rules/refused.h"

namespace retort {
namespace {

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  if (refusal.kind != Refusal::Kind::kInvalidDefinition && refusal.kind != Refusal::Kind::kLabelExists &&
      refusal.kind != Refusal::Kind::kUnknownLabel && refusal.kind != Refusal::Kind::kPendingTriggerEvents)
    return;
  AddRefused(refusal, now, findings, "PostgreSQL does not accept this definition", "made here")
      .Help("change what PostgreSQL names; an operation that was accepted once may meet another schema here")
      .Subject(absl::StrCat(Shown(refusal.subject), refusal.part.empty() ? "" : " ", refusal.part));
}

}  // namespace

extern constinit const Rule kInvalidDefinition = {
    .id = "invalid-definition",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary =
        "PostgreSQL finds something wrong in the definition itself: an enum label that is there, a NULL in a "
        "primary key.",
    .why =
        "PostgreSQL refuses, the transaction is rolled back and the deploy stops. This rule tells what no "
        "other rule has a name for.",
    .instead = "Follow PostgreSQL's message.",
    .given = R"py(
op.execute("CREATE TYPE state AS ENUM ('new', 'paid')")
)py",
    .bad = R"py(
op.execute("ALTER TYPE state ADD VALUE 'paid'")
)py",
    .good = R"py(
op.execute("ALTER TYPE state ADD VALUE IF NOT EXISTS 'paid'")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
