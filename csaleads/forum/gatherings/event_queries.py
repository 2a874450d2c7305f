"""Lists of events: those that are ahead or over, the next one, and those that stand in a member's calendar."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, func, select

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import UtcDateTime
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import NOW, Query, Statement, and_total, one
from csaleads.forum import policy
from csaleads.forum.gatherings.models import MOST_DAYS, Answer, Gathering, GatheringAnswer, GatheringKind
from csaleads.forum.gatherings.queries import SAYS_MORE_THAN_NO
from csaleads.forum.models import Space, Thread
from csaleads.forum.spaces.queries import scope_of
from csaleads.forum.threads.queries import is_seen_thread

_LONG_AGO = bindparam(
    "long_ago", type_=UtcDateTime, callable_=lambda: clock.now() - timedelta(days=MOST_DAYS)
)


class EventLine(NamedTuple):
    """An event in a list."""

    thread_id: int
    title: str
    kind: GatheringKind
    starts_at: datetime
    ends_at: datetime
    place: str
    is_cancelled: bool
    own_answer: Answer | None
    was_there: bool | None


def list_events(viewer: Viewer, *, is_past: bool, page: int) -> Page[EventLine]:
    """A page of the events in spaces that the viewer reads: the next ones first, of those that are over the newest. One or two
    statements."""
    policy.require_member(viewer)
    shape, scope = (policy.runs(viewer), is_past), scope_of(viewer)
    found, total = _events.found(
        *shape, **scope, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: int(_event_count.scalar(*shape, **scope)))
    return Page(found.made(_event_line), page, total)


def find_next(viewer: Viewer) -> EventLine | None:
    """The next event in a space that the viewer reads, leaving out cancelled ones; None where there is none. One statement."""
    policy.require_member(viewer)
    row = _next.first(policy.runs(viewer), **scope_of(viewer))
    return _event_line(row) if row else None


def _event_line(row: Any) -> EventLine:
    return EventLine(
        row.thread_id,
        row.title,
        row.kind,
        row.starts_at,
        row.ends_at,
        row.place,
        row.cancelled_at is not None,
        row.answer,
        row.was_there,
    )


def event_query(runs: bool) -> Query:
    """Events in spaces that somebody reads, with what they said; see `scope_of`."""
    own = and_(
        GatheringAnswer.thread_id == Gathering.thread_id, GatheringAnswer.person_id == one("person_id")
    )
    return (
        select(
            Gathering.thread_id,
            Thread.title,
            Gathering.kind,
            Gathering.starts_at,
            Gathering.ends_at,
            Gathering.place,
            Gathering.cancelled_at,
            Gathering.version,
            GatheringAnswer.answer,
            GatheringAnswer.was_there,
        )
        .select_from(Gathering)
        .join(Thread, Thread.id == Gathering.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .outerjoin(GatheringAnswer, own)
        .where(Thread.is_listed, is_seen_thread(runs))
    )


def _is_when(is_past: bool) -> ColumnElement[bool]:
    """Over, or on and ahead: found by when they begin, and not by way of every thread that the viewer reads."""
    if is_past:
        return Gathering.ends_at <= NOW
    ahead = select(Gathering.thread_id).where(Gathering.starts_at > _LONG_AGO, Gathering.ends_at > NOW)
    return Thread.id.in_(ahead.correlate(None))


@Statement
def _events(runs: bool, is_past: bool) -> Query:
    query = event_query(runs).where(_is_when(is_past))
    order = Gathering.starts_at.desc() if is_past else Gathering.starts_at.asc()
    ordered = query.order_by(order, Gathering.thread_id)
    return and_total(ordered, _counted(runs, is_past)).limit(one("limit")).offset(one("offset"))


@Statement
def _event_count(runs: bool, is_past: bool) -> Query:
    return _counted(runs, is_past)


def _counted(runs: bool, is_past: bool) -> Query:
    counted = (
        select(func.count())
        .select_from(Gathering)
        .join(Thread, Thread.id == Gathering.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .where(Thread.is_listed, is_seen_thread(runs), _is_when(is_past))
    )
    return counted.correlate(None)


@Statement
def _next(runs: bool) -> Query:
    is_on = and_(Gathering.cancelled_at.is_(None), _is_when(is_past=False))
    return event_query(runs).where(is_on).order_by(Gathering.starts_at, Gathering.thread_id).limit(1)


@Statement
def _answered(runs: bool) -> Query:
    said = GatheringAnswer.answer.in_(SAYS_MORE_THAN_NO)
    in_window = and_(Gathering.starts_at >= one("first"), Gathering.starts_at <= one("last"))
    return (
        event_query(runs).where(said, in_window).order_by(Gathering.starts_at, Gathering.thread_id).limit(500)
    )


def list_answered(viewer: Viewer, *, first: datetime, last: datetime) -> list[Any]:
    """The events to which that person said that they come or perhaps come, by time. One statement."""
    policy.require_member(viewer)
    return _answered.rows(policy.runs(viewer), **scope_of(viewer), first=first, last=last)


def has_answered(person_id: int, *, first: datetime, last: datetime) -> bool:
    """Whether that person said of any event between these moments that they come or perhaps come. One statement."""
    return bool(_has_answered.rows(person_id=person_id, first=first, last=last))


@Statement
def _has_answered() -> Query:
    return (
        select(GatheringAnswer.thread_id)
        .join(Gathering, Gathering.thread_id == GatheringAnswer.thread_id)
        .where(
            GatheringAnswer.person_id == one("person_id"),
            GatheringAnswer.answer.in_(SAYS_MORE_THAN_NO),
            Gathering.starts_at >= one("first"),
            Gathering.starts_at <= one("last"),
        )
        .limit(1)
    )
