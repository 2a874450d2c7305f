"""What the search knows of the forum: each shown post under the title of its thread, put in and taken out as posts change.

One-to-one threads are never put in. Who finds what is not decided here: `search_queries` asks the thread itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, String, and_, case, cast, or_, select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.full_text.models import StreamDocument
from csaleads.core.full_text.service import Document, fills, put, remove, streams
from csaleads.core.safe_html import stored_html
from csaleads.core.unit_of_work import writes
from csaleads.forum import changes
from csaleads.forum.changes import Change
from csaleads.forum.models import Correction, Post, PostState, Space, SpaceKind, Thread

KIND = streams("post")
WHERE = "titles and posts"  # for people: what of a thread is searched
AUDIENCE = "network"  # members of it; of an area's space, its Practice Leads
AT_ONCE = 200
ALL, COHORTS = (
    "all",
    "cohorts",
)  # parts of what is said: in spaces that every member reads, in those of cohorts


def part_of_topic(topic_id: UUID) -> str:
    """The part of what is said in the space of a topic."""
    return f"topic{topic_id.hex}"


def part_of_area(area_id: int) -> str:
    """The part of what is said in the space of an area."""
    return f"area{area_id}"


def part_of_cohort(cohort_id: int) -> str:
    """The part of what is said in the space of a cohort."""
    return f"cohort{cohort_id}"


def key_of(post_id: int) -> str:
    """By what the search knows the post."""
    return str(post_id)


def id_of(key: str) -> int:
    """The post that the search knows by `key`."""
    return int(key)


def is_document_of() -> ColumnElement[bool]:
    """The condition that a document is that of a post. Keys of other kinds are never read as ids."""
    return Post.id == case((StreamDocument.kind == KIND, cast(StreamDocument.key, Integer)))


def may_be_found() -> list[ColumnElement[bool]]:
    """The conditions that somebody finds a post that is joined to its thread and space: its words stand on a page for several."""
    return [
        Post.state == PostState.SHOWN,
        Thread.is_listed.is_(True),
        Space.kind != SpaceKind.ONE_TO_ONE,
    ]


@changes.subscribe
@writes
def note_change(actor: Viewer, change: Change, thread: Thread, post: Post | None) -> None:
    """What happened to a post or a thread is found as it is now, once this unit is committed; what is gone is found no more."""
    db.session.flush()
    if post is not None:
        moved_to = [] if post.moved_to_id is None else [post.moved_to_id]
        _refresh([post.id, *moved_to, *(_under_another_title(thread) if post.number == 1 else ())])
        return
    moved = select(Post.moved_to_id).where(Post.thread_id == thread.id, Post.moved_to_id.is_not(None))
    of_it = or_(Post.thread_id == thread.id, Post.id.in_(moved))
    _refresh(list(db.session.scalars(select(Post.id).where(of_it).order_by(Post.id))))


def _under_another_title(thread: Thread) -> list[int]:
    """The posts of the thread that are found by a title which it bears no longer: it changes, and goes, with its first post."""
    document = and_(StreamDocument.kind == KIND, StreamDocument.key == cast(Post.id, String))
    query = select(Post.id).join(StreamDocument, document)
    return list(
        db.session.scalars(
            query.where(Post.thread_id == thread.id, StreamDocument.title != thread.title).order_by(Post.id)
        )
    )


def _refresh(post_ids: Sequence[int]) -> None:
    for first in range(0, len(post_ids), AT_ONCE):
        some = post_ids[first : first + AT_ONCE]
        found = list(_documents_of(some))
        for key in sorted(set(map(key_of, some)) - {document.key for document in found}):
            remove(KIND, key)
        for document in found:
            put(document)


@fills(KIND)
def documents() -> Iterator[Document]:
    """Every post that can be found, some at a time."""
    after = 0
    while ids := list(
        db.session.scalars(select(Post.id).where(Post.id > after).order_by(Post.id).limit(AT_ONCE))
    ):
        yield from _documents_of(ids)
        after = ids[-1]


def _documents_of(post_ids: Collection[int]) -> Iterator[Document]:
    """Those of the posts that can be found, as they read now."""
    query = (
        select(
            Post.id,
            Post.number,
            Post.body_html,
            Post.posted_at,
            Thread.title,
            Space.kind,
            Space.area_id,
            Space.cohort_id,
            Space.topic_id,
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .where(Post.id.in_(post_ids), *may_be_found())
        .order_by(Post.id)
    )
    rows = db.session.execute(query).all()
    added = _corrections(post_ids) if rows else {}
    for row in rows:
        yield _document(row, added.get(row.id, ()))


def _document(row: Any, corrections: Sequence[str]) -> Document:
    texts = (stored_html(html).striptags() for html in (row.body_html, *corrections))
    return Document(
        kind=KIND,
        key=key_of(row.id),
        area_id=row.area_id,
        audience=AUDIENCE,
        title=row.title,
        body="\n\n".join(texts),
        updated_at=row.posted_at,
        parts=_parts(row),
        by_title=row.number == 1,  # a thread comes first for its title once, and not with each of its posts
    )


def _parts(space: Any) -> tuple[str, ...]:
    """By whom the space is read, and of which topic it is: `search_queries.parts_of` says which of them a viewer reads."""
    if space.kind is SpaceKind.AREA:
        return (part_of_area(space.area_id),)
    if space.kind is SpaceKind.COHORT:
        return (COHORTS, part_of_cohort(space.cohort_id))
    return (ALL, part_of_topic(space.topic_id)) if space.topic_id else (ALL,)


def _corrections(post_ids: Collection[int]) -> dict[int, list[str]]:
    """By post, what its author added to it later."""
    found: dict[int, list[str]] = defaultdict(list)
    query = select(Correction.post_id, Correction.body_html).where(Correction.post_id.in_(post_ids))
    for post_id, html in db.session.execute(query.order_by(Correction.id)):
        found[post_id].append(html)
    return found
