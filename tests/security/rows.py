"""What the database holds, so that two moments can be compared."""

import hashlib
from collections.abc import Callable, Iterable

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


def what_changes(names: Iterable[str], act: Callable[[str], None]) -> list[str]:
    """Which tables differ after `act` was done for each name; where one does, each is done again to say which it was."""
    before = all_rows()
    for name in names:
        act(name)
    after = all_rows()
    if not changed_tables(before, after):
        return []
    guilty = [", ".join(changed_tables(before, after))]
    for name in names:
        before = all_rows()
        act(name)
        if changed := changed_tables(before, all_rows()):
            guilty.append(f"{name}: {', '.join(changed)}")
    return guilty


def changed_tables(before: Rows, after: Rows, *, but: frozenset[str] = frozenset()) -> list[str]:
    """Names of the tables in which a row is new, gone or different."""
    return sorted(name for name in before if before[name] != after[name] and name not in but)
