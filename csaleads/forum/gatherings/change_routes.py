"""Changing and cancelling an event, and the list of events."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import policy
from csaleads.forum.blueprint import blueprint
from csaleads.forum.gatherings import event_queries
from csaleads.forum.gatherings import policy as gathering_policy
from csaleads.forum.gatherings import presenters as gathering_presenters
from csaleads.forum.gatherings import queries as gathering_queries
from csaleads.forum.gatherings import service as gathering_service
from csaleads.forum.gatherings.forms import ChangeEventForm, values_of
from csaleads.forum.gatherings.queries import GatheringView
from csaleads.forum.threads import queries as thread_queries
from csaleads.forum.threads.queries import ThreadView
from csaleads.network import gate, ways

READS = Permission.USE_NETWORK
ways.register(ways.Way(30, "Events", "forum.events"))
OVER = "It has begun or is cancelled, so it cannot be changed any more."


@blueprint.get("/network/events")
@requires(READS)
def events() -> ResponseReturnValue:
    """Events that are ahead, or those that are over, by month."""
    is_past = request.args.get("show") == "past"
    page = event_queries.list_events(viewer(), is_past=is_past, page=page_number())
    months = gathering_presenters.months_of(page.rows, is_past=is_past)
    return render_template(
        "forum/events.html",
        page=page,
        months=months,
        is_past=is_past,
        runs=policy.runs(viewer()),
        views=ways.views(viewer(), "forum.events"),
    )


def _get(thread_id: int) -> tuple[ThreadView, GatheringView]:
    """An event that the viewer may change while it is ahead; NotFound for every other."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    event = gathering_queries.get_gathering(viewer(), shown)
    if not gathering_policy.looks_after(viewer(), gate.standing(), shown.author_id):
        raise NotFound("event")
    return shown, event


def _is_ahead(shown: ThreadView, event: GatheringView) -> bool:
    is_ahead = event.cancelled_at is None and not event.has_begun
    return is_ahead and gathering_policy.is_in_use(shown.facts)


def _back(thread_id: int, words: str, tone: str) -> ResponseReturnValue:
    flash(words, tone)
    return redirect(url_for("forum.thread", thread_id=thread_id))


@blueprint.route("/network/threads/<int:thread_id>/change-event", methods=["GET", "POST"])
@requires(READS)
def change_event(thread_id: int) -> ResponseReturnValue:
    """When and where it is, with everything as it stands."""
    shown, event = _get(thread_id)
    if not _is_ahead(shown, event):
        return _back(thread_id, OVER, "info")
    held = held_forms.take_back(viewer(), request)
    values = values_of(event)
    form = ChangeEventForm(formdata=held, data=values) if held else ChangeEventForm(data=values)
    if form.validate_on_submit():
        return _change(form, shown)
    page = _page(form, shown, event, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _page(
    form: ChangeEventForm,
    shown: ThreadView,
    event: GatheringView,
    *,
    was_held: bool = False,
    now: bool = False,
) -> str:
    return render_template(
        "forum/change_event.html",
        form=form,
        thread=shown,
        event=gathering_presenters.shown_event(event),
        was_held=was_held,
        is_news=now,
    )


def _change(form: ChangeEventForm, shown: ThreadView) -> ResponseReturnValue:
    try:
        gathering_service.change_event(
            viewer(), thread_id=shown.id, version=form.sent_version, setting=form.setting()
        )
    except ChangedMeanwhile:
        roll_back()
        event = gathering_queries.get_gathering(viewer(), shown)
        form.version.data = str(event.version)
        return _page(form, shown, event, now=True), 409
    except WrongState:
        roll_back()
        return _back(shown.id, OVER, "warning")
    held_forms.let_go(viewer(), request)
    return _back(
        shown.id, "Your changes are saved. Those who are coming are told if time or place changed.", "success"
    )


@blueprint.route("/network/threads/<int:thread_id>/cancel-event", methods=["GET", "POST"])
@requires(READS)
def cancel_event(thread_id: int) -> ResponseReturnValue:
    """Asks whether to cancel it, and does."""
    shown, event = _get(thread_id)
    if not _is_ahead(shown, event):
        return _back(thread_id, OVER, "info")
    if request.method == "GET":
        given = gathering_presenters.shown_event(event)
        return render_template("forum/cancel_event.html", thread=shown, event=given)
    try:
        gathering_service.cancel_event(viewer(), thread_id=thread_id)
    except WrongState:
        roll_back()
        return _back(thread_id, OVER, "info")
    return _back(thread_id, "The event is cancelled. Those who said they were coming are told.", "success")
