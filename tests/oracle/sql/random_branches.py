"""Random histories with branches, merges, labels and dependencies, and hardly anything in their revisions.

    random_branches.generate(seed=1)  # [Revision, ...]; parents come first, and there is one head
"""

import random

from project import Revision


def _merged(parents, source):
    """As Alembic's own command would have it: no parent is an ancestor of another."""
    return tuple(sorted(parents, key=lambda _: source.random()))


def generate(seed):
    source = random.Random(seed)
    revisions, heads = [], []
    for number in range(source.randint(4, 14)):
        name = f"branches.{seed}_{number}"
        if not revisions or source.random() < 0.1:
            parents = ()  # one more base
        elif len(heads) > 1 and source.random() < 0.3:
            parents = _merged(source.sample(heads, 2), source)
        elif source.random() < 0.35:
            parents = (source.choice(revisions).id,)  # a branch
        else:
            parents = (source.choice(heads),)
        revision = Revision(name, f"op.drop_table('t{number}')", f"op.rename_table('x', 't{number}')", parents=parents)
        # Alembic fails on its version table when a merge follows a dependency on a head.
        others = [earlier.id for earlier in revisions if earlier.id not in (*heads, *parents)]
        if others and len(parents) == 1 and source.random() < 0.25:
            revision.depends_on = (source.choice(others),)
        if source.random() < 0.2:
            revision.branch_labels = (f"label_{number}",)
        heads = [head for head in heads if head not in parents] + [name]
        revisions.append(revision)
    if len(heads) > 1:
        revisions.append(Revision(f"branches.{seed}_end", "", parents=_merged(heads, source)))
    return revisions
