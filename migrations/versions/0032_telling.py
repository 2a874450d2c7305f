"""who was told of a thread, marks that can be taken back, and reminders of announcements"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "forum_thread_told",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_forum_thread_told_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_thread_told_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("person_id", "thread_id", name=op.f("pk_forum_thread_told")),
    )
    op.drop_column("forum_thread_follows", "told_number")
    op.add_column("forum_space_reads", sa.Column("marked_at", UtcDateTime(), nullable=True))
    op.add_column("forum_space_reads", sa.Column("before", UtcDateTime(), nullable=True))
    op.add_column("forum_threads", sa.Column("reminded_at", UtcDateTime(), nullable=True))
    op.drop_index("ix_forum_threads_space_new", table_name="forum_threads")
    op.create_index(
        "ix_forum_threads_space_new", "forum_threads", ["space_id", "is_listed", "last_posted_at"]
    )
    op.create_index(
        "ix_forum_threads_must_read",
        "forum_threads",
        ["space_id"],
        sqlite_where=sa.text("must_read = 1"),
        postgresql_where=sa.text("must_read"),
    )
    op.create_index("ix_forum_posts_thread_new", "forum_posts", ["thread_id", "posted_at", "number"])


def downgrade() -> None:
    """Go down again."""
    op.drop_index("ix_forum_posts_thread_new", table_name="forum_posts")
    op.drop_index("ix_forum_threads_must_read", table_name="forum_threads")
    op.drop_index("ix_forum_threads_space_new", table_name="forum_threads")
    op.create_index("ix_forum_threads_space_new", "forum_threads", ["space_id", "last_posted_at"])
    op.drop_column("forum_threads", "reminded_at")
    op.drop_column("forum_space_reads", "before")
    op.drop_column("forum_space_reads", "marked_at")
    op.add_column(
        "forum_thread_follows", sa.Column("told_number", sa.Integer(), nullable=False, server_default="0")
    )
    op.drop_table("forum_thread_told")
