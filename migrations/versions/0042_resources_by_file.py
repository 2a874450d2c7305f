"""Resources are found by the file that they lead to: what the scanner found later is counted on everybody's Today.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

HAS_FILE = sa.text("file_id IS NOT NULL")


def upgrade() -> None:
    """Go up."""
    op.create_index(
        "ix_resources_file_id", "resources", ["file_id"], sqlite_where=HAS_FILE, postgresql_where=HAS_FILE
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_index("ix_resources_file_id", table_name="resources")
