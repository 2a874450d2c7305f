"""Reads of the threads of a space: all of them, or those of a kind."""

from enum import StrEnum

from sqlalchemy import ColumnElement, func, select

from csaleads.access.viewer import Viewer
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.forum.models import Thread, ThreadKind
from csaleads.forum.spaces.queries import SpaceView
from csaleads.forum.threads.queries import ThreadLine, joined_reads, line_columns, read_line


class Show(StrEnum):
    """Which threads of a space a list shows."""

    ALL = "all"
    UNANSWERED = "unanswered"
    QUESTIONS = "questions"
    DISCUSSIONS = "discussions"
    ANNOUNCEMENTS = "announcements"


KINDS_SHOWN = {
    Show.UNANSWERED: ThreadKind.QUESTION,
    Show.QUESTIONS: ThreadKind.QUESTION,
    Show.DISCUSSIONS: ThreadKind.DISCUSSION,
    Show.ANNOUNCEMENTS: ThreadKind.ANNOUNCEMENT,
}


def list_threads(viewer: Viewer, space: SpaceView, *, page: int, show: Show = Show.ALL) -> Page[ThreadLine]:
    """A page of the threads of a space that the viewer reads: pinned ones first, then by their newest post. One statement."""
    found = _threads.found(
        show,
        space_id=space.id,
        person_id=viewer.person_id,
        limit=ROWS_PER_PAGE,
        offset=(page - 1) * ROWS_PER_PAGE,
    )
    if show is Show.ALL:
        return Page(found.made(read_line), page, space.thread_count)
    rows, total = found.page(page, lambda: int(_count.scalar(show, space_id=space.id) or 0))
    return Page(rows.made(read_line), page, total)


@Statement
def _threads(show: Show) -> Query:
    query = (
        joined_reads(select(*line_columns()))
        .where(*_is_shown(show))
        .order_by(Thread.is_pinned.desc(), Thread.last_posted_at.desc(), Thread.id.desc())
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return query if show is Show.ALL else and_total(query, _counted(show))


@Statement
def _count(show: Show) -> Query:
    return _counted(show)


def _counted(show: Show) -> Query:
    return select(func.count()).select_from(Thread).where(*_is_shown(show))


def _is_shown(show: Show) -> list[ColumnElement[bool]]:
    shown = [Thread.space_id == one("space_id"), Thread.is_listed.is_(True)]
    if show is Show.UNANSWERED:
        return [*shown, *is_open_question()]
    return shown if show is Show.ALL else [*shown, Thread.kind == KINDS_SHOWN[show]]


def is_open_question() -> list[ColumnElement[bool]]:
    """The conditions that a thread is a question that nobody has answered and that can be answered."""
    return [
        Thread.kind == ThreadKind.QUESTION,
        Thread.answer_count == 0,
        Thread.accepted_post_id.is_(None),
        Thread.is_listed.is_(True),
        Thread.is_locked.is_(False),
    ]
