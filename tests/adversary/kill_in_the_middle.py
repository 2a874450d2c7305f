"""A process that does one act and is killed in it: `python -m tests.adversary.kill_in_the_middle ACT ARGUMENTS`."""

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from csaleads import create_app
from csaleads.access.permissions import Role
from csaleads.access.viewer import RoleHeld, Viewer
from csaleads.advice import booking
from csaleads.core.database import db
from csaleads.core.unit_of_work import begin_writing, unit_of_work
from csaleads.notify import delivery, outbox_service


def die(*arguments: Any, **named: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def book(person_id: str, area_id: str, reference: str, slot_id: str) -> None:
    """Everything is written and flushed, the audit chain too; the commit never comes."""
    event.listen(db.engine, "commit", die)
    actor = Viewer(int(person_id), "x", "x", roles=(RoleHeld(Role.SOCIAL_WORKER, int(area_id)),))
    with unit_of_work():
        booking.book_slot(actor, reference=reference, slot_id=int(slot_id))


def deliver() -> None:
    """The mail has left; that it was sent is never written down."""
    outbox_service.mark_sent = die
    delivery.deliver_batch(threading.Event())


def hold_the_lock() -> None:
    """Killed by somebody else, later, while it alone may write."""
    begin_writing()
    sys.stdout.write("holding\n")
    sys.stdout.flush()
    time.sleep(120)


def read_slowly() -> None:
    """A reading that does not end."""
    connection = db.session.connection()
    rows = connection.execution_options(stream_results=True).execute(text("SELECT * FROM people"))
    rows.fetchone()
    sys.stdout.write("reading\n")
    sys.stdout.flush()
    time.sleep(120)


ACTS = {"book": book, "deliver": deliver, "hold": hold_the_lock, "read": read_slowly}

if __name__ == "__main__":
    assert Session
    app = create_app({"LOG_LEVEL": "CRITICAL"})
    app.config["MAIL_FOLDER"] = str(Path(os.environ["CSALEADS_MAIL_FOLDER"]))
    with app.app_context():
        ACTS[sys.argv[1]](*sys.argv[2:])
