"""Writes revisions as an Alembic project of the usual shape: alembic.ini, the stock env.py, one file a revision.

    Revision("add_column", "op.add_column('t', sa.Column('a', sa.Integer()))")
    write("/tmp/x", [revision, ...])
"""

import dataclasses
import os
import textwrap

import alembic
import sqlalchemy

_INI = """[alembic]
script_location = %(here)s/alembic
sqlalchemy.url = postgresql+psycopg2://
"""
_FILE = '''"""{id}

Revision ID: {id}
Revises: {parents}
Create Date: 2024-01-01 00:00:00.000000

"""
{imports}
# revision identifiers, used by Alembic.
revision = {id!r}
down_revision = {down_revision!r}
branch_labels = {branch_labels!r}
depends_on = {depends_on!r}

{body}'''
_BODY = """
{prelude}
def upgrade():
{upgrade}


def downgrade():
{downgrade}
"""
IMPORTS = """from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
"""


@dataclasses.dataclass
class Revision:
    id: str
    upgrade: str = "pass"
    downgrade: str = "pass"
    prelude: str = ""  # at module level: constants, helper functions, tables
    imports: str = ""  # after the usual ones
    module: str = ""  # in place of prelude, upgrade and downgrade
    parents: tuple = None  # None: the one before it
    depends_on: tuple = None
    branch_labels: tuple = None


def _block(text):
    return textwrap.indent(textwrap.dedent(text).strip("\n") or "pass", "    ")


def _body(revision):
    if revision.module:
        return textwrap.dedent(revision.module) + "\n"
    prelude = textwrap.dedent(revision.prelude) + "\n"
    return _BODY.format(prelude=prelude, upgrade=_block(revision.upgrade), downgrade=_block(revision.downgrade))


def _text(revision, parents):
    return _FILE.format(
        id=revision.id,
        parents=", ".join(parents),
        down_revision=parents if len(parents) > 1 else parents[0] if parents else None,
        branch_labels=revision.branch_labels,
        depends_on=revision.depends_on,
        imports=IMPORTS + revision.imports,
        body=_body(revision),
    )


def _write_script(folder, naming_convention):
    """Alembic's own env.py, with a MetaData that names constraints."""
    template = os.path.join(os.path.dirname(alembic.__file__), "templates", "generic", "env.py")
    with open(template, encoding="utf-8") as file:
        text = file.read()
    if naming_convention:
        metadata = f"target_metadata = MetaData(naming_convention={naming_convention!r})"
        text = "from sqlalchemy import MetaData\n" + text.replace("target_metadata = None", metadata)
    with open(os.path.join(folder, "alembic", "env.py"), "w", encoding="utf-8") as file:
        file.write(text)


def write(folder, revisions, naming_convention=None):
    """A history. The versions of the software are pinned, so that a reader can know them."""
    versions = os.path.join(folder, "alembic", "versions")
    os.makedirs(versions)
    _write_script(folder, naming_convention)
    with open(os.path.join(folder, "alembic.ini"), "w", encoding="utf-8") as file:
        file.write(_INI)
    with open(os.path.join(folder, "requirements.txt"), "w", encoding="utf-8") as file:
        file.write(f"alembic=={alembic.__version__}\nSQLAlchemy=={sqlalchemy.__version__}\n")
    before = ()
    for number, revision in enumerate(revisions):
        with open(os.path.join(versions, f"{number:05}_{revision.id}.py"), "w", encoding="utf-8") as file:
            file.write(_text(revision, before if revision.parents is None else revision.parents))
        before = (revision.id,)
