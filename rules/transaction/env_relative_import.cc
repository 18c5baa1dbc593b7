#include "rules/rule.h"

namespace retort {
namespace {

void Look(const EnvScript& script, const Moment&, Findings& findings) {
  for (const Span& at : script.relative_imports) {
    findings.Add(at, "a relative import cannot work in env.py")
        .Help("import it by its full name; prepend_sys_path in the configuration says where Python looks")
        .Subject("import");
  }
}

}  // namespace

extern constinit const Rule kEnvRelativeImport = {
    .id = "env-relative-import",
    .category = Category::kTransaction,
    .severity = Severity::kError,
    .summary = "env.py has a relative import.",
    .why =
        "Alembic loads env.py as a file, not as part of a package: every command ends with \"ImportError: attempted "
        "relative import with no known parent package\".",
    .instead = "Import by the full name.",
    .bad = R"py(
--- env.py
from alembic import context
from sqlalchemy import engine_from_config

from .models import metadata

with engine_from_config(context.config.get_section("alembic")).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
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

from shop.models import metadata

with engine_from_config(context.config.get_section("alembic")).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
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
