"""Two acts made to meet at the worst moment: one has locked what the other is about to want."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.advice import booking
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.clinics import state_service
from csaleads.clinics.models import Slot, SlotState
from csaleads.clinics.series_service import Scope
from csaleads.consultations import service as consultations
from csaleads.core.database import db
from tests.adversary.invariants import broken
from tests.adversary.rivals import all_at_once, serving
from tests.adversary.test_rivals import Case, case
from tests.factories import Factory
from tests.page_client import PageClient


def late(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, seconds: float = 0.4) -> None:
    """The function of that name takes its time before it begins."""
    act = getattr(module, name)

    def slow(*arguments: Any, **named: Any) -> Any:
        time.sleep(seconds)
        return act(*arguments, **named)

    monkeypatch.setattr(module, name, slow)


def cancelling(app: Flask, make: Factory, scene: Case, scope: Scope) -> Callable[[], Any]:
    actor = make.viewer(scene.people["coordinator"], scene.area, Role.COORDINATOR)
    return serving(
        app,
        lambda: state_service.cancel_clinics(actor, clinic_id=scene.clinic.id, scope=scope, reason="x"),
    )


def test_moving_to_a_later_clinic_while_its_series_is_cancelled(
    app: Flask, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = case(make, RequestState.BOOKED)
    actor = make.viewer(scene.people["worker"], scene.area, Role.SOCIAL_WORKER)
    late(monkeypatch, booking, "_free_unless_begun")

    answers = all_at_once(
        app,
        serving(
            app,
            lambda: booking.book_slot(actor, reference=scene.reference, slot_id=scene.later_slots[0].id),
        ),
        cancelling(app, make, scene, Scope.REST),
        after=(0, 0.15),
    )

    assert answers == ["done", "done"]
    assert broken() == []


def test_opening_a_record_while_its_clinic_is_cancelled(
    app: Flask, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = case(make, "met")
    lead = make.viewer(scene.people["lead"], scene.area, Role.PRACTICE_LEAD)
    late(monkeypatch, consultations.policy, "require_open")

    answers = all_at_once(
        app,
        serving(app, lambda: consultations.open_record(lead, reference=scene.reference)),
        cancelling(app, make, scene, Scope.THIS),
        after=(0, 0.15),
    )

    assert answers == ["done", "done"]
    assert broken() == []


def test_withdrawing_while_one_books(app: Flask, make: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds the slot was found before the lock, and is another by then."""
    scene = case(make, RequestState.QUEUED)
    actor = make.viewer(scene.people["worker"], scene.area, Role.SOCIAL_WORKER)
    late(monkeypatch, booking, "_lock_own")

    answers = all_at_once(
        app,
        serving(
            app,
            lambda: booking.book_slot(actor, reference=scene.reference, slot_id=scene.slots[0].id),
        ),
        serving(app, lambda: booking.withdraw_request(actor, reference=scene.reference)),
        after=(0, 0.2),
    )

    assert "done" in answers
    assert set(answers) <= {"done", "WrongState"}
    assert broken() == []


@pytest.mark.parametrize("act", ["cancel", "withdraw"])
def test_giving_a_time_up_while_it_moves(
    app: Flask, make: Factory, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """Somebody else has taken the first time by then, and keeps it."""
    scene = case(make, RequestState.BOOKED)
    actor = make.viewer(scene.people["worker"], scene.area, Role.SOCIAL_WORKER)
    other = make.viewer(scene.people["other"], scene.area, Role.SOCIAL_WORKER)
    late(monkeypatch, booking, "_free_unless_begun", 0.3)

    def give_up() -> None:
        if act == "cancel":
            booking.cancel_booking(actor, reference=scene.reference, reason="x", keep_request=True)
        else:
            booking.withdraw_request(actor, reference=scene.reference)

    answers = all_at_once(
        app,
        serving(
            app,
            lambda: booking.book_slot(actor, reference=scene.reference, slot_id=scene.later_slots[0].id),
        ),
        serving(app, give_up),
        serving(app, lambda: booking.book_slot(other, reference="OTH-ER1", slot_id=scene.slots[0].id)),
        after=(0, 0.15, 0.35),
    )

    assert all(isinstance(answer, str) for answer in answers), answers
    assert broken() == []


def test_a_request_marked_as_missed_before_its_clinic_begins_can_be_withdrawn(
    app: Flask, make: Factory, new_client: Callable[[], PageClient]
) -> None:
    """The page offers it, so it must work; and the time is free for somebody else."""
    scene = case(make, RequestState.BOOKED)
    asks, leads = (new_client().sign_in(scene.people[who]) for who in ("worker", "lead"))
    leads.post(f"/requests/{scene.reference}/attendance", data={"outcome": "did_not_attend"})
    assert asks.get(f"/requests/{scene.reference}/withdraw").status_code == 200

    asks.post(f"/requests/{scene.reference}/withdraw", data={"reason": "x"})

    query = select(RequestForAdvice.state).where(RequestForAdvice.reference == scene.reference)
    assert db.session.scalar(query) is RequestState.WITHDRAWN
    assert db.session.get_one(Slot, scene.slots[0].id).state is SlotState.FREE
    assert broken() == []
