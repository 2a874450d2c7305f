"""Fifty people at once, each with a browser of their own: one slot has one winner, fifty slots have fifty."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from csaleads.advice.models import Booking, RequestForAdvice, RequestState
from csaleads.audit.queries import find_break
from csaleads.clinics.models import Slot, SlotState
from csaleads.core import clock
from csaleads.core.database import db
from tests.advice.conftest import Browser, Scene
from tests.conftest import NOON
from tests.page_client import Page, read

CROWD = 50


def rush(app: Flask, tries: list[tuple[Any, str, int]]) -> list[Any]:
    """Everybody sends their form at the same moment; the answers, in order."""
    browsers = [Browser(app).sign_in(person) for person, _, _ in tries]
    db.session.remove()
    start = Barrier(len(tries))

    def send(number: int) -> Any:
        _, reference, slot_id = tries[number]
        with clock.at(NOON):
            start.wait(timeout=60)
            return browsers[number].post(f"/requests/{reference}/slots", data={"choice": str(slot_id)})

    with ThreadPoolExecutor(max_workers=len(tries)) as crowd:
        return list(crowd.map(send, range(len(tries))))


def crowd_of(scene: Scene) -> list[tuple[Any, str]]:
    people = [scene.make.worker(scene.area) for _ in range(CROWD)]
    return [(person, scene.make.request(scene.area, person).reference) for person in people]


def test_of_fifty_who_want_one_slot_one_wins_and_the_others_lose_nothing(app: Flask, scene: Scene) -> None:
    crowd, slot = crowd_of(scene), scene.slots[0]

    answers = rush(app, [(person, reference, slot.id) for person, reference in crowd])

    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [302] + [409] * (CROWD - 1)
    page: Page = read(answers[statuses.index(409)], 409)
    assert page.errors == ["That time has just been taken. Choose another one: your answers are kept."]
    assert len(page.html.select("input[type=radio]")) == len(scene.slots), "the other times and the queue"
    held = select(func.count()).where(Booking.slot_id == slot.id, Booking.released_at.is_(None))
    assert db.session.scalar(held) == 1
    states = list(db.session.scalars(select(RequestForAdvice.state)))
    assert states.count(RequestState.BOOKED) == 1
    assert states.count(RequestState.SUBMITTED) == CROWD - 1
    assert find_break(scene.area.id) is None


def test_fifty_who_want_fifty_slots_all_win(app: Flask, scene: Scene) -> None:
    clinics = [scene.make.clinic(scene.area, [scene.lead], slots=10) for _ in range(5)]
    slots = [slot for clinic in clinics for slot in scene.make.slots_of(clinic)]
    crowd = crowd_of(scene)

    answers = rush(
        app, [(person, reference, slot.id) for (person, reference), slot in zip(crowd, slots, strict=True)]
    )

    assert [answer.status_code for answer in answers] == [302] * CROWD
    wanted = [slot.id for slot in slots]
    booked = select(func.count()).where(Slot.id.in_(wanted), Slot.state == SlotState.BOOKED)
    assert db.session.scalar(booked) == CROWD
    assert find_break(scene.area.id) is None


def test_people_who_swap_and_cancel_at_once_never_share_a_slot(app: Flask, scene: Scene) -> None:
    people = [scene.make.worker(scene.area) for _ in range(4)]
    requests = [scene.make.request(scene.area, person) for person in people]
    for request, slot in zip(requests[:2], scene.slots[:2], strict=True):
        scene.make.booking(request, slot)
    wishes = [scene.slots[number].id for number in (1, 0, 2, 2)]

    answers = rush(
        app,
        [
            (person, request.reference, slot_id)
            for person, request, slot_id in zip(people, requests, wishes, strict=True)
        ],
    )

    assert {answer.status_code for answer in answers} == {302, 409}
    held = list(db.session.scalars(select(Booking.slot_id).where(Booking.released_at.is_(None))))
    assert len(held) == len(set(held)) == 3
