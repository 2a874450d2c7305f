"""Figures are counted once and kept; whatever changes one of them is seen at once all the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import leaving, roles_service
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.advice import attendance, drafts
from csaleads.advice.models import RequestState
from csaleads.clinics import state_service
from csaleads.consultations import service as consultations
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.insight import kept_figures, queries
from csaleads.insight.periods import last_months, last_quarters
from csaleads.vocabulary.models import Meaning
from tests.conftest import NOON
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

HOUR = timedelta(hours=1)


@dataclass
class Scene:
    """An area in which every figure can change next."""

    make: Factory
    area: Area
    lead: Person
    idle_lead: Person
    coordinator: Person
    clinic: Any
    booked: Any
    draft: Any
    unsigned: Any

    @property
    def as_lead(self) -> Viewer:
        return self.make.viewer(self.lead, self.area, Role.PRACTICE_LEAD)

    @property
    def as_coordinator(self) -> Viewer:
        return self.make.viewer(self.coordinator, self.area, Role.COORDINATOR)


@pytest.fixture
def scene(make: Factory) -> Scene:
    area = make.area()
    lead, worker = make.lead(area), make.worker(area, team=make.team(area))
    clinic = make.clinic(area, [lead], starts_at=NOON - HOUR)
    booked = make.request(area, worker)
    make.booking(booked, make.slots_of(clinic)[0])
    words = "Child A talks with an aunt."
    answers = dict.fromkeys(("known", "worrying", "going_well", "question"), words)
    draft = make.request(area, worker, state=RequestState.DRAFT, submitted_at=None, **answers)
    unsigned = make.request(area, worker)
    make.consultation(unsigned, lead, advice="Listen.")
    make.word(area, lead, "Larkwood Rise", Meaning.PLACE)  # the area has a trail from here on
    return Scene(make, area, lead, make.lead(area), make.coordinator(area), clinic, booked, draft, unsigned)


def hold(scene: Scene) -> None:
    state_service.hold_clinic(scene.as_lead, clinic_id=scene.clinic.id)


def attend(scene: Scene) -> None:
    hold(scene)
    attendance.mark_attended(scene.as_lead, reference=scene.booked.reference)


def attend_and_undo(scene: Scene) -> None:
    attend(scene)
    attendance.undo_attendance(scene.as_lead, reference=scene.booked.reference)


def sign(scene: Scene) -> None:
    consultations.sign_record(scene.as_lead, reference=scene.unsigned.reference, version=1)


def send(scene: Scene) -> None:
    worker = scene.make.viewer(
        db.session.get_one(Person, scene.draft.worker_id), scene.area, Role.SOCIAL_WORKER
    )
    drafts.submit_request(worker, reference=scene.draft.reference)


def give_role(scene: Scene) -> None:
    person_id = db.session.scalars(
        select(RoleInArea.person_id).where(RoleInArea.role == Role.SOCIAL_WORKER)
    ).first()
    assert person_id is not None
    roles_service.give_role(
        scene.as_coordinator,
        person_id=person_id,
        area_id=scene.area.id,
        role=Role.PRACTICE_LEAD,
        starts_on=clock.today(),
    )


def leave(scene: Scene) -> None:
    leaving.leave_area(scene.as_coordinator, person_id=scene.idle_lead.id, area_id=scene.area.id)


ACTS = (hold, attend, attend_and_undo, sign, send, give_role, leave)


def seen(area_id: int) -> tuple[Any, Any]:
    found = kept_figures.months_of([area_id]).by_area, kept_figures.quarters_of([area_id]).by_area
    db.session.rollback()
    return found


def counted(area_id: int) -> tuple[Any, Any]:
    found = queries.count_months([area_id], last_months()), queries.count_quarters([area_id], last_quarters())
    db.session.rollback()
    return found


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_what_changes_a_figure_is_seen_at_once(scene: Scene, act: Callable[[Scene], None]) -> None:
    before = seen(scene.area.id)
    assert before == counted(scene.area.id)

    with unit_of_work():
        act(scene)

    after = seen(scene.area.id)
    assert after == counted(scene.area.id)
    assert after != before


def test_while_nothing_happens_nothing_is_counted_again(scene: Scene) -> None:
    seen(scene.area.id)

    with count_statements() as statements:
        seen(scene.area.id)

    assert len(statements) == 2, "one for the last link of each of the two"


def test_only_the_area_in_which_something_happened_is_counted_again(scene: Scene, make: Factory) -> None:
    other = make.area()
    make.word(other, make.lead(other), "Fernbridge")
    asked: list[list[int]] = []
    kept = kept_figures._Kept(
        lambda area_ids: asked.append(list(area_ids)) or queries.count_months(area_ids, last_months())
    )  # type: ignore[func-returns-value]
    kept.of([scene.area.id, other.id])
    with unit_of_work():
        sign(scene)

    kept.of([scene.area.id, other.id])

    assert asked == [[scene.area.id, other.id], [scene.area.id]]


def test_an_area_without_a_trail_is_counted_each_time(make: Factory) -> None:
    area = make.area()
    lead = make.lead(area)
    assert kept_figures.months_of([area.id]).state is None
    make.consultation(make.request(area, make.worker(area)), lead, signed_at=NOON - HOUR)

    assert kept_figures.months_of([area.id]).by_area[area.id].signed != ()


def test_figures_move_with_the_calendar(scene: Scene) -> None:
    with unit_of_work():
        sign(scene)
    (now,) = (count.span for count in kept_figures.months_of([scene.area.id]).by_area[scene.area.id].signed)
    db.session.rollback()

    with clock.at(NOON + timedelta(days=31)):
        (later,) = (
            count.span for count in kept_figures.months_of([scene.area.id]).by_area[scene.area.id].signed
        )

    assert (now, later) == (11, 10)


def test_the_page_shows_a_signature_at_once(scene: Scene, make: Factory, client: PageClient) -> None:
    manager = make.manager(scene.area, [scene.lead])
    client.sign_in(manager)
    assert "Together 0 0 0 0 –" in client.get_page("/uptake").main

    with unit_of_work():
        sign(scene)

    assert "Together 0 0 0 1" in client.get_page("/uptake").main
