"""consultations"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# A signed record stays signed, by the same lead, for the same request. Its words cannot be guarded here: rotating the keys
# writes every sealed value anew, and only the application can tell that the words are the same (consultations/signed_guard.py).
_KEPT = ("state", "signed_at", "lead_id", "worker_id", "request_id", "area_id", "working_days_to_advice")
_CHANGED = "(" + " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _KEPT) + ")"
_SQLITE_GUARD = f"""
CREATE TRIGGER keep_signed_record BEFORE UPDATE ON consultations
WHEN OLD.state = 'signed' AND {_CHANGED.replace("IS DISTINCT FROM", "IS NOT")}
BEGIN SELECT RAISE(ABORT, 'a signed record is not changed'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION keep_signed_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a signed record is not changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRESQL_GUARD = f"""
CREATE TRIGGER keep_signed_record BEFORE UPDATE ON consultations
FOR EACH ROW WHEN (OLD.state = 'signed' AND {_CHANGED}) EXECUTE FUNCTION keep_signed_record()
"""


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "consultations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft", "signed", name="recordstate", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("held_at", UtcDateTime(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("saved_from", sa.String(length=40), nullable=True),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.Column("working_days_to_advice", sa.Integer(), nullable=True),
        sa.Column("read_by_worker_at", UtcDateTime(), nullable=True),
        sa.Column("confidence_after", sa.Integer(), nullable=True),
        sa.Column(
            "external_advice",
            sa.Enum(
                "yes",
                "no",
                "not_sure",
                name="externaladvice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("feedback_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hypotheses_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("evidence_for_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("evidence_against_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("protective_factors_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("advice_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("lead_note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("manager_decision_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("say_to_child_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("feedback_comment_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(state = 'draft') = (signed_at IS NULL)", name=op.f("ck_consultations_signed_has_moment")
        ),
        sa.CheckConstraint(
            "confidence_after BETWEEN 1 AND 10", name=op.f("ck_consultations_confidence_after")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_consultations_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_consultations_clinic_id_clinics")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["people.id"], name=op.f("fk_consultations_lead_id_people")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_consultations_request_id_requests")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["people.id"], name=op.f("fk_consultations_saved_by_id_people")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["people.id"], name=op.f("fk_consultations_worker_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
        sa.UniqueConstraint("request_id", name=op.f("uq_consultations_request_id")),
    )
    op.create_index("ix_consultations_area_signed", "consultations", ["area_id", "signed_at"], unique=False)
    op.create_index(op.f("ix_consultations_clinic_id"), "consultations", ["clinic_id"], unique=False)
    op.create_index("ix_consultations_lead_held", "consultations", ["lead_id", "held_at"], unique=False)
    op.create_index("ix_consultations_lead_signed", "consultations", ["lead_id", "signed_at"], unique=False)
    op.create_index("ix_consultations_worker_held", "consultations", ["worker_id", "held_at"], unique=False)
    op.create_table(
        "actions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "owner_role",
            sa.Enum(
                "social_worker",
                "practice_lead",
                "team_manager",
                "other_agency",
                name="ownerrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("description_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_actions_consultation_id_consultations")
        ),
        sa.ForeignKeyConstraint(["done_by_id"], ["people.id"], name=op.f("fk_actions_done_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("consultation_id", "position", name=op.f("uq_actions_consultation_id_position")),
    )
    op.create_table(
        "agencies_involved",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "agency",
            sa.Enum(
                "police",
                "school_or_college",
                "early_years",
                "health_visitor",
                "gp",
                "hospital_or_sarc",
                "camhs",
                "specialist_csa_service",
                "probation",
                "youth_justice",
                "housing",
                "adult_social_care",
                "voluntary_sector",
                "other",
                name="agency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("role_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_agencies_involved_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies_involved")),
        sa.UniqueConstraint(
            "consultation_id", "position", name=op.f("uq_agencies_involved_consultation_id_position")
        ),
    )
    op.create_table(
        "amendments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("amended_at", UtcDateTime(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_amendments_author_id_people")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_amendments_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
    )
    op.create_index(op.f("ix_amendments_consultation_id"), "amendments", ["consultation_id"], unique=False)
    op.create_table(
        "break_glass_reads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_break_glass_reads_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_break_glass_reads_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break_glass_reads")),
    )
    op.create_index(
        op.f("ix_break_glass_reads_consultation_id"), "break_glass_reads", ["consultation_id"], unique=False
    )
    op.create_index(op.f("ix_break_glass_reads_person_id"), "break_glass_reads", ["person_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE_GUARD)
    else:
        op.execute(_POSTGRESQL_FUNCTION)
        op.execute(_POSTGRESQL_GUARD)


def downgrade() -> None:
    """Go down again."""
    op.drop_index(op.f("ix_break_glass_reads_person_id"), table_name="break_glass_reads")
    op.drop_index(op.f("ix_break_glass_reads_consultation_id"), table_name="break_glass_reads")
    op.drop_table("break_glass_reads")
    op.drop_index(op.f("ix_amendments_consultation_id"), table_name="amendments")
    op.drop_table("amendments")
    op.drop_table("agencies_involved")
    op.drop_table("actions")
    op.drop_index("ix_consultations_worker_held", table_name="consultations")
    op.drop_index("ix_consultations_lead_signed", table_name="consultations")
    op.drop_index("ix_consultations_lead_held", table_name="consultations")
    op.drop_index(op.f("ix_consultations_clinic_id"), table_name="consultations")
    op.drop_index("ix_consultations_area_signed", table_name="consultations")
    op.drop_table("consultations")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION IF EXISTS keep_signed_record()")
