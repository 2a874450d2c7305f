"""Who may see a resource is told from the index that goes by title: a list passes over what it may not show without reading it.

Revision ID: 0039
Revises: 0038
"""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

NAME = "ix_resources_state_title"
BY_TITLE = ["state", "sort_title", "id"]
REACH = ["area_id", "audience", "network_at", "is_lent", "lent_until"]


def upgrade() -> None:
    """Go up."""
    op.drop_index(NAME, table_name="resources")
    op.create_index(NAME, "resources", [*BY_TITLE, *REACH])


def downgrade() -> None:
    """Go down again."""
    op.drop_index(NAME, table_name="resources")
    op.create_index(NAME, "resources", BY_TITLE)
