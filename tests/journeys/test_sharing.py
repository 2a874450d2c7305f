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
