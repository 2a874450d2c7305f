"""In a real browser: while the title of a thread is typed, what may answer it already stands below, and nothing typed is lost."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.test_strict_marks import begin_a_thread

Enter = Callable[..., Page]


def test_a_title_that_was_there_before_is_shown_with_its_thread_and_read_out(sign_in: Enter) -> None:
    page = sign_in("lead@northmere.example")
    begin_a_thread(page)
    address = page.url
    page.get_by_label("Discussion").check()
    page.get_by_label("Title").fill("Marmalade for zebras")
    page.get_by_label("What would you like to say?").fill("A pebble note.")
    page.get_by_role("button", name="Begin the thread").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Marmalade for zebras")

    page.goto(address)
    title = page.get_by_label("Title")
    title.press_sequentially("Who has marmalade?")

    said, link = page.locator("[data-similar-said]"), page.locator("[data-similar-list] a")
    expect(said).to_contain_text("1 thread may be about the same")
    expect(link.first).to_have_text("Marmalade for zebras")
    expect(link.first).to_have_attribute("target", "_blank")
    expect(title).to_have_value("Who has marmalade?")
    title.fill("Qwq")
    expect(said).to_have_text("")
    expect(link).to_have_count(0)


def test_without_scripts_there_is_a_way_to_search(sign_in: Enter) -> None:
    page = sign_in("lead@northmere.example", scripts=False)
    begin_a_thread(page)

    link = page.get_by_role("link", name="Search whether it was asked before (opens in a new tab)")

    expect(link).to_have_attribute("href", "/search")
