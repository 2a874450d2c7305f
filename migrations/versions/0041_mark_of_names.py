"""A mark of what members of the network are called, which changes with their names, roles and consents.

Revision ID: 0041
Revises: 0040
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    marks = op.create_table(
        "network_name_marks",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_network_name_marks_there_is_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_name_marks")),
    )
    op.bulk_insert(marks, [{"id": 1, "mark": uuid4().hex}])


def downgrade() -> None:
    """Go down again."""
    op.drop_table("network_name_marks")
