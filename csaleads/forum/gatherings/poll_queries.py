"""Reads of a poll: how it stands, and what the viewer voted. Nobody's vote is read for anybody else."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, select

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.forum.gatherings import policy as gathering_policy
from csaleads.forum.gatherings.models import Poll, PollOption, PollVote
from csaleads.forum.threads.queries import ThreadView

FEWEST_SHOWN = 5  # voters: with fewer, the result would tell those who voted what the others did


class OptionView(NamedTuple):
    """A choice, and whether it is the viewer's."""

    id: int
    words: str
    vote_count: int
    is_own: bool


class PollView(NamedTuple):
    """A poll as the viewer may see it."""

    thread_id: int
    is_multiple: bool
    closes_at: datetime
    closed_at: datetime | None
    voter_count: int
    options: tuple[OptionView, ...]

    @property
    def is_open(self) -> bool:
        return gathering_policy.is_open(self.closes_at, self.closed_at, clock.now())

    @property
    def has_voted(self) -> bool:
        return any(option.is_own for option in self.options)

    @property
    def own_ids(self) -> list[int]:
        return [option.id for option in self.options if option.is_own]

    @property
    def shows_result(self) -> bool:
        """To those who voted, to everybody once it is closed, and to nobody while fewer than five have voted."""
        return self.voter_count >= FEWEST_SHOWN and (self.has_voted or not self.is_open)


def get_poll(viewer: Viewer, thread: ThreadView) -> PollView:
    """The poll of a thread that the viewer reads; NotFound where it has none. One statement."""
    rows = _poll.rows(thread_id=thread.id, person_id=viewer.person_id)
    if not rows:
        raise NotFound("poll")
    options = tuple(OptionView(row.id, row.words, row.vote_count, row.own_id is not None) for row in rows)
    first = rows[0]
    return PollView(
        thread.id, bool(first.is_multiple), first.closes_at, first.closed_at, first.voter_count, options
    )


@Statement
def _poll() -> Query:
    own = and_(PollVote.option_id == PollOption.id, PollVote.person_id == one("person_id"))
    return (
        select(
            PollOption.id,
            PollOption.words,
            PollOption.vote_count,
            PollVote.option_id.label("own_id"),
            Poll.is_multiple,
            Poll.closes_at,
            Poll.closed_at,
            Poll.voter_count,
        )
        .join(Poll, Poll.thread_id == PollOption.thread_id)
        .outerjoin(PollVote, own)
        .where(PollOption.thread_id == one("thread_id"))
        .order_by(PollOption.position)
    )


def lock_poll(thread_id: int) -> tuple[Poll, list[PollOption]]:
    """The poll of a locked thread with its choices, to be changed; NotFound where it has none."""
    poll = db.session.scalar(
        select(Poll).where(Poll.thread_id == thread_id).execution_options(populate_existing=True)
    )
    if poll is None:
        raise NotFound("poll")
    query = select(PollOption).where(PollOption.thread_id == thread_id).order_by(PollOption.position)
    return poll, list(db.session.scalars(query.execution_options(populate_existing=True)))


def list_own_votes(person_id: int, option_ids: list[int]) -> list[PollVote]:
    """What that person voted of these choices. Inside a write."""
    query = select(PollVote).where(PollVote.person_id == person_id, PollVote.option_id.in_(option_ids))
    return list(db.session.scalars(query))
