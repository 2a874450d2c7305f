"""support sessions of the network as a kind of CPD, and as something that an entry is made of"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

KINDS = (
    "learning_day",
    "resource_read",
    "clinic_held",
    "shadowing",
    "briefing_given",
    "group_supervision",
    "course",
    "other",
)
NEW_KIND = "support_session"
SOURCES = ("day_id", "resource_id", "clinic_id", "shadowing_id")
NEW_SOURCE = "gathering_id"


def _is_one_of(*kinds: str) -> str:
    return f"kind IN ({', '.join(repr(kind) for kind in kinds)})"


def _one_source(*columns: str) -> str:
    return " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in columns) + " = 1"


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("cpd_entries") as batch:
        batch.drop_constraint(op.f("ck_cpd_entries_entrykind"), type_="check")
        batch.create_check_constraint(op.f("ck_cpd_entries_entrykind"), _is_one_of(*KINDS, NEW_KIND))
    with op.batch_alter_table("cpd_sources") as batch:
        batch.add_column(sa.Column(NEW_SOURCE, sa.Integer(), nullable=True))
        batch.drop_constraint(op.f("ck_cpd_sources_of_one_source"), type_="check")
        batch.create_check_constraint(op.f("ck_cpd_sources_of_one_source"), _one_source(*SOURCES, NEW_SOURCE))
        batch.create_foreign_key(
            op.f("fk_cpd_sources_gathering_id_forum_gatherings"),
            "forum_gatherings",
            [NEW_SOURCE],
            ["thread_id"],
        )
        batch.create_unique_constraint(
            op.f("uq_cpd_sources_person_id_gathering_id"), ["person_id", NEW_SOURCE]
        )


def downgrade() -> None:
    """Go down again. An entry about a support session stays, as something else; that it was made of one is forgotten."""
    op.execute(f"DELETE FROM cpd_sources WHERE {NEW_SOURCE} IS NOT NULL")  # noqa: S608 - a name of ours
    op.execute(f"UPDATE cpd_entries SET kind = 'other' WHERE kind = '{NEW_KIND}'")  # noqa: S608 - a name of ours
    with op.batch_alter_table("cpd_sources") as batch:
        batch.drop_constraint(op.f("uq_cpd_sources_person_id_gathering_id"), type_="unique")
        batch.drop_constraint(op.f("fk_cpd_sources_gathering_id_forum_gatherings"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_cpd_sources_of_one_source"), type_="check")
        batch.drop_column(NEW_SOURCE)
        batch.create_check_constraint(op.f("ck_cpd_sources_of_one_source"), _one_source(*SOURCES))
    with op.batch_alter_table("cpd_entries") as batch:
        batch.drop_constraint(op.f("ck_cpd_entries_entrykind"), type_="check")
        batch.create_check_constraint(op.f("ck_cpd_entries_entrykind"), _is_one_of(*KINDS))
