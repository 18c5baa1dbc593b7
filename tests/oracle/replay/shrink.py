"""Makes an example of a disagreement small: what can be taken away while it stays the same is taken away.

    shrunk(revisions, lambda candidate: "missed 42P07" in groups_of(candidate))
"""

import dataclasses

from faults import statements


def _pieces(revision):
    return statements(revision.upgrade), statements(revision.downgrade)


def _with(revision, ups, downs):
    return dataclasses.replace(revision, upgrade="\n".join(ups), downgrade="\n".join(downs))


def _smaller(revisions):
    """Candidates: without one revision's content, then without one statement. Identifiers and parents stay."""
    for number, revision in enumerate(revisions):
        if revision.upgrade or revision.downgrade:
            yield [*revisions[:number], _with(revision, [], []), *revisions[number + 1 :]]
    for number, revision in enumerate(revisions):
        ups, downs = _pieces(revision)
        for place in range(len(ups)):
            yield [
                *revisions[:number],
                _with(revision, ups[:place] + ups[place + 1 :], downs),
                *revisions[number + 1 :],
            ]
        for place in range(len(downs)):
            yield [
                *revisions[:number],
                _with(revision, ups, downs[:place] + downs[place + 1 :]),
                *revisions[number + 1 :],
            ]


def _empty(revision):
    return not (revision.upgrade or revision.downgrade)


def shrunk(revisions, is_same, budget=80):
    """The smallest history that was found; `is_same` is called at most `budget` times."""
    changed = True
    while changed and budget > 0:
        changed = False
        for candidate in _smaller(revisions):
            budget -= 1
            if is_same(candidate):
                revisions, changed = candidate, True
                break
            if budget <= 0:
                break
    linear = all(revision.parents is None for revision in revisions)
    return [revision for revision in revisions if not _empty(revision)] if linear else revisions
