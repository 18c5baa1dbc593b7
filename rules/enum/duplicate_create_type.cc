#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

using Sender = CreateEnum::Sender;

absl::string_view Creator(Sender sender) {
  constexpr absl::string_view kCreators[] = {"CREATE TYPE", ".create()", "op.create_table()"};
  return kCreators[static_cast<int>(sender)];
}

std::string Message(const CreateEnum& create) {
  std::string message =
      absl::StrCat(Creator(create.sender), " creates the type \"", create.type.ToString(), "\" again");
  if (create.sender == Sender::kTableEvent) absl::StrAppend(&message, ", for a column of this type");
  if (create.flag_ignored) absl::StrAppend(&message, ": create_type=False has no effect on sa.Enum");
  return message;
}

std::string Help(const CreateEnum& create) {
  if (create.sender == Sender::kCreateCall) return "pass checkfirst=True, or leave out this .create()";
  if (create.sender == Sender::kStatement) return "leave out this CREATE TYPE: the type is there";
  if (!create.generic) return "tell the type that it exists: create_type=False";
  return "use postgresql.ENUM(..., create_type=False): sa.Enum ignores create_type before SQLAlchemy 2.1";
}

void Look(const Refusal& refusal, const Moment& now, Findings& findings) {
  const auto* create = now.action == nullptr ? nullptr : std::get_if<CreateEnum>(now.action);
  if (create == nullptr || refusal.kind != Refusal::Kind::kTypeExists) return;
  const Catalog::Found type = now.before.FindType(create->type);
  const auto* earlier = type.As<EnumObject>();
  findings.Add(now.at, Message(*create))
      .Why(absl::StrCat("PostgreSQL will say: ", refusal.message, ". The migration stops there."))
      .Help(Help(*create))
      .Subject(absl::StrCat("type ", create->type.ToString()))
      .Relates(refusal.earlier, absl::StrCat(earlier == nullptr ? "an object of that name" : Creator(earlier->sender),
                                             earlier == nullptr ? " is created here" : " created it here"))
      .Mend(create->generic ? "use postgresql.ENUM with create_type=False" : "add create_type=False", Safety::kSafe,
            create->suppress);
}

}  // namespace

extern constinit const Rule kDuplicateCreateType = {
    .id = "duplicate-create-type",
    .category = Category::kEnum,
    .severity = Severity::kError,
    .summary = "An enum type is created that already exists.",
    .why =
        "op.create_table() sends CREATE TYPE for every Enum column, without looking whether the type is there. A type "
        "that was created by hand, by .create() or by an earlier revision is created twice, and PostgreSQL refuses.",
    .instead =
        "Let one place create the type. Everywhere else use `postgresql.ENUM(..., create_type=False)`; `sa.Enum` "
        "ignores that flag before SQLAlchemy 2.1.",
    .bad = R"py(
op.execute("CREATE TYPE order_status AS ENUM ('new', 'paid')")
op.create_table(
    "order",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("status", postgresql.ENUM("new", "paid", name="order_status"), nullable=False),
)
)py",
    .good = R"py(
op.execute("CREATE TYPE order_status AS ENUM ('new', 'paid')")
op.create_table(
    "order",
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("status", postgresql.ENUM("new", "paid", name="order_status", create_type=False), nullable=False),
)
)py",
    .checks = {On<Look>},
};

}  // namespace retort
