#include "rules/rule.h"

namespace retort {
namespace {

void Look(const EnvScript& script, const Moment&, Findings& findings) {
  if (!script.reaches_migrations.Is(false)) return;
  const bool function = script.unreached.begin < script.unreached.end;
  findings
      .Add(script.unreached, function ? "env.py never calls this function, so no command runs a migration"
                                      : "env.py never calls context.run_migrations(), so no command runs a migration")
      .Help(
          "end env.py with `if context.is_offline_mode(): run_migrations_offline()` and "
          "`else: run_migrations_online()`")
      .Subject("run_migrations");
}

}  // namespace

extern constinit const Rule kEnvNeverRuns = {
    .id = "env-never-runs",
    .category = Category::kTransaction,
    .severity = Severity::kError,
    .summary = "No path through env.py reaches run_migrations().",
    .why =
        "Alembic imports env.py and expects the import to run the migrations; it calls no function of it. `alembic "
        "upgrade` exits 0 and does nothing. `if __name__ == \"__main__\"` is never true there, and an `async def` that "
        "is called without asyncio.run() does not start.",
    .instead = "Call the function at the end of env.py, at module level.",
    .bad = R"py(
--- env.py
from alembic import context
from sqlalchemy import engine_from_config


def run_migrations_online():
    connectable = engine_from_config(context.config.get_section("alembic"))
    with connectable.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


if __name__ == "__main__":
    run_migrations_online()
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
)py",
    .good = R"py(
--- env.py
from alembic import context
from sqlalchemy import engine_from_config


def run_migrations_online():
    connectable = engine_from_config(context.config.get_section("alembic"))
    with connectable.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


run_migrations_online()
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True))

def downgrade():
    op.drop_table("customer")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
