"""taught words"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MEANING = sa.Enum(
    "school",
    "health",
    "place",
    "harmless",
    name="meaning",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "word_lists",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_word_lists_area_id_areas")),
        sa.PrimaryKeyConstraint("area_id", name=op.f("pk_word_lists")),
    )
    op.create_table(
        "word_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=False),
        sa.Column("imported_at", UtcDateTime(), nullable=False),
        sa.Column("added_count", sa.Integer(), nullable=False),
        sa.Column("known_count", sa.Integer(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_word_imports_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["imported_by_id"], ["people.id"], name=op.f("fk_word_imports_imported_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_imports")),
    )
    op.create_index(op.f("ix_word_imports_area_id"), "word_imports", ["area_id"], unique=False)
    op.create_table(
        "taught_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("written", sa.String(length=100), nullable=False),
        sa.Column("folded", sa.String(length=100), nullable=False),
        sa.Column("meaning", MEANING, nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("length(folded) > 2", name=op.f("ck_taught_words_long_enough")),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["people.id"], name=op.f("fk_taught_words_added_by_id_people")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_taught_words_area_id_areas")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["word_imports.id"], name=op.f("fk_taught_words_import_id_word_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taught_words")),
        sa.UniqueConstraint("area_id", "folded", name=op.f("uq_taught_words_area_id_folded")),
    )
    op.create_index("ix_taught_words_area_meaning", "taught_words", ["area_id", "meaning"], unique=False)
    op.create_index(op.f("ix_taught_words_import_id"), "taught_words", ["import_id"], unique=False)


def downgrade() -> None:
    """Go down again."""
    op.drop_index(op.f("ix_taught_words_import_id"), table_name="taught_words")
    op.drop_index("ix_taught_words_area_meaning", table_name="taught_words")
    op.drop_table("taught_words")
    op.drop_index(op.f("ix_word_imports_area_id"), table_name="word_imports")
    op.drop_table("word_imports")
    op.drop_table("word_lists")
