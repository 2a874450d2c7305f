"""What Today asks about a person's own development, in one statement: shadowing, rating oneself, CPD and what is shared of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Date,
    Integer,
    Select,
    String,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.clinics.models import Clinic
from csaleads.core import clock
from csaleads.core.database import UtcDateTime
from csaleads.core.statements import NOW, Query, Statement, one
from csaleads.development.list_queries import is_shared_with
from csaleads.development.models import (
    CpdEntry,
    CpdQuiet,
    CpdShare,
    EntryState,
    Occasion,
    SelfRating,
    Shadowing,
    ShadowingState,
)
from csaleads.development.occasions import to_rate
from csaleads.development.rating_queries import GOES_ON
from csaleads.development.shadow_queries import is_asked_of
from csaleads.development.years import DEADLINE_MONTH, Tally, year_of
from csaleads.programmes.models import Cohort, CohortMember, LearningDay, MemberState

MOST = 60  # of all together; nobody has more open at once


@dataclass(frozen=True)
class ShadowAsked:
    """A colleague would sit in on a clinic of the viewer's; `is_over` where the viewer says whether they did."""

    full_name: str
    starts_at: datetime
    is_over: bool


class DevelopmentNews(NamedTuple):
    """Everything about their own development that concerns the viewer today."""

    asked: tuple[ShadowAsked, ...] = ()
    coming: tuple[datetime, ...] = ()
    to_rate: tuple[Occasion, ...] = ()
    cpd: Tally | None = None
    shared_count: int = 0


def find_news(viewer: Viewer) -> DevelopmentNews:
    """What concerns the viewer. One statement, or none for whoever has no business there. CPD is asked of in November alone."""
    today = clock.today()
    ways = (
        viewer.can(Permission.RUN_CLINICS),
        viewer.can(Permission.JOIN_COHORTS),
        viewer.can(Permission.KEEP_CPD) and today.month == DEADLINE_MONTH,
        viewer.can(Permission.SEE_SHARED_CPD),
    )
    if not any(ways):
        return DevelopmentNews()
    year = year_of(today)
    rows = _news.rows(
        *ways,
        person_id=viewer.person_id,
        run_in=viewer.areas_with(Permission.RUN_CLINICS),
        manager_id=viewer.person_id,
        managed_in=viewer.areas_with(Permission.SEE_SHARED_CPD),
        begins_in=year.begins_in,
        year_first=year.first_day,
        year_last=year.last_day,
    )
    of_kind: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        of_kind[row.kind].append(row)
    return DevelopmentNews(
        asked=tuple(ShadowAsked(row.text, row.at, is_over=bool(row.number)) for row in of_kind["asked"]),
        coming=tuple(row.at for row in of_kind["coming"]),
        to_rate=tuple(
            occasion
            for row in of_kind["rate"]
            if (
                occasion := to_rate(
                    row.first_on, row.last_on, today, started=row.number > 0, ended=row.other > 0
                )
            )
        ),
        cpd=next((Tally(row.number, row.other, row.third) for row in of_kind["cpd"]), None),
        shared_count=next((row.number for row in of_kind["shared"]), 0),
    )


@Statement
def _news(runs: bool, joins: bool, keeps: bool, manages: bool) -> Query:
    parts = [*((_asked(), _coming()) if runs else ()), *((_cohorts(),) if joins else ())]
    parts += [_cpd()] if keeps else []
    parts += [_shared()] if manages else []
    found = union_all(*parts).subquery()
    return select(*found.c).order_by(found.c.kind, found.c.at, found.c.id).limit(MOST)


def _row(kind: str, **columns: Any) -> Select[Any]:
    """A row of the answer: what a kind does not have is null."""
    empty: dict[str, Any] = {
        "id": cast(null(), Integer),
        "at": cast(null(), UtcDateTime()),
        "first_on": cast(null(), Date),
        "last_on": cast(null(), Date),
        "text": cast(null(), String),
        "number": cast(null(), Integer),
        "other": cast(null(), Integer),
        "third": cast(null(), Integer),
    }
    return select(
        literal(kind).label("kind"), *(value.label(name) for name, value in (empty | columns).items())
    )


def _asked() -> Select[Any]:
    """To answer before the clinic, to confirm afterwards."""
    before = (Shadowing.state == ShadowingState.ASKED) & (Clinic.starts_at > NOW)
    afterwards = Clinic.ends_at <= NOW
    return (
        _row(
            "asked",
            id=Shadowing.id,
            at=Clinic.starts_at,
            text=Person.full_name,
            number=case((afterwards, 1), else_=0),
        )
        .select_from(Shadowing)
        .join(Clinic, Clinic.id == Shadowing.clinic_id)
        .join(Person, Person.id == Shadowing.person_id)
        .where(is_asked_of(), or_(before, afterwards))
    )


def _coming() -> Select[Any]:
    return (
        _row("coming", id=Shadowing.id, at=Clinic.starts_at)
        .select_from(Shadowing)
        .join(Clinic, Clinic.id == Shadowing.clinic_id)
        .where(
            Shadowing.person_id == one("person_id"),
            Shadowing.state == ShadowingState.AGREED,
            Clinic.ends_at > NOW,
        )
    )


def _cohorts() -> Select[Any]:
    first = select(func.min(LearningDay.held_on)).where(LearningDay.cohort_id == Cohort.id).correlate(Cohort)
    last = select(func.max(LearningDay.held_on)).where(LearningDay.cohort_id == Cohort.id).correlate(Cohort)
    return (
        _row(
            "rate",
            id=Cohort.id,
            first_on=first.scalar_subquery(),
            last_on=last.scalar_subquery(),
            number=_ratings(Occasion.START),
            other=_ratings(Occasion.END),
        )
        .select_from(CohortMember)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .where(
            CohortMember.person_id == one("person_id"),
            CohortMember.state.in_((MemberState.MEMBER, MemberState.COMPLETED)),
            Cohort.state.in_(GOES_ON),
            exists().where(LearningDay.cohort_id == Cohort.id).correlate(Cohort),
        )
    )


def _ratings(occasion: Occasion) -> Any:
    return (
        select(func.count())
        .select_from(SelfRating)
        .where(
            SelfRating.person_id == one("person_id"),
            SelfRating.cohort_id == Cohort.id,
            SelfRating.occasion == occasion,
        )
        .correlate(Cohort)
        .scalar_subquery()
    )


def _cpd() -> Select[Any]:
    is_finished = CpdEntry.state == EntryState.FINISHED
    wants_none = exists().where(CpdQuiet.person_id == one("person_id"))
    return (
        _row(
            "cpd",
            number=func.count(case((is_finished, 1))),
            other=func.count(case((is_finished & CpdEntry.has_peer, 1))),
            third=func.count(case((CpdEntry.state == EntryState.DRAFT, 1))),
        )
        .select_from(CpdEntry)
        .where(
            CpdEntry.person_id == one("person_id"),
            CpdEntry.done_on.between(one("year_first"), one("year_last")),
        )
        .having(~wants_none)
    )


def _shared() -> Select[Any]:
    return (
        _row("shared", number=func.count())
        .select_from(CpdShare)
        .join(Person, Person.id == CpdShare.person_id)
        .where(*is_shared_with())
    )
