"""The outbox: mails are claimed for a while, and marked when they are sent, overtaken, failed or due again.

A claim is a lease: it puts the next try behind its end. A worker that is killed leaves rows whose lease runs out, and
another one sends them again under the same Message-ID. Nobody waits for anybody: on PostgreSQL locked rows are skipped, on
SQLite a claim is one short write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.notify.models import MessageKind, OutboxRow, OutboxState

BATCH = 20
LEASE = timedelta(minutes=15)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 480))
"""How long to wait after each try that failed: nine tries within a day, then the mail is given up."""


@dataclass(frozen=True)
class Claimed:
    """A mail that this worker alone may send until its lease ends. `tries` counts this one."""

    id: int
    tries: int
    person_id: int
    kind: MessageKind
    facts: Mapping[str, Any]
    path: str
    sealed_link: bytes | None
    key: str
    created_at: datetime


@writes
def claim_due(limit: int = BATCH) -> list[Claimed]:
    """Up to `limit` mails that are due, oldest first, leased to the caller once its unit commits."""
    now = clock.now()
    due = (
        select(OutboxRow)
        .where(OutboxRow.state == OutboxState.WAITING, OutboxRow.next_try_at <= now)
        .order_by(OutboxRow.next_try_at, OutboxRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = db.session.scalars(due).all()
    for row in rows:
        row.next_try_at = now + LEASE
        row.tries += 1
    db.session.flush()
    return [_claimed(row) for row in rows]


def _claimed(row: OutboxRow) -> Claimed:
    return Claimed(
        id=row.id,
        tries=row.tries,
        person_id=row.person_id,
        kind=row.kind,
        facts=dict(row.facts),
        path=row.path,
        sealed_link=row.sealed_link,
        key=row.key,
        created_at=row.created_at,
    )


@writes
def mark_sent(mail: Claimed) -> None:
    """The mail was handed over; the secret link in it is forgotten."""
    _mark(mail, state=OutboxState.SENT, sent_at=clock.now(), sealed_link=None)


@writes
def mark_overtaken(mail: Claimed) -> None:
    """What the mail would say is no longer true, so it is never sent; the secret link in it is forgotten."""
    _mark(mail, state=OutboxState.OVERTAKEN, sealed_link=None)


@writes
def mark_failed(mail: Claimed) -> None:
    """The mail is given up; the secret link in it is forgotten."""
    _mark(mail, state=OutboxState.FAILED, sealed_link=None)


@writes
def try_again_later(mail: Claimed) -> OutboxState:
    """The mail is due again after a pause that grows with each try, or failed after the last one."""
    if mail.tries > len(PAUSES):
        _mark(mail, state=OutboxState.FAILED, sealed_link=None)
        return OutboxState.FAILED
    _mark(mail, next_try_at=clock.now() + PAUSES[mail.tries - 1])
    return OutboxState.WAITING


@writes
def give_back(mails: Sequence[Claimed]) -> None:
    """The mails were claimed and not tried: they are due at once, and the try does not count."""
    for mail in mails:
        _mark(mail, next_try_at=clock.now(), tries=mail.tries - 1)


def _mark(mail: Claimed, **values: Any) -> None:
    """Changes the row while the lease is still this one: a later claim has counted another try."""
    ours = (OutboxRow.id == mail.id, OutboxRow.tries == mail.tries, OutboxRow.state == OutboxState.WAITING)
    query = update(OutboxRow).where(*ours).values(**values)
    db.session.execute(query.execution_options(synchronize_session=False))
