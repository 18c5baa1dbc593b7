"""Holds what Retort says of random histories against the real Alembic on a real PostgreSQL.

    replay_oracle.py --only-postgres [--seed 1] [--count 1000]    what the histories do
"""

import argparse
import collections
import os
import sys
import tempfile
import time

_HERE = os.path.dirname(os.path.realpath(__file__))
sys.path[:0] = [os.path.join(_HERE, "..", "sql"), os.path.join(_HERE, "..")]

import project
import random_histories
import runs
from postgres import Postgres


def histories(seed, count, folder):
    """Writes them; (folder, RandomHistory) of each."""
    for number in range(seed * 1_000_000, seed * 1_000_000 + count):
        history = random_histories.generate(number)
        path = os.path.join(folder, str(number))
        project.write(path, history.revisions)
        yield path, history


def only_postgres(options):
    kinds, unexpected, ends = collections.Counter(), [], collections.Counter()
    with tempfile.TemporaryDirectory() as folder, Postgres() as server:
        database = runs.Database(server, "observed")
        start = time.time()
        for path, history in histories(options.seed, options.count, folder):
            observed = runs.observe(database, path)
            for steps, failure in observed.failures.items():
                ends[steps, "fails" if failure else "passes", "with a fault" if history.faults else "without"] += 1
                if failure:
                    kinds[failure.sqlstate, steps] += 1
            failure = next(filter(None, observed.failures.values()), None)
            if failure and not history.faults:
                unexpected.append((history.seed, observed.failures))
        print(f"{options.count} histories in {time.time() - start:.1f} s")
        database.close()
    for (steps, end, fault), number in sorted(ends.items()):
        print(f"{steps:6} {end:7} {fault:13} {number}")
    for (state, steps), number in sorted(kinds.items(), key=str):
        print(f"{state} {steps:6} {number}")
    print(f"{len({state for state, _ in kinds})} SQLSTATEs")
    for seed, failures in unexpected[: options.shown]:
        print(seed, {name: failure for name, failure in failures.items() if failure})


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("predict", nargs="?")
    arguments.add_argument("--only-postgres", action="store_true")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=1000)
    arguments.add_argument("--shown", type=int, default=40)
    options = arguments.parse_args()
    only_postgres(options)


main()
