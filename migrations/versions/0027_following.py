"""what members have read and follow in the forum; polls and events"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "forum_digests",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_forum_digests_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_forum_digests")),
    )
    op.create_table(
        "forum_space_follows",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column(
            "heed",
            sa.Enum("follow", "mute", name="heed", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_forum_space_follows_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["forum_spaces.id"], name=op.f("fk_forum_space_follows_space_id_forum_spaces")
        ),
        sa.PrimaryKeyConstraint("person_id", "space_id", name=op.f("pk_forum_space_follows")),
    )
    op.create_index("ix_forum_space_follows_space", "forum_space_follows", ["space_id", "heed"], unique=False)
    op.create_table(
        "forum_space_reads",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("read_before", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_forum_space_reads_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["forum_spaces.id"], name=op.f("fk_forum_space_reads_space_id_forum_spaces")
        ),
        sa.PrimaryKeyConstraint("person_id", "space_id", name=op.f("pk_forum_space_reads")),
    )
    op.create_table(
        "forum_gatherings",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "event",
                "support_session",
                name="gatheringkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("online_link", sa.String(length=500), nullable=False),
        sa.Column("places_count", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_forum_gatherings_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_gatherings_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_forum_gatherings")),
    )
    op.create_index("ix_forum_gatherings_starts", "forum_gatherings", ["starts_at"], unique=False)
    op.create_table(
        "forum_polls",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("is_multiple", sa.Boolean(), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("voter_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_polls_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_forum_polls")),
    )
    op.create_table(
        "forum_thread_follows",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column(
            "heed",
            sa.Enum("follow", "mute", name="heed", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("told_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_forum_thread_follows_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_thread_follows_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("person_id", "thread_id", name=op.f("pk_forum_thread_follows")),
    )
    op.create_index(
        "ix_forum_thread_follows_thread", "forum_thread_follows", ["thread_id", "heed"], unique=False
    )
    op.create_table(
        "forum_thread_reads",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_forum_thread_reads_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_thread_reads_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("person_id", "thread_id", name=op.f("pk_forum_thread_reads")),
    )
    op.create_table(
        "forum_ticks",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("ticked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_forum_ticks_person_id_people")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_ticks_thread_id_forum_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", "person_id", name=op.f("pk_forum_ticks")),
    )
    op.create_index("ix_forum_ticks_person", "forum_ticks", ["person_id"], unique=False)
    op.create_table(
        "forum_gathering_answers",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "coming",
                "perhaps",
                "not_coming",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.Column("was_there", sa.Boolean(), nullable=True),
        sa.Column("marked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["marked_by_id"], ["people.id"], name=op.f("fk_forum_gathering_answers_marked_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_forum_gathering_answers_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["forum_gatherings.thread_id"],
            name=op.f("fk_forum_gathering_answers_thread_id_forum_gatherings"),
        ),
        sa.PrimaryKeyConstraint("thread_id", "person_id", name=op.f("pk_forum_gathering_answers")),
    )
    op.create_index(
        "ix_forum_gathering_answers_person", "forum_gathering_answers", ["person_id"], unique=False
    )
    op.create_table(
        "forum_mentions",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_forum_mentions_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_mentions_post_id_forum_posts")
        ),
        sa.PrimaryKeyConstraint("post_id", "person_id", name=op.f("pk_forum_mentions")),
    )
    op.create_index("ix_forum_mentions_person", "forum_mentions", ["person_id", "post_id"], unique=False)
    op.create_table(
        "forum_poll_options",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("vote_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_polls.thread_id"], name=op.f("fk_forum_poll_options_thread_id_forum_polls")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_poll_options")),
        sa.UniqueConstraint("thread_id", "position", name=op.f("uq_forum_poll_options_thread_id_position")),
    )
    op.create_table(
        "forum_thanks",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_forum_thanks_person_id_people")),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_thanks_post_id_forum_posts")
        ),
        sa.PrimaryKeyConstraint("post_id", "person_id", name=op.f("pk_forum_thanks")),
    )
    op.create_table(
        "forum_poll_votes",
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"],
            ["forum_poll_options.id"],
            name=op.f("fk_forum_poll_votes_option_id_forum_poll_options"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_forum_poll_votes_person_id_people")
        ),
        sa.PrimaryKeyConstraint("option_id", "person_id", name=op.f("pk_forum_poll_votes")),
    )
    op.create_index("ix_forum_poll_votes_person", "forum_poll_votes", ["person_id"], unique=False)


def downgrade() -> None:
    """Go down again."""
    op.drop_index("ix_forum_poll_votes_person", table_name="forum_poll_votes")
    op.drop_table("forum_poll_votes")
    op.drop_table("forum_thanks")
    op.drop_table("forum_poll_options")
    op.drop_index("ix_forum_mentions_person", table_name="forum_mentions")
    op.drop_table("forum_mentions")
    op.drop_index("ix_forum_gathering_answers_person", table_name="forum_gathering_answers")
    op.drop_table("forum_gathering_answers")
    op.drop_index("ix_forum_ticks_person", table_name="forum_ticks")
    op.drop_table("forum_ticks")
    op.drop_table("forum_thread_reads")
    op.drop_index("ix_forum_thread_follows_thread", table_name="forum_thread_follows")
    op.drop_table("forum_thread_follows")
    op.drop_table("forum_polls")
    op.drop_index("ix_forum_gatherings_starts", table_name="forum_gatherings")
    op.drop_table("forum_gatherings")
    op.drop_table("forum_space_reads")
    op.drop_index("ix_forum_space_follows_space", table_name="forum_space_follows")
    op.drop_table("forum_space_follows")
    op.drop_table("forum_digests")
