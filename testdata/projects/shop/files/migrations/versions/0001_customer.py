"""customers and their orders

Revision ID: 3f1c9a7d2b44
Revises:
"""
import sqlalchemy as sa
from alembic import op

revision = "3f1c9a7d2b44"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE TYPE order_status AS ENUM ('new', 'paid', 'sent')")
    op.create_table(
        "customer",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "purchase",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("customer_id", sa.BigInteger, sa.ForeignKey("customer.id"), nullable=False),
        sa.Column("status", sa.Enum("new", "paid", "sent", name="order_status"), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("purchase")
    op.drop_table("customer")
    op.execute("DROP TYPE order_status")
