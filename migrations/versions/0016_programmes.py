"""programmes"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

CHECKITEM = sa.Enum(
    "leads_named",
    "theory_of_change",
    "managers_told",
    "agreements_signed",
    name="checkitem",
    native_enum=False,
    create_constraint=True,
    length=40,
)
COHORTSTATE = sa.Enum(
    "planned",
    "open",
    "running",
    "finished",
    "cancelled",
    name="cohortstate",
    native_enum=False,
    create_constraint=True,
    length=40,
)
MEMBERSTATE = sa.Enum(
    "nominated",
    "agreed",
    "member",
    "deferred",
    "left",
    "replaced",
    "completed",
    name="memberstate",
    native_enum=False,
    create_constraint=True,
    length=40,
)
MODE = sa.Enum("room", "online", "mixed", name="mode", native_enum=False, create_constraint=True, length=40)
PARTKIND = sa.Enum("session", "break", name="partkind", native_enum=False, create_constraint=True, length=40)
SWAPSTATE = sa.Enum(
    "asked",
    "agreed",
    "declined",
    "withdrawn",
    name="swapstate",
    native_enum=False,
    create_constraint=True,
    length=40,
)
TRACK = sa.Enum(
    "social_work", "third_sector", name="track", native_enum=False, create_constraint=True, length=40
)
WAY = sa.Enum(
    "applied",
    "by_manager",
    "by_coordinator",
    "by_programme",
    name="way",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "cohorts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("track", TRACK, nullable=False),
        sa.Column("state", COHORTSTATE, nullable=False),
        sa.Column("state_since", UtcDateTime(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["people.id"], name=op.f("fk_cohorts_made_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohorts")),
    )
    op.create_index("ix_cohorts_state_starts_on", "cohorts", ["state", "starts_on"], unique=False)
    op.create_table(
        "cohort_areas",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.CheckConstraint("places BETWEEN 1 AND 60", name=op.f("ck_cohort_areas_places")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_cohort_areas_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_cohort_areas_cohort_id_cohorts")
        ),
        sa.PrimaryKeyConstraint("cohort_id", "area_id", name=op.f("pk_cohort_areas")),
    )
    op.create_index(op.f("ix_cohort_areas_area_id"), "cohort_areas", ["area_id"], unique=False)
    op.create_table(
        "learning_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at_local", sa.Time(), nullable=False),
        sa.Column("ends_at_local", sa.Time(), nullable=False),
        sa.Column("mode", MODE, nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("online_link", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at_local > starts_at_local", name=op.f("ck_learning_days_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_learning_days_cohort_id_cohorts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_days")),
        sa.UniqueConstraint("cohort_id", "held_on", name=op.f("uq_learning_days_cohort_id_held_on")),
    )
    op.create_index("ix_learning_days_held_on", "learning_days", ["held_on"], unique=False)
    op.create_table(
        "reflective_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("facilitator_id", sa.Integer(), nullable=True),
        sa.Column("dealt_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_reflective_groups_cohort_id_cohorts")
        ),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["people.id"], name=op.f("fk_reflective_groups_facilitator_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflective_groups")),
        sa.UniqueConstraint("cohort_id", "number", name=op.f("uq_reflective_groups_cohort_id_number")),
    )
    op.create_index(
        op.f("ix_reflective_groups_facilitator_id"), "reflective_groups", ["facilitator_id"], unique=False
    )
    op.create_table(
        "cohort_checks",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("item", CHECKITEM, nullable=False),
        sa.Column("ticked_by_id", sa.Integer(), nullable=False),
        sa.Column("ticked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id", "area_id"],
            ["cohort_areas.cohort_id", "cohort_areas.area_id"],
            name=op.f("fk_cohort_checks_cohort_id_area_id_cohort_areas"),
        ),
        sa.ForeignKeyConstraint(
            ["ticked_by_id"], ["people.id"], name=op.f("fk_cohort_checks_ticked_by_id_people")
        ),
        sa.PrimaryKeyConstraint("cohort_id", "area_id", "item", name=op.f("pk_cohort_checks")),
    )
    op.create_table(
        "cohort_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", MEMBERSTATE, nullable=False),
        sa.Column("state_since", UtcDateTime(), nullable=False),
        sa.Column("way", WAY, nullable=False),
        sa.Column("nominated_by_id", sa.Integer(), nullable=False),
        sa.Column("nominated_at", UtcDateTime(), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["people.id"], name=op.f("fk_cohort_members_agreed_by_id_people")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_cohort_members_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["cohort_id", "area_id"],
            ["cohort_areas.cohort_id", "cohort_areas.area_id"],
            name=op.f("fk_cohort_members_cohort_id_area_id_cohort_areas"),
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_cohort_members_cohort_id_cohorts")
        ),
        sa.ForeignKeyConstraint(
            ["nominated_by_id"], ["people.id"], name=op.f("fk_cohort_members_nominated_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_cohort_members_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["cohort_members.id"],
            name=op.f("fk_cohort_members_replaced_by_id_cohort_members"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_members")),
        sa.UniqueConstraint("cohort_id", "person_id", name=op.f("uq_cohort_members_cohort_id_person_id")),
    )
    op.create_index(
        "ix_cohort_members_cohort_area_state",
        "cohort_members",
        ["cohort_id", "area_id", "state"],
        unique=False,
    )
    op.create_index(op.f("ix_cohort_members_person_id"), "cohort_members", ["person_id"], unique=False)
    op.create_table(
        "day_parts",
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", PARTKIND, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 5 AND 240", name=op.f("ck_day_parts_minutes")),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_day_parts_day_id_learning_days")
        ),
        sa.PrimaryKeyConstraint("day_id", "position", name=op.f("pk_day_parts")),
    )
    op.create_table(
        "learning_day_topics",
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_learning_day_topics_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_learning_day_topics_topic_id_topics")
        ),
        sa.PrimaryKeyConstraint("day_id", "topic_id", name=op.f("pk_learning_day_topics")),
    )
    op.create_index(
        op.f("ix_learning_day_topics_topic_id"), "learning_day_topics", ["topic_id"], unique=False
    )
    op.create_table(
        "group_places",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["reflective_groups.id"], name=op.f("fk_group_places_group_id_reflective_groups")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_group_places_member_id_cohort_members")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_group_places")),
    )
    op.create_index(op.f("ix_group_places_group_id"), "group_places", ["group_id"], unique=False)
    op.create_table(
        "member_absences",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_member_absences_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_member_absences_member_id_cohort_members")
        ),
        sa.PrimaryKeyConstraint("member_id", "day_id", name=op.f("pk_member_absences")),
    )
    op.create_table(
        "member_topics",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_member_topics_member_id_cohort_members")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_member_topics_topic_id_topics")),
        sa.PrimaryKeyConstraint("member_id", "topic_id", name=op.f("pk_member_topics")),
    )
    op.create_table(
        "presenter_turns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_presenter_turns_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["reflective_groups.id"], name=op.f("fk_presenter_turns_group_id_reflective_groups")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_presenter_turns_member_id_cohort_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presenter_turns")),
        sa.UniqueConstraint("day_id", "member_id", name=op.f("uq_presenter_turns_day_id_member_id")),
    )
    op.create_index(op.f("ix_presenter_turns_group_id"), "presenter_turns", ["group_id"], unique=False)
    op.create_index(op.f("ix_presenter_turns_member_id"), "presenter_turns", ["member_id"], unique=False)
    op.create_table(
        "turn_reminders",
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_turn_reminders_member_id_cohort_members")
        ),
        sa.ForeignKeyConstraint(
            ["turn_id"], ["presenter_turns.id"], name=op.f("fk_turn_reminders_turn_id_presenter_turns")
        ),
        sa.PrimaryKeyConstraint("turn_id", "member_id", "days_before", name=op.f("pk_turn_reminders")),
    )
    op.create_table(
        "turn_swaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("with_turn_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=False),
        sa.Column("state", SWAPSTATE, nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_id"], ["cohort_members.id"], name=op.f("fk_turn_swaps_asked_id_cohort_members")
        ),
        sa.ForeignKeyConstraint(
            ["asker_id"], ["cohort_members.id"], name=op.f("fk_turn_swaps_asker_id_cohort_members")
        ),
        sa.ForeignKeyConstraint(
            ["turn_id"], ["presenter_turns.id"], name=op.f("fk_turn_swaps_turn_id_presenter_turns")
        ),
        sa.ForeignKeyConstraint(
            ["with_turn_id"], ["presenter_turns.id"], name=op.f("fk_turn_swaps_with_turn_id_presenter_turns")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn_swaps")),
    )
    op.create_index(op.f("ix_turn_swaps_with_turn_id"), "turn_swaps", ["with_turn_id"], unique=False)
    op.create_index(
        "uq_turn_swaps_open",
        "turn_swaps",
        ["turn_id"],
        unique=True,
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_index(
        "uq_turn_swaps_open",
        table_name="turn_swaps",
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.drop_index(op.f("ix_turn_swaps_with_turn_id"), table_name="turn_swaps")
    op.drop_table("turn_swaps")
    op.drop_table("turn_reminders")
    op.drop_index(op.f("ix_presenter_turns_member_id"), table_name="presenter_turns")
    op.drop_index(op.f("ix_presenter_turns_group_id"), table_name="presenter_turns")
    op.drop_table("presenter_turns")
    op.drop_table("member_topics")
    op.drop_table("member_absences")
    op.drop_index(op.f("ix_group_places_group_id"), table_name="group_places")
    op.drop_table("group_places")
    op.drop_index(op.f("ix_learning_day_topics_topic_id"), table_name="learning_day_topics")
    op.drop_table("learning_day_topics")
    op.drop_table("day_parts")
    op.drop_index(op.f("ix_cohort_members_person_id"), table_name="cohort_members")
    op.drop_index("ix_cohort_members_cohort_area_state", table_name="cohort_members")
    op.drop_table("cohort_members")
    op.drop_table("cohort_checks")
    op.drop_index(op.f("ix_reflective_groups_facilitator_id"), table_name="reflective_groups")
    op.drop_table("reflective_groups")
    op.drop_index("ix_learning_days_held_on", table_name="learning_days")
    op.drop_table("learning_days")
    op.drop_index(op.f("ix_cohort_areas_area_id"), table_name="cohort_areas")
    op.drop_table("cohort_areas")
    op.drop_index("ix_cohorts_state_starts_on", table_name="cohorts")
    op.drop_table("cohorts")
