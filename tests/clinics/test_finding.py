"""The list, the calendar, the page of a clinic and the doors for other rooms: what each person sees, and how many statements."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from csaleads.access.permissions import Role
from csaleads.accounts.models import Area, Person
from csaleads.clinics import open_queries, queries
from csaleads.clinics.models import Clinic, ClinicState, Slot, SlotState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import unit_of_work
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

DAY = timedelta(days=1)


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def lead(make: Factory, area: Area) -> Person:
    return make.lead(area, name="Ada Lead")


def set_slot(slot: Slot, state: SlotState) -> None:
    with unit_of_work():
        db.session.get_one(Slot, slot.id).state = state


def test_free_slots_at_a_glance(client: PageClient, make: Factory, area: Area, lead: Person) -> None:
    clinic = make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 13, 30, tzinfo=UTC))
    slots = make.slots_of(clinic)
    set_slot(slots[0], SlotState.BOOKED)

    page = client.sign_in(make.worker(area)).get_page("/clinics")

    assert page.rows() == [
        "Wed 2 Dec 2026 1:30pm to 4:50pm Ada Lead Meeting room 2 All teams 3 of 4 free 2:20pm , 3:10pm , 4pm"
    ]
    assert page.href("2:20pm").endswith(f"?slot={slots[1].id}")
    assert page.href("Wed 2 Dec 2026") == f"/clinics/{clinic.id}"


def test_a_lead_gets_the_running_order_of_own_clinics_instead(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    make.clinic(area, [lead])

    page = client.sign_in(lead).get_page("/clinics")

    assert "running" in page.href("Running order")
    assert "12:50pm" not in page.main


def test_full_clinics_say_so_and_withdrawn_slots_do_not_count(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    full, half = make.clinic(area, [lead], slots=1), make.clinic(area, [lead], slots=2)
    set_slot(make.slots_of(full)[0], SlotState.BOOKED)
    set_slot(make.slots_of(half)[0], SlotState.WITHDRAWN)

    rows = client.sign_in(make.worker(area)).get_page("/clinics").rows()

    assert {row.split("All teams ")[1] for row in rows} == {"Full", "1 of 1 free 12:50pm"}


def test_upcoming_past_and_drafts(client: PageClient, make: Factory, area: Area, lead: Person) -> None:
    make.clinic(area, [lead], place="Ahead")
    make.clinic(area, [lead], place="Going on", starts_at=clock.now() - timedelta(hours=1))
    make.clinic(area, [lead], place="Unmarked", starts_at=clock.now() - DAY)
    make.clinic(area, [lead], place="Done", starts_at=clock.now() - 2 * DAY, state=ClinicState.HELD)
    make.clinic(area, [lead], place="Thinking", state=ClinicState.DRAFT, published_at=None)
    client.sign_in(lead)

    upcoming = client.get_page("/clinics").rows()
    past = client.get_page("/clinics?view=past").rows()
    drafts = client.get_page("/clinics?view=drafts").rows()

    assert [("Going on" in upcoming[0]), ("Ahead" in upcoming[1])] == [True, True]
    assert len(upcoming) == 2
    assert "Unmarked" in past[0]
    assert "Not marked as held" in past[0]
    assert "Done" in past[1]
    assert len(drafts) == 1
    assert "Thinking" in drafts[0]


def test_filters(client: PageClient, make: Factory, area: Area, lead: Person) -> None:
    other, mine, theirs = make.lead(area, name="Bea Lead"), make.team(area), make.team(area)
    make.clinic(area, [lead, other], place="Both")
    make.clinic(area, [other], place="December", starts_at=clock.now() + 20 * DAY, teams=[mine])
    make.clinic(area, [lead], place="Theirs", teams=[theirs])
    full = make.clinic(area, [lead], place="Taken", slots=1)
    set_slot(make.slots_of(full)[0], SlotState.BOOKED)
    coordinator = make.coordinator(area, team=mine)
    client.sign_in(coordinator)

    def places(query: str) -> set[str]:
        rows = client.get_page(f"/clinics?{query}").rows()
        return {word for word in ("Both", "December", "Theirs", "Taken") if word in " ".join(rows)}

    assert places("") == {"Both", "December", "Theirs", "Taken"}
    assert places(f"lead={other.id}") == {"Both", "December"}
    assert places(f"team={theirs.id}") == {"Both", "Theirs", "Taken"}
    assert places("team=mine") == {"Both", "December", "Taken"}
    assert places("free=1") == {"Both", "December", "Theirs"}
    assert places("month=2026-12") == {"December"}
    assert places("lead=x&team=y&month=2026-99&view=z&page=-1") == {"Both", "December", "Theirs", "Taken"}


def test_who_sees_which_clinic(client: PageClient, new_client: Any, make: Factory, area: Area) -> None:
    lead, team = make.lead(area), make.team(area)
    clinics = {
        "for all": make.clinic(area, [lead]),
        "for the team": make.clinic(area, [lead], teams=[team]),
        "draft": make.clinic(area, [lead], state=ClinicState.DRAFT, published_at=None),
        "cancelled draft": make.clinic(area, [lead], state=ClinicState.CANCELLED, published_at=None),
        "cancelled": make.clinic(area, [lead], state=ClinicState.CANCELLED),
    }
    everything = set(clinics)
    shown = {"for all", "for the team", "cancelled"}
    cases = [
        (make.worker(area), {"for all", "cancelled"}),
        (make.worker(area, team=team), shown),
        (make.manager(area), {"for all", "cancelled"}),
        (make.lead(area), shown),
        (lead, everything),
        (make.coordinator(area), everything),
        (make.coordinator(make.area()), set()),
        (make.lead(make.area()), set()),
        (make.person(None, Role.PROGRAMME_TEAM), set()),
        (make.person(None, Role.AUDITOR), set()),
    ]

    for person, expected in cases:
        browser = new_client().sign_in(person)
        seen = {
            name
            for name, clinic in clinics.items()
            if browser.get(f"/clinics/{clinic.id}").status_code == 200
        }
        assert seen == expected, person.full_name


def test_nobody_signed_in_is_led_to_sign_in(client: PageClient, make: Factory, area: Area) -> None:
    for url in ("/clinics", "/clinics/calendar", "/clinics/new"):
        assert client.get(url).status_code == 302


def test_the_online_link_is_shown_only_to_whoever_runs_the_clinic(
    new_client: Any, make: Factory, area: Area, lead: Person
) -> None:
    clinic = make.clinic(area, [lead], online_link="https://meet.example/secret")
    url = f"/clinics/{clinic.id}"

    shown = {
        name: "meet.example" in new_client().sign_in(person).get_page(url).text
        for name, person in {
            "lead": lead,
            "coordinator": make.coordinator(area),
            "colleague": make.lead(area),
            "worker": make.worker(area),
        }.items()
    }

    assert shown == {"lead": True, "coordinator": True, "colleague": False, "worker": False}


def test_the_page_offers_what_each_person_can_do(
    new_client: Any, make: Factory, area: Area, lead: Person
) -> None:
    clinic = make.clinic(area, [lead])
    url = f"/clinics/{clinic.id}"

    of_worker = new_client().sign_in(make.worker(area)).get_page(url).main
    of_lead = new_client().sign_in(lead).get_page(url).main

    assert "Ask for this slot" in of_worker
    assert "Withdraw" not in of_worker
    assert "Cancel the clinic" not in of_worker
    assert "Running order" in of_lead
    assert "Withdraw" in of_lead
    assert "Ask for this slot" not in of_lead


def test_the_calendar_shows_a_month_with_its_bank_holidays(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 13, 30, tzinfo=UTC))
    make.clinic(area, [lead], starts_at=datetime(2027, 1, 6, 13, 30, tzinfo=UTC))
    client.sign_in(make.worker(area))

    page = client.get_page("/clinics/calendar?month=2026-12")

    assert page.h1 == "Clinics in December 2026"
    assert [" ".join(link.get_text(" ").split()) for link in page.html.select(".csa-month__entry")] == [
        "1:30pm Ada Lead 4 of 4 free"
    ]
    assert "Bank holiday: Boxing Day, substitute day" in page.main
    assert "month=2026-11" in page.href("Previous month")
    assert "month=2027-01" in page.href("Next month")
    assert client.get_page("/clinics/calendar?month=nonsense").h1 == "Clinics in November 2026"
    assert client.get_page("/clinics/calendar?month=9999-12").h1 == "Clinics in November 2026"


def test_the_calendar_file_holds_time_and_place_only(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    clinic = make.clinic(area, [lead], starts_at=datetime(2026, 12, 2, 13, 30, tzinfo=UTC))
    make.booking(make.request(area, make.worker(area, name="Wanda Worker")), make.slots_of(clinic)[0])

    answer = client.sign_in(lead).get(f"/clinics/{clinic.id}/calendar.ics")

    text = answer.get_data(as_text=True).replace("\r\n ", "")
    assert answer.mimetype == "text/calendar"
    assert "DTSTART:20261202T133000Z" in text
    assert "LOCATION:Meeting room 2" in text
    assert f"/clinics/{clinic.id}" in text
    assert "Wanda" not in text
    assert "Child" not in text


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.PRACTICE_LEAD, Role.COORDINATOR])
@pytest.mark.parametrize("url", ["/clinics", "/clinics?view=past", "/clinics/calendar?month=2026-12"])
def test_more_clinics_ask_no_more_of_the_database(
    client: PageClient, make: Factory, area: Area, lead: Person, url: str, role: Role
) -> None:
    client.sign_in(make.person(area, role, team=make.team(area)))
    start = (
        datetime(2026, 10, 1, 9, 0, tzinfo=UTC) if "past" in url else datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    )
    client.get_page(url)

    def ask(count: int) -> int:
        for number in range(count):
            make.clinic(area, [lead, lead_2], starts_at=start + timedelta(hours=number * 7))
        with count_statements() as statements:
            client.get_page(url)
        assert statements.count <= 7, statements
        return statements.count

    lead_2 = make.lead(area)
    assert ask(5) == ask(45)


def test_fifty_a_page_within_eighty_kilobytes(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    for number in range(51):
        make.clinic(area, [lead], starts_at=clock.now() + DAY + timedelta(hours=number), slots=6)
    client.sign_in(make.worker(area))

    first = client.get_page("/clinics")
    second = client.get_page("/clinics?page=2")

    assert len(first.rows()) == 50
    assert len(second.rows()) == 1
    assert len(first.response.data) <= 80_000
    assert "There is no such page" in client.get_page("/clinics?page=7").main


def test_an_empty_list_says_what_to_do_next(new_client: Any, make: Factory, area: Area, lead: Person) -> None:
    assert "Ask for advice" in new_client().sign_in(make.worker(area)).get_page("/clinics").main
    assert "Open a clinic" in new_client().sign_in(lead).get_page("/clinics?view=drafts").main
    assert "Clear filters" in new_client().sign_in(lead).get_page("/clinics?free=1").main


# Doors for other rooms


def test_open_slots_are_those_that_can_be_booked_now(make: Factory, area: Area, lead: Person) -> None:
    viewer = make.viewer(make.worker(area), area, Role.SOCIAL_WORKER)
    later = make.clinic(area, [lead], starts_at=clock.now() + 2 * DAY, slots=1)
    sooner = make.clinic(area, [lead], starts_at=clock.now() + DAY, slots=2)
    set_slot(make.slots_of(sooner)[0], SlotState.BOOKED)
    for columns in (
        {"state": ClinicState.DRAFT},
        {"state": ClinicState.CANCELLED},
        {"starts_at": clock.now() - timedelta(minutes=1)},
        {"teams": [make.team(area)]},
    ):
        make.clinic(area, [lead], **columns)
    elsewhere = make.area()
    foreign = make.clinic(elsewhere, [make.lead(elsewhere)])

    found = open_queries.list_open_clinics(viewer, area_ids=[area.id, elsewhere.id])

    assert [clinic.id for clinic in found] == [sooner.id, later.id]
    assert [[slot.id for slot in clinic.slots] for clinic in found] == [
        [make.slots_of(sooner)[1].id],
        [make.slots_of(later)[0].id],
    ]
    assert found[0].slots[0].starts_at == make.slots_of(sooner)[1].starts_at
    assert found[0].slots[0].ends_at == make.slots_of(sooner)[1].ends_at
    assert (found[0].lead_ids, found[0].lead_names) == ((lead.id,), ("Ada Lead",))
    one = open_queries.find_open_slot(viewer, make.slots_of(later)[0].id)
    assert one is not None
    assert (one.id, [slot.id for slot in one.slots]) == (later.id, [make.slots_of(later)[0].id])
    assert open_queries.find_open_slot(viewer, make.slots_of(sooner)[0].id) is None
    assert open_queries.find_open_slot(viewer, make.slots_of(foreign)[0].id) is None
    later_ones = open_queries.list_open_clinics(viewer, area_ids=[area.id], after=found[0].starts_at)
    assert [clinic.id for clinic in later_ones] == [later.id]


def test_a_clinic_of_another_area_does_not_exist(make: Factory, area: Area, lead: Person) -> None:
    clinic: Clinic = make.clinic(area, [lead])
    elsewhere = make.area()

    with pytest.raises(NotFound):
        queries.get_clinic(make.viewer(make.lead(elsewhere), elsewhere, Role.PRACTICE_LEAD), clinic.id)
