"""The delivery worker: takes mails out of the outbox, asks whether they are still true, and hands them over.

Any number of workers may run. No transaction is open while a server is spoken to. One log line a batch, with counts only.
"""

import logging
import signal
import smtplib
import threading
import time
from collections import Counter
from contextlib import ExitStack
from types import FrameType
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from csaleads.core.encryption import CannotOpen, open_text
from csaleads.core.errors import DomainError
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.notify import outbox_service as outbox
from csaleads.notify.kinds import body_of, subject_of
from csaleads.notify.mail import CannotBeMailed, Carrier, Letter, compose, open_carrier
from csaleads.notify.models import OutboxState
from csaleads.notify.outbox_service import BATCH, LEASE, Claimed
from csaleads.notify.queries import find_recipient
from csaleads.notify.service import OutboxFacts, bound_to, is_still_true, listed_in

SECONDS_BETWEEN_LOOKS = 2.0
SECONDS_AFTER_TROUBLE = 15.0
SAFE_PART_OF_LEASE = LEASE.total_seconds() / 2
MAIL_TROUBLE = (OSError, smtplib.SMTPException)

log = logging.getLogger("csaleads.notify")


def deliver_until_stopped(stop: threading.Event) -> None:
    """Sends what is due, again and again, until `stop` is set; a batch in hand is given back."""
    while not stop.is_set():
        try:
            full = deliver_batch(stop) == BATCH
        except SQLAlchemyError as error:
            roll_back()
            log.error("outbox unreachable", extra={"kind": type(error).__name__})  # noqa: TRY400 - no values in logs
            stop.wait(SECONDS_AFTER_TROUBLE)
            continue
        if not full:
            stop.wait(SECONDS_BETWEEN_LOOKS)


def deliver_what_is_due(stop: threading.Event) -> int:
    """Sends everything that is due now and answers how many mails were in hand."""
    total = 0
    while not stop.is_set():
        count = deliver_batch(stop)
        total += count
        if count < BATCH:
            break
    return total


def deliver_batch(stop: threading.Event) -> int:
    """Sends one batch and answers how many mails were in it."""
    with unit_of_work():
        claimed = outbox.claim_due()
    if not claimed:
        return 0
    counts = _deliver(claimed, stop)
    log.info("outbox", extra={"claimed": len(claimed), **{name: counts[name] for name in sorted(counts)}})
    return len(claimed)


def _deliver(claimed: list[Claimed], stop: threading.Event) -> Counter[str]:
    counts: Counter[str] = Counter()
    started = time.monotonic()
    with ExitStack() as stack:
        carrier: Carrier | None = None
        for place, mail in enumerate(claimed):
            if stop.is_set() or time.monotonic() - started > SAFE_PART_OF_LEASE:
                with unit_of_work():
                    outbox.give_back(claimed[place:])
                counts["given_back"] = len(claimed) - place
                break
            letter = _letter_if_true(mail)
            if letter is None:
                counts["overtaken"] += 1
                continue
            try:
                carrier = carrier or stack.enter_context(
                    open_carrier(current_app.config["SMTP_URL"], current_app.config["MAIL_FOLDER"])
                )
                carrier.send(compose(letter, sender=current_app.config["MAIL_FROM"], host=_host()))
            except CannotBeMailed:
                with unit_of_work():
                    outbox.mark_failed(mail)
                counts["failed"] += 1
            except MAIL_TROUBLE as error:
                carrier = None  # the next mail gets a fresh connection
                counts[_put_off(mail, type(error).__name__)] += 1
            else:
                with unit_of_work():
                    outbox.mark_sent(mail)
                counts["sent"] += 1
    return counts


def _letter_if_true(mail: Claimed) -> Letter | None:
    """What to send, from the state of things now; None, and the row marked, where it is overtaken."""
    try:
        letter = _write(mail)
    except (DomainError, CannotOpen, LookupError) as error:
        log.error("check failed", extra={"kind": type(error).__name__, "mail_kind": mail.kind})  # noqa: TRY400
        letter = None
    finally:
        roll_back()  # reading is over before anything is sent or marked
    if letter is None:
        with unit_of_work():
            outbox.mark_overtaken(mail)
    return letter


def _write(mail: Claimed) -> Letter | None:
    recipient = find_recipient(mail.person_id)
    facts = OutboxFacts(mail.person_id, mail.kind, mail.facts, mail.path, mail.created_at)
    if recipient is None or not is_still_true(facts):
        return None
    listed = listed_in(facts)
    if listed == []:
        return None
    return Letter(
        key=mail.key,
        created_at=mail.created_at,
        to_name=recipient.full_name,
        to_email=recipient.email,
        subject=subject_of(mail.kind, mail.facts),
        body=body_of(
            mail.kind, mail.facts, name=recipient.full_name, address=_address(mail), listed=listed or ()
        ),
    )


def _address(mail: Claimed) -> str:
    target = open_text(mail.sealed_link, bound_to(mail.key)) if mail.sealed_link else mail.path
    public_url: str = current_app.config["PUBLIC_URL"]
    return f"{public_url}{target}" if target.startswith("/") else target


def _put_off(mail: Claimed, kind: str) -> str:
    with unit_of_work():
        state = outbox.try_again_later(mail)
    log.warning("not sent", extra={"kind": kind, "tries": mail.tries, "mail_kind": mail.kind})
    return "failed" if state is OutboxState.FAILED else "put_off"


def _host() -> str:
    return urlsplit(current_app.config["PUBLIC_URL"]).hostname or "localhost"


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set: the worker then ends after the mail in hand."""
    stop = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)
    return stop
