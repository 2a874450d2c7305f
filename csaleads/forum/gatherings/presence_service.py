"""Noting who was at a network support session, and correcting it. The trail tells how many were added and taken away."""

from collections.abc import Collection

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum.gatherings import policy as gathering_policy
from csaleads.forum.gatherings import presence_queries
from csaleads.forum.gatherings import queries as gathering_queries
from csaleads.forum.gatherings.models import GatheringAnswer
from csaleads.forum.threads.queries import lock_thread
from csaleads.network import people_queries


@writes
def mark_presence(
    actor: Viewer,
    *,
    thread_id: int,
    version: int,
    present_ids: Collection[int],
    added_ids: Collection[int] = (),
) -> int:
    """Those were there, and whoever else had said that they come was not; how many were there.

    `added_ids` are members who had not said so. Raises NotFound to all but the programme team and whoever made the session,
    WrongState before it begins, ChangedMeanwhile where somebody else noted it after `version`, InvalidChoice for people who
    cannot be noted.
    """
    thread, _ = lock_thread(actor, thread_id)
    gathering = gathering_queries.lock_gathering(thread_id)
    if not gathering_policy.can_mark(actor, thread.author_id, gathering.kind):
        raise NotFound("attendance")
    if not gathering_policy.has_attendance(gathering.starts_at, gathering.cancelled_at, clock.now()):
        raise WrongState("mark_presence", "ahead")
    if gathering.version != version:
        raise ChangedMeanwhile
    rows = presence_queries.list_rows(thread_id)
    known = {person_id for person_id, row in rows.items() if _is_listed(row)}
    if not set(present_ids) <= known:
        raise InvalidChoice("present")
    if set(added_ids) - people_queries.list_members_of(actor, added_ids):
        raise InvalidChoice("others")
    was_noted = any(row.was_there is not None for row in rows.values())
    before = {person_id for person_id, row in rows.items() if row.was_there}
    there = set(present_ids) | set(added_ids)
    _write(actor, thread_id, rows, known | there, there)
    gathering.version += 1
    audit.record(
        actor,
        "correct_who_was_there" if was_noted else "mark_who_was_there",
        subject=("thread", thread_id),
        area_id=None,
        there=len(there),
        added=len(there - before),
        taken_away=len(before - there),
    )
    db.session.flush()
    return len(there)


def _is_listed(row: GatheringAnswer) -> bool:
    return row.answer in gathering_queries.SAYS_MORE_THAN_NO or row.was_there is not None


def _write(
    actor: Viewer, thread_id: int, rows: dict[int, GatheringAnswer], concerned: set[int], there: set[int]
) -> None:
    """What is noted of each person concerned."""
    for person_id in sorted(concerned):
        row = rows.get(person_id)
        if row is None:
            row = GatheringAnswer(thread_id=thread_id, person_id=person_id, answered_at=clock.now())
            db.session.add(row)
        if row.was_there is not (person_id in there):
            row.was_there, row.marked_by_id = person_id in there, actor.person_id
