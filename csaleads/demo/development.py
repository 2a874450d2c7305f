"""What a few people of the fictional areas learnt: entries of CPD, how ready they feel, and who sits in on whose clinic."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from csaleads.clinics.models import Clinic, ClinicLead, ClinicState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.cast import AreaCast
from csaleads.demo.content_reader import read
from csaleads.demo.story import Story
from csaleads.development.content import NAMES
from csaleads.development.models import (
    CpdEntry,
    CpdShare,
    EntryKind,
    EntryState,
    Occasion,
    PeerRole,
    SelfRating,
    SelfRatingMark,
    Shadowing,
    ShadowingState,
)
from csaleads.development.years import year_of
from csaleads.learning.models import Topic, Track
from csaleads.programmes.models import CohortMember, LearningDay

OF_LEAD = ("course", "supervision", "earlier", "earlier_group")
OF_WORKER = ("course", "briefing")
SEED = 5


def tell_development(stories: list[Story]) -> None:
    """The first lead of each area is through with the year and says so, the first worker is not; a lead asks to shadow."""
    topics = list(
        db.session.scalars(select(Topic.id).where(Topic.track == Track.SOCIAL_WORK).order_by(Topic.position))
    )
    for story in stories:
        cast = story.cast
        _write(cast, cast.leads[0], OF_LEAD)
        _write(cast, cast.workers[0], OF_WORKER)
        year = year_of(clock.today()).begins_in
        shared_at = clock.now() - timedelta(days=9)
        if _is_of_this_year(75) and _is_of_this_year(150):
            db.session.add(CpdShare(person_id=cast.leads[0], begins_in=year, shared_at=shared_at))
        _rate_lead(cast.leads[0], topics)
        _rate_member(cast.workers[0], topics)
        _shadow(story)
    db.session.flush()


def _is_of_this_year(days_ago: int) -> bool:
    return year_of(clock.today() - timedelta(days=days_ago)) == year_of(clock.today())


def _write(cast: AreaCast, person_id: int, keys: tuple[str, ...]) -> None:
    for said in (each for each in read("cpd") if each["key"] in keys):
        db.session.add(_entry(cast, person_id, said))
    db.session.flush()


def _entry(cast: AreaCast, person_id: int, said: dict[str, Any]) -> CpdEntry:
    done_on = clock.today() - timedelta(days=said["days_ago"])
    at = clock.start_of_day(done_on) + timedelta(hours=17)
    is_finished = bool(said["effect"])
    return CpdEntry(
        person_id=person_id,
        area_id=cast.area_id,
        state=EntryState.FINISHED if is_finished else EntryState.DRAFT,
        kind=EntryKind(said["kind"]),
        done_on=done_on,
        peer_role=PeerRole(said["peer_role"]) if "peer_role" in said else None,
        has_peer=is_finished and "peer" in said,
        made_at=at,
        saved_at=at,
        finished_at=at if is_finished else None,
        version=2,
        **{name: said.get(name, "") for name in NAMES},
    )


def _rate_lead(person_id: int, topics: list[UUID]) -> None:
    """Twice: some months ago and lately, a little surer."""
    chance = Random(SEED)
    first = [chance.randint(2, 4) for _ in topics]
    later = [min(5, mark + chance.randint(0, 1)) for mark in first]
    for days_ago, marks in ((200, first), (20, later)):
        day = clock.today() - timedelta(days=days_ago)
        _rating(person_id, Occasion.ANY_TIME, day, dict(zip(topics, marks, strict=True)))


def _rate_member(person_id: int, topics: list[UUID]) -> None:
    """On the first learning day of their cohort, where they take part in one."""
    query = (
        select(LearningDay.cohort_id, LearningDay.held_on)
        .join(CohortMember, CohortMember.cohort_id == LearningDay.cohort_id)
        .where(CohortMember.person_id == person_id)
        .order_by(LearningDay.held_on)
    )
    day = db.session.execute(query).first()
    if day is not None:
        chance = Random(SEED + 1)
        marks = {topic: chance.randint(1, 3) for topic in topics}
        _rating(person_id, Occasion.START, day.held_on, marks, cohort_id=day.cohort_id)


def _rating(
    person_id: int, occasion: Occasion, on: date, marks: dict[UUID, int], *, cohort_id: int | None = None
) -> None:
    rating = SelfRating(
        person_id=person_id, track=Track.SOCIAL_WORK, cohort_id=cohort_id, occasion=occasion, rated_on=on
    )
    db.session.add(rating)
    db.session.flush()
    db.session.add_all(
        SelfRatingMark(rating_id=rating.id, topic_id=topic, mark=mark) for topic, mark in marks.items()
    )


def _shadow(story: Story) -> None:
    """The first lead sat in on a clinic of the third long ago; the last one asks for the first's next clinic."""
    first, third, last = story.cast.leads[0], story.cast.leads[2], story.cast.leads[-1]
    past = _clinic_of(third, ClinicState.HELD, but=first)
    ahead = _clinic_of(first, ClinicState.PUBLISHED, but=last)
    if past is not None:
        _shadowing(story, past, first, ShadowingState.DONE, at=past.starts_at - timedelta(days=8))
    if ahead is not None:
        _shadowing(story, ahead, last, ShadowingState.ASKED, at=clock.now() - timedelta(days=1))


def _clinic_of(lead_id: int, state: ClinicState, *, but: int) -> Clinic | None:
    """The earliest clinic of that lead in that state which `but` does not lead as well."""
    also = select(ClinicLead.clinic_id).where(ClinicLead.person_id == but)
    query = (
        select(Clinic)
        .join(ClinicLead, ClinicLead.clinic_id == Clinic.id)
        .where(ClinicLead.person_id == lead_id, Clinic.state == state, Clinic.id.not_in(also))
        .order_by(Clinic.starts_at, Clinic.id)
    )
    return db.session.scalars(query.limit(1)).first()


def _shadowing(story: Story, clinic: Clinic, person_id: int, state: ShadowingState, *, at: Any) -> None:
    is_done = state is ShadowingState.DONE
    row = Shadowing(
        clinic_id=clinic.id,
        area_id=clinic.area_id,
        person_id=person_id,
        state=state,
        asked_at=at,
        answered_by_id=story.cast.leads[2] if is_done else None,
        answered_at=clinic.ends_at if is_done else None,
        done_at=clinic.ends_at if is_done else None,
    )
    db.session.add(row)
    db.session.flush()
    story.note(at, person_id, "ask_to_shadow", ("shadowing", row.id))
    if is_done:
        story.note(clinic.ends_at, story.cast.leads[2], "confirm_shadowing", ("shadowing", row.id))
