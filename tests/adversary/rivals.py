"""Rivals: acts that start in the same moment, each in a thread, a browser and a transaction of its own."""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from flask import Flask

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import DomainError
from csaleads.core.unit_of_work import unit_of_work
from tests.conftest import NOON
from tests.page_client import PageClient

SECONDS = 60


def all_at_once(
    app: Flask, *acts: Callable[[], Any], at: datetime = NOON, after: Sequence[float] = ()
) -> list[Any]:
    """What each act answered or raised, in their order. `after` lets some begin some seconds later."""
    db.session.remove()
    gate = threading.Barrier(len(acts))
    answers: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        with clock.at(at):
            gate.wait(SECONDS)
            time.sleep(after[place] if place < len(after) else 0)
            try:
                answers[place] = act()
            except Exception as failure:  # noqa: BLE001 - the test says which of them it expected
                answers[place] = failure

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
        assert not thread.is_alive(), "somebody waits for ever"
    return answers


def serving(app: Flask, act: Callable[[], Any]) -> Callable[[], Any]:
    """`act`, a call of services, as a unit of its own: answers "done" or the name of the rule that refused."""

    def run() -> str:
        with app.app_context():
            try:
                with unit_of_work():
                    act()
            except DomainError as refused:
                return type(refused).__name__
            finally:
                db.session.remove()
        return "done"

    return run


def posting(browser: PageClient, path: str, **data: Any) -> Callable[[], Any]:
    """The form sent by that browser: answers the status."""
    return lambda: browser.post(path, data=data).status_code
