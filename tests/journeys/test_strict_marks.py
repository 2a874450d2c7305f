"""In a real browser: what is marked while somebody types a post to the network is what they are asked when they send it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Enter = Callable[..., Page]
TYPED = "A 7-year-old girl in Leeds draws this. She's 7 and safe."
INSTEAD = "A girl aged 5 to 7 in Yorkshire and the Humber draws this. She's aged 5 to 7 and safe."


def begin_a_thread(page: Page) -> None:
    """Agree to the code, and open the form of a new thread."""
    page.goto("/network")
    if page.get_by_label("I have read the code of conduct and will keep it").count():
        page.get_by_label("I have read the code of conduct and will keep it").check()
        page.get_by_role("button", name="Agree and go on").click()
    page.get_by_role("main").get_by_role("link", name="Practice questions").first.click()
    page.get_by_role("button", name="Begin a thread").click()


def test_ages_and_places_of_a_post_are_marked_and_every_suggestion_is_taken(sign_in: Enter) -> None:
    page = sign_in("lead@northmere.example")
    begin_a_thread(page)
    box = page.get_by_label("What would you like to say?")
    page.locator("#body + .csa-screen__layer").wait_for(state="attached")
    box.fill(TYPED)

    marks = page.locator("#body + .csa-screen__layer mark")
    expect(marks).to_have_text(["7-year-old", "Leeds", "7"])
    for instead in ("a girl aged 5 to 7", "Yorkshire and the Humber", "aged 5 to 7"):
        page.get_by_role("button", name=f"Use “{instead}”").first.click(timeout=5000)

    expect(box).to_have_value(INSTEAD)
    expect(marks).to_have_count(0)


def test_a_member_who_is_named_is_not_marked_and_another_name_is(sign_in: Enter) -> None:
    page = sign_in("lead@northmere.example")
    begin_a_thread(page)
    box = page.get_by_label("What would you like to say?")

    page.locator("#body + .csa-screen__layer").wait_for(state="attached")
    box.press_sequentially("A pebble note of @Marged Pennethorne, and of Jayden Whitlock.")

    expect(page.locator("#body + .csa-screen__layer mark")).to_have_text(["Jayden Whitlock"])
