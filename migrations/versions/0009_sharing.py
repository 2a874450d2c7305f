"""sharing"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "learning_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "proposed",
                "returned",
                "shared",
                "taken_back",
                "stopped",
                name="sharingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=True),
        sa.Column("shared_at", UtcDateTime(), nullable=True),
        sa.Column(
            "stopped_for",
            sa.Enum(
                "could_identify",
                "lead_has_left",
                "no_longer_right",
                name="stopreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "age_group",
            sa.Enum(
                "under_5",
                "5_to_7",
                "8_to_10",
                "11_to_13",
                "14_to_15",
                "16_to_17",
                "several_children",
                "primary_school_age",
                "under_11",
                "secondary_school_age",
                "any_age",
                name="agegroup",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "concern",
            sa.Enum(
                "intra_familial",
                "extra_familial",
                "child_sexual_exploitation",
                "harmful_sexual_behaviour",
                "online",
                "peer_on_peer",
                "any_concern",
                name="concerngroup",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "first_concern",
                "early_help",
                "strategy_discussion",
                "section_47",
                "child_protection_plan",
                "child_in_need",
                "care_proceedings",
                "looked_after",
                "criminal_investigation",
                "after_the_investigation",
                "up_to_section_47",
                "after_section_47",
                "any_stage",
                name="stagegroup",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "period",
            sa.Enum(
                "month",
                "quarter",
                "half_year",
                "year",
                "any_time",
                name="period",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("period_on", sa.Date(), nullable=True),
        sa.Column("hypotheses_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("evidence_for_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("evidence_against_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("protective_factors_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("agencies_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("advice_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("say_to_child_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("actions_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("manager_decision_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("added_later_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(period = 'any_time') = (period_on IS NULL)",
            name=op.f("ck_learning_versions_period_has_first_day"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (proposed_at IS NOT NULL)",
            name=op.f("ck_learning_versions_proposed_has_moment"),
        ),
        sa.CheckConstraint(
            "(state = 'shared') = (shared_at IS NOT NULL)",
            name=op.f("ck_learning_versions_shared_has_moment"),
        ),
        sa.CheckConstraint(
            "(state = 'stopped') = (stopped_for IS NOT NULL)",
            name=op.f("ck_learning_versions_stopped_has_reason"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_learning_versions_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_learning_versions_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["people.id"], name=op.f("fk_learning_versions_lead_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_versions")),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_learning_versions_consultation_id")),
        sa.UniqueConstraint("number", name=op.f("uq_learning_versions_number")),
    )
    op.create_index(
        "ix_learning_versions_area_state",
        "learning_versions",
        ["area_id", "state", "shared_at"],
        unique=False,
    )
    op.create_index(
        "ix_learning_versions_lead_state", "learning_versions", ["lead_id", "state"], unique=False
    )
    op.create_table(
        "learning_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learning_version_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learning_version_id"],
            ["learning_versions.id"],
            name=op.f("fk_learning_readings_learning_version_id_learning_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_learning_readings_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_readings")),
    )
    op.create_index(
        "ix_learning_readings_version_person",
        "learning_readings",
        ["learning_version_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "learning_reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("learning_version_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("reviewed_at", UtcDateTime(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "confirmed", "sent_back", name="outcome", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("what_to_change_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["learning_version_id"],
            ["learning_versions.id"],
            name=op.f("fk_learning_reviews_learning_version_id_learning_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["people.id"], name=op.f("fk_learning_reviews_reviewer_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_reviews")),
        sa.UniqueConstraint(
            "learning_version_id", "version", name=op.f("uq_learning_reviews_learning_version_id_version")
        ),
    )
    op.create_index(
        op.f("ix_learning_reviews_reviewer_id"), "learning_reviews", ["reviewer_id"], unique=False
    )
    op.create_table(
        "learning_review_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                "rare_event",
                "small_place",
                "unusual_family",
                "dates",
                "only_one_in_role",
                "quote",
                "known_case",
                name="question",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("could_identify", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["learning_reviews.id"],
            name=op.f("fk_learning_review_answers_review_id_learning_reviews"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_review_answers")),
        sa.UniqueConstraint(
            "review_id", "question", name=op.f("uq_learning_review_answers_review_id_question")
        ),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_table("learning_review_answers")
    op.drop_index(op.f("ix_learning_reviews_reviewer_id"), table_name="learning_reviews")
    op.drop_table("learning_reviews")
    op.drop_index("ix_learning_readings_version_person", table_name="learning_readings")
    op.drop_table("learning_readings")
    op.drop_index("ix_learning_versions_lead_state", table_name="learning_versions")
    op.drop_index("ix_learning_versions_area_state", table_name="learning_versions")
    op.drop_table("learning_versions")
