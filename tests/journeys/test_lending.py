"""An area asks another for a resource and gets it on terms; taken back it disappears. A lead gives resources with a record."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_every_page import faults_of, scrolls_sideways

CREDIT = "Shared by {area}, edition 1. May be adapted; say where it is from; not beyond your area."


@pytest.mark.parametrize(
    ("borrower", "lender", "title", "scripts"),
    [
        ("Northmere", "Southholt", "What we learnt from reflective groups this year", True),
        ("Southholt", "Northmere", "A note for the duty desk", False),
    ],
    ids=["scripts", "without"],
)
def test_asked_agreed_used_and_taken_back(
    sign_in: Callable[..., Page], borrower: str, lender: str, title: str, scripts: bool
) -> None:
    if lender == "Northmere":
        _make(sign_in, lender, title, scripts)
    asker = sign_in(f"lead@{borrower.lower()}.example", scripts=scripts)
    asker.get_by_role("link", name="Learning", exact=True).click()
    asker.get_by_role("link", name="From other areas").click()
    assert faults_of(asker) == []
    asker.get_by_role("link", name=f"Ask for it – {title}").click()
    asker.get_by_role("button", name="Ask for it").click()
    expect(asker.get_by_role("alert").get_by_text("Enter what you want it for")).to_be_visible()
    assert faults_of(asker) == []
    asker.get_by_label("What do you want it for?").fill("For our next team day.")
    asker.get_by_role("button", name="Ask for it").click()
    expect(asker.get_by_text(f"The coordinator of {lender} answers. You are told.")).to_be_visible()
    loan = asker.url

    coordinator = sign_in(f"coordinator@{lender.lower()}.example", scripts=scripts, width=320)
    coordinator.get_by_role("button", name=re.compile("^Answer – (Another|Other) areas? asks?")).click()
    coordinator.get_by_role("link", name=title).click()
    expect(coordinator.get_by_text("For our next team day.").first).to_be_visible()
    coordinator.get_by_role("button", name="Agree, and say on what terms").click()
    coordinator.get_by_label("They may adapt it").check()
    assert faults_of(coordinator) == []
    assert not scrolls_sideways(coordinator)
    coordinator.get_by_role("button", name="Agree", exact=True).click()
    expect(coordinator.get_by_text(f"It is in the library of {borrower}.")).to_be_visible()
    assert not scrolls_sideways(coordinator)

    asker.goto("/")
    expect(asker.get_by_role("heading", name="of another area in your library")).to_be_visible()
    asker.goto(loan)
    assert faults_of(asker) == []
    asker.get_by_role("button", name="We have it, and know the terms").click()
    expect(asker.get_by_text(f"It is in use in {borrower}.")).to_be_visible()
    asker.get_by_role("link", name="Read it in your library").click()
    expect(asker.get_by_text(CREDIT.format(area=lender))).to_be_visible()
    copy = asker.url
    assert faults_of(asker) == []

    coordinator.reload()
    coordinator.get_by_role("button", name="Take it back").click()
    expect(coordinator.get_by_role("heading", name="Take it back")).to_be_visible()
    coordinator.get_by_label("Why do you take it back?").fill("It is out of date.")
    coordinator.get_by_role("button", name="Take it back").click()
    expect(coordinator.get_by_text("It is taken back, and the other area is told.")).to_be_visible()
    answer = asker.goto(copy)
    assert answer is not None
    assert answer.status == 404
    asker.goto(loan)
    expect(asker.get_by_text("It is out of date.")).to_be_visible()


def _make(sign_in: Callable[..., Page], area: str, title: str, scripts: bool) -> None:
    """The coordinator of the area adds a resource that may leave it, and approves it."""
    page = sign_in(f"coordinator@{area.lower()}.example", scripts=scripts)
    page.goto("/learning/resources/new")
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Template", exact=True).check()
    page.get_by_label("A link", exact=True).check()
    page.get_by_label("Link", exact=True).fill("https://library.example/desk")
    page.get_by_role("checkbox").first.check()
    page.get_by_label("What is in it, and what is it good for?").fill("For whoever takes the first call.")
    page.get_by_label("All staff", exact=True).check()
    page.get_by_label("Core", exact=True).check()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("button", name="Approve it", exact=True).click()
    expect(page.get_by_text("Colleagues can find it now")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without"])
def test_a_lead_gives_resources_with_a_record(sign_in: Callable[..., Page], scripts: bool) -> None:
    lead = sign_in(
        "lead@northmere.example" if scripts else "lead@southholt.example", scripts=scripts, width=320
    )
    lead.goto("/records?state=draft")
    lead.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    lead.get_by_label("Hypotheses").fill("Two things are possible.")
    lead.get_by_role("button", name="Save and choose resources").click()
    expect(lead.get_by_role("heading", level=1)).to_have_text("Resources given")
    assert faults_of(lead) == []
    assert not scrolls_sideways(lead)
    first = lead.locator("section[aria-labelledby=offered] .csa-card__title").first.inner_text()
    lead.get_by_role("button", name=f"Give it – {first}").click()
    expect(lead.get_by_text("Your colleague gets it with the record.")).to_be_visible()
    lead.get_by_label("Find by a word in the title").fill("traffic light")
    lead.get_by_role("button", name="Find").click()
    lead.get_by_role("button", name="Give it – Sexual Behaviours Traffic Light Tool").click()
    lead.get_by_role("link", name="Back to writing").click()
    expect(lead.get_by_label("Hypotheses")).to_have_value("Two things are possible.")
    given = lead.get_by_role("main").get_by_role("link", name="Sexual Behaviours Traffic Light Tool")
    expect(given).to_be_visible()
    assert faults_of(lead) == []
    assert not scrolls_sideways(lead)
