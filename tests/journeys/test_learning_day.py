"""A presenter through a learning day, with the lead of their group: case, afternoon, learning points, and how one is after it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

LEADS = {"1": "lead@northmere.example", "2": "lead@southholt.example"}


def group_of(page: Page) -> str:
    """The number of the viewer's group, as their own page says it."""
    link = page.get_by_role("link", name=re.compile(r"^Group \d+: who presents when"))
    found = re.search(r"\d+", link.inner_text())
    assert found
    return found.group()


def test_a_presenter_prepares_shares_and_takes_back_without_scripts(sign_in: Callable[..., Page]) -> None:
    presenter = sign_in("worker@northmere.example", scripts=False)
    presenter.goto("/my-learning")
    number = group_of(presenter)
    presenter.get_by_role("link", name="Your case for").first.click()
    expect(presenter.get_by_role("heading", level=1)).to_contain_text("Prepare your case for day")
    presenter.get_by_label("What is worrying?").fill("The drawings get darker.")
    presenter.get_by_role("button", name="Keep the draft").click()
    expect(presenter.get_by_text("Your draft is kept. Nobody else sees it.")).to_be_visible()
    presenter.get_by_role("link", name="Your case for").first.click()
    expect(presenter.get_by_label("What is worrying?")).to_have_value("The drawings get darker.")
    presenter.get_by_role("button", name="Share with my group").click()
    expect(presenter.get_by_text("Your group and its lead can read it now.")).to_be_visible()
    case_page = presenter.url

    lead = sign_in(LEADS[number])
    day_page = case_page.removesuffix("/case")
    lead.goto(day_page)
    lead.get_by_role("link", name=f"The afternoon of group {number}").click()
    lead.get_by_role("link", name="read the case").first.click()
    expect(lead.locator("main")).to_contain_text("The drawings get darker.")
    read = lead.url

    coordinator = sign_in("coordinator@northmere.example")
    answer = coordinator.goto(read)
    assert answer is not None
    assert answer.status == 404

    presenter.goto(case_page)
    presenter.get_by_role("link", name="Take it back and delete it").click()
    presenter.get_by_role("button", name="Take it back and delete it").click()
    expect(presenter.get_by_text("every word of it is deleted")).to_be_visible()
    gone = lead.goto(read)
    assert gone is not None
    assert gone.status == 404


def test_a_draft_saves_itself(sign_in: Callable[..., Page]) -> None:
    presenter = sign_in("worker@southholt.example")
    presenter.goto("/my-learning")
    presenter.get_by_role("link", name="Your case for").first.click()
    presenter.wait_for_load_state(
        "networkidle"
    )  # what is typed before the scripts run is the button's to save
    presenter.get_by_label("What is going well?").fill("A teacher who listens.")
    expect(presenter.locator("[data-autosave-status]")).to_contain_text("Saved", timeout=10_000)
    presenter.reload()

    expect(presenter.get_by_label("What is going well?")).to_have_value("A teacher who listens.")


def test_what_a_group_learnt_is_written_by_its_lead_and_read_by_its_members(
    sign_in: Callable[..., Page],
) -> None:
    member = sign_in("worker@northmere.example")
    member.goto("/my-learning")
    number = group_of(member)
    member.get_by_text("over", exact=False).last.click()
    day_page = member.locator("details a[href*='/days/']").first.get_attribute("href")
    assert day_page
    member.goto(day_page)
    member.get_by_role("link", name=f"The afternoon of group {number}").click()
    afternoon = member.url

    lead = sign_in(LEADS[number], scripts=False)
    lead.goto(afternoon)
    lead.get_by_role("button", name="Change what the group learnt").click()
    lead.get_by_label("What did the group learn?").fill("Ask who decides in the family.")
    lead.get_by_role("button", name="Save what the group learnt").click()
    expect(lead.locator("main")).to_contain_text("Ask who decides in the family.")

    member.reload()
    expect(member.locator("main")).to_contain_text("Ask who decides in the family.")
    member.goto(f"{day_page}/check-out")
    for label in ("Somewhat heavy", "I am all right", "Yes"):
        member.get_by_label(label, exact=True).check()
    member.get_by_label("No", exact=True).last.check()
    member.get_by_role("button", name="Keep my answers").click()


def test_a_pack_tells_what_is_new(sign_in: Callable[..., Page]) -> None:
    member = sign_in("worker@northmere.example", scripts=False)
    member.goto("/my-learning")
    member.get_by_role("link", name="Pack of").first.click()
    expect(member.get_by_role("heading", name="What to read, watch and use")).to_be_visible()
    member.get_by_role("button", name="I have looked through it").click()

    expect(member.locator("main")).to_contain_text("Nothing is new since")
