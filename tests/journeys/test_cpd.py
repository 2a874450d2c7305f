"""A worker makes their CPD year complete and tells their manager so; a new lead sits in on a clinic. With scripts and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from csaleads.core import clock
from csaleads.core.formatting import uk_date
from tests.journeys.test_every_page import faults_of, scrolls_sideways


def write(page: Page, label: str, text: str) -> None:
    page.wait_for_load_state("networkidle")  # the script that saves has to be there before the first letter
    page.get_by_label(label, exact=True).fill(text)


def test_what_was_done_here_becomes_an_entry_that_saves_itself(sign_in: Callable[..., Page]) -> None:
    worker = sign_in("worker@northmere.example")
    worker.get_by_role("link", name="CPD", exact=True).click()
    suggested = worker.get_by_role("region", name="What you did here")
    suggested.get_by_role("button", name="Make an entry – Learning day").first.click()
    expect(worker.get_by_label("What I did and why", exact=True)).to_have_value(re.compile("I took part"))
    write(worker, "What I learnt", "To leave room before I ask: pebble note.")
    expect(worker.locator("[data-autosave-status]")).to_contain_text("aved", timeout=15_000)
    assert faults_of(worker) == []

    address = worker.url
    worker.goto("/cpd")
    worker.goto(address)
    expect(worker.get_by_label("What I learnt", exact=True)).to_have_value(
        "To leave room before I ask: pebble note."
    )


@pytest.mark.parametrize(
    ("area", "scripts"), [("northmere", True), ("southholt", False)], ids=["scripts", "without"]
)
def test_a_year_is_completed_taken_away_and_shared(
    sign_in: Callable[..., Page], area: str, scripts: bool
) -> None:
    lead = sign_in(f"lead2@{area}.example", scripts=scripts)
    today = clock.today()
    for kind, peer in (("Briefing given", ""), ("Group supervision", "We read one sentence aloud.")):
        lead.goto("/cpd")
        lead.get_by_role("button", name="Add an entry").first.click()
        lead.get_by_label(kind, exact=True).check()
        for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
            write(lead, part, str(value))
        lead.get_by_role("button", name="Continue").click()
        lead.get_by_role("button", name="Finish the entry").click()
        expect(lead.get_by_role("alert").get_by_text("Say what you learnt")).to_be_visible()
        write(lead, "What I did and why", "It was asked for, and I wanted to try it.")
        write(lead, "What I learnt", "To say less: zebra crossing.")
        write(lead, "The effect on my practice and on the people I work with", "I leave more room.")
        if peer:
            lead.get_by_label("With whom did you reflect on it? (optional)").select_option(
                label="Colleagues in group supervision"
            )
            write(lead, "What we reflected on together (optional)", peer)
        lead.get_by_role("button", name="Finish the entry").click()
        expect(lead.get_by_text("counts for its CPD year")).to_be_visible()
    lead.goto("/cpd")
    expect(lead.get_by_text("This year is complete")).to_be_visible()
    assert faults_of(lead) == []
    with lead.expect_download() as started:
        lead.get_by_role("link", name="as plain text").click()
    assert "zebra crossing" in started.value.path().read_text()
    lead.get_by_role("button", name="Tell my line manager that it is complete").click()
    expect(lead.get_by_text("and nothing else").first).to_be_visible()

    manager = sign_in(f"manager@{area}.example", scripts=scripts, width=320)
    manager.goto("/cpd/shared-with-me")
    expect(manager.get_by_role("main")).to_contain_text(f"complete, told on {uk_date(today, 'long')}")
    expect(manager.get_by_role("main")).not_to_contain_text("zebra crossing")
    assert not scrolls_sideways(manager)


def test_a_lead_asks_to_sit_in_and_another_agrees(sign_in: Callable[..., Page]) -> None:
    asker = sign_in("dilip.ramasundar@northmere.example", scripts=False)
    asker.get_by_role("link", name="Clinics", exact=True).click()
    asker.get_by_role("link", name="Sitting in on clinics").click()
    asker.get_by_role("button", name="Find a clinic to sit in on").first.click()
    asker.get_by_role("link", name="Ask for it").first.click()
    asker.get_by_role("button", name="Ask to sit in").click()
    expect(asker.get_by_text("Your colleague is asked")).to_be_visible()
    name = asker.get_by_role("banner").get_by_role("link", name="Dilip Ramasundar")
    expect(name).to_be_visible()

    lead = sign_in("lead@northmere.example", scripts=False)
    lead.get_by_role("button", name="Answer – Dilip Ramasundar asks to sit in").click()
    lead.get_by_role("button", name="Agree – Dilip Ramasundar").click()
    expect(lead.get_by_text("Your colleague is told")).to_be_visible()

    asker.goto("/")
    expect(asker.get_by_text("You sit in on a colleague’s clinic")).to_be_visible()


def test_readiness_is_rated_and_drawn(sign_in: Callable[..., Page]) -> None:
    worker = sign_in("worker@southholt.example", width=320)
    worker.goto("/readiness")
    worker.get_by_role("button", name="Rate yourself now").click()
    worker.get_by_label("4 – I can do it by myself", exact=True).first.check()
    worker.get_by_role("button", name="Save", exact=True).click()

    expect(worker.get_by_role("heading", name="How ready you feel", level=1)).to_be_visible()
    expect(worker.locator("figure svg")).to_be_visible()
    assert faults_of(worker) == []
    assert not scrolls_sideways(worker)
