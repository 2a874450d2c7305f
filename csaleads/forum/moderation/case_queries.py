"""What moderators read: reported posts, each alone, and what waits in the queue. The caller asks who moderates."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.forum import policy
from csaleads.forum.models import Correction, Post, PostState, Space, SpaceKind, Thread
from csaleads.forum.moderation.models import ModerationAct, Report, ReportKind, ReportState
from csaleads.forum.spaces.queries import name_now, scope_of
from csaleads.forum.threads.queries import is_seen_thread
from csaleads.learning.models import Topic


class Case(NamedTuple):
    """A post at which a moderator looks. `is_read` says whether they read its thread too."""

    id: int
    number: int
    thread_id: int
    title: str
    space_name: str
    space_kind: SpaceKind
    author_id: int | None
    anonymous_key: str | None
    sealed_author: bytes | None
    body_html: str
    state: PostState
    posted_at: datetime
    is_read: bool

    @property
    def is_anonymous(self) -> bool:
        return self.author_id is None


class ReportLine(NamedTuple):
    """A report, without who made it. `is_own` of csaleads itself."""

    id: int
    kind: ReportKind
    words: str
    reported_at: datetime
    is_by_itself: bool


class QueueLine(NamedTuple):
    """A post with open reports."""

    post_id: int
    title: str
    space_name: str
    state: PostState
    identifies: bool
    unkind: bool
    off_subject: bool
    report_count: int
    since: datetime


def get_case(viewer: Viewer, post_id: int) -> Case:
    """A post that the viewer reads, or at which a moderator was ever asked to look; NotFound for every other. One statement."""
    if not policy.belongs(viewer):
        raise NotFound("post")
    row = _case.first(policy.runs(viewer), id=post_id, **scope_of(viewer))
    if row is None:
        raise NotFound("post")
    values = {name: getattr(row, name) for name in Case._fields}
    return Case(**values | {"is_read": bool(row.is_read)})


def _title() -> ColumnElement[str]:
    """What the thread is called; nothing of one between two, of which moderators see the post alone."""
    title = func.coalesce(Thread.hidden_title, Thread.title)
    return case((and_(Space.kind == SpaceKind.ONE_TO_ONE, Post.number > 1), ""), else_=title)


def _was_reported() -> ColumnElement[bool]:
    """It was reported, or its author appealed: a moderator was asked to look."""
    reported = exists().where(Report.post_id == Post.id).correlate(Post)
    appealed = exists().where(ModerationAct.post_id == Post.id, ModerationAct.appeal.is_not(None))
    return or_(reported, appealed.correlate(Post))


@Statement
def _case(runs: bool) -> Query:
    is_read = is_seen_thread(runs)
    return (
        select(
            Post.id,
            Post.number,
            Post.thread_id,
            _title().label("title"),
            name_now().label("space_name"),
            Space.kind.label("space_kind"),
            Post.author_id,
            Post.anonymous_key,
            Post.sealed_author,
            Post.body_html,
            Post.state,
            Post.posted_at,
            case((is_read, 1), else_=0).label("is_read"),
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .where(Post.id == one("id"), Post.state != PostState.MOVED, or_(is_read, _was_reported()))
    )


def list_corrections(post_id: int) -> list[str]:
    """The safe HTML of what its author added to a post. One statement."""
    return [row.body_html for row in _corrections.rows(post_id=post_id)]


@Statement
def _corrections() -> Query:
    return (
        select(Correction.id, Correction.body_html)
        .where(Correction.post_id == one("post_id"))
        .order_by(Correction.id)
        .limit(50)
    )


def list_reports(post_id: int) -> list[ReportLine]:
    """The open reports of a post, the oldest first; at most fifty. One statement."""
    rows = _reports.rows(post_id=post_id)
    return [ReportLine(row.id, row.kind, row.words, row.reported_at, row.reporter_id is None) for row in rows]


@Statement
def _reports() -> Query:
    return (
        select(Report.id, Report.kind, Report.words, Report.reported_at, Report.reporter_id)
        .where(Report.post_id == one("post_id"), Report.state == ReportState.OPEN)
        .order_by(Report.id)
        .limit(50)
    )


def list_queue(kind: ReportKind | None, *, page: int) -> Page[QueueLine]:
    """A page of the posts with open reports: what may identify somebody first, then what waits longest. One statement."""
    values: dict[str, Any] = {"kind": kind} if kind else {}
    found, total = _queue.found(
        kind is not None, **values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count_queue.scalar(kind is not None, **values))
    return Page(found.made(_queue_line), page, total)


def _queue_line(row: Any) -> QueueLine:
    flags = (bool(row.identifies), bool(row.unkind), bool(row.off_subject))
    return QueueLine(row.post_id, row.title, row.space_name, row.state, *flags, row.report_count, row.since)


def _has(kind: ReportKind) -> ColumnElement[Any]:
    return func.max(case((Report.kind == kind, 1), else_=0))


@Statement
def _queue(has_kind: bool) -> Query:
    identifies = _has(ReportKind.IDENTIFIES)
    open_ones = (
        select(
            Report.post_id,
            identifies.label("identifies"),
            _has(ReportKind.UNKIND).label("unkind"),
            _has(ReportKind.OFF_SUBJECT).label("off_subject"),
            func.count(Report.id).label("report_count"),
            func.min(Report.reported_at).label("since"),
        )
        .where(Report.state == ReportState.OPEN)
        .group_by(Report.post_id)
    )
    if has_kind:
        open_ones = open_ones.having(func.max(case((Report.kind == one("kind"), 1), else_=0)) == 1)
    of_posts = open_ones.subquery()
    lines = (
        select(
            of_posts.c.post_id,
            _title().label("title"),
            name_now().label("space_name"),
            Post.state,
            of_posts.c.identifies,
            of_posts.c.unkind,
            of_posts.c.off_subject,
            of_posts.c.report_count,
            of_posts.c.since,
        )
        .join(Post, Post.id == of_posts.c.post_id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .order_by(of_posts.c.identifies.desc(), of_posts.c.since, of_posts.c.post_id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _counted(has_kind))


@Statement
def _count_queue(has_kind: bool) -> Query:
    return _counted(has_kind)


def _counted(has_kind: bool) -> Query:
    query = select(func.count(func.distinct(Report.post_id))).where(Report.state == ReportState.OPEN)
    return query.where(Report.kind == one("kind")) if has_kind else query


class OwnHidden(NamedTuple):
    """A hidden post of the viewer's."""

    id: int
    title: str
    posted_at: datetime
    is_sent_back: bool


class Mendable(NamedTuple):
    """A post as its author mends it."""

    id: int
    number: int
    thread_id: int
    title: str
    body: str
    edition: int
    state: PostState
    author_id: int | None
    anonymous_key: str | None
    sealed_author: bytes | None


def get_mendable(viewer: Viewer, post_id: int) -> Mendable:
    """A post of a thread that the viewer reads, with its words: for its author alone, which the caller asks. One statement."""
    if not policy.belongs(viewer):
        raise NotFound("post")
    row = _mendable.first(policy.runs(viewer), id=post_id, **scope_of(viewer))
    if row is None:
        raise NotFound("post")
    return Mendable(*row)


@Statement
def _mendable(runs: bool) -> Query:
    title = func.coalesce(Thread.hidden_title, Thread.title).label("title")
    return (
        select(
            Post.id,
            Post.number,
            Post.thread_id,
            title,
            Post.body,
            Post.edition,
            Post.state,
            Post.author_id,
            Post.anonymous_key,
            Post.sealed_author,
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .where(Post.id == one("id"), is_seen_thread(runs))
    )


def list_hidden(viewer: Viewer) -> list[Any]:
    """Every hidden post that the viewer wrote, or somebody anonymously: the caller opens whose these are. One statement."""
    return _hidden.rows(person_id=viewer.person_id)


@Statement
def _hidden() -> Query:
    mine = or_(Post.author_id == one("person_id"), Post.author_id.is_(None))
    return (
        select(
            Post.id,
            func.coalesce(Thread.hidden_title, Thread.title).label("title"),
            Post.posted_at,
            Post.edited_at,
            Post.author_id,
            Post.anonymous_key,
            Post.sealed_author,
        )
        .join(Thread, Thread.id == Post.thread_id)
        .where(and_(Post.state == PostState.HIDDEN, mine))
        .order_by(Post.id.desc())
        .limit(500)
    )
