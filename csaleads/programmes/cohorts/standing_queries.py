"""Where members stand: what they have of their days, what they can still come to, and what the cohort asks for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, LineManagement, Person
from csaleads.accounts.queries import is_current
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, many, one
from csaleads.programmes import policy
from csaleads.programmes.attendance import queries as attendance_queries
from csaleads.programmes.attendance.models import CompletionRule, CompletionWord, EarlyWord, Half, PartCounts
from csaleads.programmes.attendance.policy import HAS_DAYS
from csaleads.programmes.attendance.queries import Mark
from csaleads.programmes.cohorts.completion import HalfDay, Rule, Standing, judge, rule_of, usual_rule
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.models import Cohort, CohortMember, MemberState
from csaleads.programmes.queries import CohortView


class Learner(NamedTuple):
    """A member as far as their standing needs it."""

    id: int
    state: MemberState
    state_since: datetime


class StandingLine(NamedTuple):
    """A member on the list of standings."""

    id: int
    full_name: str
    area_name: str
    state: MemberState
    state_since: datetime


class OwnRule(NamedTuple):
    """The rule that a cohort has given itself, as its page shows it."""

    days_needed: int
    part_counts: PartCounts


@dataclass(frozen=True)
class MemberDays:
    """A member's half days: what is marked, by day and half, and on which days they said that they cannot come."""

    standing: Standing
    marks: Mapping[tuple[int, Half], Mark]
    away: frozenset[int]


def find_own_rule(cohort_id: int) -> OwnRule | None:
    """The rule that the cohort has given itself, or None where it goes by the usual one."""
    row = _rule.first(cohort_id=cohort_id)
    return OwnRule(*row) if row else None


@Statement
def _rule() -> Query:
    return select(CompletionRule.days_needed, CompletionRule.part_counts).where(
        CompletionRule.cohort_id == one("cohort_id")
    )


def rule_for(cohort_id: int, day_count: int) -> Rule:
    """What completes the cohort."""
    own = find_own_rule(cohort_id)
    return rule_of(*own) if own else usual_rule(day_count)


def days_of_members(
    cohort_id: int, days: Sequence[DayView], learners: Collection[Learner]
) -> dict[int, MemberDays]:
    """Where each of them stands, by id. Three statements, however many they are."""
    rule = rule_for(cohort_id, len(days))
    ids = [learner.id for learner in learners]
    marks, away = attendance_queries.marks_of(ids), attendance_queries.away_of(ids)
    return {
        learner.id: days_of_member(
            learner, days, rule, marks.get(learner.id, ()), frozenset(away.get(learner.id, ()))
        )
        for learner in learners
    }


def days_of_member(
    learner: Learner, days: Sequence[DayView], rule: Rule, marks: Collection[Mark], away: frozenset[int]
) -> MemberDays:
    """Where one of them stands, of what is known of them already."""
    own = {(mark.day_id, mark.half): mark for mark in marks}
    return MemberDays(judge(_half_days(learner, days, own, away), rule), own, away)


def _half_days(
    learner: Learner, days: Sequence[DayView], marks: Mapping[tuple[int, Half], Mark], away: Collection[int]
) -> list[HalfDay]:
    is_member = learner.state is MemberState.MEMBER
    return [
        HalfDay(
            presence=mark.presence if (mark := marks.get((day.id, half))) else None,
            is_over=day.is_over,
            is_away=day.id in away,
            is_before=is_member and day.ends_at < learner.state_since,
        )
        for day in days
        for half in Half
    ]


def list_learners(cohort_id: int, member_ids: Collection[int] | None = None) -> list[Learner]:
    """Those of the cohort who have a place, for this room's own services. One statement."""
    given = {"member_ids": list(member_ids)} if member_ids is not None else {}
    return [Learner(*row) for row in _learners.rows(member_ids is not None, cohort_id=cohort_id, **given)]


@Statement
def _learners(is_narrowed: bool) -> Query:
    query = (
        select(CohortMember.id, CohortMember.state, CohortMember.state_since)
        .where(CohortMember.cohort_id == one("cohort_id"), CohortMember.state == MemberState.MEMBER)
        .order_by(CohortMember.id)
    )
    return query.where(CohortMember.id.in_(many("member_ids"))) if is_narrowed else query


def ids_in(cohort_id: int, states: Collection[MemberState]) -> list[int]:
    """Ids of those of the cohort who are in one of the states."""
    return [row.id for row in _ids.rows(cohort_id=cohort_id, states=list(states))]


@Statement
def _ids() -> Query:
    return (
        select(CohortMember.id)
        .where(CohortMember.cohort_id == one("cohort_id"), CohortMember.state.in_(many("states")))
        .order_by(CohortMember.id)
    )


def list_lines(viewer: Viewer, cohort: CohortView) -> list[StandingLine]:
    """Members whom the viewer looks after or manages, by name. One statement; NotFound for whoever does neither."""
    looks_after = [area.id for area in cohort.areas if policy.sees_to_area(viewer, cohort, area.id)]
    manages_in = [area.id for area in cohort.areas if viewer.can_in(Permission.AGREE_TIME, area.id)]
    if not looks_after and not manages_in:
        raise NotFound("members")
    return [
        StandingLine(*row)
        for row in _lines.rows(
            cohort_id=cohort.id, area_ids=looks_after, manages_in=manages_in, viewer_id=viewer.person_id
        )
    ]


@Statement
def _lines() -> Query:
    return (
        select(
            CohortMember.id,
            Person.full_name,
            Area.name.label("area_name"),
            CohortMember.state,
            CohortMember.state_since,
        )
        .join(Person, Person.id == CohortMember.person_id)
        .join(Area, Area.id == CohortMember.area_id)
        .where(
            CohortMember.cohort_id == one("cohort_id"), CohortMember.state.in_(sorted(HAS_DAYS)), _is_seen()
        )
        .order_by(func.lower(Person.full_name), CohortMember.id)
    )


def _is_seen() -> ColumnElement[bool]:
    line = aliased(LineManagement)
    is_managed = exists().where(
        line.person_id == CohortMember.person_id,
        line.area_id == CohortMember.area_id,
        line.manager_id == one("viewer_id"),
        is_current(line),
    )
    return or_(
        CohortMember.area_id.in_(many("area_ids")),
        and_(CohortMember.area_id.in_(many("manages_in")), is_managed),
    )


class ToldOf(NamedTuple):
    """Whom a word about a member is for: themselves, and who manages them in the area today."""

    member_id: int
    person_id: int
    area_id: int
    manager_id: int | None


def list_told_of(member_ids: Collection[int]) -> list[ToldOf]:
    """The same for several members, in one statement."""
    return [ToldOf(*row) for row in _told_of.rows(member_ids=list(member_ids))] if member_ids else []


@Statement
def _told_of() -> Query:
    managed = and_(
        LineManagement.person_id == CohortMember.person_id,
        LineManagement.area_id == CohortMember.area_id,
        is_current(LineManagement),
    )
    return (
        select(CohortMember.id, CohortMember.person_id, CohortMember.area_id, LineManagement.manager_id)
        .outerjoin(LineManagement, managed)
        .where(CohortMember.id.in_(many("member_ids")))
        .order_by(CohortMember.id)
    )


def list_words(member_ids: Collection[int]) -> set[tuple[int, EarlyWord]]:
    """What those members were told of and is still so, in cohorts that go on."""
    return (
        {(row.member_id, row.word) for row in _words.rows(member_ids=list(member_ids))}
        if member_ids
        else set()
    )


@Statement
def _words() -> Query:
    return (
        select(CompletionWord.member_id, CompletionWord.word)
        .join(CohortMember, CohortMember.id == CompletionWord.member_id)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .where(
            CompletionWord.member_id.in_(many("member_ids")), Cohort.state.in_(sorted(policy.TAKES_PEOPLE))
        )
    )
