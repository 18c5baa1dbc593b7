"""Steps that PostgreSQL refuses, mostly: what a random history does wrong on purpose.

    wrong_steps.make(history, wrong_steps.choose(source))
"""

import names
from build import Step
from model import Column, Domain, Enum, literal, quote
from source import call, create_index, create_table, drop_table, enum_python, in_schema, kind_of


def _table(history, *conditions):
    return history.table(lambda one: one.is_plain(), *conditions)


def _columns(table, *families):
    return [one for one in table.columns if not families or one.kind.family in families]


def _alter(history, table, text):
    return history.source.execute(f"ALTER TABLE {table.sql} {text}")


# ---- What is there already, and what is not there

def table_again(history):
    table = _table(history)
    return create_table(history.source, table)


def column_again(history):
    table = _table(history)
    column = history.source.pick(table.columns)
    if history.source.chance(0.5):
        return _alter(history, table, f"ADD COLUMN {quote(column.name)} integer")
    return call(history.source, table, "add_column", after=f"sa.Column({column.name!r}, sa.Integer())")


def index_again(history):
    table = _table(history, lambda one: one.indexes)
    return create_index(history.source, table, history.source.pick(table.indexes))


def index_named_as_table(history):
    table, other = _table(history), _table(history)
    return f"op.create_index({other.name!r}, {table.name!r}, [{table.columns[0].name!r}]{in_schema(table)})"


def constraint_again(history):
    table = _table(history, lambda one: any(key.kind in ("unique", "check", "foreignkey") for key in one.constraints))
    found = [key for key in table.constraints if key.kind in ("unique", "check", "foreignkey")]
    constraint = history.source.pick(found)
    constraint.written = constraint.name
    return history.add_constraint(table, constraint)


def second_primary_key(history):
    table = _table(history, lambda one: one.primary())
    columns = f"[{history.source.pick(table.columns).name!r}]"
    if history.source.chance(0.5):
        return call(history.source, table, "create_primary_key", f"'pk_more_{history.count()}'", columns)
    return _alter(history, table, f"ADD PRIMARY KEY ({quote(table.columns[-1].name)})")


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
    table, source = _table(history), history.source
    other = table.columns[0].name
    return source.pick(
        [
            call(source, table, "drop_column", after="'not_there'"),
            call(source, table, "alter_column", after="'not_there', nullable=True"),
            call(source, table, "alter_column", after="'not_there', new_column_name='x'"),
            call(source, table, "create_index", f"'ix_x_{history.count()}'", "['not_there']"),
            call(source, table, "create_unique_constraint", "'uq_not_there'", "['not_there']"),
            call(source, table, "create_check_constraint", "'ck_not_there'", "'not_there > 0'"),
            _alter(history, table, "ALTER COLUMN not_there SET DEFAULT 0"),
            source.execute(f"UPDATE {table.sql} SET not_there = 1"),
            source.execute(f"INSERT INTO {table.sql} (not_there) VALUES (1)"),
            source.execute(f"CREATE VIEW v_not_there AS SELECT not_there FROM {table.sql}"),
            source.execute(f"COMMENT ON COLUMN {table.sql}.not_there IS 'x'"),
            source.execute(f"CREATE INDEX ON {table.sql} ({quote(other)}) WHERE not_there"),
            _alter(history, table, "DROP COLUMN IF EXISTS not_there"),
        ]
    )


def missing_index(history):
    return history.source.pick(
        ["op.drop_index('ix_not_there')", "op.execute('ALTER INDEX ix_not_there RENAME TO x')", "op.execute('DROP INDEX ix_no')"]
    )


def missing_constraint(history):
    table, source = _table(history), history.source
    return source.pick(
        [
            call(source, table, "drop_constraint", "'uq_not_there'", "type_='unique'"),
            _alter(history, table, "RENAME CONSTRAINT not_there TO x"),
            _alter(history, table, "VALIDATE CONSTRAINT not_there"),
            f"op.drop_constraint(None, {table.name!r}, type_='foreignkey')",
        ]
    )


def missing_schema(history):
    table = _table(history)
    return history.source.pick(
        [
            "op.create_table('x', sa.Column('id', sa.Integer(), primary_key=True), schema='nowhere')",
            "op.execute('CREATE TABLE nowhere.x (id integer)')",
            "op.execute('DROP SCHEMA nowhere')",
            "op.execute('ALTER SCHEMA nowhere RENAME TO somewhere')",
            f"op.add_column({table.name!r}, sa.Column('a', sa.Integer()), schema='nowhere')",
            _alter(history, table, "SET SCHEMA nowhere"),
            "op.execute('CREATE SEQUENCE nowhere.s')",
            "op.execute('DROP TABLE IF EXISTS nowhere.x')",
            "op.execute(\"CREATE TYPE nowhere.e AS ENUM ('a')\")",
        ]
    )


def missing_type(history):
    table, source = _table(history), history.source
    column = quote(source.pick(table.columns).name)
    return source.pick(
        [
            call(source, table, "add_column", after=f"sa.Column('kind_{history.count()}', sa.Enum('a', 'b', name='absent_kind'))"),
            _alter(history, table, "ADD COLUMN more absent_kind"),
            _alter(history, table, f"ALTER COLUMN {column} TYPE absent_kind USING {column}::text::absent_kind"),
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
    table, count = _table(history), history.count()
    return history.source.pick(
        [
            history.source.execute(f"CREATE TRIGGER t_{count} BEFORE INSERT ON {table.sql} FOR EACH ROW EXECUTE FUNCTION nothing()"),
            "op.execute('DROP FUNCTION nothing()')",
            "op.execute('DROP FUNCTION nothing')",
            history.source.execute(f"DROP TRIGGER nothing ON {table.sql}"),
            history.source.execute(f"DROP POLICY nothing ON {table.sql}"),
            _alter(history, table, "ADD COLUMN made text DEFAULT make_it()"),
            "op.execute('DROP EXTENSION nothing')",
            "op.execute('CREATE EXTENSION nothing')",
        ]
    )


def object_again(history):
    state, source = history.state, history.source
    function = next((f"op.execute({f'CREATE FUNCTION {one.sql}() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql'!r})" for one in state.functions if one.trigger), None)
    found = [source.execute(f"CREATE VIEW {view.sql} AS SELECT 1 AS one") for view in state.views]
    found += [source.execute(f"CREATE SEQUENCE {one.sql}") for one in state.sequences]
    found += [source.execute(f"CREATE SCHEMA {quote(name)}") for name in state.schemas]
    found += [source.execute(f"CREATE EXTENSION {quote(name)}") for name in state.extensions]
    found += [function] if function else []
    found += [source.execute(f"CREATE DOMAIN {one.sql} AS text") for one in state.types if isinstance(one, Domain)]
    found += [source.execute(f"CREATE TRIGGER {quote(name)} AFTER DELETE ON {table.sql} FOR EACH ROW EXECUTE FUNCTION {one.sql}()")
              for table in state.tables for name in table.triggers for one in state.functions if one.trigger]
    found += [source.execute(f"CREATE POLICY {name} ON {table.sql}") for table in state.tables for name, _ in table.policies]
    return source.pick(found)


def rename_to_taken(history):
    table, source = _table(history, lambda one: len(one.columns) > 1), history.source
    other = _table(history, lambda one: one is not table and one.schema == table.schema)
    one, two = source.sample(table.columns, 2)
    found = [call(source, table, "alter_column", after=f"{one.name!r}, new_column_name={two.name!r}")]
    found += [f"op.rename_table({table.name!r}, {other.name!r}{in_schema(table)})"] if other else []
    if len(table.constraints) > 1:
        first, second = table.constraints[:2]
        found.append(_alter(history, table, f"RENAME CONSTRAINT {quote(first.name)} TO {quote(second.name)}"))
    if table.indexes:
        prefix = f"{quote(table.schema)}." if table.schema else ""
        found.append(source.execute(f"ALTER INDEX {prefix}{quote(table.indexes[0].name)} RENAME TO {quote(table.name)}"))
    return source.pick(found)


# ---- Enums

def enum_again(history):
    enum = history.source.pick(history.state.enums())
    count = history.count()
    column = f"sa.Column('kind', {enum_python(enum, generic=True)})"
    return history.source.pick(
        [
            f"op.create_table('kinds_{count}', sa.Column('id', sa.Integer(), primary_key=True), {column})",
            f"op.create_table('kinds_{count}', sa.Column('kind', {enum_python(enum)}))",
            f"op.create_table('kinds_{count}', sa.Column('kind', {enum_python(enum, 'False', generic=True)}))",
            f"op.execute({f'CREATE TYPE {enum.sql} AS ENUM (' + chr(39) + 'a' + chr(39) + ')'!r})",
            f"{enum_python(enum, generic=True)}.create(op.get_bind())",
            f"{enum_python(enum)}.create(op.get_bind())",
            f"{enum_python(enum)}.create(op.get_bind(), checkfirst=False)",
        ]
    )


def enum_created_by_both(history):
    enum = Enum(None, history.relation_name("both_kind", None), ["a", "b"])
    create = f"{enum_python(enum)}.create(op.get_bind(), checkfirst=True)"
    return f"{create}\nop.create_table('both_{history.count()}', sa.Column('kind', {enum_python(enum, generic=True)}))"


def enum_in_two_tables(history):
    """The second is silent in the same run, and fails in another."""
    enum = Enum(None, history.relation_name("shared_kind", None), ["a", "b"])
    column, count = f"sa.Column('kind', {enum_python(enum, generic=True)})", history.count()
    return f"op.create_table('first_{count}', {column})", f"op.create_table('second_{count}', {column})"


def enum_forgotten_but_remembered(history):
    """Dropped by hand: in the same run SQLAlchemy does not create it again."""
    enum = Enum(None, history.relation_name("memo_kind", None), ["a", "b"])
    count = history.count()
    make = f"op.create_table('memo_{count}', sa.Column('kind', {enum_python(enum, generic=True)}))"
    drop = f"op.drop_table('memo_{count}')\nop.execute('DROP TYPE {enum.name}')"
    return f"{make}\n{drop}", make


def enum_left_behind(history):
    """A table's downgrade that forgets the type: the next upgrade finds it."""
    enum = Enum(None, history.relation_name("left_kind", None), ["a", "b"])
    count = history.count()
    return f"op.create_table('left_{count}', sa.Column('kind', {enum_python(enum, generic=True)}))", None, f"op.drop_table('left_{count}')"


def enum_dropped_in_use(history):
    enum = history.source.pick([one for one in history.state.types if history.state.users(one)])
    kind = "DOMAIN" if isinstance(enum, Domain) else "TYPE"
    return history.source.execute(f"DROP {kind} {enum.sql}{history.source.pick(['', '', ' CASCADE'])}")


def enum_value_at_once(history):
    """Used in the transaction that added it."""
    state, source = history.state, history.source
    enum = source.pick([one for one in state.enums() if [1 for table, _ in state.users(one) if table.is_plain()]])
    table, column = source.pick([(table, column) for table, column in state.users(enum) if table.is_plain()])
    add = source.execute(f"ALTER TYPE {enum.sql} ADD VALUE 'brand_new'")
    use = source.execute(
        source.pick(
            [
                f"ALTER TABLE {table.sql} ALTER COLUMN {quote(column.name)} SET DEFAULT 'brand_new'",
                f"UPDATE {table.sql} SET {quote(column.name)} = 'brand_new'",
                f"UPDATE {table.sql} SET {quote(column.name)} = 'brand_new' WHERE {quote(column.name)} IS NULL",
                f"ALTER TABLE {table.sql} ADD CHECK ({quote(column.name)} <> 'brand_new')",
            ]
        )
    )
    return (add, use) if source.chance(0.5) else f"{add}\n{use}"


def enum_label_missing(history):
    state, source = history.state, history.source
    enum = source.pick(state.enums())
    users = [(table, column) for table, column in state.users(enum) if table.is_plain()]
    found = [
        f"ALTER TYPE {enum.sql} RENAME VALUE 'never' TO 'ever'",
        f"ALTER TYPE {enum.sql} ADD VALUE {literal(enum.labels[0])}",
        f"ALTER TYPE {enum.sql} ADD VALUE 'x' BEFORE 'never'",
        f"ALTER TYPE {enum.sql} RENAME VALUE {literal(enum.labels[0])} TO {literal(enum.labels[-1])}",
    ]
    for table, column in users[:1] * 3:
        found.append(f"ALTER TABLE {table.sql} ALTER COLUMN {quote(column.name)} SET DEFAULT 'never'")
        found.append(f"UPDATE {table.sql} SET {quote(column.name)} = 'never'")
    return source.execute(source.pick(found))


# ---- Types, defaults and rows that do not fit

def bad_cast(history):
    source = history.source
    table = _table(history, lambda one: _columns(one, "text", "json", "jsonb", "boolean", "uuid", "bytes", "time", "enum"))
    column = source.pick(_columns(table, "text", "json", "jsonb", "boolean", "uuid", "bytes", "time", "enum"))
    to = source.pick(["sa.Integer()", "sa.Boolean()", "postgresql.UUID()", "sa.Date()", "postgresql.JSONB()", "sa.LargeBinary()"])
    using = source.pick(["", "", f", postgresql_using={quote(column.name) + '::integer'!r}"])
    return call(source, table, "alter_column", after=f"{column.name!r}, type_={to}{using}")


def bad_default(history):
    source = history.source
    table = _table(history, lambda one: _columns(one, "integer", "boolean", "time", "uuid", "jsonb", "numeric", "enum"))
    column = source.pick(_columns(table, "integer", "boolean", "time", "uuid", "jsonb", "numeric", "enum"))
    default = source.pick(["'maybe'", "'abc'", "'{'", "now()", "true", "5", "nothing()", "other_column", "'{}'::jsonb"])
    if source.chance(0.4):
        python = f"sa.Column('d_{history.count()}', {column.kind.python}, server_default=sa.text({default!r}))"
        return call(source, table, "add_column", after=python)
    return call(source, table, "alter_column", after=f"{column.name!r}, server_default=sa.text({default!r})")


def default_in_the_way(history):
    """A type with a default that cannot follow."""
    source = history.source
    table = _table(history, lambda one: any(column.default and column.kind.family == "text" for column in one.columns))
    column = source.pick([one for one in table.columns if one.default and one.kind.family == "text"])
    enum = Enum(None, history.relation_name("late_kind", None), ["a", "b"])
    create = source.execute(f"CREATE TYPE {enum.sql} AS ENUM ('a', 'b')")
    using = f"{quote(column.name)}::{enum.sql}"
    return f"{create}\n" + call(source, table, "alter_column", after=f"{column.name!r}, type_={enum_python(enum, 'False')}, postgresql_using={using!r}")


def not_null_with_rows(history):
    source = history.source
    table = _table(history, lambda one: one.rows)
    nulls = [one for one in table.columns if one.has_null]
    name = f"needed_{history.count()}"
    found = [
        call(source, table, "add_column", after=f"sa.Column({name!r}, sa.String(), nullable=False)"),
        _alter(history, table, f"ADD COLUMN {name} integer NOT NULL"),
    ]
    if nulls:
        column = source.pick(nulls)
        found += [call(source, table, "alter_column", after=f"{column.name!r}, nullable=False")] * 2
        found.append(_alter(history, table, f"ADD PRIMARY KEY ({quote(column.name)})"))
    return source.pick(found)


def insert_wrongly(history):
    source, table = history.source, _table(history)
    needed = [one for one in table.columns if not one.nullable and not one.default and not one.serial and not one.identity]
    column = source.pick(table.columns)
    found = [f"INSERT INTO {table.sql} ({quote(column.name)}) VALUES ('not of this type')"]
    found += [f"INSERT INTO {table.sql} ({quote(one.name)}) VALUES (NULL)" for one in needed]
    found += [f"INSERT INTO {table.sql} DEFAULT VALUES"]
    found += [f"INSERT INTO {table.sql} ({quote(column.name)}) VALUES (1, 2)"]
    return source.execute(source.pick(found))


def twice_the_same_row(history):
    source = history.source
    table = _table(history, lambda one: one.primary() and one.primary().columns[0].kind.family in ("integer", "text"),
                   lambda one: all(column.nullable or column.default or column in one.primary().columns for column in one.columns))
    column = table.primary().columns[0]
    if column.identity == "ALWAYS":
        return source.execute(f"INSERT INTO {table.sql} ({quote(column.name)}) VALUES (1)")
    return source.execute(f"INSERT INTO {table.sql} ({quote(column.name)}) VALUES ('77'), ('77')")


def unique_over_rows(history):
    source = history.source
    table = _table(history, lambda one: one.rows > 1)
    name = f"same_{history.count()}"
    add = call(source, table, "add_column", after=f"sa.Column({name!r}, sa.Integer(), server_default='1', nullable=False)")
    unique = call(source, table, "create_unique_constraint", f"'uq_{name}'", f"[{name!r}]")
    return f"{add}\n{source.pick([unique, call(source, table, 'create_index', f'{name!r}', f'[{name!r}], unique=True')])}"


def check_over_rows(history):
    source = history.source
    table = _table(history, lambda one: one.rows and _columns(one, "integer"))
    column = source.pick(_columns(table, "integer"))
    return call(source, table, "create_check_constraint", f"'ck_{history.count()}'", repr(f"{quote(column.name)} < 0"))


def reference_over_rows(history):
    source = history.source
    table = _table(history, lambda one: one.rows and _columns(one, "integer"))
    target = _table(history, lambda one: one.primary() and one.primary().columns[0].kind.family == "integer")
    schema = f", referent_schema={target.schema!r}" if target.schema else ""
    after = f"{target.name!r}, [{source.pick(_columns(table, 'integer')).name!r}], [{target.primary().columns[0].name!r}]{schema}"
    return call(source, table, "create_foreign_key", f"'fk_{history.count()}'", after, keyword="source_schema")


# ---- References and what is in use

def reference_to_not_unique(history):
    source = history.source
    table, target = _table(history), _table(history)
    column = source.pick(target.columns)
    name = f"ref_{history.count()}"
    add = _alter(history, table, f"ADD COLUMN {name} {column.kind.of.sql if column.kind.of else column.kind.sql}")
    schema = f", referent_schema={target.schema!r}" if target.schema else ""
    after = f"{target.name!r}, [{name!r}], [{column.name!r}]{schema}"
    return add + "\n" + call(source, table, "create_foreign_key", f"'fk_{name}'", after, keyword="source_schema")


def reference_of_other_type(history):
    source = history.source
    target = _table(history, lambda one: one.primary())
    name = f"wrong_{history.count()}"
    kind = source.pick(["sa.Boolean()", "sa.Date()", "sa.String()", "sa.Integer()", "postgresql.UUID()"])
    key = f"sa.ForeignKey({f'{target.dotted}.{target.primary().columns[0].name}'!r})"
    if source.chance(0.5):
        return f"op.create_table({name!r}, sa.Column('id', sa.Integer(), primary_key=True), sa.Column('other', {kind}, {key}))"
    return call(source, _table(history), "add_column", after=f"sa.Column({name!r}, {kind}, {key})")


def drop_in_use(history):
    state, source = history.state, history.source
    found = [drop_table(source, table) for table in state.tables if state.references(table) or state.views_of(table)]
    found += [call(source, table, "drop_constraint", repr(table.primary().name), "type_='primary'")
              for table in state.tables if table.primary() and state.references(table)]
    for view in state.views:
        column = source.pick(view.columns)
        table = view.tables[0]
        found.append(call(source, table, "drop_column", after=repr(column.name)))
        found.append(call(source, table, "alter_column", after=f"{column.name!r}, type_=sa.Text()"))
    found += [source.execute(f"DROP FUNCTION {one.sql}") for one in state.functions if one.trigger]
    found += [source.execute(f"DROP SEQUENCE {one.sql}") for one in state.sequences if one.owner]
    found += [source.execute(f"DROP SCHEMA {quote(name)}{source.pick(['', '', ' CASCADE'])}") for name in state.schemas]
    found += [call(source, table, "drop_column", after=repr(column.name)) for table in state.tables for _, column in table.policies]
    return source.pick(found)


def cascade(history):
    """What goes with it is missed later."""
    state, source = history.state, history.source
    found = [drop_table(source, table, cascade=True) for table in state.tables if state.references(table) or state.views_of(table)]
    found += [source.execute(f"DROP TYPE {one.sql} CASCADE") for one in state.types if state.users(one)]
    found += [_alter(history, view.tables[0], f"DROP COLUMN {quote(view.columns[0].name)} CASCADE") for view in state.views]
    found += [source.execute(f"DROP FUNCTION {one.sql} CASCADE") for one in state.functions]
    return source.pick(found)


def used_column(history):
    """Its indexes and constraints go with it, and the downgrade does not make them."""
    table = _table(history, lambda one: any(one.about(column) for column in one.columns))
    column = history.source.pick([one for one in table.columns if table.about(one)])
    return call(history.source, table, "drop_column", after=repr(column.name))


# ---- Of the wrong kind, or in the wrong place

def wrong_kind(history):
    state, source = history.state, history.source
    table = _table(history)
    found = [f"op.drop_index({key.name!r}{in_schema(table)})" for key in table.constraints if key.kind in ("unique", "primary")] * 2
    found += [call(source, table, "drop_constraint", repr(index.name), "type_='unique'") for index in table.indexes]
    found += [source.execute(f"DROP VIEW {table.sql}"), source.execute(f"DROP SEQUENCE {table.sql}"), source.execute(f"DROP INDEX {table.sql}")]
    found += [source.execute(f"DROP TYPE {table.sql}"), source.execute(f"DROP MATERIALIZED VIEW {table.sql}")]
    found += [source.execute(f"DROP TABLE {view.sql}") for view in state.views]
    found += [source.execute(f"DROP VIEW {view.sql}") for view in state.views if view.materialized]
    found += [f"op.add_column({view.name!r}, sa.Column('a', sa.Integer()){in_schema(view)})" for view in state.views]
    found += [f"op.create_index('ix_v', {view.name!r}, [{view.columns[0].name!r}]{in_schema(view)})" for view in state.views]
    found += [source.execute(f"DROP TYPE {one.sql}") for one in state.types if isinstance(one, Domain)]
    found += [source.execute(f"DROP DOMAIN {one.sql}") for one in state.enums()]
    found += [source.execute(f"DROP INDEX {quote(key.name)}") for key in table.constraints if key.kind in ("check", "foreignkey")]
    found += [_alter(history, part, "ADD COLUMN extra integer") for one in state.tables for part in one.partitions]
    return source.pick(found)


def concurrently_inside(history):
    source, table = history.source, _table(history)
    index = history.index(table, [table.columns[0]])
    found = [create_index(source, table, index, concurrently=True, by_sql=False)]
    found += [source.execute(f"DROP INDEX CONCURRENTLY {quote(one.name)}") for one in table.indexes if not table.schema]
    found += [source.execute(f"VACUUM {table.sql}"), source.execute(f"REINDEX TABLE CONCURRENTLY {table.sql}")]
    return source.pick(found)


def not_possible(history):
    source, table = history.source, _table(history, lambda one: one.columns)
    column = source.pick(table.columns)
    name, count = quote(column.name), history.count()
    generated = [one for one in table.columns if one.generated]
    identity = [one for one in table.columns if one.identity]
    found = [
        _alter(history, table, f"ALTER COLUMN {name} DROP IDENTITY"),
        _alter(history, table, f"ALTER COLUMN {name} DROP EXPRESSION"),
        _alter(history, table, f"ALTER COLUMN {name} ADD GENERATED ALWAYS AS IDENTITY"),
        _alter(history, table, "ADD COLUMN xmin integer"),
        _alter(history, table, "ADD COLUMN g timestamptz GENERATED ALWAYS AS (now()) STORED"),
        _alter(history, table, f"ADD COLUMN s integer DEFAULT {name}"),
        source.execute(f"CREATE INDEX ix_now_{count} ON {table.sql} ({name}) WHERE now() > '2024-01-01'"),
        source.execute(f"CREATE INDEX ix_gin_{count} ON {table.sql} USING gin ({name})"),
        source.execute(f"CREATE INDEX ix_none_{count} ON {table.sql} USING nothing ({name})"),
        source.execute(f"CREATE INDEX ix_btree_{count} ON {table.sql} ({', '.join([name, name])})"),
        source.execute(f"CREATE TABLE twice_{count} (a integer, a text)"),
        source.execute(f"CREATE TABLE two_keys_{count} (a integer PRIMARY KEY, b integer PRIMARY KEY)"),
        source.execute(f"CREATE TABLE self_{count} (a integer, CONSTRAINT c CHECK (a > 0), CONSTRAINT c CHECK (a > 1))"),
        source.execute(f"CREATE TABLE of_{table.name.lower()}_{count} PARTITION OF {table.sql} DEFAULT"),
        source.execute(f"CREATE OR REPLACE VIEW {table.sql} AS SELECT 1 AS a"),
        source.execute(f"ALTER TABLE {table.sql} DROP"),
        source.execute(f"SELEC 1"),
        source.execute(f"CREATE TRIGGER t_{count} BEFORE INSERT ON {table.sql} FOR EACH ROW EXECUTE FUNCTION now()"),
        source.execute(f"ALTER TABLE {table.sql} ADD CHECK ({name})"),
        source.execute(f"ALTER TABLE {table.sql} ADD CHECK ((SELECT count(*) FROM {table.sql}) > 0)"),
        source.execute(f"ALTER TABLE {table.sql} ADD CHECK (sum({name}) > 0)"),
        source.execute("ALTER TABLE alembic_version ADD COLUMN x integer"),
        source.execute(f"CREATE SEQUENCE bad_{count} MINVALUE 10 START 5"),
        source.execute(f"CREATE SEQUENCE bad_{count} INCREMENT BY 0"),
    ]
    for one in generated:
        found += [_alter(history, table, f"ALTER COLUMN {quote(one.name)} SET DEFAULT 1")] * 3
        found.append(source.execute(f"UPDATE {table.sql} SET {quote(one.name)} = 1"))
    for one in identity:
        found += [_alter(history, table, f"ALTER COLUMN {quote(one.name)} DROP NOT NULL")] * 2
        found += [_alter(history, table, f"ALTER COLUMN {quote(one.name)} SET DEFAULT 1")] * 2
    for view in history.state.views:
        if not view.materialized:
            found += [source.execute(f"CREATE OR REPLACE VIEW {view.sql} AS SELECT 1 AS other_name")] * 2
    return source.pick(found)


def primary_key_nullable(history):
    table = _table(history, lambda one: one.primary())
    column = table.primary().columns[0]
    if history.source.chance(0.5):
        return call(history.source, table, "alter_column", after=f"{column.name!r}, nullable=True")
    return call(history.source, table, "drop_constraint", repr(table.primary().name + "x"), "type_='primary'")


def search_path(history):
    table = _table(history)
    schema = quote(history.source.pick(history.state.schemas))
    return history.source.execute(f"SET LOCAL search_path TO {schema}") + f"\nop.add_column({table.name!r}, sa.Column('sp', sa.Integer()))"


_WRONG = [table_again, column_again, index_again, index_named_as_table, constraint_again, second_primary_key]
_WRONG += [missing_table, missing_table, missing_column, missing_column, missing_index, missing_constraint, missing_schema]
_WRONG += [missing_type, missing_type, missing_function, object_again, object_again, rename_to_taken]
_WRONG += [enum_again, enum_again, enum_created_by_both, enum_in_two_tables, enum_forgotten_but_remembered, enum_left_behind, enum_dropped_in_use, enum_value_at_once]
_WRONG += [enum_value_at_once, enum_label_missing, bad_cast, bad_cast, bad_default, bad_default, default_in_the_way]
_WRONG += [not_null_with_rows, not_null_with_rows, insert_wrongly, twice_the_same_row, unique_over_rows, check_over_rows]
_WRONG += [reference_over_rows, reference_to_not_unique, reference_of_other_type, drop_in_use, drop_in_use, cascade]
_WRONG += [used_column, wrong_kind, wrong_kind, concurrently_inside, not_possible, not_possible, not_possible]
_WRONG += [primary_key_nullable, search_path]


def choose(source):
    return source.pick(_WRONG)


def make(history, wrong):
    """(Step, Step of a later revision or None); None when it cannot be made in this state."""
    try:
        made = wrong(history)
    except (AttributeError, IndexError, ValueError):  # nothing of the kind is there
        return None
    up, later, down = (*made, None, None)[:3] if isinstance(made, tuple) else (made, None, None)
    words = wrong.__name__.replace("_", " ")
    return Step(up, down or "", (), words), Step(later, "", (), words) if later else None
