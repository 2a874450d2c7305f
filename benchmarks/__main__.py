"""`python -m benchmarks`: scale data, every main page at two sizes beside a bare Flask route, and the rush. See docs/speed.md."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from typing import Any

from benchmarks import report, servers, stock
from benchmarks.browsers import sign_in
from benchmarks.measure import Bare, Result, Site, measure_page
from benchmarks.pages import Page, chosen
from benchmarks.rush import rush
from benchmarks.scale import Size
from benchmarks.serving import MeasurementFailed, serve
from benchmarks.stock import FOLDER, Stock, application
from tests.services import Unavailable
from tests.services.postgres import Postgres, obtain_postgres

ROLES = ("worker", "lead", "manager", "coordinator", "programme", "auditor")
KINDS = ("sqlite", "postgresql")


def main() -> int:
    """Measure what was asked for; 1 where a bar was missed, 2 where something could not be measured."""
    asked = arguments()
    figures: dict[str, Any] = {"machine": report.machine(), "size": asked.size, "databases": {}}
    missed, failed = 0, 0
    try:
        with database_server(asked.database) as server:
            for kind in KINDS if asked.database == "both" else (asked.database,):
                found = measure_database(kind, server if kind == "postgresql" else None, asked)
                figures["databases"][kind] = found
                missed, failed = missed + len(found["missed"]), failed + len(found["failed"])
    except (MeasurementFailed, Unavailable) as problem:
        print(f"\nNOT MEASURED: {problem}", file=sys.stderr)
        return 2
    finally:
        FOLDER.mkdir(parents=True, exist_ok=True)
        report.write(FOLDER / "last.json", figures)
        if not asked.keep:
            stock.remove_working_copies()
    print(f"\n{missed} bars missed, {failed} things not measured.")
    return 2 if failed else min(missed, 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--size", type=float, default=1.0, help="1 is 100 areas and 120,000 consultations")
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both")
    parser.add_argument(
        "--pages", help="only pages whose name contains one of these words, separated by commas"
    )
    parser.add_argument(
        "--seconds", type=float, default=4.0, help="how long each page is asked for, at each size"
    )
    parser.add_argument("--skip-rush", action="store_true")
    parser.add_argument("--servers", action="store_true", help="compare WSGI servers instead")
    parser.add_argument("--keep", action="store_true", help="keep the working copy of the SQLite file")
    return parser.parse_args()


@contextmanager
def database_server(asked: str) -> Iterator[Postgres | None]:
    """A PostgreSQL server that writes as durably as production would, where one is asked for."""
    if asked == "sqlite":
        yield None
        return
    server = obtain_postgres(durable=True)
    try:
        yield server
    finally:
        server.stop()


def measure_database(kind: str, server: Postgres | None, asked: argparse.Namespace) -> dict[str, Any]:
    """Every chosen page, and the rush, on one database."""
    size = Size(asked.size)
    full = stock.prepare(kind, size, server)
    small = stock.prepare(kind, size.small, server)
    settings = stock.server_settings(full.environment)
    if asked.servers:
        compared = servers.compare(full, chosen(asked.pages), asked.seconds)
        return {"settings": settings, "servers": compared, "missed": [], "failed": []}
    print(report.heading(kind, settings), flush=True)
    results, failed = measure_pages(kind, full, small, chosen(asked.pages), asked.seconds)
    print(report.summary(kind, results), flush=True)
    missed = [f"{result.name}: {bar}" for result in results for bar in result.missed]
    found: dict[str, Any] = {"settings": settings, "pages": [result.as_json() for result in results]}
    if not asked.skip_rush:
        try:
            seen = measure_rush(full)
        except MeasurementFailed as problem:
            print(f"rush  NOT MEASURED: {problem}", flush=True)
            failed.append(f"rush: {problem}")
        else:
            found["rush"] = asdict(seen)
            missed += [f"rush: {bar}" for bar in seen.missed]
    return found | {"missed": missed, "failed": failed}


def measure_pages(
    kind: str, full: Stock, small: Stock, pages: list[Page], seconds: float
) -> tuple[list[Result], list[str]]:
    """The pages one after another, each printed as soon as it is known; and what could not be measured, named."""
    results: list[Result] = []
    failed: list[str] = []
    with ExitStack() as stack:
        bare_port = stack.enter_context(serve("benchmarks.bare:app", {}, FOLDER / "bare.log"))
        sites = [stack.enter_context(site(each, name)) for each, name in ((full, "full"), (small, "small"))]
        bare = Bare(bare_port, seconds / 4)
        for page in pages:
            try:
                result = measure_page(page, kind, full=sites[0], small=sites[1], bare=bare, seconds=seconds)
            except MeasurementFailed as problem:
                print(f"{page.name:<26}  NOT MEASURED: {problem}", flush=True)
                failed.append(str(problem))
                continue
            print(report.line(result), flush=True)
            results.append(result)
    return results, failed


@contextmanager
def site(prepared: Stock, name: str) -> Iterator[Site]:
    """The application on the prepared data, served, with a browser signed in for each role."""
    with application(prepared.environment) as app:
        browsers = sign_in([getattr(prepared.cast, role) for role in ROLES])
        with serve("app:app", prepared.environment, FOLDER / f"{name}.log", path="/health/ready") as port:
            yield Site(port, app, prepared.cast, dict(zip(ROLES, browsers, strict=True)))


def measure_rush(full: Stock) -> Any:
    """Fifty clients at the forms for booking."""
    with (
        application(full.environment),
        serve("app:app", full.environment, FOLDER / "rush.log", path="/health/ready") as port,
    ):
        result = rush(port)
    print(report.rush_lines(result), flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main())
