"""Actions on constraints and indexes: each changes the state and returns the step that does the same, or None."""

import names
from build import Step
from model import quote
from source import create_index, drop_index, index_sql


def _plain(history):
    return history.table(lambda one: one.is_plain())


def _distinct(table, unique=True):
    """Columns that a unique constraint may be on."""
    good = names.DISTINCT | {"boolean", "time", "date", "enum"} if not table.rows else names.DISTINCT
    return [one for one in table.columns if one.kind.family in good and (not table.rows or one.distinct or not unique)]


def unique(history):
    source, table = history.source, _plain(history)
    columns = _distinct(table) if table else []
    if not columns:
        return None
    constraint = history.constraint(
        table, "unique", source.sample(columns, min(len(columns), source.randint(1, 2))), unnamed=0.1
    )
    step = Step(history.add_constraint(table, constraint), history.drop_constraint(table, constraint), (table,))
    table.constraints.append(constraint)
    return step


def check(history):
    source, table = history.source, _plain(history)
    columns = [one for one in table.columns if one.kind.family in names.CHECKS and not one.generated] if table else []
    if not columns:
        return None
    column = source.pick(columns)
    if table.rows and column.default and column.default.strip("'") in ("", "0", "x", "new"):
        return None
    constraint = history.constraint(
        table, "check", [column], text=source.pick(names.CHECKS[column.kind.family]), unnamed=0.1
    )
    step = Step(history.add_constraint(table, constraint), history.drop_constraint(table, constraint), (table,))
    table.constraints.append(constraint)
    return step


def _referable(history, table):
    """A column, and the key of another table that it may refer to."""
    for column in history.source.sample(table.columns, len(table.columns)):
        if column.generated or column.kind.of or table.rows and not (column.nullable and column.has_null):
            continue
        for target in history.source.sample(history.state.tables, len(history.state.tables)):
            for key in target.keys():
                if (
                    len(key) == 1
                    and key[0].kind.sql == column.kind.sql
                    and key[0] is not column
                    and not target.children
                ):
                    return column, target, key
    return None


def foreign_key(history):
    table = _plain(history)
    found = _referable(history, table) if table and not table.rows else None
    if not found:
        return None
    column, target, key = found
    constraint = history.foreign_key(table, column, target, key, unnamed=0.1)
    step = Step(history.add_constraint(table, constraint), history.drop_constraint(table, constraint), (table, target))
    table.constraints.append(constraint)
    return step


def not_valid(history):
    """Added NOT VALID; validated at once or by a later revision."""
    source, table = history.source, _plain(history)
    columns = [one for one in table.columns if one.kind.family in ("integer", "numeric")] if table else []
    if not columns:
        return None
    constraint = history.constraint(table, "check", [source.pick(columns)], text="{0} >= -1000", unnamed=0, valid=False)
    up = history.add_constraint(table, constraint)
    down = history.drop_constraint(table, constraint)
    if source.chance(0.4):
        up += "\n" + _validate(history, table, constraint)
    table.constraints.append(constraint)
    return Step(up, down, (table,))


def _validate(history, table, constraint):
    constraint.valid = True
    return history.source.execute(f"ALTER TABLE {table.sql} VALIDATE CONSTRAINT {quote(constraint.name)}")


def validate(history):
    found = [(table, one) for table in history.state.tables for one in table.constraints if not one.valid]
    if not found:
        return None
    table, constraint = history.source.pick(found)
    return Step(_validate(history, table, constraint), "", (table,))


def exclude(history):
    table = _plain(history)
    columns = [one for one in table.columns if one.kind.family == "range" and one.distinct] if table else []
    if not columns:
        return None
    constraint = history.constraint(table, "exclude", [columns[0]], unnamed=0)
    step = Step(history.add_constraint(table, constraint), history.drop_constraint(table, constraint), (table,))
    table.constraints.append(constraint)
    return step


def drop(history):
    state, source = history.state, history.source
    targets = {id(column) for table in state.tables for key in table.constraints for column in key.target_columns}
    found = [
        (table, one)
        for table in state.tables
        if table.is_plain()
        for one in table.constraints
        if one.kind != "primary" and one.valid and not any(id(column) in targets for column in one.columns)
    ]
    found = [(table, one) for table, one in found if not table.rows or one.kind != "foreignkey"]
    if not found:
        return None
    table, constraint = source.pick(found)
    up = history.drop_constraint(table, constraint)
    table.constraints.remove(constraint)
    constraint.written = constraint.name
    return Step(up, history.add_constraint(table, constraint), (table,))


def rekey(history):
    """The primary key is dropped, and another made."""
    state, source = history.state, history.source
    found = [
        table
        for table in state.tables
        if table.is_plain() and table.primary() and not table.rows and not state.references(table)
    ]
    if not found:
        return None
    table = source.pick(found)
    old = table.primary()
    others = [
        one for one in table.columns if not one.nullable and not one.generated and one.kind.family in names.DISTINCT
    ]
    if not others:
        return None
    new = history.constraint(table, "primary", [source.pick(others)], unnamed=0)
    up = [history.drop_constraint(table, old), history.add_constraint(table, new)]
    down = [history.drop_constraint(table, new)]
    old.written = old.name
    down.append(history.add_constraint(table, old))
    table.constraints.remove(old)
    table.constraints.append(new)
    return Step("\n".join(up), "\n".join(down), (table,))


def rename_constraint(history):
    source = history.source
    found = [(table, one) for table in history.state.tables for one in table.constraints if table.is_plain()]
    if not found:
        return None
    table, constraint = source.pick(found)
    before = constraint.name
    constraint.name = constraint.written = history.relation_name(f"{before[:45]}_renamed", table.schema)

    def write(one, to):
        return source.execute(f"ALTER TABLE {table.sql} RENAME CONSTRAINT {quote(one)} TO {quote(to)}")

    return Step(write(before, constraint.name), write(constraint.name, before), (table,))


# ---- Indexes


def _expression_index(history, table, texts):
    return history.index(
        table,
        [history.source.pick(texts)],
        expression=history.source.pick(["lower({0})", "upper({0})", "({0} || 'x')"]),
    )


def _new_index(history, table):
    source = history.source
    family = lambda name: [one for one in table.columns if one.kind.family == name]
    plain = [one for one in table.columns if one.kind.family not in ("json", "array", "jsonb", "range", "composite")]
    texts = [one for one in family("text") if not one.kind.of]
    way = source.randrange(14)
    if way == 0 and family("jsonb"):
        return history.index(table, [source.pick(family("jsonb"))], method="gin")
    if way in (1, 2) and texts:
        return _expression_index(history, table, texts)
    if not plain:
        return None
    if way in (3, 4):
        column = source.pick(plain)
        where = source.pick(["{0} IS NOT NULL", "{0} IS NULL"])
        return history.index(table, [column], where=where, unique=source.chance(0.3) and column.distinct)
    if way == 5 and len(plain) > 1:
        one, other = source.sample(plain, 2)
        return history.index(table, [one], include=[other])
    if way == 6:
        return history.index(table, [source.pick(plain)], method=source.pick(["hash", "btree"]))
    unique = _distinct(table)
    if way in (7, 8, 9) and unique:
        return history.index(table, [source.pick(unique)], unique=True)
    return history.index(table, source.sample(plain, min(len(plain), source.choice([1, 1, 1, 2, 3]))))


def index(history):
    table = history.table(lambda one: not one.partition_of)
    made = _new_index(history, table) if table else None
    if not made or table.partition_key and (made.unique or made.expression):
        return None
    source = history.source
    step = Step(create_index(source, table, made), drop_index(source, table, made), (table,))
    if source.chance(0.05):
        step.up = source.execute(index_sql(made, table, if_absent=True))
    table.indexes.append(made)
    return step


def _autocommit(text):
    return "with op.get_context().autocommit_block():\n" + "\n".join("    " + line for line in text.split("\n"))


def index_concurrently(history):
    source, table = history.source, _plain(history)
    made = _new_index(history, table) if table else None
    if not made:
        return None
    up = _autocommit(create_index(source, table, made, concurrently=True))
    down = drop_index(source, table, made, concurrently=True)
    down = _autocommit(down)
    table.indexes.append(made)
    return Step(up, down, (table,))


def _found_index(history):
    found = [(table, one) for table in history.state.tables for one in table.indexes if table.is_plain()]
    return history.source.pick(found) if found else (None, None)


def drop_one_index(history):
    table, one = _found_index(history)
    if not one:
        return None
    if any(
        key.target is table and one.unique and key.target_columns == one.columns
        for _, key in history.state.references(table)
    ):
        return None
    step = Step(drop_index(history.source, table, one), create_index(history.source, table, one), (table,))
    table.indexes.remove(one)
    return step


def rename_index(history):
    table, one = _found_index(history)
    if not one:
        return None
    source, before = history.source, one.name
    one.name = history.relation_name(f"{before[:45]}_renamed", table.schema)
    prefix = f"{quote(table.schema)}." if table.schema else ""

    def write(old, new):
        return source.execute(f"ALTER INDEX {prefix}{quote(old)} RENAME TO {quote(new)}")

    return Step(write(before, one.name), write(one.name, before), (table,))


def constraint_from_index(history):
    source, table = history.source, _plain(history)
    columns = _distinct(table) if table else []
    if not columns:
        return None
    column = source.pick(columns)
    made = history.index(table, [column], unique=True)
    constraint = history.constraint(table, "unique", [column], unnamed=0)
    constraint.name = constraint.written = source.pick([made.name, constraint.name])
    using = f"ALTER TABLE {table.sql} ADD CONSTRAINT {quote(constraint.name)} UNIQUE USING INDEX {quote(made.name)}"
    up = create_index(source, table, made, by_sql=False) + "\n" + source.execute(using)
    step = Step(up, history.drop_constraint(table, constraint), (table,))
    table.constraints.append(constraint)
    return step


ACTIONS = [(unique, 4), (check, 2.5), (foreign_key, 3), (not_valid, 1.5), (validate, 2), (exclude, 0.7), (drop, 2.5)]
ACTIONS += [(rekey, 0.6), (rename_constraint, 0.8), (index, 11), (index_concurrently, 1.5), (drop_one_index, 2)]
ACTIONS += [(rename_index, 0.8), (constraint_from_index, 0.6)]
