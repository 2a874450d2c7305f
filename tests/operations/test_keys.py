"""Keys of narrative: a new one takes over everything that is sealed, and only then may the old one go."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import undefer_group

from csaleads.accounts import held_forms
from csaleads.accounts.models import HeldForm
from csaleads.advice.models import RequestForAdvice
from csaleads.consultations.models import Consultation
from csaleads.core import clock, resealing
from csaleads.core.database import Base, db
from csaleads.core.encryption import CannotOpen, KeyRing, open_text
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import MessageKind, OutboxRow
from csaleads.notify.service import bound_to, tell
from tests.factories import Factory

OLD, NEW = bytes(range(32)), bytes(range(50, 82))


@contextmanager
def ring(app: Flask, **keys: bytes) -> Iterator[None]:
    before = app.config["NARRATIVE_KEYS"]
    app.config["NARRATIVE_KEYS"] = KeyRing(keys)
    db.session.expunge_all()
    try:
        yield
    finally:
        db.session.rollback()
        app.config["NARRATIVE_KEYS"] = before


def test_after_rotation_the_old_key_is_needed_no_more(app: Flask, make: Factory) -> None:
    area = make.area()
    worker, lead = make.worker(area), make.lead(area)
    with ring(app, old=OLD):
        request = make.request(area, worker, known="Child A spoke.")
        signed = make.consultation(request, lead, advice="Meet Child A.", signed_at=clock.now())
        with unit_of_work():
            tell(worker.id, MessageKind.INVITATION, facts={}, path="/", link="/invitation/secret-word")
        with app.test_request_context("/ask", method="POST", data={"known": "Typed late."}) as context:
            held_forms.hold(context.request, person_id=worker.id)
            db.session.commit()

    with ring(app, new=NEW, old=OLD):
        result = app.test_cli_runner().invoke(args=["keys", "rotate"])

    assert result.exit_code == 0, result.output
    assert "everything now uses key new" in result.output
    with ring(app, new=NEW):
        assert open_row(RequestForAdvice, request.id).known == "Child A spoke."
        assert open_row(Consultation, signed.id).advice == "Meet Child A."
        mail = db.session.query(OutboxRow).one()
        assert mail.sealed_link is not None
        assert open_text(mail.sealed_link, bound_to(mail.key)) == "/invitation/secret-word"
        held = db.session.query(HeldForm).one()
        assert "Typed late." in open_text(held.sealed, f"held_forms:{worker.id}:{held.path}")
        check = app.test_cli_runner().invoke(args=["keys", "check"])
        assert check.exit_code == 0, check.output
        assert "old" not in check.output


def test_rotating_twice_changes_nothing_the_second_time(app: Flask, make: Factory) -> None:
    area = make.area()
    make.request(area, make.worker(area))

    resealing.reseal_everything()

    assert resealing.reseal_everything() == 0


def test_more_rows_than_one_batch_are_all_rotated(
    app: Flask, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "ROWS_AT_ONCE", 2)
    area = make.area()
    worker = make.worker(area)
    with ring(app, old=OLD):
        for _ in range(5):
            make.request(area, worker, known="Words.", worrying="", going_well="", question="Why?")

    with ring(app, new=NEW, old=OLD):
        changed = resealing.reseal_everything()
        use = resealing.count_key_use()

    assert changed == 10
    assert dict(use.by_key) == {"new": 10}
    assert use.shut_count == 0


def test_a_key_that_is_missing_is_told_and_nothing_is_lost(app: Flask, make: Factory) -> None:
    area = make.area()
    with ring(app, old=OLD):
        request = make.request(area, make.worker(area), known="Words.")

    with ring(app, new=NEW):
        rotate = app.test_cli_runner().invoke(args=["keys", "rotate"])
        check = app.test_cli_runner().invoke(args=["keys", "check"])
        with pytest.raises(CannotOpen):
            _ = open_row(RequestForAdvice, request.id).known

    assert rotate.exit_code == 1
    assert "a key is missing" in rotate.output
    assert check.exit_code == 1
    assert "sealed with key old, which is not among the keys of this service" in check.output
    with ring(app, old=OLD):
        assert open_row(RequestForAdvice, request.id).known == "Words."


def test_every_column_that_looks_sealed_is_rotated() -> None:
    looks_sealed = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if "sealed" in column.name and column.type.python_type is bytes
    }

    rotated = {f"{place.model.__tablename__}.{place.column}" for place in resealing.sealed_places()}

    assert looks_sealed - rotated == set()


def test_a_value_cut_short_or_altered_does_not_open(app: Flask) -> None:
    keys = KeyRing({"k": OLD})
    sealed = keys.seal("words", "here")
    last_bit_turned = sealed[:-1] + bytes([sealed[-1] ^ 1])

    for damaged in (sealed[:1], sealed[:5], sealed[:20], b"\x01\x01\xff" + sealed[3:], last_bit_turned):
        with pytest.raises(CannotOpen):
            keys.open(damaged, "here")


def open_row(model: type, key: object) -> Any:
    return db.session.get(model, key, options=[undefer_group("narrative")], populate_existing=True)
