"""Uptake: figures as far as a role reaches, right at the ends of months, and never a word of a case."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from csaleads.access.permissions import Role
from csaleads.accounts.models import Area, Person
from csaleads.advice.models import Attendance
from csaleads.clinics.models import ClinicState
from tests.conftest import NOON
from tests.factories import Factory
from tests.insight.pages import get, read_csv, table
from tests.page_client import PageClient
from tests.statements import count_statements

DAY = timedelta(days=1)
AUGUST = datetime(2026, 8, 12, 12, tzinfo=UTC)


def sign(
    make: Factory, area: Area, lead: Person, at: datetime = NOON - DAY, days: int = 3, **more: Any
) -> None:
    worker = more.pop("worker", None) or make.worker(area)
    request = make.request(area, worker, submitted_at=at - days * DAY, **more)
    make.consultation(
        request, lead, held_at=at, signed_at=at, working_days_to_advice=days, advice="xylophoneword"
    )


def hold_clinic(
    make: Factory, area: Area, leads: list[Person], at: datetime, came: int = 0, missed: int = 0
) -> None:
    clinic = make.clinic(area, leads, starts_at=at, state=ClinicState.HELD, held_at=at)
    worker = make.worker(area)
    for place, slot in enumerate(make.slots_of(clinic)[: came + missed]):
        attendance = Attendance.ATTENDED if place < came else Attendance.DID_NOT_ATTEND
        make.booking(make.request(area, worker), slot, attendance=attendance)


def test_a_manager_sees_the_leads_they_manage_by_month(client: PageClient, make: Factory) -> None:
    area = make.area()
    mine, other = make.lead(area, name="Mine Moses"), make.lead(area, name="Other Olu")
    manager = make.manager(area, [mine])
    hold_clinic(make, area, [mine], NOON - 2 * DAY, came=2, missed=1)
    sign(make, area, mine, days=2)
    sign(make, area, mine, days=5)
    sign(make, area, mine, at=AUGUST, days=9)
    sign(make, area, other)
    hold_clinic(make, area, [other], NOON - 2 * DAY)

    page = get(client.sign_in(manager), "/uptake")

    months = table(page, "months")
    assert months["November 2026"] == ["1", "4", "2", "2", "3.5"]
    assert months["August 2026"] == ["0", "0", "0", "1", "9.0"]
    assert months["July 2026"] == ["0", "0", "0", "0", "–"]
    assert months["Together"] == ["1", "4", "2", "3", "5.3"]
    assert len(months) == 13
    assert table(page, "leads") == {"Mine Moses": ["1", "4", "2", "3", "5.3", "17 Nov 2026"]}
    assert "Olu" not in page.text
    assert page.html.select("svg.csa-chart__svg")


def test_the_period_and_the_lead_can_be_chosen(client: PageClient, make: Factory) -> None:
    area = make.area()
    one, two = make.lead(area, name="One"), make.lead(area, name="Two")
    sign(make, area, one)
    sign(make, area, two, at=AUGUST)
    client.sign_in(make.manager(area, [one, two]))

    short = get(client, "/uptake?period=3")
    alone = get(client, f"/uptake?lead={two.id}")

    assert len(table(short, "months")) == 4
    assert table(short, "leads")["Two"] == ["0", "0", "0", "0", "–", "12 Aug 2026"]
    assert table(alone, "months")["Together"][3] == "1"
    assert alone.h1 == "Uptake: Two"
    assert not alone.html.select("#table-leads")


def test_a_lead_who_is_somebody_elses_cannot_be_asked_for(client: PageClient, make: Factory) -> None:
    area = make.area()
    mine, other = make.lead(area), make.lead(area, name="Other Olu")
    sign(make, area, other)
    client.sign_in(make.manager(area, [mine]))

    for address in (f"/uptake?lead={other.id}", f"/uptake.csv?lead={other.id}&table=months"):
        text = client.get(address).get_data(as_text=True)
        assert "Other Olu" not in text
    assert table(get(client, f"/uptake?lead={other.id}"), "months")["Together"][3] == "0"


def test_a_lead_sees_their_own_figures_only(client: PageClient, make: Factory) -> None:
    area = make.area()
    lead, colleague = make.lead(area), make.lead(area, name="Colleague Kim")
    hold_clinic(make, area, [lead, colleague], NOON - DAY, came=3)
    sign(make, area, lead)
    sign(make, area, colleague)

    page = get(client.sign_in(lead), "/uptake")

    assert table(page, "months")["Together"] == ["1", "4", "3", "1", "3.0"]
    assert "Kim" not in page.text
    assert not page.html.select("#table-leads, #table-teams")


def test_a_coordinator_sees_the_area_and_a_clinic_of_two_once(client: PageClient, make: Factory) -> None:
    area, elsewhere = make.area(), make.area()
    one, two = make.lead(area, name="One"), make.lead(area, name="Two")
    gone = make.person(area, name="Gone Gita")
    hold_clinic(make, area, [one, two], NOON - DAY, came=1)
    sign(make, area, one)
    sign(make, area, gone)
    sign(make, elsewhere, make.lead(elsewhere, name="Else Eli"))
    asking, silent = make.team(area, "Assessment"), make.team(area, "Fostering")
    make.team(elsewhere, "Elsewhere team")
    make.request(area, make.worker(area), team_id=asking.id)

    page = get(client.sign_in(make.coordinator(area)), "/uptake")

    assert table(page, "months")["Together"][:4] == ["1", "4", "1", "2"]
    leads = table(page, "leads")
    assert [leads["One"][0], leads["Two"][0]] == ["1", "1"]
    assert leads["Gone Gita (no longer a lead)"][3] == "1"
    assert table(page, "teams")["Assessment"][0] == "1"
    assert table(page, "teams")[silent.name] == ["0", "Has not asked in this period"]
    assert "Eli" not in page.text
    assert "Elsewhere team" not in page.text


@pytest.mark.parametrize(
    ("signed_at", "month"),
    [
        ("2026-07-31T22:59:59", "July 2026"),  # 23:59 in London
        ("2026-07-31T23:00:00", "August 2026"),  # midnight in London, still July in UTC
        ("2026-03-31T22:59:59", "March 2026"),
        ("2026-03-31T23:30:00", "April 2026"),
        ("2026-10-31T23:59:59", "October 2026"),
        ("2026-11-01T00:00:00", "November 2026"),
        ("2026-03-29T00:30:00", "March 2026"),  # half an hour before the clock goes forward
        ("2026-10-25T01:30:00", "October 2026"),  # in the hour that occurs twice
        ("2025-12-01T00:00:00", "December 2025"),  # the first moment that counts
    ],
)
def test_the_end_of_a_month_is_midnight_in_london(
    client: PageClient, make: Factory, signed_at: str, month: str
) -> None:
    area = make.area()
    lead = make.lead(area)
    sign(make, area, lead, at=datetime.fromisoformat(signed_at).replace(tzinfo=UTC))
    hold_clinic(make, area, [lead], datetime.fromisoformat(signed_at).replace(tzinfo=UTC))

    months = table(get(client.sign_in(lead), "/uptake"), "months")

    assert {name: cells[0] + cells[3] for name, cells in months.items() if cells[3] != "0"} == {
        month: "11",
        "Together": "11",
    }


def test_what_is_older_than_twelve_months_is_left_out(client: PageClient, make: Factory) -> None:
    area = make.area()
    lead = make.lead(area)
    sign(make, area, lead, at=datetime(2025, 11, 30, 23, 59, tzinfo=UTC))

    assert table(get(client.sign_in(lead), "/uptake"), "months")["Together"][3] == "0"


def test_an_unsigned_record_and_a_clinic_not_held_are_not_counted(client: PageClient, make: Factory) -> None:
    area = make.area()
    lead = make.lead(area)
    make.consultation(make.request(area, make.worker(area)), lead)
    make.clinic(area, [lead], starts_at=NOON - DAY)

    assert table(get(client.sign_in(lead), "/uptake"), "months")["Together"][:4] == ["0", "0", "0", "0"]


# The programme team: counts by area, small ones hidden


@pytest.fixture
def areas(make: Factory) -> dict[str, Area]:
    """Big signed 7 in July to September, Small 3, and Big has five leads."""
    found = {"Big": make.area("Bigshire"), "Small": make.area("Smallshire")}
    leads = [make.lead(found["Big"]) for _ in range(5)]
    small_lead = make.lead(found["Small"])
    for _ in range(7):
        sign(make, found["Big"], leads[0], at=AUGUST)
    for _ in range(3):
        sign(make, found["Small"], small_lead, at=AUGUST)
    sign(make, found["Small"], small_lead, at=NOON - DAY)
    return found


def test_the_programme_team_sees_counts_by_area_and_no_small_ones(
    client: PageClient, make: Factory, areas: dict[str, Area]
) -> None:
    page = get(client.sign_in(make.person(None, Role.PROGRAMME_TEAM)), "/uptake")

    by_area = table(page, "areas")
    assert page.h1 == "Uptake: July to September 2026"
    assert by_area["Bigshire"] == ["5", "0", "0", "fewer than 5", "7"]
    assert by_area["Smallshire"] == ["fewer than 5", "0", "0", "fewer than 5", "fewer than 5"]
    assert by_area["All areas"] == ["not shown", "0", "0", "not shown", "not shown"]


def test_neither_file_nor_chart_gives_away_what_the_page_hides(
    client: PageClient, make: Factory, areas: dict[str, Area]
) -> None:
    client.sign_in(make.person(None, Role.PROGRAMME_TEAM))
    page = get(client, "/uptake")

    rows = read_csv(client, page.href("Download this table"))

    assert {row[0]: row[1:] for row in rows[1:]} == table(page, "areas")
    chart = page.one("figure").get_text(" ")
    assert "10" not in chart.split()


@pytest.mark.parametrize(
    "query", ["lead=1", "scope=area-1", "scope=managed", "period=3", "quarter=2026-08", "scope=x"]
)
def test_the_programme_team_cannot_slice_the_counts(
    client: PageClient, make: Factory, areas: dict[str, Area], query: str
) -> None:
    client.sign_in(make.person(None, Role.PROGRAMME_TEAM))
    usual = table(get(client, "/uptake"), "areas")

    response = client.get(f"/uptake?{query}")

    assert response.status_code == 404 or table(get(client, f"/uptake?{query}"), "areas") == usual


def test_enough_areas_make_a_total_that_gives_nothing_away(
    client: PageClient, make: Factory, areas: dict[str, Area]
) -> None:
    for count in (2, 1, 2):
        area = make.area()
        lead = make.lead(area)
        for _ in range(count):
            sign(make, area, lead, at=AUGUST)

    page = get(client.sign_in(make.person(None, Role.PROGRAMME_TEAM)), "/uptake")

    assert table(page, "areas")["All areas"][4] == "15"


# Who, and at what price


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SOCIAL_WORKER, 404),
        (Role.AUDITOR, 404),
        (Role.PRACTICE_LEAD, 200),
        (Role.LINE_MANAGER, 200),
        (Role.COORDINATOR, 200),
        (Role.PROGRAMME_TEAM, 200),
    ],
)
def test_each_role_sees_uptake_or_does_not_know_of_it(
    client: PageClient, make: Factory, role: Role, status: int
) -> None:
    area = make.area()
    client.sign_in(make.person(area, role))

    assert client.get("/uptake").status_code == status
    assert client.get("/uptake.csv").status_code == status


@pytest.mark.parametrize("role", [Role.PRACTICE_LEAD, Role.LINE_MANAGER, Role.COORDINATOR])
def test_another_areas_figures_do_not_exist(client: PageClient, make: Factory, role: Role) -> None:
    area, elsewhere = make.area(), make.area()
    client.sign_in(make.person(area, role))

    assert client.get(f"/uptake?scope=area-{elsewhere.id}").status_code == 404
    assert client.get("/uptake?scope=network").status_code == 404


def test_somebody_with_several_roles_chooses_the_view(client: PageClient, make: Factory) -> None:
    area = make.area("Northmere")
    client.sign_in(make.person(area, Role.PRACTICE_LEAD, Role.COORDINATOR, Role.PROGRAMME_TEAM))

    assert get(client, "/uptake").h1 == "Uptake: Everybody in Northmere"
    assert get(client, "/uptake?scope=own").h1 != get(client, "/uptake").h1
    assert get(client, "/uptake?scope=network").html.select("#table-areas")


def test_a_manager_of_nobody_is_told_what_to_do(client: PageClient, make: Factory) -> None:
    page = get(client.sign_in(make.manager(make.area())), "/uptake")

    assert "You manage no Practice Lead" in page.main


def test_no_word_and_no_reference_is_on_the_page_or_in_the_file(client: PageClient, make: Factory) -> None:
    area = make.area()
    lead = make.lead(area)
    sign(make, area, lead, reference="SEC-RET", worrying="xylophoneword")
    client.sign_in(make.coordinator(area))

    for address in (
        "/uptake",
        "/uptake.csv?table=months",
        "/uptake.csv?table=leads",
        "/uptake.csv?table=teams",
    ):
        text = client.get(address).get_data(as_text=True)
        assert "xylophoneword" not in text
        assert "SEC-RET" not in text


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(client: PageClient, make: Factory) -> None:
    area = make.area()
    make.lead(area, name="=cmd|' /C calc'!A0")

    rows = read_csv(client.sign_in(make.coordinator(area)), "/uptake.csv?table=leads")

    assert rows[1][0] == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINE_MANAGER, Role.PROGRAMME_TEAM])
def test_the_price_does_not_grow_with_consultations(client: PageClient, make: Factory, role: Role) -> None:
    area = make.area()
    lead = make.lead(area)
    person = make.manager(area, [lead]) if role is Role.LINE_MANAGER else make.person(area, role)
    client.sign_in(person)

    def more() -> None:
        for _ in range(5):
            sign(make, area, lead)
            hold_clinic(make, area, [lead], AUGUST, came=2)

    more()
    client.get("/uptake")
    with count_statements() as few:
        client.get("/uptake")
    more()
    with count_statements() as many:
        client.get("/uptake")

    assert few.count == many.count <= 8, many
