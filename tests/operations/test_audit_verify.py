"""`flask --app app audit verify` ends with 0 where every chain holds, with 1 where one was tampered with."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, update

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.audit.models import AuditEvent, AuditHead
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from tests.factories import Factory


@pytest.fixture
def actor(make: Factory) -> Viewer:
    area = make.area()
    return make.viewer(make.worker(area), area, Role.SOCIAL_WORKER)


def record_three(actor: Viewer) -> None:
    for verb in ("start", "submit", "book"):
        with unit_of_work():
            audit.record(actor, verb, subject=("request", 1), area_id=actor.area_ids[0])


def verify(app: Flask) -> Any:
    return app.test_cli_runner().invoke(args=["audit", "verify"])


def test_an_empty_trail_holds(app: Flask) -> None:
    assert verify(app).exit_code == 0


def test_an_untouched_trail_holds(app: Flask, actor: Viewer) -> None:
    record_three(actor)

    assert verify(app).exit_code == 0


def change_one() -> Any:
    return update(AuditEvent).where(AuditEvent.sequence == 2).values(verb="cancel")


def remove_one() -> Any:
    return delete(AuditEvent).where(AuditEvent.sequence == 2)


def remove_the_last() -> Any:
    return delete(AuditEvent).where(AuditEvent.sequence == 3)


def turn_back_the_head() -> Any:
    return update(AuditHead).values(sequence=2)


@pytest.mark.parametrize("tamper", [change_one, remove_one, remove_the_last, turn_back_the_head])
def test_a_trail_that_was_tampered_with_is_told(app: Flask, actor: Viewer, tamper: Any) -> None:
    record_three(actor)
    with unit_of_work():
        db.session.execute(tamper())

    result = verify(app)

    assert result.exit_code == 1
    assert "does not hold" in result.output


def test_without_the_key_a_trail_cannot_be_forged(app: Flask, actor: Viewer) -> None:
    record_three(actor)
    right = app.config["AUDIT_KEY"]
    app.config["AUDIT_KEY"] = b"somebody else's idea of a key, long enough"
    try:
        assert verify(app).exit_code == 1
    finally:
        app.config["AUDIT_KEY"] = right
