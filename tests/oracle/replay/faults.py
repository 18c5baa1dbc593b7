"""Faults in what a random history says and does not say: a step lost, doubled, moved or undone wrongly.

    faults.put_in(source, drafts)  # ["a step is lost"]; the drafts are changed
"""

import dataclasses
import re


def _places(drafts):
    return [(draft, number) for draft in drafts for number in range(len(draft.steps))]


def _lose_step(source, drafts, places):
    draft, number = source.pick(places)
    del draft.steps[number]


def _repeat_step(source, drafts, places):
    draft, number = source.pick(places)
    source.pick(drafts[drafts.index(draft) :]).steps.append(dataclasses.replace(draft.steps[number]))


def _swap_steps(source, drafts, places):
    draft = source.pick([draft for draft in drafts if len(draft.steps) > 1] or [None])
    if not draft:
        return False
    number = source.randrange(len(draft.steps) - 1)
    draft.steps[number], draft.steps[number + 1] = draft.steps[number + 1], draft.steps[number]
    return True


def _swap_revisions(source, drafts, places):
    if len(drafts) < 2:
        return False
    number = source.randrange(len(drafts) - 1)
    drafts[number].steps, drafts[number + 1].steps = drafts[number + 1].steps, drafts[number].steps
    return True


def _lose_downgrade(source, drafts, places):
    draft, number = source.pick(places)
    draft.steps[number].down = ""


def _lose_downgrade_line(source, drafts, places):
    found = [(draft, number) for draft, number in places if len(statements(draft.steps[number].down)) > 1]
    if not found:
        return False
    draft, number = source.pick(found)
    lines = statements(draft.steps[number].down)
    del lines[source.randrange(len(lines))]
    draft.steps[number].down = "\n".join(lines)
    return True


def _swap_downgrade_lines(source, drafts, places):
    found = [(draft, number) for draft, number in places if len(statements(draft.steps[number].down)) > 1]
    if not found:
        return False
    draft, number = source.pick(found)
    draft.steps[number].down = "\n".join(reversed(statements(draft.steps[number].down)))
    return True


def _swap_downgrade_steps(source, drafts, places):
    """Undone in the order in which it was done."""
    draft = source.pick([draft for draft in drafts if len(draft.steps) > 1] or [None])
    if not draft:
        return False
    downs = [step.down for step in draft.steps]
    for step, down in zip(draft.steps, reversed(downs)):
        step.down = down
    return True


def _raise_in_downgrade(source, drafts, places):
    draft, number = source.pick(places)
    draft.steps[number].down = source.pick(
        ['raise NotImplementedError("no way back")', 'raise RuntimeError("irreversible")', "raise Exception()"]
    )


def _repeat_downgrade(source, drafts, places):
    draft, number = source.pick(places)
    draft.steps[number].down += "\n" + draft.steps[number].down


def _wrong_name(source, drafts, places):
    """One mention of a name, in an upgrade or a downgrade, is spelt otherwise."""
    draft, number = source.pick(places)
    step = draft.steps[number]
    direction = source.pick(["up", "down"])
    text = getattr(step, direction)
    found = list(re.finditer(r"""(?<=["'])[a-z_]{4,40}(?=["'])""", text))
    if not found:
        return False
    match = source.pick(found)
    setattr(step, direction, text[: match.start()] + match[0] + "x" + text[match.end() :])
    return True


def _downgrade_as_upgrade(source, drafts, places):
    draft, number = source.pick(places)
    draft.steps[number].down = draft.steps[number].up


def _undo_at_once(source, drafts, places):
    """The step is undone in the upgrade too, so that what follows misses it."""
    draft, number = source.pick(places)
    draft.steps[number].up += "\n" + draft.steps[number].down


def _lose_revision(source, drafts, places):
    source.pick(drafts).steps.clear()


def _lose_upgrade_line(source, drafts, places):
    found = [(draft, number) for draft, number in places if len(statements(draft.steps[number].up)) > 1]
    if not found:
        return False
    draft, number = source.pick(found)
    lines = statements(draft.steps[number].up)
    del lines[source.randrange(len(lines))]
    draft.steps[number].up = "\n".join(lines)
    return True


def statements(text):
    """The statements of a Python text, each with the lines that belong to it."""
    found, quoted = [], False
    for line in text.split("\n"):
        if found and (quoted or line.startswith((" ", ")", "]"))):
            found[-1] += "\n" + line
        else:
            found.append(line)
        if line.count('"""') % 2:
            quoted = not quoted
    return [line for line in found if line]


_FAULTS = {
    "a step is lost": (_lose_step, 4),
    "a step is done again": (_repeat_step, 4),
    "two steps are swapped": (_swap_steps, 2),
    "two revisions are swapped": (_swap_revisions, 3),
    "a downgrade is lost": (_lose_downgrade, 3),
    "a line of a downgrade is lost": (_lose_downgrade_line, 3),
    "the lines of a downgrade are reversed": (_swap_downgrade_lines, 2),
    "the downgrades of a revision are reversed": (_swap_downgrade_steps, 2),
    "a downgrade raises": (_raise_in_downgrade, 0.5),
    "a downgrade is done twice": (_repeat_downgrade, 1.5),
    "a name is misspelt": (_wrong_name, 4),
    "a downgrade repeats the upgrade": (_downgrade_as_upgrade, 1.5),
    "a step is undone at once": (_undo_at_once, 1),
    "a revision is emptied": (_lose_revision, 2),
    "a line of an upgrade is lost": (_lose_upgrade_line, 2),
}


def put_in(source, drafts):
    """One fault. Empty: it could not be made here."""
    places = _places(drafts)
    if not places:
        return []
    words = source.choices(list(_FAULTS), [weight for _, weight in _FAULTS.values()])[0]
    return [] if _FAULTS[words][0](source, drafts, places) is False else [words]
