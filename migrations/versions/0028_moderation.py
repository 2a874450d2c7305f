"""moderation of the forum"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "forum_watched_phrases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.String(length=80), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["people.id"], name=op.f("fk_forum_watched_phrases_added_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_watched_phrases")),
        sa.UniqueConstraint("phrase", name=op.f("uq_forum_watched_phrases_phrase")),
    )
    op.create_table(
        "forum_held_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column(
            "thread_kind",
            sa.Enum(
                "question",
                "discussion",
                "announcement",
                "poll",
                "event",
                name="threadkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("anonymous_key", sa.String(length=32), nullable=True),
        sa.Column("sealed_author", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(author_id IS NULL) = (anonymous_key IS NOT NULL)",
            name=op.f("ck_forum_held_posts_author_or_anonymous"),
        ),
        sa.CheckConstraint(
            "(thread_id IS NULL) <> (space_id IS NULL)", name=op.f("ck_forum_held_posts_of_thread_or_space")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_forum_held_posts_author_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["forum_spaces.id"], name=op.f("fk_forum_held_posts_space_id_forum_spaces")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_held_posts_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_held_posts")),
    )
    op.create_index("ix_forum_held_posts_written", "forum_held_posts", ["written_at", "id"], unique=False)
    op.create_table(
        "forum_moderation_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "verb",
            sa.Enum(
                "hide",
                "show_again",
                "remove",
                "wipe",
                "lock",
                "unlock",
                "pin",
                "unpin",
                "move",
                "merge",
                "split",
                "warn",
                "hold",
                "suspend",
                "lift",
                "approve",
                "refuse",
                name="actverb",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("moderator_id", sa.Integer(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("restriction_id", sa.Integer(), nullable=True),
        sa.Column(
            "appeal",
            sa.Enum(
                "asked",
                "upheld",
                "reversed",
                name="appealstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("appeal_words", sa.Text(), nullable=False),
        sa.Column("appealed_at", UtcDateTime(), nullable=True),
        sa.Column("appeal_by_id", sa.Integer(), nullable=True),
        sa.Column("appeal_answer", sa.Text(), nullable=False),
        sa.Column("appeal_decided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(appeal IS NULL) = (appealed_at IS NULL)",
            name=op.f("ck_forum_moderation_acts_appeal_has_moment"),
        ),
        sa.ForeignKeyConstraint(
            ["appeal_by_id"], ["people.id"], name=op.f("fk_forum_moderation_acts_appeal_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["moderator_id"], ["people.id"], name=op.f("fk_forum_moderation_acts_moderator_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_forum_moderation_acts_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_moderation_acts_post_id_forum_posts")
        ),
        sa.ForeignKeyConstraint(
            ["restriction_id"],
            ["network_restrictions.id"],
            name=op.f("fk_forum_moderation_acts_restriction_id_network_restrictions"),
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_moderation_acts_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_moderation_acts")),
    )
    op.create_index(
        "ix_forum_moderation_acts_appeal", "forum_moderation_acts", ["appeal", "id"], unique=False
    )
    op.create_index(
        "ix_forum_moderation_acts_person", "forum_moderation_acts", ["person_id", "id"], unique=False
    )
    op.create_index(
        "ix_forum_moderation_acts_thread", "forum_moderation_acts", ["thread_id", "id"], unique=False
    )
    op.create_table(
        "forum_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "identifies",
                "unkind",
                "off_subject",
                "other",
                name="reportkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("reported_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "upheld",
                "dismissed",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["people.id"], name=op.f("fk_forum_reports_decided_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_reports_post_id_forum_posts")
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["people.id"], name=op.f("fk_forum_reports_reporter_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_reports")),
    )
    op.create_index("ix_forum_reports_state", "forum_reports", ["state", "id"], unique=False)
    op.create_index(
        "uq_forum_reports_open",
        "forum_reports",
        ["post_id", "reporter_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_index(
        "uq_forum_reports_open",
        table_name="forum_reports",
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_index("ix_forum_reports_state", table_name="forum_reports")
    op.drop_table("forum_reports")
    op.drop_index("ix_forum_moderation_acts_thread", table_name="forum_moderation_acts")
    op.drop_index("ix_forum_moderation_acts_person", table_name="forum_moderation_acts")
    op.drop_index("ix_forum_moderation_acts_appeal", table_name="forum_moderation_acts")
    op.drop_table("forum_moderation_acts")
    op.drop_index("ix_forum_held_posts_written", table_name="forum_held_posts")
    op.drop_table("forum_held_posts")
    op.drop_table("forum_watched_phrases")
