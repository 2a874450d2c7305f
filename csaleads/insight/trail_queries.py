"""The audit trail, newest first: an area's for its coordinator, everything for an auditor. Ids and verbs, no narrative."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.audit.models import NETWORK_CHAIN, AuditEvent, AuditHead
from csaleads.core.database import db, json_text
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import FoundRows, Query, Statement, many, one

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


class Scope(Enum):
    """How many chains a reader asks for."""

    ALL = "all"
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, eq=False, slots=True)
class TrailRow:
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
    found = _newest_first(viewer, ask, limit=ROWS_PER_PAGE, offset=(number - 1) * ROWS_PER_PAGE)
    return Page(found.made(_event), number, _count(viewer, ask))


def list_for_file(viewer: Viewer, ask: TrailAsk) -> list[TrailRow]:
    """The newest 20,000 events that fit."""
    found = _newest_first(viewer, ask, limit=ROWS_IN_A_FILE, offset=0)
    return [_event(row) for row in found.read()]


def _newest_first(viewer: Viewer, ask: TrailAsk, *, limit: int, offset: int) -> FoundRows:
    chains = _chains(viewer, ask)
    return _events.found(*_shape(chains, ask), **_values(chains, ask), limit=limit, offset=offset)


def _event(row: Any) -> TrailRow:
    return TrailRow(*row)


def _chains(viewer: Viewer, ask: TrailAsk) -> tuple[int, ...] | None:
    readable = readable_chains(viewer)
    if ask.chain is None:
        return readable
    return (ask.chain,) if readable is None or ask.chain in readable else ()


def _shape(chains: tuple[int, ...] | None, ask: TrailAsk) -> tuple[Scope, tuple[str, ...]]:
    """How many chains are asked for, and by what else the events are narrowed down."""
    scope = Scope.ALL if chains is None else Scope.ONE if len(chains) == 1 else Scope.SEVERAL
    return scope, tuple(name for name in CONDITIONS if getattr(ask, name) is not None)


def _values(chains: tuple[int, ...] | None, ask: TrailAsk) -> dict[str, Any]:
    found = {name: getattr(ask, name) for name in CONDITIONS}
    return found | {"chains": chains or (), "chain": chains[0] if chains else None}


@Statement
def _events(scope: Scope, narrowed_by: tuple[str, ...]) -> Query:
    """In the order in which they were written: within one chain by its own numbers, else by id; both have an index."""
    order = AuditEvent.sequence if scope is Scope.ONE else AuditEvent.id
    columns: Query = select(
        AuditEvent.chain,
        AuditEvent.sequence,
        AuditEvent.at,
        AuditEvent.actor_id,
        AuditEvent.verb,
        AuditEvent.subject_kind,
        AuditEvent.subject_id,
        json_text(AuditEvent.details),
    )
    return (
        columns.where(*_conditions(scope, narrowed_by))
        .order_by(order.desc())
        .limit(one("limit"))
        .offset(one("offset"))
    )


def _conditions(scope: Scope, narrowed_by: tuple[str, ...]) -> list[ColumnElement[bool]]:
    by_scope: dict[Scope, list[ColumnElement[bool]]] = {
        Scope.ALL: [],
        Scope.ONE: [AuditEvent.chain == one("chain")],
        Scope.SEVERAL: [AuditEvent.chain.in_(many("chains"))],
    }
    return by_scope[scope] + [CONDITIONS[name]() for name in narrowed_by]


CONDITIONS: dict[str, Callable[[], ColumnElement[bool]]] = {
    "verb": lambda: AuditEvent.verb == one("verb"),
    "person_ids": lambda: AuditEvent.actor_id.in_(many("person_ids")),
    "since": lambda: AuditEvent.at >= one("since"),
    "before": lambda: AuditEvent.at < one("before"),
}


def _count(viewer: Viewer, ask: TrailAsk) -> int:
    """Without filters the heads of the chains know the number; with filters the events are counted, up to a limit."""
    chains = _chains(viewer, ask)
    counted = _fitting if ask.is_narrowed else _heads
    return int(counted.scalar(*_shape(chains, ask), **_values(chains, ask)) or 0)


@Statement
def _heads(scope: Scope, narrowed_by: tuple[str, ...]) -> Query:
    heads: Query = select(func.sum(AuditHead.sequence))
    return heads if scope is Scope.ALL else heads.where(AuditHead.chain.in_(many("chains")))


@Statement
def _fitting(scope: Scope, narrowed_by: tuple[str, ...]) -> Query:
    fitting = select(AuditEvent.id).where(*_conditions(scope, narrowed_by)).limit(COUNTED_AT_MOST)
    return select(func.count()).select_from(fitting.subquery())


def find_people(name: str) -> list[int]:
    """Ids of people whose name contains `name`. Says nothing to the reader but through events they may read."""
    query = select(Person.id).where(Person.full_name.icontains(name, autoescape=True))
    return list(db.session.scalars(query.order_by(Person.id).limit(PEOPLE_OF_A_NAME)))


def find_last_verification() -> TrailRow | None:
    """When the whole trail was last verified from its page, or None."""
    asked = {"chain": NETWORK_CHAIN, "verb": VERIFIED, "limit": 1, "offset": 0}
    row = _events.first(Scope.ONE, ("verb",), **asked)
    return TrailRow(*row) if row else None
