"""Wrong steps about what is in use, of the wrong kind or in the wrong place; see wrong_steps.py."""

from model import Domain, quote
from source import call, create_index, drop_table, in_schema
from wrong_parts import alter, plain_table


# ---- References and what is in use


def reference_to_not_unique(history):
    source = history.source
    table, target = plain_table(history), plain_table(history)
    column = source.pick(target.columns)
    name = f"ref_{history.count()}"
    add = alter(history, table, f"ADD COLUMN {name} {column.kind.of.sql if column.kind.of else column.kind.sql}")
    schema = f", referent_schema={target.schema!r}" if target.schema else ""
    after = f"{target.name!r}, [{name!r}], [{column.name!r}]{schema}"
    return add + "\n" + call(source, table, "create_foreign_key", f"'fk_{name}'", after, keyword="source_schema")


def reference_of_other_type(history):
    source = history.source
    target = plain_table(history, lambda one: one.primary())
    name = f"wrong_{history.count()}"
    kind = source.pick(["sa.Boolean()", "sa.Date()", "sa.String()", "sa.Integer()", "postgresql.UUID()"])
    key = f"sa.ForeignKey({f'{target.dotted}.{target.primary().columns[0].name}'!r})"
    if source.chance(0.5):
        return f"op.create_table({name!r}, sa.Column('id', sa.Integer(), primary_key=True), sa.Column('other', {kind}, {key}))"
    return call(source, plain_table(history), "add_column", after=f"sa.Column({name!r}, {kind}, {key})")


def drop_in_use(history):
    state, source = history.state, history.source
    found = [drop_table(source, table) for table in state.tables if state.references(table) or state.views_of(table)]
    found += [
        call(source, table, "drop_constraint", repr(table.primary().name), "type_='primary'")
        for table in state.tables
        if table.primary() and state.references(table)
    ]
    for view in state.views:
        column = source.pick(view.columns)
        table = view.tables[0]
        found.append(call(source, table, "drop_column", after=repr(column.name)))
        found.append(call(source, table, "alter_column", after=f"{column.name!r}, type_=sa.Text()"))
    found += [source.execute(f"DROP FUNCTION {one.sql}") for one in state.functions if one.trigger]
    found += [source.execute(f"DROP SEQUENCE {one.sql}") for one in state.sequences if one.owner]
    found += [source.execute(f"DROP SCHEMA {quote(name)}{source.pick(['', '', ' CASCADE'])}") for name in state.schemas]
    found += [
        call(source, table, "drop_column", after=repr(column.name))
        for table in state.tables
        for _, column in table.policies
    ]
    return source.pick(found)


def cascade(history):
    """What goes with it is missed later."""
    state, source = history.state, history.source
    found = [
        drop_table(source, table, cascade=True)
        for table in state.tables
        if state.references(table) or state.views_of(table)
    ]
    found += [source.execute(f"DROP TYPE {one.sql} CASCADE") for one in state.types if state.users(one)]
    found += [
        alter(history, view.tables[0], f"DROP COLUMN {quote(view.columns[0].name)} CASCADE") for view in state.views
    ]
    found += [source.execute(f"DROP FUNCTION {one.sql} CASCADE") for one in state.functions]
    return source.pick(found)


def used_column(history):
    """Its indexes and constraints go with it, and the downgrade does not make them."""
    table = plain_table(history, lambda one: any(one.about(column) for column in one.columns))
    column = history.source.pick([one for one in table.columns if table.about(one)])
    return call(history.source, table, "drop_column", after=repr(column.name))


# ---- Of the wrong kind, or in the wrong place


def wrong_kind(history):
    state, source = history.state, history.source
    table = plain_table(history)
    found = [
        f"op.drop_index({key.name!r}{in_schema(table)})"
        for key in table.constraints
        if key.kind in ("unique", "primary")
    ] * 2
    found += [call(source, table, "drop_constraint", repr(index.name), "type_='unique'") for index in table.indexes]
    found += [
        source.execute(f"DROP VIEW {table.sql}"),
        source.execute(f"DROP SEQUENCE {table.sql}"),
        source.execute(f"DROP INDEX {table.sql}"),
    ]
    found += [source.execute(f"DROP TYPE {table.sql}"), source.execute(f"DROP MATERIALIZED VIEW {table.sql}")]
    found += [source.execute(f"DROP TABLE {view.sql}") for view in state.views]
    found += [source.execute(f"DROP VIEW {view.sql}") for view in state.views if view.materialized]
    found += [f"op.add_column({view.name!r}, sa.Column('a', sa.Integer()){in_schema(view)})" for view in state.views]
    found += [
        f"op.create_index('ix_v', {view.name!r}, [{view.columns[0].name!r}]{in_schema(view)})" for view in state.views
    ]
    found += [source.execute(f"DROP TYPE {one.sql}") for one in state.types if isinstance(one, Domain)]
    found += [source.execute(f"DROP DOMAIN {one.sql}") for one in state.enums()]
    found += [
        source.execute(f"DROP INDEX {quote(key.name)}")
        for key in table.constraints
        if key.kind in ("check", "foreignkey")
    ]
    found += [alter(history, part, "ADD COLUMN extra integer") for one in state.tables for part in one.partitions]
    return source.pick(found)


def concurrently_inside(history):
    source, table = history.source, plain_table(history)
    index = history.index(table, [table.columns[0]])
    found = [create_index(source, table, index, concurrently=True, by_sql=False)]
    found += [source.execute(f"DROP INDEX CONCURRENTLY {quote(one.name)}") for one in table.indexes if not table.schema]
    found += [source.execute(f"VACUUM {table.sql}"), source.execute(f"REINDEX TABLE CONCURRENTLY {table.sql}")]
    return source.pick(found)


def not_possible(history):
    source, table = history.source, plain_table(history, lambda one: one.columns)
    column = source.pick(table.columns)
    name, count = quote(column.name), history.count()
    generated = [one for one in table.columns if one.generated]
    identity = [one for one in table.columns if one.identity]
    found = [
        alter(history, table, f"ALTER COLUMN {name} DROP IDENTITY"),
        alter(history, table, f"ALTER COLUMN {name} DROP EXPRESSION"),
        alter(history, table, f"ALTER COLUMN {name} ADD GENERATED ALWAYS AS IDENTITY"),
        alter(history, table, "ADD COLUMN xmin integer"),
        alter(history, table, "ADD COLUMN g timestamptz GENERATED ALWAYS AS (now()) STORED"),
        alter(history, table, f"ADD COLUMN s integer DEFAULT {name}"),
        source.execute(f"CREATE INDEX ix_now_{count} ON {table.sql} ({name}) WHERE now() > '2024-01-01'"),
        source.execute(f"CREATE INDEX ix_gin_{count} ON {table.sql} USING gin ({name})"),
        source.execute(f"CREATE INDEX ix_none_{count} ON {table.sql} USING nothing ({name})"),
        source.execute(f"CREATE INDEX ix_btree_{count} ON {table.sql} ({', '.join([name, name])})"),
        source.execute(f"CREATE TABLE twice_{count} (a integer, a text)"),
        source.execute(f"CREATE TABLE two_keys_{count} (a integer PRIMARY KEY, b integer PRIMARY KEY)"),
        source.execute(
            f"CREATE TABLE self_{count} (a integer, CONSTRAINT c CHECK (a > 0), CONSTRAINT c CHECK (a > 1))"
        ),
        source.execute(f"CREATE TABLE of_{table.name.lower()}_{count} PARTITION OF {table.sql} DEFAULT"),
        source.execute(f"CREATE OR REPLACE VIEW {table.sql} AS SELECT 1 AS a"),
        source.execute(f"ALTER TABLE {table.sql} DROP"),
        source.execute("SELEC 1"),
        source.execute(f"CREATE TRIGGER t_{count} BEFORE INSERT ON {table.sql} FOR EACH ROW EXECUTE FUNCTION now()"),
        source.execute(f"ALTER TABLE {table.sql} ADD CHECK ({name})"),
        source.execute(f"ALTER TABLE {table.sql} ADD CHECK ((SELECT count(*) FROM {table.sql}) > 0)"),
        source.execute(f"ALTER TABLE {table.sql} ADD CHECK (sum({name}) > 0)"),
        source.execute("ALTER TABLE alembic_version ADD COLUMN x integer"),
        source.execute(f"CREATE SEQUENCE bad_{count} MINVALUE 10 START 5"),
        source.execute(f"CREATE SEQUENCE bad_{count} INCREMENT BY 0"),
    ]
    for one in generated:
        found += [alter(history, table, f"ALTER COLUMN {quote(one.name)} SET DEFAULT 1")] * 3
        found.append(source.execute(f"UPDATE {table.sql} SET {quote(one.name)} = 1"))
    for one in identity:
        found += [alter(history, table, f"ALTER COLUMN {quote(one.name)} DROP NOT NULL")] * 2
        found += [alter(history, table, f"ALTER COLUMN {quote(one.name)} SET DEFAULT 1")] * 2
    for view in history.state.views:
        if not view.materialized:
            found += [source.execute(f"CREATE OR REPLACE VIEW {view.sql} AS SELECT 1 AS other_name")] * 2
    return source.pick(found)


def primary_key_nullable(history):
    table = plain_table(history, lambda one: one.primary())
    column = table.primary().columns[0]
    if history.source.chance(0.5):
        return call(history.source, table, "alter_column", after=f"{column.name!r}, nullable=True")
    return call(history.source, table, "drop_constraint", repr(table.primary().name + "x"), "type_='primary'")


def search_path(history):
    table = plain_table(history)
    schema = quote(history.source.pick(history.state.schemas))
    return (
        history.source.execute(f"SET LOCAL search_path TO {schema}")
        + f"\nop.add_column({table.name!r}, sa.Column('sp', sa.Integer()))"
    )
