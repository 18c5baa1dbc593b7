"""Holds what Retort says of random histories against the real Alembic on a real PostgreSQL: whether, where and with
which SQLSTATE each run fails, and what the schema is at the end.

    replay_oracle.py PREDICT [--seed 1] [--count 1000]    fails when too much differs
    replay_oracle.py PREDICT --write report.md            what differs, one example of each kind
    replay_oracle.py PREDICT --only 1000017               one history, with its revisions
    replay_oracle.py --only-postgres                      what the histories do; PostgreSQL must take those without a fault
"""

import argparse
import collections
import os
import sys
import tempfile
import time

_HERE = os.path.dirname(os.path.realpath(__file__))
sys.path[:0] = [os.path.join(_HERE, "..", "sql"), os.path.join(_HERE, "..")]

import alembic
import project
import random_histories
import runs
import sqlalchemy
from comparison import Score
from page import replace_section
from postgres import Postgres
from prediction import predict
from shrink import shrunk

# No false alarm, ever. The other two rise with what Retort learns: the aim is 0.97 and 0.995.
_ALARMS, _FOUND, _EQUAL = 0, 0.85, 0.99


def _histories(options):
    first = options.only if options.only is not None else options.seed * 1_000_000
    count = 1 if options.only is not None else options.count
    return [random_histories.generate(number) for number in range(first, first + count)]


def _written(histories, folder):
    paths = [os.path.join(folder, str(history.seed)) for history in histories]
    for path, history in zip(paths, histories):
        project.write(path, history.revisions)
    return paths


def _text(revisions):
    """As they are shown in a report."""
    lines = []
    for revision in revisions:
        parents = f" after {', '.join(revision.parents)}" if revision.parents else ""
        lines += [f"# {revision.id}{parents}", revision.upgrade or "pass"]
        lines += ["# downgrade", revision.downgrade or "pass"]
    return "\n".join(lines)


# ---- Without Retort


def only_postgres(options, database, folder):
    """False when a history without a fault fails."""
    kinds, unexpected, ends = collections.Counter(), [], collections.Counter()
    histories = _histories(options)
    for path, history in zip(_written(histories, folder), histories):
        observed = runs.observe(database, path, dump=False)
        for steps, failure in observed.failures.items():
            ends[steps, "fails" if failure else "passes", "with a fault" if history.faults else "without"] += 1
            if failure:
                kinds[failure.sqlstate] += 1
        if any(observed.failures.values()) and not history.faults:
            unexpected.append((history, observed.failures))
    for (steps, end, fault), number in sorted(ends.items()):
        print(f"{steps:6} {end:7} {fault:13} {number}")
    print(f"{len(kinds)} SQLSTATEs: " + ", ".join(f"{state} {number}" for state, number in kinds.most_common()))
    for history, failures in unexpected[: options.shown]:
        print(f"{history.seed} has no fault: {next(filter(None, failures.values()))}")
    return not unexpected


# ---- With Retort


def _load(database, schema):
    """What the predicted schema is in pg_catalog, or why it cannot be loaded."""
    database.empty()
    try:
        database.cursor.execute(schema or "SELECT 1")
        return database.dump()
    except runs.psycopg2.Error as error:
        place = int(error.diag.statement_position or 1) - 1
        return f"{error.diag.message_primary} (near {schema[max(0, place - 40) : place + 80]!r})"
    finally:
        database.empty()


class Comparison:
    def __init__(self, program, database, folder):
        self.program, self.database, self.folder = program, database, folder
        self.tried = 0

    def _add(self, score, seed, revisions, path, prediction):
        observed = runs.observe(self.database, path)
        size = sum(len(revision.upgrade) + len(revision.downgrade) for revision in revisions)
        order = [revision.id for revision in revisions]
        score.add(seed, size, order, observed, prediction, _load(self.database, prediction.schema))

    def score(self, histories):
        score, paths = Score(), _written(histories, self.folder)
        for path, history, prediction in zip(paths, histories, predict(self.program, paths)):
            self._add(score, history.seed, history.revisions, path, prediction)
        return score

    def shrunk(self, group, revisions):
        """The revisions, and the lines of the disagreement in them."""
        found = {}

        def is_same(candidate):
            self.tried += 1
            path, score = os.path.join(self.folder, f"shrunk-{self.tried}"), Score()
            project.write(path, candidate)
            self._add(score, 0, candidate, path, next(iter(predict(self.program, [path]))))
            members = [one for one in score.disagreements if one.group == group]
            if members:
                found["lines"] = members[0].lines
            return bool(members)

        smaller = shrunk(revisions, is_same)
        return smaller, found.get("lines")

    def report(self, score, shrinking):
        yield "\n".join(score.tables())
        for number, (group, count, example) in enumerate(score.groups()):
            revisions, lines = random_histories.generate(example.seed).revisions, None
            if number < shrinking:
                revisions, lines = self.shrunk(group, revisions)
            yield f"\n### {count} x {group}\n"
            yield "\n".join([f"history {example.seed}", *map(str, lines or example.lines)])
            yield f"```python\n{_text(revisions)}\n```"


def _good(score):
    return score.false_alarms <= _ALARMS and score.found >= _FOUND and score.equal >= _EQUAL


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("predict", nargs="?")
    arguments.add_argument("--only-postgres", action="store_true")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=1000)
    arguments.add_argument("--only", type=int, help="the seed of one history")
    arguments.add_argument("--shown", type=int, default=10, help="kinds of disagreement, or histories")
    arguments.add_argument("--write", help="a file for all disagreements")
    arguments.add_argument("--docs", help="a page that gets the tables")
    arguments.add_argument("--shrink", type=int, default=0, help="make this many examples small, which takes its time")
    options = arguments.parse_args()
    start = time.time()
    with tempfile.TemporaryDirectory() as folder, Postgres() as server:
        database = runs.Database(server, "observed")
        versions = (
            f"PostgreSQL {database.version()}, Alembic {alembic.__version__}, SQLAlchemy {sqlalchemy.__version__}"
        )
        print(versions)
        if options.only_postgres:
            good = only_postgres(options, database, folder)
        else:
            comparison = Comparison(options.predict, database, folder)
            score = comparison.score(_histories(options))
            good = _good(score)
            if options.docs:
                lines = [f"{options.count} histories, {versions}:", "", *score.tables()]
                replace_section(options.docs, "Measured: random histories", lines)
            report = list(comparison.report(score, options.shrink))
            print("\n".join(report[: 1 + 3 * options.shown]))
            if options.write:
                with open(options.write, "w", encoding="utf-8") as file:
                    file.write("\n".join(report) + "\n")
        database.close()
    print(f"{1 if options.only else options.count} histories in {time.time() - start:.0f} s")
    sys.exit(0 if good else 1)


main()
