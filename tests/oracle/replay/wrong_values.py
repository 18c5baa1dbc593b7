"""Wrong steps about types, defaults and rows that do not fit; see wrong_steps.py."""

from model import Enum, quote
from source import call, enum_python
from wrong_parts import alter, columns_of, plain_table


def bad_cast(history):
    source = history.source
    table = plain_table(
        history, lambda one: columns_of(one, "text", "json", "jsonb", "boolean", "uuid", "bytes", "time", "enum")
    )
    column = source.pick(columns_of(table, "text", "json", "jsonb", "boolean", "uuid", "bytes", "time", "enum"))
    to = source.pick(
        ["sa.Integer()", "sa.Boolean()", "postgresql.UUID()", "sa.Date()", "postgresql.JSONB()", "sa.LargeBinary()"]
    )
    using = source.pick(["", "", f", postgresql_using={quote(column.name) + '::integer'!r}"])
    return call(source, table, "alter_column", after=f"{column.name!r}, type_={to}{using}")


def bad_default(history):
    source = history.source
    table = plain_table(
        history, lambda one: columns_of(one, "integer", "boolean", "time", "uuid", "jsonb", "numeric", "enum")
    )
    column = source.pick(columns_of(table, "integer", "boolean", "time", "uuid", "jsonb", "numeric", "enum"))
    default = source.pick(["'maybe'", "'abc'", "'{'", "now()", "true", "5", "nothing()", "other_column", "'{}'::jsonb"])
    if source.chance(0.4):
        python = f"sa.Column('d_{history.count()}', {column.kind.python}, server_default=sa.text({default!r}))"
        return call(source, table, "add_column", after=python)
    return call(source, table, "alter_column", after=f"{column.name!r}, server_default=sa.text({default!r})")


def default_in_the_way(history):
    """A type with a default that cannot follow."""
    source = history.source
    table = plain_table(
        history, lambda one: any(column.default and column.kind.family == "text" for column in one.columns)
    )
    column = source.pick([one for one in table.columns if one.default and one.kind.family == "text"])
    enum = Enum(None, history.relation_name("late_kind", None), ["a", "b"])
    create = source.execute(f"CREATE TYPE {enum.sql} AS ENUM ('a', 'b')")
    using = f"{quote(column.name)}::{enum.sql}"
    return f"{create}\n" + call(
        source,
        table,
        "alter_column",
        after=f"{column.name!r}, type_={enum_python(enum, 'False')}, postgresql_using={using!r}",
    )


def not_null_with_rows(history):
    source = history.source
    table = plain_table(history, lambda one: one.rows)
    nulls = [one for one in table.columns if one.has_null]
    name = f"needed_{history.count()}"
    found = [
        call(source, table, "add_column", after=f"sa.Column({name!r}, sa.String(), nullable=False)"),
        alter(history, table, f"ADD COLUMN {name} integer NOT NULL"),
    ]
    if nulls:
        column = source.pick(nulls)
        found += [call(source, table, "alter_column", after=f"{column.name!r}, nullable=False")] * 2
        found.append(alter(history, table, f"ADD PRIMARY KEY ({quote(column.name)})"))
    return source.pick(found)


def insert_wrongly(history):
    source, table = history.source, plain_table(history)
    needed = [
        one for one in table.columns if not one.nullable and not one.default and not one.serial and not one.identity
    ]
    column = source.pick(table.columns)
    found = [f"INSERT INTO {table.sql} ({quote(column.name)}) VALUES ('not of this type')"]
    found += [f"INSERT INTO {table.sql} ({quote(one.name)}) VALUES (NULL)" for one in needed]
    found += [f"INSERT INTO {table.sql} DEFAULT VALUES"]
    found += [f"INSERT INTO {table.sql} ({quote(column.name)}) VALUES (1, 2)"]
    return source.execute(source.pick(found))


def twice_the_same_row(history):
    source = history.source
    table = plain_table(
        history,
        lambda one: one.primary() and one.primary().columns[0].kind.family in ("integer", "text"),
        lambda one: all(column.nullable or column.default or column in one.primary().columns for column in one.columns),
    )
    column = table.primary().columns[0]
    if column.identity == "ALWAYS":
        return source.execute(f"INSERT INTO {table.sql} ({quote(column.name)}) VALUES (1)")
    return source.execute(f"INSERT INTO {table.sql} ({quote(column.name)}) VALUES ('77'), ('77')")


def unique_over_rows(history):
    source = history.source
    table = plain_table(history, lambda one: one.rows > 1)
    name = f"same_{history.count()}"
    add = call(
        source, table, "add_column", after=f"sa.Column({name!r}, sa.Integer(), server_default='1', nullable=False)"
    )
    unique = call(source, table, "create_unique_constraint", f"'uq_{name}'", f"[{name!r}]")
    return (
        f"{add}\n{source.pick([unique, call(source, table, 'create_index', f'{name!r}', f'[{name!r}], unique=True')])}"
    )


def check_over_rows(history):
    source = history.source
    table = plain_table(history, lambda one: one.rows and columns_of(one, "integer"))
    column = source.pick(columns_of(table, "integer"))
    return call(source, table, "create_check_constraint", f"'ck_{history.count()}'", repr(f"{quote(column.name)} < 0"))


def reference_over_rows(history):
    source = history.source
    table = plain_table(history, lambda one: one.rows and columns_of(one, "integer"))
    target = plain_table(history, lambda one: one.primary() and one.primary().columns[0].kind.family == "integer")
    schema = f", referent_schema={target.schema!r}" if target.schema else ""
    after = f"{target.name!r}, [{source.pick(columns_of(table, 'integer')).name!r}], [{target.primary().columns[0].name!r}]{schema}"
    return call(source, table, "create_foreign_key", f"'fk_{history.count()}'", after, keyword="source_schema")
