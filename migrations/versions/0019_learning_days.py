"""learning days"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "vignettes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("start_key", sa.String(length=80), nullable=True),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("is_in_use", sa.Boolean(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["people.id"], name=op.f("fk_vignettes_changed_by_id_people")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_vignettes_topic_id_topics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vignettes")),
        sa.UniqueConstraint("start_key", name=op.f("uq_vignettes_start_key")),
    )
    op.create_index("ix_vignettes_topic_title", "vignettes", ["topic_id", "title"], unique=False)
    op.create_table(
        "resource_days",
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
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("tied_by_id", sa.Integer(), nullable=False),
        sa.Column("tied_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 10", name=op.f("ck_resource_days_number")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resource_days_resource_id_resources")
        ),
        sa.ForeignKeyConstraint(
            ["tied_by_id"], ["people.id"], name=op.f("fk_resource_days_tied_by_id_people")
        ),
        sa.PrimaryKeyConstraint("track", "number", "resource_id", name=op.f("pk_resource_days")),
    )
    op.create_index(op.f("ix_resource_days_resource_id"), "resource_days", ["resource_id"], unique=False)
    op.create_table(
        "day_preparations",
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_day_preparations_day_id_learning_days")
        ),
        sa.PrimaryKeyConstraint("day_id", name=op.f("pk_day_preparations")),
    )
    op.create_table(
        "day_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("materials_link", sa.String(length=500), nullable=False),
        sa.Column("released_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "materials_link = '' OR substr(materials_link, 1, 8) = 'https://'",
            name=op.f("ck_day_sessions_link_is_https"),
        ),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_day_sessions_day_id_learning_days")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_sessions")),
        sa.UniqueConstraint("day_id", "position", name=op.f("uq_day_sessions_day_id_position")),
    )
    op.create_table(
        "learning_points",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("group_number", sa.Integer(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_learning_points_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["people.id"], name=op.f("fk_learning_points_written_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_points")),
        sa.UniqueConstraint("day_id", "group_number", name=op.f("uq_learning_points_day_id_group_number")),
    )
    op.create_table(
        "pack_visits",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_pack_visits_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_pack_visits_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "day_id", name=op.f("pk_pack_visits")),
    )
    op.create_table(
        "check_outs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "weight",
            sa.Enum(
                "light", "some", "heavy", name="weight", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "mood",
            sa.Enum(
                "fine",
                "unsettled",
                "not_fine",
                name="mood",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "support",
            sa.Enum(
                "yes", "not_sure", "no", name="support", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("contacted_at", UtcDateTime(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "NOT is_shared OR contact_id IS NOT NULL", name=op.f("ck_check_outs_shared_with_somebody")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["people.id"], name=op.f("fk_check_outs_contact_id_people")),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_check_outs_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_check_outs_member_id_cohort_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_outs")),
        sa.UniqueConstraint("day_id", "member_id", name=op.f("uq_check_outs_day_id_member_id")),
    )
    op.create_index(op.f("ix_check_outs_contact_id"), "check_outs", ["contact_id"], unique=False)
    op.create_index(op.f("ix_check_outs_member_id"), "check_outs", ["member_id"], unique=False)
    op.create_table(
        "day_session_resources",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_day_session_resources_resource_id_resources")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["day_sessions.id"], name=op.f("fk_day_session_resources_session_id_day_sessions")
        ),
        sa.PrimaryKeyConstraint("session_id", "resource_id", name=op.f("pk_day_session_resources")),
    )
    op.create_table(
        "day_session_topics",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["day_sessions.id"], name=op.f("fk_day_session_topics_session_id_day_sessions")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_day_session_topics_topic_id_topics")
        ),
        sa.PrimaryKeyConstraint("session_id", "topic_id", name=op.f("pk_day_session_topics")),
    )
    op.create_table(
        "presented_cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
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
            nullable=True,
        ),
        sa.Column(
            "age_band",
            sa.Enum(
                "under_5",
                "5_to_7",
                "8_to_10",
                "11_to_13",
                "14_to_15",
                "16_to_17",
                "several_children",
                name="ageband",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("shared_at", UtcDateTime(), nullable=True),
        sa.Column("held_at", UtcDateTime(), nullable=True),
        sa.Column("wanted_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("known_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("worrying_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("going_well_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_presented_cases_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_presented_cases_member_id_cohort_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presented_cases")),
        sa.UniqueConstraint("day_id", "member_id", name=op.f("uq_presented_cases_day_id_member_id")),
    )
    op.create_index(op.f("ix_presented_cases_member_id"), "presented_cases", ["member_id"], unique=False)
    op.create_table(
        "session_speakers",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["day_sessions.id"], name=op.f("fk_session_speakers_session_id_day_sessions")
        ),
        sa.PrimaryKeyConstraint("session_id", "place", name=op.f("pk_session_speakers")),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_table("session_speakers")
    op.drop_index(op.f("ix_presented_cases_member_id"), table_name="presented_cases")
    op.drop_table("presented_cases")
    op.drop_table("day_session_topics")
    op.drop_table("day_session_resources")
    op.drop_index(op.f("ix_check_outs_member_id"), table_name="check_outs")
    op.drop_index(op.f("ix_check_outs_contact_id"), table_name="check_outs")
    op.drop_table("check_outs")
    op.drop_table("pack_visits")
    op.drop_table("learning_points")
    op.drop_table("day_sessions")
    op.drop_table("day_preparations")
    op.drop_index(op.f("ix_resource_days_resource_id"), table_name="resource_days")
    op.drop_table("resource_days")
    op.drop_index("ix_vignettes_topic_title", table_name="vignettes")
    op.drop_table("vignettes")
