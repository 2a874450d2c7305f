"""An area with a worker, two leads and a clinic; and answers that can be sent."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person, Team
from csaleads.advice.models import RequestForAdvice, Stage
from csaleads.clinics.models import Clinic, Slot
from csaleads.core.database import db
from csaleads.practice.models import AgeBand, Concern
from tests.factories import Factory
from tests.page_client import PageClient

ANSWERS: dict[str, Any] = {
    "concern": Concern.ONLINE,
    "age_band": AgeBand.FROM_11_TO_13,
    "stage": Stage.SECTION_47,
    "known": "Child A showed a message.",
    "worrying": "Child A deletes messages.",
    "going_well": "Child A talks with an aunt.",
    "question": "How do we ask about the phone?",
    "confidence_before": 3,
}


@dataclass
class Scene:
    """Who and what most tests of this room begin with."""

    make: Factory
    area: Area
    team: Team
    worker: Person
    lead: Person
    clinic: Clinic
    slots: list[Slot] = field(default_factory=list)

    @property
    def as_worker(self) -> Viewer:
        return self.make.viewer(self.worker, self.area, Role.SOCIAL_WORKER)

    @property
    def as_lead(self) -> Viewer:
        return self.make.viewer(self.lead, self.area, Role.PRACTICE_LEAD)

    def request(self, **columns: Any) -> RequestForAdvice:
        return self.make.request(self.area, self.worker, **columns)

    def fresh(self, row: Any) -> Any:
        """`row` as the database has it now."""
        db.session.rollback()
        found = db.session.get_one(type(row), row.id, populate_existing=True)
        db.session.expunge(found)
        return found


class Browser(PageClient):
    """A client whose every request has an application context of its own, as at a server: who is signed in is asked anew."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        with self.application.app_context():
            return super().open(*args, **kwargs)


@pytest.fixture
def client(app: Flask) -> PageClient:
    return Browser(app)


@pytest.fixture
def new_client(app: Flask) -> Any:
    return lambda: Browser(app)


@pytest.fixture
def scene(make: Factory) -> Scene:
    area = make.area()
    team = make.team(area)
    worker = make.worker(area, team=team, name="Wanda Worker")
    lead = make.lead(area, name="Lena Lead")
    clinic = make.clinic(area, [lead])
    return Scene(make, area, team, worker, lead, clinic, make.slots_of(clinic))
