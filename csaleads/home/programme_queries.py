"""What Today asks about cohorts, all in one statement: next days and turns, swaps to answer, time to agree, places to give."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, Select, String, Time, and_, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import LineManagement, Person
from csaleads.accounts.queries import is_current
from csaleads.core import clock
from csaleads.core.database import RowId
from csaleads.core.statements import TODAY, Query, Statement, many, one
from csaleads.home.learning_day_queries import (
    CheckOutDue,
    ContactAsked,
    SpeakersOpen,
    check_outs,
    contacts,
    open_speakers,
)
from csaleads.programmes.attendance.checkout_queries import ASKED_FOR
from csaleads.programmes.days.session_queries import TWO_WEEKS
from csaleads.programmes.models import (
    Cohort,
    CohortMember,
    CohortState,
    LearningDay,
    MemberState,
    PresenterTurn,
    SwapState,
    TurnSwap,
)

MOST = 60  # of all together; nobody has more open at once
GOING_ON = (CohortState.OPEN, CohortState.RUNNING)


@dataclass(frozen=True)
class NextDay:
    """A learning day to come; `presents` where the viewer has a turn."""

    day_id: int
    cohort_id: int
    held_on: date
    starts: time
    ends: time
    place: str
    presents: bool


@dataclass(frozen=True)
class SwapAsked:
    """A colleague asks to exchange turns: the viewer would present on the second day instead of the first."""

    full_name: str
    mine_on: date
    theirs_on: date


@dataclass(frozen=True)
class TimeAsked:
    """A colleague whose time the viewer is asked to agree."""

    member_id: int
    cohort_id: int
    full_name: str


@dataclass(frozen=True)
class PlacesToGive:
    """How many of a cohort have their time agreed and wait for a place."""

    cohort_id: int
    cohort_name: str
    count: int


class CohortNews(NamedTuple):
    """Everything about cohorts that concerns the viewer today, each kind in its order."""

    days: tuple[NextDay, ...] = ()
    swaps: tuple[SwapAsked, ...] = ()
    times: tuple[TimeAsked, ...] = ()
    places: tuple[PlacesToGive, ...] = ()
    speakers: tuple[SpeakersOpen, ...] = ()
    check_outs: tuple[CheckOutDue, ...] = ()
    contacts: tuple[ContactAsked, ...] = ()


def find_news(viewer: Viewer) -> CohortNews:
    """What concerns the viewer in cohorts that go on. One statement, or none for whoever has no business there."""
    ways = (
        viewer.can(Permission.JOIN_COHORTS),
        viewer.can(Permission.AGREE_TIME),
        viewer.can(Permission.RUN_COHORTS_OF_AREA),
        viewer.can(Permission.RUN_COHORTS),
    )
    if not any(ways):
        return CohortNews()
    rows = _news.rows(
        *ways,
        person_id=viewer.person_id,
        agree_in=viewer.areas_with(Permission.AGREE_TIME),
        give_in=viewer.areas_with(Permission.RUN_COHORTS_OF_AREA),
        since=clock.today() - ASKED_FOR,
        from_day=clock.today(),
        until=clock.today() + TWO_WEEKS,
    )
    of_kind: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        of_kind[row.kind].append(row)
    return CohortNews(
        days=tuple(_next_day(row) for row in of_kind["day"] if not _is_over(row)),
        swaps=tuple(SwapAsked(row.text, row.on_day, row.other_day) for row in of_kind["swap"]),
        times=tuple(TimeAsked(row.id, row.cohort_id, row.text) for row in of_kind["time"]),
        places=tuple(PlacesToGive(row.cohort_id, row.text, row.number) for row in of_kind["wait"]),
        speakers=tuple(
            SpeakersOpen(row.cohort_id, row.text, row.on_day, row.number) for row in of_kind["speakers"]
        ),
        check_outs=tuple(
            CheckOutDue(row.id, row.cohort_id, row.on_day) for row in of_kind["checkout"] if _is_over(row)
        ),
        contacts=tuple(ContactAsked(row.key, row.text) for row in of_kind["contact"]),
    )


def _next_day(row: Any) -> NextDay:
    return NextDay(
        row.id, row.cohort_id, row.on_day, row.starts, row.ends, row.text, presents=bool(row.number)
    )


def _is_over(row: Any) -> bool:
    return bool(clock.from_local(row.on_day, row.ends) <= clock.now())


@Statement
def _news(joins: bool, agrees: bool, gives: bool, runs: bool) -> Query:
    parts = [*((_days(), _swaps(), check_outs(_row)) if joins else ()), *((_times(),) if agrees else ())]
    parts += [_places()] if gives else []
    parts += [open_speakers(_row, runs_all=runs)] if gives or runs else []
    parts += [contacts(_row)]
    found = union_all(*parts).subquery()
    return select(*found.c).order_by(found.c.kind, found.c.on_day, found.c.text, found.c.id).limit(MOST)


def _row(kind: str, **columns: Any) -> Select[Any]:
    """A row of the answer: what a kind does not have is null."""
    empty: dict[str, Any] = {
        "id": cast(null(), Integer),
        "cohort_id": cast(null(), Integer),
        "on_day": cast(null(), Date),
        "other_day": cast(null(), Date),
        "starts": cast(null(), Time),
        "ends": cast(null(), Time),
        "text": cast(null(), String),
        "number": cast(null(), Integer),
        "key": cast(null(), RowId()),
    }
    return select(
        literal(kind).label("kind"), *(value.label(name) for name, value in (empty | columns).items())
    )


def _days() -> Select[Any]:
    turn = and_(PresenterTurn.day_id == LearningDay.id, PresenterTurn.member_id == CohortMember.id)
    return (
        _row(
            "day",
            id=LearningDay.id,
            cohort_id=LearningDay.cohort_id,
            on_day=LearningDay.held_on,
            starts=LearningDay.starts_at_local,
            ends=LearningDay.ends_at_local,
            text=LearningDay.place,
            number=PresenterTurn.id,
        )
        .select_from(CohortMember)
        .join(LearningDay, LearningDay.cohort_id == CohortMember.cohort_id)
        .join(Cohort, Cohort.id == LearningDay.cohort_id)
        .outerjoin(PresenterTurn, turn)
        .where(
            CohortMember.person_id == one("person_id"),
            CohortMember.state == MemberState.MEMBER,
            Cohort.state.in_(GOING_ON),
            LearningDay.held_on >= TODAY,
        )
    )


def _swaps() -> Select[Any]:
    asked, asker, person = aliased(CohortMember), aliased(CohortMember), aliased(Person)
    my_turn, their_turn = aliased(PresenterTurn), aliased(PresenterTurn)
    my_day, their_day = aliased(LearningDay), aliased(LearningDay)
    return (
        _row(
            "swap",
            id=TurnSwap.id,
            cohort_id=asked.cohort_id,
            on_day=my_day.held_on,
            other_day=their_day.held_on,
            text=person.full_name,
        )
        .select_from(TurnSwap)
        .join(asked, asked.id == TurnSwap.asked_id)
        .join(asker, asker.id == TurnSwap.asker_id)
        .join(person, person.id == asker.person_id)
        .join(my_turn, my_turn.id == TurnSwap.with_turn_id)
        .join(their_turn, their_turn.id == TurnSwap.turn_id)
        .join(my_day, my_day.id == my_turn.day_id)
        .join(their_day, their_day.id == their_turn.day_id)
        .where(asked.person_id == one("person_id"), TurnSwap.state == SwapState.ASKED)
    )


def _times() -> Select[Any]:
    managed = and_(
        LineManagement.person_id == CohortMember.person_id,
        LineManagement.area_id == CohortMember.area_id,
        LineManagement.manager_id == one("person_id"),
        is_current(LineManagement),
    )
    return (
        _row("time", id=CohortMember.id, cohort_id=CohortMember.cohort_id, text=Person.full_name)
        .select_from(CohortMember)
        .join(Person, Person.id == CohortMember.person_id)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .join(LineManagement, managed)
        .where(
            CohortMember.area_id.in_(many("agree_in")),
            CohortMember.state == MemberState.NOMINATED,
            Cohort.state.in_(GOING_ON),
        )
    )


def _places() -> Select[Any]:
    return (
        _row("wait", cohort_id=Cohort.id, text=Cohort.name, number=func.count())
        .select_from(Cohort)
        .join(CohortMember, CohortMember.cohort_id == Cohort.id)
        .where(
            CohortMember.area_id.in_(many("give_in")),
            CohortMember.state == MemberState.AGREED,
            Cohort.state.in_(GOING_ON),
        )
        .group_by(Cohort.id, Cohort.name)
    )
