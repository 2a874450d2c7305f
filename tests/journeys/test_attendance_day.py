"""A member through a learning day, without scripts: the code in the room, a correction, the early word, the certificate."""

import re
import sqlite3
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from csaleads.core import clock
from tests.journeys.server import RunningService

WORKER = "worker@northmere.example"
LEAD = "lead@northmere.example"
PROGRAMME = "programme@network.example"


@pytest.fixture
def today(service: RunningService) -> str:
    """One of the days to come of the demonstration's cohort is today, from midnight to midnight; its address."""
    with sqlite3.connect(service.database_url.removeprefix("sqlite:///")) as database:
        running = database.execute("SELECT id FROM cohorts WHERE state = 'running'").fetchone()[0]
        held = "SELECT id FROM learning_days WHERE cohort_id = ? AND held_on "
        on = clock.today().isoformat()
        found = database.execute(f"{held} = ?", (running, on)).fetchone()
        day = found or database.execute(f"{held} > ? ORDER BY held_on", (running, on)).fetchone()
        database.execute("DELETE FROM day_parts WHERE day_id = ?", day)
        database.execute(
            "UPDATE learning_days SET held_on = ?, starts_at_local = '00:01:00.000000',"
            " ends_at_local = '23:59:00.000000' WHERE id = ?",
            (on, day[0]),
        )
    return f"/cohorts/{running}/days/{day[0]}"


def half_now() -> str:
    return "morning" if clock.to_local(clock.now()).hour < 12 else "afternoon"


def test_a_member_goes_through_a_learning_day(sign_in: Callable[..., Page], today: str) -> None:
    half = half_now()
    lead = sign_in(LEAD, scripts=False)
    lead.goto(today)
    lead.get_by_role("button", name="Attendance").click()
    lead.get_by_role("link", name=f"Joining code for the {half}").click()
    lead.get_by_role("button", name="Show a joining code").click()
    code = lead.locator(".csa-joining-code").inner_text()

    member = sign_in(WORKER, scripts=False, width=320)
    member.goto("/my-learning")
    member.get_by_role("link", name="Enter the joining code").click()
    member.get_by_label("Joining code").fill("33333")
    member.get_by_role("button", name="I am here").click()
    expect(member.get_by_text("No half day of yours has this code now").first).to_be_visible()
    member.get_by_label("Joining code").fill(code.lower())
    member.get_by_role("button", name="I am here").click()
    expect(member.get_by_text(f"You are recorded as present for the {half}")).to_be_visible()

    lead.goto(today + "/attendance")
    lead.get_by_role("link", name=re.compile(f"attendance of group 1, {half}")).click()
    rows = lead.locator(".csa-register fieldset")
    absent = rows.first.locator("legend").inner_text().strip()
    rows.first.get_by_label("Absent").check()
    for place in range(1, rows.count()):
        rows.nth(place).get_by_label("Present").check()
    lead.get_by_role("button", name="Save attendance").click()
    expect(lead.get_by_text("Everybody is recorded")).to_be_visible()

    lead.get_by_role("link", name=f"Correct attendance of {absent}").click()
    lead.get_by_label("Part").check()
    lead.get_by_label("They came later than it says").check()
    lead.get_by_role("button", name="Correct it").click()
    expect(lead.get_by_text("Attendance is corrected")).to_be_visible()
    expect(lead.locator("main")).to_contain_text("From “absent” to “part”")

    member.goto("/my-learning")
    member.get_by_role("link", name="See them by half day").click()
    expect(member.locator("main")).to_contain_text("With the joining code")


def test_a_member_has_their_days_in_their_own_calendar(sign_in: Callable[..., Page]) -> None:
    member = sign_in(WORKER, scripts=False)
    member.goto("/my-learning")
    member.get_by_role("link", name="Have these dates in your own calendar").click()
    member.get_by_role("button", name="Make my calendar address").click()
    address = member.locator(".csa-calendar-address").inner_text()

    fetched = member.context.request.get(address)

    assert fetched.status == 200
    assert "SUMMARY:Learning day" in fetched.text()


def test_a_certificate_saved_as_pdf_is_one_sheet_that_a_screen_reader_can_read(
    sign_in: Callable[..., Page],
) -> None:
    team = sign_in(PROGRAMME, scripts=False)
    open_certificate(team)
    number = team.locator(".csa-certificate__foot strong").inner_text()
    name = team.locator(".csa-certificate__name").inner_text()

    saved = PdfReader(BytesIO(team.pdf(prefer_css_page_size=True, tagged=True)))

    words = saved.pages[0].extract_text()
    width, height = (float(each) for each in saved.pages[0].mediabox[2:])
    assert len(saved.pages) == 1
    assert (round(width), round(height)) == (595, 842), "A4"
    assert saved.metadata is not None
    assert str(saved.metadata.title).startswith(f"Certificate of {name}")
    assert saved.root_object["/Lang"] == "en-GB"
    assert saved.root_object["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in saved.root_object
    assert name in words
    assert number in words


def open_certificate(team: Page) -> None:
    """The certificate of the first member of the first finished cohort."""
    team.goto("/cohorts?state=finished")
    team.locator("main table a").first.click()
    team.get_by_role("link", name="Who has how many days").click()
    team.locator("main table a").first.click()
    team.get_by_role("link", name="See the certificate").click()
    team.wait_for_load_state()  # the style sheet for print, too, which no page waits for


def test_a_certificate_is_checked_by_anybody_and_withdrawn(
    sign_in: Callable[..., Page], open_browser: Callable[..., Page]
) -> None:
    team = sign_in(PROGRAMME, scripts=False)
    open_certificate(team)
    number = team.locator(".csa-certificate__foot strong").inner_text()
    name = team.locator(".csa-certificate__name").inner_text()
    somebody = open_browser(scripts=False, width=320)
    somebody.goto(f"/certificates/{number}")
    expect(somebody.locator("main")).to_contain_text(name)

    team.get_by_role("link", name="Withdraw the certificate").click()
    team.get_by_label("It was issued by mistake").check()
    team.get_by_role("button", name="Withdraw the certificate").click()
    expect(team.get_by_text("Nobody finds it by its number any more")).to_be_visible()
    team.get_by_role("button", name="Confirm that they completed").click()
    expect(team.get_by_text("They are a Practice Lead already")).to_be_visible()

    somebody.reload()
    expect(somebody.get_by_role("heading", level=1)).to_have_text("Page not found")
