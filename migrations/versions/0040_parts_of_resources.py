"""The search's index knows of each resource whose it is, and hands out those alone that somebody may find.

Revision ID: 0040
Revises: 0039
"""

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

PART = "'zm' || CASE WHEN area_id IS NULL THEN 'network' ELSE 'area' || CAST(area_id AS TEXT) END"


def upgrade() -> None:
    """Go up."""
    _mark(f"trim({PART} || ' ' || marks)")


def downgrade() -> None:
    """Go down again."""
    _mark(f"trim(replace(marks, {PART}, ''))")


def _mark(marks: str) -> None:
    op.execute(f"UPDATE search_documents SET marks = {marks} WHERE kind = 'resource'")  # noqa: S608
