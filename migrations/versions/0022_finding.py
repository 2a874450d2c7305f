"""finding: who knows a topic well, the weekly mail, and which mails people choose"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.add_column("resources", sa.Column("changed_at", UtcDateTime(), nullable=True))
    op.create_table(
        "topic_knowers",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_topic_knowers_person_id_people")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_topic_knowers_topic_id_topics")),
        sa.PrimaryKeyConstraint("person_id", "topic_id", name=op.f("pk_topic_knowers")),
    )
    op.create_index(op.f("ix_topic_knowers_topic_id"), "topic_knowers", ["topic_id"], unique=False)
    op.create_table(
        "learning_digests",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("with_shipped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_learning_digests_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", "week_on", name=op.f("pk_learning_digests")),
    )
    op.create_table(
        "mail_choices",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("is_wanted", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_mail_choices_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_mail_choices")),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_table("mail_choices")
    op.drop_table("learning_digests")
    op.drop_table("topic_knowers")
    op.drop_column("resources", "changed_at")
