"""the network: code of conduct, members, directory, moderators, restrictions"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "conduct_versions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("words_html", sa.Text(), nullable=False),
        sa.Column("what_changed", sa.String(length=300), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["people.id"], name=op.f("fk_conduct_versions_published_by_id_people")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_conduct_versions")),
    )
    op.create_table(
        "directory_entries",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("shows_area", sa.Boolean(), nullable=False),
        sa.Column("shows_team", sa.Boolean(), nullable=False),
        sa.Column("shows_topics", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("shows_languages", sa.Boolean(), nullable=False),
        sa.Column("ask_me_about", sa.Text(), nullable=False),
        sa.Column("shows_ask_me_about", sa.Boolean(), nullable=False),
        sa.Column("can_shadow", sa.Boolean(), nullable=False),
        sa.Column("shows_can_shadow", sa.Boolean(), nullable=False),
        sa.Column("takes_private_questions", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_directory_entries_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_directory_entries")),
    )
    op.create_table(
        "network_moderators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["named_by_id"], ["people.id"], name=op.f("fk_network_moderators_named_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_network_moderators_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_moderators")),
    )
    op.create_index(
        "uq_network_moderators_now",
        "network_moderators",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "network_restrictions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "held",
                "suspended",
                name="restrictionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "until IS NULL OR until > since", name=op.f("ck_network_restrictions_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_network_restrictions_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_restrictions")),
    )
    op.create_index(
        "ix_network_restrictions_person", "network_restrictions", ["person_id", "lifted_at"], unique=False
    )
    op.create_table(
        "conduct_acceptances",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["conduct_versions.number"],
            name=op.f("fk_conduct_acceptances_number_conduct_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_conduct_acceptances_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", "number", name=op.f("pk_conduct_acceptances")),
    )
    op.create_table(
        "network_members",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.Column("accepted_number", sa.Integer(), nullable=False),
        sa.Column("hides_name_when_gone", sa.Boolean(), nullable=False),
        sa.Column(
            "mail_rhythm",
            sa.Enum(
                "at_once",
                "daily",
                "weekly",
                "never",
                name="mailrhythm",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("read_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accepted_number"],
            ["conduct_versions.number"],
            name=op.f("fk_network_members_accepted_number_conduct_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_network_members_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_network_members")),
    )


def downgrade() -> None:
    """Go down again."""
    op.drop_table("network_members")
    op.drop_table("conduct_acceptances")
    op.drop_index("ix_network_restrictions_person", table_name="network_restrictions")
    op.drop_table("network_restrictions")
    op.drop_index(
        "uq_network_moderators_now",
        table_name="network_moderators",
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.drop_table("network_moderators")
    op.drop_table("directory_entries")
    op.drop_table("conduct_versions")
