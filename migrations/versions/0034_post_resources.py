"""To which resources each post of the forum links, so that a resource finds its threads.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "forum_post_resources",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_post_resources_post_id_forum_posts")
        ),
        sa.PrimaryKeyConstraint("post_id", "resource_id", name=op.f("pk_forum_post_resources")),
    )
    op.create_index(
        "ix_forum_post_resources_resource", "forum_post_resources", ["resource_id", "post_id"], unique=False
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_index("ix_forum_post_resources_resource", table_name="forum_post_resources")
    op.drop_table("forum_post_resources")
