"""line management by area"""

from alembic import op

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_line_management_area_person", "line_management", ["area_id", "person_id"])


def downgrade() -> None:
    op.drop_index("ix_line_management_area_person", table_name="line_management")
