"""Reads of an event: how it stands, and who comes."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.forum import policy
from csaleads.forum.gatherings.models import Answer, Gathering, GatheringAnswer, GatheringKind
from csaleads.forum.threads.queries import ThreadView

SAYS_MORE_THAN_NO = (Answer.COMING, Answer.PERHAPS)


class GatheringView(NamedTuple):
    """An event, how many answered what, and what the viewer said. `own_place` is where they stand among those who come."""

    thread_id: int
    kind: GatheringKind
    starts_at: datetime
    ends_at: datetime
    place: str
    online_link: str
    places_count: int | None
    cancelled_at: datetime | None
    version: int
    coming_count: int
    perhaps_count: int
    own_answer: Answer | None
    was_there: bool | None
    own_place: int

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= clock.now()

    @property
    def is_waiting(self) -> bool:
        """Whether the viewer would come, and there is no place for them yet."""
        is_coming = self.own_answer is Answer.COMING and self.places_count is not None
        return is_coming and self.own_place > (self.places_count or 0)


def get_gathering(viewer: Viewer, thread: ThreadView) -> GatheringView:
    """The event of a thread that the viewer reads; NotFound where it has none. One statement."""
    row = _gathering.first(thread_id=thread.id, person_id=viewer.person_id)
    if row is None:
        raise NotFound("event")
    return GatheringView(*row)


@Statement
def _gathering() -> Query:
    own = aliased(GatheringAnswer)
    is_own = and_(own.thread_id == Gathering.thread_id, own.person_id == one("person_id"))
    before = GatheringAnswer.answered_at <= own.answered_at
    return (
        select(
            Gathering.thread_id,
            Gathering.kind,
            Gathering.starts_at,
            Gathering.ends_at,
            Gathering.place,
            Gathering.online_link,
            Gathering.places_count,
            Gathering.cancelled_at,
            Gathering.version,
            _count(Answer.COMING).label("coming"),
            _count(Answer.PERHAPS).label("perhaps"),
            own.answer,
            own.was_there,
            _count(Answer.COMING, before).label("own_place"),
        )
        .outerjoin(own, is_own)
        .where(Gathering.thread_id == one("thread_id"))
    )


def _count(answer: Answer, *more: ColumnElement[bool]) -> Any:
    query = select(func.count()).select_from(GatheringAnswer)
    of_it = query.where(
        GatheringAnswer.thread_id == Gathering.thread_id, GatheringAnswer.answer == answer, *more
    )
    return of_it.correlate_except(GatheringAnswer).scalar_subquery()


class AnswerLine(NamedTuple):
    """Somebody who comes, or perhaps comes."""

    person_id: int
    answer: Answer
    answered_at: datetime


def list_answers(viewer: Viewer, thread: ThreadView, *, page: int) -> Page[AnswerLine]:
    """A page of those who come, in the order in which they said so, and then of those who perhaps come. One or two statements."""
    policy.require_member(viewer)
    found, total = _answers.found(
        thread_id=thread.id, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: int(_answer_count.scalar(thread_id=thread.id)))
    return Page(found.made(_answer_line), page, total)


def _answer_line(row: Any) -> AnswerLine:
    return AnswerLine(*row)


@Statement
def _answers() -> Query:
    query = (
        select(GatheringAnswer.person_id, GatheringAnswer.answer, GatheringAnswer.answered_at)
        .where(*_said_more_than_no())
        .order_by(
            (GatheringAnswer.answer == Answer.COMING).desc(),
            GatheringAnswer.answered_at,
            GatheringAnswer.person_id,
        )
    )
    counted = select(func.count()).select_from(GatheringAnswer).where(*_said_more_than_no())
    return and_total(query, counted.correlate(None)).limit(one("limit")).offset(one("offset"))


@Statement
def _answer_count() -> Query:
    return select(func.count()).select_from(GatheringAnswer).where(*_said_more_than_no())


def _said_more_than_no() -> list[ColumnElement[bool]]:
    return [
        GatheringAnswer.thread_id == one("thread_id"),
        GatheringAnswer.answer.in_(SAYS_MORE_THAN_NO),
    ]


def lock_gathering(thread_id: int) -> Gathering:
    """The event of a locked thread, to be changed; NotFound where it has none."""
    query = select(Gathering).where(Gathering.thread_id == thread_id)
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("event")
    return row


def find_answer(thread_id: int, person_id: int) -> GatheringAnswer | None:
    """What that person said, to be changed. Inside a write."""
    return db.session.get(GatheringAnswer, (thread_id, person_id), populate_existing=True)


def list_coming(thread_id: int) -> list[tuple[int, datetime]]:
    """(person, since when they come) of all who come, in the order of their places. Inside a write."""
    query = (
        select(GatheringAnswer.person_id, GatheringAnswer.answered_at)
        .where(GatheringAnswer.thread_id == thread_id, GatheringAnswer.answer == Answer.COMING)
        .order_by(GatheringAnswer.answered_at, GatheringAnswer.person_id)
    )
    return [(row.person_id, row.answered_at) for row in db.session.execute(query)]


def list_to_tell(thread_id: int) -> list[int]:
    """Those who come or perhaps come. Inside a write."""
    query = select(GatheringAnswer.person_id).where(
        GatheringAnswer.thread_id == thread_id, GatheringAnswer.answer.in_(SAYS_MORE_THAN_NO)
    )
    return list(db.session.scalars(query.order_by(GatheringAnswer.person_id)))
