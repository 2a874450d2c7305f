"""An area with a worker, leads, a manager and a coordinator, and a neighbour area with a lead and a manager."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.clinics.models import Clinic
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development import shadow_lock_queries, shadow_service
from csaleads.development.models import ShadowingState
from csaleads.notify.models import Message, MessageKind
from tests.factories import Factory

ROLES = {
    "worker": Role.SOCIAL_WORKER,
    "lead": Role.PRACTICE_LEAD,
    "new_lead": Role.PRACTICE_LEAD,
    "second_lead": Role.PRACTICE_LEAD,
    "manager": Role.LINE_MANAGER,
    "other_manager": Role.LINE_MANAGER,
    "coordinator": Role.COORDINATOR,
    "their_lead": Role.PRACTICE_LEAD,
    "their_coordinator": Role.COORDINATOR,
}


@dataclass
class Cast:
    """Who is there. `person["lead"]` signs in, `actor("lead")` acts."""

    make: Factory
    here: Area
    there: Area
    person: dict[str, Person]

    def actor(self, part: str) -> Viewer:
        area = self.there if part.startswith("their_") else self.here
        return self.make.viewer(self.person[part], area, ROLES[part])


@pytest.fixture
def cast(make: Factory) -> Cast:
    """`manager` manages the worker and the leads; `other_manager` manages nobody."""
    here, there = make.area("Northmere"), make.area("Southholt")
    cast = Cast(make, here, there, {})
    for part, role in ROLES.items():
        if part != "manager":
            cast.person[part] = make.person(there if part.startswith("their_") else here, role)
    managed = [cast.person[part] for part in ("worker", "lead", "new_lead")]
    cast.person["manager"] = make.manager(here, of=managed)
    return cast


@pytest.fixture
def clinic(cast: Cast, make: Factory) -> Clinic:
    """A clinic of `lead` in a week."""
    return make.clinic(cast.here, [cast.person["lead"]])


def ask(cast: Cast, clinic: Clinic, part: str = "new_lead") -> int:
    with unit_of_work():
        return shadow_service.ask_to_shadow(cast.actor(part), clinic_id=clinic.id)


def move(cast: Cast, shadowing_id: int, verb: str, part: str) -> ShadowingState:
    with unit_of_work():
        return shadow_service.move_shadowing(cast.actor(part), shadowing_id=shadowing_id, verb=verb)


def state_of(shadowing_id: int) -> ShadowingState | None:
    db.session.rollback()
    return shadow_lock_queries.state_of(shadowing_id)


def told(cast: Cast, part: str) -> list[MessageKind]:
    query = select(Message.kind).where(Message.person_id == cast.person[part].id).order_by(Message.id)
    return list(db.session.scalars(query))
