"""Tells the year of an area: its clinics, who came with what, what was cancelled, and what waits today."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from csaleads.advice.models import Attendance, RequestState, SafeRouteStop
from csaleads.clinics.models import Clinic, ClinicLead, ClinicSeries, ClinicState, Slot
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.calendar import (
    GAP_MINUTES,
    RHYTHMS,
    SLOT_MINUTES,
    Rhythm,
    dates_of,
    next_working_day,
    slot_times,
)
from csaleads.demo.cast import AreaCast
from csaleads.demo.content_reader import read
from csaleads.demo.sharing import share_some
from csaleads.demo.slip_story import tell_slips
from csaleads.demo.story import Story
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind

BETWEEN_CLINICS = 4  # cases a year answered from the queue
FOR_TODAY = 7  # cases kept for what is open now


def tell_year(cast: AreaCast, cases: list[dict[str, Any]]) -> Story:
    """Clinics and cases of twelve months behind and two ahead; the story's happenings are for the audit trail."""
    story = Story(cast, random.Random(cast.key))
    past, ahead = _hold_clinics(story)
    today, rest = cases[:FOR_TODAY], cases[FOR_TODAY:]
    between, for_clinics = rest[:BETWEEN_CLINICS], rest[BETWEEN_CLINICS:]
    _fill_past(story, past, for_clinics)
    _answer_between_clinics(story, between)
    _leave_open_today(story, today, past, ahead)
    share_some(story)  # before some are hidden, whose words nobody copies
    tell_slips(story)
    for weeks in (3, 11, 29, 40):
        stopped = clock.now() - timedelta(weeks=weeks, hours=weeks)
        db.session.add(SafeRouteStop(area_id=cast.area_id, stopped_at=stopped))
    return story


def _hold_clinics(story: Story) -> tuple[list[Clinic], list[Clinic]]:
    """Clinics of both rhythms: (those behind, those ahead), each in the order of time."""
    clinics = []
    for rhythm in RHYTHMS:
        days = dates_of(rhythm, clock.today())
        series = ClinicSeries(
            area_id=story.cast.area_id,
            rule=rhythm.rule,
            first_on=days[0],
            last_on=days[-1],
            starts_at_local=rhythm.starts_at,
            made_by_id=story.cast.leads[rhythm.leads[0]],
            made_at=clock.start_of_day(days[0]) - timedelta(days=21, hours=-9),
        )
        db.session.add(series)
        db.session.flush()
        clinics += [_make_clinic(story, rhythm, day, series) for day in days]
    clinics.sort(key=lambda clinic: clinic.starts_at)
    now = clock.now()
    return [c for c in clinics if c.ends_at < now], [c for c in clinics if c.starts_at > now]


def _make_clinic(story: Story, rhythm: Rhythm, day: date, series: ClinicSeries) -> Clinic:
    times = slot_times(day, rhythm)
    is_over = times[-1][1] < clock.now()
    is_online = rhythm.place == "Online"
    clinic = Clinic(
        area_id=story.cast.area_id,
        series_id=series.id,
        state=ClinicState.HELD if is_over else ClinicState.PUBLISHED,
        starts_at=times[0][0],
        ends_at=times[-1][1],
        slot_minutes=SLOT_MINUTES,
        gap_minutes=GAP_MINUTES,
        place="" if is_online else rhythm.place,
        online_link=f"https://meet.{story.cast.key}.example/practice-lead-clinic" if is_online else "",
        made_by_id=series.made_by_id,
        made_at=series.made_at,
        published_at=series.made_at,
        held_at=times[-1][1] if is_over else None,
    )
    db.session.add(clinic)
    db.session.flush()
    for position, place in enumerate(rhythm.leads, start=1):
        db.session.add(ClinicLead(clinic_id=clinic.id, person_id=story.cast.leads[place], position=position))
    db.session.add_all(Slot(clinic_id=clinic.id, starts_at=start, ends_at=end) for start, end in times)
    db.session.flush()
    story.note(series.made_at, series.made_by_id, "publish_clinic", ("clinic", clinic.id))
    return clinic


def _fill_past(story: Story, past: list[Clinic], cases: list[dict[str, Any]]) -> None:
    """Spread the cases over the clinics, fuller as word gets round; now and then somebody cancels or does not come."""
    seats = _seats(story, past)
    chosen = sorted(story.chance.sample(range(len(seats)), min(len(cases), len(seats))))
    reasons = read("cancel_reasons")["worker"]
    amendments = {amendment["case_key"]: amendment for amendment in read("amendments")}
    for turn, (seat, case) in enumerate(zip(chosen, cases, strict=False)):
        clinic, slot = seats[seat]
        worker_id, lead_id = _who_meets(story, clinic, turn)
        asked_at = _working_hour(story, slot.starts_at - timedelta(days=story.chance.randint(2, 19)))
        request = story.ask(case, worker_id, asked_at, RequestState.SUBMITTED)
        booking = story.book(request, slot, asked_at + timedelta(minutes=2))
        if turn % 11 == 6:
            cancelled_at = _working_hour(story, slot.starts_at - timedelta(days=1))
            story.cancel(
                booking, request, slot, max(cancelled_at, booking.booked_at), reasons[turn % len(reasons)]
            )
            continue
        if turn % 13 == 9:
            story.miss(booking, request, lead_id, slot.ends_at)
            continue
        booking.attendance, booking.attendance_at = Attendance.ATTENDED, slot.starts_at
        consultation = story.consult(case, request, lead_id, slot.starts_at, clinic.id)
        signed_at = _signing_time(story, slot.ends_at)
        if signed_at > clock.now() - timedelta(days=2):
            continue
        story.sign(consultation, request, signed_at)
        read_at = _working_hour(story, signed_at + timedelta(days=story.chance.randint(0, 3)))
        read_at = max(read_at, signed_at + timedelta(minutes=20))
        if read_at < clock.now():
            story.take_away(consultation, case, read_at, answers=story.chance.random() < 0.75)
        amended_at = signed_at + timedelta(days=6, hours=2)
        if case["key"] in amendments and amended_at < clock.now():
            story.amend(consultation, amendments[case["key"]], amended_at)


def _seats(story: Story, clinics: list[Clinic]) -> list[tuple[Clinic, Slot]]:
    """Every slot of the clinics, in the order of time; the last of a clinic mostly stays free."""
    by_clinic: dict[UUID, list[Slot]] = {}
    for slot in db.session.scalars(db.select(Slot).order_by(Slot.starts_at, Slot.id)):
        by_clinic.setdefault(slot.clinic_id, []).append(slot)
    seats = []
    for clinic in clinics:
        slots = by_clinic[clinic.id]
        seats += [(clinic, slot) for slot in (slots if story.chance.random() < 0.3 else slots[:-1])]
    return seats


def _who_meets(story: Story, clinic: Clinic, turn: int) -> tuple[int, int]:
    """(worker, lead) of a consultation. Nobody consults on a request of their own."""
    query = (
        db.select(ClinicLead.person_id).where(ClinicLead.clinic_id == clinic.id).order_by(ClinicLead.position)
    )
    leads = list(db.session.scalars(query))
    workers = [worker for worker in story.cast.workers if worker not in leads]
    return workers[turn % len(workers)], leads[(turn // 2) % len(leads)]


def _answer_between_clinics(story: Story, cases: list[dict[str, Any]]) -> None:
    """A few requests that could not wait for a clinic."""
    for turn, case in enumerate(cases):
        asked_at = _working_hour(story, clock.now() - timedelta(days=60 + 70 * turn))
        worker_id, lead_id = story.cast.workers[-1 - turn % 2], story.cast.leads[turn % 3]
        request = story.ask(case, worker_id, asked_at, RequestState.QUEUED)
        held_at = _working_hour(story, asked_at + timedelta(days=2))
        request.lead_id = lead_id
        story.note(asked_at + timedelta(hours=20), lead_id, "accept", ("request", request.id))
        consultation = story.consult(case, request, lead_id, held_at, None)
        story.sign(consultation, request, held_at + timedelta(hours=3))
        story.take_away(consultation, case, held_at + timedelta(days=1), answers=turn != 1)


def _leave_open_today(
    story: Story, cases: list[dict[str, Any]], past: list[Clinic], ahead: list[Clinic]
) -> None:
    """What needs somebody now: advice to read, a record to sign, bookings to come, a queue, a draft."""
    cast, today = story.cast, clock.today()
    unread, unsigned, soon, soon_too, waiting, older_waiting, unfinished = cases
    first, second = cast.workers[:2]
    lead_id = cast.leads[0]

    held_at = _working_hour(story, clock.now() - timedelta(days=6))
    request = story.ask(unread, first, _working_hour(story, held_at - timedelta(days=5)), RequestState.QUEUED)
    request.lead_id = lead_id
    consultation = story.consult(unread, request, lead_id, held_at, None)
    signed_at = min(held_at + timedelta(days=3), clock.now() - timedelta(hours=20))
    story.sign(consultation, request, signed_at)
    _tell([first], MessageKind.ADVICE_READY, request.reference, f"/records/{request.reference}", signed_at)

    held_at = _working_hour(story, clock.now() - timedelta(days=5))
    request = story.ask(
        unsigned, second, _working_hour(story, held_at - timedelta(days=8)), RequestState.QUEUED
    )
    request.lead_id = lead_id
    story.consult(unsigned, request, lead_id, held_at, None)

    open_slots = _free_slots(ahead[:2])
    for case, worker_id, slot in ((soon, first, open_slots[0]), (soon_too, second, open_slots[1])):
        asked_at = _working_hour(story, clock.now() - timedelta(days=4))
        story.book(story.ask(case, worker_id, asked_at, RequestState.SUBMITTED), slot, asked_at)

    asked_at = _working_hour(story, clock.now() - timedelta(days=2))
    request = story.ask(waiting, cast.workers[2], asked_at, RequestState.QUEUED)
    _tell(cast.leads, MessageKind.QUEUED, request.reference, f"/requests/{request.reference}", asked_at)
    asked_at = _working_hour(story, datetime.combine(today, datetime.min.time(), UTC) - timedelta(days=7))
    story.ask(older_waiting, cast.workers[3], asked_at, RequestState.QUEUED)

    draft = story.ask(
        unfinished, first, _working_hour(story, clock.now() - timedelta(days=1)), RequestState.DRAFT
    )
    draft.submitted_at, draft.going_well, draft.question, draft.confidence_before = None, "", "", None


def _tell(person_ids: list[int], kind: MessageKind, reference: str, path: str, at: datetime) -> None:
    """A message in the app, as it was told at that moment; no mail goes out for what is long past."""
    with clock.at(at):
        for person_id in person_ids:
            notify.tell(person_id, kind, facts={"reference": reference}, path=path, mail=False)


def _free_slots(clinics: list[Clinic]) -> list[Slot]:
    ids = [clinic.id for clinic in clinics]
    return list(db.session.scalars(db.select(Slot).where(Slot.clinic_id.in_(ids)).order_by(Slot.starts_at)))


def _working_hour(story: Story, near: datetime) -> datetime:
    """Some minute of a working day, not later than now."""
    day = next_working_day(clock.to_local(near).date())
    minute = story.chance.randint(8 * 60 + 20, 17 * 60 + 40)
    moment = clock.start_of_day(day) + timedelta(minutes=minute)
    return min(moment, clock.now() - timedelta(minutes=story.chance.randint(30, 400)))


def _signing_time(story: Story, ended_at: datetime) -> datetime:
    """Mostly the same afternoon or the next days; sometimes a week passes."""
    days = story.chance.choice((0, 0, 1, 1, 2, 3, 6))
    return _working_hour(story, ended_at + timedelta(days=days)) if days else ended_at + timedelta(minutes=35)


def happenings_in_order(stories: list[Story]) -> Iterator[Any]:
    """What happened in all areas, in the order of time."""
    yield from sorted((h for story in stories for h in story.happenings), key=lambda h: h.at)
