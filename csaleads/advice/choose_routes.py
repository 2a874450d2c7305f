"""Pages on which a request takes a time, moves to another, or joins the queue; and its calendar entry."""

from datetime import date, timedelta

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.advice import booking, queries, waiting
from csaleads.advice.blueprint import blueprint
from csaleads.advice.booking import OwnClinic
from csaleads.advice.calendar_presenters import calendar_file
from csaleads.advice.forms import ChooseForm
from csaleads.advice.models import RequestState
from csaleads.advice.presenters import SlotChoices, days_of
from csaleads.advice.queries import RequestView
from csaleads.advice.references import tidy_reference
from csaleads.clinics import queries as clinics
from csaleads.clinics.queries import OpenSlot
from csaleads.clinics.service import SlotAlreadyBooked, SlotGone
from csaleads.core import clock
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import roll_back

AHEAD = timedelta(weeks=8)
ABOUT_A_PAGE = 50
FETCHED = 2 * ABOUT_A_PAGE
QUEUE = "queue"
TAKEN = "That time has just been taken. Choose another one: your answers are kept."
OWN_CLINIC = "You lead that clinic. Choose a time with another Practice Lead."


@blueprint.get("/requests/<reference>/slots")
@requires(Permission.ASK_FOR_ADVICE)
def choose_slot(reference: str) -> ResponseReturnValue:
    """The times that can be booked in the next weeks, and the queue between clinics."""
    asked = queries.get_own_request(viewer(), reference)
    if not _can_choose(asked):
        flash("There is no time to choose for this request now.", "info")
        return redirect(url_for("advice.show", reference=asked.reference))
    held = held_forms.take_back(viewer(), request)
    form = ChooseForm(formdata=held)
    if held is None and asked.wanted_slot_id is not None:
        form.choice.data = str(asked.wanted_slot_id)
    return _show_choices(form, asked, has_kept=held is not None)


@blueprint.post("/requests/<reference>/slots")
@requires(Permission.ASK_FOR_ADVICE)
def take_slot(reference: str) -> ResponseReturnValue:
    """Book the time, or join the queue. Whoever comes second is told kindly and loses nothing."""
    sent = request.form.get("choice", "")
    if sent == QUEUE:
        return _join_queue(queries.get_own_request(viewer(), reference))
    if sent.isascii() and sent.isdigit() and len(sent) < 10:
        return _book(reference, int(sent))
    form = ChooseForm()
    form.fail("choice", "Select a time, or advice between clinics")
    return _show_choices(form, queries.get_own_request(viewer(), reference), status=422)


def _book(reference: str, slot_id: int) -> ResponseReturnValue:
    """The request is loaded only where the booking is refused: a rush is answered faster so."""
    try:
        booking.book_slot(viewer(), reference=reference, slot_id=slot_id)
    except (SlotAlreadyBooked, SlotGone, NotFound, OwnClinic) as refused:
        roll_back()
        asked = queries.get_own_request(viewer(), reference)
        if asked.booking is not None and asked.booking.slot_id == slot_id:
            return redirect(url_for("advice.booked", reference=asked.reference))  # a double click
        form = ChooseForm()
        form.fail("choice", OWN_CLINIC if isinstance(refused, OwnClinic) else TAKEN)
        return _show_choices(form, asked, status=409)
    except WrongState:
        roll_back()
        return _too_late(queries.get_own_request(viewer(), reference))
    held_forms.let_go(viewer(), request)
    return redirect(url_for("advice.booked", reference=tidy_reference(reference)))


def _join_queue(asked: RequestView) -> ResponseReturnValue:
    if asked.state is RequestState.QUEUED:
        return redirect(url_for("advice.queued", reference=asked.reference))
    try:
        waiting.join_queue(viewer(), reference=asked.reference)
    except WrongState:
        return _too_late(asked)
    held_forms.let_go(viewer(), request)
    return redirect(url_for("advice.queued", reference=asked.reference))


def _too_late(asked: RequestView) -> ResponseReturnValue:
    roll_back()
    flash("The time of this request cannot be changed now. The page below shows how it stands.", "info")
    return redirect(url_for("advice.show", reference=asked.reference))


def _can_choose(asked: RequestView) -> bool:
    return asked.allows("book") or asked.allows("move")


def _show_choices(
    form: ChooseForm, asked: RequestView, *, has_kept: bool = False, status: int = 200
) -> ResponseReturnValue:
    if not _can_choose(asked):
        return _too_late(asked)
    first_day = _day_asked_for()
    slots, next_day = _open_slots(asked, first_day)
    kept = _kept_slot(asked, slots)
    page = render_template(
        "advice/choose_slot.html",
        form=form,
        asked=asked,
        is_move=asked.state is RequestState.BOOKED,
        can_queue=asked.allows("join_queue"),
        choices=SlotChoices(days=days_of(slots), kept=days_of([kept])[0] if kept else None),
        next_day=next_day,
        is_first=first_day is None,
        has_kept=has_kept,
    )
    return page, status


def _day_asked_for() -> date | None:
    try:
        return date.fromisoformat(request.args.get("from", ""))
    except ValueError:
        return None


def _open_slots(asked: RequestView, first_day: date | None) -> tuple[list[OpenSlot], date | None]:
    """About a page of times in whole days, and the day on which the next page begins."""
    now = clock.now()
    start = clock.start_of_day(first_day) - timedelta(microseconds=1) if first_day else now
    found = clinics.list_open_slots(
        viewer(), area_ids=[asked.area_id], after=max(start, now), before=now + AHEAD, limit=FETCHED
    )
    own = _own_clinics(found)
    shown: list[OpenSlot] = []
    for slot in found:
        day = clock.to_local(slot.starts_at).date()
        if len(shown) >= ABOUT_A_PAGE and day != clock.to_local(shown[-1].starts_at).date():
            return shown, day
        if slot.clinic_id not in own:
            shown.append(slot)
    return shown, None


def _own_clinics(slots: list[OpenSlot]) -> set[object]:
    """Clinics that the viewer leads: nobody is advised by themselves."""
    if not viewer().can(Permission.RUN_CLINICS) or not slots:
        return set()
    leads = clinics.leads_of({slot.clinic_id for slot in slots})
    return {clinic for clinic, people in leads.items() if viewer().person_id in {id_ for id_, _ in people}}


def _kept_slot(asked: RequestView, slots: list[OpenSlot]) -> OpenSlot | None:
    """The time at which asking began, where it is still open and not on the page anyway."""
    wanted = asked.wanted_slot_id
    if wanted is None or any(slot.slot_id == wanted for slot in slots):
        return None
    found = clinics.find_open_slot(viewer(), wanted)
    return found if found is not None and found.area_id == asked.area_id else None


@blueprint.get("/requests/<reference>/booked")
@requires(Permission.ASK_FOR_ADVICE)
def booked(reference: str) -> ResponseReturnValue:
    """The booking is made: when, where, and the reference for the child's file."""
    asked = queries.get_own_request(viewer(), reference)
    if asked.state is not RequestState.BOOKED:
        return redirect(url_for("advice.show", reference=asked.reference))
    return render_template("advice/booked.html", asked=asked)


@blueprint.get("/requests/<reference>/queued")
@requires(Permission.ASK_FOR_ADVICE)
def queued(reference: str) -> ResponseReturnValue:
    """The request waits for a lead: what happens next, and the reference for the child's file."""
    asked = queries.get_own_request(viewer(), reference)
    if asked.state is not RequestState.QUEUED:
        return redirect(url_for("advice.show", reference=asked.reference))
    return render_template("advice/queued.html", asked=asked)


@blueprint.get("/requests/<reference>/clinic.ics")
@requires(Permission.ASK_FOR_ADVICE)
def calendar_entry(reference: str) -> ResponseReturnValue:
    """The booking for a calendar: reference, time and place, nothing else. Cancelled where it is no longer held."""
    asked = queries.get_request(viewer(), reference)
    last = queries.find_last_booking(asked.id)
    if last is None:
        raise NotFound
    address = url_for("advice.show", reference=asked.reference, _external=True)
    return Response(
        calendar_file(asked, last, address=address),
        mimetype="text/calendar",
        headers={"Content-Disposition": f'attachment; filename="clinic-{asked.reference}.ics"'},
    )
