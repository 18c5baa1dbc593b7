"""Holds `retort sql` against Alembic on the projects below some paths, with the stock env.py in place of their own.

    projects_oracle.py RETORT PATH... [--shown 40]

What Alembic cannot render offline is counted by its reason: a query's result, an inspection, code of the application.
"""

import argparse
import collections
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile

import alembic
import alembic_sql
import sqlalchemy
import stand_ins
from compare import compare
from environments import copy, environments
from statements import sections


def _reason(raised):
    name, _, text = raised.partition(": ")
    if name == "NotHere":
        return f"needs the module {text}"
    if "NoneType" in text:
        return "needs the result of a query"
    if name == "NoInspectionAvailable" or "MockConnection" in text or "inspect" in text.lower():
        return "inspects the database"
    return raised[:100]


def _raised(text):
    """Why Alembic cannot render a section, by heading."""
    found = {}
    for section in sections(text):
        match = re.search(rf"^{alembic_sql.RAISED}(.*)$", section.text, re.MULTILINE)
        if match:
            found[section.heading] = _reason(match[1])
    return found


class Counts:
    def __init__(self):
        self.agree, self.differ, self.left_out = 0, [], collections.Counter()

    def add(self, wanted, again, found):
        """`again` is a second rendering by Alembic: what differs from it depends on chance or on the time."""
        left_out = {difference.heading: "depends on chance or the time" for difference in compare(wanted, again)}
        left_out.update(_raised(wanted))
        differences = [difference for difference in compare(wanted, found) if difference.heading not in left_out]
        self.left_out.update(left_out.values())
        self.differ += differences
        self.agree += len(sections(wanted)) - 1 - len(left_out) - len(differences)

    def include(self, other):
        self.agree += other.agree
        self.differ += other.differ
        self.left_out += other.left_out


def _as_raised_by_retort(text):
    """A second rendering by Alembic in the shape in which `compare` takes Retort's."""
    return text.replace(alembic_sql.RAISED, "-- alembic:0: raises ")


def _compare(retort, source, versions):
    counts = Counts()
    with tempfile.TemporaryDirectory() as folder:
        copy(source, versions, folder)
        location = None if versions == "versions" else os.path.join(folder, "alembic", versions)
        for render, start, options in (
            (alembic_sql.upgrade, None, []),
            (alembic_sql.downgrade, "heads", ["--downgrade"]),
        ):
            wanted = render(folder, start, versions=location)
            again = _as_raised_by_retort(render(folder, start, versions=location))
            done = subprocess.run([retort, "sql", *options, folder], capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(f"retort sql ends with {done.returncode}: {done.stderr}")
            counts.add(wanted, again, done.stdout)
    return counts


def _compare_alone(arguments):
    """In a process of its own, because revisions may change SQLAlchemy for all that come later. An error's text, or
    counts."""
    try:
        with stand_ins.installed():
            return _compare(*arguments)
    except Exception as error:  # a history that Alembic does not load, or Retort does not read
        return f"{type(error).__name__}: {str(error)[:300]}"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("retort")
    arguments.add_argument("paths", nargs="+")
    arguments.add_argument("--shown", type=int, default=40)
    options = arguments.parse_args()
    print(f"Alembic {alembic.__version__}, SQLAlchemy {sqlalchemy.__version__}")
    retort, whole = os.path.abspath(options.retort), Counts()
    for path in map(os.path.abspath, options.paths):
        for source, versions in environments(path):
            with multiprocessing.get_context("fork").Pool(1) as pool:
                counts = pool.apply(_compare_alone, [(retort, source, versions)])
            name = os.path.relpath(os.path.join(source, versions), os.path.dirname(path))
            if isinstance(counts, str):
                whole.left_out[f"the whole history: {counts}"] += 1
                print(f"{name}: not compared: {counts}")
                continue
            left_out = sum(counts.left_out.values())
            print(f"{name}: {counts.agree} agree, {len(counts.differ)} differ, {left_out} cannot be compared")
            whole.include(counts)
    for difference in whole.differ[: options.shown]:
        print(difference)
    print(f"{whole.agree} functions agree, {len(whole.differ)} differ; what cannot be compared, and why:")
    for reason, count in whole.left_out.most_common():
        print(f"  {count:5} {reason}")
    sys.exit(1 if whole.differ or not whole.agree else 0)


main()
