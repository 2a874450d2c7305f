"""The application on a real database of each kind, emptied before every test, a client that reads its pages, and a browser."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Dialect, exists, literal, select, union_all

from csaleads import create_app
from csaleads.core import clock, migrations
from csaleads.core.database import Base, db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.following import unread_queries
from csaleads.forum.spaces import list_queries
from csaleads.insight import kept_figures
from tests.factories import Factory
from tests.page_client import PageClient
from tests.services import Unavailable
from tests.services.chromium import find_chromium, launch_chromium
from tests.services.postgres import Postgres, obtain_postgres

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)  # a Wednesday: the moment at which every test begins
TEST_SETTINGS: dict[str, Any] = {
    "TESTING": True,
    "MODE": "testing",
    "WTF_CSRF_ENABLED": False,
    "RATE_LIMIT": "100000 per minute",
    "LOG_LEVEL": "CRITICAL",
    "ARGON2_IS_QUICK": True,
    "FORUM_PACE": None,  # tests of the pace set their own
}


# What a page says and does is tried on SQLite: its statements are the same on both, and the tests of queries and services run on
# both. That each page opens on PostgreSQL too, to the right people alone, is tried once, and so is what two do at once.
ON_BOTH = (
    "tests/access/test_who_may_open_what.py",
    "tests/adversary/test_rivals.py",
    "tests/adversary/test_any_order.py",
    "tests/adversary/test_killed.py",
    "tests/finding/test_search.py",
    "tests/forum/search/test_searching.py",
    "tests/insight/test_uptake.py",
)
THROUGH_PAGES = frozenset({"client", "new_client"})  # fixtures of tests that look at pages


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Journeys first: a file stays in one process, and the longest must not be what everybody waits for at the end.

    A whole run must end within the time that a change may take to be tried. CSALEADS_TEST_ALL=1 leaves nothing out.
    """
    if os.environ.get("CSALEADS_TEST_ALL") != "1":
        left_out = [item for item in items if _is_left_out(item)]
        if left_out:
            config.hook.pytest_deselected(items=left_out)
            items[:] = [item for item in items if item not in set(left_out)]
    items.sort(key=lambda item: "journeys" not in item.path.parts)


def _is_left_out(item: pytest.Item) -> bool:
    """Whether the test looks at pages on PostgreSQL, and is none of those that do so in every run."""
    if item.get_closest_marker("postgresql") is None or item.nodeid.startswith(ON_BOTH):
        return False
    return not THROUGH_PAGES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for this run; without one the tests are skipped loudly, or fail with CI=true."""
    try:
        server = obtain_postgres()
    except Unavailable as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(f"No PostgreSQL: {reason}")
        pytest.skip(f"NO POSTGRESQL, NOT TESTED: {reason}")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_url(postgres: Postgres) -> str:
    """A database of that server for the tests of data."""
    return postgres.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run; without one its tests are skipped loudly, or fail with CI=true.

    Nobody else starts Playwright: a second one beside it in the same thread is refused.
    """
    try:
        find_chromium()
    except Unavailable as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(f"No Chromium: {reason}")
        pytest.skip(f"NO CHROMIUM, NOT TESTED: {reason}")
    with sync_playwright() as playwright:
        running = launch_chromium(playwright)
        yield running
        running.close()


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def migrated_app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for each kind of database, with every migration run."""
    folder = tmp_path_factory.mktemp(request.param)
    is_sqlite = request.param == "sqlite"
    url = f"sqlite:///{folder / 'test.sqlite'}" if is_sqlite else request.getfixturevalue("postgres_url")
    app = make_app(url, folder)
    with app.app_context():
        migrations.upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


def make_app(url: str, folder: Path, **overrides: Any) -> Flask:
    """An application for tests on the database at `url`."""
    environment = {
        "CSALEADS_MODE": "testing",
        "CSALEADS_DATABASE_URL": url,
        "CSALEADS_MAIL_FOLDER": str(folder / "mail"),
        "CSALEADS_FILES": str(folder / "files"),
    }
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        return create_app(TEST_SETTINGS | overrides)
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@pytest.fixture
def app(migrated_app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The application with empty tables, an empty mail folder and the clock at NOON."""
    migrated_app.config["MAIL_FOLDER"] = str(tmp_path / "mail")
    with migrated_app.app_context():
        _empty_tables()
    kept_figures.forget()
    unread_queries.forget()
    list_queries.forget()
    with clock.at(NOON), migrated_app.app_context():
        yield migrated_app
        db.session.rollback()


def _empty_tables() -> None:
    with unit_of_work():
        filled = set(db.session.connection().exec_driver_sql(_filled_tables(db.engine.dialect)).scalars())
        for table in reversed(Base.metadata.sorted_tables):
            if table.name in filled:
                db.session.execute(table.delete())


@cache
def _filled_tables(dialect: Dialect) -> str:
    """The names of tables that hold a row: one question instead of one for each table, put together once."""
    tables = Base.metadata.sorted_tables
    asked = union_all(
        *(select(literal(str(table.name))).where(exists(select(1).select_from(table))) for table in tables)
    )
    return str(asked.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


@pytest.fixture
def make(app: Flask) -> Factory:
    """Makes areas, people, clinics, requests and records, each in a committed unit of its own."""
    return Factory(app)


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser without scripts: `client.sign_in(person)`, `client.get_page(url)`."""
    return PageClient(app)


@pytest.fixture
def new_client(app: Flask) -> Any:
    """Another browser, as often as it is called."""
    return lambda: PageClient(app)
