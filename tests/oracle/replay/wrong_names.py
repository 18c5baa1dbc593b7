"""Wrong steps about what is there already, and what is not there; see wrong_steps.py."""

from model import Domain, quote
from source import call, create_index, create_table, in_schema
from wrong_parts import alter, plain_table


def table_again(history):
    table = plain_table(history)
    return create_table(history.source, table)


def column_again(history):
    table = plain_table(history)
    column = history.source.pick(table.columns)
    if history.source.chance(0.5):
        return alter(history, table, f"ADD COLUMN {quote(column.name)} integer")
    return call(history.source, table, "add_column", after=f"sa.Column({column.name!r}, sa.Integer())")


def index_again(history):
    table = plain_table(history, lambda one: one.indexes)
    return create_index(history.source, table, history.source.pick(table.indexes))


def index_named_as_table(history):
    table, other = plain_table(history), plain_table(history)
    return f"op.create_index({other.name!r}, {table.name!r}, [{table.columns[0].name!r}]{in_schema(table)})"


def constraint_again(history):
    table = plain_table(
        history, lambda one: any(key.kind in ("unique", "check", "foreignkey") for key in one.constraints)
    )
    found = [key for key in table.constraints if key.kind in ("unique", "check", "foreignkey")]
    constraint = history.source.pick(found)
    constraint.written = constraint.name
    return history.add_constraint(table, constraint)


def second_primary_key(history):
    table = plain_table(history, lambda one: one.primary())
    columns = f"[{history.source.pick(table.columns).name!r}]"
    if history.source.chance(0.5):
        return call(history.source, table, "create_primary_key", f"'pk_more_{history.count()}'", columns)
    return alter(history, table, f"ADD PRIMARY KEY ({quote(table.columns[-1].name)})")


def missing_table(history):
    return history.source.pick(
        [
            "op.add_column('not_there', sa.Column('a', sa.Integer()))",
            "op.drop_table('not_there')",
            "op.create_index('ix_not_there', 'not_there', ['a'])",
            "op.rename_table('not_there', 'somewhere')",
            "op.execute('ALTER TABLE not_there ADD COLUMN a integer')",
            "op.execute('UPDATE not_there SET a = 1')",
            "op.execute('INSERT INTO not_there (a) VALUES (1)')",
            "op.execute('CREATE VIEW not_view AS SELECT a FROM not_there')",
            "op.execute('DROP VIEW not_there')",
            "op.execute('DROP SEQUENCE not_there')",
            "op.drop_constraint('x', 'not_there', type_='unique')",
            "op.create_foreign_key('fk_x', 'not_there', 'nor_this', ['a'], ['id'])",
            "op.execute('COMMENT ON TABLE not_there IS NULL')",
            "op.execute('LOCK TABLE not_there')",
            "op.execute('TRUNCATE not_there')",
            "op.execute('REFRESH MATERIALIZED VIEW not_there')",
            "op.execute('ALTER SEQUENCE not_there INCREMENT BY 2')",
        ]
    )


def missing_column(history):
    table, source = plain_table(history), history.source
    other = table.columns[0].name
    return source.pick(
        [
            call(source, table, "drop_column", after="'not_there'"),
            call(source, table, "alter_column", after="'not_there', nullable=True"),
            call(source, table, "alter_column", after="'not_there', new_column_name='x'"),
            call(source, table, "create_index", f"'ix_x_{history.count()}'", "['not_there']"),
            call(source, table, "create_unique_constraint", "'uq_not_there'", "['not_there']"),
            call(source, table, "create_check_constraint", "'ck_not_there'", "'not_there > 0'"),
            alter(history, table, "ALTER COLUMN not_there SET DEFAULT 0"),
            source.execute(f"UPDATE {table.sql} SET not_there = 1"),
            source.execute(f"INSERT INTO {table.sql} (not_there) VALUES (1)"),
            source.execute(f"CREATE VIEW v_not_there AS SELECT not_there FROM {table.sql}"),
            source.execute(f"COMMENT ON COLUMN {table.sql}.not_there IS 'x'"),
            source.execute(f"CREATE INDEX ON {table.sql} ({quote(other)}) WHERE not_there"),
            alter(history, table, "DROP COLUMN IF EXISTS not_there"),
        ]
    )


def missing_index(history):
    return history.source.pick(
        [
            "op.drop_index('ix_not_there')",
            "op.execute('ALTER INDEX ix_not_there RENAME TO x')",
            "op.execute('DROP INDEX ix_no')",
        ]
    )


def missing_constraint(history):
    table, source = plain_table(history), history.source
    return source.pick(
        [
            call(source, table, "drop_constraint", "'uq_not_there'", "type_='unique'"),
            alter(history, table, "RENAME CONSTRAINT not_there TO x"),
            alter(history, table, "VALIDATE CONSTRAINT not_there"),
            f"op.drop_constraint(None, {table.name!r}, type_='foreignkey')",
        ]
    )


def missing_schema(history):
    table = plain_table(history)
    return history.source.pick(
        [
            "op.create_table('x', sa.Column('id', sa.Integer(), primary_key=True), schema='nowhere')",
            "op.execute('CREATE TABLE nowhere.x (id integer)')",
            "op.execute('DROP SCHEMA nowhere')",
            "op.execute('ALTER SCHEMA nowhere RENAME TO somewhere')",
            f"op.add_column({table.name!r}, sa.Column('a', sa.Integer()), schema='nowhere')",
            alter(history, table, "SET SCHEMA nowhere"),
            "op.execute('CREATE SEQUENCE nowhere.s')",
            "op.execute('DROP TABLE IF EXISTS nowhere.x')",
            "op.execute(\"CREATE TYPE nowhere.e AS ENUM ('a')\")",
        ]
    )


def missing_type(history):
    table, source = plain_table(history), history.source
    column = quote(source.pick(table.columns).name)
    return source.pick(
        [
            call(
                source,
                table,
                "add_column",
                after=f"sa.Column('kind_{history.count()}', sa.Enum('a', 'b', name='absent_kind'))",
            ),
            alter(history, table, "ADD COLUMN more absent_kind"),
            alter(history, table, f"ALTER COLUMN {column} TYPE absent_kind USING {column}::text::absent_kind"),
            "op.execute('DROP TYPE absent_kind')",
            "op.execute(\"ALTER TYPE absent_kind ADD VALUE 'x'\")",
            "op.execute('ALTER TYPE absent_kind RENAME TO other')",
            "sa.Enum(name='absent_kind').drop(op.get_bind(), checkfirst=False)",
            "postgresql.ENUM('a', name='absent_kind').drop(op.get_bind())",
            "op.create_table('kinds', sa.Column('k', postgresql.ENUM('a', name='absent_kind', create_type=False)))",
            "op.execute('DROP DOMAIN absent_kind')",
        ]
    )


def missing_function(history):
    table, count = plain_table(history), history.count()
    return history.source.pick(
        [
            history.source.execute(
                f"CREATE TRIGGER t_{count} BEFORE INSERT ON {table.sql} FOR EACH ROW EXECUTE FUNCTION nothing()"
            ),
            "op.execute('DROP FUNCTION nothing()')",
            "op.execute('DROP FUNCTION nothing')",
            history.source.execute(f"DROP TRIGGER nothing ON {table.sql}"),
            history.source.execute(f"DROP POLICY nothing ON {table.sql}"),
            alter(history, table, "ADD COLUMN made text DEFAULT make_it()"),
            "op.execute('DROP EXTENSION nothing')",
            "op.execute('CREATE EXTENSION nothing')",
        ]
    )


def object_again(history):
    state, source = history.state, history.source
    function = next(
        (
            f"op.execute({f'CREATE FUNCTION {one.sql}() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql'!r})"
            for one in state.functions
            if one.trigger
        ),
        None,
    )
    found = [source.execute(f"CREATE VIEW {view.sql} AS SELECT 1 AS one") for view in state.views]
    found += [source.execute(f"CREATE SEQUENCE {one.sql}") for one in state.sequences]
    found += [source.execute(f"CREATE SCHEMA {quote(name)}") for name in state.schemas]
    found += [source.execute(f"CREATE EXTENSION {quote(name)}") for name in state.extensions]
    found += [function] if function else []
    found += [source.execute(f"CREATE DOMAIN {one.sql} AS text") for one in state.types if isinstance(one, Domain)]
    found += [
        source.execute(
            f"CREATE TRIGGER {quote(name)} AFTER DELETE ON {table.sql} FOR EACH ROW EXECUTE FUNCTION {one.sql}()"
        )
        for table in state.tables
        for name in table.triggers
        for one in state.functions
        if one.trigger
    ]
    found += [
        source.execute(f"CREATE POLICY {name} ON {table.sql}") for table in state.tables for name, _ in table.policies
    ]
    return source.pick(found)


def rename_to_taken(history):
    table, source = plain_table(history, lambda one: len(one.columns) > 1), history.source
    other = plain_table(history, lambda one: one is not table and one.schema == table.schema)
    one, two = source.sample(table.columns, 2)
    found = [call(source, table, "alter_column", after=f"{one.name!r}, new_column_name={two.name!r}")]
    found += [f"op.rename_table({table.name!r}, {other.name!r}{in_schema(table)})"] if other else []
    if len(table.constraints) > 1:
        first, second = table.constraints[:2]
        found.append(alter(history, table, f"RENAME CONSTRAINT {quote(first.name)} TO {quote(second.name)}"))
    if table.indexes:
        prefix = f"{quote(table.schema)}." if table.schema else ""
        found.append(
            source.execute(f"ALTER INDEX {prefix}{quote(table.indexes[0].name)} RENAME TO {quote(table.name)}")
        )
    return source.pick(found)
