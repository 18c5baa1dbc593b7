"""Makes an example of a disagreement small: what can be taken away while it stays the same is taken away.

    shrunk(revisions, lambda candidate: "missed 42P07" in groups_of(candidate))
"""

import dataclasses

from faults import statements


def _pieces(revision):
    return statements(revision.upgrade), statements(revision.downgrade)


def _with(revision, ups, downs):
    return dataclasses.replace(revision, upgrade="\n".join(ups), downgrade="\n".join(downs))


def _whole(revisions):
    """Ways to empty one revision, the last first. Identifiers and parents stay."""
    for number in reversed(range(len(revisions))):
        yield number, lambda revision: _with(revision, [], [])


def _parts(revisions):
    """Ways to take one statement away, the last first, so that what is left keeps its place."""
    for number in reversed(range(len(revisions))):
        ups, downs = _pieces(revisions[number])
        for place in reversed(range(len(downs))):
            yield number, lambda revision, place=place: _with(
                revision, _pieces(revision)[0], _without(_pieces(revision)[1], place)
            )
        for place in reversed(range(len(ups))):
            yield number, lambda revision, place=place: _with(
                revision, _without(_pieces(revision)[0], place), _pieces(revision)[1]
            )


def _without(pieces, place):
    return pieces[:place] + pieces[place + 1 :]


def _empty(revision):
    return not (revision.upgrade or revision.downgrade)


def shrunk(revisions, is_same, budget=60):
    """A smaller history; `is_same` is called at most `budget` times."""
    for ways in (_whole, _parts):
        for number, change in list(ways(revisions)):
            if budget <= 0:
                break
            if _empty(revisions[number]):
                continue
            candidate = [*revisions[:number], change(revisions[number]), *revisions[number + 1 :]]
            budget -= 1
            if is_same(candidate):
                revisions = candidate
    linear = all(revision.parents is None for revision in revisions)
    return [revision for revision in revisions if not _empty(revision)] if linear else revisions
