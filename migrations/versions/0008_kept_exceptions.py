"""kept exceptions"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "kept_exceptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=30), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "not_a_name",
                "national_body",
                "well_known",
                "large_place",
                "common_date",
                "changed_already",
                name="because",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("is_sent", sa.Boolean(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "agreed", "look_again", name="verdict", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_kept_exceptions_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_kept_exceptions_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["people.id"], name=op.f("fk_kept_exceptions_reviewed_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_exceptions")),
        sa.UniqueConstraint(
            "subject_kind",
            "subject_id",
            "fingerprint",
            name=op.f("uq_kept_exceptions_subject_kind_subject_id_fingerprint"),
        ),
    )
    op.create_index("ix_kept_exceptions_area_kept", "kept_exceptions", ["area_id", "kept_at"])
    op.create_index(op.f("ix_kept_exceptions_person_id"), "kept_exceptions", ["person_id"])


def downgrade() -> None:
    """Go down again."""
    op.drop_index(op.f("ix_kept_exceptions_person_id"), table_name="kept_exceptions")
    op.drop_index("ix_kept_exceptions_area_kept", table_name="kept_exceptions")
    op.drop_table("kept_exceptions")
