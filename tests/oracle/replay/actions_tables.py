"""Actions on whole tables: each changes the state and returns the step that does the same, or None when it cannot."""

import names
from build import Step
from model import Column, Enum, Table, literal, quote
from source import create_table, drop_index, drop_table, enum_python, in_schema, kind_of


def _key(history, table):
    source = history.source
    way = source.randrange(10)
    if way < 6:
        kind = names.BIGINT if source.chance(0.2) else names.INTEGER
        return Column("id", kind, nullable=False, serial=True)
    if way < 8:
        return Column("id", names.UUID, nullable=False, default="gen_random_uuid()" if source.chance(0.7) else None)
    if way == 8:
        return Column("id", names.BIGINT, nullable=False, identity=source.pick(["ALWAYS", "BY DEFAULT"]))
    return Column("code", names.SHORT, nullable=False)


def _references(history, table):
    """A column that refers to another table, with its foreign key."""
    target = history.table(
        lambda one: not one.partition_key and not one.children, lambda one: any(len(key) == 1 for key in one.keys())
    )
    if not target:
        return
    key = history.source.pick([key for key in target.keys() if len(key) == 1])
    taken = {column.name for column in table.columns}
    name = history.unused(f"{target.name.lower().rstrip('s')}_{key[0].name}", taken)
    column = Column(name, key[0].kind, nullable=history.source.chance(0.5))
    table.columns.append(column)
    table.constraints.append(history.foreign_key(table, column, target, key, unnamed=0.6))


def _constraints(history, table):
    source = history.source
    # In one CREATE TABLE, PostgreSQL makes one of a primary key and a unique constraint on the same columns.
    keys = table.constraints[0].columns if table.constraints else []
    free = [one for one in table.columns if one.kind.family in names.DISTINCT and one not in keys]
    if free and source.chance(0.3):
        table.constraints.append(history.constraint(table, "unique", [source.pick(free)], unnamed=0.5))
    checked = [column for column in free if column.kind.family in names.CHECKS]
    if checked and source.chance(0.15):
        column = source.pick(checked)
        text = source.pick(names.CHECKS[column.kind.family])
        table.constraints.append(history.constraint(table, "check", [column], text=text, unnamed=0.0))
    if free and source.chance(0.25):
        table.indexes.append(history.index(table, [source.pick(free)], unique=source.chance(0.2)))


def _new_enum(history):
    source = history.source
    name = history.relation_name(source.pick(names.ENUMS), None)
    return Enum(None, name, source.sample(names.LABELS, source.randint(2, 4)))


def new_table(history):
    source = history.source
    schema = history.schema()
    table = Table(schema, history.relation_name(source.pick(names.TABLES), schema))
    keyed = source.chance(0.9)
    if keyed:
        table.columns.append(_key(history, table))
    for _ in range(source.randint(1, 5)):
        table.columns.append(history.column(table))
    if keyed:
        key = table.columns[0]
        table.constraints.append(history.constraint(table, "primary", [key], unnamed=0.7))
    for _ in range(source.choice([0, 0, 1, 1, 2])):
        _references(history, table)
    if keyed and source.chance(0.08):
        parent = Column("parent_id", key.kind)
        table.columns.append(parent)
        table.constraints.append(history.foreign_key(table, parent, table, [key], unnamed=0.6))
    _constraints(history, table)
    if source.chance(0.08):
        table.comment = source.pick(names.COMMENTS)
    return table


def _drop_enum(history, enum):
    return history.source.pick(
        [
            f"op.execute({f'DROP TYPE {enum.sql}'!r})",
            f"op.execute({f'DROP TYPE IF EXISTS {enum.sql}'!r})",
            f"sa.Enum(name={enum.name!r}{in_schema(enum)}).drop(op.get_bind(), checkfirst=False)",
            f"{enum_python(enum)}.drop(op.get_bind())",
        ]
    )


def create(history):
    source = history.source
    table = new_table(history)
    created = []
    if source.chance(0.12):
        enum = _new_enum(history)
        column = history.column(table, kind_of(enum), plain=True)
        table.columns.append(column)
        created.append(enum)
        history.state.types.append(enum)
    up = create_table(source, table, created)
    if not created and source.chance(0.05):
        up = f"if not sa.inspect(op.get_bind()).has_table({table.name!r}{in_schema(table)}):\n" + "\n".join(
            "    " + line for line in up.split("\n")
        )
    down = []
    if source.chance(0.6):
        down = [drop_index(source, table, index) for index in table.indexes]
    down.append(drop_table(source, table))
    down += [_drop_enum(history, enum) for enum in created]
    history.state.tables.append(table)
    return Step(up, "\n".join(down), (table, *created, *[key.target for key in table.constraints if key.target]))


def associate(history):
    """A table between two others, with a key of both."""
    source = history.source
    keyed = lambda one: one.primary() and len(one.primary().columns) == 1
    one, other = history.table(keyed, lambda one: one.is_plain()), history.table(keyed, lambda one: one.is_plain())
    if not one or one is other:
        return None
    table = Table(one.schema, history.relation_name(f"{one.name}_{other.name}"[:30].lower(), one.schema))
    for target in (one, other):
        key = target.primary().columns[0]
        column = Column(f"{target.name.lower()}_{key.name}", key.kind, nullable=False)
        table.columns.append(column)
    if table.columns[0].name == table.columns[1].name or any(column.kind.of for column in table.columns):
        return None
    table.constraints.append(history.constraint(table, "primary", list(table.columns), unnamed=0.8))
    for target, column in zip((one, other), table.columns):
        constraint = history.foreign_key(table, column, target, target.primary().columns, unnamed=0.5)
        if constraint.name in {key.name for key in table.constraints}:
            return None
        constraint.options.pop("deferrable", None)
        table.constraints.append(constraint)
    step = Step(create_table(source, table), drop_table(source, table), (table, one, other))
    history.state.tables.append(table)
    return step


def copy(history):
    """CREATE TABLE LIKE and AS; nothing more is done with it."""
    source = history.source
    table = history.table(
        lambda one: one.is_plain() and not any(column.kind.of or column.default for column in one.columns)
    )
    if not table:
        return None
    made = Table(None, history.relation_name(f"{table.name[:30].lower()}_backup", None))
    like = source.pick(["", " INCLUDING DEFAULTS", " INCLUDING ALL"])
    text = f"CREATE TABLE {made.sql} (LIKE {table.sql}{like})"
    if source.chance(0.5):
        columns = ", ".join(quote(column.name) for column in table.columns)
        text = f"CREATE TABLE {made.sql} AS SELECT {columns} FROM {table.sql}"
    return Step(source.execute(text), drop_table(source, made), (table, made))


def _lonely(history):
    state = history.state
    return [
        table
        for table in state.tables
        if table.is_plain()
        and not [one for one, _ in state.references(table) if one is not table]
        and not state.views_of(table)
        and not table.triggers
        and not table.policies
        and not [one for one in state.sequences if one.owner and one.owner[0] is table]
        and all(key.valid for key in table.constraints)
    ]


def drop(history):
    found = _lonely(history)
    if not found:
        return None
    table = history.source.pick(found)
    up = drop_table(history.source, table)
    down = create_table(history.source, table)
    history.state.tables.remove(table)
    return Step(up, down, (table,))


def drop_cascade(history):
    """The tables that refer to it lose their foreign keys; its views go."""
    state, source = history.state, history.source
    found = [table for table in state.tables if table.is_plain() and state.references(table) and table.rows == 0]
    found = [table for table in found if not table.triggers and not table.policies and not state.views_of(table)]
    found = [table for table in found if not any(key.target is table for key in table.constraints)]
    found = [table for table in found if not any(one.owner and one.owner[0] is table for one in state.sequences)]
    found = [table for table in found if all(one.rows == 0 for one, _ in state.references(table))]
    if not found:
        return None
    table = source.pick(found)
    up = drop_table(source, table, cascade=True)
    down = [create_table(source, table)]
    touched = [table]
    for other, key in state.references(table):
        down.append(history.add_constraint(other, key))
        other.constraints.remove(key)
        touched.append(other)
    state.tables.remove(table)
    return Step(up, "\n".join(down), tuple(touched))


def rename(history):
    table = history.table(lambda one: one.is_plain())
    if not table:
        return None
    name = history.relation_name(history.source.pick(names.TABLES), table.schema)
    by_sql = history.source.chance(0.3)
    schema = in_schema(table)

    def write(one, to):
        if by_sql:
            prefix = f"{quote(table.schema)}." if table.schema else ""
            return history.source.execute(f"ALTER TABLE {prefix}{quote(one)} RENAME TO {quote(to)}")
        return f"op.rename_table({one!r}, {to!r}{schema})"

    step = Step(write(table.name, name), write(name, table.name), (table,))
    table.name = name
    return step


def set_schema(history):
    state, source = history.state, history.source
    table = history.table(lambda one: one.is_plain(), lambda one: not state.views_of(one))
    targets = [schema for schema in [None, *state.schemas] if table and schema != table.schema]
    if not targets:
        return None
    target = source.pick(targets)
    moved = {table.name, *(one.name for one in table.constraints), *(one.name for one in table.indexes)}
    moved |= {f"{table.name}_{column.name}_seq" for column in table.columns}
    if moved & state.taken(target):
        return None
    before = table.sql
    up = source.execute(f"ALTER TABLE {before} SET SCHEMA {quote(target or 'public')}")
    old, table.schema = table.schema, target
    down = source.execute(f"ALTER TABLE {table.sql} SET SCHEMA {quote(old or 'public')}")
    return Step(up, down, (table,))


def create_partitioned(history):
    source = history.source
    table = Table(None, history.relation_name(source.pick(["measurement", "log_entry", "metric"]), None))
    day = Column("day", names.DATE, nullable=False)
    table.columns = [Column("id", names.BIGINT, nullable=False), day, Column("value", names.NUMERIC)]
    table.partition_key = day
    if source.chance(0.6):
        table.constraints.append(history.constraint(table, "primary", [table.columns[0], day], unnamed=0.7))
    ups = [create_table(source, table)]
    for year in range(2023, 2023 + source.randint(1, 2)):
        part = _partition(history, table, year)
        ups.append(source.execute(f"CREATE TABLE {part.sql} PARTITION OF {table.sql} FOR VALUES {_bound(year)}"))
    if source.chance(0.3):
        part = _partition(history, table, "rest")
        ups.append(source.execute(f"CREATE TABLE {part.sql} PARTITION OF {table.sql} DEFAULT"))
    history.state.tables.append(table)
    return Step("\n".join(ups), drop_table(source, table), (table, *table.partitions))


def _bound(year):
    return f"FROM ('{year}-01-01') TO ('{year + 1}-01-01')"


def _partition(history, table, suffix):
    part = Table(None, history.relation_name(f"{table.name}_{suffix}", None), partition_of=table)
    part.year = suffix
    table.partitions.append(part)
    history.state.tables.append(part)
    return part


def detach_partition(history):
    parts = [one for one in history.state.tables if one.partition_of and isinstance(one.year, int) and not one.indexes]
    if not parts:
        return None
    part = history.source.pick(parts)
    table = part.partition_of
    if any(other.year == "rest" for other in table.partitions):
        return None
    up = history.source.execute(f"ALTER TABLE {table.sql} DETACH PARTITION {part.sql}")
    attach = f"ALTER TABLE {table.sql} ATTACH PARTITION {part.sql} FOR VALUES {_bound(part.year)}"
    part.detached = True
    table.partitions.remove(part)
    history.state.tables.remove(part)  # left alone from now on
    return Step(up, history.source.execute(attach), (table, part))


def inherit(history):
    source = history.source
    parent = history.table(lambda one: one.is_plain(), lambda one: not one.sql_only)
    if not parent or parent.schema or history.state.views_of(parent):
        return None
    child = Table(None, history.relation_name(f"{parent.name.lower()}_special", None), parent=parent)
    child.columns = [history.column(child, plain=True)]
    if parent.column(child.columns[0].name):
        return None
    child.inherited_names = {column.name for column in parent.columns}
    up, down = create_table(source, child), drop_table(source, child)
    parent.children.append(child)
    history.state.tables.append(child)
    return Step(up, down, (parent, child))


def comment(history):
    table = history.table(lambda one: one.is_plain())
    if not table:
        return None
    source, before = history.source, table.comment
    text = source.pick(names.COMMENTS)

    def write(value):
        if source.chance(0.5):
            return source.execute(f"COMMENT ON TABLE {table.sql} IS {literal(value) if value else 'NULL'}")
        if value is None:
            return f"op.drop_table_comment({source.text(table.name)}{in_schema(table)})"
        return f"op.create_table_comment({source.text(table.name)}, {source.text(value)}{in_schema(table)})"

    table.comment = text
    return Step(write(text), write(before), (table,))


ACTIONS = [
    (create, 16),
    (associate, 2),
    (copy, 0.4),
    (drop, 2),
    (drop_cascade, 1),
    (rename, 2),
    (set_schema, 1),
    (create_partitioned, 1),
]
ACTIONS += [(detach_partition, 0.5), (inherit, 0.7), (comment, 0.6)]
