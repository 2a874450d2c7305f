"""development: cpd, readiness, shadowing"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "cpd_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft", "finished", name="entrystate", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "learning_day",
                "resource_read",
                "clinic_held",
                "shadowing",
                "briefing_given",
                "group_supervision",
                "course",
                "other",
                name="entrykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=True),
        sa.Column(
            "peer_role",
            sa.Enum(
                "social_worker",
                "practice_lead",
                "supervisor",
                "reflective_group",
                "group_supervision",
                "other_professional",
                name="peerrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("has_peer", sa.Boolean(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_from", sa.String(length=40), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("what_and_why_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("learnt_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("effect_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("peer_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(state = 'finished') = (finished_at IS NOT NULL)",
            name=op.f("ck_cpd_entries_finished_has_moment"),
        ),
        sa.CheckConstraint(
            "NOT has_peer OR peer_role IS NOT NULL", name=op.f("ck_cpd_entries_peer_has_role")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_cpd_entries_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_cpd_entries_person_id_people")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_cpd_entries_topic_id_topics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cpd_entries")),
    )
    op.create_index("ix_cpd_entries_person_done", "cpd_entries", ["person_id", "done_on"], unique=False)
    op.create_table(
        "cpd_quiet",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_cpd_quiet_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_cpd_quiet")),
    )
    op.create_table(
        "cpd_shares",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("begins_in", sa.Integer(), nullable=False),
        sa.Column("shared_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_cpd_shares_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "begins_in", name=op.f("pk_cpd_shares")),
    )
    op.create_table(
        "self_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
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
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column(
            "occasion",
            sa.Enum(
                "start",
                "between",
                "end",
                "later",
                "any_time",
                name="occasion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_self_ratings_cohort_id_cohorts")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_self_ratings_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_ratings")),
        sa.UniqueConstraint(
            "person_id", "track", "rated_on", name=op.f("uq_self_ratings_person_id_track_rated_on")
        ),
    )
    op.create_table(
        "self_rating_marks",
        sa.Column("rating_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.CheckConstraint("mark BETWEEN 1 AND 5", name=op.f("ck_self_rating_marks_one_to_five")),
        sa.ForeignKeyConstraint(
            ["rating_id"], ["self_ratings.id"], name=op.f("fk_self_rating_marks_rating_id_self_ratings")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_self_rating_marks_topic_id_topics")
        ),
        sa.PrimaryKeyConstraint("rating_id", "topic_id", name=op.f("pk_self_rating_marks")),
    )
    op.create_table(
        "shadowings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "agreed",
                "declined",
                "withdrawn",
                "called_off",
                "done",
                name="shadowingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column(
            "decline_reason",
            sa.Enum(
                "sensitive",
                "somebody_else",
                "not_sure_it_happens",
                "another_clinic",
                "other",
                name="declinereason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(state = 'declined') = (decline_reason IS NOT NULL)",
            name=op.f("ck_shadowings_declined_has_reason"),
        ),
        sa.CheckConstraint(
            "(state = 'done') = (done_at IS NOT NULL)", name=op.f("ck_shadowings_done_has_moment")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["people.id"], name=op.f("fk_shadowings_answered_by_id_people")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_shadowings_area_id_areas")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name=op.f("fk_shadowings_clinic_id_clinics")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_shadowings_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shadowings")),
    )
    op.create_index("ix_shadowings_person_state", "shadowings", ["person_id", "state"], unique=False)
    op.create_index(
        "uq_shadowings_open",
        "shadowings",
        ["clinic_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'agreed')"),
        postgresql_where=sa.text("state IN ('asked', 'agreed')"),
    )
    op.create_table(
        "cpd_sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=True),
        sa.Column("resource_id", sa.Uuid(), nullable=True),
        sa.Column("clinic_id", sa.Uuid(), nullable=True),
        sa.Column("shadowing_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN day_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN resource_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN clinic_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN shadowing_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_cpd_sources_of_one_source"),
        ),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name=op.f("fk_cpd_sources_clinic_id_clinics")),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_cpd_sources_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["cpd_entries.id"], name=op.f("fk_cpd_sources_entry_id_cpd_entries")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_cpd_sources_person_id_people")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_cpd_sources_resource_id_resources")
        ),
        sa.ForeignKeyConstraint(
            ["shadowing_id"], ["shadowings.id"], name=op.f("fk_cpd_sources_shadowing_id_shadowings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cpd_sources")),
        sa.UniqueConstraint("person_id", "clinic_id", name=op.f("uq_cpd_sources_person_id_clinic_id")),
        sa.UniqueConstraint("person_id", "day_id", name=op.f("uq_cpd_sources_person_id_day_id")),
        sa.UniqueConstraint("person_id", "resource_id", name=op.f("uq_cpd_sources_person_id_resource_id")),
        sa.UniqueConstraint("person_id", "shadowing_id", name=op.f("uq_cpd_sources_person_id_shadowing_id")),
    )
    op.create_index(op.f("ix_cpd_sources_entry_id"), "cpd_sources", ["entry_id"], unique=False)


def downgrade() -> None:
    """Go down again."""
    op.drop_index(op.f("ix_cpd_sources_entry_id"), table_name="cpd_sources")
    op.drop_table("cpd_sources")
    op.drop_index(
        "uq_shadowings_open",
        table_name="shadowings",
        sqlite_where=sa.text("state IN ('asked', 'agreed')"),
        postgresql_where=sa.text("state IN ('asked', 'agreed')"),
    )
    op.drop_index("ix_shadowings_person_state", table_name="shadowings")
    op.drop_table("shadowings")
    op.drop_table("self_rating_marks")
    op.drop_table("self_ratings")
    op.drop_table("cpd_shares")
    op.drop_table("cpd_quiet")
    op.drop_index("ix_cpd_entries_person_done", table_name="cpd_entries")
    op.drop_table("cpd_entries")
