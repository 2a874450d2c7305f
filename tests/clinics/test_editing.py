"""Changing a clinic or the rest of its series, two people at once, and what is booked keeping its time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from csaleads.accounts.models import Area, Person
from csaleads.clinics import service
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, ClinicTeam, Slot, SlotState
from csaleads.clinics.service import ClinicChange
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from tests.clinics.test_states import series_of
from tests.factories import Factory
from tests.page_client import PageClient


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def lead(make: Factory, area: Area) -> Person:
    return make.lead(area, name="Ada Lead")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[UUID, frozenset[ClinicChange]]]:
    told: list[tuple[UUID, frozenset[ClinicChange]]] = []
    monkeypatch.setattr(service, "_listeners", [])
    service.subscribe(lambda actor, clinic_id, changes: told.append((clinic_id, changes)))
    return told


def edit(client: PageClient, clinic: Clinic, status: int = 200, **changes: Any) -> Any:
    """Open the form of the clinic, change what is given, and send it."""
    url = f"/clinics/{clinic.id}/edit"
    values = client.get_page(url).form_values()
    return client.post_page(url, values | changes, status=status)


def fresh(clinic: Clinic) -> Clinic:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Clinic, clinic.id)


def slots_of(clinic: Clinic) -> list[tuple[datetime, SlotState]]:
    db.session.rollback()
    query = select(Slot.starts_at, Slot.state).where(Slot.clinic_id == clinic.id).order_by(Slot.starts_at)
    return [(row.starts_at, row.state) for row in db.session.execute(query)]


def test_a_new_place_is_saved_and_told(
    client: PageClient, make: Factory, area: Area, lead: Person, heard: Any
) -> None:
    clinic = make.clinic(area, [lead])

    page = edit(client.sign_in(lead), clinic, place="Library, room 4")

    assert "Your changes are saved." in page.main
    assert "Library, room 4" in page.main
    assert fresh(clinic).version == 2
    assert heard == [(clinic.id, {ClinicChange.PLACE})]


def test_saving_nothing_new_changes_nothing(
    client: PageClient, make: Factory, area: Area, lead: Person, heard: Any
) -> None:
    clinic = make.clinic(area, [lead])

    edit(client.sign_in(lead), clinic)

    assert fresh(clinic).version == 1
    assert heard == []


def test_a_double_click_on_save_is_saved_once(
    client: PageClient, make: Factory, area: Area, lead: Person, heard: Any
) -> None:
    clinic = make.clinic(area, [lead])
    url = f"/clinics/{clinic.id}/edit"
    values = client.sign_in(lead).get_page(url).form_values() | {"place": "Room 9"}

    first, second = client.post(url, data=values), client.post(url, data=values)

    assert (first.status_code, second.status_code) == (302, 302)
    assert fresh(clinic).version == 2


def test_two_people_editing_are_told_and_nothing_typed_is_lost(
    client: PageClient, new_client: Any, make: Factory, area: Area, lead: Person
) -> None:
    clinic = make.clinic(area, [lead])
    url = f"/clinics/{clinic.id}/edit"
    typed = client.sign_in(lead).get_page(url).form_values() | {"place": "Room 9"}
    edit(new_client().sign_in(make.coordinator(area)), clinic, place="Room 5")

    page = client.post_page(url, typed, status=409)
    kept = fresh(clinic).place
    again = client.post_page(url, page.form_values())

    assert "Somebody else changed this clinic while you had it open" in page.main
    assert "Place: Room 5" in page.main
    assert page.form_values()["place"] == "Room 9"
    assert kept == "Room 5"
    assert "Room 9" in again.main


def test_new_times_make_new_slots(
    client: PageClient, make: Factory, area: Area, lead: Person, heard: Any
) -> None:
    clinic = make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 13, 30, tzinfo=UTC))

    edit(client.sign_in(lead), clinic, starts="2:20pm", ends="4pm", slot_minutes="45", gap_minutes="0")

    assert slots_of(clinic) == [
        (datetime(2026, 12, 2, 14, 20, tzinfo=UTC), SlotState.FREE),
        (datetime(2026, 12, 2, 15, 5, tzinfo=UTC), SlotState.FREE),
    ]
    assert heard == [(clinic.id, {ClinicChange.TIMES})]


def test_a_withdrawn_slot_that_keeps_its_time_stays_withdrawn(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    clinic = make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 13, 30, tzinfo=UTC), slots=2)
    with unit_of_work():
        db.session.get_one(Slot, make.slots_of(clinic)[0].id).state = SlotState.WITHDRAWN

    edit(client.sign_in(lead), clinic, ends="4:50pm")

    assert [state for _, state in slots_of(clinic)] == [SlotState.WITHDRAWN] + [SlotState.FREE] * 3


def test_a_slot_with_a_booking_of_the_past_is_kept_withdrawn(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    clinic = make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 13, 30, tzinfo=UTC), slots=2)
    slot = make.slots_of(clinic)[0]
    make.booking(make.request(area, make.worker(area)), slot, released_at=clock.now())

    edit(client.sign_in(lead), clinic, starts="2pm", ends="2:40pm")

    assert slots_of(clinic) == [
        (datetime(2026, 12, 2, 13, 30, tzinfo=UTC), SlotState.WITHDRAWN),
        (datetime(2026, 12, 2, 14, 0, tzinfo=UTC), SlotState.FREE),
    ]


def test_times_do_not_move_while_a_slot_is_booked_but_the_place_may(
    client: PageClient, make: Factory, area: Area, lead: Person, heard: Any
) -> None:
    clinic = make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 13, 30, tzinfo=UTC))
    make.booking(make.request(area, make.worker(area)), make.slots_of(clinic)[1])
    client.sign_in(lead)

    refused = edit(client, clinic, status=422, starts="2pm")
    edit(client, clinic, place="Room 9")

    assert refused.errors == ["Date and times cannot change while slots are booked: 2:20pm"]
    assert fresh(clinic).starts_at == datetime(2026, 12, 2, 13, 30, tzinfo=UTC)
    assert heard == [(clinic.id, {ClinicChange.PLACE})]


def test_the_rest_of_a_series_takes_over_only_what_was_changed(
    client: PageClient, make: Factory, area: Area, lead: Person, heard: Any
) -> None:
    first, second, third = series_of(make, area, lead, count=3)
    with unit_of_work():
        db.session.get_one(Clinic, third.id).online_link = "https://meet.example/own"

    page = edit(client.sign_in(lead), second, scope="rest", place="Room 9")

    assert "Your changes are saved in 2 clinics." in page.main
    assert [fresh(each).place for each in (first, second, third)] == ["Meeting room 2", "Room 9", "Room 9"]
    assert fresh(third).online_link == "https://meet.example/own"


def test_in_a_series_only_clinics_without_bookings_move_and_the_others_are_named(
    client: PageClient, make: Factory, area: Area, lead: Person, heard: Any
) -> None:
    first, second, third = series_of(make, area, lead, count=3)
    make.booking(make.request(area, make.worker(area)), make.slots_of(second)[0])

    page = edit(client.sign_in(lead), first, scope="rest", starts="11am")

    starts = [clock.to_local(fresh(each).starts_at).hour for each in (first, second, third)]
    assert starts == [11, 12, 11]
    assert "Times did not change where slots are booked: Wednesday 23 December 2026 (noon)" in page.main


def test_times_of_a_series_stay_the_same_on_the_wall_across_the_clock_change(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    clinics = series_of(make, area, lead, count=6)  # the last is on 14 April 2027, in summer time

    edit(client.sign_in(lead), clinics[0], scope="rest", starts="2pm")

    local = [clock.to_local(fresh(each).starts_at).hour for each in clinics]
    assert local == [14] * 6
    assert [fresh(each).starts_at.hour for each in (clinics[0], clinics[5])] == [14, 13]


def test_the_date_of_a_series_cannot_be_moved_as_a_whole(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    first, _ = series_of(make, area, lead, count=2)

    page = edit(client.sign_in(lead), first, status=422, scope="rest", **{"on-day": "26"})

    assert page.errors == ["Change the date of one clinic at a time: select “This clinic only”"]


def test_leads_and_teams_can_change(
    client: PageClient, make: Factory, area: Area, lead: Person, heard: Any
) -> None:
    other, team = make.lead(area, name="Bea Lead"), make.team(area, "Assessment")
    clinic = make.clinic(area, [lead])

    page = edit(client.sign_in(lead), clinic, lead_2=str(other.id), team_ids=[str(team.id)])

    assert "Ada Lead and Bea Lead" in page.main
    assert db.session.scalars(select(ClinicLead.person_id).order_by(ClinicLead.position)).all() == [
        lead.id,
        other.id,
    ]
    assert db.session.scalars(select(ClinicTeam.team_id)).all() == [team.id]
    assert heard == [(clinic.id, {ClinicChange.LEADS})]


def test_a_lead_cannot_hand_a_clinic_over_but_a_coordinator_can(
    client: PageClient, new_client: Any, make: Factory, area: Area, lead: Person
) -> None:
    other = make.lead(area, name="Bea Lead")
    clinic = make.clinic(area, [lead])

    refused = edit(client.sign_in(lead), clinic, status=422, lead_1=str(other.id))
    done = edit(new_client().sign_in(make.coordinator(area)), clinic, lead_1=str(other.id))

    assert refused.errors[0].startswith("You must stay one of the leads")
    assert "Bea Lead" in done.main


def test_a_clash_with_another_clinic_is_said_after_saving(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 9, 0, tzinfo=UTC))
    clinic = make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 13, 30, tzinfo=UTC))

    page = edit(client.sign_in(lead), clinic, starts="11am")

    assert "Ada Lead has another clinic on Wednesday 2 December 2026, 9am to 12:20pm." in page.main


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"state": ClinicState.CANCELLED}, "is cancelled, so it cannot be changed"),
        ({"state": ClinicState.HELD}, "has been held, so it cannot be changed"),
        ({"starts_at": timedelta(hours=-1)}, "has begun, so it cannot be changed"),
    ],
)
def test_what_is_over_cannot_be_edited(
    client: PageClient, make: Factory, area: Area, lead: Person, columns: Any, words: str
) -> None:
    moved = {"starts_at": clock.now() + columns["starts_at"]} if "starts_at" in columns else {}
    clinic = make.clinic(area, [lead], **columns | moved)

    page = client.sign_in(lead).get_page(f"/clinics/{clinic.id}/edit")

    assert words in page.main


def test_others_find_no_form(new_client: Any, make: Factory, area: Area, lead: Person) -> None:
    clinic = make.clinic(area, [lead])
    others = [make.worker(area), make.lead(area), make.manager(area), make.coordinator(make.area())]

    for path in ("edit", "cancel", "calendar.ics"):
        answers = [new_client().sign_in(person).get(f"/clinics/{clinic.id}/{path}") for person in others]
        assert [answer.status_code for answer in answers] == [404] * 4
