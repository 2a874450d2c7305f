"""Who found out who asked a question without a name, and why.

Revision ID: 0031
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "forum_reveals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("moderator_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revealed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["moderator_id"], ["people.id"], name=op.f("fk_forum_reveals_moderator_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_reveals_post_id_forum_posts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_reveals")),
        sa.UniqueConstraint("key", name=op.f("uq_forum_reveals_key")),
    )
    op.create_index("ix_forum_reveals_post", "forum_reveals", ["post_id", "id"], unique=False)


def downgrade() -> None:
    """Go down again."""
    op.drop_index("ix_forum_reveals_post", table_name="forum_reveals")
    op.drop_table("forum_reveals")
