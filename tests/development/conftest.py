"""An area with a worker, leads, a manager and a coordinator, and a neighbour area with a lead and a manager."""

from dataclasses import dataclass

import pytest

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
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
