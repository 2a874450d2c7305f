"""Measures one page after another at full size and at a hundredth of it, with the bare route just before and after."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from flask import Flask

from benchmarks.browsers import Browser
from benchmarks.pages import Page
from benchmarks.scale import Cast
from benchmarks.serving import MeasurementFailed, get_request, load
from tests.statements import count_statements

CONNECTIONS = 8
SLICES = 2  # full and small size take turns, so that both see the same weather
WARM_UP_SECONDS = 0.4
MOST_STATEMENTS = 10
MOST_BYTES = 80_000
LEAST_SHARE = {"sqlite": 8.0, "postgresql": 5.0}  # per cent of bare
AIM_SHARE = {"sqlite": 12.0, "postgresql": 8.0}
LEAST_OF_SMALL = 0.77


@dataclass
class Result:
    """What was measured of one page on one database."""

    name: str
    rows: int = 0
    rows_small: int = 0
    statements: int = 0
    bytes: int = 0
    rate: float = 0.0
    rate_small: float = 0.0
    rate_bare: float = 0.0
    p95: float = 0.0
    client_cpu: float = 0.0
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Requests a second as a percentage of the bare route's."""
        return 100 * self.rate / self.rate_bare

    @property
    def of_small(self) -> float:
        """Speed at full size as a part of the speed at the small size."""
        return self.rate / self.rate_small

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"share": self.share, "of_small": self.of_small}


@dataclass(frozen=True)
class Site:
    """A running application of one size: where it answers, whose pages, and their browsers by role."""

    port: int
    app: Flask
    cast: Cast
    browsers: Mapping[str, Browser]

    def request(self, page: Page) -> bytes:
        return self.browsers[page.role].get(page.address(self.cast))


class Bare:
    """The bare route; each measurement serves the page before it and the page after it."""

    def __init__(self, port: int, seconds: float) -> None:
        self.port, self.seconds = port, seconds
        self.last = self.measure()

    def measure(self) -> float:
        """Requests a second of the bare route now."""
        scripts = [[get_request("/")]] * CONNECTIONS
        seen = load(self.port, scripts, seconds=self.seconds, marker="Thirty thousand bytes")
        self.last = seen["answers"] / seen["seconds"]
        return self.last


def measure_page(page: Page, kind: str, *, full: Site, small: Site, bare: Bare, seconds: float) -> Result:
    """Everything that the table shows of `page`. Raises MeasurementFailed for anything but the page itself."""
    result = Result(page.name)
    result.rows, result.statements, result.bytes = look_at(page, full)
    result.rows_small = look_at(page, small)[0]
    rates: dict[str, list[tuple[int, float]]] = {"full": [], "small": []}
    for site in (full, small):
        _load(page, site, WARM_UP_SECONDS)
    before = bare.measure()
    for _ in range(SLICES):
        for name, site in (("full", full), ("small", small)):
            seen = _load(page, site, seconds / SLICES)
            rates[name].append((seen["answers"], seen["seconds"]))
            if name == "full":
                result.p95 = max(result.p95, seen["p95"])
                result.client_cpu = seen["client_cpu"]
    result.rate_bare = (before + bare.measure()) / 2
    result.rate, result.rate_small = (
        sum(answers for answers, _ in slices) / sum(taken for _, taken in slices) for slices in rates.values()
    )
    result.missed = list(_missed(result, page, kind))
    return result


def look_at(page: Page, site: Site) -> tuple[int, int, int]:
    """(rows, SQL statements, bytes) of the page, fetched in this process."""
    client = site.app.test_client(use_cookies=False)
    headers = {"Cookie": site.browsers[page.role].cookie}
    client.get(
        page.address(site.cast), headers=headers
    )  # the first time templates are compiled and caches filled
    with site.app.app_context(), count_statements() as statements:
        answer = client.get(page.address(site.cast), headers=headers)
    html = answer.get_data(as_text=True)
    _refuse_other_pages(page, site, answer.status_code, html)
    rows = len(re.findall(page.row, html)) if page.row else 0
    if page.rows is not None and rows != page.rows:
        raise MeasurementFailed(f"“{page.name}” shows {rows} rows instead of {page.rows}.")
    return rows, len(statements), len(html.encode())


def _refuse_other_pages(page: Page, site: Site, status: int, html: str) -> None:
    marker = page.marker_for(site.cast)
    if status != 200:
        raise MeasurementFailed(f"“{page.name}” ({page.address(site.cast)}) answers {status}.\n{html[:600]}")
    if marker not in html:
        raise MeasurementFailed(f"“{page.name}” ({page.address(site.cast)}) does not contain {marker!r}.")


def _load(page: Page, site: Site, seconds: float) -> dict[str, Any]:
    scripts = [[site.request(page)]] * CONNECTIONS
    seen = load(site.port, scripts, seconds=seconds, marker=page.marker_for(site.cast))
    if set(seen["kinds"]) != {"200"} or seen["without_marker"]:
        raise MeasurementFailed(
            f"“{page.name}” ({page.address(site.cast)}) answered {seen['kinds']}, "
            f"{seen['without_marker']} times without its marker.\n{seen['sample'][:1500]}"
        )
    return seen


def _missed(result: Result, page: Page, kind: str) -> list[str]:
    bars = {
        f"{LEAST_SHARE[kind]:g} % of bare": result.share >= LEAST_SHARE[kind],
        f"{MOST_STATEMENTS} statements": result.statements <= MOST_STATEMENTS,
        f"{MOST_BYTES // 1000} kB": result.bytes <= MOST_BYTES,
        f"{LEAST_OF_SMALL} of small": result.of_small >= LEAST_OF_SMALL,
    }
    return [bar for bar, is_reached in bars.items() if not is_reached]
