"""Random naming conventions, as env.py's target_metadata has them; the same seed gives the same convention.

    random_conventions.generate(seed=1)  # {"pk": "pk_%(table_name)s", ...}
"""

import random

_NAMES = {
    "ix": ["ix_%(column_0_label)s", "ix_%(table_name)s_%(column_0_N_name)s", "%(table_name)s_%(column_0_name)s_idx"],
    "uq": ["uq_%(table_name)s_%(column_0_name)s", "uq_%(table_name)s_%(column_0_N_name)s", "uq_%(column_0N_name)s"],
    "ck": ["ck_%(table_name)s_%(constraint_name)s", "%(constraint_name)s_check"],
    "fk": [
        "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "fk_%(table_name)s_%(column_0_N_name)s_%(referred_column_0_name)s",
        "fk_%(column_0_key)s",
    ],
    "pk": ["pk_%(table_name)s", "%(table_name)s_pkey"],
}


def generate(seed):
    choice = random.Random(seed)
    return {kind: choice.choice(names) for kind, names in _NAMES.items() if choice.random() < 0.8}
