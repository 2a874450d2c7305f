"""Saying how ready one feels, topic by topic, and taking that back. For one's own eyes."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.development import rating_queries as queries
from csaleads.development.models import Occasion, SelfRating, SelfRatingMark
from csaleads.learning.models import Track

STEPS = range(1, 6)


@writes
def rate(actor: Viewer, *, track: Track, marks: Mapping[UUID, int]) -> None:
    """The actor's rating of today says `marks`, one to five by topic; what they said earlier today is replaced.

    Raises NotFound to whoever rates themselves in no such track, InvalidChoice for a topic or a mark that is none.
    """
    cohorts = queries.list_own_cohorts(actor)
    if track not in queries.tracks_of(actor, cohorts):
        raise NotFound("rating")
    known = {topic.id for topic in queries.topics_of(track)}
    if not marks or not set(marks) <= known or any(mark not in STEPS for mark in marks.values()):
        raise InvalidChoice("marks")
    row = _of_today(actor, track)
    own = next((cohort for cohort in cohorts if cohort.track is track), None)
    row.cohort_id = own.id if own else None
    row.occasion = own.occasion if own else Occasion.ANY_TIME
    db.session.flush()
    db.session.execute(delete(SelfRatingMark).where(SelfRatingMark.rating_id == row.id))
    db.session.add_all(
        SelfRatingMark(rating_id=row.id, topic_id=topic_id, mark=mark) for topic_id, mark in marks.items()
    )
    _note(actor, "rate_readiness")
    db.session.flush()


def _of_today(actor: Viewer, track: Track) -> SelfRating:
    today = clock.today()
    found = queries.lock_rating(actor.person_id, track, today)
    if found is not None:
        return found
    row = SelfRating(person_id=actor.person_id, track=track, rated_on=today, occasion=Occasion.ANY_TIME)
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError:  # the second of two clicks at once
        found = queries.lock_rating(actor.person_id, track, today)
        if found is None:
            raise
        return found
    return row


@writes
def remove_rating(actor: Viewer, *, track: Track, rated_on: date) -> None:
    """Nothing is left of what the actor said on that day. Raises NotFound where they said nothing."""
    row = queries.lock_rating(actor.person_id, track, rated_on)
    if row is None:
        raise NotFound("rating")
    db.session.execute(delete(SelfRatingMark).where(SelfRatingMark.rating_id == row.id))
    db.session.delete(row)
    _note(actor, "remove_readiness")
    db.session.flush()


def _note(actor: Viewer, verb: str) -> None:
    audit.record(actor, verb, subject=("person", actor.person_id), area_id=None)
