#include "rules/rule.h"

namespace retort {
namespace {

// On 1.4 an engine that is not asynchronous commits every statement by itself.
constexpr Version kWithoutAutocommit = {2, 0};

void Look(const EnvScript& script, const Moment& now, Findings& findings) {
  for (const EnvScript::Run& run : script.runs) {
    if (!run.in_transaction.Is(false) || !run.async_engine.known()) continue;
    if (!run.async_engine.value() && now.environment.versions.sqlalchemy.version < kWithoutAutocommit) continue;
    findings.Add(run.at, "the migrations run, and nothing commits them")
        .Help("run them inside `with context.begin_transaction():`")
        .Subject("run_migrations");
  }
}

}  // namespace

extern constinit const Rule kEnvWithoutTransaction = {
    .id = "env-without-transaction",
    .category = Category::kTransaction,
    .severity = Severity::kError,
    .summary = "env.py runs the migrations without a transaction that is committed.",
    .why =
        "Since SQLAlchemy 2.0, and on every asynchronous engine, a connection opens a transaction by itself and rolls "
        "it "
        "back when it is closed. `alembic upgrade` logs every revision and exits 0, and the database has none of it, "
        "not even the version table.",
    .instead =
        "Enter `context.begin_transaction()` around `context.run_migrations()`. `engine.begin()` and a commit() after "
        "the run work as well; calling begin_transaction() without `with` does not.",
    .bad = R"py(
--- env.py
import asyncio

from alembic import context
from sqlalchemy.ext.asyncio import async_engine_from_config


async def run_migrations_online():
    connectable = async_engine_from_config(context.config.get_section("alembic"))
    async with connectable.connect() as connection:
        await connection.run_sync(lambda sync: context.configure(connection=sync))
        await connection.run_sync(lambda sync: context.run_migrations())


asyncio.run(run_migrations_online())
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
import asyncio

from alembic import context
from sqlalchemy.ext.asyncio import async_engine_from_config


def run_migrations(connection):
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()


async def run_migrations_online():
    connectable = async_engine_from_config(context.config.get_section("alembic"))
    async with connectable.connect() as connection:
        await connection.run_sync(run_migrations)


asyncio.run(run_migrations_online())
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
