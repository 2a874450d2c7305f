"""Reads of turns: what a member would bring, their own turn, the questions about swaps, and whom to remind."""

from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import exists, literal, select, union_all
from sqlalchemy.orm import aliased

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import TODAY, Query, Statement, one
from csaleads.programmes.models import (
    Cohort,
    CohortMember,
    LearningDay,
    MemberAbsence,
    MemberState,
    MemberTopic,
    PresenterTurn,
    SwapState,
    TurnReminder,
    TurnSwap,
)
from csaleads.programmes.policy import TAKES_PEOPLE


class OpenSwap(NamedTuple):
    """An open question about a swap, seen by one of the two."""

    id: int
    is_mine: bool  # the viewer asks
    other_name: str
    mine_on: date  # the day on which the viewer presents now
    theirs_on: date
    cohort_id: int


class DueReminder(NamedTuple):
    """A turn whose presenter is to be reminded."""

    turn_id: int
    member_id: int
    person_id: int
    held_on: date
    starts: time


def wishes_of(member_id: int) -> tuple[list[UUID], list[int]]:
    """(topics to which the member would bring something, days on which they are away)."""
    topics = db.session.scalars(select(MemberTopic.topic_id).where(MemberTopic.member_id == member_id))
    days = db.session.scalars(select(MemberAbsence.day_id).where(MemberAbsence.member_id == member_id))
    return list(topics), list(days)


def get_own_turn(viewer: Viewer, turn_id: int) -> tuple[PresenterTurn, int]:
    """(a turn of the viewer's, its cohort); NotFound for anybody else's."""
    row = db.session.execute(
        select(PresenterTurn, CohortMember.cohort_id)
        .join(CohortMember, CohortMember.id == PresenterTurn.member_id)
        .where(PresenterTurn.id == turn_id, CohortMember.person_id == viewer.person_id)
    ).first()
    if row is None:
        raise NotFound("turn")
    return row[0], row[1]


def list_open_swaps(viewer: Viewer) -> list[OpenSwap]:
    """Open questions that the viewer asks or is asked, the oldest first. One statement."""
    return [OpenSwap(row[0], bool(row[1]), *row[2:]) for row in _open_swaps.rows(person_id=viewer.person_id)]


@Statement
def _open_swaps() -> Query:
    asked_of = _swaps(mine=TurnSwap.asked_id, theirs=TurnSwap.asker_id, is_mine=False)
    asked_by = _swaps(mine=TurnSwap.asker_id, theirs=TurnSwap.asked_id, is_mine=True)
    both = union_all(
        asked_of, asked_by
    ).subquery()  # two searches by an index, where one with OR would read every swap
    shown = [column for column in both.c if column.name != "asked_at"]
    return select(*shown).order_by(both.c.asked_at, both.c.id)


def _swaps(*, mine: Any, theirs: Any, is_mine: bool) -> Query:
    """Open swaps whose column `mine` names the viewer's membership and `theirs` that of the other."""
    me, them, other = aliased(CohortMember), aliased(CohortMember), aliased(Person)
    my_turn, their_turn = aliased(PresenterTurn), aliased(PresenterTurn)
    my_day, their_day = aliased(LearningDay), aliased(LearningDay)
    turns = (
        (TurnSwap.turn_id, TurnSwap.with_turn_id) if is_mine else (TurnSwap.with_turn_id, TurnSwap.turn_id)
    )
    return (
        select(
            TurnSwap.id,
            literal(is_mine).label("is_mine"),
            other.full_name,
            my_day.held_on.label("mine_on"),
            their_day.held_on.label("theirs_on"),
            me.cohort_id,
            TurnSwap.asked_at,
        )
        .join(me, me.id == mine)
        .join(them, them.id == theirs)
        .join(other, other.id == them.person_id)
        .join(my_turn, my_turn.id == turns[0])
        .join(their_turn, their_turn.id == turns[1])
        .join(my_day, my_day.id == my_turn.day_id)
        .join(their_day, their_day.id == their_turn.day_id)
        .where(TurnSwap.state == SwapState.ASKED, me.person_id == one("person_id"))
    )


def cohort_of_swap(swap_id: int) -> int:
    """The cohort of the two whom the question is between; raises NotFound. Ask next who may answer it."""
    found: int | None = _cohort_of_swap.scalar(id=swap_id)
    if found is None:
        raise NotFound("swap")
    return found


@Statement
def _cohort_of_swap() -> Query:
    return (
        select(CohortMember.cohort_id)
        .join(TurnSwap, TurnSwap.asker_id == CohortMember.id)
        .where(TurnSwap.id == one("id"))
    )


def lock_swap(swap_id: int) -> TurnSwap:
    """The row, locked until the unit ends; raises NotFound. Ask next who may answer it."""
    query = select(TurnSwap).where(TurnSwap.id == swap_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("swap")
    return row


def list_due_reminders(days_before: int, *, today: date, until: date) -> list[DueReminder]:
    """Turns after `today` up to `until` whose presenters were not reminded so many days before; for this room's command."""
    told = exists().where(
        TurnReminder.turn_id == PresenterTurn.id,
        TurnReminder.member_id == PresenterTurn.member_id,
        TurnReminder.days_before == days_before,
    )
    query = (
        select(
            PresenterTurn.id,
            PresenterTurn.member_id,
            CohortMember.person_id,
            LearningDay.held_on,
            LearningDay.starts_at_local,
        )
        .join(CohortMember, CohortMember.id == PresenterTurn.member_id)
        .join(LearningDay, LearningDay.id == PresenterTurn.day_id)
        .join(Cohort, Cohort.id == LearningDay.cohort_id)
        .where(
            LearningDay.held_on > today,
            LearningDay.held_on <= until,
            Cohort.state.in_(sorted(TAKES_PEOPLE)),
            CohortMember.state == MemberState.MEMBER,
            ~told,
        )
        .order_by(LearningDay.held_on, PresenterTurn.id)
    )
    return [DueReminder(*row) for row in db.session.execute(query)]


def find_turn(turn_id: int) -> DueReminder | None:
    """The turn as it stands in a cohort that goes on and on a day to come, or None; for checks of mail."""
    row = _turn.first(id=turn_id)
    return DueReminder(*row) if row else None


@Statement
def _turn() -> Query:
    return (
        select(
            PresenterTurn.id,
            PresenterTurn.member_id,
            CohortMember.person_id,
            LearningDay.held_on,
            LearningDay.starts_at_local,
        )
        .join(CohortMember, CohortMember.id == PresenterTurn.member_id)
        .join(LearningDay, LearningDay.id == PresenterTurn.day_id)
        .join(Cohort, Cohort.id == LearningDay.cohort_id)
        .where(
            PresenterTurn.id == one("id"),
            Cohort.state.in_(sorted(TAKES_PEOPLE)),
            LearningDay.held_on >= TODAY,
        )
    )
