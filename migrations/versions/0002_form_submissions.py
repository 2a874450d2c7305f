"""form submissions"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "form_submissions",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=True),
        sa.Column("claimed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_form_submissions")),
    )
    op.create_index(op.f("ix_form_submissions_claimed_at"), "form_submissions", ["claimed_at"], unique=False)


def downgrade() -> None:
    """Go down again."""
    op.drop_index(op.f("ix_form_submissions_claimed_at"), table_name="form_submissions")
    op.drop_table("form_submissions")
