"""What is new in the network: a script notes what was in view, a button says it without scripts, buttons say what one hears."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

LEAD = "lead@northmere.example"
OTHER = "lead2@northmere.example"
WORDS = "What helped us in the clinic was to begin with what the school had seen, and to leave the rest for later. "
Enter = Callable[..., Page]


def check_widths(page: Page) -> None:
    """The page fits a phone and a desk."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1200, "height": 900})


def read_all(page: Page) -> Page:
    """Nothing is new to whoever looks at `page`."""
    page.goto("/network")
    if page.get_by_role("button", name="Mark everything as read").count():
        page.get_by_role("button", name="Mark everything as read").click()
        expect(page.get_by_text("Everything is marked as read.")).to_be_visible()
        expect(page.get_by_role("button", name="Take back what you just marked as read")).to_be_visible()
    return page


def begin(page: Page, title: str, *, space: str, answers: int) -> str:
    """A thread with long answers; its address."""
    page.goto("/network")
    page.get_by_role("link", name=space, exact=True).click()
    page.locator("main a[href$='/begin']").first.click()
    if page.get_by_label("Discussion").count():
        page.get_by_label("Discussion").check()
    page.get_by_label("Title").fill(title)
    page.get_by_label("What would you like to say?").fill(WORDS * 3)
    page.get_by_role("button", name="Begin the thread").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    address = page.url.split("?")[0].split("#")[0]
    for number in range(answers):
        page.wait_for_load_state()  # what is typed before a page is painted for the first time, the browser throws away
        page.get_by_label("Your answer").fill((WORDS * 4 + "\n\n") * 3)
        page.get_by_role("button", name="Post the answer").click()
        expect(page.locator("li.csa-post")).to_have_count(number + 2)
    return address


def test_the_script_notes_what_was_in_view_and_other_devices_know_it(sign_in: Enter) -> None:
    reader = read_all(sign_in(OTHER, height=500))
    address = begin(sign_in(LEAD), "Talking with a school", space="Running clinics", answers=4)

    reader.goto(address)
    expect(reader.get_by_role("button", name="I have read up to here")).to_be_hidden()
    with reader.expect_response(lambda answer: answer.url.endswith("/read") and answer.status == 204):
        reader.locator("li.csa-post").first.scroll_into_view_if_needed()
    reader.goto("/network")
    expect(reader.get_by_text("1 new", exact=True)).to_be_visible()
    check_widths(reader)

    other_device = sign_in(OTHER)
    other_device.goto(address)
    expect(other_device.get_by_text("since you were here")).to_be_visible()
    check_widths(other_device)
    other_device.get_by_role("link", name="Jump to the first unread post").click()


def test_without_scripts_a_button_says_it_and_following_is_said_in_words(sign_in: Enter) -> None:
    reader = read_all(sign_in(OTHER, scripts=False))
    address = begin(sign_in(LEAD), "Working with an agency", space="Practice questions", answers=2)

    reader.goto(address)
    reader.get_by_role("button", name="Follow this thread").click()
    expect(reader.get_by_text("You follow this thread").last).to_be_visible()
    reader.get_by_role("button", name="I have read up to here").click()
    expect(reader.get_by_text("We remember how far you have read")).to_be_visible()
    check_widths(reader)
    reader.goto("/network/following")
    expect(reader.get_by_role("link", name="Working with an agency")).to_be_visible()
    check_widths(reader)
    reader.goto("/network/following?show=new")
    expect(reader.get_by_text("You have read everything that you follow")).to_be_visible()
