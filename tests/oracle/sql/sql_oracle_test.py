"""Holds `retort sql` against the real Alembic: every directive, every type, the Python around them, errors, and random
revisions, upgrades and downgrades. What is accepted to differ stands in accepted.txt, with the reason.

    sql_oracle_test.py RETORT [--seed 1] [--count 2000] [--shown 40] [--only types]
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile

import alembic
import alembic_sql
import bodies
import project
import random_branches
import random_conventions
import random_revisions
import sqlalchemy
from accepted import Accepted
from compare import compare

_GRAPHS = 15
_CONVENTIONS = 5


def _histories(seed, count):
    """What is rendered in one run: its name, the revisions, and how env.py names constraints."""
    yield "directives", bodies.read("directives"), None
    yield "types", bodies.read_types(), None
    yield "python_forms", bodies.read("python_forms"), None
    yield "modules", bodies.read("modules"), None
    yield "errors", bodies.read("errors"), None
    yield "random", random_revisions.generate(seed, count), None
    for number in range(_CONVENTIONS):
        revisions = random_revisions.generate(seed * _CONVENTIONS + number + 1000, count // 8)
        yield "conventions", revisions, random_conventions.generate(seed * _CONVENTIONS + number)
    for number in range(_GRAPHS):
        yield "branches", random_branches.generate(seed * _GRAPHS + number), None


def _retort(program, folder, *options):
    done = subprocess.run([program, "sql", *options, folder], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise RuntimeError(f"retort sql ends with {done.returncode}: {done.stderr}")
    return done.stdout


def _differences(program, revisions, naming_convention):
    folder = tempfile.mkdtemp()
    try:
        project.write(folder, revisions, naming_convention)
        upgrade = compare(alembic_sql.upgrade(folder), _retort(program, folder))
        return upgrade + compare(alembic_sql.downgrade(folder), _retort(program, folder, "--downgrade"))
    finally:
        shutil.rmtree(folder)


def _report(name, revisions, differences, shown):
    different = {difference.revision for difference in differences}
    print(f"{name}: {len(revisions) - len(different)} of {len(revisions)} revisions agree")
    for difference in differences[:shown]:
        print(difference)
    if len(differences) > shown:
        print(f"... and {len(differences) - shown} more")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("retort")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=2000)
    arguments.add_argument("--shown", type=int, default=40, help="differences of each history")
    arguments.add_argument("--only", help="directives, types, python_forms, modules, errors, random, conventions or branches")
    options = arguments.parse_args()
    print(f"Alembic {alembic.__version__}, SQLAlchemy {sqlalchemy.__version__}")
    accepted = Accepted(os.path.join(os.path.dirname(os.path.abspath(__file__)), "accepted.txt"))
    failed = False
    for name, revisions, naming_convention in _histories(options.seed, options.count):
        if options.only not in (None, name):
            continue
        differences = _differences(os.path.abspath(options.retort), revisions, naming_convention)
        stale = accepted.stale(revisions, differences)
        differences = accepted.without(differences)
        _report(name, revisions, differences, options.shown)
        for entry in stale:
            print(f"accepted.txt: {entry} does not differ any more")
        failed = failed or differences or stale or not revisions
    sys.exit(1 if failed else 0)


main()
