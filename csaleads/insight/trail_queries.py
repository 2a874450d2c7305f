"""The audit trail, newest first: an area's for its coordinator, everything for an auditor. Ids and verbs, no narrative."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.audit.models import NETWORK_CHAIN, AuditEvent, AuditHead
from csaleads.core.database import db
from csaleads.core.paging import ROWS_PER_PAGE, Page

COUNTED_AT_MOST = 10_000
ROWS_IN_A_FILE = 20_000
PEOPLE_OF_A_NAME = 200
VERIFIED = "verify_audit_trail"


@dataclass(frozen=True)
class TrailAsk:
    """What the reader asks for; None means everything."""

    verb: str | None = None
    person_ids: Sequence[int] | None = None
    chain: int | None = None
    since: datetime | None = None
    before: datetime | None = None

    @property
    def is_narrowed(self) -> bool:
        return any(value is not None for value in (self.verb, self.person_ids, self.since, self.before))


class TrailRow(NamedTuple):
    """An event."""

    chain: int
    sequence: int
    at: datetime
    actor_id: int
    verb: str
    subject_kind: str
    subject_id: str
    details: dict[str, Any]


def readable_chains(viewer: Viewer) -> tuple[int, ...] | None:
    """Chains that `viewer` may read; None for all of them."""
    if viewer.can(Permission.READ_AUDIT_OF_ALL):
        return None
    return viewer.areas_with(Permission.READ_AUDIT_OF_AREA)


def page_of_trail(viewer: Viewer, ask: TrailAsk, *, number: int) -> Page[TrailRow]:
    """Events that `viewer` may read, newest first. With filters no more than 10,000 are counted."""
    query = _newest_first(viewer, ask).limit(ROWS_PER_PAGE).offset((number - 1) * ROWS_PER_PAGE)
    rows = [TrailRow(*row) for row in db.session.execute(query)]
    return Page(rows, number, _count(viewer, ask))


def list_for_file(viewer: Viewer, ask: TrailAsk) -> list[TrailRow]:
    """The newest 20,000 events that fit."""
    return [TrailRow(*row) for row in db.session.execute(_newest_first(viewer, ask).limit(ROWS_IN_A_FILE))]


def _newest_first(viewer: Viewer, ask: TrailAsk) -> Select[Any]:
    """In the order in which they were written: within one chain by its own numbers, else by id; both have an index."""
    chains = _chains(viewer, ask)
    is_one = chains is not None and len(chains) == 1
    order = AuditEvent.sequence if is_one else AuditEvent.id
    columns = select(
        AuditEvent.chain,
        AuditEvent.sequence,
        AuditEvent.at,
        AuditEvent.actor_id,
        AuditEvent.verb,
        AuditEvent.subject_kind,
        AuditEvent.subject_id,
        AuditEvent.details,
    )
    return _where(columns, chains, ask).order_by(order.desc())


def _chains(viewer: Viewer, ask: TrailAsk) -> tuple[int, ...] | None:
    readable = readable_chains(viewer)
    if ask.chain is None:
        return readable
    return (ask.chain,) if readable is None or ask.chain in readable else ()


def _where(query: Select[Any], chains: tuple[int, ...] | None, ask: TrailAsk) -> Select[Any]:
    if chains is not None:
        query = query.where(
            AuditEvent.chain == chains[0] if len(chains) == 1 else AuditEvent.chain.in_(chains)
        )
    if ask.verb is not None:
        query = query.where(AuditEvent.verb == ask.verb)
    if ask.person_ids is not None:
        query = query.where(AuditEvent.actor_id.in_(ask.person_ids))
    if ask.since is not None:
        query = query.where(AuditEvent.at >= ask.since)
    if ask.before is not None:
        query = query.where(AuditEvent.at < ask.before)
    return query


def _count(viewer: Viewer, ask: TrailAsk) -> int:
    """Without filters the heads of the chains know the number; with filters the events are counted, up to a limit."""
    chains = _chains(viewer, ask)
    if not ask.is_narrowed:
        heads = select(func.coalesce(func.sum(AuditHead.sequence), 0))
        return int(
            db.session.scalar(heads if chains is None else heads.where(AuditHead.chain.in_(chains))) or 0
        )
    fitting = _where(select(AuditEvent.id), chains, ask).limit(COUNTED_AT_MOST).subquery()
    return db.session.scalar(select(func.count()).select_from(fitting)) or 0


def find_people(name: str) -> list[int]:
    """Ids of people whose name contains `name`. Says nothing to the reader but through events they may read."""
    query = select(Person.id).where(Person.full_name.icontains(name, autoescape=True))
    return list(db.session.scalars(query.order_by(Person.id).limit(PEOPLE_OF_A_NAME)))


def find_last_verification() -> TrailRow | None:
    """When the whole trail was last verified from its page, or None."""
    ask = TrailAsk(verb=VERIFIED, chain=NETWORK_CHAIN)
    columns = select(*(getattr(AuditEvent, name) for name in TrailRow._fields))
    row = db.session.execute(
        _where(columns, (NETWORK_CHAIN,), ask).order_by(AuditEvent.sequence.desc())
    ).first()
    return TrailRow(*row) if row else None
