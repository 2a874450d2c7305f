"""When csaleads itself fails, it fails closed and says nothing (ASVS 13.4.2, 16.5.1 to 16.5.3)."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from csaleads.accounts import sessions
from csaleads.accounts.models import Area
from csaleads.config import load_settings
from csaleads.core import unit_of_work
from csaleads.core.database import db
from tests.factories import Factory
from tests.operations.test_settings import GOOD
from tests.page_client import PageClient, read
from tests.security.rows import all_rows, changed_tables

SECRET_WORDS = "Child A said so to SELECT password FROM people"


@pytest.fixture
def failing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> PageClient:
    """A browser whose every request meets an error of ours, half-way through a change."""

    def fail(token: str) -> None:
        unit_of_work.begin_writing()
        db.session.add(Area(name="Half done", is_fictional=True))
        db.session.flush()
        raise RuntimeError(SECRET_WORDS)

    client = PageClient(app)
    with client.session_transaction() as session:
        session["_user_id"] = "token"
    monkeypatch.setattr(app.login_manager, "_user_callback", fail)  # type: ignore[attr-defined]
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return client


def test_a_failure_shows_a_page_without_words_of_the_failure(failing: PageClient) -> None:
    """ASVS 16.5.1: the answer is generic; no trace, no query, no words of the error."""
    page = read(failing.get("/account"), 500)

    for word in ("Child A", "SELECT", "Traceback", "RuntimeError", ".py"):
        assert word not in str(page.html)


def test_a_failure_keeps_nothing_half_done(app: Flask, failing: PageClient, make: Factory) -> None:
    """ASVS 16.5.3 and 2.3.3: what failed is undone as a whole, and nothing is let through."""
    make.area()
    before = all_rows()

    failing.get("/account")
    failing.post("/account/name", data={"full_name": "Mallory"})

    assert changed_tables(before, all_rows()) == []


def test_without_a_database_nobody_is_let_in(
    app: Flask, client: PageClient, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ASVS 16.5.2: when the database does not answer, a page says so and nothing opens."""
    client.sign_in(make.worker(make.area()))

    def unreachable(token: str) -> None:
        raise OperationalError("SELECT 1", {}, Exception("connection refused at 10.0.0.5"))

    monkeypatch.setattr(app.login_manager, "_user_callback", unreachable)  # type: ignore[attr-defined]
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    page = read(client.get("/account"), 500)

    assert "10.0.0.5" not in str(page.html)


def test_production_has_no_debugger(tmp_path: Path) -> None:
    """ASVS 13.4.2: nothing in the settings of production turns a debug mode on."""
    settings = load_settings(GOOD | {"FLASK_DEBUG": "1"}, str(tmp_path))

    assert not settings.get("DEBUG")
    assert not settings.get("TESTING")
    assert settings["WTF_CSRF_TIME_LIMIT"] is None
    assert "WTF_CSRF_ENABLED" not in settings


def test_a_session_is_256_bits_of_which_the_database_knows_a_hash(app: Flask, make: Factory) -> None:
    """ASVS 7.2.3: tokens are random, 128 bits at least; ASVS 14.2.6 in part: the table cannot sign anybody in."""
    with unit_of_work.unit_of_work():
        first = sessions.start_session(make.worker(make.area()).id)

    kept = b"".join(bytes(row.token_hash) for row in db.session.query(sessions.SignInSession))

    assert len(first) * 6 >= 256
    assert first.encode() not in kept
    assert sessions.hash_token(first) in kept
