"""A lead adds a tool, the coordinator approves it, and a worker finds it by topic: with scripts and without, on a phone too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests import sample_files as sample
from tests.journeys.test_every_page import faults_of, scrolls_sideways

TOPIC = "Children and young people who have sexually harmed"


@pytest.mark.parametrize(
    ("area", "scripts"), [("northmere", True), ("southholt", False)], ids=["scripts", "without"]
)
def test_a_resource_is_added_approved_found_and_kept_for_later(
    sign_in: Callable[..., Page], area: str, scripts: bool
) -> None:
    title = f"A plan for the school day, {'with' if scripts else 'without'} a timetable"
    lead = sign_in(f"lead@{area}.example", scripts=scripts)
    lead.get_by_role("link", name="Learning", exact=True).click()
    lead.get_by_role("button", name="Add a resource").click()
    lead.get_by_role("button", name="Save the draft").click()
    expect(lead.get_by_role("alert").get_by_text("Enter the title")).to_be_visible()
    assert faults_of(lead) == []
    lead.get_by_label("Title", exact=True).fill(title)
    lead.get_by_label("Template", exact=True).check()
    lead.get_by_label("A link", exact=True).check()
    lead.get_by_label("Link", exact=True).fill("https://library.example/school-day")
    lead.get_by_label(TOPIC, exact=True).check()
    lead.get_by_label("What is in it, and what is it good for?").fill("To fill in with the school.")
    lead.get_by_label("All staff", exact=True).check()
    lead.get_by_label("Core", exact=True).check()
    lead.get_by_label("Is it heavy to read or watch? (optional)").fill("It has an example of harm.")
    lead.get_by_label("Yes", exact=True).check()
    lead.get_by_role("button", name="Save the draft").click()
    expect(lead.get_by_role("heading", level=1)).to_have_text(title)

    coordinator = sign_in(f"coordinator@{area}.example", scripts=scripts)
    coordinator.get_by_role("button", name="See drafts").click()
    coordinator.get_by_role("link", name=title).click()
    coordinator.get_by_role("button", name="Approve it", exact=True).click()
    expect(coordinator.get_by_text("Colleagues can find it now")).to_be_visible()
    assert faults_of(coordinator) == []

    worker = sign_in(f"worker@{area}.example", scripts=scripts, width=320)
    worker.get_by_role("link", name="Learning", exact=True).click()
    worker.get_by_role("link", name=TOPIC).click()
    worker.get_by_role("link", name=title).click()
    worker.get_by_role("button", name="Read later").click()
    worker.get_by_role("button", name="Open it").click()
    expect(worker.get_by_text("It has an example of harm.")).to_be_visible()
    assert faults_of(worker) == []
    assert not scrolls_sideways(worker)
    worker.goto("/learning/saved")
    expect(worker.get_by_role("link", name=title)).to_be_visible()
    assert not scrolls_sideways(worker)


@pytest.mark.parametrize(
    ("area", "scripts"), [("northmere", True), ("southholt", False)], ids=["scripts", "without"]
)
def test_a_file_is_chosen_once_seen_before_it_is_saved_and_fetched_from_the_list(
    sign_in: Callable[..., Page], area: str, scripts: bool
) -> None:
    title = f"A sheet for the first visit, {'with' if scripts else 'without'} lines"
    lead = sign_in(f"lead@{area}.example", scripts=scripts, width=320)
    lead.goto("/learning/resources/new")
    lead.get_by_label("Title", exact=True).fill(title)
    lead.get_by_label("Template", exact=True).check()
    lead.get_by_label("A file", exact=True).check()
    lead.get_by_label("File", exact=True).set_input_files(_file("notes.docx", b"words"))
    if not scripts:
        lead.get_by_role("button", name="Save the draft").click()
    expect(lead.locator("#file-error")).to_contain_text("The file is of a kind that is not taken here")
    assert faults_of(lead) == []
    lead.get_by_label("File", exact=True).set_input_files(_file("Sheet.docx", sample.docx("pebble note")))
    lead.get_by_label("What is in it, and what is it good for?").fill("To fill in:\n\n- before\n- after")
    if scripts:
        expect(lead.get_by_text("You have chosen Sheet.docx")).to_be_visible()
    lead.get_by_role("button", name="Show how it will look").click()
    expect(lead.locator(".csa-preview li").first).to_have_text("before")
    expect(lead.get_by_text("You have chosen Sheet.docx")).to_be_visible()
    assert faults_of(lead) == []
    assert not scrolls_sideways(lead)
    lead.get_by_label(TOPIC, exact=True).check()
    lead.get_by_label("All staff", exact=True).check()
    lead.get_by_label("Core", exact=True).check()
    lead.get_by_label("Yes", exact=True).check()
    lead.get_by_role("button", name="Save the draft").click()
    expect(lead.get_by_role("heading", level=1)).to_have_text(title)

    lead.goto("/learning/resources?kind=template&state=draft")
    lead.get_by_role("link", name=title).click()
    with lead.expect_download() as download:
        lead.get_by_role("button", name="Save the file (Word").click()
    assert download.value.suggested_filename == "Sheet.docx"
    lead.get_by_role("link", name="Back to the list").click()
    expect(lead.get_by_label("Kind", exact=True)).to_have_value("template")
    expect(lead.get_by_label("State", exact=True)).to_have_value("draft")


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}
