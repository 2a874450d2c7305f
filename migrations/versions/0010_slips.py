"""slips"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('reported', 'corrected')")
_KINDS = ("name", "date", "place", "number", "together", "other")
_STATES = ("reported", "corrected", "purged", "dismissed")


def upgrade() -> None:
    """Go up."""
    op.add_column("requests", sa.Column("hidden_at", UtcDateTime(), nullable=True))
    op.add_column("requests", sa.Column("corrected_at", UtcDateTime(), nullable=True))
    op.add_column(
        "requests", sa.Column("corrected_parts", sa.String(length=600), nullable=False, server_default="")
    )
    op.add_column("consultations", sa.Column("hidden_at", UtcDateTime(), nullable=True))
    op.create_table(
        "slips",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("reported_by_id", sa.Integer(), nullable=True),
        sa.Column("reported_at", UtcDateTime(), nullable=False),
        sa.Column("kind", _enum("slipkind", _KINDS), nullable=True),
        sa.Column("state", _enum("slipstate", _STATES), nullable=False),
        sa.Column("corrected_at", UtcDateTime(), nullable=True),
        sa.Column("corrected_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("scrubbed_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('purged', 'dismissed')) = (closed_at IS NOT NULL)",
            name=op.f("ck_slips_closed_has_moment"),
        ),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_slips_request_id_requests")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_slips_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["people.id"], name=op.f("fk_slips_reported_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["corrected_by_id"], ["people.id"], name=op.f("fk_slips_corrected_by_id_people")
        ),
        sa.ForeignKeyConstraint(["closed_by_id"], ["people.id"], name=op.f("fk_slips_closed_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slips")),
    )
    op.create_index("ix_slips_area_reported", "slips", ["area_id", "closed_at", "reported_at"])
    op.create_index("ix_slips_request", "slips", ["request_id"])
    op.create_index(
        "uq_slips_request_open",
        "slips",
        ["request_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def _enum(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def downgrade() -> None:
    """Go down again."""
    op.drop_table("slips")
    op.drop_column("consultations", "hidden_at")
    for name in ("corrected_parts", "corrected_at", "hidden_at"):
        op.drop_column("requests", name)
