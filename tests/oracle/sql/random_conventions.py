"""Random naming conventions, as env.py's target_metadata has them; the same seed gives the same convention.

    random_conventions.generate(seed=1)  # {"pk": "pk_%(table_name)s", ...}
"""

import random

# %(referred_column_0_name)s fails wherever the other table is no part of the revision's own MetaData: nearly always.
_NAMES = {
    "uq": ["uq_%(table_name)s_%(column_0_name)s", "uq_%(table_name)s_%(column_0_N_name)s", "uq_%(column_0N_name)s"],
    "ck": ["ck_%(table_name)s_%(constraint_name)s", "%(constraint_name)s_check"],
    "fk": [
        "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "fk_%(column_0_N_name)s_%(referred_table_name)s",
        "fk_%(column_0_key)s",
    ],
    "pk": ["pk_%(table_name)s", "%(table_name)s_pkey"],
}


def generate(seed):
    choice = random.Random(seed)
    names = {kind: choice.choice(names) for kind, names in _NAMES.items() if choice.random() < 0.8}
    return {"ix": "ix_%(column_0_label)s", **names}  # without one for indexes, SQLAlchemy fails to name any


def has_known_names(revision):
    """The name of an index of expressions is not known, nor what a batch has sent when a name of it is refused."""
    text = revision.upgrade + revision.downgrade
    return "create_index(None" not in text and not ("batch_alter_table" in text and "heck" in text)
