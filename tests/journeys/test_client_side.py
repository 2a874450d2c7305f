"""What scripts add, in a real browser: typing that is kept by itself, and what that says when it cannot be kept."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect
from sqlalchemy import create_engine, text

from csaleads.demo.password import DEMONSTRATION_PASSWORD
from tests.journeys import stories
from tests.journeys.hands import Pointer
from tests.journeys.server import RunningService

WORDS = "Meet Child A at school, with somebody whom Child A trusts."
SAVED = re.compile(r"^Saved at ")
Enter = Callable[..., Page]


def open_draft(page: Page) -> str:
    """Open the draft that the demonstration leaves with this lead; its address."""
    page.goto("/records?state=draft")
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    page.wait_for_url("**/edit")
    return page.url


def begin_to_ask(page: Page) -> str:
    """Go on with a new request as far as the boxes; the address of that page."""
    hand = Pointer(page)
    hand.follow("Ask for advice")
    hand.choose("No")
    hand.press("Continue")
    if page.get_by_role("button", name="Begin a new request").count():
        hand.press("Begin a new request")
    page.goto(re.sub(r"/[a-z]+$", "/situation", page.url))
    return page.url


def let_every_session_run_out(service: RunningService) -> None:
    """What an idle evening does."""
    engine = create_engine(service.database_url)
    with engine.begin() as connection:
        long_ago = {"long_ago": "2020-01-01 00:00:00.000000"}
        connection.execute(text("UPDATE sign_in_sessions SET last_seen_at = :long_ago"), long_ago)
    engine.dispose()


def test_what_is_typed_outlives_a_closed_tab(sign_in: Enter) -> None:
    page = sign_in("worker@northmere.example")
    address = begin_to_ask(page)
    page.get_by_label("What do you know?", exact=True).fill(WORDS)

    context = page.context
    page.close(
        run_before_unload=True
    )  # at once: nothing has been pressed, and the pause of typing is not over
    again = context.new_page()

    def kept() -> bool:
        again.goto(address)
        return again.get_by_label("What do you know?", exact=True).input_value() == WORDS

    for _ in range(20):
        if kept():
            break
        again.wait_for_timeout(100)
    assert kept()


def test_a_pause_in_typing_saves_and_says_so(sign_in: Enter) -> None:
    page = sign_in("worker@northmere.example")
    address = begin_to_ask(page)
    page.get_by_label("What do you know?", exact=True).fill(WORDS)

    expect(page.locator("[data-autosave-status]")).to_have_text(SAVED)

    page.goto(address)
    expect(page.get_by_label("What do you know?", exact=True)).to_have_value(WORDS)


def test_what_is_typed_before_the_scripts_arrive_is_saved_too(sign_in: Enter) -> None:
    page = sign_in("worker@southholt.example")
    address = begin_to_ask(page)
    held: list[Route] = []
    page.route("**/js/autosave.js*", lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    page.get_by_label("What do you know?", exact=True).fill(WORDS)
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()

    expect(page.locator("[data-autosave-status]")).to_have_text(SAVED)


def test_who_types_while_the_scripts_arrive_stays_in_the_box(sign_in: Enter) -> None:
    page = sign_in("worker@southholt.example")
    address = begin_to_ask(page)
    held: list[Route] = []
    page.route("**/js/screen.js*", lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    box = page.get_by_label("What do you know?", exact=True)
    box.fill("")
    page.keyboard.type("The teacher says Jayden Whitlock ")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.locator("#known + .csa-screen__layer").wait_for(state="attached")
    page.keyboard.type("spoke of a secret. Jayden is eight.")

    expect(box).to_have_value(SLIP)
    expect(page.locator("#known + .csa-screen__layer mark")).to_have_text(["Jayden Whitlock", "Jayden"])


def test_two_tabs_keep_both_versions_and_offer_to_show_them(sign_in: Enter) -> None:
    page = sign_in("lead@northmere.example")
    address = open_draft(page)
    first, second = "Words of the first tab.", "Words of the second tab."
    other = page.context.new_page()
    other.goto(address)
    other.get_by_label("Advice", exact=True).fill(first)
    expect(other.locator("[data-autosave-status]")).to_have_text(SAVED)

    page.get_by_label("Advice", exact=True).fill(second)
    expect(page.locator("[data-autosave-status]")).to_contain_text("Both versions are kept")
    page.get_by_role("button", name="See both versions").click()

    expect(page.get_by_role("main")).to_contain_text("there are two versions of this record")
    expect(page.get_by_role("main")).to_contain_text(first)
    expect(page.get_by_label("Advice", exact=True)).to_have_value(second)


def test_an_ended_session_loses_nothing(sign_in: Enter, service: RunningService) -> None:
    page = sign_in("lead@northmere.example")
    open_draft(page)
    let_every_session_run_out(service)
    page.get_by_label("Protective factors", exact=True).fill(WORDS)
    expect(page.locator("[data-autosave-status]")).to_contain_text("you have been signed out")

    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_label("Email address").fill("lead@northmere.example")
    page.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("main")).to_contain_text("We kept what you typed")
    expect(page.get_by_label("Protective factors", exact=True)).to_have_value(WORDS)


def test_no_connection_is_said_and_the_text_goes_out_later(sign_in: Enter) -> None:
    page = sign_in("worker@northmere.example")
    begin_to_ask(page)
    page.context.set_offline(True)
    page.get_by_label("What do you know?", exact=True).fill(WORDS)
    expect(page.locator("[data-autosave-status]")).to_contain_text("check your connection")

    page.context.set_offline(False)

    expect(page.locator("[data-autosave-status]")).to_have_text(SAVED)


def test_a_reference_is_copied(sign_in: Enter) -> None:
    page = sign_in("worker@northmere.example")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/requests?state=booked")
    link = page.get_by_role("main").get_by_role("table").get_by_role("link", name=stories.REFERENCE).first
    reference = link.inner_text()
    link.click()

    page.get_by_role("button", name="Copy").click()

    expect(page.locator("[data-copy-status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == reference


def test_a_double_click_makes_one_thing(sign_in: Enter) -> None:
    page = sign_in("coordinator@northmere.example")
    page.goto("/teams")
    page.get_by_label("Name of the team").fill("Leaving care")
    made = page.get_by_role("link", name="Leaving care", exact=True)

    page.get_by_role("button", name="Add the team").dblclick()

    expect(made).to_have_count(1)
    page.reload()
    expect(made).to_have_count(1)


def test_a_double_click_begins_one_request(sign_in: Enter) -> None:
    page = sign_in("lead2@southholt.example")  # who has no draft yet
    page.goto("/ask")
    page.get_by_role("radio", name="No", exact=True).check()

    page.get_by_role("button", name="Continue").dblclick()

    expect(page.get_by_role("heading", level=1)).to_have_text("What kind of concern is it?")
    page.goto("/requests?state=draft")
    expect(page.get_by_role("main").locator("tbody tr")).to_have_count(1)


def test_a_password_can_be_shown_and_hidden(open_browser: Enter) -> None:
    page = open_browser()
    page.goto("/sign-in")
    box = page.get_by_label("Password", exact=True)
    box.fill("seen for a moment")

    page.get_by_role("button", name="Show password").click()
    expect(box).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide password").click()
    expect(box).to_have_attribute("type", "password")


def test_after_an_error_the_summary_has_the_focus_and_leads_to_the_field(open_browser: Enter) -> None:
    page = open_browser()
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in").click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter your password").click()
    expect(page.get_by_label("Password", exact=True)).to_be_focused()


def test_on_a_phone_what_was_asked_is_folded_away_and_opens(sign_in: Enter) -> None:
    page = sign_in("lead@northmere.example", width=320, height=640)
    open_draft(page)
    asked = page.get_by_role("heading", name="The question", exact=True)

    expect(asked).to_be_hidden()
    page.locator(".csa-desk__asked summary").click()
    expect(asked).to_be_visible()


SLIP = "The teacher says Jayden Whitlock spoke of a secret. Jayden is eight."


def test_a_name_is_marked_while_one_types_and_the_suggestion_can_be_undone(sign_in: Enter) -> None:
    page = sign_in("worker@northmere.example")
    begin_to_ask(page)
    box = page.get_by_label("What do you know?", exact=True)
    box.fill(SLIP)

    marks = page.locator("#known + .csa-screen__layer mark")
    expect(marks).to_have_text(["Jayden Whitlock", "Jayden"])
    expect(page.get_by_text("One thing here could identify somebody.")).to_be_visible()
    expect(box).to_be_focused()
    page.get_by_role("button", name="Use “Child A” instead of Jayden Whitlock").click()
    expect(box).to_have_value("The teacher says Child A spoke of a secret. Child A is eight.")
    expect(marks).to_have_count(0)

    box.focus()
    page.keyboard.press("Control+Z")
    page.keyboard.press("Control+Z")
    expect(box).to_have_value(SLIP)


def test_marks_lie_on_their_words_also_when_the_box_scrolls(sign_in: Enter) -> None:
    page = sign_in("worker@northmere.example")
    begin_to_ask(page)
    box = page.get_by_label("What do you know?", exact=True)
    box.fill("A quiet line about school.\n" * 60 + SLIP)
    expect(page.locator("#known + .csa-screen__layer mark")).to_have_count(2)
    box.evaluate("box => { box.scrollTop = 400; }")
    page.wait_for_timeout(100)

    same = box.evaluate(
        "box => { const layer = box.nextElementSibling;"
        " return [layer.scrollTop === box.scrollTop, layer.clientWidth === box.clientWidth,"
        " layer.scrollHeight === box.scrollHeight]; }"
    )

    assert same == [True, True, True]


def test_marks_move_along_with_what_is_typed_before_them(sign_in: Enter) -> None:
    page = sign_in("worker@northmere.example")
    begin_to_ask(page)
    box = page.get_by_label("What do you know?", exact=True)
    box.fill(SLIP)
    marks = page.locator("#known + .csa-screen__layer mark")
    expect(marks).to_have_count(2)

    page.route("**/screening/check", lambda route: route.abort())
    box.press("Control+Home")
    page.keyboard.type("Today. ")

    expect(marks).to_have_text(["Jayden Whitlock", "Jayden"])


def test_without_the_network_it_says_that_it_is_checked_later_and_takes_no_focus(sign_in: Enter) -> None:
    page = sign_in("worker@northmere.example")
    begin_to_ask(page)
    page.route("**/screening/check", lambda route: route.abort())
    box = page.get_by_label("What do you know?", exact=True)
    box.fill(SLIP)

    expect(
        page.get_by_text("Not checked at the moment; it is checked when you send it.").first
    ).to_be_visible()
    expect(box).to_be_focused()
