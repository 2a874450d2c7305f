"""Giving and ending roles. A role is never changed: it ends on a last day, and another begins."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import SYSTEM_PERSON_ID, Viewer
from csaleads.accounts import in_hand, policy, role_ends, spans
from csaleads.accounts.errors import LastCoordinator, RoleAlreadyHeld, StillInHand
from csaleads.accounts.models import Person, RoleInArea
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes


@writes
def give_role(actor: Viewer, *, person_id: int, area_id: int, role: Role, starts_on: date) -> None:
    """The person holds `role` in the area from `starts_on` until further notice.

    Raises RoleAlreadyHeld, InvalidChoice for a day in the past, WrongState for somebody whose account is closed.
    """
    policy.require_can_give(actor, area_id=area_id, roles=[role])
    person = lock_member(actor, person_id=person_id, area_id=area_id)
    if person.left_on is not None:
        raise WrongState("give a role", "left")
    if starts_on < clock.today():
        raise InvalidChoice("starts_on")
    add_role(actor, person_id=person_id, area_id=area_id, role=role, starts_on=starts_on)


@writes
def end_role(actor: Viewer, *, role_id: int, ends_on: date) -> None:
    """`ends_on` is the last day of that role; with yesterday's date it ends at once.

    A role that would end before it began is withdrawn. Rooms upstairs are told at once (`role_ends`), or in the night after
    its last day. Raises LastCoordinator, WrongState where it has ended already, and StillInHand where a Practice Lead would
    be none at once and leave clinics or records to nobody, although a colleague could take them over.
    """
    row = db.session.get(RoleInArea, role_id)
    if row is None or row.area_id is None:
        raise NotFound("role")
    policy.require_can_give(actor, area_id=row.area_id, roles=[row.role])
    # The coordinators of the area are locked first and in one order, so that two who end each other's role meet there.
    require_another_coordinator(actor, person_id=row.person_id, area_id=row.area_id, roles=[row.role])
    locked = select(RoleInArea).where(RoleInArea.id == role_id).with_for_update()
    row = db.session.scalar(locked.execution_options(populate_existing=True))
    if row is None or (row.ends_on is not None and row.ends_on < clock.today()):
        raise WrongState("end", "ended")
    _require_handed_over(row, ends_on)
    row.ended_by_id = id_or_none(actor)
    audit.record(
        actor,
        "end_role",
        subject=("person", row.person_id),
        area_id=row.area_id,
        role=row.role.value,
        ends_on=ends_on.isoformat(),
    )
    person_id, area_id, role = row.person_id, row.area_id, row.role
    spans.end(row, ends_on=ends_on)
    role_ends.announce_last_day(actor, person_id=person_id, area_id=area_id, role=role, ends_on=ends_on)
    role_ends.announce_end(actor, person_id=person_id, area_id=area_id, role=role)
    db.session.flush()


def _require_handed_over(row: RoleInArea, ends_on: date) -> None:
    """Until a last day to come they can finish or hand over themselves; at once nothing of theirs may be left to nobody."""
    if row.role is not Role.PRACTICE_LEAD or row.area_id is None or ends_on >= clock.today():
        return
    in_the_way = [m for m in in_hand.list_matters_of_lead(row.person_id, row.area_id) if m.must_go]
    if in_the_way:
        raise StillInHand(len(in_the_way))


@writes
def add_role(actor: Viewer, *, person_id: int, area_id: int | None, role: Role, starts_on: date) -> None:
    """The bare act, inside a service that has checked who may: raises RoleAlreadyHeld."""
    if _holds_then(person_id, area_id, role, starts_on):
        raise RoleAlreadyHeld()
    try:
        with savepoint():
            db.session.add(
                RoleInArea(
                    person_id=person_id,
                    area_id=area_id,
                    role=role,
                    starts_on=starts_on,
                    given_by_id=id_or_none(actor),
                )
            )
    except IntegrityError as error:
        raise RoleAlreadyHeld() from error
    audit.record(
        actor,
        "give_role",
        subject=("person", person_id),
        area_id=area_id,
        role=role.value,
        starts_on=starts_on.isoformat(),
    )


def _holds_then(person_id: int, area_id: int | None, role: Role, day: date) -> bool:
    same_area = RoleInArea.area_id.is_(None) if area_id is None else RoleInArea.area_id == area_id
    query = select(RoleInArea.id).where(
        RoleInArea.person_id == person_id,
        RoleInArea.role == role,
        same_area,
        or_(RoleInArea.ends_on.is_(None), RoleInArea.ends_on >= day),
    )
    return db.session.scalar(query.limit(1)) is not None


@writes
def lock_member(actor: Viewer, *, person_id: int, area_id: int) -> Person:
    """The person, locked, if they hold or held a role in the area that `actor` may know of; else NotFound."""
    known = select(RoleInArea.id).where(RoleInArea.person_id == person_id, RoleInArea.area_id == area_id)
    if not policy.can_manage_people_of(actor, area_id):
        if not actor.can(Permission.MANAGE_COORDINATORS):
            raise NotFound("person")
        known = known.where(RoleInArea.role == Role.COORDINATOR)
    if db.session.scalar(known.limit(1)) is None:
        raise NotFound("person")
    person = db.session.scalar(select(Person).where(Person.id == person_id).with_for_update())
    if person is None:
        raise NotFound("person")
    return person


def require_another_coordinator(
    actor: Viewer, *, person_id: int, area_id: int, roles: Collection[Role]
) -> None:
    """Raise LastCoordinator where the area would be left without one. Locks the coordinators' rows until the unit ends."""
    if not any(policy.needs_another_coordinator(actor, area_id=area_id, role=role) for role in roles):
        return
    query = (
        select(RoleInArea)
        .where(
            RoleInArea.area_id == area_id,
            RoleInArea.role == Role.COORDINATOR,
            RoleInArea.ends_on.is_(None),
            RoleInArea.starts_on <= clock.today(),
        )
        .order_by(RoleInArea.id)
        .with_for_update()
    )
    others = [row.person_id for row in db.session.scalars(query) if row.person_id != person_id]
    can_sign_in = select(Person.id).where(
        Person.id.in_(others), Person.joined_at.is_not(None), Person.left_on.is_(None)
    )
    if db.session.scalar(can_sign_in.limit(1)) is None:
        raise LastCoordinator()


def id_or_none(who: Viewer) -> int | None:
    """Who did it, for a foreign key: nobody where the service itself or a command did."""
    return None if who.person_id == SYSTEM_PERSON_ID else who.person_id
