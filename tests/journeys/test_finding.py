"""A worker finds a tool in a minute: from any page, with scripts and without, by hand and by keyboard, on a phone too."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_every_page import faults_of, scrolls_sideways

TOOL = "Sexual Behaviours Traffic Light Tool"
A_MINUTE = 60  # seconds, with everything that the machine does meanwhile


@pytest.mark.parametrize(
    ("email", "width", "scripts"),
    [
        ("worker@northmere.example", 1200, True),
        ("worker@southholt.example", 320, True),
        ("worker@northmere.example", 320, False),
    ],
    ids=["desk", "phone", "phone-without"],
)
def test_a_worker_finds_a_tool_in_a_minute(
    sign_in: Callable[..., Page], email: str, width: int, scripts: bool
) -> None:
    page = sign_in(email, scripts=scripts, width=width)
    started = time.monotonic()

    page.get_by_label("Search the service").fill("HSB tool")
    page.get_by_label("Search the service").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    found = page.get_by_role("main").get_by_role("link", name=TOOL)
    expect(found).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()
    wrong, is_wide = faults_of(page), scrolls_sideways(page)
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TOOL)
    expect(page.get_by_role("button", name="Open it")).to_be_visible()

    assert time.monotonic() - started < A_MINUTE
    assert wrong == []
    assert not is_wide


def test_a_worker_who_finds_nothing_is_led_on(sign_in: Callable[..., Page]) -> None:
    page = sign_in("worker@northmere.example", width=320)
    page.get_by_role("link", name="Learning", exact=True).click()
    page.get_by_role("main").get_by_label("What are you looking for?").fill("trafic lite")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_text("Nothing was found")).to_be_visible()
    assert faults_of(page) == []
    assert not scrolls_sideways(page)

    page.get_by_text("Filters").click()
    page.get_by_label("Kind").select_option("Tool")
    page.get_by_label("What are you looking for?").fill("traffic light")
    page.get_by_role("main").get_by_role("button", name="Search").click()

    expect(page.get_by_role("link", name=TOOL)).to_be_visible()
    expect(page.get_by_text("Filters: 1 in use")).to_be_visible()
    page.get_by_role("link", name="Clear filters").click()
    expect(page.get_by_role("link", name=TOOL)).to_be_visible()


def test_a_lead_says_what_they_know_and_chooses_their_emails(sign_in: Callable[..., Page]) -> None:
    page = sign_in("lead@southholt.example", scripts=False, width=320)
    page.get_by_role("link", name="Learning", exact=True).click()
    page.get_by_role("link", name="Offenders and offending").click()
    page.get_by_role("button", name="I know this topic well").click()
    expect(page.get_by_text("can see now that you know this topic well")).to_be_visible()
    assert faults_of(page) == []
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="Do not show me any more").click()
    expect(page.get_by_role("button", name="I know this topic well")).to_be_visible()

    page.get_by_role("link", name="Messages").first.click()
    page.get_by_role("link", name="Which emails you get").click()
    box = page.get_by_label("What is new in learning, once a week")
    expect(box).to_be_checked()
    box.uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("What is new in learning, once a week")).not_to_be_checked()
    assert faults_of(page) == []
