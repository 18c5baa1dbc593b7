"""Actions on columns: each changes the state and returns the step that does the same, or None when it cannot."""

import names
from build import Step
from model import Column, literal, quote
from source import call, column_python, column_sql, constraint_sql, create_index, in_schema, kind_python


def _target(history):
    """A table that may get a column."""
    return history.table(lambda one: not one.partition_of and not one.parent)


def _free(history, table, column):
    """Nothing else is about the column."""
    state = history.state
    owned = any(one.owner and one.owner[1] is column for one in state.sequences)
    used = any(column in key.target_columns for _, key in state.references(table))
    generated = any(other.generated and quote(column.name) in other.generated for other in table.columns)
    policy = any(policy[1] is column for policy in table.policies)
    return not (
        table.about(column) or used or owned or generated or policy or state.in_view(column) or column.inherited
    )


def _pick(history, *conditions, free=True):
    """A table and a column that may be changed."""
    found = [
        (table, column)
        for table in history.state.tables
        if not table.partition_of and not table.parent and not table.children and not table.partition_key
        for column in table.columns
        if (not free or _free(history, table, column)) and all(condition(table, column) for condition in conditions)
    ]
    return history.source.pick(found) if found else None


def _plain(table, column):
    return not (column.serial or column.identity or column.generated)


def _drop(history, table, column):
    source = history.source
    if source.chance(0.2):
        exists = "IF EXISTS " if source.chance(0.3) else ""
        return source.execute(f"ALTER TABLE {table.sql} DROP COLUMN {exists}{quote(column.name)}")
    return call(source, table, "drop_column", after=source.text(column.name))


def _add(history, table, column):
    source = history.source
    of = column.kind.of
    by_sql = source.chance(0.15) or of is not None and not hasattr(of, "labels")
    if by_sql and not column.comment:
        exists = "IF NOT EXISTS " if source.chance(0.2) else ""
        return source.execute(f"ALTER TABLE {table.sql} ADD COLUMN {exists}{column_sql(column)}")
    return call(source, table, "add_column", after=column_python(source, column))


def add(history):
    table = _target(history)
    if not table:
        return None
    column = history.column(table, filled=table.rows > 0)
    step = Step(_add(history, table, column), _drop(history, table, column), (table,))
    table.columns.append(column)
    return step


def add_filled(history):
    """Nullable, filled, then NOT NULL: how a column is added to a table with rows."""
    source = history.source
    table = history.table(lambda one: one.is_plain())
    if not table:
        return None
    kind = source.pick([names.INTEGER, names.STRING, names.BOOLEAN, names.TIME_ZONE])
    column = history.column(table, kind, plain=True)
    column.nullable, column.default, column.comment = True, None, None
    value = {"integer": "0", "text": "'x'", "boolean": "false", "time": "now()"}[kind.family]
    column.has_null, column.distinct = False, table.rows < 2
    lines = [_add(history, table, column)]
    lines.append(source.execute(f"UPDATE {table.sql} SET {quote(column.name)} = {value}"))
    lines.append(_alter(history, table, column, "SET NOT NULL", "nullable=False"))
    column.nullable = False
    table.columns.append(column)
    return Step("\n".join(lines), _drop(history, table, column), (table,))


def add_several(history):
    """Several actions of one ALTER TABLE."""
    source = history.source
    table = history.table(lambda one: one.is_plain(), lambda one: not one.rows)
    if not table:
        return None
    adds, drops = [], []
    for _ in range(source.randint(2, 3)):
        column = history.column(table, plain=True)
        column.comment = None
        adds.append(f"ADD COLUMN {column_sql(column)}")
        drops.append(f"DROP COLUMN {quote(column.name)}")
        table.columns.append(column)
    if source.chance(0.4) and column.kind.family in names.DISTINCT:
        constraint = history.constraint(table, "unique", [column], unnamed=0)
        adds.append(f"ADD {constraint_sql(constraint)}")
        table.constraints.append(constraint)
    up = source.execute(f"ALTER TABLE {table.sql} {', '.join(adds)}")
    return Step(up, source.execute(f"ALTER TABLE {table.sql} {', '.join(drops)}"), (table,))


def add_flagged(history):
    """A column that brings a unique constraint, an index or a foreign key."""
    source, state = history.source, history.state
    table = history.table(lambda one: one.is_plain(), lambda one: one.rows == 0)
    if not table:
        return None
    column = history.column(table, source.pick([names.INTEGER, names.STRING, names.UUID]), plain=True)
    column.comment = None
    if source.chance(0.4):
        column.nullable = True
        unique = history.constraint(table, "unique", [column], unnamed=1.0)
        if unique.written:
            return None
        inline, made = ", unique=True", table.constraints
    else:
        label = "_".join(part for part in (table.schema, table.name, column.name) if part)
        unique = history.index(table, [column])
        unique.name = f"ix_{label}"
        if unique.name in state.taken(table.schema) or len(unique.name) > 60:
            return None
        inline, made = ", index=True", table.indexes
    up = call(source, table, "add_column", after=column_python(source, column, inline=inline), batch=False)
    down = _drop(history, table, column)
    table.columns.append(column)
    made.append(unique)
    return Step(up, down, (table,))


def add_reference(history):
    source = history.source
    table = _target(history)
    target = history.table(lambda one: not one.partition_key, lambda one: any(len(key) == 1 for key in one.keys()))
    if not table or not target or table.children or table.partition_key:
        return None
    key = source.pick([key for key in target.keys() if len(key) == 1])
    name = f"{target.name.lower().rstrip('s')}_{key[0].name}"
    if table.column(name):
        name = f"{name}_{history.count()}"
    column = Column(name, key[0].kind, nullable=table.rows > 0 or source.chance(0.6))
    column.has_null = table.rows > 0
    constraint = history.foreign_key(table, column, target, key, unnamed=0.1)
    up = [_add(history, table, column), history.add_constraint(table, constraint)]
    down = [history.drop_constraint(table, constraint)] if source.chance(0.7) else []
    down.append(_drop(history, table, column))
    table.columns.append(column)
    table.constraints.append(constraint)
    return Step("\n".join(up), "\n".join(down), (table, target))


def add_generated(history):
    table = history.table(lambda one: one.is_plain())
    numbers = [one for one in table.columns if one.kind.family == "integer" and not one.generated] if table else []
    if not numbers:
        return None
    base = history.source.pick(numbers)
    column = history.column(table, names.INTEGER, plain=True)
    column.default, column.comment, column.nullable = None, None, True
    column.generated = f"{quote(base.name)} * 2"
    column.has_null, column.distinct = table.rows > 0 and base.has_null, base.distinct
    step = Step(_add(history, table, column), _drop(history, table, column), (table,))
    table.columns.append(column)
    return step


def drop(history):
    refilled = lambda table, column: table.rows == 0 or column.nullable and not column.relaxed
    found = _pick(history, refilled, lambda table, column: len(table.columns) > 1 and column.name != "id")
    if not found or found[1].kind.of in history.fresh_enums:
        return None
    table, column = found
    step = Step(_drop(history, table, column), _add(history, table, column), (table,))
    table.columns.remove(column)
    return step


def drop_indexed(history):
    """Its indexes and constraints go with it; the downgrade makes them again."""
    found = _pick(
        history,
        lambda table, column: table.rows == 0 and _plain(table, column) and not history.state.in_view(column),
        lambda table, column: column.name != "id" and column.kind.family in names.DISTINCT,
        lambda table, column: any(isinstance(one.name, str) and one.columns == [column] for one in table.about(column)),
        free=False,
    )
    if not found:
        return None
    table, column = found
    about = table.about(column)
    indexes = [one for one in about if one in table.indexes]
    whole = all(one.columns == [column] and not getattr(one, "include", None) for one in about)
    used = any(column in key.target_columns for _, key in history.state.references(table))
    used = used or any(other.generated and quote(column.name) in other.generated for other in table.columns)
    used = used or any(one.owner and one.owner[1] is column for one in history.state.sequences)
    if not whole or used or any(policy[1] is column for policy in table.policies):
        return None
    down = [_add(history, table, column)]
    for one in about:
        if one in indexes:
            down.append(create_index(history.source, table, one))
            table.indexes.remove(one)
        else:
            down.append(history.add_constraint(table, one))
            table.constraints.remove(one)
    up = _drop(history, table, column)
    table.columns.remove(column)
    return Step(up, "\n".join(down), (table,))


def _alter(history, table, column, sql, python):
    source = history.source
    if python is None or source.chance(0.2):
        return source.execute(f"ALTER TABLE {table.sql} ALTER COLUMN {quote(column.name)} {sql}")
    existing = source.pick(["", f", existing_type={kind_python(column)}", f", existing_type={kind_python(column)}"])
    return call(source, table, "alter_column", after=f"{source.text(column.name)}, {python}{existing}")


def nullable(history):
    keys = lambda table, column: not (table.primary() and column in table.primary().columns)
    found = _pick(history, _plain, keys, lambda table, column: not (column.nullable and column.has_null), free=False)
    if not found:
        return None
    table, column = found
    if column.nullable and any(key.options.get("ondelete") == "SET NULL" for key in table.constraints):
        return None
    words = {True: "DROP NOT NULL", False: "SET NOT NULL"}
    to = not column.nullable
    up = _alter(history, table, column, words[to], f"nullable={to}")
    down = _alter(history, table, column, words[not to], f"nullable={not to}")
    column.nullable, column.relaxed = to, column.relaxed or to
    return Step(up, down, (table,))


def default(history):
    found = _pick(history, _plain, lambda table, column: column.kind.family != "range", free=False)
    if not found:
        return None
    table, column = found
    source = history.source
    to = None if column.default and source.chance(0.6) else history.default(column.kind)
    before, column.default = column.default, to

    def write(value):
        python = f"server_default=sa.text({source.text(value)})" if value else "server_default=None"
        return _alter(history, table, column, f"SET DEFAULT {value}" if value else "DROP DEFAULT", python)

    return Step(write(to), write(before), (table,))


# (from, to, whether back needs USING)
_CONVERSIONS = [
    (names.INTEGER, names.BIGINT, False),
    (names.SMALLINT, names.INTEGER, False),
    (names.INTEGER, names.TEXT, True),
    (names.INTEGER, names.NUMERIC, False),
    (names.STRING, names.TEXT, False),
    (names.SHORT, names.STRING, False),
    (names.TEXT, names.VARCHAR, False),
    (names.TIME, names.TIME_ZONE, False),
    (names.DATE, names.TIME, False),
    (names.JSON, names.JSONB, False),
    (names.FLOAT, names.NUMERIC, False),
    (names.UUID, names.TEXT, True),
    (names.BOOLEAN, names.TEXT, True),
    (names.NUMERIC, names.STRING, True),
]


def change_type(history):
    source = history.source
    known = {kind.sql for kind, _, _ in _CONVERSIONS}
    found = _pick(history, _plain, lambda table, column: column.kind.sql in known and not column.default)
    if not found or found[0].rows and found[1].kind.family == "numeric":
        return None
    table, column = found
    before, to, using = source.pick([one for one in _CONVERSIONS if one[0].sql == column.kind.sql])
    length = before.family == "text" and to.family == "text"

    def write(kind, cast):
        more = f" USING {quote(column.name)}::{kind.sql}" if cast else ""
        if source.chance(0.25):
            return source.execute(f"ALTER TABLE {table.sql} ALTER COLUMN {quote(column.name)} TYPE {kind.sql}{more}")
        existing = f", existing_type={kind_python(column)}" if source.chance(0.6) else ""
        cast = f", postgresql_using={f'{quote(column.name)}::{kind.sql}'!r}" if cast else ""
        existing += f", existing_nullable={column.nullable}" if source.chance(0.6) else ""
        return call(
            source, table, "alter_column", after=f"{source.text(column.name)}{existing}, type_={kind.python}{cast}"
        )

    up = write(to, not length and source.chance(0.2))
    column.kind = to
    return Step(up, write(before, using), (table,))


def rename(history):
    source = history.source
    found = _pick(history, free=False)
    if not found or found[1].inherited:
        return None
    table, column = found
    if any(other.generated and quote(column.name) in other.generated for other in table.columns) or column.serial:
        return None
    name = history.unused(source.pick(names.COLUMNS), {one.name for one in table.columns})
    before = column.name

    def write(one, to):
        if source.chance(0.2):
            return source.execute(f"ALTER TABLE {table.sql} RENAME COLUMN {quote(one)} TO {quote(to)}")
        if source.chance(0.5):
            return f"op.alter_column({table.name!r}, {one!r}, new_column_name={to!r}{in_schema(table)})"
        return call(source, table, "alter_column", after=f"{source.text(one)}, new_column_name={source.text(to)}")

    column.name = name
    return Step(write(before, name), write(name, before), (table,))


def comment(history):
    found = _pick(history, free=False)
    if not found:
        return None
    table, column = found
    source, before = history.source, column.comment

    def write(text):
        if source.chance(0.4):
            value = literal(text) if text else "NULL"
            return source.execute(f"COMMENT ON COLUMN {table.sql}.{quote(column.name)} IS {value}")
        return call(source, table, "alter_column", after=f"{column.name!r}, comment={text!r}")

    column.comment = source.pick(names.COMMENTS)
    return Step(write(column.comment), write(before), (table,))


def identity(history):
    found = _pick(history, _plain, lambda table, column: column.kind.family == "integer" and not column.nullable)
    if not found or found[1].default:
        return None
    table, column = found
    kind = history.source.pick(["ALWAYS", "BY DEFAULT"])
    up = _alter(history, table, column, f"ADD GENERATED {kind} AS IDENTITY", None)
    column.identity = kind
    return Step(up, _alter(history, table, column, "DROP IDENTITY", None), (table,))


def replace(history):
    """The usual way without a lock for long: a new column, filled, swapped in."""
    source = history.source
    found = _pick(
        history, _plain, lambda table, column: column.kind.sql == "integer" and column.nullable and not column.default
    )
    if not found or found[1].comment:
        return None
    table, column = found
    old, new = column.name, f"{column.name}_new"
    if table.column(new):
        return None

    def write(kind):
        temporary = Column(new, kind)
        return "\n".join(
            [
                call(source, table, "add_column", after=column_python(source, temporary)),
                source.execute(f"UPDATE {table.sql} SET {quote(new)} = {quote(old)}"),
                call(source, table, "drop_column", after=source.text(old)),
                call(source, table, "alter_column", after=f"{source.text(new)}, new_column_name={source.text(old)}"),
            ]
        )

    up, down = write(names.BIGINT), write(names.INTEGER)
    column.kind = names.BIGINT
    table.columns.remove(column)
    table.columns.append(column)
    return Step(up, down, (table,))


ACTIONS = [
    (add, 14),
    (add_filled, 2),
    (add_several, 1),
    (add_flagged, 2),
    (add_reference, 4),
    (add_generated, 0.7),
    (drop, 4),
    (drop_indexed, 1),
]
ACTIONS += [(nullable, 4), (default, 3), (change_type, 4), (rename, 3), (comment, 0.7), (identity, 0.5), (replace, 0.7)]
