"""Random histories, as people and autogenerate write them; the same seed gives the same history.

    random_histories.generate(seed=1, wrong=0.4)  # History: .revisions to write, .faults that were put in
"""

import dataclasses

import actions_columns
import actions_constraints
import actions_objects
import actions_rows
import actions_tables
import actions_types
import faults
import wrong_steps
from build import History
from model import Table
from project import Revision

_PARTS = [actions_tables, actions_columns, actions_constraints, actions_types, actions_objects, actions_rows]
_ACTIONS = [action for part in _PARTS for action in part.ACTIONS]
_CHOICES, _WEIGHTS = zip(*_ACTIONS)


@dataclasses.dataclass
class Draft:
    """A revision in the making."""

    id: str
    steps: list
    parents: tuple = None


@dataclasses.dataclass
class RandomHistory:
    seed: int
    revisions: list
    faults: list  # what was done wrong, in words; empty: PostgreSQL must take it


def _also_touched(touched):
    """The schemas, types and tables that these need."""
    found = [one.schema for one in touched if not isinstance(one, str) and one.schema]
    for table in touched:
        if isinstance(table, Table):
            found += [column.kind.of for column in table.columns if column.kind.of]
            found += [key.target for key in table.constraints if key.target]
    return tuple(found)


def _step(history, first):
    if first:
        return actions_tables.create(history)
    for _ in range(20):
        action = history.source.choices(_CHOICES, _WEIGHTS)[0]
        step = action(history)
        if step:
            step.touches += _also_touched(step.touches)
            step.what = f"{action.__module__.removeprefix('actions_')}.{action.__name__}"
            return step
    return None


def _wrong(history, wanted, last, said):
    """[step, step of the next revision or None] once the state has what it takes; at the end any other will do."""
    for wrong in [wanted] + [wrong_steps.choose(history.source) for _ in range(20 if last else 0)]:
        made = wrong_steps.make(history, wrong)
        if made:
            said.append(made[0].what)
            return list(made)
    return []


def _drafts(history, count, wrong_at, said):
    """`wrong_at`: the first revision in which something may be wrong."""
    source, drafts, later = history.source, [], None
    wanted = wrong_steps.choose(source)
    for number in range(count):
        history.fresh_enums = set()
        places = range(source.choice([1, 1, 1, 2, 2, 3, 4]))
        steps = [_step(history, number == 0 and place == 0) for place in places]
        steps = [step for step in [*steps, later] if step]
        later = None
        if wrong_at is not None and number >= wrong_at and not said:
            wrong = _wrong(history, wanted, number + 1 == count, said)
            steps += wrong[:1]
            later = wrong[1] if wrong else None
        drafts.append(Draft(f"{number + 1:04}", steps))
    if later:
        drafts.append(Draft(f"{count + 1:04}", [later]))
    return drafts


def _touched(draft):
    return {id(one) if not isinstance(one, str) else one for step in draft.steps for one in step.touches}


def _branch(source, drafts):
    """Two neighbours that have nothing to do with each other become siblings, and a merge follows."""
    for number in range(1, len(drafts) - 1):
        one, other = drafts[number], drafts[number + 1]
        if one.parents is None and other.parents is None and not _touched(one) & _touched(other) and source.chance(0.7):
            parent = (drafts[number - 1].id,)
            one.parents, other.parents = parent, parent
            drafts.insert(number + 2, Draft(f"{one.id}m", [], (one.id, other.id)))
            return


def _joined(texts):
    return "\n".join(text for text in texts if text)


def _revision(draft):
    up, down = [step.up for step in draft.steps], [step.down for step in reversed(draft.steps)]
    return Revision(draft.id, _joined(up), _joined(down), parents=draft.parents)


def generate(seed, wrong=0.4):
    history, said = History(seed), []
    source = history.source
    count = source.choice([1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 12, 15])
    is_wrong = source.chance(wrong)
    by_step = is_wrong and source.chance(0.6)
    wrong_at = source.randrange(count // 2, count) if by_step else None
    drafts = _drafts(history, count, wrong_at, said)
    if is_wrong and not said:
        for _ in range(source.choice([1, 1, 1, 2])):
            said += faults.put_in(source, drafts)
    elif not is_wrong and count > 3 and source.chance(0.12):
        _branch(source, drafts)
    return RandomHistory(seed, [_revision(draft) for draft in drafts], said)
