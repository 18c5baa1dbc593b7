"""Runs the histories of the enum scenarios with the real Alembic on a real PostgreSQL, and holds the expectations
against what happens: a revision is expected to be reported as duplicate-create-type when, and only when, PostgreSQL
refuses it because the type exists, on a new database (one run) or step by step (a run for each revision)."""

import json
import logging
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))

import sqlalchemy
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from postgres import Postgres

RULE = "duplicate-create-type"
# What cannot be known without running the revision: Retort is silent, whatever PostgreSQL says.
UNKNOWABLE = {
    "SQL that is not known may have dropped it",
    "Siblings: one drops the type, the other creates it, and their order is not fixed",
}
# Siblings have no fixed order: one of them is refused, and which one is up to the run.
EITHER = {"Siblings that both create the type: one of them fails in either order"}


def write(texts):
    """The project's files in a temporary folder."""
    folder = tempfile.mkdtemp()
    for path, text in texts.items():
        target = folder + path
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
    return folder + "/project"


ENV = """
import sqlalchemy
from alembic import context

engine = sqlalchemy.create_engine(context.config.get_main_option("sqlalchemy.url").replace("%%", "%"))
with engine.connect() as connection:
    context.configure(connection=connection, on_version_apply=context.config.attributes["note"])
    with context.begin_transaction():
        context.run_migrations()
"""


def failing_revision(project, url, targets):
    """The id of the revision at which a duplicate type stops the upgrade to each target in turn, or None."""
    config = Config()
    config.set_main_option("script_location", project + "/alembic")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    order = [script.revision for script in reversed(list(ScriptDirectory.from_config(config).walk_revisions()))]
    reached = []
    config.attributes["note"] = lambda ctx, step, heads, run_args: reached.append(step.up_revision_id)
    with open(project + "/alembic/env.py", "w", encoding="utf-8") as file:
        file.write(ENV)
    for target in targets(order):
        try:
            command.upgrade(config, target)
        except sqlalchemy.exc.ProgrammingError as error:
            if error.orig.pgcode != "42710":
                raise
            return next(revision for revision in order if revision not in reached)
    return None


def main():
    logging.disable(logging.CRITICAL)
    os.environ["EXTRA_SQL"] = "SELECT 1"
    scenarios = json.loads(subprocess.run(sys.argv[1:], check=True, capture_output=True).stdout)
    version = tuple(int(part) for part in sqlalchemy.__version__.split(".")[:2])
    failed = ran = 0
    models = {"one run": lambda order: ["heads"], "step by step": lambda order: order}
    with Postgres() as server:
        for number, scenario in enumerate(scenarios):
            wanted = tuple(scenario.get("sqlalchemy", version))
            if (wanted >= (2, 1)) != (version >= (2, 1)):
                print(f"of another SQLAlchemy: {scenario['title']}")
                continue
            ids = {revision["path"]: revision["id"] for revision in scenario["revisions"]}
            expected = {ids[item["path"]] for item in scenario["expected"] if item["rule"] == RULE}
            actual = set()
            for name, targets in models.items():
                database = f"db_{number}_{name.replace(' ', '_')}"
                server.create(database)
                actual.add(failing_revision(write(scenario["texts"]), server.url(database), targets))
            actual.discard(None)
            ran += 1
            unknowable = scenario["title"] in UNKNOWABLE and not expected
            either = scenario["title"] in EITHER and len(actual) == len(expected)
            if actual != expected and not unknowable and not either:
                failed += 1
                print(f"FAIL {scenario['title']}: PostgreSQL refuses {sorted(actual)}, expected {sorted(expected)}")
    print(f"{ran - failed} of {ran} histories as expected")
    sys.exit(1 if failed or not ran else 0)


main()
