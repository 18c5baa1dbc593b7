"""invoices – Zürich 🧾

Revision ID: c40d5e6f7a8b
Revises: 3f1c9a7d2b44
"""
import sqlalchemy as sa
from alembic import op

revision = "c40d5e6f7a8b"
down_revision = "3f1c9a7d2b44"


def upgrade() -> None:
    op.create_table("invoice", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("total", sa.Numeric(12, 2)))
    op.execute("""
        COMMENT ON TABLE invoice IS 'Rechnungen 🧾 für Zürich'; CREATE TYPE order_status AS ENUM ('x')
    """)


def downgrade() -> None:
    op.drop_table("invoice")
