"""Two areas with people in each, and a clinic whose booked request a record can be opened for."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.advice.models import RequestForAdvice
from csaleads.clinics.models import Clinic
from csaleads.consultations import drafting, reading_queries, service
from csaleads.consultations.content import ActionEntry, AgencyEntry, RecordContent
from csaleads.consultations.models import Agency, OwnerRole
from csaleads.core import clock
from csaleads.core.unit_of_work import roll_back, unit_of_work
from tests.factories import Factory

REFERENCE = "K7Q-4MD"
NOTE_MARKER = "pebble note"
WORDS = {
    "hypotheses": "hypothesisword: harm at home, or elsewhere",
    "evidence_for": "evidenceforword",
    "evidence_against": "againstword: nothing was seen",
    "protective_factors": "protectiveword",
    "advice": "adviceword: meet Child A at school",
    "say_to_child": "sayingword: it is not your fault",
    "manager_decision": "managerword",
}
ROLE_WORD, ACTION_WORD = "waits for the interview", "actionword: ring the school"
FULL = RecordContent(
    texts=WORDS,
    agencies=(AgencyEntry(Agency.POLICE, ROLE_WORD),),
    actions=(ActionEntry(ACTION_WORD, OwnerRole.SOCIAL_WORKER, None),),
    lead_note=NOTE_MARKER,
)


@dataclass
class Scene:
    """Everybody concerned with one request, and their counterparts in the other area."""

    make: Factory
    area: Area
    other_area: Area
    worker: Person
    other_worker: Person
    lead: Person
    co_lead: Person
    stranger: Person  # a lead of the area with no part in this
    coordinator: Person
    far_lead: Person
    far_worker: Person
    far_coordinator: Person
    clinic: Clinic
    request: RequestForAdvice

    def actor(self, name: str) -> Viewer:
        """The actor that the person of that name is."""
        roles = {
            "worker": Role.SOCIAL_WORKER,
            "other_worker": Role.SOCIAL_WORKER,
            "coordinator": Role.COORDINATOR,
            "far_worker": Role.SOCIAL_WORKER,
            "far_coordinator": Role.COORDINATOR,
        }
        area = self.other_area if name.startswith("far_") else self.area
        return self.make.viewer(getattr(self, name), area, roles.get(name, Role.PRACTICE_LEAD))

    def open(self, by: str = "lead", reference: str = REFERENCE) -> None:
        with unit_of_work():
            service.open_record(self.actor(by), reference=reference)

    def save(self, content: RecordContent = FULL, by: str = "lead") -> None:
        version = self.view(by).version
        with unit_of_work():
            drafting.save_draft(self.actor(by), reference=REFERENCE, content=content, version=version)

    def sign(self, by: str = "lead") -> None:
        version = self.view(by).version
        with unit_of_work():
            service.sign_record(self.actor(by), reference=REFERENCE, version=version)

    def signed(self) -> None:
        self.open()
        self.save()
        self.sign()

    def view(self, by: str) -> reading_queries.RecordView:
        roll_back()
        view = reading_queries.get_record(self.actor(by), REFERENCE)
        roll_back()
        return view


@pytest.fixture
def scene(app: Flask, make: Factory) -> Scene:
    area, other_area = make.area(), make.area()
    worker, lead, co_lead = (
        make.worker(area, name="Wanda Worker"),
        make.lead(area, name="Lena Lead"),
        make.lead(area, name="Colin Colead"),
    )
    clinic = make.clinic(area, [lead, co_lead], starts_at=clock.now())
    request = make.request(area, worker, reference=REFERENCE)
    make.booking(request, make.slots_of(clinic)[0])
    people: dict[str, Any] = {
        "other_worker": make.worker(area),
        "stranger": make.lead(area),
        "coordinator": make.coordinator(area, name="Cora Coordinator"),
        "far_lead": make.lead(other_area),
        "far_worker": make.worker(other_area),
        "far_coordinator": make.coordinator(other_area),
    }
    return Scene(make, area, other_area, worker=worker, lead=lead, co_lead=co_lead, clinic=clinic,
                 request=request, **people)  # fmt: skip
