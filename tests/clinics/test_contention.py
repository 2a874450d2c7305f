"""Several people at one slot or one clinic at the same moment, each in a transaction of their own."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Area, Person
from csaleads.clinics import service, state_service
from csaleads.clinics.errors import SlotAlreadyBooked, SlotGone
from csaleads.clinics.models import ClinicSeries, Slot, SlotState
from csaleads.clinics.series_service import Scope
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import DomainError
from csaleads.core.unit_of_work import unit_of_work
from tests.clinics.test_creating import monthly
from tests.conftest import NOON
from tests.factories import Factory
from tests.page_client import PageClient


def all_at_once(app: Flask, acts: list[Callable[[], Any]]) -> Counter[str]:
    """How often each act ended how, when they all start together."""
    start = threading.Barrier(len(acts))
    ends: list[str] = []

    def attempt(act: Callable[[], Any]) -> None:
        with app.app_context(), clock.at(NOON):
            start.wait()
            try:
                with unit_of_work():
                    act()
                ends.append("done")
            except DomainError as refused:
                ends.append(type(refused).__name__)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=attempt, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return Counter(ends)


def test_one_of_twelve_takes_the_slot(app: Flask, make: Factory) -> None:
    area = make.area()
    slot_id = make.slots_of(make.clinic(area, [make.lead(area)], slots=1))[0].id
    workers = [make.viewer(make.worker(area), area, Role.SOCIAL_WORKER) for _ in range(12)]

    ends = all_at_once(app, [lambda worker=worker: service.take_slot(worker, slot_id) for worker in workers])

    assert ends == {"done": 1, SlotAlreadyBooked.__name__: 11}


def test_nobody_takes_a_slot_of_a_clinic_that_is_being_cancelled(app: Flask, make: Factory) -> None:
    area = make.area()
    lead = make.lead(area)
    clinic = make.clinic(area, [lead], slots=6)
    slots = [slot.id for slot in make.slots_of(clinic)]
    worker = make.viewer(make.worker(area), area, Role.SOCIAL_WORKER)
    actor = make.viewer(lead, area, Role.PRACTICE_LEAD)
    told: list[int] = []

    def cancel() -> None:
        state_service.cancel_clinics(actor, clinic_id=clinic.id, scope=Scope.THIS, reason="No room")

    def count_booked(*arguments: Any) -> None:
        query = select(func.count()).where(Slot.clinic_id == clinic.id, Slot.state == SlotState.BOOKED)
        told.append(db.session.scalar(query) or 0)

    service.subscribe(count_booked)
    try:
        ends = all_at_once(
            app, [cancel, *(lambda slot_id=slot_id: service.take_slot(worker, slot_id) for slot_id in slots)]
        )
    finally:
        service._listeners.remove(count_booked)

    taken = ends["done"] - 1
    assert ends[SlotGone.__name__] == 6 - taken
    assert told == [taken]  # every booking that was made in time was seen by the cancellation
    left = db.session.scalars(select(Slot.state).where(Slot.clinic_id == clinic.id)).all()
    assert SlotState.FREE not in left


def test_a_creation_form_sent_twice_at_once_makes_one_series(app: Flask, make: Factory) -> None:
    area: Area = make.area()
    lead: Person = make.lead(area)
    browsers = [PageClient(app).sign_in(lead) for _ in range(4)]

    def send(browser: PageClient) -> None:
        assert browser.post("/clinics/new", data=monthly(lead)).status_code == 302

    start_together(app, [lambda browser=browser: send(browser) for browser in browsers])

    assert db.session.scalar(select(func.count()).select_from(ClinicSeries)) == 1


def start_together(app: Flask, acts: list[Callable[[], None]]) -> None:
    """Run the acts at once, each as a request of its own; the first failure is raised here."""
    start = threading.Barrier(len(acts))
    failures: list[BaseException] = []

    def attempt(act: Callable[[], None]) -> None:
        with clock.at(NOON):
            start.wait()
            try:
                act()
            except BaseException as failure:  # noqa: BLE001 - handed to the test
                failures.append(failure)

    threads = [threading.Thread(target=attempt, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if failures:
        raise failures[0]
