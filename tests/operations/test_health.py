"""What a load balancer is told: alive as long as the process is, ready only with the tables of this version."""

from pathlib import Path

from flask import Flask

from csaleads.core import migrations
from csaleads.core.database import db
from tests.conftest import make_app


def test_a_migrated_service_is_ready(app: Flask) -> None:
    answer = app.test_client().get("/health/ready")

    assert answer.status_code == 200
    assert answer.json == {"status": "ready"}


def test_before_the_migrations_it_is_alive_but_not_ready(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path / 'empty.sqlite'}", tmp_path)
    client = app.test_client()

    assert client.get("/health/live").status_code == 200
    before = client.get("/health/ready")
    with app.app_context():
        migrations.upgrade()
    after = client.get("/health/ready")
    with app.app_context():
        db.engine.dispose()

    assert (before.status_code, before.json) == (503, {"status": "migrations are due"})
    assert after.status_code == 200


def test_without_a_database_it_is_alive_but_not_ready(tmp_path: Path) -> None:
    app = make_app("postgresql://nobody:hushhush@127.0.0.1:9/none", tmp_path)
    client = app.test_client()

    ready = client.get("/health/ready")

    assert client.get("/health/live").status_code == 200
    assert (ready.status_code, ready.json) == (503, {"status": "no database"})
    assert "hushhush" not in ready.get_data(as_text=True)


def test_health_needs_no_session_and_sets_no_cookie(app: Flask) -> None:
    for path in ("/health/live", "/health/ready"):
        assert "Set-Cookie" not in app.test_client().get(path).headers
