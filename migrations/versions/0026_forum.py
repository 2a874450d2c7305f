"""the forum: spaces, threads, posts, drafts"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "forum_spaces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("start_key", sa.String(length=40), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "open",
                "topic",
                "announcements",
                "area",
                "cohort",
                "one_to_one",
                name="spacekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.Column("thread_count", sa.Integer(), nullable=False),
        sa.Column("last_posted_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'area') = (area_id IS NOT NULL)", name=op.f("ck_forum_spaces_area_has_area")
        ),
        sa.CheckConstraint(
            "(kind = 'cohort') = (cohort_id IS NOT NULL)", name=op.f("ck_forum_spaces_cohort_has_cohort")
        ),
        sa.CheckConstraint(
            "(kind = 'topic') = (topic_id IS NOT NULL)", name=op.f("ck_forum_spaces_topic_has_topic")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_forum_spaces_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_forum_spaces_cohort_id_cohorts")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["people.id"], name=op.f("fk_forum_spaces_made_by_id_people")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_forum_spaces_topic_id_topics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_spaces")),
        sa.UniqueConstraint("area_id", name=op.f("uq_forum_spaces_area_id")),
        sa.UniqueConstraint("cohort_id", name=op.f("uq_forum_spaces_cohort_id")),
        sa.UniqueConstraint("start_key", name=op.f("uq_forum_spaces_start_key")),
        sa.UniqueConstraint("topic_id", name=op.f("uq_forum_spaces_topic_id")),
    )
    op.create_table(
        "forum_threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
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
            nullable=False,
        ),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("anonymous_key", sa.String(length=32), nullable=True),
        sa.Column("sealed_author", sa.LargeBinary(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("answer_count", sa.Integer(), nullable=False),
        sa.Column("last_posted_at", UtcDateTime(), nullable=False),
        sa.Column("last_author_id", sa.Integer(), nullable=True),
        sa.Column("accepted_post_id", sa.Integer(), nullable=True),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("must_read", sa.Boolean(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(author_id IS NULL) = (anonymous_key IS NOT NULL)",
            name=op.f("ck_forum_threads_author_or_anonymous"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_forum_threads_author_id_people")),
        sa.ForeignKeyConstraint(
            ["last_author_id"], ["people.id"], name=op.f("fk_forum_threads_last_author_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["forum_threads.id"],
            name=op.f("fk_forum_threads_merged_into_id_forum_threads"),
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["forum_spaces.id"], name=op.f("fk_forum_threads_space_id_forum_spaces")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_threads")),
    )
    op.create_index("ix_forum_threads_author", "forum_threads", ["author_id", "id"], unique=False)
    op.create_index(
        "ix_forum_threads_space_new", "forum_threads", ["space_id", "last_posted_at"], unique=False
    )
    op.create_index(
        "ix_forum_threads_space_order",
        "forum_threads",
        ["space_id", "is_listed", "is_pinned", "last_posted_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_forum_threads_unanswered",
        "forum_threads",
        ["kind", "answer_count", "accepted_post_id", "is_listed", "id"],
        unique=False,
    )
    op.create_table(
        "forum_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_from", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(thread_id IS NULL) <> (space_id IS NULL)", name=op.f("ck_forum_drafts_of_thread_or_space")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_forum_drafts_person_id_people")),
        sa.ForeignKeyConstraint(
            ["space_id"], ["forum_spaces.id"], name=op.f("fk_forum_drafts_space_id_forum_spaces")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_drafts_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_drafts")),
        sa.UniqueConstraint("person_id", "space_id", name=op.f("uq_forum_drafts_person_id_space_id")),
        sa.UniqueConstraint("person_id", "thread_id", name=op.f("uq_forum_drafts_person_id_thread_id")),
    )
    op.create_index("ix_forum_drafts_saved", "forum_drafts", ["saved_at"], unique=False)
    op.create_table(
        "forum_participants",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_forum_participants_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_participants_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", "person_id", name=op.f("pk_forum_participants")),
    )
    op.create_index(
        "ix_forum_participants_person", "forum_participants", ["person_id", "thread_id"], unique=False
    )
    op.create_table(
        "forum_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("anonymous_key", sa.String(length=32), nullable=True),
        sa.Column("sealed_author", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "shown",
                "hidden",
                "removed_by_author",
                "removed_by_moderator",
                "moved",
                name="poststate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("posted_at", UtcDateTime(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("thanks_count", sa.Integer(), nullable=False),
        sa.Column("correction_count", sa.Integer(), nullable=False),
        sa.Column("resource_ids", sa.Text(), nullable=False),
        sa.Column("moved_to_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(author_id IS NULL) = (anonymous_key IS NOT NULL)",
            name=op.f("ck_forum_posts_author_or_anonymous"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_forum_posts_author_id_people")),
        sa.ForeignKeyConstraint(
            ["moved_to_id"], ["forum_posts.id"], name=op.f("fk_forum_posts_moved_to_id_forum_posts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_posts_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_posts")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_forum_posts_thread_id_number")),
    )
    op.create_index("ix_forum_posts_author", "forum_posts", ["author_id", "posted_at"], unique=False)
    op.create_table(
        "forum_corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_corrections_post_id_forum_posts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_corrections")),
    )
    op.create_index("ix_forum_corrections_post", "forum_corrections", ["post_id", "id"], unique=False)
    op.create_table(
        "forum_post_editions",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_post_editions_post_id_forum_posts")
        ),
        sa.PrimaryKeyConstraint("post_id", "edition", name=op.f("pk_forum_post_editions")),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_table("forum_post_editions")
    op.drop_index("ix_forum_corrections_post", table_name="forum_corrections")
    op.drop_table("forum_corrections")
    op.drop_index("ix_forum_posts_author", table_name="forum_posts")
    op.drop_table("forum_posts")
    op.drop_index("ix_forum_participants_person", table_name="forum_participants")
    op.drop_table("forum_participants")
    op.drop_index("ix_forum_drafts_saved", table_name="forum_drafts")
    op.drop_table("forum_drafts")
    op.drop_index("ix_forum_threads_unanswered", table_name="forum_threads")
    op.drop_index("ix_forum_threads_space_order", table_name="forum_threads")
    op.drop_index("ix_forum_threads_space_new", table_name="forum_threads")
    op.drop_index("ix_forum_threads_author", table_name="forum_threads")
    op.drop_table("forum_threads")
    op.drop_table("forum_spaces")
