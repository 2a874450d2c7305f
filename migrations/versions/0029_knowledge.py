"""what is kept of talk in the forum"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "forum_knowledge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "agreed",
                "published",
                "withdrawn",
                name="knowledgestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", UtcDateTime(), nullable=True),
        sa.Column("resource_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'published') = (resource_id IS NOT NULL)",
            name=op.f("ck_forum_knowledge_published_is_there"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["people.id"], name=op.f("fk_forum_knowledge_checked_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["people.id"], name=op.f("fk_forum_knowledge_proposed_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_forum_knowledge_resource_id_resources")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["forum_threads.id"], name=op.f("fk_forum_knowledge_thread_id_forum_threads")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_forum_knowledge_topic_id_topics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_knowledge")),
    )
    op.create_index("ix_forum_knowledge_state", "forum_knowledge", ["state", "id"], unique=False)
    op.create_index(
        "uq_forum_knowledge_open",
        "forum_knowledge",
        ["thread_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'agreed')"),
        postgresql_where=sa.text("state IN ('asked', 'agreed')"),
    )
    op.create_table(
        "forum_knowledge_consents",
        sa.Column("knowledge_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column(
            "consent",
            sa.Enum(
                "asked",
                "given",
                "refused",
                name="consent",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["knowledge_id"],
            ["forum_knowledge.id"],
            name=op.f("fk_forum_knowledge_consents_knowledge_id_forum_knowledge"),
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_knowledge_consents_post_id_forum_posts")
        ),
        sa.PrimaryKeyConstraint("knowledge_id", "post_id", name=op.f("pk_forum_knowledge_consents")),
    )
    op.create_index("ix_forum_knowledge_consents_post", "forum_knowledge_consents", ["post_id"], unique=False)


def downgrade() -> None:
    """Go down again."""
    op.drop_index("ix_forum_knowledge_consents_post", table_name="forum_knowledge_consents")
    op.drop_table("forum_knowledge_consents")
    op.drop_index(
        "uq_forum_knowledge_open",
        table_name="forum_knowledge",
        sqlite_where=sa.text("state IN ('asked', 'agreed')"),
        postgresql_where=sa.text("state IN ('asked', 'agreed')"),
    )
    op.drop_index("ix_forum_knowledge_state", table_name="forum_knowledge")
    op.drop_table("forum_knowledge")
