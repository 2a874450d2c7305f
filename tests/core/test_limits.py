"""The limit on how fast one person asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from csaleads.core.database import db
from csaleads.core.limits import WindowInMemory
from tests.conftest import make_app
from tests.factories import Factory
from tests.page_client import PageClient


@pytest.fixture
def hasty_app(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The application on the same database, with room for three requests a minute."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    hasty = make_app(url, tmp_path, RATE_LIMIT="3 per minute; 100 per hour")
    yield hasty
    with hasty.app_context():
        db.engine.dispose()


def test_whoever_asks_too_fast_is_answered_429_with_a_page(hasty_app: Flask) -> None:
    with hasty_app.app_context():
        client = PageClient(hasty_app)

        statuses = [client.get("/help").status_code for _ in range(4)]

        assert statuses == [200, 200, 200, 429]
        assert client.get_page("/help", status=429).h1


def test_static_files_and_other_people_are_not_counted(hasty_app: Flask, make: Factory) -> None:
    worker = make.worker(make.area())
    with hasty_app.app_context():
        hasty = PageClient(hasty_app)
        for _ in range(4):
            hasty.get("/help")

        with hasty.get("/static/css/csaleads.css") as file:
            assert file.status_code == 200
        assert PageClient(hasty_app).sign_in(worker).get("/help").status_code == 200


def test_a_new_window_begins_at_nothing() -> None:
    moment = 0.0
    window = WindowInMemory(2, 60, clock=lambda: moment)

    first = [window.count("somebody") for _ in range(3)]
    moment = 60.0

    assert first == [True, True, False]
    assert window.count("somebody")
    assert window.asked == {"somebody": 1}
