"""Making reflective groups, dealing who presents, and what becomes of turns when somebody goes."""

from collections.abc import Collection
from secrets import randbelow

from sqlalchemy import delete, or_, select, update

from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import list_leads
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.programmes import policy, queries, trail
from csaleads.programmes.afternoons import group_queries, rota
from csaleads.programmes.afternoons.grouping import Learner, Mixing, make_groups
from csaleads.programmes.afternoons.presenting_service import stop_sharing_in
from csaleads.programmes.afternoons.rota import LARGEST_GROUP
from csaleads.programmes.attendance.models import CompletionWord
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.models import (
    GroupPlace,
    LearningDay,
    MemberAbsence,
    MemberTopic,
    PresenterTurn,
    ReflectiveGroup,
    SwapState,
    TurnReminder,
    TurnSwap,
)
from csaleads.programmes.queries import CohortView

SEEDS = 2**31


@writes
def make_all_groups(actor: Viewer, *, cohort_id: int, size: int, mixing: Mixing) -> int:
    """The members are in groups of about that size, former groups and their rotas are gone; how many groups.

    A case that was shared with a former group is its author's alone again.

    Raises NotFound, WrongState once the cohort is over, TooFew.
    """
    cohort = _lock(actor, cohort_id)
    learners = [
        Learner(member_id, area_id) for member_id, area_id in group_queries.members_with_area(cohort_id)
    ]
    made = make_groups(learners, size=size, mixing=mixing, seed=randbelow(SEEDS))
    _forget_groups(cohort_id)
    for number, member_ids in enumerate(made, start=1):
        group = ReflectiveGroup(cohort_id=cohort_id, number=number)
        db.session.add(group)
        db.session.flush()
        db.session.add_all(GroupPlace(member_id=member_id, group_id=group.id) for member_id in member_ids)
    trail.record(actor, "make_groups", cohort, count=len(made))
    db.session.flush()
    return len(made)


def _forget_groups(cohort_id: int) -> None:
    groups = select(ReflectiveGroup.id).where(ReflectiveGroup.cohort_id == cohort_id)
    _forget_turns(
        list(db.session.scalars(select(PresenterTurn.id).where(PresenterTurn.group_id.in_(groups))))
    )
    stop_sharing_in(cohort_id)
    db.session.execute(delete(GroupPlace).where(GroupPlace.group_id.in_(groups)))
    db.session.execute(delete(ReflectiveGroup).where(ReflectiveGroup.cohort_id == cohort_id))
    db.session.flush()


def _forget_turns(turn_ids: Collection[int]) -> None:
    of_turns = or_(TurnSwap.turn_id.in_(turn_ids), TurnSwap.with_turn_id.in_(turn_ids))
    db.session.execute(delete(TurnSwap).where(of_turns))
    db.session.execute(delete(TurnReminder).where(TurnReminder.turn_id.in_(turn_ids)))
    db.session.execute(delete(PresenterTurn).where(PresenterTurn.id.in_(turn_ids)))
    db.session.flush()


@writes
def place_member(actor: Viewer, *, cohort_id: int, member_id: int) -> int:
    """The member joins the smallest group, without a turn yet; its number.

    Raises NotFound, WrongState where all are full, or they are in one already.
    """
    cohort = _lock(actor, cohort_id)
    groups = group_queries.all_groups(cohort_id)
    if any(member.member_id == member_id for group in groups for member in group.members):
        raise WrongState("place_member", "placed")
    if member_id not in dict(group_queries.members_without_group(cohort_id)):
        raise NotFound
    smallest = min(groups, key=lambda group: (len(group.members), group.number), default=None)
    if smallest is None or len(smallest.members) >= LARGEST_GROUP:
        raise WrongState("place_member", "full")
    db.session.add(GroupPlace(member_id=member_id, group_id=smallest.id))
    trail.record(actor, "place_member", cohort, member_id=member_id, number=smallest.number)
    db.session.flush()
    return smallest.number


@writes
def set_facilitator(actor: Viewer, *, cohort_id: int, group_id: int, person_id: int | None) -> None:
    """A Practice Lead of one of the areas sees to the group, or nobody. Raises NotFound, WrongState, InvalidChoice."""
    cohort = _lock(actor, cohort_id)
    if person_id is not None and person_id not in {lead.id for lead in list_leads(cohort.area_ids)}:
        raise InvalidChoice("facilitator")
    group = db.session.scalar(
        select(ReflectiveGroup).where(ReflectiveGroup.id == group_id, ReflectiveGroup.cohort_id == cohort_id)
    )
    if group is None:
        raise NotFound
    group.facilitator_id = person_id
    trail.record(actor, "set_facilitator", cohort, number=group.number)
    db.session.flush()


@writes
def deal_rotas(actor: Viewer, *, cohort_id: int) -> int:
    """Who presents on the days to come is dealt anew in every group of four to ten; in how many. Past turns stay.

    Raises NotFound, WrongState without groups or without days to come.
    """
    cohort = _lock(actor, cohort_id)
    ahead = [day for day in day_queries.list_days(cohort) if not day.is_over]
    days = [rota.Day(day.id, frozenset(topic.id for topic in day.topics)) for day in ahead]
    groups = [group for group in group_queries.all_groups(cohort_id) if group.has_right_size]
    if not groups or not days:
        raise WrongState("deal", "without_groups" if not groups else "without_days")
    day_ids = {day.id for day in days}
    for group in groups:
        _forget_turns([turn.id for turn in group.turns if turn.day_id in day_ids])
        dealt = rota.deal([member.presenter for member in group.members], days, seed=randbelow(SEEDS))
        db.session.add_all(
            PresenterTurn(group_id=group.id, day_id=day_id, member_id=member_id)
            for day_id, member_id in dealt.turns
        )
        db.session.get_one(ReflectiveGroup, group.id).dealt_at = clock.now()
    trail.record(actor, "deal_rota", cohort, count=len(groups))
    db.session.flush()
    return len(groups)


def end_open_swaps(cohort_id: int) -> None:
    """Inside a write: nobody of the cohort is asked any more to swap a turn."""
    groups = select(ReflectiveGroup.id).where(ReflectiveGroup.cohort_id == cohort_id)
    turns = select(PresenterTurn.id).where(PresenterTurn.group_id.in_(groups))
    is_open = TurnSwap.state == SwapState.ASKED
    db.session.execute(delete(TurnSwap).where(is_open, TurnSwap.turn_id.in_(turns)))
    db.session.flush()


def end_past_swaps() -> None:
    """Inside a write: nobody is asked any more to swap a turn of a day that is past."""
    past = select(PresenterTurn.id).join(LearningDay, LearningDay.id == PresenterTurn.day_id)
    past = past.where(LearningDay.held_on < clock.today())
    of_past = or_(TurnSwap.turn_id.in_(past), TurnSwap.with_turn_id.in_(past))
    db.session.execute(delete(TurnSwap).where(TurnSwap.state == SwapState.ASKED, of_past))
    db.session.flush()


def forget_turns_of_day(day_id: int) -> None:
    """Inside a write: nobody presents on the day any more, and open questions about swaps of its turns are gone."""
    query = select(PresenterTurn.id).where(PresenterTurn.day_id == day_id)
    _forget_turns(list(db.session.scalars(query)))


def follow_date(day_id: int) -> None:
    """Inside a write: the day is on another date. Who presents is reminded anew, and nobody has said that they are away."""
    turns = select(PresenterTurn.id).where(PresenterTurn.day_id == day_id)
    db.session.execute(delete(TurnReminder).where(TurnReminder.turn_id.in_(turns)))
    db.session.execute(delete(MemberAbsence).where(MemberAbsence.day_id == day_id))
    db.session.flush()


def release(member_id: int) -> None:
    """Whoever leaves or puts it off is in no group any more, and their turns to come are gone: reserve cases stand in."""
    _forget_turns(_turns_to_come(member_id))
    _forget_said(member_id)
    db.session.execute(delete(GroupPlace).where(GroupPlace.member_id == member_id))
    db.session.flush()


def _forget_said(member_id: int) -> None:
    """What the member said of themselves, and what they were told in time."""
    for table in (MemberTopic, MemberAbsence, CompletionWord):
        db.session.execute(delete(table).where(table.member_id == member_id))


def hand_over(member_id: int, successor_id: int) -> None:
    """The successor is in the member's group and has their turns to come; open questions about swaps of these end."""
    turns = _turns_to_come(member_id)
    of_turns = or_(TurnSwap.turn_id.in_(turns), TurnSwap.with_turn_id.in_(turns))
    db.session.execute(delete(TurnSwap).where(of_turns))
    to_successor = update(PresenterTurn).where(PresenterTurn.id.in_(turns))
    db.session.execute(to_successor.values(member_id=successor_id))
    place = update(GroupPlace).where(GroupPlace.member_id == member_id)
    db.session.execute(place.values(member_id=successor_id))
    _forget_said(member_id)
    db.session.flush()


def _turns_to_come(member_id: int) -> list[int]:
    query = (
        select(PresenterTurn.id)
        .join(LearningDay, LearningDay.id == PresenterTurn.day_id)
        .where(PresenterTurn.member_id == member_id, LearningDay.held_on >= clock.today())
    )
    return list(db.session.scalars(query))


def _lock(actor: Viewer, cohort_id: int) -> CohortView:
    cohort, now = queries.lock_cohort(actor, cohort_id)
    policy.require_run(actor, now)
    if cohort.state not in policy.TAKES_PEOPLE:
        raise WrongState("change_groups", cohort.state.value)
    return now
