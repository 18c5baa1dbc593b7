"""Actions on rows: each changes the state and returns the step that does the same, or None when it cannot."""

import names
from build import Step
from model import quote
from source import in_schema


def _insertable(history):
    """Tables all of whose columns can get a value."""
    at_once = lambda one: not any(
        "deferrable" in key.options for key in one.constraints + [key for _, key in history.state.references(one)]
    )
    return history.table(lambda one: one.is_plain(), at_once, lambda one: all(map(_can_fill(one), one.columns)))


def _can_fill(table):
    refers = [key.columns[0] for key in table.constraints if key.kind == "foreignkey"]

    def can(column):
        if column in refers and (column.default or not column.nullable):
            return False
        return column.nullable or column.default or column.serial or column.identity or _value(column, 1) is not None

    return can


def _value(column, number):
    if column.kind.family == "enum":
        labels = [label for label in column.kind.of.labels if label not in column.kind.of.added]
        return "'" + labels[0].replace("'", "''") + "'" if labels else None
    make = names.VALUES.get(column.kind.family)
    return make(number) if make else None


def _python(value):
    if value.startswith("'"):
        return repr(value[1:-1].replace("''", "'"))
    return {"true": "True"}.get(value, value)


def _filled(history, table):
    """The columns that get values, and those that are left out."""
    refers = [key.columns[0] for key in table.constraints if key.kind == "foreignkey"]
    checked = [column for one in table.constraints if one.kind in ("unique", "primary") for column in one.columns]
    checked += [column for index in table.indexes if index.unique for column in index.columns]
    filled, left = [], []
    for column in table.columns:
        automatic = column.serial or column.identity or column.generated
        needed = not column.nullable and not column.default
        wanted = not automatic and column not in refers and _value(column, 1) is not None
        chosen = wanted and (needed or column in checked or history.source.chance(0.6))
        (filled if chosen else left).append(column)
    return filled, left


def insert(history):
    source, table = history.source, _insertable(history)
    if not table:
        return None
    filled, left = _filled(history, table)
    if not filled or table.rows and any(one.default and one in left for one in _unique_columns(table)):
        return None
    numbers = [history.count() for _ in range(source.randint(1, 2))]
    if not all(column.kind.family in names.DISTINCT for column in _unique_columns(table) if column in filled):
        return None
    rows = [[_value(column, number) for column in filled] for number in numbers]
    simple = all(column.kind.family in ("integer", "text", "boolean") for column in filled)
    if simple and source.chance(0.5):
        up = _bulk_insert(table, filled, rows, source)
    else:
        columns = ", ".join(quote(column.name) for column in filled)
        values = ", ".join(f"({', '.join(row)})" for row in rows)
        up = source.execute(f"INSERT INTO {table.sql} ({columns}) VALUES {values}".replace(":00", "\\:00"))
    table.rows += len(numbers)
    for column in left:
        column.has_null = column.has_null or not (
            column.default or column.serial or column.identity or column.generated
        )
        column.distinct = column.distinct and (bool(column.serial or column.identity) or not column.default)
    for column in filled:
        column.distinct = column.distinct and column.kind.family in names.DISTINCT
    for column in table.columns:
        if column.generated:
            column.has_null = True
    return Step(up, source.execute(f"DELETE FROM {table.sql}"), (table,), "rows")


def _unique_columns(table):
    keys = [one for one in table.constraints if one.kind in ("unique", "primary", "exclude")]
    return [column for one in [*keys, *[index for index in table.indexes if index.unique]] for column in one.columns]


def _bulk_insert(table, filled, rows, source):
    columns = ", ".join(f"sa.column({column.name!r}, {column.kind.python})" for column in filled)
    dicts = [
        "{" + ", ".join(f"{column.name!r}: {_python(value)}" for column, value in zip(filled, row)) + "}"
        for row in rows
    ]
    inner = ",\n        ".join(dicts)
    return f"op.bulk_insert(\n    sa.table({table.name!r}, {columns}{in_schema(table)}),\n    [\n        {inner},\n    ],\n)"


def update(history):
    """Fills a column, so that NOT NULL may follow."""
    found = [
        (table, column)
        for table in history.state.tables
        if table.rows and table.is_plain()
        for column in table.columns
        if column.has_null
        and not column.generated
        and _value(column, 1) is not None
        and column not in _unique_columns(table)
        and not any(key.kind == "foreignkey" and column in key.columns for key in table.constraints)
    ]
    if not found:
        return None
    source = history.source
    table, column = source.pick(found)
    value = _value(column, 1)
    up = f"UPDATE {table.sql} SET {quote(column.name)} = {value} WHERE {quote(column.name)} IS NULL"
    column.has_null, column.distinct = False, False
    for other in table.columns:
        if other.generated:
            other.distinct = False
    return Step(source.execute(up.replace(":00", "\\:00")), "", (table,))


def delete(history):
    table = history.table(lambda one: one.rows > 0)
    if not table or history.state.references(table):
        return None
    verb = history.source.pick(["DELETE FROM", "TRUNCATE", "TRUNCATE TABLE"])
    table.rows = 0
    for column in table.columns:
        column.has_null, column.distinct = False, True
    return Step(history.source.execute(f"{verb} {table.sql}"), "", (table,))


ACTIONS = [(insert, 5), (update, 2), (delete, 1)]
