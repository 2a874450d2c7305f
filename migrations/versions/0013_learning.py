"""learning: topics and resources"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0013"
down_revision = "0012"
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
        "learning_visits",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_learning_visits_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_learning_visits")),
    )
    op.create_table(
        "resources",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("start_key", sa.String(length=80), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "approved",
                "archived",
                name="resourcestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=True),
        sa.Column("network_at", UtcDateTime(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "guide",
                "template",
                "tool",
                "film",
                "research_summary",
                "slides",
                "reading",
                "e_learning",
                name="resourcekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("sort_title", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=1000), nullable=False),
        sa.Column("main_topic_id", sa.Uuid(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "all_staff", "leads", name="audience", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "core",
                "further",
                "specialist",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("content_note", sa.Text(), nullable=False),
        sa.Column("has_captions", sa.Boolean(), nullable=False),
        sa.Column("publisher", sa.String(length=300), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("licence", sa.String(length=300), nullable=False),
        sa.Column("may_leave", sa.Boolean(), nullable=False),
        sa.Column("cite", sa.String(length=1000), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(state = 'approved') = (approved_at IS NOT NULL)", name=op.f("ck_resources_approved_has_moment")
        ),
        sa.CheckConstraint(
            "area_id IS NOT NULL OR state <> 'approved' OR network_at IS NOT NULL",
            name=op.f("ck_resources_network_owns_for_network"),
        ),
        sa.CheckConstraint(
            "network_at IS NULL OR state = 'approved'",
            name=op.f("ck_resources_network_reads_what_is_approved"),
        ),
        sa.CheckConstraint("substr(link, 1, 8) = 'https://'", name=op.f("ck_resources_link_is_https")),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes BETWEEN 1 AND 6000", name=op.f("ck_resources_minutes")
        ),
        sa.CheckConstraint(
            "network_at IS NULL OR area_id IS NULL OR may_leave", name=op.f("ck_resources_may_leave_its_area")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_resources_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["main_topic_id"], ["topics.id"], name=op.f("fk_resources_main_topic_id_topics")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_resources_owner_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resources")),
        sa.UniqueConstraint("start_key", name=op.f("uq_resources_start_key")),
    )
    op.create_index("ix_resources_owner_review", "resources", ["owner_id", "review_by"], unique=False)
    op.create_index(
        "ix_resources_reach",
        "resources",
        ["state", "area_id", "audience", "network_at", "approved_at", "start_key", "id"],
        unique=False,
    )
    op.create_index("ix_resources_sort_title", "resources", ["sort_title", "id"], unique=False)
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
    op.create_table(
        "resource_editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["people.id"], name=op.f("fk_resource_editions_made_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resource_editions_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_editions")),
        sa.UniqueConstraint("resource_id", "number", name=op.f("uq_resource_editions_resource_id_number")),
    )
    op.create_table(
        "resource_marks",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("later_at", UtcDateTime(), nullable=True),
        sa.Column("favourite_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_resource_marks_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resource_marks_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("person_id", "resource_id", name=op.f("pk_resource_marks")),
    )
    op.create_table(
        "resource_topics",
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resource_topics_resource_id_resources")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_resource_topics_topic_id_topics")),
        sa.PrimaryKeyConstraint("resource_id", "topic_id", name=op.f("pk_resource_topics")),
    )
    op.create_index(
        "ix_resource_topics_topic_position", "resource_topics", ["topic_id", "position"], unique=False
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_index("ix_resource_topics_topic_position", table_name="resource_topics")
    op.drop_table("resource_topics")
    op.drop_table("resource_marks")
    op.drop_table("resource_editions")
    op.drop_table("topic_editions")
    op.drop_table("topic_concerns")
    op.drop_index("ix_resources_sort_title", table_name="resources")
    op.drop_index("ix_resources_reach", table_name="resources")
    op.drop_index("ix_resources_owner_review", table_name="resources")
    op.drop_table("resources")
    op.drop_table("learning_visits")
    op.drop_index("ix_topics_track_position", table_name="topics")
    op.drop_table("topics")
