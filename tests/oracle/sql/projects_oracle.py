"""Holds `retort sql` against Alembic on the projects below some paths, with the stock env.py in place of their own.

    projects_oracle.py RETORT PATH... [--shown 40]

What Alembic cannot render offline is counted by its reason: a query's result, an inspection, code of the application.
"""

import argparse
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile

import alembic
import alembic_sql
import project
import sqlalchemy
import stand_ins
from compare import compare
from statements import sections

_REVISION = re.compile(r"^down_revision\b", re.MULTILINE)


def _holds_revisions(folder):
    for name in os.listdir(folder):
        if name.endswith(".py"):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                if _REVISION.search(file.read()):
                    return True
    return False


def _environments(path):
    """Folders with an env.py, each with the folders of revisions below it."""
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if name not in (".git", "node_modules"))
        if "env.py" in files:
            inside = [entry[0] for entry in os.walk(folder) if _holds_revisions(entry[0])]
            for versions in inside:
                yield folder, os.path.relpath(versions, folder)


def _copy(source, versions, folder):
    """The environment with the stock configuration, and one folder of revisions."""
    project.write(folder, [])
    env = os.path.join(folder, "alembic", "env.py")
    os.rename(env, os.path.join(folder, "env.py"))
    shutil.copytree(source, os.path.join(folder, "alembic"), dirs_exist_ok=True)
    os.replace(os.path.join(folder, "env.py"), env)
    if versions != "versions":
        with open(os.path.join(folder, "alembic.ini"), "a", encoding="utf-8") as file:
            file.write(f"version_locations = %(here)s/alembic/{versions}\n")


def _reason(raised):
    name, _, text = raised.partition(": ")
    if name == "NotHere":
        return f"needs the module {text}"
    if "NoneType" in text:
        return "needs the result of a query"
    if name == "NoInspectionAvailable" or "MockConnection" in text or "inspect" in text.lower():
        return "inspects the database"
    return raised[:100]


class Counts:
    def __init__(self):
        self.agree, self.differ, self.raised = 0, [], collections.Counter()

    def add(self, wanted, found):
        raised = {}
        for section in sections(wanted):
            match = re.search(rf"^{alembic_sql.RAISED}(.*)$", section.text, re.MULTILINE)
            if match:
                raised[section.heading] = _reason(match[1])
        differences = [difference for difference in compare(wanted, found) if difference.heading not in raised]
        self.raised.update(raised.values())
        self.differ += differences
        self.agree += len(sections(wanted)) - 1 - len(raised) - len(differences)


def _compare(retort, source, versions, counts):
    folder = tempfile.mkdtemp()
    try:
        _copy(source, versions, folder)
        location = None if versions == "versions" else os.path.join(folder, "alembic", versions)
        with stand_ins.installed():
            for render, option in ((alembic_sql.upgrade, []), (alembic_sql.downgrade, ["--downgrade"])):
                keywords = {"start": "heads"} if option else {}
                wanted = render(folder, versions=location, **keywords)
                done = subprocess.run([retort, "sql", *option, folder], capture_output=True, text=True)
                if done.returncode:
                    raise RuntimeError(f"retort sql ends with {done.returncode}: {done.stderr}")
                counts.add(wanted, done.stdout)
    finally:
        shutil.rmtree(folder)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("retort")
    arguments.add_argument("paths", nargs="+")
    arguments.add_argument("--shown", type=int, default=40)
    options = arguments.parse_args()
    print(f"Alembic {alembic.__version__}, SQLAlchemy {sqlalchemy.__version__}")
    whole = Counts()
    for path in options.paths:
        for source, versions in _environments(os.path.abspath(path)):
            counts = Counts()
            name = os.path.relpath(os.path.join(source, versions), os.path.dirname(os.path.abspath(path)))
            try:
                _compare(os.path.abspath(options.retort), source, versions, counts)
            except Exception as error:  # a history that Alembic does not load, or Retort does not read
                whole.raised[f"the whole history: {type(error).__name__}: {str(error)[:200]}"] += 1
                print(f"{name}: not compared: {type(error).__name__}: {str(error)[:300]}")
                continue
            raised = sum(counts.raised.values())
            print(f"{name}: {counts.agree} agree, {len(counts.differ)} differ, Alembic cannot render {raised}")
            whole.agree += counts.agree
            whole.differ += counts.differ
            whole.raised += counts.raised
    for difference in whole.differ[: options.shown]:
        print(difference)
    print(f"{whole.agree} functions agree, {len(whole.differ)} differ; Alembic cannot render:")
    for reason, count in whole.raised.most_common():
        print(f"  {count:5} {reason}")
    sys.exit(1 if whole.differ or not whole.agree else 0)


main()
