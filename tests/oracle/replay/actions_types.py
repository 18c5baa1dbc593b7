"""Actions on enums, domains and composite types: each changes the state and returns its step, or None."""

import names
from build import Step
from model import Column, Composite, Domain, Enum, Kind, literal, quote
from source import call, column_python, column_sql, enum_python, in_schema, kind_of


def _labels(labels):
    return ", ".join(literal(label) for label in labels)


def _drop_enum(history, enum):
    source = history.source
    return source.pick(
        [
            source.execute(f"DROP TYPE {enum.sql}"),
            source.execute(f"DROP TYPE IF EXISTS {enum.sql}"),
            f"sa.Enum(name={enum.name!r}{in_schema(enum)}).drop(op.get_bind(), checkfirst=False)",
            f"{enum_python(enum)}.drop(op.get_bind())",
            f"postgresql.ENUM(name={enum.name!r}{in_schema(enum)}).drop(op.get_bind(), checkfirst=True)",
        ]
    )


def _create_enum(history, enum):
    source = history.source
    create = f"CREATE TYPE {enum.sql} AS ENUM ({_labels(enum.labels)})"
    guarded = f"DO $$ BEGIN\n    {create};\nEXCEPTION\n    WHEN duplicate_object THEN null;\nEND $$"
    name = f"{enum.name.lower()}_enum"
    return source.pick(
        [
            source.execute(create),
            source.execute(create),
            source.execute(guarded),
            f"{enum_python(enum)}.create(op.get_bind())",
            f"{enum_python(enum)}.create(op.get_bind(), checkfirst=True)",
            f"{enum_python(enum, generic=True)}.create(op.get_bind(), checkfirst=False)",
            f"{name} = {enum_python(enum)}\n{name}.create(op.get_bind(), checkfirst=True)",
        ]
    )


def _new_enum(history):
    source, schema = history.source, history.schema()
    name = history.relation_name(source.pick(names.ENUMS), schema)
    return Enum(schema, name, source.sample(names.LABELS, source.randint(2, 4)))


def create_enum(history):
    enum = _new_enum(history)
    history.state.types.append(enum)
    return Step(_create_enum(history, enum), _drop_enum(history, enum), (enum,))


def add_enum_column(history):
    """The type and the column in one revision."""
    source = history.source
    table = history.table(lambda one: one.is_plain())
    if not table:
        return None
    enum = _new_enum(history)
    column = history.column(table, kind_of(enum), filled=table.rows > 0, plain=True)
    generic = source.chance(0.5)
    python = column_python(source, column)
    if generic:
        python = python.replace(enum_python(enum, "False"), enum_python(enum, generic=True))
    up = [_create_enum(history, enum), call(source, table, "add_column", after=python)]
    down = [call(source, table, "drop_column", after=source.text(column.name)), _drop_enum(history, enum)]
    table.columns.append(column)
    history.state.types.append(enum)
    return Step("\n".join(up), "\n".join(down), (table, enum))


def to_enum(history):
    """A text column becomes an enum."""
    source, state = history.source, history.state
    found = [
        (table, column)
        for table in state.tables
        if table.is_plain() and not table.rows
        for column in table.columns
        if column.kind.family == "text"
        and not column.default
        and not column.kind.of
        and not table.about(column)
        and not state.in_view(column)
        and not column.generated
        and not any(policy[1] is column for policy in table.policies)
    ]
    if not found:
        return None
    table, column = source.pick(found)
    enum, before = _new_enum(history), column.kind
    using = f"{quote(column.name)}::{enum.sql}"
    if source.chance(0.5):
        up = f"ALTER TABLE {table.sql} ALTER COLUMN {quote(column.name)} TYPE {enum.sql} USING {using}"
        up = source.execute(up)
    else:
        after = f"{column.name!r}, type_={enum_python(enum, 'False')}, postgresql_using={using!r}"
        up = call(source, table, "alter_column", after=after)
    back = f"ALTER TABLE {table.sql} ALTER COLUMN {quote(column.name)} TYPE {before.sql} USING {quote(column.name)}::{before.sql}"
    column.kind = kind_of(enum)
    state.types.append(enum)
    down = [source.execute(back), _drop_enum(history, enum)]
    return Step(_create_enum(history, enum) + "\n" + up, "\n".join(down), (table, enum))


def drop_enum(history):
    unused = [one for one in history.state.enums() if not history.state.users(one) and not one.added]
    if not unused:
        return None
    enum = history.source.pick(unused)
    down = history.source.execute(f"CREATE TYPE {enum.sql} AS ENUM ({_labels(enum.labels)})")
    history.state.types.remove(enum)
    return Step(_drop_enum(history, enum), down, (enum,))


def _enum(history):
    return history.source.pick(history.state.enums()) if history.state.enums() else None


def add_value(history):
    """Nothing undoes it, so that it must be ready to find the value."""
    source, enum = history.source, _enum(history)
    free = [label for label in names.LABELS if enum and label not in enum.labels]
    if not free:
        return None
    label = source.pick(free)
    where, place = "", len(enum.labels)
    if source.chance(0.3):
        place = source.randrange(len(enum.labels))
        where = f" BEFORE {literal(enum.labels[place])}"
    if enum.added and where:
        return None
    up = source.execute(f"ALTER TYPE {enum.sql} ADD VALUE IF NOT EXISTS {literal(label)}{where}")
    if source.chance(0.4):
        up = "with op.get_context().autocommit_block():\n" + "\n".join("    " + line for line in up.split("\n"))
    enum.labels.insert(place, label)
    enum.added.add(label)
    history.fresh_enums.add(enum)
    return Step(up, "", (enum, *[table for table, _ in history.state.users(enum)]))


def rename_value(history):
    source, enum = history.source, _enum(history)
    free = [label for label in names.LABELS if enum and label not in enum.labels]
    usable = [label for label in enum.labels if label not in enum.added] if enum else []
    used = enum and any(column.default for _, column in history.state.users(enum))
    if not free or not usable or used:
        return None
    old, new = source.pick(usable), source.pick(free)
    enum.labels[enum.labels.index(old)] = new

    def write(one, to):
        return source.execute(f"ALTER TYPE {enum.sql} RENAME VALUE {literal(one)} TO {literal(to)}")

    return Step(write(old, new), write(new, old), (enum,))


def rename_enum(history):
    source, enum = history.source, _enum(history)
    if not enum:
        return None
    old, new = enum.name, history.relation_name(source.pick(names.ENUMS), enum.schema)
    prefix = f"{quote(enum.schema)}." if enum.schema else ""

    def write(one, to):
        return source.execute(f"ALTER TYPE {prefix}{quote(one)} RENAME TO {quote(to)}")

    enum.name = new
    return Step(write(old, new), write(new, old), (enum, *[table for table, _ in history.state.users(enum)]))


def _swap(history, enum, labels):
    """The type under another name, a new one in its place, every column changed, the old one dropped."""
    source, old = history.source, f"{enum.name}_old"
    prefix = f"{quote(enum.schema)}." if enum.schema else ""
    lines = [f"ALTER TYPE {enum.sql} RENAME TO {quote(old)}", f"CREATE TYPE {enum.sql} AS ENUM ({_labels(labels)})"]
    for table, column in history.state.users(enum):
        alter = f"ALTER TABLE {table.sql} ALTER COLUMN {quote(column.name)}"
        if column.default:
            lines.append(f"{alter} DROP DEFAULT")
        lines.append(f"{alter} TYPE {enum.sql} USING {quote(column.name)}::text::{enum.sql}")
        if column.default:
            lines.append(f"{alter} SET DEFAULT {column.default}")
    lines.append(f"DROP TYPE {prefix}{quote(old)}")
    return "\n".join(source.execute(line) for line in lines)


def swap(history):
    enum, state = _enum(history), history.state
    if (
        not enum
        or enum.added
        or any(
            table.rows or not table.is_plain() or table.about(column) or state.in_view(column)
            for table, column in state.users(enum)
        )
    ):
        return None
    used = {column.default for _, column in state.users(enum)}
    free = [label for label in names.LABELS if label not in enum.labels]
    kept = [label for label in enum.labels if literal(label) in used or history.source.chance(0.7)]
    labels = kept + history.source.sample(free, min(len(free), 2))
    if not labels or len(enum.name) > 50:
        return None
    step = Step(
        _swap(history, enum, labels), _swap(history, enum, enum.labels), (enum, *[one for one, _ in state.users(enum)])
    )
    enum.labels = labels
    return step


# ---- Domains and composite types


def create_domain(history):
    source, schema = history.source, history.schema()
    base, check = source.pick([("text", "VALUE ~ '@'"), ("integer", "VALUE > 0"), ("varchar(20)", None)])
    domain = Domain(
        schema, history.relation_name(source.pick(["email_address", "positive", "code_text"]), schema), base
    )
    text = f"CREATE DOMAIN {domain.sql} AS {base}"
    if check:
        name = f"{domain.name}_{source.pick(['ok', 'check'])}"
        text += f" CONSTRAINT {quote(name)} CHECK ({check})" if source.chance(0.5) else f" CHECK ({check})"
    history.state.types.append(domain)
    return Step(source.execute(text), source.execute(f"DROP DOMAIN {domain.sql}"), (domain,))


def add_typed_column(history):
    """A column of a domain or composite type."""
    source = history.source
    found = [one for one in history.state.types if not isinstance(one, Enum)]
    table = history.table(lambda one: one.is_plain())
    if not found or not table:
        return None
    of = source.pick(found)
    taken = {column.name for column in table.columns}
    column = Column(history.unused(source.pick(names.COLUMNS), taken), Kind("None", of.sql, "composite", of))
    column.has_null = table.rows > 0
    up = source.execute(f"ALTER TABLE {table.sql} ADD COLUMN {column_sql(column)}")
    down = call(source, table, "drop_column", after=source.text(column.name))
    table.columns.append(column)
    table.sql_only = True
    return Step(up, down, (table, of))


def alter_domain(history):
    source = history.source
    domains = [one for one in history.state.types if isinstance(one, Domain) and one.base != "integer"]
    if not domains:
        return None
    domain = source.pick(domains)
    name = f"{domain.name}_extra_{history.count()}"
    up = source.execute(f"ALTER DOMAIN {domain.sql} ADD CONSTRAINT {quote(name)} CHECK (char_length(VALUE) < 1000)")
    down = source.execute(f"ALTER DOMAIN {domain.sql} DROP CONSTRAINT {quote(name)}")
    return Step(up, down, (domain,))


def create_composite(history):
    source, schema = history.source, history.schema()
    made = Composite(schema, history.relation_name(source.pick(["address", "money_amount"]), schema), ["street", "zip"])
    up = source.execute(f"CREATE TYPE {made.sql} AS (street text, zip integer)")
    history.state.types.append(made)
    return Step(up, source.execute(f"DROP TYPE {made.sql}"), (made,))


def add_attribute(history):
    found = [one for one in history.state.types if isinstance(one, Composite)]
    if not found:
        return None
    made = history.source.pick(found)
    name = f"part_{history.count()}"
    made.attributes.append(name)
    up = history.source.execute(f"ALTER TYPE {made.sql} ADD ATTRIBUTE {name} varchar(10)")
    down = history.source.execute(f"ALTER TYPE {made.sql} DROP ATTRIBUTE {name}")
    return Step(up, down, (made,))


ACTIONS = [(create_enum, 2.5), (add_enum_column, 3), (to_enum, 1), (drop_enum, 1), (add_value, 2), (rename_value, 0.8)]
ACTIONS += [(rename_enum, 0.8), (swap, 1.2), (create_domain, 0.8), (add_typed_column, 1), (alter_domain, 0.6)]
ACTIONS += [(create_composite, 0.6), (add_attribute, 0.5)]
