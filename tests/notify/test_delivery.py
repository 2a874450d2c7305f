"""The outbox and its worker: each mail once, while it is still true, and again where the server was away."""

import itertools
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify import delivery, outbox_service, service
from csaleads.notify.models import Message, MessageKind, OutboxRow, OutboxState
from tests.conftest import NOON
from tests.factories import Factory
from tests.notify.smtp_server import serve

FACTS = {"reference": "K7Q-4MD", "starts_at": "2026-12-02T13:30:00+00:00", "place": "Room 2.14"}


@pytest.fixture
def person(make: Factory) -> Person:
    return make.worker(make.area(), name="Amara Okafor")


@pytest.fixture(autouse=True)
def no_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_checks", {})


def tell(person: Person, kind: MessageKind = MessageKind.BOOKED, **options: Any) -> None:
    with unit_of_work():
        service.tell(person.id, kind, **{"facts": FACTS, "path": "/requests/K7Q-4MD"} | options)


def deliver() -> int:
    return delivery.deliver_what_is_due(threading.Event())


def row() -> OutboxRow:
    found: OutboxRow = db.session.scalars(select(OutboxRow)).one()
    db.session.expunge_all()
    db.session.rollback()
    return found


def mails(app: Flask) -> list[str]:
    return [file.read_text() for file in sorted(Path(app.config["MAIL_FOLDER"]).glob("*.eml"))]


def test_what_is_told_is_a_message_and_a_mail(app: Flask, person: Person) -> None:
    tell(person)

    deliver()

    message = db.session.scalars(select(Message)).one()
    assert (message.person_id, message.path, message.read_at) == (person.id, "/requests/K7Q-4MD", None)
    (mail,) = mails(app)
    assert "Hello Amara Okafor" in mail
    assert "Sign in to read it: http://127.0.0.1:8000/requests/K7Q-4MD" in mail
    assert row().state is OutboxState.SENT


def test_what_is_told_goes_with_its_transaction(person: Person) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work():
        service.tell(person.id, MessageKind.BOOKED, facts=FACTS, path="/")
        raise ZeroDivisionError

    assert db.session.scalars(select(OutboxRow)).all() == []
    assert db.session.scalars(select(Message)).all() == []


def test_telling_needs_a_service_that_writes(person: Person) -> None:
    with pytest.raises(RuntimeError):
        service.tell(person.id, MessageKind.BOOKED, facts=FACTS, path="/")


@pytest.mark.parametrize("place", ["two\nlines", "x" * 201, "a\u2028b"])
def test_a_fact_that_could_be_narrative_is_refused(person: Person, place: str) -> None:
    with pytest.raises(ValueError, match="place"), unit_of_work():
        service.tell(person.id, MessageKind.BOOKED, facts={"place": place}, path="/")


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_a_message_leads_nowhere_else(person: Person, path: str) -> None:
    with pytest.raises(ValueError, match="page of ours"), unit_of_work():
        service.tell(person.id, MessageKind.BOOKED, facts=FACTS, path=path)


def test_a_secret_link_is_sealed_until_the_mail_is_sent_and_then_wiped(app: Flask, person: Person) -> None:
    tell(person, MessageKind.INVITATION, in_app=False, link="/invitation/s3cr3t-t0ken")
    sealed = row().sealed_link

    deliver()

    assert sealed is not None
    assert b"s3cr3t" not in sealed
    assert "http://127.0.0.1:8000/invitation/s3cr3t-t0ken" in mails(app)[0].replace("=\n", "").replace(
        "=3D", "="
    )
    assert row().sealed_link is None
    assert db.session.scalars(select(Message)).all() == []


def test_a_mail_that_is_no_longer_true_is_never_sent(app: Flask, person: Person) -> None:
    asked = []

    def check(mail: service.OutboxFacts) -> bool:
        asked.append(mail.facts["reference"])
        return False

    service.register_check(MessageKind.BOOKED, check)
    tell(person, link="/once/abc")

    deliver()

    assert asked == ["K7Q-4MD"]
    assert mails(app) == []
    assert (row().state, row().sealed_link) == (OutboxState.OVERTAKEN, None)


def test_a_mail_that_is_still_true_is_sent(app: Flask, person: Person) -> None:
    service.register_check(MessageKind.BOOKED, lambda mail: True)
    tell(person)

    deliver()

    assert len(mails(app)) == 1


def test_somebody_who_has_left_gets_no_mail(app: Flask, person: Person) -> None:
    tell(person)
    with unit_of_work():
        db.session.execute(update(Person).where(Person.id == person.id).values(left_on=clock.today()))

    deliver()

    assert mails(app) == []
    assert row().state is OutboxState.OVERTAKEN


def test_a_mail_goes_to_the_address_of_the_moment_of_sending(app: Flask, person: Person) -> None:
    tell(person)
    with unit_of_work():
        db.session.execute(update(Person).where(Person.id == person.id).values(email="new@area.example"))

    deliver()

    assert "new@area.example" in mails(app)[0]


def test_mail_reaches_the_server(app: Flask, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(person)
    tell(person, MessageKind.ADVICE_READY)

    with serve() as inbox:
        monkeypatch.setitem(app.config, "SMTP_URL", inbox.url)
        deliver()

    assert len(inbox.mails) == 2
    assert "Message-ID: <" in inbox.mails[0]
    assert mails(app) == []


def test_a_server_that_is_away_is_tried_for_about_a_day_with_growing_pauses(
    app: Flask, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://127.0.0.1:9")
    tell(person, link="/once/abc")
    moments = []

    while row().state is OutboxState.WAITING:
        moments.append(row().next_try_at)
        with clock.at(row().next_try_at):
            assert deliver() == 1

    pauses = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert pauses == sorted(pauses)
    assert timedelta(hours=20) < moments[-1] - NOON < timedelta(hours=28)
    assert (row().state, row().tries, row().sealed_link) == (OutboxState.FAILED, 9, None)


def test_an_address_refused_for_good_fails_at_once_and_a_busy_one_waits(
    app: Flask, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer, state in (("450 busy", OutboxState.WAITING), ("550 nobody here", OutboxState.FAILED)):
        with unit_of_work():
            db.session.query(OutboxRow).delete()
        tell(person)
        with serve(answer) as inbox:
            monkeypatch.setitem(app.config, "SMTP_URL", inbox.url)
            deliver()
        assert row().state is state


def test_a_mail_that_waits_is_not_due(app: Flask, person: Person) -> None:
    tell(person)
    with unit_of_work():
        db.session.execute(update(OutboxRow).values(next_try_at=NOON + timedelta(minutes=1)))

    assert deliver() == 0


def test_a_worker_that_is_killed_leaves_the_same_mail_to_the_next_one(app: Flask, person: Person) -> None:
    tell(person)
    with unit_of_work():
        (first,) = outbox_service.claim_due()  # … and here the first worker dies

    assert deliver() == 0, "while the lease runs nobody else sends it"
    with clock.at(NOON + outbox_service.LEASE):
        assert deliver() == 1

    assert f"<{first.key}@" in mails(app)[0]
    with unit_of_work():
        outbox_service.try_again_later(first)  # the first one wakes after all: its lease is over
    assert row().state is OutboxState.SENT


def test_two_workers_never_hold_the_same_mail(app: Flask, person: Person) -> None:
    for _ in range(30):
        tell(person, in_app=False)
    claimed: list[int] = []
    start = threading.Barrier(4)

    def work() -> None:
        with app.app_context(), clock.at(NOON):
            start.wait()
            for _ in range(3):
                with unit_of_work():
                    mine = [mail.id for mail in outbox_service.claim_due(5)]
                claimed.extend(mine)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(claimed) == len(set(claimed)) == 30


def test_a_worker_told_to_stop_gives_back_what_it_has_not_tried(app: Flask, person: Person) -> None:
    tell(person)
    stop = threading.Event()
    stop.set()

    delivery.deliver_batch(stop)

    assert mails(app) == []
    assert (row().state, row().tries, row().next_try_at) == (OutboxState.WAITING, 0, NOON)


def test_the_log_counts_and_names_nobody(app: Flask, person: Person) -> None:
    tell(person)

    with captured() as records:
        deliver()

    (record,) = records
    assert (record.claimed, record.sent) == (1, 1)
    words = json.dumps(vars(record), default=str)
    assert "Amara" not in words
    assert "area.example" not in words


def test_the_command_sends_what_is_due_and_ends(app: Flask, person: Person) -> None:
    tell(person)

    result = app.test_cli_runner().invoke(args=["notify", "deliver", "--once"])

    assert result.exit_code == 0, result.output
    assert "1 mails" in result.output


def test_the_command_names_the_setting_that_cannot_be_read(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SMTP_URL", "mail.example")

    result = app.test_cli_runner().invoke(args=["notify", "deliver", "--once"])

    assert result.exit_code == 1
    assert "CSALEADS_SMTP_URL" in result.output


def test_a_break_in_the_name_of_a_person_begins_no_header(app: Flask, make: Factory) -> None:
    tell(make.person(make.area(), Role.SOCIAL_WORKER, name="Amara\r\nBcc: x@evil.example"))

    deliver()

    assert "\nBcc:" not in mails(app)[0].partition("\n\n")[0]


@contextmanager
def captured() -> Iterator[list[Any]]:
    """The log records of the delivery worker within the block."""
    records: list[Any] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    keeper, log = Keeper(), logging.getLogger("csaleads.notify")
    before = log.level
    log.addHandler(keeper)
    log.setLevel(logging.INFO)
    try:
        yield records
    finally:
        log.removeHandler(keeper)
        log.setLevel(before)
