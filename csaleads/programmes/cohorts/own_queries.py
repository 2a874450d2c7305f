"""Reads for a member's own page: their parts in cohorts, the days of these, their turns, and where they stand.

Each is one statement for all of the member's cohorts together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import exists, select

from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement, many, one
from csaleads.programmes.attendance import queries as attendance_queries
from csaleads.programmes.attendance.models import CompletionRule, PartCounts
from csaleads.programmes.attendance.policy import HAS_DAYS
from csaleads.programmes.cohorts import standing_queries
from csaleads.programmes.cohorts.completion import Standing, rule_of, usual_rule
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.models import (
    Cohort,
    CohortMember,
    CohortState,
    GroupPlace,
    MemberState,
    MemberTopic,
    PresenterTurn,
    ReflectiveGroup,
)


class OwnPart(NamedTuple):
    """The viewer's part in a cohort that is open, running or over."""

    member_id: int
    cohort_id: int
    cohort_name: str
    cohort_state: CohortState
    state: MemberState
    state_since: datetime
    group_id: int | None
    group_number: int | None
    days_needed: int | None  # where the cohort has a rule of its own
    part_counts: PartCounts | None
    has_wishes: bool  # they said to which topics they would bring something


class OwnDays(NamedTuple):
    """The days of one part. `turns` is the viewer's turn by day, `away` the days on which they cannot come."""

    days: Sequence[DayView]
    turns: Mapping[int, int]
    away: frozenset[int]
    standing: Standing | None  # None without a place or without days


def list_own_parts(viewer: Viewer) -> list[OwnPart]:
    """The cohorts in which the viewer is nominated, takes part or has completed, the latest first. One statement."""
    rows = _own_parts.rows(person_id=viewer.person_id)
    return [OwnPart(*row)._replace(has_wishes=bool(row.has_wishes)) for row in rows]


@Statement
def _own_parts() -> Query:
    shown = (MemberState.NOMINATED, MemberState.AGREED, MemberState.MEMBER, MemberState.COMPLETED)
    return (
        select(
            CohortMember.id,
            CohortMember.cohort_id,
            Cohort.name,
            Cohort.state.label("cohort_state"),
            CohortMember.state,
            CohortMember.state_since,
            ReflectiveGroup.id.label("group_id"),
            ReflectiveGroup.number,
            CompletionRule.days_needed,
            CompletionRule.part_counts,
            exists().where(MemberTopic.member_id == CohortMember.id).label("has_wishes"),
        )
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .outerjoin(GroupPlace, GroupPlace.member_id == CohortMember.id)
        .outerjoin(ReflectiveGroup, ReflectiveGroup.id == GroupPlace.group_id)
        .outerjoin(CompletionRule, CompletionRule.cohort_id == Cohort.id)
        .where(
            CohortMember.person_id == one("person_id"),
            CohortMember.state.in_(shown),
            Cohort.state.in_((CohortState.OPEN, CohortState.RUNNING, CohortState.FINISHED)),
        )
        .order_by(Cohort.starts_on.desc(), CohortMember.id)
    )


def days_of(parts: Sequence[OwnPart]) -> dict[int, OwnDays]:
    """The days of each part, by cohort. Four statements, however many parts there are; none without parts."""
    if not parts:
        return {}
    member_ids = [part.member_id for part in parts]
    days = day_queries.days_by_cohort([part.cohort_id for part in parts])
    turns: dict[int, dict[int, int]] = defaultdict(dict)
    for member_id, day_id, turn_id in _turns.rows(member_ids=member_ids):
        turns[member_id][day_id] = turn_id
    marks, away = attendance_queries.marks_of(member_ids), attendance_queries.away_of(member_ids)
    found = {}
    for part in parts:
        own_days, own_away = days.get(part.cohort_id, []), frozenset(away.get(part.member_id, ()))
        standing = None
        if own_days and part.state in HAS_DAYS:
            learner = standing_queries.Learner(part.member_id, part.state, part.state_since)
            rule = (
                rule_of(part.days_needed, part.part_counts)
                if part.days_needed is not None and part.part_counts is not None
                else usual_rule(len(own_days))
            )
            standing = standing_queries.days_of_member(
                learner, own_days, rule, marks.get(part.member_id, ()), own_away
            ).standing
        found[part.cohort_id] = OwnDays(own_days, turns[part.member_id], own_away, standing)
    return found


@Statement
def _turns() -> Query:
    return (
        select(PresenterTurn.member_id, PresenterTurn.day_id, PresenterTurn.id)
        .where(PresenterTurn.member_id.in_(many("member_ids")))
        .order_by(PresenterTurn.id)
    )
