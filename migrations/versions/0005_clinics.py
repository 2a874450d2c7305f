"""clinics"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "clinic_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("starts_at_local", sa.Time(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_clinic_series_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["people.id"], name=op.f("fk_clinic_series_made_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinic_series")),
    )
    op.create_index(op.f("ix_clinic_series_area_id"), "clinic_series", ["area_id"], unique=False)
    op.create_table(
        "clinics",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "held",
                "cancelled",
                name="clinicstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("slot_minutes", sa.Integer(), nullable=False),
        sa.Column("gap_minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("online_link", sa.String(length=500), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("held_at", UtcDateTime(), nullable=True),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
        sa.Column("cancelled_by_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_clinics_ends_after_start")),
        sa.CheckConstraint("gap_minutes BETWEEN 0 AND 120", name=op.f("ck_clinics_gap_minutes")),
        sa.CheckConstraint("slot_minutes BETWEEN 10 AND 240", name=op.f("ck_clinics_slot_minutes")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_clinics_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["cancelled_by_id"], ["people.id"], name=op.f("fk_clinics_cancelled_by_id_people")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["people.id"], name=op.f("fk_clinics_made_by_id_people")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["clinic_series.id"], name=op.f("fk_clinics_series_id_clinic_series")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinics")),
    )
    op.create_index("ix_clinics_area_starts", "clinics", ["area_id", "starts_at"], unique=False)
    op.create_index(op.f("ix_clinics_series_id"), "clinics", ["series_id"], unique=False)
    op.create_index("ix_clinics_state_starts", "clinics", ["state", "starts_at"], unique=False)
    op.create_table(
        "clinic_leads",
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("position IN (1, 2)", name=op.f("ck_clinic_leads_one_or_two")),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_clinic_leads_clinic_id_clinics")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_clinic_leads_person_id_people")),
        sa.PrimaryKeyConstraint("clinic_id", "person_id", name=op.f("pk_clinic_leads")),
        sa.UniqueConstraint("clinic_id", "position", name=op.f("uq_clinic_leads_clinic_id_position")),
    )
    op.create_index(op.f("ix_clinic_leads_person_id"), "clinic_leads", ["person_id"], unique=False)
    op.create_table(
        "clinic_teams",
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinics.id"], name=op.f("fk_clinic_teams_clinic_id_clinics")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_clinic_teams_team_id_teams")),
        sa.PrimaryKeyConstraint("clinic_id", "team_id", name=op.f("pk_clinic_teams")),
    )
    op.create_table(
        "slots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "free",
                "booked",
                "withdrawn",
                name="slotstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_slots_ends_after_start")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name=op.f("fk_slots_clinic_id_clinics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
        sa.UniqueConstraint("clinic_id", "starts_at", name=op.f("uq_slots_clinic_id_starts_at")),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_table("slots")
    op.drop_table("clinic_teams")
    op.drop_index(op.f("ix_clinic_leads_person_id"), table_name="clinic_leads")
    op.drop_table("clinic_leads")
    op.drop_index("ix_clinics_state_starts", table_name="clinics")
    op.drop_index(op.f("ix_clinics_series_id"), table_name="clinics")
    op.drop_index("ix_clinics_area_starts", table_name="clinics")
    op.drop_table("clinics")
    op.drop_index(op.f("ix_clinic_series_area_id"), table_name="clinic_series")
    op.drop_table("clinic_series")
