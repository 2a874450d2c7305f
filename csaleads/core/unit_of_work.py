"""The only place that commits. A request is one unit: read, then write under one lock, then commit once or not at all.

Reading needs no ceremony. A service function is marked `@writes`: on SQLite the read transaction that the page used ends, and
a writing one begins (BEGIN IMMEDIATE behind a fair lock, so that nobody fails half-way for having read too early); on
PostgreSQL, where each statement sees what is committed by then, the same transaction goes on. Rows loaded before are read
afresh when touched. The lock is held until the unit ends.
"""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, Response, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from csaleads.core import reading
from csaleads.core.database import WRITING, db

P = ParamSpec("P")
T = TypeVar("T")

_before_commit: list[Callable[[Session], None]] = []
_thread_lock = threading.Lock()
_LOCK = "csaleads_write_lock"
_NOTES = "csaleads_notes"
_ENDINGS = "csaleads_endings"
_KEPT = "csaleads_kept"


def before_commit(hook: Callable[[Session], None]) -> Callable[[Session], None]:
    """Run `hook` inside every transaction that is about to commit (the audit chain is written so)."""
    if hook not in _before_commit:
        _before_commit.append(hook)
    return hook


def writes(service: Callable[P, T]) -> Callable[P, T]:
    """Mark a service function: its body runs inside the unit's writing transaction."""

    @wraps(service)
    def begin_then_call(*args: P.args, **kwargs: P.kwargs) -> T:
        begin_writing()
        return service(*args, **kwargs)

    begin_then_call.writes = True  # type: ignore[attr-defined]  # read by the architecture tests
    return begin_then_call


def begin_writing() -> None:
    """From here to the end of the unit this session writes. Calling it again changes nothing."""
    session = db.session()
    if session.info.get(WRITING):
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("rows were changed before the unit of work began to write")
    reading.end()
    if db.engine.dialect.name == "sqlite":
        session.rollback()
        session.info[_LOCK] = _take_fair_lock()
        session.connection(execution_options={WRITING: True})
    else:  # each statement sees what is committed by then, so the transaction that read can go on
        session.expire_all()
        session.connection()
    session.info[WRITING] = True


def is_writing() -> bool:
    """Whether this unit has begun to write."""
    return db.session.registry.has() and bool(db.session().info.get(WRITING))


def notes() -> dict[str, Any]:
    """What rooms jot down for the end of this unit (waiting audit events); gone when it ends, however it ends."""
    found: dict[str, Any] = db.session().info.setdefault(_NOTES, {})
    return found


def after_unit(act: Callable[[bool], None]) -> None:
    """Call `act(is_kept)` when this unit has ended and the database does or does not keep it.

    For what lies outside the database. `act` leaves the session alone and answers for its own failures: by then nothing can be
    undone.
    """
    db.session().info.setdefault(_ENDINGS, []).append(act)


def commit() -> None:
    """End the unit and keep what it wrote. Routes need it only where a refusal must be remembered."""
    db.session.commit()


def roll_back() -> None:
    """End the unit and keep nothing of it."""
    db.session.rollback()


@contextmanager
def unit_of_work() -> Iterator[None]:
    """A unit outside a request: commits at the end of the block, or keeps nothing if it raises."""
    try:
        begin_writing()
        yield
        commit()
    except BaseException:
        roll_back()
        raise


@contextmanager
def savepoint() -> Iterator[None]:
    """A part that the database may refuse without losing the unit: raises what the database raised, undone."""
    with db.session.begin_nested():
        yield
        db.session.flush()


def install(app: Flask) -> None:
    """Commit once at the end of each request that wrote and answers 2xx or 3xx; keep nothing otherwise."""

    @app.after_request
    def finish(response: Response) -> Response:
        if is_writing():
            if response.status_code < 400:
                commit()
            else:
                roll_back()
        return response


@event.listens_for(Session, "before_commit")
def _run_hooks(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for hook in _before_commit:
        hook(session)


@event.listens_for(Session, "after_commit")
def _note_kept(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info[_KEPT] = True


@event.listens_for(Session, "after_transaction_end")
def _release(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        is_kept = session.info.pop(_KEPT, False)
        session.info.pop(WRITING, None)
        session.info.pop(_NOTES, None)
        lock = session.info.pop(_LOCK, None)
        if lock is not None:
            _give_back(lock)
        for act in session.info.pop(_ENDINGS, ()):
            act(is_kept)


def _take_fair_lock() -> Any:
    """Queue for the one writer that SQLite allows. PostgreSQL locks rows by itself and needs none."""
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    wait = int(current_app.config.get("WRITE_LOCK_SECONDS", 30))
    if not _thread_lock.acquire(timeout=wait):
        raise TimeoutError("no turn to write within the time allowed")
    try:
        file = os.open(url.database + ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
    except BaseException:
        _thread_lock.release()
        raise
    return file


def _give_back(file: int) -> None:
    os.close(file)  # closing releases the flock
    _thread_lock.release()
