"""Two areas with those who read, add and approve, and the programme team."""

from dataclasses import dataclass

import pytest

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from tests.factories import Factory

ROLES = {
    "worker": Role.SOCIAL_WORKER,
    "lead": Role.PRACTICE_LEAD,
    "other_lead": Role.PRACTICE_LEAD,
    "manager": Role.LINE_MANAGER,
    "coordinator": Role.COORDINATOR,
    "programme": Role.PROGRAMME_TEAM,
    "auditor": Role.AUDITOR,
    "their_worker": Role.SOCIAL_WORKER,
    "their_lead": Role.PRACTICE_LEAD,
    "their_coordinator": Role.COORDINATOR,
}
NETWORK = ("programme", "auditor")


@dataclass
class Cast:
    """Who is there. `person["lead"]` signs in, `actor("lead")` acts."""

    make: Factory
    here: Area
    there: Area
    person: dict[str, Person]

    def area_of(self, part: str) -> Area | None:
        if part in NETWORK:
            return None
        return self.there if part.startswith("their_") else self.here

    def actor(self, part: str) -> Viewer:
        return self.make.viewer(self.person[part], self.area_of(part), ROLES[part])


@pytest.fixture
def cast(make: Factory) -> Cast:
    here, there = make.area("Northmere"), make.area("Southholt")
    cast = Cast(make, here, there, {})
    for part, role in ROLES.items():
        cast.person[part] = make.person(cast.area_of(part), role)
    return cast
