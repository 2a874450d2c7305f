"""Open swaps are found by whom they concern.

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

OPEN = {"sqlite_where": sa.text("state = 'asked'"), "postgresql_where": sa.text("state = 'asked'")}


def upgrade() -> None:
    """Go up."""
    op.create_index("ix_turn_swaps_open_asker", "turn_swaps", ["asker_id"], unique=False, **OPEN)
    op.create_index("ix_turn_swaps_open_asked", "turn_swaps", ["asked_id"], unique=False, **OPEN)


def downgrade() -> None:
    """Go down again."""
    op.drop_index("ix_turn_swaps_open_asked", table_name="turn_swaps", **OPEN)
    op.drop_index("ix_turn_swaps_open_asker", table_name="turn_swaps", **OPEN)
