"""Reads files in which every function or class is one revision; see body/directives.py and body/modules.py."""

import ast
import os
import re
import textwrap

import alembic
import sqlalchemy
from project import Revision

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "body")
_INSTALLED = {"alembic": alembic.__version__, "sqlalchemy": sqlalchemy.__version__}


def _number(version):
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _runs_here(condition):
    for word, software, version in re.findall(r"\b(since|until) (\w+) ([\d.]+)", condition.replace(", ", ", since ")):
        if (_number(_INSTALLED[software]) >= _number(version)) != (word == "since"):
            return False
    return True


def _source(nodes, lines):
    decorators = getattr(nodes[0], "decorator_list", None) or nodes[:1]
    return textwrap.dedent("\n".join(lines[decorators[0].lineno - 1 : nodes[-1].end_lineno]))


def _revision(name, node, lines):
    docstring = ast.get_docstring(node)
    source = _source(node.body[1:] if docstring else node.body, lines)
    if isinstance(node, ast.ClassDef):
        return Revision(id=f"{name}.{node.name}", module=source)
    return Revision(id=f"{name}.{node.name}", upgrade=source, downgrade=source)


def read(name):
    """The revisions of body/<name>.py that the installed releases can run, in the order of the file."""
    with open(os.path.join(_FOLDER, name + ".py"), encoding="utf-8") as file:
        text = file.read()
    nodes = [node for node in ast.parse(text).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    lines = text.splitlines()
    return [_revision(name, node, lines) for node in nodes if _runs_here(ast.get_docstring(node) or "")]


_OF_A_TYPE = """
op.create_table("t", sa.Column("a", {0}), sa.Column("b", {0}, nullable=False, comment="b"))
op.add_column("t", sa.Column("a", {0}, server_default=sa.text("NULL")))
op.alter_column("t", "a", type_={0}, existing_type=sa.Text())
with op.batch_alter_table("t", schema="app") as batch_op:
    batch_op.alter_column("a", existing_type={0}, type_={0}, postgresql_using="a")
op.create_table("t", sa.Column("id", {0}, primary_key=True))
op.create_table("t", sa.Column("id", {0}, nullable=False), sa.PrimaryKeyConstraint("id", name="pk"))
op.add_column("t", sa.Column("a", sa.LargeBinary().with_variant({0}, "postgresql")))
"""
_ARRAYS_OF_A_TYPE = """
op.add_column("t", sa.Column("a", sa.ARRAY({0})))
op.create_table("t", sa.Column("a", postgresql.ARRAY({0}, dimensions=2), nullable=False))
"""


def read_types():
    """Two revisions for each line of body/column_types.txt."""
    with open(os.path.join(_FOLDER, "column_types.txt"), encoding="utf-8") as file:
        lines = [line.strip().partition("  # ") for line in file if not line.startswith("#")]
    found = []
    for expression, _, condition in lines:
        if expression and _runs_here(condition):
            name = re.sub(r"\W+", "_", expression).strip("_")
            for suffix, body in (("", _OF_A_TYPE), ("_array", _ARRAYS_OF_A_TYPE)):
                found.append(Revision(id=f"types.{len(found)}_{name}{suffix}", upgrade=body.format(expression)))
    return found
