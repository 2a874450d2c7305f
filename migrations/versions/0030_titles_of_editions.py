"""what a thread was called before its first post was edited"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.add_column(
        "forum_post_editions",
        sa.Column("title", sa.String(length=150), nullable=False, server_default=""),
    )


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("forum_post_editions") as batch:
        batch.drop_column("title")
