"""Documents of kinds of which there are many are kept and found apart, and the index knows parts and titles by marks.

Revision ID: 0038
Revises: 0037
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from csaleads.core.database import UtcDateTime

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

JOINING = "-_/.:@'’‘&+<>"
ACCENTS = "\u0300-\u036f"
BLOCKS = (9, 12, 15, 18)
WORD = re.compile(r"[^\W_]+")
AT_ONCE = 1000
INDEXES = {"search_documents": "search_index", "search_stream": "search_stream_index"}
TRIGGERS = ("put", "removed", "changed")


def upgrade() -> None:
    """Go up."""
    _drop_index("search_documents")
    op.drop_index("ix_search_documents_area_id", table_name="search_documents")
    op.add_column("search_documents", sa.Column("marks", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "search_stream",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("marks", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_stream")),
    )
    op.create_index("ix_search_stream_kind_key", "search_stream", ["kind", "key"], unique=True)
    _move_posts()
    _mark_the_others()
    for table in INDEXES:
        _make_index(table, ("title", "body", "marks"))


def downgrade() -> None:
    """Go down again."""
    for table in INDEXES:
        _drop_index(table)
    columns = "kind, key, area_id, audience, title, updated_at, body"
    op.execute(f"INSERT INTO search_documents ({columns}) SELECT {columns} FROM search_stream ORDER BY id")  # noqa: S608
    op.drop_table("search_stream")
    op.drop_column("search_documents", "marks")
    op.create_index("ix_search_documents_area_id", "search_documents", ["area_id"], unique=False)
    _make_index("search_documents", ("title", "body"))


documents = sa.table(
    "search_documents",
    sa.column("id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("key", sa.String),
    sa.column("area_id", sa.Integer),
    sa.column("audience", sa.String),
    sa.column("title", sa.String),
    sa.column("updated_at", UtcDateTime),
    sa.column("marks", sa.Text),
    sa.column("body", sa.Text),
)
stream = sa.table("search_stream", *(sa.column(each.name, each.type) for each in documents.c))
posts = sa.table(
    "forum_posts",
    sa.column("id", sa.Integer),
    sa.column("thread_id", sa.Integer),
    sa.column("number", sa.Integer),
)
threads = sa.table("forum_threads", sa.column("id", sa.Integer), sa.column("space_id", sa.Integer))
spaces = sa.table(
    "forum_spaces",
    sa.column("id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("area_id", sa.Integer),
    sa.column("cohort_id", sa.Integer),
    sa.column("topic_id", sa.Uuid),
)


def _move_posts() -> None:
    """The posts, in the order in which they were written."""
    key = sa.case((documents.c.kind == "post", sa.cast(documents.c.key, sa.Integer)))
    query = (
        sa.select(
            *(each for each in documents.c if each.name not in ("id", "marks")),
            posts.c.id,
            posts.c.number,
            spaces.c.kind.label("space_kind"),
            spaces.c.area_id.label("space_area_id"),
            spaces.c.cohort_id,
            spaces.c.topic_id,
        )
        .join(posts, posts.c.id == key)
        .join(threads, threads.c.id == posts.c.thread_id)
        .join(spaces, spaces.c.id == threads.c.space_id)
        .where(documents.c.kind == "post")
    )
    for rows in _some_at_a_time(query, posts.c.id):
        op.bulk_insert(stream, list(map(_streamed, rows)))
    op.execute(documents.delete().where(documents.c.kind == "post"))


def _streamed(row: Any) -> dict[str, Any]:
    parts = ["all"]
    if row.space_kind == "topic":
        parts.append(f"topic{row.topic_id.hex}")
    elif row.space_kind == "area":
        parts = [f"area{row.space_area_id}"]
    elif row.space_kind == "cohort":
        parts = ["cohorts", f"cohort{row.cohort_id}"]
    marks = [f"zm{part}" for part in parts] + (_title_words(row.title) if row.number == 1 else [])
    kept = {each.name: getattr(row, each.name) for each in documents.c if each.name not in ("id", "marks")}
    return kept | {"marks": " ".join(marks)}


def _mark_the_others() -> None:
    """All others are found by their titles first."""
    change = documents.update().where(documents.c.id == sa.bindparam("of"))
    for rows in _some_at_a_time(sa.select(documents.c.id, documents.c.title), documents.c.id):
        values = [{"of": row.id, "marks": " ".join(_title_words(row.title))} for row in rows]
        op.get_bind().execute(change.values(marks=sa.bindparam("marks")), values)


def _some_at_a_time(query: Any, by: Any) -> Iterator[list[Any]]:
    last = 0
    while rows := list(op.get_bind().execute(query.where(by > last).order_by(by).limit(AT_ONCE))):
        yield rows
        last = rows[-1].id


def _title_words(title: str) -> list[str]:
    plain = re.sub(f"[{ACCENTS}]", "", unicodedata.normalize("NFD", title))
    plain = plain.translate(str.maketrans(JOINING, " " * len(JOINING))).lower()
    return [f"zq{word}" for word in WORD.findall(plain)]


def _drop_index(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in TRIGGERS:
            op.execute(f"DROP TRIGGER {table}_{trigger}")
        op.execute(f"DROP TABLE {INDEXES[table]}")
    else:
        op.execute(f"ALTER TABLE {table} DROP COLUMN vector")


def _make_index(table: str, columns: tuple[str, ...]) -> None:
    """Filled with what is there. Of SQLite a table that three triggers keep in step, of PostgreSQL a column."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for order in (_fts5 if is_sqlite else _tsvector)(table, INDEXES[table], columns):
        op.execute(sa.text(order.replace(":", r"\:")))


def _fts5(table: str, index: str, columns: tuple[str, ...]) -> list[str]:
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("new", "old"))
    take_out = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608
    put_in = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608
    return [
        f"""CREATE VIRTUAL TABLE {index} USING fts5(
            {names}, content='{table}', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
        )""",
        f"INSERT INTO {index}({index}) VALUES ('rebuild')",  # noqa: S608
        f"CREATE TRIGGER {table}_put AFTER INSERT ON {table} BEGIN {put_in} END",
        f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {take_out} END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN {take_out} {put_in} END",
    ]


def _tsvector(table: str, index: str, columns: tuple[str, ...]) -> list[str]:
    """With marks, the blocks of its id stand beside them. What there is much of is put into the index at once, not by and by."""
    vector = f"""setweight(to_tsvector('search_words', {_folded("title")}), 'A')
        || setweight(to_tsvector('search_words', {_folded("body")}), 'D')"""
    if "marks" in columns:
        blocks = ", ".join(f"'zb{bits}x' || (id >> {bits})::text" for bits in BLOCKS)
        vector += f" || to_tsvector('search_words', marks) || array_to_tsvector(ARRAY[{blocks}])"
    settings = " WITH (fastupdate = off)" if table == "search_stream" else ""
    return [
        f"ALTER TABLE {table} ADD COLUMN vector tsvector GENERATED ALWAYS AS ({vector}) STORED",
        f"CREATE INDEX {index} ON {table} USING gin (vector){settings}",
    ]


def _folded(column: str) -> str:
    joining = JOINING.replace("'", "''")
    plain = f"regexp_replace(normalize({column}, NFD), '[{ACCENTS}]', '', 'g')"
    return f"translate({plain}, '{joining}', '{' ' * len(JOINING)}')"
