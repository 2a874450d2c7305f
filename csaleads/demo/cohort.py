"""One cohort that both areas go through together: members, ten days around today, groups, and a rota with a swap asked for."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from csaleads.access.permissions import Role
from csaleads.accounts.models import LineManagement, RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.calendar import next_working_day
from csaleads.demo.cast import AreaCast
from csaleads.demo.story import Story
from csaleads.learning.models import Topic, Track
from csaleads.programmes.afternoons import rota
from csaleads.programmes.afternoons.grouping import Learner, Mixing, make_groups
from csaleads.programmes.cohorts.timetable import learning_dates, usual_morning
from csaleads.programmes.models import (
    CheckItem,
    Cohort,
    CohortArea,
    CohortCheck,
    CohortMember,
    CohortState,
    DayPart,
    GroupPlace,
    LearningDay,
    LearningDayTopic,
    MemberAbsence,
    MemberState,
    MemberTopic,
    Mode,
    PresenterTurn,
    ReflectiveGroup,
    SwapState,
    TurnSwap,
    Way,
)

WEEKS_BEHIND = 6
DAYS = 10
PLACES = 6
SEED = 8
FIRST_MEMBERS = 4  # of each area's social workers; the next one waits for time


@dataclass
class _Told:
    """What has been made so far."""

    cohort_id: int
    days: list[LearningDay] = field(default_factory=list)
    topics: list[list[UUID]] = field(default_factory=list)
    members: list[CohortMember] = field(default_factory=list)


def tell_cohort(stories: list[Story]) -> None:
    """A running cohort of both areas, as it stands today; its happenings go into their stories."""
    casts = [story.cast for story in stories]
    first = next_working_day(clock.today() - timedelta(weeks=WEEKS_BEHIND))
    team = db.session.scalars(
        db.select(RoleInArea.person_id).where(RoleInArea.role == Role.PROGRAMME_TEAM)
    ).first()
    if team is None:
        return
    told = _Told(_cohort(casts, first, team))
    _days(told, first)
    for cast in casts:
        _members(told, cast)
    db.session.flush()
    _groups(told, casts)
    for weeks, verb in ((16, "make_cohort"), (12, "open_cohort"), (4, "plan_days"), (1, "make_groups")):
        for story in stories:
            at = _at(first - timedelta(weeks=weeks))
            story.note(at, team, verb, ("cohort", told.cohort_id))


def _at(day: date, hour: int = 10) -> datetime:
    return clock.from_local(day, time(hour))


def _cohort(casts: list[AreaCast], first: date, team: int) -> int:
    made_on = first - timedelta(weeks=16)
    cohort = Cohort(
        name=f"{first:%B %Y} cohort",
        track=Track.SOCIAL_WORK,
        state=CohortState.RUNNING,
        state_since=_at(first, 9),
        starts_on=first,
        made_by_id=team,
        made_at=_at(made_on),
        version=4,
    )
    db.session.add(cohort)
    db.session.flush()
    for cast in casts:
        db.session.add(CohortArea(cohort_id=cohort.id, area_id=cast.area_id, places=PLACES))
        db.session.flush()
        db.session.add_all(
            CohortCheck(
                cohort_id=cohort.id,
                area_id=cast.area_id,
                item=item,
                ticked_by_id=cast.coordinators[0],
                ticked_at=_at(made_on + timedelta(weeks=3 * place + 2)),
            )
            for place, item in enumerate(CheckItem)
        )
    return cohort.id


def _days(told: _Told, first: date) -> None:
    """Ten days two weeks apart, a topic on each, one of them online."""
    topics = list(
        db.session.scalars(
            db.select(Topic).where(Topic.track == Track.SOCIAL_WORK).order_by(Topic.position, Topic.id)
        )
    )
    dates, _ = learning_dates(first, count=DAYS, every_weeks=2)
    for place, on in enumerate(dates):
        is_online = place == 6
        day = LearningDay(
            cohort_id=told.cohort_id,
            held_on=on,
            starts_at_local=time(9, 30),
            ends_at_local=time(16),
            mode=Mode.ONLINE if is_online else Mode.ROOM,
            place="" if is_online else "Training room 1, Harbour House",
            online_link="https://meet.example/learning-day" if is_online else "",
            version=1,
        )
        db.session.add(day)
        db.session.flush()
        taught = topics[place * len(topics) // DAYS : (place + 1) * len(topics) // DAYS]
        db.session.add_all(LearningDayTopic(day_id=day.id, topic_id=topic.id) for topic in taught)
        db.session.add_all(
            DayPart(day_id=day.id, position=position, kind=part.kind, title=part.title, minutes=part.minutes)
            for position, part in enumerate(usual_morning([topic.title for topic in taught]), start=1)
        )
        told.days.append(day)
        told.topics.append([topic.id for topic in taught])


def _members(told: _Told, cast: AreaCast) -> None:
    """Members of one area, and one colleague whose manager has not agreed the time yet."""
    since = _at(told.days[0].held_on - timedelta(weeks=5))
    for place, person_id in enumerate(cast.workers):
        is_member = place < FIRST_MEMBERS
        if place > FIRST_MEMBERS:
            return
        member = CohortMember(
            cohort_id=told.cohort_id,
            area_id=cast.area_id,
            person_id=person_id,
            state=MemberState.MEMBER if is_member else MemberState.NOMINATED,
            state_since=since if is_member else clock.now() - timedelta(days=2),
            way=Way.APPLIED if place % 2 == 0 else Way.BY_COORDINATOR,
            nominated_by_id=person_id if place % 2 == 0 else cast.coordinators[0],
            nominated_at=since - timedelta(weeks=1),
            agreed_by_id=cast.managers[0] if is_member else None,
        )
        db.session.add(member)
        known = db.select(LineManagement.id).where(LineManagement.person_id == person_id)
        if not is_member and db.session.scalar(known) is None:  # somebody has to answer
            db.session.add(
                LineManagement(
                    area_id=cast.area_id,
                    manager_id=cast.managers[0],
                    person_id=person_id,
                    starts_on=since.date() - timedelta(weeks=26),
                )
            )
        if is_member:
            told.members.append(member)


def _groups(told: _Told, casts: list[AreaCast]) -> None:
    """Two groups that mix the areas, each with a lead, and a rota in which one member asks another to swap."""
    chance = Random(SEED)
    taught = [topic for topics in told.topics for topic in topics]
    presenters = {}
    known = {cast.workers[0] for cast in casts}
    for member in told.members:
        has_wishes = taught and member.person_id not in known and chance.random() < 0.7
        wishes = chance.sample(taught, 3) if has_wishes else []
        away = chance.sample(told.days[4:], 1) if chance.random() < 0.4 else []
        db.session.add_all(MemberTopic(member_id=member.id, topic_id=topic) for topic in wishes)
        db.session.add_all(MemberAbsence(member_id=member.id, day_id=day.id) for day in away)
        presenters[member.id] = rota.Presenter(
            member.id, frozenset(wishes), frozenset(day.id for day in away)
        )
    days = [rota.Day(day.id, frozenset(topics)) for day, topics in zip(told.days, told.topics, strict=True)]
    learners = [Learner(member.id, member.area_id) for member in told.members]
    made = make_groups(learners, size=4, mixing=Mixing.BALANCED, seed=SEED)
    for number, (ids, cast) in enumerate(zip(made, casts, strict=False), start=1):
        group = ReflectiveGroup(
            cohort_id=told.cohort_id,
            number=number,
            facilitator_id=cast.leads[0],
            dealt_at=_at(told.days[0].held_on - timedelta(weeks=1)),
        )
        db.session.add(group)
        db.session.flush()
        db.session.add_all(GroupPlace(member_id=int(str(key)), group_id=group.id) for key in ids)
        in_group = [presenters[int(str(key))] for key in ids]
        dealt = _dealt(in_group, days, _shown_ahead(told, casts))
        turns = [
            PresenterTurn(group_id=group.id, day_id=day_id, member_id=member_id)
            for day_id, member_id in dealt.turns
        ]
        db.session.add_all(turns)
        db.session.flush()
        _ask_to_swap(told, casts, in_group, turns)


def _shown_ahead(told: _Told, casts: list[AreaCast]) -> set[tuple[int, int]]:
    """(day to come, member) of the well-known social workers."""
    known = {cast.workers[0] for cast in casts}
    return {
        (day.id, member.id)
        for day in told.days
        for member in told.members
        if member.person_id in known and day.held_on > clock.today()
    }


def _dealt(presenters: list[rota.Presenter], days: list[rota.Day], wanted: set[tuple[int, int]]) -> rota.Rota:
    """A rota in which those of them who are well known have a turn to come, so that pages have something to show."""
    known = {member for _, member in wanted} & {presenter.id for presenter in presenters}
    for seed in range(SEED, SEED + 200):
        dealt = rota.deal(presenters, days, seed=seed)
        if known <= {member for day, member in dealt.turns if (day, member) in wanted}:
            return dealt
    return rota.deal(presenters, days, seed=SEED)


def _ask_to_swap(
    told: _Told, casts: list[AreaCast], group: list[rota.Presenter], turns: list[PresenterTurn]
) -> None:
    """The well-known social workers of the group are asked by a colleague, where a swap is possible."""
    ahead = {day for day, _ in _shown_ahead(told, casts)}
    known = {member for _, member in _shown_ahead(told, casts)}
    by_id = {presenter.id: presenter for presenter in group}
    pairs = [(turn.day_id, turn.member_id) for turn in turns]
    coming = [turn for turn in turns if turn.day_id in ahead]
    taken: set[int] = set()
    for member in sorted(known & {turn.member_id for turn in coming}):
        asked = next(turn for turn in coming if turn.member_id == member)
        for asker in coming:
            one = (asker.day_id, by_id[asker.member_id])
            other = (asked.day_id, by_id[asked.member_id])
            if asker.id in taken or asker.member_id in known or not rota.can_swap(one, other, pairs):
                continue
            taken.add(asker.id)
            db.session.add(
                TurnSwap(
                    turn_id=asker.id,
                    with_turn_id=asked.id,
                    asker_id=asker.member_id,
                    asked_id=asked.member_id,
                    state=SwapState.ASKED,
                    asked_at=clock.now() - timedelta(hours=20),
                )
            )
            break
