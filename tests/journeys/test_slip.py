"""A slip from the click that hides it to the page on which it can be read again, without scripts too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.hands import Pointer
from tests.journeys.stories import REFERENCE

HIDDEN = "This text is hidden while something in it is being corrected"


@pytest.mark.parametrize(("area", "scripts"), [("northmere", True), ("southholt", False)])
def test_a_slip_is_reported_corrected_and_confirmed(
    sign_in: Callable[..., Page], area: str, scripts: bool
) -> None:
    lead = Pointer(sign_in(f"lead@{area}.example", scripts=scripts))
    lead.follow("Records")
    signed = lead.page.locator("main tr", has_text="Signed").filter(has_not_text="Draft").nth(7)
    found = REFERENCE.search(signed.inner_text())
    assert found is not None
    record = f"/records/{found.group()}"
    lead.page.goto(record)

    lead.follow("Report something that identifies somebody")
    lead.press("Hide it and tell its author")
    lead.sees("Thank you. It is hidden from everybody now")
    lead.page.goto(record)
    lead.sees(HIDDEN)

    lead.press("Look at the words")
    lead.write("Advice", "Meet Child A in a calm place, and write down their words.")
    lead.press("Keep the correction")
    lead.sees("Your correction is kept")

    coordinator = Pointer(sign_in(f"coordinator@{area}.example", scripts=scripts))
    coordinator.page.goto(lead.page.url)
    coordinator.sees("Meet Child A in a calm place")
    coordinator.press("Confirm and show it again")
    coordinator.sees("It can be read again")

    lead.page.goto(record)
    lead.sees("Meet Child A in a calm place")
    lead.sees("because something could have identified somebody. Changed: Advice")
