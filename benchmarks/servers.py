"""Which WSGI server: the same pages under each, taken in turns (docs/decisions/0003-wsgi-server.md)."""

from typing import Any

from benchmarks.browsers import sign_in
from benchmarks.measure import CONNECTIONS, WARM_UP_SECONDS
from benchmarks.pages import Page
from benchmarks.serving import (
    Command,
    MeasurementFailed,
    granian,
    granian_with_two_threads,
    gunicorn_sync,
    load,
    serve,
)
from benchmarks.stock import FOLDER, Stock, application

SERVERS: dict[str, Command] = {
    "granian, 2 workers × 1 thread": granian,
    "granian, 2 workers × 2 threads": granian_with_two_threads,
    "gunicorn sync, 2 workers": gunicorn_sync,
}
ROUNDS = 3
LINE = "{:<26}{:<32}{:>8}{:>9}{:>9}{:>12}"


def compare(stock: Stock, pages: list[Page], seconds: float) -> list[dict[str, Any]]:
    """Requests a second, p50, p95 and the longest wait of each page under each server; the best of three rounds."""
    found: list[dict[str, Any]] = []
    with application(stock.environment):
        roles = sorted({page.role for page in pages})
        browsers = dict(zip(roles, sign_in([getattr(stock.cast, role) for role in roles]), strict=True))
    print(LINE.format("page", "server", "req/s", "p50 ms", "p95 ms", "longest ms"), flush=True)
    for name, command in list(SERVERS.items()) * ROUNDS:
        with serve(
            "app:app", stock.environment, FOLDER / "server.log", command=command, path="/health/ready"
        ) as port:
            for page in pages:
                script = [browsers[page.role].get(page.address(stock.cast))]
                marker = page.marker_for(stock.cast)
                load(port, [script] * CONNECTIONS, seconds=WARM_UP_SECONDS, marker=marker)
                seen = load(port, [script] * CONNECTIONS, seconds=seconds, marker=marker)
                if set(seen["kinds"]) != {"200"} or seen["without_marker"]:
                    raise MeasurementFailed(f"“{page.name}” answered {seen['kinds']} under {name}.")
                found.append(
                    {"page": page.name, "server": name, "rate": seen["answers"] / seen["seconds"]} | seen
                )
    best = {}
    for each in sorted(found, key=lambda each: float(each["rate"])):
        best[each["page"], each["server"]] = each
    for page in pages:
        for name in SERVERS:
            each = best[page.name, name]
            times = [f"{1000 * each[key]:.1f}" for key in ("p50", "p95", "longest")]
            print(LINE.format(page.name, name, f"{each['rate']:.0f}", *times), flush=True)
    return found
