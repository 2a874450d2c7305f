"""Reading the trail: by area for its coordinator, all of it for an auditor; and whether the chain still holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.audit.chain import FIRST_HASH, link
from csaleads.audit.models import NETWORK_CHAIN, AuditEvent, AuditHead
from csaleads.core.database import db
from csaleads.core.paging import ROWS_PER_PAGE, Page, count_rows
from csaleads.core.statements import Query, Statement, many

ROWS_AT_ONCE = 2000


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold: the first event that is missing, changed or added."""

    chain: int
    sequence: int


def heads_of(chains: Sequence[int]) -> dict[int, bytes]:
    """The last link of each of the chains that has one. It changes with whatever happens there, and never comes again."""
    return dict(map(tuple, _heads.rows(chains=list(chains))))


@Statement
def _heads() -> Query:
    return select(AuditHead.chain, AuditHead.hash).where(AuditHead.chain.in_(many("chains")))


@dataclass(frozen=True)
class TrailFilter:
    """What the reader of the trail asks for; None means everything."""

    verb: str | None = None
    actor_id: int | None = None
    area_id: int | None = None
    since: datetime | None = None
    before: datetime | None = None


def page_of_events(viewer: Viewer, *, asked: TrailFilter, number: int) -> Page[AuditEvent]:
    """Events that `viewer` may read, newest first."""
    query = _readable(viewer, asked)
    total = count_rows(query)
    newest_first = query.order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
    rows = db.session.scalars(newest_first.limit(ROWS_PER_PAGE).offset((number - 1) * ROWS_PER_PAGE)).all()
    return Page(rows, number, total)


def list_verbs(viewer: Viewer) -> list[str]:
    """Verbs that occur in the part of the trail that `viewer` may read, by name."""
    query = _readable(viewer, TrailFilter()).with_only_columns(AuditEvent.verb).distinct()
    return sorted(db.session.scalars(query))


def _readable(viewer: Viewer, asked: TrailFilter) -> Select[AuditEvent]:
    query = select(AuditEvent)
    if not viewer.can(Permission.READ_AUDIT_OF_ALL):
        query = query.where(AuditEvent.chain.in_(viewer.areas_with(Permission.READ_AUDIT_OF_AREA)))
    wanted = {
        AuditEvent.verb: asked.verb,
        AuditEvent.actor_id: asked.actor_id,
        AuditEvent.chain: asked.area_id,
    }
    for column, value in wanted.items():
        if value is not None:
            query = query.where(column == value)
    if asked.since is not None:
        query = query.where(AuditEvent.at >= asked.since)
    if asked.before is not None:
        query = query.where(AuditEvent.at < asked.before)
    return query


def list_chains() -> list[int]:
    """Every chain that has a head or an event (an event without a head is a break)."""
    heads = set(db.session.scalars(select(AuditHead.chain)))
    return sorted(heads | set(db.session.scalars(select(AuditEvent.chain).distinct())) | {NETWORK_CHAIN})


def find_break(chain: int) -> Break | None:
    """The first place where `chain` does not hold, or None where every event is as it was written."""
    previous, expected = FIRST_HASH, 1
    for event in _events_in_order(chain):
        if event.sequence != expected or link(previous, expected, event) != event.hash:
            return Break(chain, expected)
        previous, expected = event.hash, expected + 1
    head = db.session.get(AuditHead, chain)
    last = (head.sequence, head.hash) if head else (0, FIRST_HASH)
    return None if last == (expected - 1, previous) else Break(chain, expected)


def _events_in_order(chain: int) -> Iterator[AuditEvent]:
    after = 0
    while True:
        query = select(AuditEvent).where(AuditEvent.chain == chain, AuditEvent.sequence > after)
        events = db.session.scalars(query.order_by(AuditEvent.sequence).limit(ROWS_AT_ONCE)).all()
        yield from events
        if len(events) < ROWS_AT_ONCE:
            return
        after = events[-1].sequence
        db.session.expunge_all()
