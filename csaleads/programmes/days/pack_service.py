"""What members do before a day, who has looked through its pack, and which resources belong to which day of a curriculum."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.learning import pack_queries as library
from csaleads.learning.models import Track
from csaleads.programmes import policy, queries, trail
from csaleads.programmes.days import pack_queries
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.session_models import DAYS_OF_CURRICULUM, DayPreparation, PackVisit, ResourceDay
from csaleads.programmes.members import seat_queries
from csaleads.programmes.screened import preparation_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@writes
def say_preparation(
    actor: Viewer, *, cohort_id: int, day_id: int, text: str, version: int, screened: Answers = NO_ANSWERS
) -> None:
    """Members read `text` before the day; empty, there is nothing to prepare.

    Raises NotFound, WrongState, ChangedMeanwhile, CouldIdentify and CannotScreen.
    """
    cohort, now = queries.lock_cohort(actor, cohort_id)
    policy.require_run(actor, now)
    if cohort.state not in policy.EDITABLE:
        raise WrongState("change_days", cohort.state.value)
    day_queries.lock_day(cohort_id, day_id)
    row = pack_queries.lock_preparation(day_id)
    if (row.version if row else 0) != version:
        raise ChangedMeanwhile
    passed = screening.pass_texts(
        actor, subject=preparation_subject(day_id), texts={"text": text}, answers=screened
    )
    if row is None:
        row = DayPreparation(day_id=day_id, version=0)
        db.session.add(row)
    row.text, row.written_at, row.version = passed["text"], clock.now(), version + 1
    trail.record(actor, "say_preparation", now, day_id=day_id, **passed.counts)
    db.session.flush()


@writes
def see_pack(actor: Viewer, *, cohort_id: int, day_id: int) -> None:
    """Nothing that is in the pack now is new to the actor any more. Raises NotFound to whoever does not see it."""
    cohort = queries.get_cohort(actor, cohort_id)
    seat_queries.take_seat(actor, cohort)
    day_queries.get_day(cohort, day_id)
    row = pack_queries.lock_visit(actor, day_id)
    if row is None:
        try:
            with savepoint():
                db.session.add(PackVisit(person_id=actor.person_id, day_id=day_id, seen_at=clock.now()))
        except IntegrityError:
            pass  # the second of two clicks at once
    else:
        row.seen_at = clock.now()
    audit.record(actor, "see_pack", subject=("person", actor.person_id), area_id=None)
    db.session.flush()


@writes
def tie_resource(actor: Viewer, *, resource_id: UUID, days: Collection[tuple[Track, int]]) -> None:
    """The resource belongs to these days of the curricula of its topics, and to no others; with none, to its topics alone.

    Saying the same again changes nothing. Raises NotFound, InvalidChoice.
    """
    if not actor.can(Permission.RUN_CURRICULUM):
        raise NotFound
    tracks = library.tracks_of(actor, resource_id)
    if any(track not in tracks or not 1 <= number <= DAYS_OF_CURRICULUM for track, number in days):
        raise InvalidChoice("days")
    before = set(pack_queries.list_days_of_resource(resource_id))
    if before == set(days):
        return
    for track, number in before - set(days):
        key = (ResourceDay.track == track, ResourceDay.number == number)
        db.session.execute(delete(ResourceDay).where(ResourceDay.resource_id == resource_id, *key))
    for track, number in sorted(set(days) - before):
        try:
            with savepoint():
                db.session.add(
                    ResourceDay(
                        track=track,
                        number=number,
                        resource_id=resource_id,
                        tied_by_id=actor.person_id,
                        tied_at=clock.now(),
                    )
                )
        except IntegrityError:
            pass  # somebody tied it to that day at the same moment
    audit.record(actor, "tie_resource", subject=("resource", resource_id), area_id=None, count=len(set(days)))
    db.session.flush()
