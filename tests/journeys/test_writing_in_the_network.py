"""A lead begins a thread, comes back to the draft, quotes, edits and removes: with scripts and without, on a phone too."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_every_page import faults_of, scrolls_sideways


def looked_at(page: Page, name: str) -> None:
    """Nothing is wrong with the page. With CSALEADS_PICTURES a picture of it is kept there."""
    assert faults_of(page) == []
    assert not scrolls_sideways(page)
    if folder := os.environ.get("CSALEADS_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (False, 320)], ids=["scripts", "without"])
def test_what_is_written_is_kept_shown_before_it_is_sent_and_changed_after(
    sign_in: Callable[..., Page], scripts: bool, width: int
) -> None:
    way = f"{'with' if scripts else 'without'}-{width}"
    lead = sign_in("lead@northmere.example", scripts=scripts, width=width)
    lead.goto("/network")
    lead.get_by_role("link", name="Running clinics").first.click()
    lead.get_by_role("button", name="Begin a thread").click()
    lead.wait_for_load_state()  # the preview must be the one of scripts where there are any
    lead.get_by_label("Discussion").check()
    lead.get_by_label("Title", exact=True).fill(f"Pebble notes {way.split('-')[0]} a table")
    lead.get_by_label("What would you like to say?").fill("A *pebble* note,\n\n- one\n- two")

    lead.get_by_role("button", name="Preview").click()
    expect(lead.locator(".csa-preview em")).to_have_text("pebble")
    looked_at(lead, f"preview-{way}")
    if scripts:
        expect(lead.locator("[data-autosave-status]")).to_contain_text("Saved at")
        lead.goto("/network/drafts")
    else:
        lead.get_by_role("button", name="Save as a draft").click()
    expect(lead.get_by_role("heading", level=1)).to_have_text("My drafts")
    looked_at(lead, f"drafts-{way}")
    lead.get_by_role("link", name="Go on writing").first.click()
    expect(lead.get_by_text("This is your draft")).to_be_visible()
    lead.get_by_label("Discussion").check()
    lead.get_by_role("button", name="Begin the thread").click()
    expect(lead.locator(".csa-post__body em")).to_have_text("pebble")

    lead.get_by_role("link", name="Quote").first.click()
    expect(lead.get_by_label("Your answer")).to_have_value(lead.get_by_label("Your answer").input_value())
    assert "> A *pebble* note," in lead.get_by_label("Your answer").input_value()
    lead.get_by_label("Your answer").fill("A second zebra crossing.")
    lead.get_by_role("button", name="Post the answer").click()
    lead.locator(".csa-post").last.get_by_role("link", name="Edit").click()
    lead.get_by_label("Your post").fill("A third zebra crossing.")
    looked_at(lead, f"edit-{way}")
    lead.get_by_role("button", name="Save the post").click()
    looked_at(lead, f"thread-{way}")
    expect(lead.get_by_role("button", name="Copy link").first).to_be_visible(visible=scripts)
    lead.get_by_role("link", name="see what changed").click()
    looked_at(lead, f"editions-{way}")
    lead.go_back()
    lead.locator(".csa-post").last.get_by_role("link", name="Remove").click()
    looked_at(lead, f"remove-{way}")
    lead.get_by_role("button", name="Remove the post").click()
    expect(lead.get_by_text("The author removed this post.")).to_be_visible()
