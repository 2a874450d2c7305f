"""Reads of proposals for the library: of a thread, one, the list for moderators, and what somebody is asked to consent to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.forum import policy
from csaleads.forum.authorship import is_by
from csaleads.forum.library.models import KnowledgeConsent, KnowledgeProposal
from csaleads.forum.models import Post, PostState, Thread
from csaleads.learning.knowledge import OPEN, Consent, KnowledgeState
from csaleads.learning.models import Topic

K, C = KnowledgeProposal, KnowledgeConsent
MOST_CHOICES = 200  # posts of one thread among which somebody chooses, and consents that somebody is shown


class PostChoice(NamedTuple):
    """A post that a proposal may draw on. `author_id` is None where it was written without a name."""

    id: int
    number: int
    author_id: int | None
    body_html: str


class Proposal(NamedTuple):
    """A proposal, as its page shows it."""

    id: int
    thread_id: int
    thread_title: str
    state: KnowledgeState
    proposed_by_id: int
    proposed_at: datetime
    title: str
    summary: str
    topic_title: str
    checked_at: datetime | None
    resource_id: UUID | None
    version: int
    asked_count: int


class OwnConsent(NamedTuple):
    """A post of the viewer that a proposal draws on, and what they said. With or without their name."""

    knowledge_id: int
    post_id: int
    consent: Consent
    state: KnowledgeState
    title: str
    summary: str
    thread_title: str
    author_id: int | None
    anonymous_key: str | None
    sealed_author: bytes | None

    @property
    def is_unnamed(self) -> bool:
        return self.author_id is None


def list_choices(thread_id: int) -> list[PostChoice]:
    """The shown posts of a thread that the viewer was found to read, in order. One statement."""
    return [PostChoice(*row) for row in _choices.rows(thread_id=thread_id)]


@Statement
def _choices() -> Query:
    return (
        select(Post.id, Post.number, Post.author_id, Post.body_html)
        .where(Post.thread_id == one("thread_id"), Post.state == PostState.SHOWN)
        .order_by(Post.number)
        .limit(MOST_CHOICES)
    )


def _consents() -> Any:
    counted = select(func.count()).where(C.knowledge_id == K.id)
    return counted.correlate(K).scalar_subquery()


def _proposals() -> Query:
    return (
        select(
            K.id,
            K.thread_id,
            Thread.title.label("thread_title"),
            K.state,
            K.proposed_by_id,
            K.proposed_at,
            K.title,
            K.summary,
            Topic.title.label("topic_title"),
            K.checked_at,
            K.resource_id,
            K.version,
            _consents().label("asked_count"),
        )
        .join(Thread, Thread.id == K.thread_id)
        .join(Topic, Topic.id == K.topic_id)
    )


def get_proposal(viewer: Viewer, knowledge_id: int) -> Proposal:
    """A proposal, for members; NotFound for everybody else. Its thread is one that all members read. One statement."""
    if not policy.belongs(viewer):
        raise NotFound("proposal")
    row = _one_proposal.first(id=knowledge_id)
    if row is None:
        raise NotFound("proposal")
    return Proposal(*row)


@Statement
def _one_proposal() -> Query:
    return _proposals().where(K.id == one("id"))


def find_newest_of(thread_id: int) -> Proposal | None:
    """The newest proposal of a thread that is open or published. One statement."""
    row = _newest.first(thread_id=thread_id)
    return Proposal(*row) if row is not None else None


@Statement
def _newest() -> Query:
    known = K.state != KnowledgeState.WITHDRAWN
    return _proposals().where(K.thread_id == one("thread_id"), known).order_by(K.id.desc()).limit(1)


def find_of_resource(resource_id: UUID) -> int | None:
    """The thread that became the resource. One statement."""
    row = _of_resource.first(resource_id=resource_id)
    return row.thread_id if row is not None else None


@Statement
def _of_resource() -> Query:
    return select(K.thread_id).where(K.resource_id == one("resource_id")).limit(1)


def list_proposals(*, page: int) -> Page[Proposal]:
    """Open proposals, those that wait for a check first, for moderators. One statement."""
    found = _list.found(limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE)
    rows, total = found.page(page, lambda: int(_count.scalar() or 0))
    return Page(rows.made(_proposal), page, total)


def _proposal(row: Any) -> Proposal:
    return Proposal(*row)


@Statement
def _list() -> Query:
    listed = _proposals().where(K.state.in_(OPEN)).order_by(K.state, K.id)  # "agreed" stands before "asked"
    return and_total(listed.limit(one("limit")).offset(one("offset")), _open_count())


@Statement
def _count() -> Query:
    return _open_count()


def _open_count() -> Query:
    return select(func.count()).select_from(K).where(K.state.in_(OPEN))


def list_own_consents(viewer: Viewer) -> list[OwnConsent]:
    """What the viewer is asked to consent to, of posts with and without their name, the newest first. One statement.

    Whose a post without a name is stands in no row: each of the open ones is asked.
    """
    rows = [OwnConsent(*row) for row in _own.rows(person_id=viewer.person_id)]
    return [row for row in rows if is_by(viewer, row)][:MOST_CHOICES]


@Statement
def _own() -> Query:
    return (
        select(
            C.knowledge_id,
            C.post_id,
            C.consent,
            K.state,
            K.title,
            K.summary,
            Thread.title.label("thread_title"),
            Post.author_id,
            Post.anonymous_key,
            Post.sealed_author,
        )
        .join(K, K.id == C.knowledge_id)
        .join(Thread, Thread.id == K.thread_id)
        .join(Post, Post.id == C.post_id)
        .where(K.state.in_(OPEN), or_(Post.author_id == one("person_id"), Post.author_id.is_(None)))
        .order_by(K.id.desc(), Post.number)
    )


def thread_of(knowledge_id: int) -> int:
    """The thread of a proposal, which is locked before it; NotFound where there is none. Inside a write."""
    found = db.session.scalar(select(K.thread_id).where(K.id == knowledge_id))
    if found is None:
        raise NotFound("proposal")
    return int(found)


def lock_proposal(knowledge_id: int) -> KnowledgeProposal:
    """The row of a proposal, locked after its thread."""
    query = select(K).where(K.id == knowledge_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def posts_of(post_ids: Sequence[int], thread_id: int) -> list[Post]:
    """Those of the posts that are shown in the thread, which is locked. Inside a write."""
    query = select(Post).where(
        Post.id.in_(post_ids), Post.thread_id == thread_id, Post.state == PostState.SHOWN
    )
    return list(db.session.scalars(query.order_by(Post.id)))


def consents_of(knowledge_id: int) -> list[KnowledgeConsent]:
    """What was said about each post. Inside a write."""
    query = select(C).where(C.knowledge_id == knowledge_id).order_by(C.post_id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def open_proposal_of(thread_id: int) -> KnowledgeProposal | None:
    """The row of the open proposal of a thread, which is locked. Inside a write."""
    query = select(K).where(K.thread_id == thread_id, K.state.in_(OPEN)).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))
