#include <string>

#include "absl/strings/str_cat.h"
#include "rules/rule.h"

namespace retort {
namespace {

struct Import {
  absl::string_view name;
  absl::string_view statement;
};

// What autogenerate and people forget.
constexpr Import kUsualImports[] = {
    {"op", "from alembic import op"},
    {"sa", "import sqlalchemy as sa"},
    {"text", "from sqlalchemy import text"},
    {"func", "from sqlalchemy import func"},
    {"postgresql", "from sqlalchemy.dialects import postgresql"},
    {"mysql", "from sqlalchemy.dialects import mysql"},
    {"sqlite", "from sqlalchemy.dialects import sqlite"},
    {"sqlmodel", "import sqlmodel"},
    {"sqlalchemy", "import sqlalchemy"},
    {"sqlalchemy_utils", "import sqlalchemy_utils"},
    {"geoalchemy2", "import geoalchemy2"},
    {"pgvector", "import pgvector"},
    {"Union", "from typing import Union"},
    {"Sequence", "from typing import Sequence"},
    {"datetime", "import datetime"},
    {"uuid", "import uuid"},
};

std::string HelpFor(absl::string_view name) {
  for (const Import& usual : kUsualImports) {
    if (usual.name == name) return absl::StrCat("add `", usual.statement, "`");
  }
  return "import it; autogenerate needs `import` lines in script.py.mako, or render_item(), for types of other "
         "packages";
}

void Look(const Revision& revision, const Moment&, Findings& findings) {
  for (const Reference& name : revision.undefined_names) {
    findings.Add(name.at, absl::StrCat("`", name.id, "` is neither imported nor defined"))
        .Help(HelpFor(name.id))
        .Subject(name.id);
  }
}

}  // namespace

extern constinit const Rule kUndefinedName = {
    .id = "undefined-name",
    .category = Category::kFailing,
    .severity = Severity::kError,
    .summary = "A revision uses a name that it neither imports nor defines.",
    .why =
        "Python finds out when the line runs: a NameError in the middle of the upgrade or, for a line outside "
        "functions, "
        "from every alembic command.",
    .instead = "Import the name. Types of other packages need their import in script.py.mako to be generated with one.",
    .bad = R"py(
--- versions/1_customer.py
revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), primary_key=True))

def downgrade():
    op.drop_table("customer")
)py",
    .good = R"py(
--- versions/1_customer.py
from alembic import op
import sqlalchemy as sa
import sqlmodel

revision = "3f1c"
down_revision = None

def upgrade():
    op.create_table("customer", sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), primary_key=True))

def downgrade():
    op.drop_table("customer")
)py",
    .checks = {On<Look>},
};

}  // namespace retort
