"""Reads of who looked who wrote something without a name: of one post for moderators, of one's own threads for their author."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, many, one
from csaleads.forum import policy
from csaleads.forum.asking.models import Reveal
from csaleads.forum.models import Post, Space, Thread
from csaleads.forum.spaces.queries import scope_of
from csaleads.forum.threads.queries import is_seen_thread
from csaleads.network.people_queries import areas_led, belongs


class Unnamed(NamedTuple):
    """A post without a name that the viewer reads."""

    id: int
    thread_id: int
    number: int
    title: str
    author_id: int | None
    anonymous_key: str | None
    sealed_author: bytes | None


class Look(NamedTuple):
    """A moderator looked who wrote it."""

    thread_id: int
    moderator_id: int
    reason: str
    revealed_at: datetime


class Found(NamedTuple):
    """Who wrote it."""

    full_name: str
    areas: str
    is_member: bool


def get_unnamed(viewer: Viewer, post_id: int) -> Unnamed:
    """A post that the viewer reads and that has no name; NotFound for every other. One statement.

    The caller has found that the viewer moderates.
    """
    if not policy.belongs(viewer):
        raise NotFound("post")
    row = _unnamed.first(policy.runs(viewer), id=post_id, **scope_of(viewer))
    if row is None:
        raise NotFound("post")
    return Unnamed(*row)


@Statement
def _unnamed(runs: bool) -> Query:
    return (
        select(
            Post.id,
            Post.thread_id,
            Post.number,
            Thread.title,
            Post.author_id,
            Post.anonymous_key,
            Post.sealed_author,
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .where(Post.id == one("id"), Post.author_id.is_(None), is_seen_thread(runs))
    )


def list_looks_at(post_id: int) -> list[Look]:
    """Who looked at that post, the newest first. One statement; for moderators alone."""
    return [Look(*row) for row in _looks.rows(False, ids=[post_id])]


def list_looks_in(thread_ids: Sequence[int]) -> list[Look]:
    """Who looked at posts of these threads, the newest first. One statement; for whoever asked them alone."""
    return [Look(*row) for row in _looks.rows(True, ids=sorted(thread_ids))] if thread_ids else []


@Statement
def _looks(in_threads: bool) -> Query:
    query = (
        select(Post.thread_id, Reveal.moderator_id, Reveal.reason, Reveal.revealed_at)
        .join(Post, Post.id == Reveal.post_id)
        .order_by(Reveal.id.desc())
    )
    return query.where((Post.thread_id if in_threads else Post.id).in_(many("ids")))


def find_person(person_id: int) -> Found:
    """What the person is called, whatever they wish others to see: for a moderator who gave a reason. One statement."""
    row = _person.first(id=person_id)
    if row is None:
        raise NotFound("person")
    return Found(row.full_name, row.areas or "", bool(row.is_member))


@Statement
def _person() -> Query:
    query = select(Person.full_name, areas_led().label("areas"), belongs().label("is_member"))
    return query.where(Person.id == one("id"))
