"""email of a customer

Revision ID: 8a2e11c0ffee
Revises: 3f1c9a7d2b44
"""
import sqlalchemy as sa
from alembic import op

revision = "8a2e11c0ffee"
down_revision = "3f1c9a7d2b44"


def upgrade() -> None:
    op.add_column("customer", sa.Column("email", sa.Text))


def downgrade() -> None:
    pass
