"""What stands around upgrade() and downgrade(). Each class is one revision: its body is the module's, below the header."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


class constants:
    TABLE = "users"
    COLUMNS = ["a", "b"]
    TYPES = {"a": sa.Integer(), "b": sa.String(length=20)}
    INDEX = f"ix_{TABLE}_{'_'.join(COLUMNS)}"

    def upgrade():
        for name in COLUMNS:
            op.add_column(TABLE, sa.Column(name, TYPES[name]))
        op.create_index(INDEX, TABLE, COLUMNS)

    def downgrade():
        op.drop_index(INDEX, table_name=TABLE)
        for name in reversed(COLUMNS):
            op.drop_column(TABLE, name)


class enum_classes:
    import enum

    class Status(enum.Enum):
        NEW = "new"
        DONE = "done"

    class Kind(str, enum.Enum):
        A = "a"
        B = "b"

    status = sa.Enum(Status, name="status_of_module")
    kind = postgresql.ENUM(*[item.value for item in Kind], name="kind_of_module", create_type=False)

    def upgrade():
        kind.create(op.get_bind(), checkfirst=True)
        op.create_table("t", sa.Column("s", status), sa.Column("k", kind, server_default=Kind.A.value))
        op.execute(f"UPDATE t SET k = '{Kind.B.value}'")

    def downgrade():
        op.drop_table("t")
        kind.drop(op.get_bind())
        status.drop(op.get_bind(), checkfirst=False)


class helpers:
    def _columns(*names, nullable=True):
        return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]

    def _add(operations, table, *names, **options):
        for column in _columns(*names, **options):
            operations.add_column(table, column)

    def _drop_all(*tables):
        """Later ones first."""
        for table in tables[::-1]:
            op.drop_table(table)

    def upgrade():
        _add(op, "t", "a", "b", nullable=False)
        _add(table="u", operations=op)
        with op.batch_alter_table("v") as batch_op:
            for column in _columns("c"):
                batch_op.add_column(column)

    def downgrade():
        _drop_all("a", "b")


class tables_at_module_level:
    metadata = sa.MetaData()
    users = sa.Table("users", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String))
    roles = sa.table("roles", sa.column("id", sa.Integer), sa.column("name", sa.String), schema="app")
    ROLES = [{"id": 1, "name": "admin"}, {"id": 2, "name": "user's"}]

    def upgrade():
        op.bulk_insert(roles, ROLES)
        op.bulk_insert(users, [{**role, "name": role["name"].upper()} for role in ROLES])
        op.execute(users.update().where(users.c.name == "a").values(name="b"))

    def downgrade():
        op.execute(roles.delete().where(roles.c.id.in_([role["id"] for role in ROLES])))


class sql_at_module_level:
    import textwrap

    CREATE = textwrap.dedent(
        """
        CREATE VIEW v AS
          SELECT 'a  b' AS x
        """
    )
    DROP = "DROP VIEW {name}"
    STATEMENTS = ("SELECT 1", "SELECT 2;", sa.text("SELECT 3"))

    def upgrade():
        op.execute(CREATE)
        for statement in STATEMENTS:
            op.execute(statement)

    def downgrade():
        op.execute(DROP.format(name="v"))


class other_imports:
    import alembic
    import alembic.op as o
    import sqlalchemy
    from alembic.op import create_index, drop_table as drop
    from sqlalchemy import Column as C, types
    from sqlalchemy.dialects.postgresql import *

    def upgrade():
        drop("t")
        o.drop_column("t", "a")
        alembic.op.drop_table("u")
        create_index("ix", "t", ["a"])
        op.add_column("t", C("a", types.Integer))
        op.add_column("t", C("b", JSONB(), server_default=sqlalchemy.text("'{}'")))

    def downgrade():
        pass


class annotated:
    from typing import Sequence, Union

    NAMES: Sequence[str] = ("a", "b")
    SCHEMA: Union[str, None] = None

    def upgrade() -> None:
        """Adds columns."""
        for name in NAMES:
            op.add_column("t", sa.Column(name, sa.Integer(), nullable=True), schema=SCHEMA)

    def downgrade() -> None:
        """Drops them."""
        # in the other order
        for name in NAMES[::-1]:
            op.drop_column("t", name, schema=SCHEMA)


class own_types:
    class Money(sa.types.TypeDecorator):
        impl = sa.Numeric(12, 2)
        cache_ok = True

    class Code(sa.types.TypeDecorator):
        impl = sa.String

        def __init__(self, length=8, **options):
            super().__init__(length, **options)

    class Json(sa.TypeDecorator):
        impl = sa.Text

        def load_dialect_impl(self, dialect):
            if dialect.name == "postgresql":
                return dialect.type_descriptor(postgresql.JSONB())
            return dialect.type_descriptor(sa.Text())

    class Point(sa.types.UserDefinedType):
        def get_col_spec(self, **options):
            return "POINT"

    def upgrade():
        op.create_table("t", sa.Column("a", Money()), sa.Column("b", Code()), sa.Column("c", Code(5)))
        op.add_column("t", sa.Column("d", Json()))
        op.add_column("t", sa.Column("e", Point()))

    def downgrade():
        op.alter_column("t", "a", type_=Money(), existing_type=Code())


class own_types_of_a_dialect:
    class Generic(sa.types.TypeDecorator if sa.__version__ < "2" else sa.types.TypeDecorator[str]):
        impl = sa.CHAR
        cache_ok = True

        def load_dialect_impl(self, dialect):
            if dialect.name == "sqlite":
                return dialect.type_descriptor(sa.CHAR(36))
            elif dialect.name == "postgresql":
                return dialect.type_descriptor(postgresql.UUID())
            return super().load_dialect_impl(dialect)

    class Fallback(sa.TypeDecorator):
        impl = sa.String(12)
        cache_ok = True

        def load_dialect_impl(self, dialect):
            if dialect.name == "mysql":
                return dialect.type_descriptor(sa.Text())
            return super().load_dialect_impl(dialect)

    class Listed(sa.TypeDecorator):
        impl = sa.Text
        cache_ok = True

        def __init__(self, item, length=None):
            super().__init__()
            self.item = item
            self._length = length if length is not None else max(len(name) for name in ("a", "abc"))

        def load_dialect_impl(self, dialect):
            return dialect.type_descriptor(postgresql.ARRAY(self.item(self._length)))

    class Nested(sa.TypeDecorator):
        impl = Fallback
        cache_ok = True

    class Chosen(sa.TypeDecorator):
        impl = sa.Text
        cache_ok = True

        def __init__(self, impl=None):
            sa.TypeDecorator.__init__(self)
            if impl is not None:
                self.impl = impl

    class Number(sa.TypeDecorator):
        impl = sa.BigInteger
        cache_ok = True

    def upgrade():
        op.create_table(
            "t",
            sa.Column("id", Number, primary_key=True),
            sa.Column("a", Generic(), nullable=False),
            sa.Column("b", Generic(36)),
            sa.Column("c", Fallback),
            sa.Column("d", Listed(sa.String)),
            sa.Column("e", Listed(sa.VARCHAR, length=9)),
            sa.Column("f", Nested()),
            sa.Column("g", Fallback().with_variant(sa.Text(), "sqlite")),
            sa.Column("h", sa.ARRAY(Generic())),
        )
        op.add_column("t", sa.Column("i", Chosen(sa.JSON())))
        op.add_column("t", sa.Column("j", Chosen))

    def downgrade():
        op.alter_column("t", "a", type_=Fallback(), existing_type=Generic())
        op.drop_table("t")


class own_types_that_are_written:
    class Vector(sa.types.UserDefinedType):
        cache_ok = True

        def __init__(self, size):
            self.size = size

        def get_col_spec(self, **options):
            return f"VECTOR({self.size})" if self.size else "VECTOR"

    class Name(sa.String):
        pass

    class Short(sa.String):
        def __init__(self):
            super().__init__(length=3)

    def upgrade():
        op.create_table("t", sa.Column("a", Vector(3)), sa.Column("b", Vector(None)), sa.Column("c", Name(20)))
        op.add_column("t", sa.Column("d", Short()))
        op.add_column("t", sa.Column("e", Short))

    def downgrade():
        op.drop_table("t")


class own_types_of_enums:
    class Kind(sa.TypeDecorator):
        impl = sa.Enum("a", "b", name="kind_of_own")
        cache_ok = True

    def upgrade():
        op.create_table("t", sa.Column("a", Kind()))

    def downgrade():
        op.drop_table("t")


class own_types_that_add_constraints:
    from enum import Enum

    from sqlalchemy.event import listens_for

    class Color(int, Enum):
        RED = 1
        GREEN = 2
        BLUE = 3

    class IntEnum(sa.TypeDecorator, sa.types.SchemaType):
        impl = sa.SmallInteger
        cache_ok = True

        def __init__(self, enum=None, exclude_values=None):
            self.enum = enum
            self.exclude_values = frozenset(exclude_values or ())
            sa.TypeDecorator.__init__(self)
            sa.types.SchemaType.__init__(self)

    @listens_for(IntEnum, "before_parent_attach")
    def _before_parent_attach(type_, column):
        @listens_for(column, "after_parent_attach")
        def _after_parent_attach(column, table):
            values = [x.value for x in type_.enum if x not in type_.exclude_values]
            e = sa.CheckConstraint(sa.type_coerce(column, sa.SmallInteger).in_(values), f"valid_enum_{column.name}")
            assert e.table is table

    def upgrade():
        op.create_table("t", sa.Column("id", sa.Integer), sa.Column("color", IntEnum(Color), nullable=False))
        op.add_column("t", sa.Column("other", IntEnum(Color, exclude_values={Color.GREEN})))

    def downgrade():
        op.drop_column("t", "other")
        op.drop_table("t")


class decorated:
    import functools

    def twice(function):
        @functools.wraps(function)
        def run(*arguments, **keywords):
            function(*arguments, **keywords)
            return function(*arguments, **keywords)

        return run

    @twice
    def upgrade():
        op.drop_table("t")

    @twice
    def downgrade():
        op.drop_table("u")


class classes_that_act:
    class Step:
        table = "default"

        def __init__(self, table=None):
            if table:
                self.table = table

        def run(self):
            op.drop_table(self.table)

    class Loud(Step):
        def run(self):
            super().run()
            op.execute(f"SELECT '{self.table}'")

    def upgrade():
        for step in (Step(), Step("a"), Loud("b")):
            step.run()

    def downgrade():
        Loud().run()


class batch_helpers:
    from contextlib import contextmanager

    @contextmanager
    def changing(table):
        op.execute(f"SELECT 'before {table}'")
        with op.batch_alter_table(table, schema=None) as batch_op:
            yield batch_op
        op.execute(f"SELECT 'after {table}'")

    def upgrade():
        with changing("t") as batch_op:
            batch_op.add_column(sa.Column("a", sa.Integer()))

    def downgrade():
        with changing("t") as batch_op:
            batch_op.drop_column("a")


class generators:
    def names():
        yield "a"
        yield from ("b", "c")

    def upgrade():
        for name in names():
            op.drop_table(name)

    def downgrade():
        for name in map(str.upper, filter(None, ["x", "", "y"])):
            op.drop_table(name)


class globals_and_state:
    dropped = []

    def drop(name):
        global last
        dropped.append(name)
        last = name
        op.drop_table(name)

    def upgrade():
        drop("a")
        drop("b")
        op.execute(f"SELECT '{last}', {len(dropped)}")
        globals()["finish"]()

    def finish():
        op.drop_table("finish")

    def downgrade():
        pass


class async_upgrade:
    async def upgrade():
        op.drop_table("never")

    def downgrade():
        yield op.drop_table("never")
