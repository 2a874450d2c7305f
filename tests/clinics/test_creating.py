"""Opening a clinic or a series: the form, the preview, and what is made."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from csaleads.access.permissions import Role
from csaleads.accounts import held_forms
from csaleads.accounts.models import Area, Person, SignInSession
from csaleads.audit.models import AuditEvent
from csaleads.clinics.models import Clinic, ClinicLead, ClinicSeries, ClinicState, ClinicTeam, Slot
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from tests.factories import Factory
from tests.page_client import PageClient

URL = "/clinics/new"


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def lead(make: Factory, area: Area) -> Person:
    return make.lead(area, name="Ada Lead")


def filled(lead: Person, **changes: Any) -> dict[str, Any]:
    """The form for one clinic in December, with `changes`."""
    return {
        "lead_1": lead.id, "lead_2": "",
        "on-day": "2", "on-month": "12", "on-year": "2026", "repeats": "once",
        "last_on-day": "", "last_on-month": "", "last_on-year": "",
        "starts": "1:30pm", "ends": "5pm", "slot_minutes": "40", "gap_minutes": "10",
        "place": "Room 2", "online_link": "", "once_key": "key-1", "step": "publish",
    } | changes  # fmt: skip


def monthly(lead: Person, **changes: Any) -> dict[str, Any]:
    """The form for a series on the first Monday of the month from April to June 2027."""
    series = {
        "on-day": "5", "on-month": "4", "on-year": "2027", "repeats": "monthly",
        "last_on-day": "30", "last_on-month": "6", "last_on-year": "2027",
    }  # fmt: skip
    return filled(lead, **series | changes)


def count(model: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_lead_finds_themselves_picked(client: PageClient, lead: Person) -> None:
    page = client.sign_in(lead).get_page(URL)

    assert page.h1 == "Open a clinic"
    assert page.form_values()["lead_1"] == str(lead.id)


def test_a_coordinator_picks_the_lead(client: PageClient, make: Factory, area: Area, lead: Person) -> None:
    coordinator = make.coordinator(area)

    page = client.sign_in(coordinator).get_page(URL)
    client.post_page(URL, filled(lead))

    assert page.form_values()["lead_1"] == ""
    assert db.session.scalars(select(ClinicLead.person_id)).all() == [lead.id]


def test_the_preview_shows_slots_and_makes_nothing(client: PageClient, lead: Person) -> None:
    page = client.sign_in(lead).post_page(URL, filled(lead, step="preview"))

    assert page.h1 == "Check the clinic"
    assert page.rows() == [
        "Wednesday 2 December 2026 4 slots: 1:30pm to 2:10pm, 2:20pm to 3pm, 3:10pm to 3:50pm, 4pm to 4:40pm "
        "The last 10 minutes are free"
    ]
    assert count(Clinic) == 0


def test_the_preview_names_bank_holidays_that_are_left_out(client: PageClient, lead: Person) -> None:
    data = monthly(lead, **{"on-day": "4", "on-month": "1", "step": "preview"})  # the first Monday of 2027

    page = client.sign_in(lead).post_page(URL, data)

    assert "Monday 3 May 2027 is a bank holiday (Early May) and is left out" in page.main
    assert "every month on the first Monday" in page.main
    assert len(page.rows()) == 5


def test_the_preview_can_be_changed_without_losing_anything(client: PageClient, lead: Person) -> None:
    preview = client.sign_in(lead).post_page(URL, monthly(lead, step="preview"))

    page = client.post_page(URL, preview.form_values() | {"step": "change"})

    values = page.form_values()
    assert values["place"] == "Room 2"
    assert values["last_on-month"] == "6"
    assert values["repeats"] == ["monthly"]


def test_the_preview_warns_of_another_clinic_of_the_same_lead(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 15, 0, tzinfo=UTC))

    page = client.sign_in(lead).post_page(URL, filled(lead, step="preview"))

    assert "Ada Lead has another clinic on Wednesday 2 December 2026, 3pm to 6:20pm" in page.main


def test_no_warning_of_a_clinic_that_ends_when_this_begins(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 12, 40, tzinfo=UTC), slots=1)

    page = client.sign_in(lead).post_page(URL, filled(lead, step="preview"))

    assert "another clinic" not in page.main


def test_publishing_makes_the_series_with_leads_teams_and_slots(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    other, team = make.lead(area), make.team(area, "Assessment")
    data = monthly(lead, lead_2=other.id, team_ids=[team.id], online_link="https://meet.example/abc")

    page = client.sign_in(lead).post_page(URL, data)

    clinics = db.session.scalars(select(Clinic).order_by(Clinic.starts_at)).all()
    assert page.h1 == "Clinic on Monday 5 April 2027"
    assert "2 clinics are published" in page.main
    assert [(clinic.state, clinic.starts_at) for clinic in clinics] == [
        (ClinicState.PUBLISHED, datetime(2027, 4, 5, 12, 30, tzinfo=UTC)),
        (ClinicState.PUBLISHED, datetime(2027, 6, 7, 12, 30, tzinfo=UTC)),
    ]
    assert db.session.scalars(select(ClinicSeries.rule)).one().startswith("FREQ=MONTHLY;BYDAY=+1MO")
    assert count(Slot) == 8
    assert count(ClinicTeam) == 2
    assert count(ClinicLead) == 4


def test_a_series_keeps_its_time_of_day_when_the_clocks_change(client: PageClient, lead: Person) -> None:
    data = filled(lead, **{
        "repeats": "weekly", "on-day": "24", "on-month": "3", "on-year": "2027",
        "last_on-day": "31", "last_on-month": "3", "last_on-year": "2027",
    })  # fmt: skip

    client.sign_in(lead).post_page(URL, data)

    assert db.session.scalars(select(Clinic.starts_at).order_by(Clinic.starts_at)).all() == [
        datetime(2027, 3, 24, 13, 30, tzinfo=UTC),
        datetime(2027, 3, 31, 12, 30, tzinfo=UTC),
    ]


def test_saving_as_a_draft(client: PageClient, lead: Person) -> None:
    client.sign_in(lead).post_page(URL, filled(lead, step="draft"))

    assert db.session.scalars(select(Clinic.state)).all() == [ClinicState.DRAFT]


def test_sending_the_form_twice_makes_one_series(client: PageClient, lead: Person) -> None:
    client.sign_in(lead)

    first = client.post(URL, data=monthly(lead))
    second = client.post(URL, data=monthly(lead))

    assert first.status_code == second.status_code == 302
    assert first.location == second.location
    assert (count(ClinicSeries), count(Clinic)) == (1, 2)


def test_each_clinic_made_is_an_audit_event(client: PageClient, lead: Person) -> None:
    client.sign_in(lead).post_page(URL, monthly(lead))

    events = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "create")).all()
    assert len(events) == 2
    assert "Room" not in str([event.details for event in events])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"on-day": "17", "on-month": "11"}, "Date must be on or after 18 November 2026"),
        ({"on-day": "25"}, "Friday 25 December 2026 is a bank holiday (Christmas Day). Choose another date"),
        ({"starts": "5pm"}, "End time must be after the start time"),
        ({"starts": "4am"}, "A clinic can last 12 hours at most"),
        ({"ends": "2pm"}, "A slot of 40 minutes does not fit between 1:30pm and 2pm"),
        ({"slot_minutes": "5"}, "Slot length must be 10 or more"),
        ({"place": ""}, "Enter a place, an online link or both"),
        ({"online_link": "http://meet.example/a"}, "Online link must start with https://"),
        ({"online_link": "javascript:alert(1)"}, "Online link must start with https://"),
        (
            {"online_link": "https://bank.example@evil.example/"},
            "Online link must be a web address, like https://meet.example/abc",
        ),
        ({"lead_1": ""}, "Select who leads the clinic"),
        ({"repeats": "weekly"}, "Enter the last date of the series"),
        (
            {"repeats": "weekly", "last_on-day": "1", "last_on-month": "1", "last_on-year": "2030"},
            "Last date must be on or before 2 December 2028",
        ),
        (
            {"repeats": "monthly_last", "last_on-day": "1", "last_on-month": "1", "last_on-year": "2027"},
            "2 December 2026 is not the last Wednesday of its month. Change the date or how it repeats",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    client: PageClient, lead: Person, changes: dict[str, Any], message: str
) -> None:
    page = client.sign_in(lead).post_page(URL, filled(lead, **changes), status=422)

    assert page.errors == [message]
    assert page.form_values()["gap_minutes"] == "10"
    assert count(Clinic) == 0


def test_a_clinic_today_must_begin_later_than_now(client: PageClient, lead: Person) -> None:
    today = {"on-day": "18", "on-month": "11"}

    refused = client.sign_in(lead).post_page(URL, filled(lead, starts="11:30am", **today), status=422)
    client.post_page(URL, filled(lead, starts="12:30pm", **today))

    assert refused.errors == ["The clinic must begin later than now"]
    assert count(Clinic) == 1


def test_a_lead_opens_no_clinic_for_somebody_else(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    other = make.lead(area)

    page = client.sign_in(lead).post_page(URL, filled(other), status=422)

    assert page.errors == ["You must be one of the leads. A coordinator can open a clinic for somebody else"]


def test_leads_and_teams_of_another_area_cannot_be_picked(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    elsewhere = make.area()
    stranger, team = make.lead(elsewhere), make.team(elsewhere)
    client.sign_in(lead)

    client.post_page(URL, filled(lead, lead_2=stranger.id), status=422)
    client.post_page(URL, filled(lead, team_ids=[team.id]), status=422)

    assert count(Clinic) == 0


def test_somebody_in_two_areas_picks_one_first(client: PageClient, make: Factory, area: Area) -> None:
    other = make.area("Southholt")
    coordinator = make.coordinator(area)
    make.role(coordinator, other, Role.COORDINATOR)
    lead = make.lead(other, name="Bea Lead")
    client.sign_in(coordinator)

    page = client.get_page(URL)
    client.post_page(f"{URL}?area={other.id}", filled(lead))

    assert page.h1 == "Which area is the clinic in?"
    assert db.session.scalars(select(Clinic.area_id)).all() == [other.id]


def test_an_area_in_which_one_opens_no_clinics_does_not_exist(
    client: PageClient, make: Factory, area: Area
) -> None:
    coordinator = make.coordinator(area)
    client.sign_in(coordinator)
    from_elsewhere = make.area()
    make.role(coordinator, from_elsewhere, Role.SOCIAL_WORKER)
    lead = make.lead(from_elsewhere)

    client.post_page(f"{URL}?area={from_elsewhere.id}", filled(lead), status=422)

    assert count(Clinic) == 0


def test_social_workers_and_managers_open_no_clinics(
    client: PageClient, make: Factory, area: Area, new_client: Any
) -> None:
    for person in (make.worker(area), make.manager(area)):
        assert new_client().sign_in(person).get(URL).status_code == 404


def test_what_was_typed_survives_the_end_of_the_session(client: PageClient, lead: Person) -> None:
    client.sign_in(lead).get_page(URL)
    with unit_of_work():
        db.session.execute(update(SignInSession).values(last_seen_at=clock.now() - timedelta(days=2)))
    ours = {"Referer": f"http://localhost{URL}", "Sec-Fetch-Site": "same-origin"}
    sent = client.post(URL, data=filled(lead), headers=ours)
    client.sign_in(lead)
    with client.session_transaction() as session:
        session[held_forms.COOKIE_KEY] = [URL]

    page = client.get_page(URL)

    assert sent.status_code == 302
    assert "We kept what you typed. Check it and send it again." in page.main
    assert page.form_values()["place"] == "Room 2"
    assert count(Clinic) == 0
