"""Pages of the queue between clinics: what waits, taking it, handing it back, declining it."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.advice import list_queries, queries, waiting
from csaleads.advice.blueprint import blueprint
from csaleads.advice.forms import DeclineForm
from csaleads.advice.presenters import waiting_lines
from csaleads.advice.screened import subject_of
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.core.whereabouts import stand_at
from csaleads.screening import asking
from csaleads.screening.service import NotPassed


@blueprint.get("/queue")
@requires(Permission.ANSWER_REQUESTS)
def queue() -> ResponseReturnValue:
    """What waits for a lead of the area, the longest waiting first, and what the viewer has taken."""
    page = list_queries.page_of_queue(viewer(), number=page_number())
    return render_template(
        "advice/queue.html",
        page=page,
        waiting=waiting_lines(page.rows),
        taken=waiting_lines(list_queries.list_taken(viewer())),
        prefix=url_for("advice.my_requests") + "/",
    )


@blueprint.post("/requests/<reference>/accept")
@requires(Permission.ANSWER_REQUESTS)
def accept(reference: str) -> ResponseReturnValue:
    """The viewer takes the request."""
    try:
        waiting.accept_request(viewer(), reference=reference)
    except WrongState:
        roll_back()
        flash("Another Practice Lead has just taken this request, or it is no longer waiting.", "info")
        return redirect(url_for("advice.queue"))
    asked = queries.get_request(viewer(), reference)
    flash(
        f"{asked.reference} is yours. {asked.worker_name} has been told: get in touch with them.", "success"
    )
    return redirect(url_for("advice.show", reference=asked.reference))


@blueprint.post("/requests/<reference>/hand-back")
@requires(Permission.ANSWER_REQUESTS)
def hand_back(reference: str) -> ResponseReturnValue:
    """The request waits for another lead."""
    return _done(
        lambda: waiting.hand_back_request(viewer(), reference=reference),
        "The request is back in the queue. Your colleague and the other Practice Leads have been told.",
    )


@blueprint.get("/requests/<reference>/decline")
@requires(Permission.ANSWER_REQUESTS)
def ask_to_decline(reference: str) -> ResponseReturnValue:
    """Why it cannot be taken on."""
    asked = queries.get_request(viewer(), reference)
    if asked.worker_id == viewer().person_id:
        raise NotFound
    stand_at("advice.queue")
    form = DeclineForm(formdata=held_forms.take_back(viewer(), request))
    return render_template("advice/decline.html", form=form, asked=asked)


@blueprint.post("/requests/<reference>/decline")
@requires(Permission.ANSWER_REQUESTS)
def decline(reference: str) -> ResponseReturnValue:
    """The worker is told and reads why."""
    asked = queries.get_request(viewer(), reference)
    stand_at("advice.queue")
    form = DeclineForm()
    taken = asking.take_up(form, subject_of(asked))
    if not taken.is_complete(form):
        return render_template("advice/decline.html", form=form, asked=asked), 422
    try:
        answer = _done(
            lambda: waiting.decline_request(
                viewer(), reference=reference, reason=form.reason.typed, screened=taken.answers
            ),
            f"{asked.reference} is not taken on. Your colleague has been told and can read why.",
        )
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    return answer


def _done(act: Callable[[], None], message: str) -> ResponseReturnValue:
    try:
        act()
        flash(message, "success")
    except WrongState:
        roll_back()
        flash("That cannot be done now: the request has moved on.", "info")
    return redirect(url_for("advice.queue"))
