"""Taking what was overwritten or deleted out of the database's own files. What backups hold is another matter.

SQLite: every connection overwrites what it frees (`secure_delete`); old pages that still stand in the write-ahead log go with
a checkpoint that truncates it. PostgreSQL keeps old versions of a row until VACUUM frees them; VACUUM FULL writes the table
anew without them, and the old file is given back to the file system. Its write-ahead log is recycled by the server in time.
"""

import sqlite3
from contextlib import closing

from sqlalchemy import text

from csaleads.core.database import db
from csaleads.core.resealing import sealed_places


def scrub_files(*, is_quick: bool) -> bool:
    """Whether nothing that was overwritten is left in the files of the database; outside any unit of work.

    Quick is what a page can wait for: on SQLite a checkpoint, which fails while somebody reads an old state for longer than
    two seconds; on PostgreSQL nothing, so False. Otherwise every table with sealed values is written anew on PostgreSQL,
    each locked for as long as that takes.
    """
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        return _empty_log(str(db.engine.url.database), seconds=2 if is_quick else 30)
    if not is_quick:
        _write_tables_anew()
    return not is_quick


def _empty_log(file: str, *, seconds: int) -> bool:
    with closing(sqlite3.connect(file, timeout=seconds, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def _write_tables_anew() -> None:
    tables = sorted({place.model.__tablename__ for place in sealed_places()})
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in tables:
            connection.execute(text(f'VACUUM (FULL) "{table}"'))
