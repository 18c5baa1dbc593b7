"""Puts single faults into histories that PostgreSQL takes, and requires that what Retort says changes exactly when what
PostgreSQL does changes: never without need, and hardly ever not.

    mutation_oracle.py PREDICT [--projects PATH...] [--scenarios FILE...] [--seed 1] [--each 30] [--generated 60]
    mutation_oracle.py --only-postgres ...               how many faults PostgreSQL minds

Projects are copied; of one that needs its application only the revisions before that are taken.
"""

import argparse
import collections
import glob
import json
import os
import random
import shutil
import sys
import tempfile

_HERE = os.path.dirname(os.path.realpath(__file__))
sys.path[:0] = [os.path.join(_HERE, "..", "sql"), os.path.join(_HERE, "..")]

import environments
import mutants
import project
import random_histories
import runs
import stand_ins
from page import replace_section
from postgres import Postgres
from prediction import predict

_AGREE = 0.97


class Sources:
    """Valid histories in a folder of ours, each with the folders of its revisions."""

    def __init__(self, folder, options):
        self.folder, self.options, self.made = folder, options, 0

    def _place(self):
        self.made += 1
        return os.path.join(self.folder, f"{self.made:04}")

    def generated(self):
        first = self.options.seed * 1_000_000
        for number in range(first, first + self.options.generated):
            place = self._place()
            project.write(place, random_histories.generate(number, wrong=0).revisions)
            yield f"generated {number}", place

    def scenarios(self):
        """The answer of scenarios_json: texts by path."""
        for name in self.options.scenarios:
            with open(name, encoding="utf-8") as file:
                scenarios = json.load(file)
            for scenario in scenarios:
                place = self._place()
                project.write(place, [])
                versions = os.path.join(place, "alembic", "versions")
                for revision in scenario.get("revisions", []):
                    target = os.path.join(versions, os.path.basename(revision["path"]))
                    with open(target, "w", encoding="utf-8") as file:
                        file.write(scenario["texts"][revision["path"]])
                if os.listdir(versions):
                    yield scenario["title"], place

    def projects(self):
        for path in self.options.projects:
            for source, versions in environments.environments(path):
                place = self._place()
                environments.copy(source, versions, place)
                if versions == "versions":
                    yield os.path.relpath(source, os.path.dirname(path)), place

    def all(self):
        yield from self.generated()
        yield from self.scenarios()
        yield from self.projects()


def _shorten(place, longest):
    """Leaves the first revisions only: they are a history too. The number of those that are left."""
    try:
        script = runs.ScriptDirectory(os.path.join(place, "alembic"))
        order = [step.revision for step in script._upgrade_revs("heads", ())]
    except Exception:  # whatever a revision's module raises
        return 0
    if isinstance(longest, str):
        longest = [revision.revision for revision in order].index(longest)
    for revision in order[longest:]:
        os.remove(revision.path)
    return len(order[:longest])


def _text(failure):
    return f"{failure.direction} {failure.revision} {failure.sqlstate}" if failure else "passes"


class Tally:
    def __init__(self):
        self.kinds = collections.defaultdict(collections.Counter)
        self.wrong = []
        self.histories = self.false_alarms = 0

    def add(self, name, kind, file, real, said):
        """`real` and `said`: (before, after) of all runs, as texts; said is None without Retort."""
        changes = real[0] != real[1]
        self.kinds[kind]["mutants"] += 1
        self.kinds[kind]["PostgreSQL's verdict changes"] += changes
        if said is None:
            return
        says = said[0] != said[1]
        self.kinds[kind]["agree"] += says == changes
        self.kinds[kind]["the same failure"] += says == changes and (not changes or real[1] == said[1])
        self.false_alarms += says and not changes
        if says != changes:
            self.wrong.append(f"{name} {file}: {kind}\n  PostgreSQL: {real[1]}\n  Retort:     {said[1]}")

    def table(self):
        words = ["mutants", "PostgreSQL's verdict changes", "agree", "the same failure"]
        yield "| Fault | " + " | ".join(words) + " |"
        yield "|---|" + "---:|" * len(words)
        whole = collections.Counter()
        for kind, counts in sorted(self.kinds.items()):
            whole.update(counts)
            yield f"| {kind} | " + " | ".join(str(counts[word]) for word in words) + " |"
        yield "| all | " + " | ".join(str(whole[word]) for word in words) + " |"

    def agreement(self):
        whole = sum(self.kinds.values(), collections.Counter())
        return whole["agree"] / whole["mutants"] if whole["mutants"] else 0.0

    def good(self):
        return not self.false_alarms and self.agreement() >= _AGREE


class Oracle:
    def __init__(self, database, program):
        self.database, self.program, self.tally, self.left_out = database, program, Tally(), collections.Counter()

    def _observe(self, place):
        return runs.observe(self.database, place, dump=False).failures

    def _real(self, place):
        return {steps: _text(failure) for steps, failure in self._observe(place).items()}

    def _valid(self, place):
        """What the runs do, once the history goes up; None when hardly anything of it does."""
        for _ in range(3):
            failures = self._observe(place)
            failure = failures["fresh"] or failures["step"]
            if not failure:
                return {steps: _text(one) for steps, one in failures.items()}
            if _shorten(place, failure.revision) < 2:
                break
        return None

    def _said(self, places):
        if not self.program:
            return [None] * len(places)
        return [{steps: _text(one.failures[steps]) for steps in runs.STEPS} for one in predict(self.program, places)]

    def run(self, name, place, source, each):
        before = self._valid(place)
        if before is None:
            self.left_out["its first revisions fail"] += 1
            return
        made = list(_mutated(place, source, each))
        self.tally.histories += 1
        said = self._said([place] + [copy for copy, _, _ in made])
        if said[0] is not None and said[0] != before:
            self.tally.false_alarms += any(said[0][steps] != "passes" == before[steps] for steps in runs.STEPS)
            self.tally.wrong.append(f"{name} as it is\n  PostgreSQL: {before}\n  Retort:     {said[0]}")
        for (copy, kind, file), after in zip(made, said[1:]):
            real = self._real(copy)
            self.tally.add(name, kind, file, (before, real), after and (said[0], after))
            shutil.rmtree(copy)


def _mutated(place, source, each):
    """(folder, kind, file) of some mutants, of as many kinds as there are."""
    files = glob.glob(os.path.join(place, "alembic", "versions", "**", "*.py"), recursive=True)
    found = []
    for path in sorted(files):
        with open(path, encoding="utf-8") as file:
            found += [(kind, path, text) for kind, text in mutants.mutants(source, file.read())]
    source.shuffle(found)
    seen = collections.Counter()
    ranked = []
    for kind, path, text in found:
        seen[kind] += 1
        ranked.append((seen[kind], kind, path, text))
    for number, (_, kind, path, text) in enumerate(sorted(ranked, key=lambda one: one[0])[:each]):
        copy = f"{place}-{number}"
        shutil.copytree(place, copy)
        with open(os.path.join(copy, os.path.relpath(path, place)), "w", encoding="utf-8") as file:
            file.write(text)
        yield copy, kind, os.path.basename(path)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("predict", nargs="?")
    arguments.add_argument("--only-postgres", action="store_true")
    arguments.add_argument("--projects", nargs="*", default=[])
    arguments.add_argument("--scenarios", nargs="*", default=[])
    arguments.add_argument("--generated", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--each", type=int, default=30, help="mutants of a history")
    arguments.add_argument("--longest", type=int, default=60, help="revisions of a history")
    arguments.add_argument("--docs", help="a page that gets the table")
    arguments.add_argument("--shown", type=int, default=40)
    options = arguments.parse_args()
    source = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder, Postgres() as server, stand_ins.installed():
        database = runs.Database(server, "observed")
        oracle = Oracle(database, None if options.only_postgres else options.predict)
        for name, place in Sources(folder, options).all():
            if _shorten(place, options.longest):
                oracle.run(name, place, source, options.each)
            else:
                oracle.left_out["Alembic cannot read it"] += 1
            shutil.rmtree(place)
        database.close()
    report = [f"{oracle.tally.histories} histories:", "", *oracle.tally.table(), ""]
    left_out = ", ".join(f"{reason} {number}" for reason, number in oracle.left_out.items())
    report += [f"Left out: {left_out}."] if left_out else []
    if not options.only_postgres:
        report.append(f"Agreement: {oracle.tally.agreement():.2%}. False alarms: {oracle.tally.false_alarms}.")
    if options.docs:
        replace_section(options.docs, "Measured: single faults", report)
    print("\n".join(report))
    print("\n".join(oracle.tally.wrong[: options.shown]))
    sys.exit(0 if options.only_postgres or oracle.tally.good() else 1)


main()
