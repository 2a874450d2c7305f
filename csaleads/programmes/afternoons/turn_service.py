"""What a member does about presenting: says what they would bring and when they are away, and swaps a turn."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News
from csaleads.programmes import policy, queries
from csaleads.programmes.addresses import OWN_PAGE
from csaleads.programmes.afternoons import group_queries, turn_queries
from csaleads.programmes.afternoons.group_queries import GroupView, TurnView
from csaleads.programmes.afternoons.presenting_service import follow_swap
from csaleads.programmes.afternoons.rota import can_swap
from csaleads.programmes.cohorts import completion_service
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.models import (
    CohortMember,
    MemberAbsence,
    MemberState,
    MemberTopic,
    PresenterTurn,
    SwapState,
    TurnReminder,
    TurnSwap,
)
from csaleads.programmes.queries import CohortView

REMIND_BEFORE = (14, 2)  # days


@writes
def say_wishes(
    actor: Viewer, *, cohort_id: int, topic_ids: Collection[UUID], away_ids: Collection[int]
) -> list[int]:
    """The actor would bring something to these topics and is away on these days; on which days to come they present all the same.

    Being away is an apology beforehand: of days that have begun what was said stays as it is. Raises NotFound for whoever is no
    member, WrongState, InvalidChoice.
    """
    _, cohort = queries.lock_cohort(actor, cohort_id)
    own = member_queries.find_own(actor, cohort_id)
    if own is None or own[1] is not MemberState.MEMBER:
        raise NotFound
    if cohort.state not in policy.TAKES_PEOPLE:
        raise WrongState("say_wishes", cohort.state.value)
    topics = {topic.id for topic in day_queries.topics_of_track(cohort.track)}
    days = day_queries.list_days(cohort)
    if not set(topic_ids) <= topics or not set(away_ids) <= {day.id for day in days}:
        raise InvalidChoice("wishes")
    member_id = own[0]
    begun = {day.id for day in days if day.starts_at <= clock.now()}
    away_ids = (set(away_ids) - begun) | (set(turn_queries.wishes_of(member_id)[1]) & begun)
    db.session.execute(delete(MemberTopic).where(MemberTopic.member_id == member_id))
    db.session.execute(delete(MemberAbsence).where(MemberAbsence.member_id == member_id))
    db.session.add_all(MemberTopic(member_id=member_id, topic_id=topic_id) for topic_id in set(topic_ids))
    db.session.add_all(MemberAbsence(member_id=member_id, day_id=day_id) for day_id in set(away_ids))
    db.session.flush()
    _record(actor, "say_wishes", ("cohort_member", member_id), _area_of(member_id))
    completion_service.give_early_word(cohort, [member_id])
    turns = db.session.scalars(select(PresenterTurn.day_id).where(PresenterTurn.member_id == member_id))
    return sorted(set(turns) & away_ids - begun)


@writes
def ask_to_swap(actor: Viewer, *, turn_id: int, with_turn_id: int) -> None:
    """The other presenter is asked to exchange turns. Raises NotFound, InvalidChoice, WrongState where one is asked already."""
    turn, cohort, group = _own_turn(actor, turn_id)
    other = next((each for each in options_of(cohort, group, turn) if each.id == with_turn_id), None)
    if other is None:
        raise InvalidChoice("turn")
    swap = TurnSwap(
        turn_id=turn_id,
        with_turn_id=with_turn_id,
        asker_id=turn.member_id,
        asked_id=other.member_id,
        state=SwapState.ASKED,
        asked_at=clock.now(),
    )
    try:
        with savepoint():
            db.session.add(swap)
    except IntegrityError:
        raise WrongState("ask_to_swap", SwapState.ASKED.value) from None
    _record(actor, "ask_to_swap", ("turn_swap", swap.id), _area_of(turn.member_id))
    asked = group.member(other.member_id)
    notify.tell(asked.person_id, MessageKind.SWAP_ASKED, facts={"swap_id": swap.id}, path=OWN_PAGE)


def _own_turn(actor: Viewer, turn_id: int) -> tuple[TurnView, CohortView, GroupView]:
    row, cohort_id = turn_queries.get_own_turn(actor, turn_id)
    _, cohort = queries.lock_cohort(actor, cohort_id)
    if cohort.state not in policy.TAKES_PEOPLE:
        raise WrongState("ask_to_swap", cohort.state.value)
    group = group_queries.get_group(actor, cohort, row.group_id)
    return TurnView(row.id, row.day_id, row.member_id), cohort, group


def options_of(cohort: CohortView, group: GroupView, turn: TurnView) -> list[TurnView]:
    """The turns of others in the group for which `turn` can be exchanged: both days to come, and both can come."""
    ahead = {day.id for day in day_queries.list_days(cohort) if not day.is_over}
    if turn.day_id not in ahead:
        return []
    own = group.member(turn.member_id).presenter
    return [
        other
        for other in group.turns
        if other.day_id in ahead
        and can_swap((turn.day_id, own), (other.day_id, group.member(other.member_id).presenter), group.pairs)
    ]


@writes
def answer_swap(actor: Viewer, *, swap_id: int, verb: str) -> SwapState:
    """Agreed or declined by whoever is asked, or withdrawn by whoever asks; agreed, the turns are exchanged.

    Raises NotFound for everybody else, WrongState once it is answered or cannot be done any more.
    """
    queries.lock_cohort(
        actor, turn_queries.cohort_of_swap(swap_id)
    )  # first, as whoever deals the turns anew does
    swap = turn_queries.lock_swap(swap_id)
    asker = db.session.get_one(CohortMember, swap.asker_id)
    asked = db.session.get_one(CohortMember, swap.asked_id)
    if actor.person_id != (asker.person_id if verb == "withdraw" else asked.person_id):
        raise NotFound
    after = policy.swap_after(swap.state, verb)
    if after is SwapState.AGREED:
        _exchange(actor, swap, asker.cohort_id)
    swap.state, swap.answered_at = after, clock.now()
    _record(actor, f"{verb}_swap", ("turn_swap", swap.id), asker.area_id)
    db.session.flush()
    if after is not SwapState.WITHDRAWN:
        facts = {"swap_id": swap.id}
        notify.tell(asker.person_id, MessageKind.SWAP_ANSWERED, facts=facts, path=OWN_PAGE)
    return after


def _exchange(actor: Viewer, swap: TurnSwap, cohort_id: int) -> None:
    """The two turns change hands, if they are still theirs and can be exchanged; other questions about them end."""
    cohort = queries.get_cohort(actor, cohort_id)
    turn, other = (db.session.get_one(PresenterTurn, key) for key in (swap.turn_id, swap.with_turn_id))
    group = group_queries.get_group(actor, cohort, turn.group_id)
    still = (turn.member_id, other.member_id) == (swap.asker_id, swap.asked_id)
    options = options_of(cohort, group, TurnView(turn.id, turn.day_id, turn.member_id)) if still else []
    if other.id not in {option.id for option in options}:
        raise WrongState("agree", "overtaken")
    turn.member_id, other.member_id = other.member_id, turn.member_id
    follow_swap([(swap.asker_id, turn.day_id), (swap.asked_id, other.day_id)])
    both = (turn.id, other.id)
    db.session.execute(
        delete(TurnSwap).where(
            TurnSwap.id != swap.id,
            TurnSwap.state == SwapState.ASKED,
            TurnSwap.turn_id.in_(both) | TurnSwap.with_turn_id.in_(both),
        )
    )
    db.session.flush()


def _area_of(member_id: int) -> int:
    return db.session.get_one(CohortMember, member_id).area_id


def _record(actor: Viewer, verb: str, subject: tuple[str, int], area_id: int) -> None:
    audit.record(actor, verb, subject=subject, area_id=area_id)


@writes
def remind_presenters() -> int:
    """Whoever presents within two weeks, and again within two days, is told so once each; how many were told."""
    today = clock.today()
    told: list[News] = []
    for days_before in REMIND_BEFORE:
        until = today + timedelta(days=days_before)
        for due in turn_queries.list_due_reminders(days_before, today=today, until=until):
            db.session.add(
                TurnReminder(
                    turn_id=due.turn_id,
                    member_id=due.member_id,
                    days_before=days_before,
                    told_at=clock.now(),
                )
            )
            facts: dict[str, str | int] = {
                "turn_id": due.turn_id,
                "starts_at": clock.from_local(due.held_on, due.starts).isoformat(),
            }
            if all(each.facts["turn_id"] != due.turn_id for each in told):
                told.append(News(due.person_id, MessageKind.TURN_SOON, facts, OWN_PAGE))
    db.session.flush()
    for news in told:
        notify.tell_all([news])
    return len(told)
