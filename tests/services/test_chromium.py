"""The browser of the tests: it is found, starts, and shows a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.services import Unavailable
from tests.services.chromium import VARIABLE, find_chromium, launch_arguments


@pytest.mark.browser
def test_a_page_opens_and_its_script_runs(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1>Consultations</h1>")

    assert page.inner_text("h1") == "Consultations"
    assert page.evaluate("6 * 7") == 42
    page.close()


def test_a_named_browser_is_taken_if_it_can_be_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(program))
    assert find_chromium() == program

    program.chmod(0o644)
    with pytest.raises(Unavailable, match="not a program"):
        find_chromium()


def test_without_a_browser_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("tests.services.chromium.shutil.which", lambda *_args, **_options: None)
    monkeypatch.setattr("tests.services.chromium.MACOS", tmp_path / "none")

    with pytest.raises(Unavailable, match="apt-get install chromium"):
        find_chromium()


@pytest.mark.parametrize(("user", "expected"), [(0, True), (1000, False)])
def test_the_sandbox_is_given_up_only_as_root(
    monkeypatch: pytest.MonkeyPatch, user: int, expected: bool
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)

    assert ("--no-sandbox" in launch_arguments()) is expected
