"""What happens on the learning days of the demonstration's cohort: speakers, packs, cases, points, a reserve case, a question."""

from datetime import time, timedelta
from typing import Any

from sqlalchemy import select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.cast import AreaCast
from csaleads.demo.content_reader import read
from csaleads.demo.story import Story
from csaleads.learning.models import Resource, ResourceTopic
from csaleads.practice.models import AgeBand, Concern
from csaleads.programmes.afternoons.models import (
    CheckOut,
    LearningPoints,
    Mood,
    PresentedCase,
    Support,
    Weight,
)
from csaleads.programmes.days.session_models import (
    DayPreparation,
    DaySession,
    DaySessionTopic,
    ResourceDay,
    SessionSpeaker,
)
from csaleads.programmes.models import (
    Cohort,
    CohortMember,
    DayPart,
    LearningDay,
    LearningDayTopic,
    MemberAbsence,
    PartKind,
    PresenterTurn,
    ReflectiveGroup,
)
from csaleads.screening.service import vouch_for_fiction as fiction

SOON = timedelta(days=14)


def tell_learning_days(stories: list[Story]) -> None:
    """The learning days of the one cohort that there is, as they stand today."""
    casts = [story.cast for story in stories]
    content = read("learning_days")
    days = list(db.session.scalars(select(LearningDay).order_by(LearningDay.held_on)))
    for number, day in enumerate(days):
        _morning(content, day, number)
    _tie(days)
    groups = list(db.session.scalars(select(ReflectiveGroup).order_by(ReflectiveGroup.number)))
    members = {member.id: member for member in db.session.scalars(select(CohortMember))}
    known = {cast.workers[0] for cast in casts}
    for group in groups:
        turns = list(
            db.session.scalars(
                select(PresenterTurn)
                .where(PresenterTurn.group_id == group.id)
                .order_by(PresenterTurn.day_id, PresenterTurn.id)
            )
        )
        _points(content, group, days)
        _cases(content, days, turns, {key for key, member in members.items() if member.person_id in known})
    _nobody_can(groups, days, {key for key, member in members.items() if member.person_id in known})
    _ask_for_contact(casts, list(members.values()), days)
    db.session.flush()


def _morning(content: dict[str, Any], day: LearningDay, number: int) -> None:
    """Two speakers in turn; one of a day to come has not confirmed yet, and those of days long ahead are not named."""
    today = clock.today()
    if day.held_on > today + 3 * SOON:
        return
    topics = list(
        db.session.scalars(select(LearningDayTopic.topic_id).where(LearningDayTopic.day_id == day.id))
    )
    parts = db.session.scalars(
        select(DayPart.position)
        .where(DayPart.day_id == day.id, DayPart.kind == PartKind.SESSION)
        .order_by(DayPart.position)
    )
    for place, position in enumerate(parts):
        has_come = day.held_on <= today
        handed_out_at = clock.from_local(day.held_on, time(8))
        session = DaySession(
            day_id=day.id,
            position=position,
            materials_link="https://slides.example/learning-day" if place == 0 else "",
            released_at=handed_out_at if place == 0 and handed_out_at <= clock.now() else None,
        )
        db.session.add(session)
        db.session.flush()
        db.session.add_all(DaySessionTopic(session_id=session.id, topic_id=topic) for topic in topics)
        speaker = content["speakers"][(number + place) % len(content["speakers"])]
        db.session.add(
            SessionSpeaker(session_id=session.id, place=1, **speaker, is_confirmed=has_come or place != 2)
        )
    db.session.add(
        DayPreparation(day_id=day.id, text=content["preparation"], written_at=clock.now() - SOON, version=1)
    )


def _tie(days: list[LearningDay]) -> None:
    """The first public resource of the topics of each of the next days belongs to that day."""
    for number, day in enumerate(days, start=1):
        if not clock.today() <= day.held_on <= clock.today() + 3 * SOON:
            continue
        first = (
            select(Resource.id)
            .join(ResourceTopic, ResourceTopic.resource_id == Resource.id)
            .join(LearningDayTopic, LearningDayTopic.topic_id == ResourceTopic.topic_id)
            .where(LearningDayTopic.day_id == day.id, Resource.start_key.is_not(None))
            .order_by(ResourceTopic.position, Resource.sort_title)
        )
        cohort = db.session.get_one(Cohort, day.cohort_id)
        resource_id = db.session.scalar(first.limit(1))
        if resource_id is not None:
            db.session.add(
                ResourceDay(
                    track=cohort.track,
                    number=number,
                    resource_id=resource_id,
                    tied_by_id=cohort.made_by_id,
                    tied_at=cohort.made_at,
                )
            )
    db.session.flush()


def _points(content: dict[str, Any], group: ReflectiveGroup, days: list[LearningDay]) -> None:
    over = [day for day in days if day.held_on < clock.today()]
    for day, text in zip(over, content["points"], strict=False):
        db.session.add(
            LearningPoints(
                day_id=day.id,
                group_number=group.number,
                written_by_id=group.facilitator_id,
                written_at=clock.from_local(day.held_on, time(16, 20)),
                text=fiction(text),
            )
        )


def _cases(
    content: dict[str, Any], days: list[LearningDay], turns: list[PresenterTurn], known: set[int]
) -> None:
    """Well-known members have a draft for their next turn; of the others, those who present next have shared a case."""
    ahead = [day for day in days if clock.from_local(day.held_on, day.ends_at_local) > clock.now()]
    has_draft: set[int] = set()
    told = iter(content["cases"])
    for day in ahead:
        for turn in [turn for turn in turns if turn.day_id == day.id]:
            if turn.member_id in known and turn.member_id not in has_draft:
                has_draft.add(turn.member_id)
                _case(content["draft"], turn, is_shared=False)
            elif turn.member_id not in known and (case := next(told, None)):
                _case(case, turn, is_shared=True)


def _case(said: dict[str, str], turn: PresenterTurn, *, is_shared: bool) -> None:
    texts = {name: said[name] for name in ("wanted", "known", "worrying", "going_well")}
    saved_at = clock.now() - timedelta(hours=30)
    db.session.add(
        PresentedCase(
            day_id=turn.day_id,
            member_id=turn.member_id,
            concern=Concern(said["concern"]),
            age_band=AgeBand(said["age_band"]),
            saved_at=saved_at,
            shared_at=saved_at if is_shared else None,
            **texts,
        )
    )


def _nobody_can(groups: list[ReflectiveGroup], days: list[LearningDay], known: set[int]) -> None:
    """On one day to come whoever would present in a group is away, so that a reserve case stands in."""
    ahead = {day.id for day in days if day.held_on > clock.today()}
    for group in groups:
        turns = list(db.session.scalars(select(PresenterTurn).where(PresenterTurn.group_id == group.id)))
        for turn in sorted(turns, key=lambda turn: -turn.day_id):
            alone = sum(other.day_id == turn.day_id for other in turns) == 1
            if turn.day_id in ahead and alone and turn.member_id not in known:
                if db.session.get(MemberAbsence, (turn.member_id, turn.day_id)) is None:
                    db.session.add(MemberAbsence(member_id=turn.member_id, day_id=turn.day_id))
                break


def _ask_for_contact(casts: list[AreaCast], members: list[CohortMember], days: list[LearningDay]) -> None:
    """After the last day that is over, somebody of each area asks their coordinator to get in touch, and shares no answer."""
    over = [day for day in days if day.held_on < clock.today()]
    for cast in casts:
        own = [member for member in members if member.area_id == cast.area_id]
        if not over or len(own) < 2:
            continue
        db.session.add(
            CheckOut(
                day_id=over[-1].id,
                member_id=own[1].id,
                weight=Weight.HEAVY,
                mood=Mood.UNSETTLED,
                support=Support.NOT_SURE,
                answered_at=clock.from_local(over[-1].held_on, time(17, 10)),
                contact_id=cast.coordinators[0],
                is_shared=False,
            )
        )
