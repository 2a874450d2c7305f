"""A record that was sent back becomes one that colleagues learn from: three people, with scripts and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_every_page import faults_of, scrolls_sideways

WORDS = "Meet the child where they feel safe, and leave the questions to them."


@pytest.mark.parametrize(
    ("area", "scripts"), [("northmere", True), ("southholt", False)], ids=["scripts", "without"]
)
def test_a_version_that_was_sent_back_is_changed_confirmed_and_read(
    sign_in: Callable[..., Page], area: str, scripts: bool
) -> None:
    lead = sign_in(f"lead@{area}.example", scripts=scripts)
    lead.get_by_role("link", name="See what to change").or_(
        lead.get_by_role("button", name="See what to change")
    ).first.click()
    lead.get_by_role("link", name="Carry on editing").or_(
        lead.get_by_role("button", name="Carry on editing")
    ).first.click()
    lead.get_by_label("Advice", exact=True).fill(WORDS)
    lead.get_by_role("button", name="Save and check it").click()
    assert faults_of(lead) == []
    lead.get_by_role("button", name="Ask a colleague to read it first").click()
    expect(lead.get_by_text("A colleague reads it first")).to_be_visible()
    number = lead.get_by_text("L-").first.inner_text()

    colleague = sign_in(f"coordinator@{area}.example", scripts=scripts, width=320)
    colleague.goto(f"/shared-records/{number}")
    colleague.get_by_role("button", name="Read it first").click()
    expect(colleague.get_by_text(WORDS)).to_be_visible()
    assert faults_of(colleague) == []
    assert not scrolls_sideways(colleague)
    for answer in colleague.get_by_label("No", exact=True).all():
        answer.check()
    colleague.get_by_role("button", name="Confirm that it identifies nobody").click()
    expect(colleague.get_by_text("It is shared with the leads of your area")).to_be_visible()

    reader = sign_in(f"lead2@{area}.example", scripts=scripts)
    reader.goto(f"/shared-records/{number}")
    reader.get_by_role("button", name="Read it").click()
    expect(reader.get_by_text(WORDS)).to_be_visible()
    assert faults_of(reader) == []
    report_and_wipe(sign_in, reader, number, area, scripts)


def report_and_wipe(
    sign_in: Callable[..., Page], reader: Page, number: str, area: str, scripts: bool
) -> None:
    """The reader hides it in two clicks; its lead says where it is, the coordinator confirms, and it is gone."""
    lead = sign_in(f"lead@{area}.example", scripts=scripts)
    told_before = set(slips_of(lead))
    reader.set_viewport_size({"width": 320, "height": 900})
    reader.get_by_role("link", name="Report something that identifies somebody").click()
    expect(reader.get_by_role("button", name="Hide it and tell its author")).to_be_visible()
    assert faults_of(reader) == []
    assert not scrolls_sideways(reader)
    reader.get_by_role("button", name="Hide it and tell its author").click()
    expect(reader.get_by_text("Thank you. It is hidden now")).to_be_visible()
    assert faults_of(reader) == []
    assert not scrolls_sideways(reader)

    lead.goto(f"/shared-records/{number}")
    expect(lead.get_by_text("Hidden since")).to_be_visible()
    (told_now,) = set(slips_of(lead)) - told_before
    lead.locator(f'a[href="{told_now}"]').click()
    expect(lead.get_by_role("heading", name="Take out what identifies somebody")).to_be_visible()
    assert faults_of(lead) == []
    lead.get_by_label("It is only in the version for learning").check()
    lead.get_by_role("button", name="Keep the correction").click()
    expect(lead.get_by_text("Your correction is kept")).to_be_visible()

    coordinator = sign_in(f"coordinator@{area}.example", scripts=scripts, width=320)
    coordinator.goto(lead.url)
    assert faults_of(coordinator) == []
    assert not scrolls_sideways(coordinator)
    coordinator.get_by_role("link", name="Go straight to your decision").click()
    coordinator.get_by_role("button", name="Confirm and show it again").click()
    expect(coordinator.get_by_text("It can be read again")).to_be_visible()

    reader.goto(f"/shared-records/{number}")
    expect(reader.get_by_role("heading", name="Page not found")).to_be_visible()


def slips_of(lead: Page) -> list[str]:
    """The addresses of the slips the lead is told of. How long each waits is no mark of it: no weekend counts."""
    lead.goto("/slips")
    links = lead.get_by_role("row").get_by_role("link").all()
    return [str(link.get_attribute("href")) for link in links]
