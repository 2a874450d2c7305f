"""search"""

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

JOINING = "-_/.:@'’‘&+<>"
ACCENTS = "\u0300-\u036f"

FTS5 = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        title, body, content='search_documents', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )""",
    """CREATE TRIGGER search_documents_put AFTER INSERT ON search_documents BEGIN
        INSERT INTO search_index(rowid, title, body) VALUES (new.id, new.title, new.body);
    END""",
    """CREATE TRIGGER search_documents_removed AFTER DELETE ON search_documents BEGIN
        INSERT INTO search_index(search_index, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
    END""",
    """CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN
        INSERT INTO search_index(search_index, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
        INSERT INTO search_index(rowid, title, body) VALUES (new.id, new.title, new.body);
    END""",
)


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "search_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_documents")),
    )
    op.create_index("ix_search_documents_kind_key", "search_documents", ["kind", "key"], unique=True)
    op.create_index("ix_search_documents_area_id", "search_documents", ["area_id"], unique=False)
    for order in FTS5 if op.get_bind().dialect.name == "sqlite" else _tsvector():
        op.execute(sa.text(order.replace(":", r"\:")))


def _tsvector() -> tuple[str, ...]:
    """A configuration that knows English stems and leaves no word out; letters and joints folded as for the questions."""
    return (
        "CREATE TEXT SEARCH DICTIONARY search_stems (TEMPLATE = snowball, Language = english)",
        "CREATE TEXT SEARCH CONFIGURATION search_words (COPY = english)",
        """ALTER TEXT SEARCH CONFIGURATION search_words
            ALTER MAPPING REPLACE english_stem WITH search_stems""",
        f"""ALTER TABLE search_documents ADD COLUMN vector tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('search_words', {_folded("title")}), 'A')
            || setweight(to_tsvector('search_words', {_folded("body")}), 'D')
        ) STORED""",
        "CREATE INDEX search_index ON search_documents USING gin (vector)",
    )


def _folded(column: str) -> str:
    joining = JOINING.replace("'", "''")
    plain = f"regexp_replace(normalize({column}, NFD), '[{ACCENTS}]', '', 'g')"
    return f"translate({plain}, '{joining}', '{' ' * len(JOINING)}')"


def downgrade() -> None:
    """Go down again."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        op.execute("DROP TABLE search_index")
    op.drop_table("search_documents")
    if not is_sqlite:
        op.execute("DROP TEXT SEARCH CONFIGURATION search_words")
        op.execute("DROP TEXT SEARCH DICTIONARY search_stems")
