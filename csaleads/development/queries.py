"""Reads of a person's own CPD: an entry with its words, what a year holds, and all finished entries of a year to take away."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, case, func, select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, columns_of, one, rows_like
from csaleads.development import policy
from csaleads.development.content import NAMES, EntryContent
from csaleads.development.models import CpdEntry, CpdQuiet, CpdShare, EntryKind, EntryState, PeerRole
from csaleads.development.years import CpdYear, Tally
from csaleads.learning.models import Topic

MOST_TO_TAKE_AWAY = 300  # entries of one year


@dataclass(frozen=True)
class EntryView:
    """An entry with its words, for its owner."""

    id: UUID
    area_id: int
    state: EntryState
    content: EntryContent
    topic_title: str
    saved_at: datetime
    finished_at: datetime | None
    version: int

    @property
    def is_finished(self) -> bool:
        return self.state is EntryState.FINISHED

    @property
    def kind(self) -> EntryKind:
        return self.content.kind

    @property
    def done_on(self) -> date:
        return self.content.done_on

    @property
    def peer_role(self) -> PeerRole | None:
        return self.content.peer_role


class YearView(NamedTuple):
    """What a year holds, when it was shared as complete, the day of the earliest entry of all, whether no reminder is wanted."""

    tally: Tally
    shared_at: datetime | None
    earliest: date | None
    is_quiet: bool


def get_entry(viewer: Viewer, entry_id: UUID) -> EntryView:
    """The entry with its words; NotFound for anybody but its owner."""
    policy.require_keeper(viewer)
    row = _entry.first(id=entry_id, person_id=viewer.person_id)
    if row is None:
        raise NotFound("entry")
    return _view(row)


@rows_like(CpdEntry)
def _entry() -> Query:
    found: Query = _with_topic().where(CpdEntry.id == one("id"), CpdEntry.person_id == one("person_id"))
    return found


def list_finished(viewer: Viewer, year: CpdYear) -> list[EntryView]:
    """The viewer's finished entries of the year with their words, in order of date. One statement."""
    policy.require_keeper(viewer)
    rows = _finished.rows(
        person_id=viewer.person_id, first=year.first_day, last=year.last_day, limit=MOST_TO_TAKE_AWAY
    )
    return [_view(row) for row in rows]


@rows_like(CpdEntry)
def _finished() -> Query:
    found: Query = (
        _with_topic()
        .where(
            CpdEntry.person_id == one("person_id"),
            CpdEntry.state == EntryState.FINISHED,
            CpdEntry.done_on.between(one("first"), one("last")),
        )
        .order_by(CpdEntry.done_on, CpdEntry.id)
        .limit(one("limit"))
    )
    return found


def _with_topic() -> Any:
    topic = select(Topic.title).where(Topic.id == CpdEntry.topic_id).correlate(CpdEntry).scalar_subquery()
    return select(*columns_of(CpdEntry), topic.label("topic_title"))


def _view(row: Any) -> EntryView:
    return EntryView(
        id=row.id,
        area_id=row.area_id,
        state=row.state,
        content=content_of(row),
        topic_title=row.topic_title or "",
        saved_at=row.saved_at,
        finished_at=row.finished_at,
        version=row.version,
    )


def content_of(row: Any) -> EntryContent:
    """What an entry says."""
    return EntryContent(
        row.kind, row.done_on, row.topic_id, row.peer_role, {name: getattr(row, name) for name in NAMES}
    )


def get_year(viewer: Viewer, year: CpdYear) -> YearView:
    """What the viewer's year holds. One statement."""
    policy.require_keeper(viewer)
    row = _year.first(
        person_id=viewer.person_id, first=year.first_day, last=year.last_day, begins_in=year.begins_in
    )
    if row is None:
        raise RuntimeError("a statement of sums answers a row")
    return YearView(
        Tally(row.finished, row.with_peers, row.drafts), row.shared_at, row.earliest, row.quiet is not None
    )


@Statement
def _year() -> Query:
    within = CpdEntry.done_on.between(one("first"), one("last"))
    is_finished = and_(within, CpdEntry.state == EntryState.FINISHED)
    shared = select(CpdShare.shared_at).where(
        CpdShare.person_id == one("person_id"), CpdShare.begins_in == one("begins_in")
    )
    quiet = select(CpdQuiet.person_id).where(CpdQuiet.person_id == one("person_id"))
    return select(
        func.count(case((is_finished, 1))).label("finished"),
        func.count(case((and_(is_finished, CpdEntry.has_peer), 1))).label("with_peers"),
        func.count(case((and_(within, CpdEntry.state == EntryState.DRAFT), 1))).label("drafts"),
        func.min(CpdEntry.done_on).label("earliest"),
        shared.scalar_subquery().label("shared_at"),
        quiet.scalar_subquery().label("quiet"),
    ).where(CpdEntry.person_id == one("person_id"))


def tally_of(person_id: int, year: CpdYear) -> Tally:
    """The same sums for the services of this room."""
    row = _year.first(person_id=person_id, first=year.first_day, last=year.last_day, begins_in=year.begins_in)
    return Tally(row.finished, row.with_peers, row.drafts) if row else Tally(0, 0, 0)


def lock_entry(actor: Viewer, entry_id: UUID) -> CpdEntry:
    """The actor's own entry, locked until the unit ends; raises NotFound."""
    policy.require_keeper(actor)
    query = select(CpdEntry).where(CpdEntry.id == entry_id, CpdEntry.person_id == actor.person_id)
    row = db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if row is None:
        raise NotFound("entry")
    return row


def lock_share(person_id: int, year: CpdYear) -> CpdShare | None:
    """That the year was shared, locked, or None."""
    query = select(CpdShare).where(CpdShare.person_id == person_id, CpdShare.begins_in == year.begins_in)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def hold_finished_still(person_id: int, year: CpdYear) -> None:
    """No finished entry of the year changes before this unit ends."""
    query = select(CpdEntry.id).where(
        CpdEntry.person_id == person_id,
        CpdEntry.state == EntryState.FINISHED,
        CpdEntry.done_on.between(year.first_day, year.last_day),
    )
    db.session.execute(query.order_by(CpdEntry.id).with_for_update()).all()
