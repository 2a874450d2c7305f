"""hidden versions for learning"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up. A version whose record is hidden now is hidden with it."""
    op.add_column("learning_versions", sa.Column("hidden_at", UtcDateTime(), nullable=True))
    op.add_column("learning_versions", sa.Column("kept_at", UtcDateTime(), nullable=True))
    op.add_column(
        "slips",
        sa.Column("seen_in_learning", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(
        "UPDATE learning_versions SET hidden_at = (SELECT hidden_at FROM consultations "
        "WHERE consultations.id = learning_versions.consultation_id)"
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_column("slips", "seen_in_learning")
    op.drop_column("learning_versions", "kept_at")
    op.drop_column("learning_versions", "hidden_at")
