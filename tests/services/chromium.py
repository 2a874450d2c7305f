"""The Chromium of this machine, and how tests start it. Playwright drives it; its own browsers are never downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tests.services import Unavailable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

VARIABLE = "CHROMIUM"
# First the same engine without a window, which takes a fifth less time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

# A browser that talks to nobody but the server under test.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
HOW_TO_GET_IT = (
    "Get Chromium: apt-get install chromium-headless-shell fonts-liberation (Debian), or install Google Chrome; "
    f"or set {VARIABLE}=/path/to/chromium."
)


def find_chromium() -> Path:
    """The browser's program; Unavailable, saying how to get one, if this machine has none."""
    given = os.environ.get(VARIABLE)
    if given:
        if not os.access(given, os.X_OK):
            raise Unavailable(f"{VARIABLE} names {given}, which is not a program that can be run.")
        return Path(given)
    for name in NAMES:
        found = shutil.which(name) or shutil.which(name, path="/usr/bin:/usr/local/bin")
        if found:
            return Path(found)
    if os.access(MACOS, os.X_OK):
        return MACOS
    raise Unavailable(f"No Chromium on this machine. {HOW_TO_GET_IT}")


def launch_arguments() -> list[str]:
    """What to pass on the command line beside --headless, which Playwright adds itself."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to sandbox itself as root
    return [*ARGUMENTS, *sandbox]


def launch_chromium(playwright: Playwright) -> Browser:
    """A headless browser, ready for contexts and pages; the caller closes it."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments(), headless=True)
