"""Steps that PostgreSQL refuses, mostly: what a random history does wrong on purpose.

    wrong_steps.make(history, wrong_steps.choose(source))

Each is a function of the history: its text, or (text, text of the next revision, text of the downgrade). It raises one
of _NOT_HERE when the state has nothing of the kind.
"""

import wrong_enums
import wrong_names
import wrong_uses
import wrong_values
from build import Step

_NOT_HERE = (AttributeError, IndexError, ValueError)
# What stands here twice is as frequent.
_WRONG = [
    wrong_names.table_again,
    wrong_names.column_again,
    wrong_names.index_again,
    wrong_names.index_named_as_table,
    wrong_names.constraint_again,
    wrong_names.second_primary_key,
    wrong_names.missing_table,
    wrong_names.missing_table,
    wrong_names.missing_column,
    wrong_names.missing_column,
    wrong_names.missing_index,
    wrong_names.missing_constraint,
    wrong_names.missing_schema,
    wrong_names.missing_type,
    wrong_names.missing_type,
    wrong_names.missing_function,
    wrong_names.object_again,
    wrong_names.object_again,
    wrong_names.rename_to_taken,
    wrong_enums.enum_again,
    wrong_enums.enum_again,
    wrong_enums.enum_created_by_both,
    wrong_enums.enum_in_two_tables,
    wrong_enums.enum_forgotten_but_remembered,
    wrong_enums.enum_left_behind,
    wrong_enums.enum_dropped_in_use,
    wrong_enums.enum_value_at_once,
    wrong_enums.enum_value_at_once,
    wrong_enums.enum_label_missing,
    wrong_values.bad_cast,
    wrong_values.bad_cast,
    wrong_values.bad_default,
    wrong_values.bad_default,
    wrong_values.default_in_the_way,
    wrong_values.not_null_with_rows,
    wrong_values.not_null_with_rows,
    wrong_values.insert_wrongly,
    wrong_values.twice_the_same_row,
    wrong_values.unique_over_rows,
    wrong_values.check_over_rows,
    wrong_values.reference_over_rows,
    wrong_uses.reference_to_not_unique,
    wrong_uses.reference_of_other_type,
    wrong_uses.drop_in_use,
    wrong_uses.drop_in_use,
    wrong_uses.cascade,
    wrong_uses.used_column,
    wrong_uses.wrong_kind,
    wrong_uses.wrong_kind,
    wrong_uses.concurrently_inside,
    wrong_uses.not_possible,
    wrong_uses.not_possible,
    wrong_uses.not_possible,
    wrong_uses.primary_key_nullable,
    wrong_uses.search_path,
]


def choose(source):
    return source.pick(_WRONG)


def make(history, wrong):
    """(Step, Step of a later revision or None); None when it cannot be made in this state."""
    try:
        made = wrong(history)
    except _NOT_HERE:
        return None
    up, later, down = (*made, None, None)[:3] if isinstance(made, tuple) else (made, None, None)
    words = wrong.__name__.replace("_", " ")
    return Step(up, down or "", (), words), Step(later, "", (), words) if later else None
