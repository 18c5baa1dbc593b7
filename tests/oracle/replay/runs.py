"""Runs a history with the real Alembic on a real PostgreSQL: all at once, step by step, and up, down, up.

    database = Database(server, "a")
    observed = observe(database, "/tmp/x")   # .failures: {"fresh": Failure or None, ...}, .schema: see catalog.py

Every run has a session, a migration context and modules of its own, as a process would.
"""

import contextlib
import dataclasses
import io
import logging
import os
import sys
import warnings

import catalog
import psycopg2
import sqlalchemy
import sqlalchemy.exc
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

STEPS = ("fresh", "step", "cycle")
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


@dataclasses.dataclass
class Failure:
    revision: str
    direction: str
    sqlstate: str  # None: Python raised
    message: str


@dataclasses.dataclass
class Observed:
    failures: dict
    schema: dict  # at the end of the run step by step, as far as it got


class Database:
    """A database that is emptied rather than made anew, which takes a tenth of the time."""

    def __init__(self, server, name):
        server.create(name)
        self.url = server.url(name)
        self.engine = sqlalchemy.create_engine(self.url, poolclass=sqlalchemy.pool.NullPool)
        self.session = psycopg2.connect(self.url)
        self.session.autocommit = True
        self.cursor = self.session.cursor()
        self.fresh = catalog.leftovers(self.cursor)

    def empty(self):
        catalog.empty(self.cursor)
        if catalog.leftovers(self.cursor) != self.fresh:
            raise RuntimeError("the database cannot be emptied: a history has made something that is in no schema")

    def dump(self):
        return catalog.dump(self.cursor)

    def version(self):
        return self.session.server_version // 10000

    def close(self):
        self.session.close()
        self.engine.dispose()


def _failure(error, running):
    if isinstance(error, sqlalchemy.exc.DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, psycopg2.Error) and error.pgcode:
        return Failure(*running, error.pgcode, error.diag.message_primary)
    return Failure(*running, None, f"{type(error).__name__}: {' '.join(str(error).split())[:200]}")


class Run:
    """One call of the command `alembic`."""

    def __init__(self, database, folder):
        self.database, self.running = database, (None, None)
        self.config = Config()
        self.config.set_main_option("script_location", os.path.join(folder, "alembic").replace("%", "%%"))
        self.config.set_main_option("sqlalchemy.url", database.url.replace("%", "%%"))
        self.script = ScriptDirectory.from_config(self.config)

    def _noting(self, step, direction):
        migrate, revision = step.migration_fn, step.revision.revision

        def run(**keywords):
            self.running = (revision, direction)
            migrate(**keywords)

        run.__name__ = migrate.__name__
        step.migration_fn = run
        return step

    def _go(self, direction, steps):
        """None or the failure. What comes when all is done, at the commit, belongs to the last revision."""
        plan = lambda current, _: [self._noting(step, direction) for step in steps(current)]
        try:
            with _engine(self.database.engine), contextlib.redirect_stdout(io.StringIO()):
                with EnvironmentContext(self.config, self.script, fn=plan):
                    self.script.run_env()
            return None
        except Exception as error:  # whatever PostgreSQL, Alembic or the revision raises
            return _failure(error, self.running)

    def upgrade(self, target="heads"):
        return self._go("upgrade", lambda current: self.script._upgrade_revs(target, current))

    def downgrade(self):
        return self._go("downgrade", lambda current: self.script._downgrade_revs("base", current))

    def order(self):
        return [step.revision.revision for step in self.script._upgrade_revs("heads", ())]


@contextlib.contextmanager
def _engine(engine):
    """env.py asks for an engine; making one each time takes longer than most revisions."""
    made, sqlalchemy.engine_from_config = sqlalchemy.engine_from_config, lambda *_, **__: engine
    try:
        yield
    finally:
        sqlalchemy.engine_from_config = made


def _step_by_step(database, folder):
    for revision in Run(database, folder).order():
        failure = Run(database, folder).upgrade(revision)
        if failure:
            return failure
    return None


def observe(database, folder, dump=True):
    """Up, down, up begins with the steps: they are not run a second time."""
    database.empty()
    fresh = Run(database, folder).upgrade()
    database.empty()
    step = _step_by_step(database, folder)
    schema = database.dump() if dump else None
    cycle = step or Run(database, folder).downgrade() or Run(database, folder).upgrade()
    database.empty()
    return Observed({"fresh": fresh, "step": step, "cycle": cycle}, schema)


sys.dont_write_bytecode = True
