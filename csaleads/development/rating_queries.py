"""Reads of how ready the viewer felt, topic by topic: theirs alone. And where their cohorts stand."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.statements import Query, Statement, many, one
from csaleads.development import occasions
from csaleads.development.models import Occasion, SelfRating, SelfRatingMark
from csaleads.learning.models import Topic, Track
from csaleads.programmes.models import Cohort, CohortMember, CohortState, LearningDay, MemberState

MOST = 40  # ratings of one person and track that are shown, the newest
GOES_ON = (CohortState.OPEN, CohortState.RUNNING, CohortState.FINISHED)


class OwnCohort(NamedTuple):
    """A cohort in which the viewer has a place, and the occasion that it is today."""

    id: int
    name: str
    track: Track
    occasion: Occasion


@dataclass(frozen=True)
class RatingView:
    """How ready the viewer felt on a day."""

    id: int
    occasion: Occasion
    rated_on: date
    marks: Mapping[UUID, int]


class TopicName(NamedTuple):
    """A topic as a rating names it."""

    id: UUID
    title: str


def list_own_cohorts(viewer: Viewer) -> list[OwnCohort]:
    """The cohorts in which the viewer has a place, the latest first. One statement."""
    today = clock.today()
    return [
        OwnCohort(row.id, row.name, row.track, occasions.occasion_of(row.first_on, row.last_on, today))
        for row in _cohorts.rows(person_id=viewer.person_id)
    ]


@Statement
def _cohorts() -> Query:
    first = select(func.min(LearningDay.held_on)).where(LearningDay.cohort_id == Cohort.id)
    last = select(func.max(LearningDay.held_on)).where(LearningDay.cohort_id == Cohort.id)
    return (
        select(
            Cohort.id,
            Cohort.name,
            Cohort.track,
            first.correlate(Cohort).scalar_subquery().label("first_on"),
            last.correlate(Cohort).scalar_subquery().label("last_on"),
        )
        .join(CohortMember, CohortMember.cohort_id == Cohort.id)
        .where(
            CohortMember.person_id == one("person_id"),
            CohortMember.state.in_((MemberState.MEMBER, MemberState.COMPLETED)),
            Cohort.state.in_(GOES_ON),
        )
        .order_by(Cohort.starts_on.desc(), Cohort.id)
    )


def tracks_of(viewer: Viewer, cohorts: list[OwnCohort]) -> list[Track]:
    """The tracks in which the viewer rates themselves: those of their cohorts; a lead without one, that of social work."""
    found = [track for track in Track if any(cohort.track is track for cohort in cohorts)]
    if found:
        return found
    return [Track.SOCIAL_WORK] if viewer.can(Permission.RUN_CLINICS) else []


def topics_of(track: Track) -> list[TopicName]:
    """The topics of the track in their order. One statement."""
    return [TopicName(*row) for row in _topics.rows(track=track)]


@Statement
def _topics() -> Query:
    return select(Topic.id, Topic.title).where(Topic.track == one("track")).order_by(Topic.position, Topic.id)


def list_ratings(viewer: Viewer, track: Track) -> list[RatingView]:
    """The viewer's newest ratings of the track, in order of date. Two statements."""
    rows = _ratings.rows(person_id=viewer.person_id, track=track, limit=MOST)
    marks: dict[int, dict[UUID, int]] = defaultdict(dict)
    for rating_id, topic_id, mark in _marks.rows(ids=[row.id for row in rows]):
        marks[rating_id][topic_id] = mark
    return [RatingView(row.id, row.occasion, row.rated_on, marks[row.id]) for row in reversed(rows)]


@Statement
def _ratings() -> Query:
    return (
        select(SelfRating.id, SelfRating.occasion, SelfRating.rated_on)
        .where(SelfRating.person_id == one("person_id"), SelfRating.track == one("track"))
        .order_by(SelfRating.rated_on.desc(), SelfRating.id.desc())
        .limit(one("limit"))
    )


@Statement
def _marks() -> Query:
    return select(SelfRatingMark.rating_id, SelfRatingMark.topic_id, SelfRatingMark.mark).where(
        SelfRatingMark.rating_id.in_(many("ids"))
    )


def lock_rating(person_id: int, track: Track, rated_on: date) -> SelfRating | None:
    """What the person said on that day in that track, locked, or None."""
    query = select(SelfRating).where(
        SelfRating.person_id == person_id, SelfRating.track == track, SelfRating.rated_on == rated_on
    )
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
