"""Two ways to use a page: with a pointer, or with nothing but the keyboard. A journey is told once and tried with both."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 250


class Pointer:
    """Clicks and types."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def follow(self, name: str) -> None:
        """Open the first link of that name in the page."""
        self._activate(self.page.get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        """Press the first button of that name in the main part."""
        self._activate(self.page.get_by_role("main").get_by_role("button", name=name).first)

    def choose(self, name: str, *, exact: bool = True) -> None:
        """Select the radio button of that name."""
        self.page.get_by_role("radio", name=name, exact=exact).first.check()

    def tick(self, name: str) -> None:
        self.page.get_by_role("checkbox", name=name).first.check()

    def write(self, label: str, text: str) -> None:
        """Fill the box of that label."""
        self.page.get_by_label(label, exact=True).first.fill(text)

    def pick(self, label: str, option: str) -> None:
        """Choose from the first drop-down list of that label."""
        self.page.get_by_label(label, exact=True).first.select_option(label=option)

    def _activate(self, target: Locator) -> None:
        target.click()
        self.page.wait_for_load_state()

    def sees(self, text: str) -> None:
        """The main part of the page shows `text`."""
        expect(self.page.get_by_role("main")).to_contain_text(text)


class Keyboard(Pointer):
    """Tab, arrows, Space, Enter and letters: the way of somebody who cannot use a pointer."""

    def _reach(self, target: Locator) -> None:
        target.wait_for(state="attached")
        for _ in range(MOST_TABS):
            if target.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("the keyboard does not reach it")

    def _activate(self, target: Locator) -> None:
        self._reach(target)
        with self.page.expect_event("load"):
            self.page.keyboard.press("Enter")

    def choose(self, name: str, *, exact: bool = True) -> None:
        target = self.page.get_by_role("radio", name=name, exact=exact).first
        group = self.page.locator(f"input[type=radio][name='{target.get_attribute('name')}']")
        checked = [radio for radio in group.all() if radio.is_checked()]
        self._reach(checked[0] if checked else group.first)
        if not checked:
            self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        expect(target).to_be_checked()

    def tick(self, name: str) -> None:
        target = self.page.get_by_role("checkbox", name=name).first
        self._reach(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def write(self, label: str, text: str) -> None:
        self._reach(self.page.get_by_label(label, exact=True).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def pick(self, label: str, option: str) -> None:
        target = self.page.get_by_label(label, exact=True).first
        self._reach(target)
        self.page.keyboard.type(option, delay=10)
        expect(target.locator("option:checked")).to_have_text(option)
