"""An area with a worker, two leads and a coordinator, and texts with something to find in them."""

from dataclasses import dataclass

import pytest

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.screening.subjects import Subject
from tests.factories import Factory

NAME = "Jayden Whitlock"
KNOWN = f"The teacher says {NAME} told her about a secret. {NAME} is eight."
PHONE = "Ring the aunt on 07700 900123 after school."


@dataclass
class Scene:
    """Who and what most tests of this room begin with."""

    make: Factory
    area: Area
    worker: Person
    lead: Person
    other_lead: Person
    coordinator: Person

    @property
    def as_worker(self) -> Viewer:
        return self.make.viewer(self.worker, self.area, Role.SOCIAL_WORKER)

    @property
    def as_lead(self) -> Viewer:
        return self.make.viewer(self.lead, self.area, Role.PRACTICE_LEAD)

    def draft(self, **columns: object) -> RequestForAdvice:
        """A draft that could be sent, but for what is in it."""
        state = {"state": RequestState.DRAFT, "submitted_at": None}
        return self.make.request(self.area, self.worker, **{**state, **columns})

    def request(self, **columns: object) -> RequestForAdvice:
        return self.make.request(self.area, self.worker, **columns)


@pytest.fixture
def scene(make: Factory) -> Scene:
    area = make.area()
    worker, lead, other = make.worker(area), make.lead(area), make.lead(area)
    return Scene(make, area, worker, lead, other, make.coordinator(area))


def subject_of(request: RequestForAdvice) -> Subject:
    return Subject("request", request.id, request.area_id)
