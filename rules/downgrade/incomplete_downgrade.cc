#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

using Kind = SchemaDifference::Kind;

constexpr size_t kShown = 5;

absl::string_view Verb(Kind kind) {
  constexpr absl::string_view kVerbs[] = {"is left", "is missing", "differs"};
  return kVerbs[static_cast<int>(kind)];
}

std::string Help(const SchemaDifference& difference) {
  if (difference.kind == Kind::kLeft) return absl::StrCat("drop ", difference.object, " in downgrade()");
  return absl::StrCat(difference.kind == Kind::kMissing ? "create " : "give back ", difference.object,
                      " in downgrade(), as it was before: ", difference.before);
}

std::string List(const std::vector<const SchemaDifference*>& differences) {
  std::string list;
  for (size_t i = 0; i < differences.size() && i < kShown; ++i) {
    absl::StrAppend(&list, i == 0 ? "" : "; ", differences[i]->object, " ", Verb(differences[i]->kind));
  }
  if (differences.size() > kShown) absl::StrAppend(&list, "; and ", differences.size() - kShown, " more");
  return list;
}

void Look(const DowngradeOutcome& outcome, const Moment& now, Findings& findings) {
  if (now.revision.downgrade.body != Procedure::Body::kCode) return;  // missing-downgrade speaks
  std::vector<const SchemaDifference*> differences;
  for (const SchemaDifference& difference : outcome.differences) {
    if (!difference.is_enum) differences.push_back(&difference);
  }
  if (differences.empty()) return;
  FindingBuilder finding = findings.Add(now.at, "after downgrade() the schema is not what it was before upgrade()");
  finding.Why(absl::StrCat(List(differences), ". The next upgrade and the older code meet another schema than theirs."))
      .Help(Help(*differences.front()))
      .Subject("downgrade");
  for (size_t i = 0; i < differences.size() && i < kShown; ++i) {
    if (differences[i]->at == Span()) continue;
    finding.Relates(differences[i]->at, absl::StrCat(differences[i]->object, " ", Verb(differences[i]->kind)));
  }
}

}  // namespace

extern constinit const Rule kIncompleteDowngrade = {
    .id = "incomplete-downgrade",
    .category = Category::kDowngrade,
    .severity = Severity::kError,
    .scope = Scope::kNew,
    .summary = "A downgrade does not bring back the schema that was there before its upgrade.",
    .why =
        "Alembic records the older version whatever the schema looks like. What is left makes the next upgrade "
        "fail because it is there already; what is missing breaks the older code that the downgrade was run "
        "for.",
    .instead = "Undo every operation of upgrade(), also indexes, constraints, defaults and NOT NULL.",
    .given = R"py(
op.create_table("customer", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("name", sa.Text))
)py",
    .bad = R"py(
def upgrade():
    op.add_column("customer", sa.Column("email", sa.Text))
    op.create_index("ix_customer_name", "customer", ["name"])


def downgrade():
    op.drop_column("customer", "email")
)py",
    .good = R"py(
def upgrade():
    op.add_column("customer", sa.Column("email", sa.Text))
    op.create_index("ix_customer_name", "customer", ["name"])


def downgrade():
    op.drop_index("ix_customer_name", "customer")
    op.drop_column("customer", "email")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
