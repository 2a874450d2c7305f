"""attendance, completion, certificates and calendars"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

AFTER = sa.Enum(
    "present", "part", "apology", "absent", name="after", native_enum=False, create_constraint=True, length=40
)
BEFORE = sa.Enum(
    "present",
    "part",
    "apology",
    "absent",
    name="before",
    native_enum=False,
    create_constraint=True,
    length=40,
)
CORRECTIONREASON = sa.Enum(
    "wrong_entry",
    "came_later",
    "left_earlier",
    "apology_found",
    "code_failed",
    "other",
    name="correctionreason",
    native_enum=False,
    create_constraint=True,
    length=40,
)
EARLYWORD = sa.Enum(
    "in_danger", "out_of_reach", name="earlyword", native_enum=False, create_constraint=True, length=40
)
HALF = sa.Enum("morning", "afternoon", name="half", native_enum=False, create_constraint=True, length=40)
MARKWAY = sa.Enum(
    "by_register",
    "by_code",
    "by_correction",
    name="markway",
    native_enum=False,
    create_constraint=True,
    length=40,
)
PARTCOUNTS = sa.Enum(
    "half", "whole", "nothing", name="partcounts", native_enum=False, create_constraint=True, length=40
)
PRESENCE = sa.Enum(
    "present",
    "part",
    "apology",
    "absent",
    name="presence",
    native_enum=False,
    create_constraint=True,
    length=40,
)
WITHDRAWALREASON = sa.Enum(
    "issued_by_mistake",
    "attendance_wrong",
    "name_wrong",
    "other",
    name="withdrawalreason",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "calendar_feeds",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_feeds_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
    )
    op.create_table(
        "completion_rules",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("days_needed", sa.Integer(), nullable=False),
        sa.Column("part_counts", PARTCOUNTS, nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("days_needed BETWEEN 1 AND 30", name=op.f("ck_completion_rules_days_needed")),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_completion_rules_cohort_id_cohorts")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["people.id"], name=op.f("fk_completion_rules_set_by_id_people")
        ),
        sa.PrimaryKeyConstraint("cohort_id", name=op.f("pk_completion_rules")),
    )
    op.create_table(
        "joining_codes",
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("half", HALF, nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_joining_codes_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["people.id"], name=op.f("fk_joining_codes_made_by_id_people")
        ),
        sa.PrimaryKeyConstraint("day_id", "half", name=op.f("pk_joining_codes")),
    )
    op.create_table(
        "attendance_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("half", HALF, nullable=False),
        sa.Column("before", BEFORE, nullable=False),
        sa.Column("after", AFTER, nullable=False),
        sa.Column("reason", CORRECTIONREASON, nullable=False),
        sa.Column("more_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["people.id"], name=op.f("fk_attendance_changes_changed_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_attendance_changes_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_attendance_changes_member_id_cohort_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_changes")),
    )
    op.create_index(
        "ix_attendance_changes_member_day", "attendance_changes", ["member_id", "day_id"], unique=False
    )
    op.create_table(
        "attendance_marks",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("half", HALF, nullable=False),
        sa.Column("presence", PRESENCE, nullable=False),
        sa.Column("way", MARKWAY, nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=False),
        sa.Column("marked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["learning_days.id"], name=op.f("fk_attendance_marks_day_id_learning_days")
        ),
        sa.ForeignKeyConstraint(
            ["marked_by_id"], ["people.id"], name=op.f("fk_attendance_marks_marked_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_attendance_marks_member_id_cohort_members")
        ),
        sa.PrimaryKeyConstraint("member_id", "day_id", "half", name=op.f("pk_attendance_marks")),
    )
    op.create_index("ix_attendance_marks_day_id", "attendance_marks", ["day_id"], unique=False)
    op.create_table(
        "certificates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=14), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("programme", sa.String(length=200), nullable=False),
        sa.Column("area_name", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_reason", WITHDRAWALREASON, nullable=True),
        sa.Column("withdrawn_more_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["people.id"], name=op.f("fk_certificates_issued_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_certificates_member_id_cohort_members")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["people.id"], name=op.f("fk_certificates_withdrawn_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint("number", name=op.f("uq_certificates_number")),
    )
    op.create_index(op.f("ix_certificates_member_id"), "certificates", ["member_id"], unique=False)
    op.create_index(
        "uq_certificates_valid",
        "certificates",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "completion_words",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("word", EARLYWORD, nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["cohort_members.id"], name=op.f("fk_completion_words_member_id_cohort_members")
        ),
        sa.PrimaryKeyConstraint("member_id", "word", name=op.f("pk_completion_words")),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_table("completion_words")
    op.drop_index(
        "uq_certificates_valid",
        table_name="certificates",
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_index(op.f("ix_certificates_member_id"), table_name="certificates")
    op.drop_table("certificates")
    op.drop_index("ix_attendance_marks_day_id", table_name="attendance_marks")
    op.drop_table("attendance_marks")
    op.drop_index("ix_attendance_changes_member_day", table_name="attendance_changes")
    op.drop_table("attendance_changes")
    op.drop_table("joining_codes")
    op.drop_table("completion_rules")
    op.drop_table("calendar_feeds")
