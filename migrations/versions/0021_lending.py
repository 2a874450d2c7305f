"""lending, and resources given with a record"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

LOANSTATE = sa.Enum(
    "asked",
    "agreed",
    "delivered",
    "acknowledged",
    "declined",
    "withdrawn",
    "taken_back",
    "given_back",
    "expired",
    "overtaken",
    name="loanstate",
    native_enum=False,
    create_constraint=True,
    length=40,
)
OPINION = sa.Enum(
    "lend",
    "lend_with_care",
    "rather_not",
    name="opinion",
    native_enum=False,
    create_constraint=True,
    length=40,
)
REASON = sa.Enum(
    "not_ready",
    "only_fits_us",
    "licence",
    "better_elsewhere",
    "no_longer",
    "other",
    name="reason",
    native_enum=False,
    create_constraint=True,
    length=40,
)
REACH = ("state", "area_id", "audience", "network_at", "approved_at", "start_key")
HANGS_ON_A_RESOURCE = (  # beside what this migration brought
    "resource_marks",
    "resource_topics",
    "resource_editions",
    "link_checks",
    "resource_days",
    "day_session_resources",
    "cpd_sources",
)
IS_OPEN = sa.text("state IN ('asked', 'agreed', 'delivered', 'acknowledged')")


def upgrade() -> None:
    """Go up."""
    for column in ("approved_by_id", "network_by_id"):
        # Written out, for a foreign key cannot be added to a table of SQLite afterwards.
        key = f"fk_resources_{column}_people"
        op.execute(
            f"ALTER TABLE resources ADD COLUMN {column} INTEGER CONSTRAINT {key} REFERENCES people (id)"
        )
    op.add_column("resources", sa.Column("is_lent", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("resources", sa.Column("lent_until", sa.Date(), nullable=True))
    op.drop_index("ix_resources_reach", table_name="resources")
    op.create_index("ix_resources_reach", "resources", [*REACH, "is_lent", "lent_until", "id"], unique=False)
    op.create_table(
        "lent_resources",
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("lender_area_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("delivered_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lender_area_id"], ["areas.id"], name=op.f("fk_lent_resources_lender_area_id_areas")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_lent_resources_resource_id_resources")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["resources.id"], name=op.f("fk_lent_resources_source_id_resources")
        ),
        sa.PrimaryKeyConstraint("resource_id", name=op.f("pk_lent_resources")),
    )
    op.create_index(op.f("ix_lent_resources_source_id"), "lent_resources", ["source_id"], unique=False)
    op.create_table(
        "loans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("lender_area_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("wanted_for", sa.Text(), nullable=False),
        sa.Column("state", LOANSTATE, nullable=False),
        sa.Column("state_since", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opinion", OPINION, nullable=True),
        sa.Column("opinion_words", sa.Text(), nullable=False),
        sa.Column("opinion_by_id", sa.Integer(), nullable=True),
        sa.Column("may_adapt", sa.Boolean(), nullable=False),
        sa.Column("must_credit", sa.Boolean(), nullable=False),
        sa.Column("stays_in_area", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("terms_words", sa.Text(), nullable=False),
        sa.Column("reason", REASON, nullable=True),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("kept_edition", sa.Integer(), nullable=True),
        sa.Column("copy_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("area_id <> lender_area_id", name=op.f("ck_loans_between_two_areas")),
        sa.CheckConstraint(
            "state NOT IN ('delivered', 'acknowledged') OR copy_id IS NOT NULL",
            name=op.f("ck_loans_delivered_is_there"),
        ),
        sa.CheckConstraint(
            "(state = 'declined') = (reason IS NOT NULL)", name=op.f("ck_loans_declined_has_reason")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_loans_area_id_areas")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_loans_asked_by_id_people")),
        sa.ForeignKeyConstraint(["copy_id"], ["resources.id"], name=op.f("fk_loans_copy_id_resources")),
        sa.ForeignKeyConstraint(["lender_area_id"], ["areas.id"], name=op.f("fk_loans_lender_area_id_areas")),
        sa.ForeignKeyConstraint(["opinion_by_id"], ["people.id"], name=op.f("fk_loans_opinion_by_id_people")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_loans_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loans")),
    )
    op.create_index("ix_loans_area_state", "loans", ["area_id", "state"], unique=False)
    op.create_index("ix_loans_copy", "loans", ["copy_id"], unique=False)
    op.create_index("ix_loans_lender_state", "loans", ["lender_area_id", "state"], unique=False)
    op.create_index(
        "uq_loans_open",
        "loans",
        ["resource_id", "area_id"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.create_table(
        "loan_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loan_id", sa.Uuid(), nullable=False),
        sa.Column("happened_at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name=op.f("fk_loan_events_loan_id_loans")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_loan_events_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_events")),
    )
    op.create_index("ix_loan_events_loan", "loan_events", ["loan_id", "id"], unique=False)
    op.create_table(
        "resources_given",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("amendment_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendments.id"], name=op.f("fk_resources_given_amendment_id_amendments")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_resources_given_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["people.id"], name=op.f("fk_resources_given_given_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resources_given_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resources_given")),
        sa.UniqueConstraint(
            "consultation_id", "resource_id", name=op.f("uq_resources_given_consultation_id_resource_id")
        ),
    )
    op.create_index(op.f("ix_resources_given_resource_id"), "resources_given", ["resource_id"], unique=False)


def downgrade() -> None:
    """Go down again. What was lent goes, for the older version would take it for the area's own."""
    op.drop_table("resources_given")
    op.drop_table("loan_events")
    op.drop_table("loans")
    op.drop_table("lent_resources")
    for table in HANGS_ON_A_RESOURCE:
        op.execute(f"DELETE FROM {table} WHERE resource_id IN (SELECT id FROM resources WHERE is_lent)")  # noqa: S608
    op.execute("DELETE FROM resources WHERE is_lent")
    op.drop_index("ix_resources_reach", table_name="resources")
    op.create_index("ix_resources_reach", "resources", [*REACH, "id"], unique=False)
    for column in ("lent_until", "is_lent", "network_by_id", "approved_by_id"):
        op.drop_column("resources", column)
