"""Reads of the cases that members prepare. Words are loaded for their author, and for whoever policy lets read them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import undefer_group

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, columns_of, many, one, rows_like
from csaleads.practice.models import AgeBand, Concern
from csaleads.programmes import policy, queries
from csaleads.programmes.afternoons import group_queries
from csaleads.programmes.afternoons import policy as afternoon_policy
from csaleads.programmes.afternoons.group_queries import GroupView
from csaleads.programmes.afternoons.models import PresentedCase
from csaleads.programmes.models import Cohort, CohortMember, CohortState, LearningDay
from csaleads.programmes.queries import CohortView

TEXTS = ("wanted", "known", "worrying", "going_well")


@dataclass(frozen=True)
class CaseView:
    """A case with its words."""

    id: UUID
    day_id: int
    held_on: date
    member_id: int
    author_id: int
    author: str
    area_id: int
    concern: Concern | None
    age_band: AgeBand | None
    saved_at: datetime
    shared_at: datetime | None
    held_at: datetime | None
    wanted: str
    known: str
    worrying: str
    going_well: str


class SharedCase(NamedTuple):
    """That somebody shared a case, without its words."""

    id: UUID
    member_id: int


class OwnCase(NamedTuple):
    """A case of the viewer's, without its words."""

    day_id: int
    shared_at: datetime | None
    held_at: datetime | None


def find_own_case(viewer: Viewer, day_id: int) -> CaseView | None:
    """What the viewer prepared for the day, or None."""
    row = _case.first(True, day_id=day_id, person_id=viewer.person_id)
    return _view(row) if row is not None and _is_kept(row.held_on) else None


def get_case(viewer: Viewer, case_id: UUID) -> tuple[CaseView, CohortView, GroupView]:
    """(case, cohort, the author's group); NotFound for whoever may not read it, and for its author outside a group."""
    facts = _facts.first(id=case_id)
    if facts is None:
        raise NotFound("case")
    cohort = queries.get_cohort(viewer, facts.cohort_id)
    group = _group_of(cohort.id, facts.member_id)
    if group is None or not afternoon_policy.can_read_case(viewer, facts, group, today=clock.today()):
        raise NotFound("case")
    row = _case.first(False, id=case_id)
    if row is None:
        raise NotFound("case")
    return _view(row), cohort, group


def get_place(viewer: Viewer, case_id: UUID) -> tuple[int, int, int]:
    """(cohort, group, day) of a case of the viewer's group, however it stands; NotFound for everybody else."""
    facts = _facts.first(id=case_id)
    if facts is None:
        raise NotFound("case")
    cohort = queries.get_cohort(viewer, facts.cohort_id)
    group = _group_of(cohort.id, facts.member_id)
    if group is None or not afternoon_policy.is_of_group(viewer, group):
        raise NotFound("case")
    return cohort.id, group.id, facts.day_id


def _group_of(cohort_id: int, member_id: int) -> GroupView | None:
    for group in group_queries.all_groups(cohort_id):
        if member_id in {member.member_id for member in group.members}:
            return group
    return None


def _is_kept(held_on: date) -> bool:
    return not afternoon_policy.is_past_keeping(held_on, clock.today())


@Statement
def _facts() -> Query:
    return (
        select(
            PresentedCase.member_id,
            PresentedCase.day_id,
            PresentedCase.shared_at,
            LearningDay.held_on,
            LearningDay.cohort_id,
            CohortMember.person_id.label("author_id"),
        )
        .join(LearningDay, LearningDay.id == PresentedCase.day_id)
        .join(CohortMember, CohortMember.id == PresentedCase.member_id)
        .where(PresentedCase.id == one("id"))
    )


@rows_like(PresentedCase)
def _case(is_own: bool) -> Query:
    query: Any = (
        select(
            *columns_of(PresentedCase),
            LearningDay.held_on,
            CohortMember.person_id.label("author_id"),
            CohortMember.area_id,
            Person.full_name.label("author"),
        )
        .join(LearningDay, LearningDay.id == PresentedCase.day_id)
        .join(CohortMember, CohortMember.id == PresentedCase.member_id)
        .join(Person, Person.id == CohortMember.person_id)
    )
    if is_own:
        own: Query = query.where(
            PresentedCase.day_id == one("day_id"), CohortMember.person_id == one("person_id")
        )
        return own
    found: Query = query.where(PresentedCase.id == one("id"))
    return found


def _view(row: Any) -> CaseView:
    return CaseView(**{name: getattr(row, name) for name in CaseView.__dataclass_fields__})


def list_shared(day_id: int, member_ids: Collection[int]) -> list[SharedCase]:
    """Who of these members shared a case for the day. Ask policy first whether the viewer is of their group. One statement."""
    return [SharedCase(*row) for row in _shared.rows(day_id=day_id, member_ids=list(member_ids))]


@Statement
def _shared() -> Query:
    return select(PresentedCase.id, PresentedCase.member_id).where(
        PresentedCase.day_id == one("day_id"),
        PresentedCase.member_id.in_(many("member_ids")),
        PresentedCase.shared_at.is_not(None),
    )


def list_own_cases(viewer: Viewer) -> dict[int, OwnCase]:
    """What the viewer prepared, by day. One statement."""
    return {row.day_id: OwnCase(*row) for row in _own_cases.rows(person_id=viewer.person_id)}


@Statement
def _own_cases() -> Query:
    return (
        select(PresentedCase.day_id, PresentedCase.shared_at, PresentedCase.held_at)
        .join(CohortMember, CohortMember.id == PresentedCase.member_id)
        .where(CohortMember.person_id == one("person_id"))
    )


def lock_own_case(member_id: int, day_id: int) -> PresentedCase | None:
    """What the member prepared for the day, with its words, locked until the unit ends, or None."""
    query = (
        select(PresentedCase)
        .where(PresentedCase.member_id == member_id, PresentedCase.day_id == day_id)
        .options(undefer_group("narrative"))
        .with_for_update()
    )
    return db.session.scalar(query.execution_options(populate_existing=True))


def lock_case(case_id: UUID) -> PresentedCase:
    """The row without its words, locked; NotFound where it is gone. Ask policy before."""
    query = select(PresentedCase).where(PresentedCase.id == case_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("case")
    return row


def list_past_keeping(today: date) -> list[tuple[UUID, int]]:
    """(id, area) of the cases whose time is over, whose author takes no part any more, or whose cohort is cancelled."""
    query = (
        select(PresentedCase.id, CohortMember.area_id)
        .join(LearningDay, LearningDay.id == PresentedCase.day_id)
        .join(CohortMember, CohortMember.id == PresentedCase.member_id)
        .join(Cohort, Cohort.id == LearningDay.cohort_id)
        .where(
            or_(
                LearningDay.held_on < today - afternoon_policy.CASE_KEPT_FOR,
                CohortMember.state.not_in(sorted(policy.HOLDS_A_PLACE)),
                Cohort.state == CohortState.CANCELLED,
            )
        )
        .order_by(LearningDay.held_on)
    )
    return [(row.id, row.area_id) for row in db.session.execute(query)]
