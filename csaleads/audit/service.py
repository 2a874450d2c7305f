"""Recording events. They are chained inside the transaction that they tell of, just before it commits."""

import re
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from csaleads.access.viewer import Viewer
from csaleads.audit.chain import FIRST_HASH, Detail, Event, link
from csaleads.audit.models import NETWORK_CHAIN, AuditEvent, AuditHead
from csaleads.core import clock
from csaleads.core.database import one_or_many, table_of
from csaleads.core.unit_of_work import before_commit, is_writing, notes

WAITING = "audit_events"
_heads = table_of(AuditHead)
_events = table_of(AuditEvent)
_NEW_EVENTS = insert(_events).returning(
    _events.c.id
)  # the driver sends rows that return something in one order
_CLAIM = (
    update(_heads)
    .where(_heads.c.chain == bindparam("of_chain"))
    .values(sequence=_heads.c.sequence + bindparam("count"))
    .returning(_heads.c.sequence, _heads.c.hash)
)
_NEW_HEAD = update(_heads).where(_heads.c.chain == bindparam("of_chain")).values(hash=bindparam("new_hash"))
WORD = re.compile(r"[A-Za-z0-9_.:+-]{1,40}")


def record(
    actor: Viewer,
    verb: str,
    *,
    subject: tuple[str, int | UUID | str],
    area_id: int | None,
    **details: Detail,
) -> None:
    """`verb` happened to `subject` (kind, id) in the area: written when the unit of work commits, or not at all.

    Details are numbers, yes/no, or one word such as a state; a text with spaces is refused, for it could be narrative.
    """
    if not is_writing():
        raise RuntimeError("an audit event needs a service that writes")
    for name, value in details.items():
        if isinstance(value, str) and not WORD.fullmatch(value):
            raise ValueError(f"audit detail {name} is not one word")
    kind, subject_id = subject
    text_id = subject_id.hex if isinstance(subject_id, UUID) else str(subject_id)
    chain = NETWORK_CHAIN if area_id is None else area_id
    event = Event(chain, clock.now(), actor.person_id, verb, kind, text_id, details)
    notes().setdefault(WAITING, []).append(event)


@before_commit
def _write_waiting_events(session: Session) -> None:
    waiting: list[Event] = notes().pop(WAITING, [])
    for chain in sorted({event.chain for event in waiting}):
        _append(session.connection(), chain, [event for event in waiting if event.chain == chain])


def _append(connection: Connection, chain: int, events: list[Event]) -> None:
    last, previous = _lock_head(connection, chain, len(events))
    first = last - len(events) + 1
    rows = []
    for sequence, event in enumerate(events, start=first):
        previous = link(previous, sequence, event)
        rows.append({**vars(event), "sequence": sequence, "hash": previous})
    connection.execute(_NEW_EVENTS, one_or_many(rows))
    connection.execute(_NEW_HEAD, {"of_chain": chain, "new_hash": previous})


def _lock_head(connection: Connection, chain: int, count: int) -> tuple[int, bytes]:
    """Claim `count` places at the end of the chain: (last place claimed, hash of the event before the first)."""
    claim = {"of_chain": chain, "count": count}
    claimed = connection.execute(_CLAIM, claim).first()
    if claimed is None:
        dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
        new = dialect.insert(_heads).values(chain=chain, sequence=0, hash=FIRST_HASH).on_conflict_do_nothing()
        connection.execute(new)
        claimed = connection.execute(_CLAIM, claim).one()
    return claimed.sequence, claimed.hash
