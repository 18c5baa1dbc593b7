"""The Python around the directives: what an interpreter has to follow. Read as directives.py is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def loop_over_a_list():
    for table in ["a", "b", "c"]:
        op.add_column(table, sa.Column("x", sa.Integer()))


def loop_over_pairs():
    for table, column in (("a", "x"), ("b", "y")):
        op.drop_column(table, column)


def loop_over_a_dictionary():
    columns = {"a": ["x", "y"], "b": ["z"]}
    for table, names in columns.items():
        for name in names:
            op.create_index(f"ix_{table}_{name}", table, [name])
    for table in columns:
        op.drop_table(table)
    for names in columns.values():
        op.create_index("ix_" + "_".join(names), "t", names)


def loop_with_range_zip_enumerate():
    for i in range(3):
        op.add_column("t", sa.Column(f"c{i}", sa.Integer()))
    for i in range(5, 1, -2):
        op.drop_column("t", "c%d" % i)
    for a, b in zip(["x", "y"], ["p", "q"]):
        op.alter_column("t", a, new_column_name=b)
    for i, name in enumerate(["x", "y"]):
        op.execute(f"UPDATE t SET position = {i} WHERE name = '{name}'")
    for i, name in enumerate(("x", "y"), 1):
        op.execute("UPDATE t SET position = {} WHERE name = {!r}".format(i, name))


def loop_with_break_and_continue():
    for name in ["a", "b", "c", "d"]:
        if name == "b":
            continue
        if name == "d":
            break
        op.drop_table(name)
    else:
        op.drop_table("never")


def loop_reversed_sorted():
    for name in reversed(["a", "b"]):
        op.drop_table(name)
    for name in sorted({"c", "a", "b"}):
        op.drop_table(name)
    for name in ["a", "b", "c"][::-1]:
        op.drop_table(name)
    for name in ["a", "b", "c"][1:]:
        op.drop_table(name)


def loop_while():
    i = 0
    while i < 3:
        op.drop_table(f"t{i}")
        i += 1


def loop_product():
    import itertools

    for table, column in itertools.product(["a", "b"], ["x", "y"]):
        op.drop_column(table, column)


def comprehensions():
    op.create_table("t", *[sa.Column(name, sa.Integer()) for name in ("a", "b")])
    op.create_table("u", *(sa.Column(n, t) for n, t in {"a": sa.Integer(), "b": sa.Text()}.items()))
    op.create_index("ix", "t", [c for c in ["a", "b", "c"] if c != "b"])
    names = {n: n.upper() for n in ["a", "b"]}
    for old, new in names.items():
        op.rename_table(old, new)
    [op.drop_table(name) for name in ("x", "y")]


def loop_while_in_loops():
    for table in ("a", "b"):
        n = 3
        while n > 0:
            n = n - 1
            if n == 1:
                continue
            op.drop_column(table, f"c{n:02d}")
        else:
            op.drop_table(table)
    names = ["x", "y"]
    while names:
        op.drop_table(names.pop(0))
    while False:
        op.drop_table("never")


def asserts_that_hold():
    tables = ["a", "b"]
    assert tables, "nothing to do"
    assert len(tables) == 2
    for table in tables:
        assert isinstance(table, str), table
        op.drop_table(table)


def defaults_of_sequences():
    numbers = sa.Sequence("numbers_seq")
    op.execute(sa.schema.CreateSequence(numbers))
    op.add_column("t", sa.Column("n", sa.Integer(), server_default=numbers.next_value()))
    op.add_column("t", sa.Column("m", sa.Integer(), server_default=sa.Sequence("Odd", schema="app").next_value()))


def strings():
    table = "users"
    schema = "app"
    op.execute(f"UPDATE {schema}.{table} SET a = 1")
    op.execute("UPDATE %s.%s SET a = 1" % (schema, table))
    op.execute("UPDATE {}.{} SET a = 1".format(schema, table))
    op.execute("UPDATE {s}.{t} SET a = 1".format(s=schema, t=table))
    op.execute("UPDATE " + schema + "." + table + " SET a = 1")
    op.execute("UPDATE %(t)s SET a = 1" % {"t": table})
    op.execute(f"SELECT {5 + 5}, {table!r}, {table:>8}, {3.14159:.2f}, {42:05d}")
    op.execute("SELECT 1 " "UNION " "SELECT 2")
    op.execute(" ".join(["SELECT", "1"]))
    op.execute("SELECT x".replace("x", "'y'"))
    op.execute("  select 1  ".strip().upper())
    op.execute("SELECT '" + "a" * 3 + "'")
    op.execute("SELECT %s, %s" % ("1", 2))
    op.execute("SELECT '{}'".format(", ".join(str(i) for i in [1, 2, 3])))


def strings_dedent():
    import textwrap
    from textwrap import dedent

    op.execute(
        textwrap.dedent(
            """\
            SELECT 1
              FROM t
            """
        )
    )
    op.execute(dedent("  SELECT 'x\n  y'"))


def conditions_on_the_dialect():
    if op.get_bind().dialect.name == "postgresql":
        op.drop_table("a")
    else:
        op.drop_table("b")
    if op.get_bind().dialect.name != "postgresql":
        op.drop_table("c")
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        op.drop_table("d")
    elif bind.dialect.name in ("postgresql", "mysql"):
        op.drop_table("e")
    if op.get_context().dialect.name == "postgresql":
        op.drop_table("f")
    is_postgresql = bind.engine.name == "postgresql" if False else bind.dialect.name.startswith("postgres")
    if is_postgresql and not bind.dialect.name == "mysql":
        op.drop_table("g")


def conditions_on_the_mode():
    from alembic import context

    if context.is_offline_mode():
        op.drop_table("a")
    else:
        op.drop_table("b")
    if not context.is_offline_mode():
        op.drop_table("c")
    if op.get_context().as_sql:
        op.drop_table("d")


def conditions_that_are_known():
    table = "a"
    if table:
        op.drop_table(table)
    if not table or table == "b":
        op.drop_table("never")
    names = []
    if names:
        op.drop_table("never")
    op.drop_table("x" if len(table) == 1 else "y")
    op.drop_table(None or "z")
    if "a" in ["a", "b"] and 1 < 2 <= 3:
        op.drop_table("w")
    if isinstance(table, str):
        op.drop_table("v")


def early_return():
    op.drop_table("a")
    if True:
        return
    op.drop_table("b")


def try_except():
    try:
        op.drop_table("a")
    except Exception:
        op.drop_table("b")
    finally:
        op.drop_table("c")
    try:
        raise ValueError("x")
    except ValueError:
        op.drop_table("d")
    else:
        op.drop_table("never")


def helper_functions():
    def timestamps():
        return [
            sa.Column("created", sa.DateTime(), server_default=sa.func.now(), nullable=False),
            sa.Column("updated", sa.DateTime()),
        ]

    def key(name="id", kind=sa.Integer):
        return sa.Column(name, kind(), primary_key=True)

    def make(table, *columns, schema=None, **options):
        op.create_table(table, key(), *columns, *timestamps(), schema=schema, **options)

    make("a")
    make("b", sa.Column("x", sa.Text()), schema="app", comment="b")
    op.create_table("c", key("code", sa.BigInteger), *timestamps())


def helper_lambdas():
    column = lambda name, **options: sa.Column(name, sa.Integer(), **options)
    op.add_column("t", column("a", nullable=False))
    for add in (lambda: op.drop_table("x"), lambda: op.drop_table("y")):
        add()


def helper_recursion():
    def drop(names):
        if names:
            op.drop_table(names[0])
            drop(names[1:])

    drop(["a", "b", "c"])


def helper_partial():
    import functools

    add = functools.partial(op.add_column, "t")
    add(sa.Column("a", sa.Integer()))
    drop = op.drop_column
    drop("t", "b")


def arguments_unpacked():
    options = {"nullable": False, "server_default": "0"}
    op.add_column("t", sa.Column("a", sa.Integer(), **options))
    place = ("t", "a")
    op.drop_column(*place)
    op.create_index(**{"index_name": "ix", "table_name": "t", "columns": ["a"], "unique": True})
    op.alter_column(*place, **{"nullable": True})


def variables():
    a, b = "x", "y"
    op.rename_table(a, b)
    (c, *d) = ["p", "q", "r"]
    op.create_index(c, "t", d)
    names = []
    names.append("a")
    names.extend(["b", "c"])
    names += ["d"]
    names.insert(0, "z")
    names.remove("b")
    op.create_index("ix", "t", names)
    columns = {}
    columns["a"] = sa.Integer()
    columns.update(b=sa.Text())
    columns.setdefault("c", sa.Date())
    op.create_table("t", *[sa.Column(k, v) for k, v in columns.items()])
    text = "SELECT 1"
    text += ", 2"
    op.execute(text)
    if (n := len(names)) == 4:
        op.drop_table(f"t{n}")


def classes():
    import dataclasses
    import enum

    class Status(str, enum.Enum):
        NEW = "new"
        DONE = "done"

    @dataclasses.dataclass
    class Place:
        table: str
        column: str = "id"

    class Names:
        TABLE = "named"

    for place in [Place("a"), Place("b", "code"), Place(table="c", column="x")]:
        op.drop_column(place.table, place.column)
    op.drop_table(Names.TABLE)
    op.add_column("t", sa.Column("s", sa.String(), server_default=Status.NEW.value))
    op.execute(f"UPDATE t SET s = '{Status.DONE.value}'")
    for status in Status:
        op.execute(f"SELECT '{status.name}', '{status.value}'")


def local_type():
    class Money(sa.types.TypeDecorator):
        impl = sa.Numeric(12, 2)

    class Name(sa.TypeDecorator):
        impl = sa.String
        cache_ok = True

    op.add_column("t", sa.Column("a", Money()))
    op.add_column("t", sa.Column("b", Name(50)))
    op.add_column("t", sa.Column("c", Name(length=20)))


def imports_of_names():
    from sqlalchemy import Column, ForeignKey, Integer, String
    from sqlalchemy.dialects import postgresql as pg
    from sqlalchemy.dialects.postgresql import JSONB, UUID
    from sqlalchemy.sql import func, text
    import sqlalchemy

    op.create_table(
        "t",
        Column("id", UUID(as_uuid=True), primary_key=True, server_default=text("gen_random_uuid()")),
        Column("a", Integer, ForeignKey("o.id")),
        Column("b", JSONB, server_default=text("'{}'")),
        Column("c", pg.INET()),
        Column("d", sqlalchemy.DateTime, server_default=func.now()),
        Column("e", String(5)),
    )


def shared_column_and_type():
    kind = sa.String(30)
    column = sa.Column("a", kind, nullable=False)
    op.add_column("t", column)
    op.add_column("u", column.copy() if hasattr(column, "copy") else sa.Column("a", kind, nullable=False))
    op.add_column("u", sa.Column("b", kind))


def context_managers():
    import contextlib

    with contextlib.suppress(KeyError):
        op.drop_table("a")
    with op.get_context().begin_transaction():
        op.drop_table("b")


def tables_as_values():
    metadata = sa.MetaData()
    users = sa.Table("users", metadata, sa.Column("id", sa.Integer), sa.Column("name", sa.String))
    op.execute(users.update().where(users.c.id == 1).values(name="x"))
    op.execute(users.insert().values({"id": 2, "name": "y"}))
    table = sa.sql.table("t", sa.sql.column("a"), sa.sql.column("b", sa.Boolean()))
    op.execute(table.update().where(table.c.a == "x").values(b=True))
    op.execute(table.delete().where(~table.c.b))
    op.execute(table.update().values(a=table.c.b))
    op.execute(sa.update(users).where(users.c.name.like("a%")).values(name=sa.func.upper(users.c.name)))
    op.execute(users.delete().where(users.c.name.notin_(["a", "b"])))
    op.execute(users.update().where(users.c.id > 5, users.c.id < 9).values(name=sa.null()))


def tables_insert_from_select():
    a = sa.table("a", sa.column("x", sa.Integer), sa.column("y", sa.String))
    b = sa.table("b", sa.column("x", sa.Integer), sa.column("y", sa.String))
    op.execute(a.insert().from_select(["x", "y"], sa.select(b.c.x, b.c.y).where(b.c.x > 1)))
    op.execute(a.update().values(y=b.c.y).where(a.c.x == b.c.x))
    op.execute(a.update().values(y=sa.select(b.c.y).where(a.c.x == b.c.x).scalar_subquery()))
