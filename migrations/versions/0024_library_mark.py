"""a mark of the library; lists by title and the reading order of a topic along an index"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    marks = op.create_table(
        "library_marks",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_library_marks_there_is_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_marks")),
    )
    op.bulk_insert(marks, [{"id": 1, "mark": uuid4().hex}])
    op.create_index(
        "ix_resource_topics_topic_order", "resource_topics", ["topic_id", "position", "resource_id"]
    )
    op.drop_index("ix_resource_topics_topic_position", table_name="resource_topics")
    op.create_index("ix_resources_state_title", "resources", ["state", "sort_title", "id"])
    op.drop_index("ix_resources_sort_title", table_name="resources")


def downgrade() -> None:
    """Go down again."""
    op.create_index("ix_resources_sort_title", "resources", ["sort_title", "id"])
    op.drop_index("ix_resources_state_title", table_name="resources")
    op.create_index("ix_resource_topics_topic_position", "resource_topics", ["topic_id", "position"])
    op.drop_index("ix_resource_topics_topic_order", table_name="resource_topics")
    op.drop_table("library_marks")
