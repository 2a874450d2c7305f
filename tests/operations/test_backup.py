"""A copy of the database: whole, readable by its owner only, opened by the keys alone, with its audit trail unbroken."""

import stat
import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import undefer_group

from csaleads.access.permissions import Role
from csaleads.advice.models import RequestForAdvice
from csaleads.audit import service as audit
from csaleads.core.commands import copy_sqlite
from csaleads.core.database import db
from csaleads.core.encryption import CannotOpen, KeyRing
from csaleads.core.unit_of_work import unit_of_work
from tests.conftest import make_app
from tests.factories import Factory


def needs_sqlite(app: Flask) -> None:
    if not app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        pytest.skip("PostgreSQL has pg_dump")


def test_a_backup_restored_elsewhere_is_the_whole_service(app: Flask, make: Factory, tmp_path: Path) -> None:
    needs_sqlite(app)
    area = make.area()
    worker = make.worker(area)
    request = make.request(area, worker, known="A sentence about Child A.")
    with unit_of_work():
        actor = make.viewer(worker, area, Role.SOCIAL_WORKER)
        audit.record(actor, "submit", subject=("request", request.id), area_id=area.id)
    target = tmp_path / "backup.sqlite"

    result = app.test_cli_runner().invoke(args=["database", "backup", str(target)])

    assert result.exit_code == 0, result.output
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name != "mail"] == ["backup.sqlite"]
    assert b"A sentence about" not in target.read_bytes()
    restored = make_app(f"sqlite:///{target}", tmp_path)
    restored.config["NARRATIVE_KEYS"] = app.config["NARRATIVE_KEYS"]
    restored.config["AUDIT_KEY"] = app.config["AUDIT_KEY"]
    verified = restored.test_cli_runner().invoke(args=["audit", "verify"])
    checked = restored.test_cli_runner().invoke(args=["keys", "check"])
    assert verified.exit_code == 0, verified.output
    assert checked.exit_code == 0, checked.output
    with restored.app_context():
        assert known_of(request.id) == "A sentence about Child A."
        restored.config["NARRATIVE_KEYS"] = KeyRing({"stranger": bytes(range(32))})
        with pytest.raises(CannotOpen):
            known_of(request.id)
        db.session.rollback()
        db.engine.dispose()


def test_a_backup_is_whole_while_people_write(app: Flask, make: Factory, tmp_path: Path) -> None:
    needs_sqlite(app)
    area = make.area()
    worker = make.worker(area)
    stop = threading.Event()

    def write() -> None:
        with app.app_context():
            while not stop.is_set():
                make.request(area, worker)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            copy_sqlite(Path(str(db.engine.url.database)), tmp_path / f"{number}.sqlite")
    finally:
        stop.set()
        writer.join()

    sizes = [(tmp_path / f"{number}.sqlite").stat().st_size for number in range(5)]
    assert min(sizes) > 100_000


def test_a_backup_overwrites_nothing(app: Flask, tmp_path: Path) -> None:
    needs_sqlite(app)
    target = tmp_path / "backup.sqlite"
    target.write_text("something dear")

    result = app.test_cli_runner().invoke(args=["database", "backup", str(target)])

    assert result.exit_code == 1
    assert target.read_text() == "something dear"


def test_a_backup_into_a_folder_that_is_not_there_says_so(app: Flask, tmp_path: Path) -> None:
    needs_sqlite(app)

    result = app.test_cli_runner().invoke(args=["database", "backup", str(tmp_path / "no" / "backup")])

    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_postgresql_is_backed_up_by_its_own_tool(app: Flask, tmp_path: Path) -> None:
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        pytest.skip("this is about PostgreSQL")

    result = app.test_cli_runner().invoke(args=["database", "backup", str(tmp_path / "backup")])

    assert result.exit_code == 1
    assert "pg_dump" in result.output


def known_of(request_id: object) -> str:
    row = db.session.get_one(
        RequestForAdvice, request_id, options=[undefer_group("narrative")], populate_existing=True
    )
    return row.known
