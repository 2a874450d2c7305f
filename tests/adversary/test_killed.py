"""Processes that are killed outright: nothing is half done, nobody waits for the dead, and mail is not lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.accounts import own_account_service
from csaleads.advice.models import Booking, RequestForAdvice, RequestState
from csaleads.audit.models import AuditEvent
from csaleads.clinics.models import Slot, SlotState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.delivery import deliver_batch
from csaleads.notify.models import Message, OutboxRow, OutboxState
from tests.adversary.invariants import broken
from tests.factories import Factory
from tests.page_client import PageClient

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(app: Flask) -> Iterator[Start]:
    """Starts `kill_in_the_middle` on the database of the test, and ends it afterwards."""
    started: list[subprocess.Popen[str]] = []
    url = app.config["SQLALCHEMY_DATABASE_URI"]

    def begin(*arguments: Any) -> subprocess.Popen[str]:
        db.session.rollback()
        environment = os.environ | {
            "CSALEADS_MODE": "testing",
            "CSALEADS_DATABASE_URL": url,
            "CSALEADS_MAIL_FOLDER": app.config["MAIL_FOLDER"],
        }
        command = [sys.executable, "-m", "tests.adversary.kill_in_the_middle", *map(str, arguments)]
        started.append(
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        )
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def as_of_today(app: Flask) -> Iterator[None]:
    """The other process has a clock of its own."""
    with clock.at(datetime.now(UTC)):
        yield


def rename(person: Any, name: str) -> float:
    """How long a write takes."""
    began = time.monotonic()
    with unit_of_work():
        own_account_service.change_name(Factory.viewer(None, person, None), full_name=name)  # type: ignore[arg-type]
    return time.monotonic() - began


@pytest.mark.usefixtures("as_of_today")
def test_killed_before_the_commit_nothing_has_happened(app: Flask, make: Factory, start: Start) -> None:
    area = make.area()
    worker = make.worker(area)
    clinic = make.clinic(area, [make.lead(area)])
    slot = make.slots_of(clinic)[0]
    request = make.request(area, worker)

    ended = start("book", worker.id, area.id, request.reference, slot.id).wait(60)

    assert ended == -signal.SIGKILL
    db.session.rollback()
    assert db.session.get_one(Slot, slot.id).state is SlotState.FREE
    assert db.session.get_one(RequestForAdvice, request.id).state is RequestState.SUBMITTED
    for model in (Booking, Message, OutboxRow, AuditEvent):
        assert db.session.scalar(select(func.count()).select_from(model)) == 0, model.__tablename__
    assert rename(worker, "Zora") < 5
    assert broken() == []


@pytest.mark.usefixtures("as_of_today")
def test_a_mail_whose_sending_was_not_written_down_goes_again_as_the_same_mail(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], start: Start
) -> None:
    area = make.area()
    worker = make.worker(area)
    clinic = make.clinic(area, [make.lead(area)])
    request = make.request(area, worker)
    slot = make.slots_of(clinic)[0]
    new_client().sign_in(worker).post(f"/requests/{request.reference}/slots", data={"choice": str(slot.id)})

    ended = start("deliver").wait(60)
    folder = Path(app.config["MAIL_FOLDER"])
    first = {file.name for file in folder.iterdir()}
    with clock.at(clock.now() + timedelta(minutes=16)):
        deliver_batch(threading.Event())

    assert ended == -signal.SIGKILL
    assert len(first) == 1
    db.session.rollback()
    states = list(db.session.scalars(select(OutboxRow.state)))
    assert states == [OutboxState.SENT] * 2
    assert len(list(folder.iterdir())) == 2, "one mail, one file, though it went twice"


def test_whoever_is_killed_while_writing_keeps_nobody_waiting(
    app: Flask, make: Factory, start: Start
) -> None:
    person = make.worker(make.area())
    holder = start("hold")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "holding\n"

    holder.send_signal(signal.SIGKILL)
    holder.wait(30)

    assert rename(person, "Zora") < 5


def test_a_slow_reader_keeps_no_writer_waiting(app: Flask, make: Factory, start: Start) -> None:
    area = make.area()
    person = make.worker(area)
    for _ in range(5):
        make.worker(area)
    reader = start("read")
    assert reader.stdout is not None
    assert reader.stdout.readline() == "reading\n"

    assert rename(person, "Zora") < 5
    assert rename(person, "Zadie") < 5
    assert broken() == []
