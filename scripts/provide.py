"""Sees that tests find a browser and a database server, and installs what is missing where it may.

As root on Debian it installs with apt-get. Elsewhere it says in one line what is missing and how to get it, and the
tests that need it are skipped. With CI=true something missing is a failure: a check that did not run is not a check.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.services import Unavailable, chromium, postgres  # noqa: E402 - needs the line above

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
CLUSTER_SETTINGS = Path("/etc/postgresql-common/createcluster.conf")


@dataclass(frozen=True)
class Service:
    """Something the tests need from the machine: a check that raises Unavailable, and Debian's packages for it."""

    name: str
    check: Callable[[], object]
    packages: tuple[str, ...]
    prepare: Callable[[], object] = lambda: None


def check_fonts() -> None:
    has_any = any(next(folder.rglob("*.[to]tf"), None) for folder in FONT_FOLDERS if folder.is_dir())
    if sys.platform == "linux" and not has_any:
        raise Unavailable(
            "No font on this machine, so pages have no fallback. apt-get install fonts-liberation (Debian)."
        )


def check_postgres() -> None:
    if not os.environ.get(postgres.URL_VARIABLE) and postgres.find_binaries() is None:
        raise Unavailable(f"No PostgreSQL on this machine. {postgres.HOW_TO_GET_IT}")


def want_no_standing_server() -> None:
    """Have Debian install PostgreSQL's programs without starting a server of its own: the tests start theirs."""
    if CLUSTER_SETTINGS.exists():
        return  # somebody has set this machine up already
    apt_get("install", "--no-install-recommends", "postgresql-common")
    with CLUSTER_SETTINGS.open("a", encoding="utf-8") as settings:
        settings.write("\ncreate_main_cluster = false\n")


SERVICES = (
    Service("Chromium", chromium.find_chromium, ("chromium-headless-shell",)),
    Service("fonts", check_fonts, ("fonts-liberation",)),
    Service("PostgreSQL", check_postgres, ("postgresql",), prepare=want_no_standing_server),
)


def main() -> int:
    missing = {service.name: reason for service in SERVICES if (reason := why_missing(service))}
    if missing and may_install():
        install([service for service in SERVICES if service.name in missing])
        missing = {service.name: reason for service in SERVICES if (reason := why_missing(service))}
    consequence = "that is a failure with CI=true" if is_ci() else "the tests that need it are SKIPPED"
    for name, reason in missing.items():
        print(f"!! {name} is missing: {consequence}. {reason}", file=sys.stderr, flush=True)
    return 1 if missing and is_ci() else 0


def why_missing(service: Service) -> str | None:
    try:
        service.check()
    except Unavailable as problem:
        return str(problem)
    return None


def is_ci() -> bool:
    return os.environ.get("CI", "").lower() == "true"


def may_install() -> bool:
    """Whether this is Debian and we are root. Not Ubuntu: its chromium package is a pointer to the snap store."""
    release = Path("/etc/os-release")
    return (
        os.geteuid() == 0
        and release.exists()
        and any(line.strip() == "ID=debian" for line in release.read_text(encoding="utf-8").splitlines())
    )


def install(services: list[Service]) -> None:
    """Install with apt-get. A failure is only told: what is still missing afterwards decides."""
    print(f"Installing for the tests: {', '.join(service.name for service in services)} …", flush=True)
    try:
        apt_get("update")
        for service in services:
            service.prepare()
            apt_get("install", "--no-install-recommends", *service.packages)
    except (subprocess.CalledProcessError, OSError) as failure:
        print(f"apt-get did not succeed: {failure}", file=sys.stderr, flush=True)


def apt_get(*words: str) -> None:
    subprocess.run(
        [
            "apt-get",
            "--quiet=2",
            "--yes",
            "-o",
            "Dpkg::Use-Pty=0",
            "-o",
            "Dpkg::Options::=--force-confold",
            *words,
        ],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )


if __name__ == "__main__":
    sys.exit(main())
