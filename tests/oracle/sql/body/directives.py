"""Every directive with every keyword. Each function is one revision: its body becomes upgrade() and downgrade().

A docstring "since alembic 1.12, sqlalchemy 2.0" says where it can run; where an older release accepts and ignores a
keyword, the older release is asked as well, and nothing is said.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

# ---- create_table


def create_table_plain():
    op.create_table("t", sa.Column("a", sa.Integer()))


def create_table_no_columns():
    op.create_table("t")


def create_table_schema():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), schema="app")


def create_table_comment():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True, comment="it's the key"), comment="it's a table")


def create_table_schema_comment():
    op.create_table("t", sa.Column("a", sa.Text(), comment="c"), comment="t", schema="app")


def create_table_empty_comment():
    op.create_table("t", sa.Column("a", sa.Text(), comment=""), comment="")


def create_table_prefixes():
    op.create_table("t", sa.Column("a", sa.Text()), prefixes=["UNLOGGED"])
    op.create_table("u", sa.Column("a", sa.Text()), prefixes=["TEMPORARY"])


def create_table_info():
    op.create_table("t", sa.Column("a", sa.Text(), info={"x": 1}), info={"y": 2})


def create_table_other_dialects():
    op.create_table(
        "t", sa.Column("a", sa.Text()), mysql_engine="InnoDB", mysql_charset="utf8mb4", sqlite_autoincrement=True
    )


def create_table_implicit_returning():
    op.create_table("t", sa.Column("a", sa.Text()), implicit_returning=False)


def create_table_tablespace():
    op.create_table("t", sa.Column("a", sa.Text()), postgresql_tablespace="fast")
    op.create_table("u", sa.Column("a", sa.Text()), postgresql_tablespace="Fast Disk")


def create_table_partition_by():
    op.create_table("t", sa.Column("a", sa.Date()), postgresql_partition_by="RANGE (a)")


def create_table_inherits():
    op.create_table("t", sa.Column("a", sa.Date()), postgresql_inherits="parent")
    op.create_table("u", sa.Column("a", sa.Date()), postgresql_inherits=("parent", "Other"))


def create_table_on_commit():
    op.create_table("t", sa.Column("a", sa.Date()), prefixes=["TEMPORARY"], postgresql_on_commit="DELETE ROWS")
    op.create_table("u", sa.Column("a", sa.Date()), prefixes=["TEMPORARY"], postgresql_on_commit="preserve_rows")


def create_table_with_oids():
    op.create_table("t", sa.Column("a", sa.Date()), postgresql_with_oids=True)
    op.create_table("u", sa.Column("a", sa.Date()), postgresql_with_oids=False)


def create_table_every_trailer():
    op.create_table(
        "t",
        sa.Column("a", sa.Date()),
        postgresql_tablespace="fast",
        postgresql_partition_by="LIST (a)",
        postgresql_inherits="parent",
        postgresql_on_commit="DROP",
    )


def create_table_using():
    """since sqlalchemy 2.0.26"""
    op.create_table("t", sa.Column("a", sa.Date()), postgresql_using="heap")


def create_table_if_not_exists():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True), if_not_exists=True)


def create_table_columns_in_a_list():
    op.create_table("t", [sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer())])


def create_table_splatted_list():
    columns = [sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer())]
    op.create_table("t", *columns)


def create_table_stray_arguments():
    op.create_table("t", sa.Column("a", sa.Integer()), "UNIQUE (a)")
    op.create_table("u", sa.Column("a", sa.Integer()), None)


def create_table_index_object():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.Integer()),
        sa.Index("ix_t_b", "b"),
        sa.Index("ix_t_ab", "a", "b", unique=True, postgresql_using="btree"),
    )


def create_table_dotted_name():
    op.create_table("s.t", sa.Column("a", sa.Integer()))


def create_table_dotted_schema():
    op.create_table("t", sa.Column("a", sa.Integer()), schema="a.b")


def create_table_returns_a_table():
    t = op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(20)))
    op.bulk_insert(t, [{"id": 1, "name": "a"}, {"id": 2, "name": "it's b"}])


# ---- columns


def column_nullable():
    op.create_table("t", sa.Column("a", sa.Integer(), nullable=False), sa.Column("b", sa.Integer(), nullable=True))


def column_client_defaults():
    op.create_table("t", sa.Column("a", sa.Integer(), default=5, onupdate=6), sa.Column("b", sa.Text(), default=str))


def column_unique():
    op.create_table("t", sa.Column("a", sa.Integer(), unique=True), sa.Column("b", sa.Text(), unique=True))


def column_index():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True), sa.Column("b", sa.Text(), index=True))


def column_index_and_unique():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True, unique=True))


def column_index_in_schema():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True, unique=True), schema="app")


def column_key():
    op.create_table("t", sa.Column("a", sa.Integer(), key="b"), sa.UniqueConstraint("b"))


def column_name_keyword():
    op.create_table("t", sa.Column(name="a", type_=sa.Integer(), nullable=False))


def column_quote():
    op.create_table("t", sa.Column("a", sa.Integer(), quote=True), sa.Column("Select", sa.Integer(), quote=False))


def column_system():
    op.create_table("t", sa.Column("xmin", sa.Integer(), system=True), sa.Column("a", sa.Integer()))


def column_doc():
    op.create_table("t", sa.Column("a", sa.Integer(), doc="only for people"))


def column_foreign_key():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("other.id")))


def column_foreign_key_keywords():
    op.create_table(
        "t",
        sa.Column(
            "a",
            sa.Integer(),
            sa.ForeignKey(
                "app.other.id",
                name="fk_a",
                ondelete="CASCADE",
                onupdate="SET NULL",
                deferrable=True,
                initially="DEFERRED",
                match="FULL",
            ),
            nullable=False,
        ),
    )


def column_foreign_key_without_type():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("up", sa.ForeignKey("t.id")))


def column_foreign_key_use_alter():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("o.id", use_alter=True, name="fk")))


def column_check():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0", name="positive"), nullable=False))
    op.create_table("u", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0")))


def column_two_foreign_keys():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer(), sa.ForeignKey("o.id")),
        sa.Column("b", sa.Integer(), sa.ForeignKey("p.x", ondelete="SET NULL")),
    )


def column_sequence():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.Sequence("t_id_seq"), primary_key=True))


def column_identity():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.Identity(), primary_key=True))
    op.create_table("u", sa.Column("id", sa.BigInteger(), sa.Identity(always=True, start=5, increment=2)))
    op.create_table(
        "v",
        sa.Column(
            "id",
            sa.Integer(),
            sa.Identity(start=1, increment=1, minvalue=1, maxvalue=100, cache=10, cycle=True),
            nullable=False,
        ),
    )
    op.create_table("w", sa.Column("id", sa.Integer(), sa.Identity(nominvalue=True, nomaxvalue=True), nullable=True))


def column_computed():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.Integer(), sa.Computed("a * 2", persisted=True)),
        sa.Column("c", sa.Integer(), sa.Computed(sa.text("a * 3"), persisted=True), nullable=False),
    )


def column_server_default_text():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer(), server_default=sa.text("0")),
        sa.Column("b", sa.DateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("c", sa.Text(), server_default=sa.text("'x'::text")),
        sa.Column("d", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb")),
        sa.Column("e", sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP + interval '1 day'")),
    )


def column_server_default_string():
    op.create_table(
        "t",
        sa.Column("a", sa.Text(), server_default="x"),
        sa.Column("b", sa.Text(), server_default="it's"),
        sa.Column("c", sa.Text(), server_default=""),
        sa.Column("d", sa.Integer(), server_default="0"),
        sa.Column("e", sa.Text(), server_default="back\\slash"),
        sa.Column("f", sa.Text(), server_default="50%"),
        sa.Column("g", sa.Text(), server_default="{}"),
        sa.Column("h", sa.Text(), server_default=":x"),
    )


def column_server_default_expression():
    op.create_table(
        "t",
        sa.Column("a", sa.DateTime(), server_default=sa.func.now()),
        sa.Column("b", sa.DateTime(), server_default=sa.func.current_timestamp()),
        sa.Column("c", sa.Boolean(), server_default=sa.true()),
        sa.Column("d", sa.Boolean(), server_default=sa.false()),
        sa.Column("e", sa.Text(), server_default=sa.null()),
        sa.Column("f", sa.Integer(), server_default=sa.literal_column("1 + 1")),
        sa.Column("g", postgresql.UUID(), server_default=sa.func.gen_random_uuid()),
        sa.Column("h", sa.Boolean(), server_default=sa.sql.expression.false()),
        sa.Column("i", sa.Text(), server_default=sa.func.lower("A")),
        sa.Column("j", sa.DateTime(), server_default=sa.sql.func.now()),
        sa.Column("k", sa.Date(), server_default=sa.func.current_date()),
        sa.Column("l", sa.Text(), server_default=sa.func.concat("a", sa.text("'b'"))),
    )


def column_server_default_clause():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer(), sa.DefaultClause("5")),
        sa.Column("b", sa.Integer(), server_default=sa.DefaultClause(sa.text("6"))),
        sa.Column("c", sa.Integer(), sa.FetchedValue()),
        sa.Column("d", sa.Integer(), server_default=sa.FetchedValue()),
        sa.Column("e", sa.Integer(), server_onupdate=sa.FetchedValue()),
    )


def column_server_default_cast():
    op.create_table(
        "t",
        sa.Column("a", sa.Text(), server_default=sa.cast("x", sa.Text())),
        sa.Column("b", postgresql.JSONB(), server_default=sa.cast(sa.text("'[]'"), postgresql.JSONB)),
        sa.Column("c", sa.DateTime(), server_default=sa.text("timezone('utc', now())")),
        sa.Column("d", sa.DateTime(), server_default=sa.func.timezone("utc", sa.func.now())),
    )


# ---- primary keys and SERIAL


def serial_kinds():
    op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("b", sa.Column("id", sa.BigInteger(), primary_key=True))
    op.create_table("c", sa.Column("id", sa.SmallInteger(), primary_key=True))
    op.create_table("d", sa.Column("id", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("id"))
    op.create_table("e", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_e"))


def serial_of_numbers():
    op.create_table("a", sa.Column("id", sa.Numeric(10, 2), primary_key=True))
    op.create_table("b", sa.Column("id", sa.DECIMAL(), primary_key=True))
    op.create_table("c", sa.Column("id", sa.Float(), primary_key=True))


def serial_not():
    op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False))
    op.create_table("b", sa.Column("id", sa.Integer(), primary_key=True, default=1))
    op.create_table("c", sa.Column("id", sa.Integer(), primary_key=True, server_default="1"))
    op.create_table("d", sa.Column("id", sa.Integer(), sa.ForeignKey("o.id"), primary_key=True))
    op.create_table("e", sa.Column("id", sa.Text(), primary_key=True))
    op.create_table("f", sa.Column("id", sa.Integer(), autoincrement=True))
    op.create_table("g", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("b", sa.Integer, primary_key=True))
    op.create_table("h", sa.Column("id", sa.Integer(), primary_key=True, nullable=True))


def serial_by_autoincrement():
    op.create_table(
        "a",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("b", sa.Integer(), primary_key=True),
    )
    op.create_table("b", sa.Column("id", sa.Integer(), sa.ForeignKey("o.id"), primary_key=True, autoincrement=True))
    op.create_table(
        "c", sa.Column("id", sa.Integer(), sa.ForeignKey("o.id"), primary_key=True, autoincrement="ignore_fk")
    )
    op.create_table("d", sa.Column("id", sa.Integer(), primary_key=True, autoincrement="auto"))


def serial_with_table_level_foreign_key():
    op.create_table(
        "a",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["o.id"]),
        sa.PrimaryKeyConstraint("id"),
    )


def serial_with_variant():
    op.create_table(
        "a", sa.Column("id", sa.Integer().with_variant(sa.BigInteger(), "postgresql"), primary_key=True)
    )
    op.create_table("b", sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True))


def serial_in_add_column():
    op.add_column("t", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("t", sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=True))
    op.add_column("t", sa.Column("id", sa.Integer(), autoincrement=True))


# ---- table constraints


def table_constraints():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), unique=True),
        sa.Column("c", sa.Integer(), sa.ForeignKey("o.id")),
        sa.CheckConstraint("a > b", name="order"),
        sa.CheckConstraint("b <> 0"),
        sa.UniqueConstraint("a", "b", name="uq_ab"),
        sa.UniqueConstraint("c"),
        sa.ForeignKeyConstraint(["a", "b"], ["p.a", "p.b"], name="fk_p", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(("a",), ("s.q.a",)),
        sa.PrimaryKeyConstraint("a", name="pk"),
    )


def table_constraint_keywords():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.UniqueConstraint("a", deferrable=True, initially="DEFERRED"),
        sa.UniqueConstraint("a", name="uq", deferrable=False),
        sa.PrimaryKeyConstraint("a", deferrable=True, initially="IMMEDIATE"),
        sa.CheckConstraint("a > 0", name="ck", deferrable=True, postgresql_not_valid=True),
        sa.ForeignKeyConstraint(
            columns=["a"],
            refcolumns=["o.a"],
            name="fk",
            onupdate="CASCADE",
            ondelete="SET DEFAULT",
            deferrable=True,
            initially="IMMEDIATE",
            match="SIMPLE",
            postgresql_not_valid=True,
        ),
    )


def table_constraint_use_alter():
    op.create_table(
        "t", sa.Column("a", sa.Integer()), sa.ForeignKeyConstraint(["a"], ["o.a"], name="fk", use_alter=True)
    )


def table_exclude_constraint():
    op.create_table(
        "t",
        sa.Column("room", sa.Integer()),
        sa.Column("during", postgresql.TSRANGE()),
        postgresql.ExcludeConstraint(
            ("room", "="), ("during", "&&"), name="no_overlap", using="gist", where=sa.text("room > 0")
        ),
    )


def table_exclude_constraint_options():
    op.create_table(
        "t",
        sa.Column("room", sa.Integer()),
        postgresql.ExcludeConstraint(
            (sa.column("room"), "="), deferrable=True, initially="DEFERRED", ops={"room": "int4_ops"}
        ),
    )


def table_f_names():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.CheckConstraint("a > 0", name=op.f("ck_t_a")),
        sa.PrimaryKeyConstraint("a", name=op.f("pk_t")),
        sa.UniqueConstraint("a", name=op.f("uq_t_a")),
    )


def table_constraint_check_of_expression():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.CheckConstraint(sa.text("a > 0 AND a::text <> ''"), name="ck"),
        sa.CheckConstraint(sa.column("a") > 5, name="ck_2"),
    )


def table_constraint_check_with_bind():
    op.create_table("t", sa.Column("a", sa.Text()), sa.CheckConstraint("a <> ':x'", name="ck"))


def table_constraint_check_with_percent():
    op.create_table("t", sa.Column("a", sa.Text()), sa.CheckConstraint("a LIKE '50%'", name="ck"))


# ---- add_column, drop_column


def add_column_plain():
    op.add_column("t", sa.Column("a", sa.Integer(), nullable=True))
    op.add_column("t", sa.Column("b", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(table_name="t", column=sa.Column("c", sa.Integer()))


def add_column_schema():
    op.add_column("t", sa.Column("a", sa.Integer(), index=True, unique=True, comment="x"), schema="app")
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("o.id"), unique=True), schema="app")


def add_column_flags():
    op.add_column("t", sa.Column("a", sa.Integer(), unique=True))
    op.add_column("t", sa.Column("b", sa.Integer(), index=True))
    op.add_column("t", sa.Column("c", sa.Integer(), index=True, unique=True))


def add_column_foreign_key():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("o.id")))
    op.add_column("t", sa.Column("b", sa.Integer(), sa.ForeignKey("s.o.id", name="fk", ondelete="CASCADE")))
    op.add_column("t", sa.Column("c", sa.Integer(), sa.ForeignKey("o.id", name="fk", use_alter=True)))
    op.add_column("t", sa.Column("d", sa.Integer(), sa.ForeignKey("o.id", deferrable=True, initially="DEFERRED")))


def add_column_check():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0", name="ck")))


def add_column_comment():
    op.add_column("t", sa.Column("a", sa.Integer(), comment="it's"))


def add_column_identity_and_computed():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.Identity(), nullable=False))
    op.add_column("t", sa.Column("b", sa.Integer(), sa.Computed("a * 2", persisted=True)))


def add_column_if_not_exists():
    """since alembic 1.16"""
    op.add_column("t", sa.Column("a", sa.Integer()), if_not_exists=True)


def add_column_inline_references():
    """since alembic 1.18.2"""
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("o.id")), inline_references=True)


def add_column_inline_primary_key():
    """since alembic 1.18.4"""
    op.add_column("t", sa.Column("a", sa.Integer(), primary_key=True), inline_primary_key=True)


def drop_column_plain():
    op.drop_column("t", "a")
    op.drop_column("t", "a", schema="app")
    op.drop_column(table_name="t", column_name="Mixed")


def drop_column_keywords():
    op.drop_column("t", "a", mssql_drop_default=True)
    op.drop_column("t", "a", mssql_drop_check=True, mssql_drop_foreign_key=True)


def drop_column_if_exists():
    op.drop_column("t", "a", if_exists=True)


def drop_column_cascade():
    op.drop_column("t", "a", cascade=True)


# ---- alter_column


def alter_column_nullable():
    op.alter_column("t", "a", nullable=False)
    op.alter_column("t", "a", nullable=True, existing_type=sa.Integer(), existing_nullable=False)
    op.alter_column("t", "a", nullable=False, schema="app")


def alter_column_type():
    op.alter_column("t", "a", type_=sa.BigInteger())
    op.alter_column("t", "a", existing_type=sa.Integer(), type_=sa.Text(), existing_nullable=False)
    op.alter_column("t", "a", type_=sa.Integer(), postgresql_using="a::integer")
    op.alter_column("t", "a", type_=postgresql.JSONB(astext_type=sa.Text()), postgresql_using="a::text::jsonb")
    op.alter_column("t", "Mixed", type_=sa.Integer(), postgresql_using='"Mixed"::integer', schema="app")


def alter_column_default():
    op.alter_column("t", "a", server_default="x")
    op.alter_column("t", "a", server_default=None)
    op.alter_column("t", "a", server_default=sa.text("now()"))
    op.alter_column("t", "a", server_default=sa.func.now(), existing_type=sa.DateTime())
    op.alter_column("t", "a", server_default=sa.false())
    op.alter_column("t", "a", server_default=False)
    op.alter_column("t", "a", server_default="", schema="app")
    op.alter_column("t", "a", server_default=None, existing_server_default="x")
    op.alter_column("t", "a", server_default=sa.text("'it''s'"), existing_server_default=sa.text("0"))


def alter_column_rename():
    op.alter_column("t", "a", new_column_name="b")
    op.alter_column("t", "a", new_column_name="User", schema="app")
    op.alter_column("t", "Order", new_column_name="order")


def alter_column_comment():
    op.alter_column("t", "a", comment="it's")
    op.alter_column("t", "a", comment=None)
    op.alter_column("t", "a", comment="x", existing_comment="y", schema="app")
    op.alter_column("t", "a", comment=None, existing_comment="y")
    op.alter_column("t", "a", comment=False)
    op.alter_column("t", "a", comment="")


def alter_column_everything():
    op.alter_column(
        "t",
        "a",
        nullable=False,
        comment="c",
        server_default="5",
        new_column_name="b",
        type_=sa.Integer(),
        existing_type=sa.Text(),
        existing_server_default=None,
        existing_nullable=True,
        existing_comment=None,
        schema="app",
        postgresql_using="a::integer",
    )


def alter_column_nothing():
    op.alter_column("t", "a")
    op.alter_column("t", "a", existing_type=sa.Integer())
    op.alter_column("t", "a", type=sa.Integer())
    op.alter_column("t", "a", bogus=True)
    op.alter_column("t", "a", nullable=None, type_=None)


def alter_column_autoincrement():
    op.alter_column("t", "a", autoincrement=True, existing_autoincrement=False, nullable=False)


def alter_column_identity():
    op.alter_column("t", "a", server_default=sa.Identity(), existing_server_default=None)
    op.alter_column("t", "a", server_default=sa.Identity(always=True, start=10), existing_server_default=None)
    op.alter_column("t", "a", server_default=None, existing_server_default=sa.Identity())
    op.alter_column(
        "t", "a", server_default=sa.Identity(always=True), existing_server_default=sa.Identity(always=False)
    )
    op.alter_column(
        "t",
        "a",
        server_default=sa.Identity(start=5, increment=3, maxvalue=100),
        existing_server_default=sa.Identity(start=1, cycle=True),
    )


def alter_column_enum():
    op.alter_column("t", "a", type_=sa.Enum("a", "b", name="e"), postgresql_using="a::e")
    op.alter_column(
        "t",
        "a",
        existing_type=sa.Enum("a", "b", name="e", native_enum=False, create_constraint=True),
        type_=sa.Enum("a", "b", "c", name="e", native_enum=False, create_constraint=True),
    )
    op.alter_column("t", "a", existing_type=sa.VARCHAR(10), type_=sa.Enum("a", "b", name="e", native_enum=False))


def alter_column_boolean_with_constraint():
    op.alter_column("t", "a", existing_type=sa.Boolean(create_constraint=True, name="ck"), type_=sa.Integer())


def alter_column_positional_until_1_11():
    """until alembic 1.11"""
    op.alter_column("t", "a", False)
    op.alter_column("t", "a", None, False, "x")


# ---- indexes


def create_index_plain():
    op.create_index("ix", "t", ["a"])
    op.create_index("ix", "t", ["a", "b"], unique=True)
    op.create_index("ix", "t", ["a"], unique=False, schema="app")
    op.create_index(op.f("ix_t_a"), "t", ["a"])
    op.create_index(index_name="ix", table_name="t", columns=["a"])
    op.create_index("ix", "t", ("a", "b"))


def create_index_unnamed():
    op.create_index(None, "t", ["a"])
    op.create_index(None, "t", ["a"], schema="app")


def create_index_of_a_string():
    op.create_index("ix", "t", "name")


def create_index_expressions():
    op.create_index("ix", "t", [sa.text("lower(a)")])
    op.create_index("ix", "t", [sa.text("(data->>'x')"), "b"])
    op.create_index("ix", "t", [sa.literal_column("lower(a)")])
    op.create_index("ix", "t", [sa.func.lower(sa.column("a"))])
    op.create_index("ix", "t", [sa.text("a DESC NULLS LAST")])
    op.create_index("ix", "t", [sa.column("a").desc()])
    op.create_index("ix", "t", [sa.desc("a"), sa.asc("b")])
    op.create_index("ix", "t", [sa.column("a").desc().nullslast(), sa.column("b").asc().nullsfirst()])
    op.create_index("ix", "t", ["lower(a)"])
    op.create_index("ix", "t", [sa.func.coalesce(sa.column("a"), 0)])
    op.create_index("ix", "t", [sa.text("(a::text)")], unique=True)
    op.create_index("ix", "t", [sa.text("to_tsvector('english', a)")], postgresql_using="gin")


def create_index_using():
    op.create_index("ix", "t", ["a"], postgresql_using="gin")
    op.create_index("ix", "t", ["a"], postgresql_using="GIST")


def create_index_where():
    op.create_index("ix", "t", ["a"], postgresql_where=sa.text("a IS NOT NULL"))
    op.create_index("ix", "t", ["a"], postgresql_where="a = 'x''y'")
    op.create_index("ix", "t", ["a"], postgresql_where=sa.column("a") > 5)
    op.create_index("ix", "t", ["a"], postgresql_where=sa.column("a").is_(None))
    op.create_index("ix", "t", ["a"], postgresql_where=sa.column("a") == "x")
    op.create_index("ix", "t", ["a"], postgresql_where=sa.text("NOT deleted"), sqlite_where=sa.text("NOT deleted"))
    op.create_index(
        "ix", "t", ["a"], postgresql_where=sa.and_(sa.column("a").isnot(None), sa.column("b") == sa.true())
    )
    op.create_index("ix", "t", ["a"], postgresql_where=sa.text("status IN ('x', 'y') AND a::text LIKE '5%'"))


def create_index_ops():
    op.create_index("ix", "t", ["a"], postgresql_ops={"a": "varchar_pattern_ops"})
    op.create_index(
        "ix", "t", ["a", "b"], postgresql_using="gin", postgresql_ops={"a": "gin_trgm_ops", "b": "gin_trgm_ops"}
    )
    op.create_index("ix", "t", [sa.text("a gin_trgm_ops")], postgresql_using="gin")
    op.create_index("ix", "t", ["a", "b"], postgresql_ops={"b": "text_pattern_ops"})


def create_index_include():
    op.create_index("ix", "t", ["a"], postgresql_include=["b", "C"])
    op.create_index("ix", "t", ["a"], unique=True, postgresql_include=["b"], postgresql_where=sa.text("b > 0"))


def create_index_with():
    op.create_index("ix", "t", ["a"], postgresql_with={"fillfactor": 50})
    op.create_index("ix", "t", ["a"], postgresql_with={"fillfactor": 70, "deduplicate_items": "off"})


def create_index_tablespace():
    op.create_index("ix", "t", ["a"], postgresql_tablespace="fast")


def create_index_concurrently():
    with op.get_context().autocommit_block():
        op.create_index("ix", "t", ["a"], postgresql_concurrently=True)
        op.drop_index("ix", "t", postgresql_concurrently=True)
    op.create_index("ix", "t", ["a"], postgresql_concurrently=False)


def create_index_if_not_exists():
    """since alembic 1.12"""
    op.create_index("ix", "t", ["a"], if_not_exists=True)
    op.create_index("ix", "t", ["a"], unique=True, if_not_exists=True, postgresql_concurrently=True)
    op.drop_index("ix", "t", if_exists=True)
    op.drop_index("ix", "t", if_exists=True, postgresql_concurrently=True, schema="app")


def create_index_if_not_exists_ignored():
    """until alembic 1.12"""
    op.create_index("ix", "t", ["a"], if_not_exists=True)
    op.drop_index("ix", "t", if_exists=True)


def create_index_nulls_not_distinct():
    """since alembic 1.13, sqlalchemy 2.0.16"""
    op.create_index("ix", "t", ["a"], unique=True, postgresql_nulls_not_distinct=True)


def create_index_every_option():
    op.create_index(
        "ix",
        "t",
        ["a", sa.text("lower(b)")],
        unique=True,
        schema="app",
        postgresql_using="btree",
        postgresql_ops={"a": "text_ops"},
        postgresql_include=["c"],
        postgresql_with={"fillfactor": 90},
        postgresql_tablespace="fast",
        postgresql_where=sa.text("a <> ''"),
        postgresql_concurrently=True,
    )


def create_index_other_dialects():
    op.create_index("ix", "t", ["a"], mysql_length={"a": 10}, sqlite_where=sa.text("x"), mssql_include=["b"])


def drop_index_plain():
    op.drop_index("ix")
    op.drop_index("ix", "t")
    op.drop_index("ix", table_name="t")
    op.drop_index(op.f("ix_t_a"), table_name="t")
    op.drop_index("ix", table_name="t", schema="app")
    op.drop_index("Ix", "t")
    op.drop_index(index_name="ix", table_name="t")


def drop_index_keywords():
    op.drop_index("ix", "t", postgresql_where=sa.text("a"), postgresql_using="gin")
    op.drop_index("ix", "t", postgresql_ops={"a": "text_ops"}, postgresql_concurrently=False)


def drop_index_unnamed():
    op.drop_index(None)
    op.drop_index(None, "t")


# ---- constraints


def create_foreign_key_plain():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"])
    op.create_foreign_key(None, "t", "o", ["a", "b"], ["x", "y"])
    op.create_foreign_key(op.f("fk_t_a"), "t", "o", ("a",), ("id",))
    op.create_foreign_key(
        constraint_name="fk", source_table="t", referent_table="o", local_cols=["a"], remote_cols=["id"]
    )


def create_foreign_key_keywords():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], ondelete="CASCADE")
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], onupdate="CASCADE", ondelete="SET NULL")
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], ondelete="no action", onupdate="restrict")
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], deferrable=True, initially="DEFERRED")
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], deferrable=False, initially="IMMEDIATE")
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], match="FULL")
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], source_schema="app")
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], source_schema="app", referent_schema="ref")
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], referent_schema="ref", use_alter=True)
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], postgresql_not_valid=True)
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], ondelete="SET NULL", initially="deferred")


def create_foreign_key_to_itself():
    op.create_foreign_key("fk", "t", "t", ["parent"], ["id"])
    op.create_foreign_key("fk", "t", "t", ["parent"], ["id"], source_schema="a", referent_schema="b")


def create_foreign_key_of_strings():
    op.create_foreign_key("fk", "t", "o", "a", "b")


def create_unique_constraint_all():
    op.create_unique_constraint("uq", "t", ["a"])
    op.create_unique_constraint(None, "t", ["a", "b"])
    op.create_unique_constraint("uq", "t", ["a"], schema="app")
    op.create_unique_constraint("uq", "t", ["a"], deferrable=True, initially="DEFERRED")
    op.create_unique_constraint("uq", "t", "ab")
    op.create_unique_constraint(constraint_name="uq", table_name="t", columns=["a"])


def create_unique_constraint_nulls_not_distinct():
    """since sqlalchemy 2.0.16"""
    op.create_unique_constraint("uq", "t", ["a"], postgresql_nulls_not_distinct=True)


def create_primary_key_all():
    op.create_primary_key("pk", "t", ["a"])
    op.create_primary_key(None, "t", ["a", "b"])
    op.create_primary_key("pk", "t", ["a"], schema="app")
    op.create_primary_key(op.f("pk_t"), table_name="t", columns=["Id"])


def create_check_constraint_all():
    op.create_check_constraint("ck", "t", "a > 0")
    op.create_check_constraint("ck", "t", sa.text("a > 0"))
    op.create_check_constraint("ck", "t", sa.column("a") > 0)
    op.create_check_constraint("ck", "t", sa.func.length(sa.column("a")) > 5)
    op.create_check_constraint(None, "t", "a > 0")
    op.create_check_constraint("ck", "t", "a > 0", schema="app")
    op.create_check_constraint("ck", "t", "a > 0", postgresql_not_valid=True)
    op.create_check_constraint("ck", "t", "a > 0", deferrable=True, initially="DEFERRED")
    op.create_check_constraint(constraint_name="ck", table_name="t", condition="a IN ('x', 'y')")
    op.create_check_constraint("ck", "t", sa.column("a").in_(["x", "y"]))
    op.create_check_constraint("ck", "t", sa.or_(sa.column("a").is_(None), sa.column("b") == "it's"))


def create_exclude_constraint_all():
    op.create_exclude_constraint("ex", "t", ("room", "="), ("during", "&&"), using="gist")
    op.create_exclude_constraint("ex", "t", ("during", "&&"))
    op.create_exclude_constraint("ex", "t", (sa.column("during"), "&&"), where=sa.text("a > 0"), schema="app")
    op.create_exclude_constraint(
        "ex", "t", (sa.func.tsrange(sa.column("a"), sa.column("b")), "&&"), deferrable=True, initially="DEFERRED"
    )
    op.create_exclude_constraint(None, "t", ("during", "&&"), where="a > 0", ops={"during": "range_ops"})


def drop_constraint_all():
    op.drop_constraint("ck", "t")
    op.drop_constraint("ck", "t", type_="check")
    op.drop_constraint("fk", "t", type_="foreignkey", schema="app")
    op.drop_constraint("uq", "t", "unique")
    op.drop_constraint("pk", "t", type_="primary")
    op.drop_constraint(op.f("uq_t_a"), "t", type_="unique")
    op.drop_constraint("Mixed Name", "Mixed", type_="unique")
    op.drop_constraint(constraint_name="ck", table_name="t", type_=None)


def drop_constraint_if_exists():
    """since alembic 1.16, sqlalchemy 2.0"""
    op.drop_constraint("ck", "t", if_exists=True)


# ---- tables


def drop_table_all():
    op.drop_table("t")
    op.drop_table("t", schema="app")
    op.drop_table("Mixed")
    op.drop_table("user")
    op.drop_table(table_name="t")
    op.drop_table("t", info={"x": 1}, postgresql_tablespace="fast")


def drop_table_if_exists():
    op.drop_table("t", if_exists=True)


def rename_table_all():
    op.rename_table("a", "b")
    op.rename_table("a", "b", schema="app")
    op.rename_table("A", "user")
    op.rename_table(old_table_name="a", new_table_name="b")


def table_comments():
    op.create_table_comment("t", "it's")
    op.create_table_comment("t", "x", existing_comment="y", schema="app")
    op.drop_table_comment("t")
    op.drop_table_comment("t", existing_comment="y", schema="app")
    op.create_table_comment("t", "back\\slash 50% :x")
    op.create_table_comment(table_name="t", comment="two\nlines")


def table_comment_of_none():
    """since sqlalchemy 2.0"""
    op.create_table_comment("t", None)


# ---- batch


def batch_columns():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer(), nullable=False))
        batch_op.alter_column("b", nullable=False, existing_type=sa.Integer())
        batch_op.alter_column("b", type_=sa.Text(), postgresql_using="b::text", comment="x", new_column_name="c")
        batch_op.drop_column("d")


def batch_schema():
    with op.batch_alter_table("t", schema="app") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer(), index=True))
        batch_op.create_index("ix", ["a"])
        batch_op.create_unique_constraint("uq", ["a"])
        batch_op.create_foreign_key("fk", "o", ["a"], ["id"], referent_schema="ref")
        batch_op.drop_constraint("ck", type_="check")
        batch_op.drop_index("ix")
        batch_op.drop_column("d")


def batch_constraints():
    with op.batch_alter_table("t", schema=None) as batch_op:
        batch_op.create_check_constraint("ck", "a > 0")
        batch_op.create_foreign_key("fk", "o", ["a"], ["id"], ondelete="CASCADE", deferrable=True)
        batch_op.create_foreign_key(None, "o", ["a"], ["id"], match="FULL", onupdate="CASCADE", initially="DEFERRED")
        batch_op.create_unique_constraint("uq", ["a"])
        batch_op.create_unique_constraint(batch_op.f("uq_t_a"), ["a"])
        batch_op.create_primary_key("pk", ["a"])
        batch_op.drop_constraint("x", type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("y"), "unique")


def batch_exclude_constraint():
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_exclude_constraint("ex", ("during", "&&"), using="gist", where=sa.text("a > 0"))


def batch_indexes():
    with op.batch_alter_table("t", schema=None) as batch_op:
        batch_op.create_index("ix", ["a"])
        batch_op.create_index(batch_op.f("ix_t_a"), ["a"], unique=True)
        batch_op.create_index("ix", ["a"], postgresql_where=sa.text("a > 0"), postgresql_using="btree")
        batch_op.create_index("ix", [sa.text("lower(a)")])
        batch_op.create_index("ix", ["a"], postgresql_concurrently=True)
        batch_op.drop_index("ix")
        batch_op.drop_index(batch_op.f("ix_t_a"))
        batch_op.drop_index("ix", postgresql_concurrently=True)


def batch_comments():
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_table_comment("it's", existing_comment="y")
        batch_op.drop_table_comment(existing_comment="y")
        batch_op.alter_column("a", comment="x", existing_comment=None)
        batch_op.add_column(sa.Column("b", sa.Integer(), comment="b"))


def batch_order_of_execution():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()))
        batch_op.execute("UPDATE t SET a = 1")
        op.execute("UPDATE u SET a = 1")
        op.drop_table("v")
        batch_op.alter_column("a", nullable=False)


def batch_nested():
    with op.batch_alter_table("t") as t, op.batch_alter_table("u") as u:
        t.add_column(sa.Column("a", sa.Integer()))
        u.add_column(sa.Column("b", sa.Integer()))
        t.drop_column("c")


def batch_nested_blocks():
    with op.batch_alter_table("t") as t:
        t.add_column(sa.Column("a", sa.Integer()))
        with op.batch_alter_table("u") as u:
            u.add_column(sa.Column("b", sa.Integer()))
        t.drop_column("c")


def batch_arguments():
    with op.batch_alter_table(table_name="t", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()))
    with op.batch_alter_table("t", recreate="auto", table_kwargs={"x": 1}, reflect_args=[]) as batch_op:
        batch_op.drop_column("a", mssql_drop_check=True)


def batch_without_a_name():
    with op.batch_alter_table("t"):
        op.add_column("t", sa.Column("a", sa.Integer()))


def batch_empty():
    with op.batch_alter_table("t") as batch_op:
        pass


def batch_without_with():
    batch_op = op.batch_alter_table("t")
    op.drop_table("u")


def batch_naming_convention():
    with op.batch_alter_table("t", naming_convention={"fk": "fk_%(table_name)s"}) as batch_op:
        batch_op.drop_constraint("fk_t", type_="foreignkey")


def batch_if_exists():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_column("a", if_exists=True)
        batch_op.drop_index("ix", if_exists=True)


def batch_serial_column():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("id", sa.Integer(), primary_key=True))
        batch_op.add_column(sa.Column("a", sa.Integer(), sa.ForeignKey("o.id"), unique=True))


# ---- execute


def execute_strings():
    op.execute("UPDATE t SET a = 1")
    op.execute("UPDATE t SET a = 1;")
    op.execute("DELETE FROM t; DELETE FROM u")
    op.execute("SELECT '%' || 'it''s'")
    op.execute("SELECT '{\"a\": 1}'::jsonb")
    op.execute(
        """
        UPDATE t
           SET a = 'two
  lines'
        """
    )
    op.execute(sqltext="SELECT 1")
    op.execute("\tSELECT\t'a\tb'")


def execute_text():
    op.execute(sa.text("UPDATE t SET a = 1"))
    op.execute(sa.text("SELECT '12:30', a[1:2], b::int, '::x'"))
    op.execute(sa.text("SELECT '\\:x'"))
    op.execute(sa.text("SELECT :x, :y").bindparams(x=5, y="it's"))
    op.execute(sa.text("SELECT :x").bindparams(sa.bindparam("x", "b", type_=sa.String())))
    op.execute(sa.text("SELECT a FROM t WHERE a = ANY(ARRAY['x'])"), execution_options={"a": 1})


def execute_unbound_parameters():
    op.execute("SELECT :x")
    op.execute("SELECT ':foo', '{\"a\":1}', '{\"b\":true}'")


def execute_do_block():
    op.execute(
        """
        DO $$
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'e') THEN
                CREATE TYPE e AS ENUM ('a', 'b');
            END IF;
        END
        $$;
        """
    )


def execute_function():
    op.execute(
        """CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  NEW.a := '%';  -- assignment
  RETURN NEW;
END;
$body$"""
    )
    op.execute("CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()")


def execute_ddl_elements():
    op.execute(sa.schema.CreateSequence(sa.Sequence("s")))
    op.execute(sa.schema.CreateSequence(sa.Sequence("s", start=5, increment=2, schema="app")))
    op.execute(sa.schema.DropSequence(sa.Sequence("s")))
    op.execute(sa.schema.CreateSchema("app"))
    op.execute(sa.schema.DropSchema("app"))
    op.execute(sa.schema.DropSchema("app", cascade=True))
    op.execute(sa.DDL("ALTER TABLE t CLUSTER ON ix"))
    op.execute(sa.DDL("SELECT '%%', '%(x)s'", context={"x": "y"}))


def execute_ddl_elements_2_0():
    """since sqlalchemy 2.0"""
    op.execute(sa.schema.CreateSchema("app", if_not_exists=True))
    op.execute(sa.schema.DropSchema("app", if_exists=True, cascade=True))
    op.execute(sa.schema.CreateSequence(sa.Sequence("s"), if_not_exists=True))


def execute_dml():
    t = sa.table("t", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("on", sa.Boolean))
    op.execute(t.update().where(t.c.id == 5).values(name="x"))
    op.execute(t.update().values({"name": "it's", "on": True}))
    op.execute(t.insert().values(id=1, name="a", on=False))
    op.execute(t.delete().where(t.c.name == "x"))
    op.execute(t.delete())
    op.execute(sa.update(t).where(t.c.id.in_([1, 2])).values(name=None))
    op.execute(sa.delete(t).where(sa.and_(t.c.id > 1, t.c.name.is_(None))))
    op.execute(sa.insert(t).values(name=sa.func.lower("A")))
    op.execute(t.update().where(t.c.name == op.inline_literal("x")).values({"name": op.inline_literal("y")}))


def execute_through_connections():
    bind = op.get_bind()
    bind.execute(sa.text("UPDATE t SET a = 1"))
    connection = op.get_bind()
    connection.execute(sa.text("UPDATE t SET a = 2"))
    op.get_bind().execute(sa.text("UPDATE t SET a = 3"))
    op.get_context().execute("UPDATE t SET a = 4")


def bulk_insert_all():
    t = sa.table(
        "t",
        sa.column("id", sa.Integer),
        sa.column("name", sa.String),
        sa.column("on", sa.Boolean),
        sa.column("x", sa.Float),
    )
    op.bulk_insert(t, [{"id": 1, "name": "a", "on": True, "x": 1.5}, {"id": 2, "name": None, "on": False, "x": -2}])
    op.bulk_insert(t, [{"id": 3}, {"id": 4}], multiinsert=False)
    op.bulk_insert(t, [])
    op.bulk_insert(t, rows=[{"name": op.inline_literal("y")}, {"name": "50% \\ :x it's"}])


def bulk_insert_schema():
    t = sa.table("t", sa.column("Id", sa.Integer), schema="app")
    op.bulk_insert(t, [{"Id": 1}])


def bulk_insert_table_object():
    t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text))
    op.bulk_insert(t, [{"id": 1, "name": "x"}])


def bulk_insert_comprehension():
    t = sa.table("t", sa.column("id", sa.Integer), sa.column("name", sa.String))
    op.bulk_insert(t, [{"id": i, "name": name} for i, name in enumerate(["a", "b", "c"], start=1)])


# ---- names


def names_that_need_quotes():
    op.create_table(
        "User",
        sa.Column("Id", sa.Integer(), primary_key=True),
        sa.Column("order", sa.Integer(), unique=True),
        sa.Column("with space", sa.Text()),
        sa.Column("dash-ed", sa.Text()),
        sa.Column("1st", sa.Text()),
        sa.Column("$dollar", sa.Text()),
        sa.Column("mid$dollar", sa.Text()),
        sa.Column("_under", sa.Text()),
        sa.Column('quo"te', sa.Text()),
        sa.Column("ünï", sa.Text()),
        sa.Column("percent%", sa.Text()),
        sa.Column("col:on", sa.Text()),
        sa.Column("paren(x)", sa.Text()),
        sa.CheckConstraint('"order" > 0', name="Check Me"),
        sa.ForeignKeyConstraint(["order"], ["Group.Id"], name="User_order_fkey"),
        schema="App",
    )
    op.create_index("IX_User_order", "User", ["order", "Id"], schema="App")


def names_reserved():
    for name in ["all", "analyse", "user", "order", "group", "table", "column", "off", "offset", "new", "old", "over"]:
        op.add_column("t", sa.Column(name, sa.Integer()))
        op.rename_table("x", name)


def names_not_reserved():
    for name in ["lateral", "collation", "concurrently", "tablesample", "name", "type", "value", "date", "timestamp"]:
        op.add_column("t", sa.Column(name, sa.Integer()))
        op.drop_index(name)


def names_quoted():
    op.drop_column("t", sa.sql.quoted_name("a", quote=True))
    op.drop_table(sa.sql.elements.quoted_name("T", quote=False))


def names_long():
    op.create_index(op.f("ix_" + "a" * 70), "t", ["a"])
    op.drop_constraint(op.f("fk_" + "b" * 70), "t", type_="foreignkey")


# ---- transactions


def autocommit_block():
    op.execute("SELECT 1")
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE e ADD VALUE 'x'")
    op.execute("SELECT 2")


def autocommit_block_only():
    with op.get_context().autocommit_block():
        op.execute("VACUUM t")


def autocommit_block_twice():
    context = op.get_context()
    with context.autocommit_block():
        op.execute("VACUUM t")
    with context.autocommit_block():
        op.execute("VACUUM u")


# ---- enums


def enum_in_create_table():
    op.create_table("t", sa.Column("a", sa.Enum("x", "y", name="enum_1")))
    op.create_table("u", sa.Column("a", sa.Enum("x", "y", name="enum_1")), sa.Column("b", sa.Enum("z", name="enum_2")))
    op.create_table("v", sa.Column("a", sa.Enum("it's", "two words", "50%", name="Enum_3"), server_default="it's"))


def enum_postgresql():
    op.create_table("t", sa.Column("a", postgresql.ENUM("x", "y", name="enum_4"), nullable=False))
    op.create_table("u", sa.Column("a", postgresql.ENUM("x", "y", name="enum_5", create_type=False)))
    op.create_table("v", sa.Column("a", postgresql.ENUM(name="enum_6", create_type=False)))


def enum_schema():
    op.create_table("t", sa.Column("a", sa.Enum("x", name="enum_7", schema="app")))
    op.create_table("u", sa.Column("a", sa.Enum("x", name="enum_8")), schema="app")
    op.create_table("v", sa.Column("a", sa.Enum("x", name="enum_9", inherit_schema=True)), schema="app")
    op.create_table("w", sa.Column("a", postgresql.ENUM("x", name="enum_10", schema="App")))


def enum_not_native():
    op.create_table("t", sa.Column("a", sa.Enum("x", "longer", name="enum_11", native_enum=False)))
    op.create_table("u", sa.Column("a", sa.Enum("x", "y", name="enum_12", native_enum=False, create_constraint=True)))
    op.create_table("v", sa.Column("a", sa.Enum("x", "y", name="enum_13", native_enum=False, length=40)))
    op.add_column("t", sa.Column("b", sa.Enum("x", "y", name="enum_14", native_enum=False, create_constraint=True)))


def enum_create_and_drop():
    kind = sa.Enum("x", "y", name="enum_15")
    kind.create(op.get_bind())
    kind.create(op.get_bind(), checkfirst=True)
    op.add_column("t", sa.Column("a", kind))
    op.drop_column("t", "a")
    kind.drop(op.get_bind())
    kind.drop(op.get_bind(), checkfirst=False)
    postgresql.ENUM("x", name="enum_16").create(op.get_bind())
    postgresql.ENUM(name="enum_16").drop(op.get_bind(), checkfirst=True)
    sa.Enum(name="enum_17").drop(op.get_bind())


def enum_created_before_the_table():
    kind = postgresql.ENUM("x", "y", name="enum_18", create_type=False)
    kind.create(op.get_bind(), checkfirst=True)
    op.create_table("t", sa.Column("a", kind))


def enum_in_add_and_alter():
    op.add_column("t", sa.Column("a", sa.Enum("x", "y", name="enum_19"), nullable=False, server_default="x"))
    op.add_column("t", sa.Column("a", postgresql.ENUM("x", "y", name="enum_20", schema="app")))
    op.alter_column("t", "a", type_=postgresql.ENUM("x", name="enum_21"), postgresql_using="a::enum_21")


def enum_array():
    op.create_table("t", sa.Column("a", sa.ARRAY(sa.Enum("x", "y", name="enum_22"))))
    op.create_table("u", sa.Column("a", postgresql.ARRAY(postgresql.ENUM("x", "y", name="enum_23"), dimensions=2)))


def enum_variants():
    op.create_table("t", sa.Column("a", sa.Enum("x", name="enum_24").with_variant(sa.String(5), "sqlite")))
    op.create_table("u", sa.Column("a", sa.String(5).with_variant(postgresql.ENUM("x", name="enum_25"), "postgresql")))
    op.create_table("v", sa.Column("a", sa.Enum("x", name="enum_26").with_variant(sa.Text(), "postgresql")))


def enum_metadata():
    op.create_table("t", sa.Column("a", sa.Enum("x", name="enum_27", metadata=sa.MetaData())))


def enum_of_a_class():
    import enum

    class Color(enum.Enum):
        RED = "red"
        DARK_BLUE = "dark blue"

    op.create_table("t", sa.Column("a", sa.Enum(Color)), sa.Column("b", sa.Enum(Color, name="enum_28")))
    op.create_table("u", sa.Column("a", sa.Enum(*[color.value for color in Color], name="enum_29")))
    op.create_table(
        "v", sa.Column("a", sa.Enum(Color, values_callable=lambda x: [e.value for e in x], name="enum_30"))
    )


def enum_dropped_and_created_again():
    op.create_table("t", sa.Column("a", sa.Enum("x", name="enum_31")))
    op.drop_table("t")
    sa.Enum(name="enum_31").drop(op.get_bind())
    op.create_table("t", sa.Column("a", sa.Enum("x", name="enum_31")))
