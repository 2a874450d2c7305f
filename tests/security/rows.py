"""What the database holds, so that two moments can be compared."""

import hashlib

from sqlalchemy import select

from csaleads.core.database import Base, db
from csaleads.core.unit_of_work import roll_back

Rows = dict[str, frozenset[bytes]]


def all_rows() -> Rows:
    """A fingerprint of every row of every table."""
    found = {}
    for table in Base.metadata.sorted_tables:
        rows = db.session.execute(select(*table.columns)).all()
        found[table.name] = frozenset(hashlib.sha256(repr(tuple(row)).encode()).digest() for row in rows)
    roll_back()
    return found


def changed_tables(before: Rows, after: Rows, *, but: frozenset[str] = frozenset()) -> list[str]:
    """Names of the tables in which a row is new, gone or different."""
    return sorted(name for name in before if before[name] != after[name] and name not in but)
