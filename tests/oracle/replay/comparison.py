"""Compares what Retort says of a history with what PostgreSQL does, and counts.

    score = Score(); score.add(history, observed, prediction, predicted_schema); print(score)

Of a failure Retort must say the revision, the direction and the SQLSTATE. Saying that one comes where none comes yet is
a false alarm, whatever comes later; being uncertain is no alarm, and finds nothing.
"""

import collections
import dataclasses
import re

from runs import STEPS

AGREE, FOUND, FALSE, MISSED, OTHER, UNSURE = "passes", "found", "false alarm", "missed", "other SQLSTATE", "uncertain"


@dataclasses.dataclass
class Disagreement:
    group: str
    seed: object
    size: int
    lines: list


def _place(order, steps, failures, failure):
    """When in a run a failure comes: the phase, then the place in it."""
    if failure is None:
        return (3, 0)
    if failure.revision not in order:
        return (0, -1)
    place = order.index(failure.revision)
    if failure.direction == "downgrade":
        return (1, -place)
    return (2 if steps == "cycle" and failures["step"] is None else 0, place)


def verdict(order, steps, observed, prediction):
    """Which of the words above a run deserves."""
    actual, said = observed.failures[steps], prediction.failures[steps]
    if said is None:
        if prediction.uncertain[steps]:
            return UNSURE
        return AGREE if actual is None else MISSED
    when = _place(order, steps, observed.failures, actual)
    when_said = _place(order, steps, prediction.failures, said)
    if when_said != when:
        return FALSE if when_said < when else MISSED
    return FOUND if said.sqlstate == actual.sqlstate else OTHER


def compare_schemas(wanted, found):
    """(kind, identity, word, lines) for all objects; the word is equal, different, missing or superfluous."""
    for key in sorted({**wanted, **found}):
        if key not in found:
            yield (*key, "missing", [f"PostgreSQL has it: {wanted[key]}"])
        elif key not in wanted:
            yield (*key, "superfluous", [f"only Retort has it: {found[key]}"])
        elif wanted[key] == found[key]:
            yield (*key, "equal", [])
        else:
            names = [name for name in wanted[key] if wanted[key][name] != found[key].get(name)]
            yield (
                *key,
                "different",
                [f"{name}: PostgreSQL {wanted[key][name]!r}, Retort {found[key].get(name)!r}" for name in names],
            )


def _pattern(text):
    """A message without its names and numbers."""
    return re.sub(r"\d+", "0", re.sub(r'"[^"]*"', '"..."', text or ""))


class Score:
    def __init__(self):
        self.runs = collections.Counter()  # (steps, SQLSTATE, verdict)
        self.objects = collections.Counter()  # (kind, word)
        self.messages = collections.Counter()  # whether the message is the same, of those that are found
        self.not_compared = collections.Counter()  # schemas, by the reason
        self.disagreements = []

    # ---- Counting

    def add(self, seed, size, order, observed, prediction, predicted_schema):
        """`predicted_schema`: a dump, or a text that says why there is none."""
        for steps in STEPS:
            self._add_run(seed, size, order, steps, observed, prediction)
        step = verdict(order, "step", observed, prediction)
        if step not in (AGREE, FOUND, OTHER):
            self.not_compared[step] += 1
        elif isinstance(predicted_schema, str):
            self.not_compared["the predicted schema cannot be loaded"] += 1
            self.objects["(schema)", "different"] += 1
            self._disagree(
                f"schema: cannot be loaded: {_pattern(predicted_schema.partition(' (near')[0])}",
                seed,
                size,
                [predicted_schema],
            )
        else:
            self._add_objects(seed, size, observed.schema, predicted_schema)

    def _add_run(self, seed, size, order, steps, observed, prediction):
        actual, said = observed.failures[steps], prediction.failures[steps]
        word = verdict(order, steps, observed, prediction)
        state = said if word == FALSE else actual or said
        self.runs[steps, str(state.sqlstate) if state else "", word] += 1
        if word == FOUND:
            same = actual.message == said.message or actual.sqlstate is None
            self.messages[same] += 1
            if not same:
                lines = [f"PostgreSQL: {actual.message}", f"Retort:     {said.message}"]
                self._disagree(f"message {actual.sqlstate}: {_pattern(actual.message)}", seed, size, lines)
        elif word != AGREE:
            lines = [f"PostgreSQL: {actual}", f"Retort:     {said}", f"uncertain:  {prediction.uncertain[steps]}"]
            about = said if word == FALSE else actual or said
            reason = _pattern(about.message) if about else _pattern(prediction.uncertain[steps])
            state = about.sqlstate if about else "passes"
            self._disagree(f"{word} {state}: {reason}", seed, size, [steps, *lines])

    def _add_objects(self, seed, size, wanted, found):
        for kind, identity, word, lines in compare_schemas(wanted, found):
            self.objects[kind, word] += 1
            if word != "equal":
                what = ", ".join(line.split(":")[0] for line in lines) if word == "different" else ""
                self._disagree(f"object {kind} {word} {what}".strip(), seed, size, [identity, *lines])

    def _disagree(self, group, seed, size, lines):
        self.disagreements.append(Disagreement(group, seed, size, lines))

    # ---- Shares

    def _sum(self, *words):
        return sum(number for (_, _, word), number in self.runs.items() if word in words)

    @property
    def false_alarms(self):
        return self._sum(FALSE)

    @property
    def found(self):
        """The share of failures."""
        failures = sum(
            number for (_, state, word), number in self.runs.items() if state and word in (FOUND, MISSED, OTHER, UNSURE)
        )
        return self._sum(FOUND) / failures if failures else 1.0

    @property
    def equal(self):
        """The share of objects."""
        whole = sum(self.objects.values())
        return sum(number for (_, word), number in self.objects.items() if word == "equal") / whole if whole else 1.0

    # ---- Reports

    def tables(self):
        """Markdown."""
        yield from _table(
            self.runs, "SQLSTATE", [FOUND, OTHER, MISSED, UNSURE, FALSE, AGREE], lambda key: (key[1], key[2])
        )
        yield ""
        yield from _table(self.runs, "Run", [FOUND, OTHER, MISSED, UNSURE, FALSE, AGREE], lambda key: (key[0], key[2]))
        yield ""
        yield from _table(self.objects, "Object", ["equal", "different", "missing", "superfluous"], lambda key: key)
        yield ""
        yield f"Failures found: {self.found:.2%}. False alarms: {self.false_alarms}. Objects equal: {self.equal:.2%}."
        if self.messages:
            yield f"Same message: {self.messages[True]} of {sum(self.messages.values())}."
        if self.not_compared:
            reasons = ", ".join(f"{reason} {number}" for reason, number in self.not_compared.most_common())
            yield f"Schemas not compared: {reasons}."

    def groups(self):
        """Of each kind of disagreement: how often, and the shortest example; the worst first, then the most frequent."""
        grouped = collections.defaultdict(list)
        for disagreement in self.disagreements:
            grouped[disagreement.group].append(disagreement)
        for group, members in sorted(grouped.items(), key=lambda item: (_rank(item[0]), -len(item[1]))):
            yield group, len(members), min(members, key=lambda member: member.size)


def _rank(group):
    order = [FALSE, MISSED, OTHER, "schema", "object", UNSURE, "message"]
    return next(place for place, word in enumerate(order) if group.startswith(word))


def _table(counts, title, words, key_of):
    rows = collections.defaultdict(collections.Counter)
    for key, number in counts.items():
        name, word = key_of(key)
        rows[name or "(none)"][word] += number
    words = [word for word in words if any(row[word] for row in rows.values())]
    yield f"| {title} | " + " | ".join(words) + " |"
    yield "|---|" + "---:|" * len(words)
    for name, row in sorted(rows.items()):
        yield f"| {name} | " + " | ".join(str(row[word]) for word in words) + " |"
    if len(rows) > 1:
        yield "| all | " + " | ".join(str(sum(row[word] for row in rows.values())) for word in words) + " |"
