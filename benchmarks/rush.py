"""The rush: fifty clients want one slot at once, then as many different slots as they can get."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import uuid4

from flask import current_app
from sqlalchemy import func, select

from benchmarks.browsers import Browser, sign_in
from benchmarks.bulk import Batch, Writer
from benchmarks.serving import MeasurementFailed, load
from benchmarks.words import text
from csaleads.access.permissions import Role
from csaleads.accounts.models import Person, RoleInArea
from csaleads.advice.models import Booking, RequestState, Stage
from csaleads.advice.references import ALPHABET
from csaleads.clinics.models import Clinic, ClinicState, Slot, SlotState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.practice.models import AgeBand, Concern

CLIENTS = 50
LEAST_BOOKINGS = 350  # a second
MOST_SLOTS = 6000

_random, _number = Random(7), count(1)


@dataclass
class RushResult:
    """What the fifty saw."""

    winners: int = 0
    refusals: int = 0
    errors: int = 0
    one_slot_longest: float = 0.0
    bookings: int = 0
    rate: float = 0.0
    p95: float = 0.0
    longest: float = 0.0
    areas: int = 0
    missed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Wish:
    """A request of a worker that could take a slot."""

    worker_id: int
    reference: str
    slot_id: int


def rush(port: int) -> RushResult:
    """Both rushes against the application on `port`, whose database the current application context has open."""
    result = RushResult()
    slots = _open_slots()
    result.areas = len(slots)
    _one_slot(port, slots, result)
    _different_slots(port, slots, result)
    result.missed = list(_missed(result))
    return result


def _open_slots() -> dict[int, list[int]]:
    """Free slots of clinics that nobody is kept from, by area."""
    query = (
        select(Clinic.area_id, Slot.id)
        .join(Clinic, Clinic.id == Slot.clinic_id)
        .where(
            Slot.state == SlotState.FREE,
            Clinic.state == ClinicState.PUBLISHED,
            Clinic.starts_at > clock.now() + timedelta(hours=1),
        )
        .order_by(Slot.id)
    )
    found: dict[int, list[int]] = {}
    for area_id, slot_id in db.session.execute(query):
        found.setdefault(area_id, []).append(slot_id)
    return found


def _one_slot(port: int, slots: dict[int, list[int]], result: RushResult) -> None:
    """Fifty social workers of one area send the form for the same slot."""
    area_id = min(slots)
    slot_id = slots[area_id].pop()
    wishes = [Wish(worker_id, "", slot_id) for worker_id in _workers(area_id)[:CLIENTS]]
    scripts = _scripts(_with_requests(wishes, area_id), CLIENTS)
    seen = load(port, scripts, seconds=None, marker=None)
    for kind, number in seen["kinds"].items():
        if _is_booked(kind):
            result.winners += number
        elif kind == "409":
            result.refusals += number
        else:
            result.errors += number
    result.one_slot_longest = seen["longest"]
    held = select(func.count()).where(Booking.slot_id == slot_id, Booking.released_at.is_(None))
    db.session.rollback()
    if db.session.scalar(held) != 1:
        raise MeasurementFailed(f"Slot {slot_id} is held {db.session.scalar(held)} times.")


def _different_slots(port: int, slots: dict[int, list[int]], result: RushResult) -> None:
    """Fifty clients, each with slots of its own, spread over the areas."""
    wishes: list[Wish] = []
    for area_id, free in slots.items():
        workers = _workers(area_id)
        own = [Wish(workers[place % len(workers)], "", slot_id) for place, slot_id in enumerate(free)]
        wishes += _with_requests(own[: MOST_SLOTS // len(slots)], area_id)
    scripts = _scripts(wishes, CLIENTS)
    seen = load(port, scripts, seconds=None, marker=None)
    result.bookings = sum(number for kind, number in seen["kinds"].items() if _is_booked(kind))
    others = {kind: number for kind, number in seen["kinds"].items() if not _is_booked(kind)}
    if others:
        raise MeasurementFailed(f"Somebody who wanted a free slot did not get it: {others}")
    result.rate = result.bookings / seen["seconds"]
    result.p95, result.longest = seen["p95"], seen["longest"]


def _is_booked(kind: str) -> bool:
    return kind.startswith(("302", "303")) and kind.endswith("/booked")


def _workers(area_id: int) -> list[int]:
    query = (
        select(Person.id)
        .join(RoleInArea, RoleInArea.person_id == Person.id)
        .where(
            RoleInArea.area_id == area_id,
            RoleInArea.role == Role.SOCIAL_WORKER,
            RoleInArea.ends_on.is_(None),
        )
        .order_by(Person.id)
    )
    return list(db.session.scalars(query))


def _with_requests(wishes: Sequence[Wish], area_id: int) -> list[Wish]:
    """The wishes, each with a submitted request of its own in the database."""
    batch, ring = Batch(), current_app.config["NARRATIVE_KEYS"]
    asked = clock.now() - timedelta(hours=2)
    made = []
    for wish in wishes:
        row_id = uuid4()
        reference = _reference(next(_number))
        sealed = {
            f"{name}_sealed": ring.seal(text(_random, 3), f"requests:{name}_sealed:{row_id.hex}")
            for name in ("known", "worrying", "going_well", "question")
        }
        batch.add(
            "requests",
            id=row_id,
            reference=reference,
            area_id=area_id,
            worker_id=wish.worker_id,
            state=RequestState.SUBMITTED,
            concern=Concern.ONLINE,
            age_band=AgeBand.FROM_11_TO_13,
            stage=Stage.FIRST_CONCERN,
            confidence_before=4,
            started_at=asked,
            saved_at=asked,
            submitted_at=asked,
            version=1,
            **sealed,
        )
        made.append(Wish(wish.worker_id, reference, wish.slot_id))
    Writer(db.engine).write(batch)
    return made


def _reference(number: int) -> str:
    """A reference one letter longer than real ones, so that it is nobody else's."""
    letters = ""
    for _ in range(7):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return f"{letters[:3]}-{letters[3:]}"


def _scripts(wishes: Sequence[Wish], clients: int) -> list[list[bytes]]:
    """The raw requests of each client, in turn; each wish is sent by the browser of its own worker."""
    people = sorted({wish.worker_id for wish in wishes})
    browsers: dict[int, Browser] = dict(zip(people, sign_in(people), strict=True))
    raw = [
        browsers[wish.worker_id].post(f"/requests/{wish.reference}/slots", choice=wish.slot_id)
        for wish in wishes
    ]
    return [list(raw[start::clients]) for start in range(clients)]


def _missed(result: RushResult) -> list[str]:
    bars: dict[str, Any] = {
        "one winner": result.winners == 1,
        f"{CLIENTS - 1} kind refusals": result.refusals == CLIENTS - 1,
        "no error": result.errors == 0,
        f"{LEAST_BOOKINGS} bookings a second": result.rate >= LEAST_BOOKINGS,
    }
    return [bar for bar, is_reached in bars.items() if not is_reached]
