"""Windows of the real Chromium (`browser`, tests/conftest.py) against the running service."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from csaleads.demo.password import DEMONSTRATION_PASSWORD
from tests.journeys import server
from tests.journeys.server import RunningService

PATIENCE = 10_000  # milliseconds


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as `make run` leaves it after its first start, for copies of it. All processes of a run share it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration"
    folder.mkdir(exist_ok=True)
    whole = folder / "whole"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            server.start(folder).stop()
            whole.touch()
    return folder / server.DATABASE


@pytest.fixture(scope="module")
def service(
    browser: Browser, demonstration: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningService]:
    """The service with fresh demonstration data for one file of journeys."""
    folder = tmp_path_factory.mktemp("service")
    server.copy_database(demonstration, folder / server.DATABASE)
    running = server.start(folder)
    yield running
    running.stop()


@pytest.fixture
def open_browser(browser: Browser, service: RunningService, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """`open_browser(scripts=False, width=320)`: a fresh window; scripts are blocked at the network, not switched off."""
    contexts: list[BrowserContext] = []

    def open_window(*, scripts: bool = True, width: int = 1200, height: int = 900) -> Page:
        context = browser.new_context(
            base_url=service.url,
            viewport={"width": width, "height": height},
            locale="en-GB",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        if not scripts:
            page.route("**/*.js*", lambda route: route.abort())
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(open_browser: Callable[..., Page]) -> Callable[..., Page]:
    """`sign_in("worker@northmere.example")`: a window in which that person is signed in, at their first page."""

    def enter(email: str, **window: Any) -> Page:
        page = open_browser(**window)
        sign_in_here(page, email)
        return page

    return enter


def sign_in_here(page: Page, email: str) -> None:
    """Sign in on the sign-in page that `page` is led to."""
    page.goto("/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
