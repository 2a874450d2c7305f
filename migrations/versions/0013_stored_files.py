"""stored files"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KIND = sa.Enum(
    "pdf",
    "docx",
    "pptx",
    "xlsx",
    "odt",
    "odp",
    "ods",
    "png",
    "jpeg",
    "webp",
    "gif",
    name="filekind",
    native_enum=False,
    create_constraint=True,
    length=40,
)
SCAN_STATE = sa.Enum(
    "not_scanned",
    "clean",
    "infected",
    name="scanstate",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "stored_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stored_name", sa.String(length=32), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("scan_state", SCAN_STATE, nullable=False),
        sa.Column("scanned_at", UtcDateTime(), nullable=True),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("size_bytes > 0", name=op.f("ck_stored_files_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
        sa.UniqueConstraint("stored_name", name=op.f("uq_stored_files_stored_name")),
    )
    op.create_index(op.f("ix_stored_files_scan_state"), "stored_files", ["scan_state"], unique=False)
    op.create_index(op.f("ix_stored_files_sha256"), "stored_files", ["sha256"], unique=False)


def downgrade() -> None:
    """Go down again."""
    op.drop_index(op.f("ix_stored_files_sha256"), table_name="stored_files")
    op.drop_index(op.f("ix_stored_files_scan_state"), table_name="stored_files")
    op.drop_table("stored_files")
