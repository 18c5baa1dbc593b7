"""Random directives on tables, columns, constraints and indexes, alone and in batch blocks."""


def _table_constraint(parts, columns):
    some = parts.some(columns, 1, 2)
    texts = ", ".join(parts.text(column) for column in some)
    kind = parts.randrange(4)
    if kind == 0:
        name = parts.keywords(name=parts.name("uq", some, 0.3))
        return f"sa.UniqueConstraint({texts}{name})"
    if kind == 1:
        name = parts.keywords(name=parts.name("ck", some, 0.3))
        condition = parts.pick(["a > 0", "a <> ''", "a IN ('x', 'y')", "a::text LIKE '5%'", "(a IS NULL) = (b IS NULL)"])
        return f"sa.CheckConstraint({parts.text(condition)}{name})"
    if kind == 2:
        target = parts.pick(["people", "app.thing", "Mixed"])
        targets = ", ".join(parts.text(f"{target}.{column}") for column in ["x", "y"][: len(some)])
        name = parts.keywords(name=parts.name("fk", some, 0.3) if parts.chance(0.7) else None)
        return f"sa.ForeignKeyConstraint([{texts}], [{targets}, ]{name}{parts.foreign_key_options()})"
    return f"sa.Index({parts.name('ix', some, 0)}, {texts}{parts.keywords(unique=parts.maybe(0.3, 'True'))})"


def _create_table(parts):
    names = parts.column_names(1, 7)
    key = parts.some(names, 0, 2) if parts.chance(0.9) else []
    explicit = parts.chance(0.5)
    items = [parts.column(name, key=name in key and not explicit) for name in names]
    constraints = [_table_constraint(parts, names) for _ in range(parts.randint(0, 3))] if parts.chance(0.5) else []
    if key and explicit:
        texts = ", ".join(parts.text(name) for name in key)
        named = parts.keywords(name=parts.name("pk", [], 0.2) if parts.chance(0.4) else None)
        constraints.insert(parts.randint(0, len(constraints)), f"sa.PrimaryKeyConstraint({texts}{named})")
    options = parts.in_schema() + parts.keywords(
        comment=parts.comment() if parts.chance(0.1) else None,
        postgresql_partition_by=parts.maybe(0.04, "'RANGE (created_at)'", '"LIST (kind)"', "'HASH (id)'"),
        postgresql_tablespace=parts.maybe(0.02, "'fast'"),
        postgresql_inherits=parts.maybe(0.02, "'parent'", "('p1', 'P2')"),
        mysql_engine=parts.maybe(0.03, "'InnoDB'"),
        prefixes=parts.maybe(0.02, "['UNLOGGED']"),
        sqlite_autoincrement=parts.maybe(0.03, "True"),
    )
    lines = "".join(f"    {item},\n" for item in items + constraints)
    return f"op.create_table({parts.text(parts.table())},\n{lines.rstrip(chr(10) + ',')}{options}\n)"


def table(parts):
    kind = parts.randrange(8)
    name = parts.text(parts.table())
    if kind < 4:
        return _create_table(parts)
    if kind < 6:
        return f"op.drop_table({name}{parts.in_schema()})"
    if kind == 6:
        return f"op.rename_table({name}, {parts.text(parts.table())}{parts.in_schema()})"
    existing = parts.keywords(existing_comment=parts.maybe(0.5, "'old'", "None"))
    if parts.chance(0.5):
        return f"op.create_table_comment({name}, {parts.comment()}{existing}{parts.in_schema()})"
    return f"op.drop_table_comment({name}{existing}{parts.in_schema()})"


def add_or_drop_column(parts):
    name = parts.text(parts.table())
    if parts.chance(0.6):
        return f"op.add_column({name}, {parts.column(parts.column_name())}{parts.in_schema()})"
    return f"op.drop_column({name}, {parts.text(parts.column_name())}{parts.in_schema()})"


def _changes(parts):
    """Keywords of alter_column."""
    kind = parts.type() if parts.chance(0.4) else None
    return parts.keywords(
        existing_type=parts.type() if parts.chance(0.6) else None,
        type_=kind,
        nullable=parts.maybe(0.5, "True", "False"),
        server_default=parts.pick([parts.server_default(), "None"]) if parts.chance(0.2) else None,
        existing_server_default=parts.maybe(0.15, "sa.text('0')", "'x'", "None", "sa.text(\"'x'::character varying\")"),
        existing_nullable=parts.maybe(0.4, "True", "False"),
        comment=parts.pick([parts.comment(), "None"]) if parts.chance(0.1) else None,
        existing_comment=parts.maybe(0.1, "'old'", "None"),
        new_column_name=parts.text(parts.column_name()) if parts.chance(0.15) else None,
        postgresql_using=parts.text(parts.pick(["a::integer", "a::text::jsonb", "a + 1"])) if kind and parts.chance(0.3) else None,
    )


def alter_column(parts):
    place = f"{parts.text(parts.table())}, {parts.text(parts.column_name())}"
    return f"op.alter_column({place}{_changes(parts)}{parts.in_schema()})"


def _index_options(parts, columns):
    where = ["sa.text('deleted_at IS NULL')", "\"status = 'x'\"", "sa.column('a') > 5", "sa.text(\"a::text <> ''\")"]
    return parts.keywords(
        unique=parts.maybe(0.6, "True", "False"),
        postgresql_using=parts.maybe(0.15, "'gin'", '"btree"', "'GIST'"),
        postgresql_where=parts.maybe(0.15, *where),
        postgresql_ops=f"{{{columns[0]!r}: 'text_pattern_ops'}}" if parts.chance(0.08) else None,
        postgresql_include=parts.texts(parts.column_names(1, 2), tuples=False) if parts.chance(0.06) else None,
        postgresql_with=parts.maybe(0.04, "{'fillfactor': 70}", "{'fillfactor': 70, 'deduplicate_items': 'off'}"),
        postgresql_tablespace=parts.maybe(0.02, "'fast'"),
        postgresql_concurrently=parts.maybe(0.08, "True", "False"),
        mysql_length=parts.maybe(0.02, "{'a': 5}"),
    )


def _index_elements(parts, columns):
    if parts.chance(0.8):
        return parts.texts(columns, tuples=False)
    expression = ["sa.text('lower(name)')", "sa.text('created_at DESC')", "sa.func.lower(sa.column('Name'))"]
    expression += ["sa.literal_column('lower(email)')", "sa.text(\"(data->>'x')\")", "sa.column('id').desc()"]
    expression += ["sa.desc('order')", "sa.text('a DESC NULLS LAST')", "sa.column('a').desc().nullslast()"]
    return f"[{parts.pick(expression)}, {parts.text(columns[0])}]"


def index(parts):
    columns = parts.column_names(1, 3)
    name, where = parts.text(parts.table()), parts.in_schema()
    if parts.chance(0.65):
        head = f"{parts.name('ix', columns, 0.03)}, {name}, {_index_elements(parts, columns)}"
        return f"op.create_index({head}{_index_options(parts, columns)}{where})"
    table_name = parts.pick(["", f", {name}", f", table_name={name}"])
    concurrently = parts.keywords(postgresql_concurrently=parts.maybe(0.15, "True"))
    return f"op.drop_index({parts.name('ix', columns, 0)}{table_name}{concurrently}{where})"


def constraint(parts):
    columns = parts.column_names(1, 2)
    name, where = parts.text(parts.table()), parts.in_schema()
    kind = parts.randrange(6)
    if kind == 0:
        schemas = parts.in_schema("source_schema") + parts.in_schema("referent_schema")
        remote = parts.remote_names(len(columns))
        options = parts.foreign_key_options() + parts.keywords(postgresql_not_valid=parts.maybe(0.1, "True", "False"))
        target = parts.text(parts.table())
        local = parts.texts(columns, tuples=False)
        return f"op.create_foreign_key({parts.name('fk', columns)}, {name}, {target}, {local}, {remote}{options}{schemas})"
    if kind == 1:
        deferrable = parts.keywords(deferrable=parts.maybe(0.1, "True"))
        return f"op.create_unique_constraint({parts.name('uq', columns)}, {name}, {parts.texts(columns)}{deferrable}{where})"
    if kind == 2:
        return f"op.create_primary_key({parts.name('pk', [])}, {name}, {parts.texts(columns)}{where})"
    if kind == 3:
        condition = parts.pick(['"a > 0"', "sa.text('a > 0')", "sa.column('a') > 5", "sa.column('A').in_([1, 2])"])
        valid = parts.keywords(postgresql_not_valid=parts.maybe(0.15, "True"))
        return f"op.create_check_constraint({parts.name('ck', columns)}, {name}, {condition}{valid}{where})"
    type_ = parts.pick(["", ", type_='unique'", ", 'foreignkey'", ", type_='check'", ", type_='primary'"])
    return f"op.drop_constraint({parts.name('uq', columns, 0)}, {name}{type_}{where})"


def _in_batch(parts):
    columns = parts.column_names(1, 2)
    texts = parts.texts(columns, tuples=False)
    kind = parts.randrange(9)
    if kind < 2:
        return f"batch_op.add_column({parts.column(parts.column_name())})"
    if kind < 4:
        return f"batch_op.alter_column({parts.text(parts.column_name())}{_changes(parts)})"
    if kind == 4:
        return f"batch_op.drop_column({parts.text(parts.column_name())})"
    if kind == 5:
        elements = _index_elements(parts, columns)
        return f"batch_op.create_index({parts.name('ix', columns, 0)}, {elements}{_index_options(parts, columns)})"
    if kind == 6:
        return f"batch_op.create_unique_constraint({parts.name('uq', columns)}, {texts})"
    if kind == 7:
        remote = parts.remote_names(len(columns))
        options = parts.foreign_key_options()
        return f"batch_op.create_foreign_key({parts.name('fk', columns)}, 'users', {texts}, {remote}{options})"
    return parts.pick(
        [
            f"batch_op.drop_constraint({parts.name('uq', columns, 0)}, type_='unique')",
            f"batch_op.drop_index({parts.name('ix', columns, 0)})",
            f"batch_op.create_check_constraint({parts.name('ck', columns)}, 'a > 0')",
            "batch_op.execute('UPDATE t SET a = 1')",
            "op.execute('UPDATE u SET b = 2')",
            f"batch_op.create_table_comment({parts.comment()})",
        ]
    )


def batch(parts):
    schema = parts.schema()
    keyword = f", schema={parts.text(schema)}" if schema else parts.pick(["", ", schema=None"])
    body = "\n".join(_in_batch(parts) for _ in range(parts.randint(1, 4)))
    return f"with op.batch_alter_table({parts.text(parts.table())}{keyword}) as batch_op:\n{parts.indent(body)}"
