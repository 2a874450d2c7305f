"""learning: topics and resources"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "topics",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("start_key", sa.String(length=80), nullable=True),
        sa.Column(
            "track",
            sa.Enum(
                "social_work",
                "third_sector",
                name="track",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_topics_has_an_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("start_key", name=op.f("uq_topics_start_key")),
    )
    op.create_index("ix_topics_track_position", "topics", ["track", "position"], unique=False)
    op.create_table(
        "topic_concerns",
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column(
            "concern",
            sa.Enum(
                "intra_familial",
                "extra_familial",
                "child_sexual_exploitation",
                "harmful_sexual_behaviour",
                "online",
                "peer_on_peer",
                name="concern",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_topic_concerns_topic_id_topics")),
        sa.PrimaryKeyConstraint("topic_id", "concern", name=op.f("pk_topic_concerns")),
    )
    op.create_table(
        "topic_editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["people.id"], name=op.f("fk_topic_editions_made_by_id_people")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_topic_editions_topic_id_topics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_editions")),
        sa.UniqueConstraint("topic_id", "number", name=op.f("uq_topic_editions_topic_id_number")),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_table("topic_editions")
    op.drop_table("topic_concerns")
    op.drop_index("ix_topics_track_position", table_name="topics")
    op.drop_table("topics")
