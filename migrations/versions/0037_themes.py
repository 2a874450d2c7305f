"""themes of consultations: what several versions for learning taught, on which they rest, and what their leads said"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

AGES = (
    "under_5",
    "5_to_7",
    "8_to_10",
    "11_to_13",
    "14_to_15",
    "16_to_17",
    "several_children",
    "primary_school_age",
    "under_11",
    "secondary_school_age",
    "any_age",
)
CONCERNS = (
    "intra_familial",
    "extra_familial",
    "child_sexual_exploitation",
    "harmful_sexual_behaviour",
    "online",
    "peer_on_peer",
    "any_concern",
)
STAGES = (
    "first_concern",
    "early_help",
    "strategy_discussion",
    "section_47",
    "child_protection_plan",
    "child_in_need",
    "care_proceedings",
    "looked_after",
    "criminal_investigation",
    "after_the_investigation",
    "up_to_section_47",
    "after_section_47",
    "any_stage",
)


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    to, _, of = target.partition(".")
    return sa.ForeignKeyConstraint([column], [f"{to}.{of}"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "learning_themes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _choice("knowledgestate", "asked", "agreed", "published", "withdrawn"),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("age_group", _choice("agegroup", *AGES), nullable=False),
        sa.Column("concern", _choice("concerngroup", *CONCERNS), nullable=False),
        sa.Column("stage", _choice("stagegroup", *STAGES), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", UtcDateTime(), nullable=True),
        sa.Column("resource_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("summary_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "state <> 'published' OR resource_id IS NOT NULL",
            name=op.f("ck_learning_themes_published_is_there"),
        ),
        _key("learning_themes", "area_id", "areas.id"),
        _key("learning_themes", "checked_by_id", "people.id"),
        _key("learning_themes", "proposed_by_id", "people.id"),
        _key("learning_themes", "resource_id", "resources.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_themes")),
        sa.UniqueConstraint("resource_id", name=op.f("uq_learning_themes_resource_id")),
    )
    op.create_index("ix_learning_themes_state", "learning_themes", ["state", "proposed_at"], unique=False)
    op.create_index(
        "ix_learning_themes_proposed_by", "learning_themes", ["proposed_by_id", "proposed_at"], unique=False
    )
    op.create_table(
        "learning_theme_topics",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _key("learning_theme_topics", "theme_id", "learning_themes.id"),
        _key("learning_theme_topics", "topic_id", "topics.id"),
        sa.PrimaryKeyConstraint("theme_id", "topic_id", name=op.f("pk_learning_theme_topics")),
    )
    op.create_table(
        "learning_theme_versions",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("learning_version_id", sa.Uuid(), nullable=False),
        sa.Column("consent", _choice("consent", "asked", "given", "refused"), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        _key("learning_theme_versions", "learning_version_id", "learning_versions.id"),
        _key("learning_theme_versions", "theme_id", "learning_themes.id"),
        sa.PrimaryKeyConstraint("theme_id", "learning_version_id", name=op.f("pk_learning_theme_versions")),
    )
    op.create_index(
        "ix_learning_theme_versions_version", "learning_theme_versions", ["learning_version_id"], unique=False
    )


def downgrade() -> None:
    """Go down again. What stands in the library stays there, without the way back."""
    op.drop_index("ix_learning_theme_versions_version", table_name="learning_theme_versions")
    op.drop_table("learning_theme_versions")
    op.drop_table("learning_theme_topics")
    op.drop_index("ix_learning_themes_proposed_by", table_name="learning_themes")
    op.drop_index("ix_learning_themes_state", table_name="learning_themes")
    op.drop_table("learning_themes")
