"""Wrong steps about enums; see wrong_steps.py."""

from model import Domain, Enum, literal, quote
from source import enum_python


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
    return (
        f"op.create_table('left_{count}', sa.Column('kind', {enum_python(enum, generic=True)}))",
        None,
        f"op.drop_table('left_{count}')",
    )


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
