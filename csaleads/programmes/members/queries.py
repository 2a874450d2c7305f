"""Reads of the members of a cohort: those whom the viewer looks after or manages, and themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, LineManagement, Person
from csaleads.accounts.queries import PersonName, is_current, list_people_in, managed_person_ids
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.programmes import policy
from csaleads.programmes.models import Cohort, CohortMember, MemberState, Way
from csaleads.programmes.queries import CohortView

LEARNERS = (Role.SOCIAL_WORKER, Role.PRACTICE_LEAD)


@dataclass(frozen=True)
class MemberView:
    """Somebody's part in a cohort, with who manages them in the area today."""

    id: int
    area_id: int
    area_name: str
    person_id: int
    full_name: str
    state: MemberState
    state_since: datetime
    way: Way
    nominated_by: str
    manager_id: int | None
    manager_name: str | None
    agreed_by: str | None
    replaced_by: str | None


class MemberLine(NamedTuple):
    """A member as the list shows them."""

    id: int
    full_name: str
    area_name: str
    state: MemberState
    state_since: datetime
    manager_name: str | None


def list_members(
    viewer: Viewer, cohort: CohortView, *, state: MemberState | None, page: int
) -> Page[MemberLine]:
    """Those of the cohort whom the viewer looks after or manages, by name. One statement; NotFound for whoever does neither."""
    looks_after = [area.id for area in cohort.areas if policy.sees_to_area(viewer, cohort, area.id)]
    manages_in = [area.id for area in cohort.areas if viewer.can_in(Permission.AGREE_TIME, area.id)]
    if not looks_after and not manages_in:
        raise NotFound("members")
    asked = {
        "cohort_id": cohort.id,
        "area_ids": looks_after,
        "manages_in": manages_in,
        "viewer_id": viewer.person_id,
        "state": state,
    }
    found, total = _lines.found(
        state is not None, **asked, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count.scalar(state is not None, **asked))
    return Page(found.made(_line), page, total)


def _line(row: Any) -> MemberLine:
    return MemberLine(*row)


@Statement
def _lines(by_state: bool) -> Query:
    manager = aliased(Person)
    lines = (
        select(
            CohortMember.id,
            Person.full_name,
            Area.name.label("area_name"),
            CohortMember.state,
            CohortMember.state_since,
            manager.full_name.label("manager_name"),
        )
        .join(Person, Person.id == CohortMember.person_id)
        .join(Area, Area.id == CohortMember.area_id)
        .outerjoin(LineManagement, _manages())
        .outerjoin(manager, manager.id == LineManagement.manager_id)
        .where(*_conditions(by_state))
        .order_by(func.lower(Person.full_name), CohortMember.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _counted(by_state))


@Statement
def _count(by_state: bool) -> Query:
    return _counted(by_state)


def _counted(by_state: bool) -> Query:
    return select(func.count()).select_from(CohortMember).where(*_conditions(by_state))


def _conditions(by_state: bool) -> list[ColumnElement[bool]]:
    line = aliased(LineManagement)
    is_managed = exists().where(
        line.person_id == CohortMember.person_id,
        line.area_id == CohortMember.area_id,
        line.manager_id == one("viewer_id"),
        is_current(line),
    )
    seen = or_(
        CohortMember.area_id.in_(many("area_ids")),
        and_(CohortMember.area_id.in_(many("manages_in")), is_managed),
    )
    conditions = [CohortMember.cohort_id == one("cohort_id"), seen]
    return [*conditions, CohortMember.state == one("state")] if by_state else conditions


def _manages() -> ColumnElement[bool]:
    return and_(
        LineManagement.person_id == CohortMember.person_id,
        LineManagement.area_id == CohortMember.area_id,
        is_current(LineManagement),
    )


def get_member(viewer: Viewer, cohort: CohortView, member_id: int) -> MemberView:
    """One member; NotFound for whoever may not see them."""
    row = _member.first(id=member_id, cohort_id=cohort.id)
    if row is None:
        raise NotFound("member")
    member = MemberView(*row)
    if not policy.can_see_member(viewer, cohort, member):
        raise NotFound("member")
    return member


def facts_of(cohort: CohortView, member_id: int) -> MemberView:
    """The same for this room's own services, whoever asks."""
    return MemberView(*_member.rows(id=member_id, cohort_id=cohort.id)[0])


def find_facts(cohort: CohortView, member_id: int) -> MemberView | None:
    """The same, or None where nobody of that id is in the cohort. Ask policy next."""
    row = _member.first(id=member_id, cohort_id=cohort.id)
    return MemberView(*row) if row else None


@Statement
def _member() -> Query:
    nominated, manager, agreed = aliased(Person), aliased(Person), aliased(Person)
    successor, successor_person = aliased(CohortMember), aliased(Person)
    return (
        select(
            CohortMember.id,
            CohortMember.area_id,
            Area.name.label("area_name"),
            CohortMember.person_id,
            Person.full_name,
            CohortMember.state,
            CohortMember.state_since,
            CohortMember.way,
            nominated.full_name.label("nominated_by"),
            LineManagement.manager_id,
            manager.full_name.label("manager_name"),
            agreed.full_name.label("agreed_by"),
            successor_person.full_name.label("replaced_by"),
        )
        .join(Person, Person.id == CohortMember.person_id)
        .join(Area, Area.id == CohortMember.area_id)
        .join(nominated, nominated.id == CohortMember.nominated_by_id)
        .outerjoin(LineManagement, _manages())
        .outerjoin(manager, manager.id == LineManagement.manager_id)
        .outerjoin(agreed, agreed.id == CohortMember.agreed_by_id)
        .outerjoin(successor, successor.id == CohortMember.replaced_by_id)
        .outerjoin(successor_person, successor_person.id == successor.person_id)
        .where(CohortMember.id == one("id"), CohortMember.cohort_id == one("cohort_id"))
    )


def find_own(viewer: Viewer, cohort_id: int) -> tuple[int, MemberState] | None:
    """(id, state) of the viewer's own part in the cohort, or None."""
    row = _own.first(cohort_id=cohort_id, person_id=viewer.person_id)
    return (row.id, row.state) if row else None


@Statement
def _own() -> Query:
    return select(CohortMember.id, CohortMember.state).where(
        CohortMember.cohort_id == one("cohort_id"), CohortMember.person_id == one("person_id")
    )


def lock_member(member_id: int, cohort_id: int) -> CohortMember:
    """The row, locked until the unit ends; raises NotFound. Ask policy next."""
    query = (
        select(CohortMember)
        .where(CohortMember.id == member_id, CohortMember.cohort_id == cohort_id)
        .with_for_update()
    )
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("member")
    return row


def find_of_person(cohort_id: int, person_id: int) -> CohortMember | None:
    """The row of the person in the cohort, locked, or None."""
    query = select(CohortMember).where(
        CohortMember.cohort_id == cohort_id, CohortMember.person_id == person_id
    )
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def list_parts_in(person_id: int, area_id: int) -> list[tuple[int, int]]:
    """(cohort, member) of the person's parts for that area in cohorts that go on, in one order for whoever locks them."""
    query = (
        select(CohortMember.cohort_id, CohortMember.id)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .where(
            CohortMember.person_id == person_id,
            CohortMember.area_id == area_id,
            Cohort.state.in_(sorted(policy.TAKES_PEOPLE)),
        )
        .order_by(CohortMember.cohort_id)
    )
    return [(row.cohort_id, row.id) for row in db.session.execute(query)]


def people_to_nominate(viewer: Viewer, cohort: CohortView, area_id: int) -> list[PersonName]:
    """Social workers and leads of the area who take no part yet: all for whoever looks after it, their own for a manager."""
    looks_after = policy.sees_to_area(viewer, cohort, area_id)
    if not looks_after and not (area_id in cohort.area_ids and viewer.can_in(Permission.AGREE_TIME, area_id)):
        raise NotFound("people")
    people = {person.id: person for role in LEARNERS for person in list_people_in([area_id], role)}
    taking_part = set(
        db.session.scalars(
            select(CohortMember.person_id).where(
                CohortMember.cohort_id == cohort.id,
                CohortMember.state.not_in([MemberState.LEFT, MemberState.DEFERRED]),
            )
        )
    )
    allowed = set(people) if looks_after else set(managed_person_ids(viewer))
    found = [person for person in people.values() if person.id in allowed - taking_part]
    return sorted(found, key=lambda person: (person.full_name.lower(), person.id))


def successors_of(viewer: Viewer, cohort: CohortView, member: MemberView) -> list[tuple[int, str]]:
    """(id, name) of those of the same area whose time is agreed and who could come in the member's place; never the viewer."""
    if not policy.sees_to_area(viewer, cohort, member.area_id):
        raise NotFound("successors")
    query = (
        select(CohortMember.id, Person.full_name)
        .join(Person, Person.id == CohortMember.person_id)
        .where(
            CohortMember.cohort_id == cohort.id,
            CohortMember.area_id == member.area_id,
            CohortMember.state == MemberState.AGREED,
            CohortMember.person_id != viewer.person_id,
        )
        .order_by(func.lower(Person.full_name), CohortMember.id)
    )
    return [(row.id, row.full_name) for row in db.session.execute(query)]


def find_state(member_id: int | None) -> MemberState | None:
    """The state of the member of that id, or None."""
    return _state.scalar(id=member_id) if member_id is not None else None


@Statement
def _state() -> Query:
    return select(CohortMember.state).where(CohortMember.id == one("id"))
