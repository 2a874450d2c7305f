"""Whom a lead met in a clinic that is closed, without a record: Today and the list of records say so until it is begun."""

from datetime import timedelta
from typing import Any

from csaleads.clinics.models import Clinic, ClinicState
from csaleads.consultations import list_queries
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.home import waiting_queries
from tests.consultations.conftest import Scene
from tests.consultations.test_handing_over import hand_over
from tests.consultations.test_handing_over_met import met, write
from tests.page_client import PageClient
from tests.statements import count_statements

CARD = "Write the record of somebody you met"


def close() -> None:
    """All clinics that are over are marked as held."""
    with unit_of_work():
        for clinic in db.session.query(Clinic).filter(Clinic.ends_at <= clock.now()):
            clinic.state = ClinicState.HELD


def waits_for(scene: Scene, *names: str) -> dict[str, tuple[int, int]]:
    """How many records Today asks for, and how many the list of records names."""
    found = {
        name: (
            waiting_queries.find_waiting(scene.actor(name)).unwritten,
            len(list_queries.list_to_begin(scene.actor(name))),
        )
        for name in names
    }
    roll_back()
    return found


def test_it_waits_for_each_lead_of_the_clinic_and_for_nobody_else(scene: Scene) -> None:
    met(scene, "lead", "co_lead")
    close()

    assert waits_for(scene, "lead", "co_lead", "stranger", "far_lead") == {
        "lead": (1, 1),
        "co_lead": (1, 1),
        "stranger": (0, 0),
        "far_lead": (0, 0),
    }


def test_a_clinic_that_nobody_closed_has_a_card_of_its_own(scene: Scene) -> None:
    met(scene)

    assert waits_for(scene, "lead") == {"lead": (0, 1)}


def test_nothing_waits_once_the_record_is_begun(scene: Scene) -> None:
    met(scene)
    close()
    write(scene, "lead")

    assert waits_for(scene, "lead") == {"lead": (0, 0)}


def test_what_is_still_to_come_is_not_to_be_written(scene: Scene) -> None:
    clinic = scene.make.clinic(scene.area, [scene.lead], starts_at=clock.now() + timedelta(days=3))
    request = scene.make.request(scene.area, scene.other_worker, reference="MET-AHD")
    scene.make.booking(request, scene.make.slots_of(clinic)[0])

    assert waits_for(scene, "lead") == {"lead": (0, 0)}


def test_what_a_colleague_took_over_waits_for_them_alone(scene: Scene) -> None:
    met(scene, "lead", "co_lead")
    close()
    hand_over(scene)

    assert waits_for(scene, "stranger", "lead", "co_lead") == {
        "stranger": (0, 1),  # Today tells it as what was taken over
        "lead": (0, 0),
        "co_lead": (0, 0),
    }


def test_today_leads_to_the_list_and_the_list_to_the_request(scene: Scene, new_client: Any) -> None:
    met(scene)
    close()
    browser: PageClient = new_client().sign_in(scene.lead)

    today = browser.get("/").get_data(as_text=True)
    listed = browser.get("/records").get_data(as_text=True)
    asked = browser.get("/requests/MET-7QK").get_data(as_text=True)

    assert CARD in today and 'href="/records"' in today
    assert "To write: you met, and there is no record yet" in listed and "/requests/MET-7QK" in listed
    assert "You took this over" not in listed
    assert "Start the record" in asked and "say so in the running order" in asked


def test_many_ask_for_no_more_statements_than_one(scene: Scene) -> None:
    met(scene)
    close()
    viewer = scene.actor("lead")
    with count_statements() as one:
        waiting_queries.find_waiting(viewer), list_queries.list_to_begin(viewer)
    roll_back()
    for number in range(5):
        met(scene, reference=f"MET-{number}AB")
    close()
    with count_statements() as many:
        found = waiting_queries.find_waiting(viewer).unwritten, len(list_queries.list_to_begin(viewer))
    roll_back()

    assert found == (6, 6)
    assert len(many) == len(one) == 2
