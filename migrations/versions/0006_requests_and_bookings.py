"""requests and bookings"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "safe_route_stops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("stopped_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_safe_route_stops_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safe_route_stops")),
    )
    op.create_index(op.f("ix_safe_route_stops_area_id"), "safe_route_stops", ["area_id"], unique=False)
    op.create_table(
        "requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "booked",
                "queued",
                "accepted",
                "consulted",
                "withdrawn",
                "declined",
                "did_not_attend",
                name="requeststate",
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
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("confidence_before", sa.Integer(), nullable=True),
        sa.Column("wanted_slot_id", sa.Integer(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("known_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("worrying_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("going_well_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("question_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("ended_reason_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("confidence_before BETWEEN 1 AND 10", name=op.f("ck_requests_confidence_before")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_requests_area_id_areas")),
        sa.ForeignKeyConstraint(["lead_id"], ["people.id"], name=op.f("fk_requests_lead_id_people")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_requests_team_id_teams")),
        sa.ForeignKeyConstraint(["worker_id"], ["people.id"], name=op.f("fk_requests_worker_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint("reference", name=op.f("uq_requests_reference")),
    )
    op.create_index("ix_requests_area_state", "requests", ["area_id", "state"], unique=False)
    op.create_index("ix_requests_lead_state", "requests", ["lead_id", "state"], unique=False)
    op.create_index("ix_requests_worker_asked", "requests", ["worker_id", "started_at"], unique=False)
    op.create_table(
        "bookings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("booked_by_id", sa.Integer(), nullable=False),
        sa.Column("booked_at", UtcDateTime(), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum(
                "expected",
                "attended",
                "did_not_attend",
                name="attendance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attendance_at", UtcDateTime(), nullable=True),
        sa.Column("released_at", UtcDateTime(), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "released_kind",
            sa.Enum(
                "moved",
                "cancelled_by_worker",
                "cancelled_by_lead",
                "clinic_cancelled",
                name="releasekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("released_reason_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["booked_by_id"], ["people.id"], name=op.f("fk_bookings_booked_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["people.id"], name=op.f("fk_bookings_released_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_bookings_request_id_requests")
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slots.id"], name=op.f("fk_bookings_slot_id_slots")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings")),
    )
    op.create_index("ix_bookings_request", "bookings", ["request_id"], unique=False)
    op.create_index("ix_bookings_slot", "bookings", ["slot_id"], unique=False)
    op.create_index(
        "uq_bookings_request_held",
        "bookings",
        ["request_id"],
        unique=True,
        sqlite_where=sa.text("released_at IS NULL"),
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.create_index(
        "uq_bookings_slot_held",
        "bookings",
        ["slot_id"],
        unique=True,
        sqlite_where=sa.text("released_at IS NULL"),
        postgresql_where=sa.text("released_at IS NULL"),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_index(
        "uq_bookings_slot_held",
        table_name="bookings",
        sqlite_where=sa.text("released_at IS NULL"),
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.drop_index(
        "uq_bookings_request_held",
        table_name="bookings",
        sqlite_where=sa.text("released_at IS NULL"),
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.drop_index("ix_bookings_slot", table_name="bookings")
    op.drop_index("ix_bookings_request", table_name="bookings")
    op.drop_table("bookings")
    op.drop_index("ix_requests_worker_asked", table_name="requests")
    op.drop_index("ix_requests_lead_state", table_name="requests")
    op.drop_index("ix_requests_area_state", table_name="requests")
    op.drop_table("requests")
    op.drop_index(op.f("ix_safe_route_stops_area_id"), table_name="safe_route_stops")
    op.drop_table("safe_route_stops")
