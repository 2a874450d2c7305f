"""Reads of reflective groups: who is in them, what each would bring, who is away, and who presents when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.programmes import policy
from csaleads.programmes.afternoons.rota import LARGEST_GROUP, SMALLEST_GROUP, Presenter
from csaleads.programmes.models import (
    CohortArea,
    CohortMember,
    GroupPlace,
    MemberAbsence,
    MemberState,
    MemberTopic,
    PresenterTurn,
    ReflectiveGroup,
)
from csaleads.programmes.queries import CohortView


@dataclass(frozen=True)
class GroupMember:
    """Somebody in a group, with what they would bring and when they are away."""

    member_id: int
    person_id: int
    full_name: str
    area_id: int
    area_name: str
    presenter: Presenter


class TurnView(NamedTuple):
    """A turn as it stands."""

    id: int
    day_id: int
    member_id: int


@dataclass(frozen=True)
class GroupView:
    """A group with its members by name and its turns. Nobody sees to it once whoever was named is no Practice Lead any more."""

    id: int
    number: int
    facilitator_id: int | None
    facilitator: str | None
    dealt_at: datetime | None
    members: tuple[GroupMember, ...]
    turns: tuple[TurnView, ...]

    @property
    def area_ids(self) -> frozenset[int]:
        return frozenset(member.area_id for member in self.members)

    @property
    def person_ids(self) -> frozenset[int]:
        return frozenset(member.person_id for member in self.members)

    @property
    def has_right_size(self) -> bool:
        """Whether a rota can be dealt: four to ten members."""
        return SMALLEST_GROUP <= len(self.members) <= LARGEST_GROUP

    def member(self, member_id: int) -> GroupMember:
        """The member of that id; raises NotFound."""
        for member in self.members:
            if member.member_id == member_id:
                return member
        raise NotFound("member")

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """(day, member) of each turn."""
        return [(turn.day_id, turn.member_id) for turn in self.turns]


def list_groups(viewer: Viewer, cohort: CohortView) -> list[GroupView]:
    """The groups of a cohort that the viewer may see, by number. Five statements, however many there are."""
    groups = _read(cohort.id)
    return [group for group in groups if policy.can_see_group(viewer, cohort, group)]


def get_group(viewer: Viewer, cohort: CohortView, group_id: int) -> GroupView:
    """One group; NotFound for whoever may not see it."""
    for group in list_groups(viewer, cohort):
        if group.id == group_id:
            return group
    raise NotFound("group")


def all_groups(cohort_id: int) -> list[GroupView]:
    """Every group of a cohort, for this room's own services."""
    return _read(cohort_id)


def _read(cohort_id: int) -> list[GroupView]:
    topics = _sets(_topics.rows(cohort_id=cohort_id))
    away = _sets(_away.rows(cohort_id=cohort_id))
    members: dict[int, list[GroupMember]] = defaultdict(list)
    for row in _members.rows(cohort_id=cohort_id):
        presenter = Presenter(row.id, topics[row.id], away[row.id])
        member = GroupMember(row.id, row.person_id, row.full_name, row.area_id, row.area_name, presenter)
        members[row.group_id].append(member)
    turns: dict[int, list[TurnView]] = defaultdict(list)
    for group_id, *turn in _turns.rows(cohort_id=cohort_id):
        turns[group_id].append(TurnView(*turn))
    return [
        GroupView(
            row.id,
            row.number,
            row.facilitator_id,
            row.full_name,
            row.dealt_at,
            tuple(members[row.id]),
            tuple(turns[row.id]),
        )
        for row in _groups.rows(cohort_id=cohort_id)
    ]


def _sets(pairs: Iterable[Any]) -> dict[int, frozenset[Any]]:
    found: dict[int, frozenset[Any]] = defaultdict(frozenset)
    for member_id, value in pairs:
        found[member_id] |= {value}
    return found


@Statement
def _groups() -> Query:
    return (
        select(
            ReflectiveGroup.id,
            ReflectiveGroup.number,
            Person.id.label("facilitator_id"),
            Person.full_name,
            ReflectiveGroup.dealt_at,
        )
        .outerjoin(Person, and_(Person.id == ReflectiveGroup.facilitator_id, sees_to_group()))
        .where(ReflectiveGroup.cohort_id == one("cohort_id"))
        .order_by(ReflectiveGroup.number, ReflectiveGroup.id)
    )


def sees_to_group() -> ColumnElement[bool]:
    """The condition that whoever is named for a group is a Practice Lead of one of the areas of its cohort today."""
    areas = select(CohortArea.area_id).where(CohortArea.cohort_id == ReflectiveGroup.cohort_id)
    role = exists().where(
        RoleInArea.person_id == ReflectiveGroup.facilitator_id,
        RoleInArea.role == Role.PRACTICE_LEAD,
        RoleInArea.area_id.in_(areas.correlate(ReflectiveGroup)),
        is_current(RoleInArea),
    )
    return role.correlate(ReflectiveGroup)


@Statement
def _members() -> Query:
    return (
        select(
            GroupPlace.group_id,
            CohortMember.id,
            CohortMember.person_id,
            Person.full_name,
            CohortMember.area_id,
            Area.name.label("area_name"),
        )
        .join(CohortMember, CohortMember.id == GroupPlace.member_id)
        .join(Person, Person.id == CohortMember.person_id)
        .join(Area, Area.id == CohortMember.area_id)
        .where(CohortMember.cohort_id == one("cohort_id"))
        .order_by(func.lower(Person.full_name), CohortMember.id)
    )


@Statement
def _topics() -> Query:
    return (
        select(MemberTopic.member_id, MemberTopic.topic_id)
        .join(CohortMember, CohortMember.id == MemberTopic.member_id)
        .where(CohortMember.cohort_id == one("cohort_id"))
    )


@Statement
def _away() -> Query:
    return (
        select(MemberAbsence.member_id, MemberAbsence.day_id)
        .join(CohortMember, CohortMember.id == MemberAbsence.member_id)
        .where(CohortMember.cohort_id == one("cohort_id"))
    )


@Statement
def _turns() -> Query:
    return (
        select(PresenterTurn.group_id, PresenterTurn.id, PresenterTurn.day_id, PresenterTurn.member_id)
        .join(ReflectiveGroup, ReflectiveGroup.id == PresenterTurn.group_id)
        .where(ReflectiveGroup.cohort_id == one("cohort_id"))
        .order_by(PresenterTurn.id)
    )


def facilitates_in(viewer: Viewer, cohort_id: int) -> bool:
    """Whether the viewer leads a group of the cohort. One statement."""
    return _facilitated.first(cohort_id=cohort_id, person_id=viewer.person_id) is not None


@Statement
def _facilitated() -> Query:
    return (
        select(ReflectiveGroup.id)
        .where(
            ReflectiveGroup.cohort_id == one("cohort_id"),
            ReflectiveGroup.facilitator_id == one("person_id"),
            sees_to_group(),
        )
        .limit(1)
    )


def members_without_group(cohort_id: int) -> list[tuple[int, str]]:
    """(id, name) of members who are in no group yet."""
    query = (
        select(CohortMember.id, Person.full_name)
        .join(Person, Person.id == CohortMember.person_id)
        .outerjoin(GroupPlace, GroupPlace.member_id == CohortMember.id)
        .where(
            CohortMember.cohort_id == cohort_id,
            CohortMember.state == MemberState.MEMBER,
            GroupPlace.member_id.is_(None),
        )
        .order_by(func.lower(Person.full_name), CohortMember.id)
    )
    return [(row.id, row.full_name) for row in db.session.execute(query)]


def members_with_area(cohort_id: int) -> list[tuple[int, int]]:
    """(id, area) of every member, for making groups."""
    query = (
        select(CohortMember.id, CohortMember.area_id)
        .where(CohortMember.cohort_id == cohort_id, CohortMember.state == MemberState.MEMBER)
        .order_by(CohortMember.id)
    )
    return [(row.id, row.area_id) for row in db.session.execute(query)]
