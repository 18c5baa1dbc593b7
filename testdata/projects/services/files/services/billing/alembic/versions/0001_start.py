"""start of billing"""
import sqlalchemy as sa
from alembic import op

revision = "billing_0001"
down_revision = None


def upgrade() -> None:
    op.create_table("billing", sa.Column("id", sa.BigInteger, primary_key=True))


def downgrade() -> None:
    op.drop_table("billing")
