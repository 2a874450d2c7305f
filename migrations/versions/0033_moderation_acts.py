"""whom an act of moderation concerns without naming them, where a thread stood before, and the title of a hidden first post"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

ACTS = "forum_moderation_acts"


def upgrade() -> None:
    """Go up."""
    op.add_column("forum_threads", sa.Column("hidden_title", sa.String(length=150), nullable=True))
    with op.batch_alter_table(ACTS) as table:
        table.add_column(sa.Column("anonymous_key", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("sealed_author", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("from_space_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_forum_moderation_acts_from_space_id_forum_spaces"),
            "forum_spaces",
            ["from_space_id"],
            ["id"],
        )


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table(ACTS) as table:
        table.drop_constraint(op.f("fk_forum_moderation_acts_from_space_id_forum_spaces"), type_="foreignkey")
        table.drop_column("from_space_id")
        table.drop_column("sealed_author")
        table.drop_column("anonymous_key")
    op.drop_column("forum_threads", "hidden_title")
