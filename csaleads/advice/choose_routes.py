"""Pages on which a request takes a time, moves to another, or joins the queue; and its calendar entry."""

from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

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
from csaleads.clinics import open_queries
from csaleads.clinics.open_queries import OpenClinic
from csaleads.clinics.service import SlotAlreadyBooked, SlotGone
from csaleads.core import clock
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import roll_back

AHEAD = timedelta(weeks=8)
ABOUT_A_PAGE = 50
NOTHING_SENT: MultiDict[str, str] = MultiDict()
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
    picked = str(asked.wanted_slot_id or "") if held is None else held.get("choice", "")
    form = ChooseForm.of_address(NOTHING_SENT)
    return _show_choices(form, asked, picked=picked, has_kept=held is not None)


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
    form: ChooseForm, asked: RequestView, *, picked: str = "", has_kept: bool = False, status: int = 200
) -> ResponseReturnValue:
    if not _can_choose(asked):
        return _too_late(asked)
    first_day = _day_asked_for()
    clinics, next_day = _open_clinics(asked, first_day)
    kept = _kept_time(asked, clinics)
    page = render_template(
        "advice/choose_slot.html",
        form=form,
        chosen={picked} if picked else form.choice.chosen,
        asked=asked,
        is_move=asked.state is RequestState.BOOKED,
        can_queue=asked.allows("join_queue"),
        choices=SlotChoices(days=days_of(clinics), kept=days_of([kept])[0] if kept else None),
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


def _open_clinics(asked: RequestView, first_day: date | None) -> tuple[list[OpenClinic], date | None]:
    """About a page of times in whole days, and the day on which the next page begins. Nobody is advised by themselves."""
    now, me = clock.now(), viewer().person_id
    start = clock.start_of_day(first_day) - timedelta(microseconds=1) if first_day else now
    found = open_queries.list_open_clinics(
        viewer(), area_ids=[asked.area_id], after=max(start, now), before=now + AHEAD
    )
    days = [list(clinics) for _, clinics in groupby(found, key=attrgetter("day"))]
    unsure = days.pop() if len(found) == open_queries.CLINICS_AT_MOST and len(days) > 1 else []
    shown: list[OpenClinic] = []
    times = 0
    for day in days:
        if times >= ABOUT_A_PAGE:
            return shown, day[0].day
        for clinic in day:
            if me not in clinic.lead_ids:
                shown.append(clinic)
                times += len(clinic.slots)
    return shown, unsure[0].day if unsure else None


def _kept_time(asked: RequestView, clinics: list[OpenClinic]) -> OpenClinic | None:
    """The time at which asking began, where it is still open and not on the page anyway."""
    wanted = asked.wanted_slot_id
    if wanted is None or any(slot.id == wanted for clinic in clinics for slot in clinic.slots):
        return None
    found = open_queries.find_open_slot(viewer(), wanted)
    if found is None or found.area_id != asked.area_id or viewer().person_id in found.lead_ids:
        return None
    return found


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
