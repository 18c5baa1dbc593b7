"""What Alembic prints for `alembic upgrade base:heads --sql`, without a process for each history.

    alembic_sql.upgrade("/tmp/x")            # the text
    alembic_sql.downgrade("/tmp/x")          # head:base

A revision that raises does not end the run: its section ends with the line "-- raised ValueError: ...", and the next
revision follows, so that one history can hold many such.
"""

import functools
import io
import logging
import os
import warnings

import sqlalchemy
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import RevisionStep
from alembic.script import ScriptDirectory

RAISED = "-- raised "


def _in_order_of_creation(attribute):
    """SQLAlchemy keeps a table's indexes and constraints in sets of objects, whose order is that of their addresses."""
    kept = "_ordered_" + attribute

    def set_ordered(table, values):
        setattr(table, kept, sqlalchemy.util.OrderedSet(values))

    setattr(sqlalchemy.Table, attribute, property(lambda table: getattr(table, kept), set_ordered))


def _in_order_of_writing():
    """Which row of the version table a merge deletes and which it updates depends on the hashes of the identifiers."""
    merge, unmerge = RevisionStep.merge_branch_idents, RevisionStep._unmerge_to_revisions

    def ordered_merge(step, heads):
        deleted, updated, target = merge(step, heads)
        *others, last = [one for one in step.from_revisions if one in (*deleted, updated)]
        return others, last, target

    def ordered_unmerge(step, heads):
        found = unmerge(step, heads)
        return tuple(one for one in step.to_revisions if one in found)

    RevisionStep.merge_branch_idents, RevisionStep._unmerge_to_revisions = ordered_merge, ordered_unmerge


_in_order_of_writing()
_in_order_of_creation("indexes")
_in_order_of_creation("constraints")
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def _guarded(step, buffer):
    migrate = step.migration_fn

    @functools.wraps(migrate)  # the name is part of the heading
    def run(**keywords):
        try:
            migrate(**keywords)
        except Exception as error:  # whatever the revision's own code raises
            text = " ".join(str(error).split())
            buffer.write(f"{RAISED}{type(error).__name__}: {text[:200]}\n\n")

    step.migration_fn = run
    return step


def _render(folder, steps, start, versions):
    buffer = io.StringIO()
    config = Config(output_buffer=buffer)
    config.set_main_option("script_location", os.path.join(folder, "alembic").replace("%", "%%"))
    config.set_main_option("sqlalchemy.url", "postgresql+psycopg2://")
    if versions:
        config.set_main_option("version_locations", versions.replace("%", "%%"))
    script = ScriptDirectory.from_config(config)

    def plan(current, _):
        return [_guarded(step, buffer) for step in steps(script, current)]

    with EnvironmentContext(config, script, fn=plan, as_sql=True, starting_rev=start):
        script.run_env()
    return buffer.getvalue()


def upgrade(folder, start=None, end="heads", versions=None):
    """`versions`: the folder of revisions, when it is not the usual one."""
    return _render(folder, lambda script, current: script._upgrade_revs(end, current), start, versions)


def downgrade(folder, start="head", end="base", versions=None):
    return _render(folder, lambda script, current: script._downgrade_revs(end, current), start, versions)
