"""resource files, summaries as HTML, transcripts, checks of links"""

from html import escape

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NO_LINK = "https://file.invalid/"  # of a resource that is a file, in tables that know no files
LINK_IS_HTTPS = "substr(link, 1, 8) = 'https://'"
TRANSCRIPT_IS_HTTPS = "substr(transcript, 1, 8) = 'https://'"
OUTCOME = sa.Enum(
    "complete",
    "cut",
    "no_text",
    "locked",
    "too_big",
    "too_slow",
    "damaged",
    name="outcome",
    native_enum=False,
    create_constraint=True,
    length=40,
)
LINK_OUTCOME = sa.Enum(
    "works",
    "gone",
    "no_answer",
    "unsure",
    "not_asked",
    name="linkoutcome",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("resources") as batch:
        batch.add_column(sa.Column("file_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("summary_html", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("transcript", sa.String(length=1000), nullable=False, server_default=""))
        batch.drop_constraint(op.f("ck_resources_link_is_https"), type_="check")
        batch.create_check_constraint(op.f("ck_resources_link_is_https"), f"link = '' OR {LINK_IS_HTTPS}")
        batch.create_check_constraint(
            op.f("ck_resources_link_or_file"), "(link = '') = (file_id IS NOT NULL)"
        )
        batch.create_check_constraint(
            op.f("ck_resources_transcript_is_https"), f"transcript = '' OR {TRANSCRIPT_IS_HTTPS}"
        )
        batch.create_foreign_key(
            op.f("fk_resources_file_id_stored_files"), "stored_files", ["file_id"], ["id"]
        )
    _write_summaries()
    with op.batch_alter_table("resources") as batch:
        batch.alter_column("summary_html", existing_type=sa.Text(), server_default=None)
        batch.alter_column("transcript", existing_type=sa.String(length=1000), server_default=None)
    op.create_table(
        "resource_files",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", OUTCOME, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_resource_files_file_id_stored_files")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resource_files_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_resource_files")),
    )
    op.create_index(op.f("ix_resource_files_resource_id"), "resource_files", ["resource_id"], unique=False)
    op.create_table(
        "link_checks",
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("link", sa.String(length=1000), nullable=False),
        sa.Column("outcome", LINK_OUTCOME, nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("checked_at", UtcDateTime(), nullable=False),
        sa.Column("failed_days", sa.Integer(), nullable=False),
        sa.Column("failed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(failed_days > 0) = (failed_on IS NOT NULL)", name=op.f("ck_link_checks_failures_have_a_day")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_link_checks_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("resource_id", name=op.f("pk_link_checks")),
    )
    op.create_index(op.f("ix_link_checks_failed_days"), "link_checks", ["failed_days"], unique=False)


def _write_summaries() -> None:
    """What was typed before there was any Markdown is shown as it was typed."""
    resources = sa.table("resources", sa.column("id"), sa.column("summary"), sa.column("summary_html"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(resources.c.id, resources.c.summary)).all():
        parts = [part.strip() for part in row.summary.split("\n\n") if part.strip()]
        html = "".join(f'<p class="govuk-body">{escape(part).replace(chr(10), "<br>")}</p>' for part in parts)
        connection.execute(resources.update().where(resources.c.id == row.id).values(summary_html=html))


def downgrade() -> None:
    """Go down again. A resource that is a file stays, and leads nowhere."""
    op.drop_table("link_checks")
    op.drop_table("resource_files")
    with op.batch_alter_table("resources") as batch:
        batch.drop_constraint(op.f("ck_resources_link_or_file"), type_="check")
        batch.drop_constraint(op.f("ck_resources_transcript_is_https"), type_="check")
        batch.drop_constraint(op.f("ck_resources_link_is_https"), type_="check")
        batch.drop_constraint(op.f("fk_resources_file_id_stored_files"), type_="foreignkey")
        batch.drop_column("file_id")
        batch.drop_column("summary_html")
        batch.drop_column("transcript")
    op.execute(f"UPDATE resources SET link = '{NO_LINK}' WHERE link = ''")  # noqa: S608 - our own words
    with op.batch_alter_table("resources") as batch:
        batch.create_check_constraint(op.f("ck_resources_link_is_https"), LINK_IS_HTTPS)
