"""Beginning a poll, voting and closing it. All votes of a poll wait for one another at its thread, so that its counts are exact.

The trail tells that somebody voted, never what.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice
from csaleads.core.unit_of_work import writes
from csaleads.forum import service
from csaleads.forum.gatherings import policy as gathering_policy
from csaleads.forum.gatherings import poll_queries
from csaleads.forum.gatherings.models import LONGEST_OPTION, MOST_OPTIONS, Poll, PollOption, PollVote
from csaleads.forum.models import Thread, ThreadKind
from csaleads.forum.service import NewThread
from csaleads.forum.threads.queries import lock_thread
from csaleads.network.queries import find_standing
from csaleads.screening.service import NO_ANSWERS, Answers

FEWEST_OPTIONS = 2


class NewPoll(NamedTuple):
    """What somebody asks; the question is `title`, and `body` stands below it."""

    title: str
    body: str
    options: Sequence[str]
    is_multiple: bool
    closes_at: datetime


@writes
def begin_poll(
    actor: Viewer, *, space_id: int, new: NewPoll, key: UUID, screened: Answers = NO_ANSWERS
) -> int:
    """The poll is open; the id of its thread. It is never asked without a name.

    Raises as `service.begin_thread`, InvalidChoice for its choices or its closing date, WrongState for a member who is held.
    """
    gathering_policy.require_begin(find_standing(actor), "begin_poll")
    _check(new)
    thread = Thread(space_id=space_id)
    passed = service.start(
        actor,
        thread,
        new=NewThread(ThreadKind.POLL, new.title, new.body),
        key=key,
        screened=screened,
        beside={"options": "\n".join(new.options)},
    )
    db.session.add(Poll(thread_id=thread.id, is_multiple=new.is_multiple, closes_at=new.closes_at))
    db.session.flush()
    db.session.add_all(
        PollOption(thread_id=thread.id, position=position, words=words)
        for position, words in enumerate(str(passed["options"]).split("\n"), start=1)
    )
    db.session.flush()
    return thread.id


def _check(new: NewPoll) -> None:
    told_apart = {words.casefold() for words in new.options}
    is_right = FEWEST_OPTIONS <= len(new.options) <= MOST_OPTIONS and len(told_apart) == len(new.options)
    if not is_right or any(not 0 < len(words) <= LONGEST_OPTION for words in new.options):
        raise InvalidChoice("options")
    if new.closes_at <= clock.now():
        raise InvalidChoice("closes_on")


@writes
def vote(actor: Viewer, *, thread_id: int, option_ids: Collection[int]) -> None:
    """These are the actor's votes now, whatever they were before; with none, the vote is taken back.

    Raises NotFound where the actor does not read it, WrongState once it is closed, InvalidChoice for what cannot be chosen.
    """
    _, view = lock_thread(actor, thread_id)
    poll, options = poll_queries.lock_poll(thread_id)
    is_open = gathering_policy.is_open(poll.closes_at, poll.closed_at, clock.now())
    gathering_policy.require_vote(actor, view.facts, is_open=is_open)
    wanted, known = set(option_ids), [option.id for option in options]
    if not wanted <= set(known) or (len(wanted) > 1 and not poll.is_multiple):
        raise InvalidChoice("options")
    before = {each.option_id: each for each in poll_queries.list_own_votes(actor.person_id, known)}
    if wanted == set(before):
        return
    for option in options:
        option.vote_count += (option.id in wanted) - (option.id in before)
    for option_id in before.keys() - wanted:
        db.session.delete(before[option_id])
    db.session.add_all(
        PollVote(option_id=each, person_id=actor.person_id) for each in sorted(wanted - before.keys())
    )
    poll.voter_count += bool(wanted) - bool(before)
    verb = "vote_in_poll" if wanted else "take_vote_back"
    audit.record(actor, verb, subject=("thread", thread_id), area_id=None)
    db.session.flush()


@writes
def close_poll(actor: Viewer, *, thread_id: int) -> None:
    """Nobody votes any more. Raises NotFound to all but its author and moderators, WrongState where it is closed."""
    thread, view = lock_thread(actor, thread_id)
    poll, _ = poll_queries.lock_poll(thread_id)
    is_open = gathering_policy.is_open(poll.closes_at, poll.closed_at, clock.now())
    gathering_policy.require_close(actor, find_standing(actor), thread.author_id, view.facts, is_open=is_open)
    poll.closed_at = clock.now()
    audit.record(actor, "close_poll", subject=("thread", thread_id), area_id=None)
    db.session.flush()
