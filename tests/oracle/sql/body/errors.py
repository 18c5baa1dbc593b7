"""What raises before anything is sent. What stands before it is rendered, and what follows is not."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def drop_constraint_without_name():
    op.drop_table("a")
    op.drop_constraint(None, "t", type_="foreignkey")
    op.drop_table("b")


def drop_constraint_of_unknown_type():
    op.drop_constraint("x", "t", type_="bogus")
    op.drop_table("b")


def using_without_type():
    op.alter_column("t", "a", postgresql_using="a::integer")


def server_default_of_integer():
    op.add_column("t", sa.Column("a", sa.Integer(), server_default=0))


def server_default_of_boolean():
    op.create_table("t", sa.Column("a", sa.Boolean(), server_default=False))


def server_default_of_uncalled_function():
    op.add_column("t", sa.Column("a", sa.DateTime(), server_default=sa.func.now))


def unknown_keyword_of_drop_table():
    op.drop_table("t", cascade=True)


def unknown_keyword_of_create_index():
    op.create_index("ix", "t", ["a"], concurrently=True)


def unknown_keyword_of_column():
    op.add_column("t", sa.Column("a", sa.Integer(), bogus=True))


def unknown_postgresql_keyword():
    op.create_index("ix", "t", ["a"], postgresql_bogus=True)


def long_name():
    op.create_index("ix_" + "a" * 70, "t", ["a"])


def enum_without_name():
    op.create_table("t", sa.Column("a", sa.Enum("x", "y")))


def unknown_ondelete():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], ondelete="EXPLODE")


def unknown_initially():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], initially="SOMETIMES")


def key_of_a_missing_column():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.PrimaryKeyConstraint("b"))


def column_without_type():
    op.add_column("t", sa.Column("a"))


def column_of_null_type():
    op.add_column("t", sa.Column("a", sa.types.NullType()))


def percent_in_ddl():
    op.execute(sa.DDL("SELECT 50%"))


def execute_a_list():
    op.execute(["SELECT 1", "SELECT 2"])


def nested_array():
    op.add_column("t", sa.Column("a", sa.ARRAY(sa.ARRAY(sa.Integer()))))


def bulk_insert_into_a_name():
    op.bulk_insert("t", [{"a": 1}])


def bulk_insert_of_unknown_column():
    op.bulk_insert(sa.table("t", sa.column("a", sa.Integer)), [{"b": 1}])


def batch_create_table():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()))
        batch_op.create_table("u", sa.Column("a", sa.Integer()))


def batch_insert_after():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()), insert_after="b")


def raise_statement():
    op.drop_table("a")
    raise NotImplementedError("not back")


def assertion():
    op.drop_table("a")
    assert False, "never"


def results_of_a_query():
    op.drop_table("a")
    rows = op.get_bind().execute(sa.text("SELECT id FROM t")).fetchall()
    for row in rows:
        op.execute(f"DELETE FROM t WHERE id = {row[0]}")


def inspector():
    inspector = sa.inspect(op.get_bind())
    if "t" not in inspector.get_table_names():
        op.drop_table("a")


def undefined_name():
    op.drop_table("a")
    op.drop_table(undefined)


def missing_argument():
    op.drop_column("t")


def computed_not_persisted():
    """until sqlalchemy 2.1"""
    op.add_column("t", sa.Column("a", sa.Integer(), sa.Computed("b + 1", persisted=False)))


def comment_of_none():
    """until sqlalchemy 2.0"""
    op.create_table_comment("t", None)
