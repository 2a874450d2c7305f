"""Events: making one, saying whether one comes, who comes, its entry for a calendar."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock
from csaleads.core.errors import WrongState
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import beside, form_pages
from csaleads.forum.beside import Looking, Piece
from csaleads.forum.blueprint import blueprint
from csaleads.forum.gatherings import policy as gathering_policy
from csaleads.forum.gatherings import presenters as gathering_presenters
from csaleads.forum.gatherings import queries as gathering_queries
from csaleads.forum.gatherings import service as gathering_service
from csaleads.forum.gatherings.file import event_file
from csaleads.forum.gatherings.forms import ComingForm, EventForm
from csaleads.forum.gatherings.models import Answer, GatheringKind
from csaleads.forum.gatherings.queries import GatheringView
from csaleads.forum.gatherings.wording import KIND_HINTS, KIND_LABELS
from csaleads.forum.models import ThreadKind
from csaleads.forum.threads import beginning
from csaleads.forum.threads import queries as thread_queries
from csaleads.forum.threads.beginning import Begins, in_words
from csaleads.forum.threads.queries import ThreadView
from csaleads.network import gate, people_queries

READS = Permission.USE_NETWORK
CANNOT_WAIT = "An event has its day, and nobody could say that they come while it waits."


@blueprint.route("/network/spaces/<int:space_id>/begin-event", methods=["GET", "POST"])
@requires(READS)
def begin_event(space_id: int) -> ResponseReturnValue:
    """Something to which members can say that they come."""
    shown = beginning.space_to_begin_in(space_id)
    form, was_held = form_pages.opened(EventForm)
    kinds = [kind for kind in GatheringKind if gathering_policy.can_make(viewer(), kind)]
    form.kind.choices = [(kind, KIND_LABELS[kind], KIND_HINTS[kind]) for kind in kinds]
    return beginning.answered(
        Begins(
            form,
            lambda: render_template("forum/begin_event.html", form=form, space=shown, was_held=was_held),
            lambda key, answers: gathering_service.begin_event(
                viewer(), space_id=space_id, new=form.said(), key=key, screened=answers
            ),
            done="Your event is there. Members can say whether they come.",
            closed="Nobody can begin an event here any more. What you wrote is still in the form.",
            cannot_wait=in_words(space_id, CANNOT_WAIT),
        )
    )


@beside.piece
def _piece(looking: Looking) -> Piece | None:
    """The event above the posts of its thread."""
    if looking.thread.facts.kind is not ThreadKind.EVENT:
        return None
    event = gathering_queries.get_gathering(looking.viewer, looking.thread)
    return Piece("forum/_event.html", _given(looking.thread, event))


def _given(shown: ThreadView, event: GatheringView) -> dict[str, Any]:
    now = clock.now()
    is_ahead = event.cancelled_at is None and not event.has_begun
    return {
        "event": gathering_presenters.shown_event(event),
        "form": ComingForm(formdata=None, data={"coming": event.own_answer}),
        "takes_answers": gathering_policy.takes_answers(
            shown.facts, event.starts_at, event.cancelled_at, now
        ),
        "can_change": gathering_policy.can_change(
            viewer(), gate.standing(), shown.author_id, shown.facts, is_ahead=is_ahead
        ),
        "can_mark": gathering_policy.can_mark(viewer(), shown.author_id, event.kind)
        and gathering_policy.has_attendance(event.starts_at, event.cancelled_at, now),
    }


@blueprint.route("/network/threads/<int:thread_id>/coming", methods=["GET", "POST"])
@requires(READS)
def answer_event(thread_id: int) -> ResponseReturnValue:
    """The viewer comes, perhaps comes, or does not come."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    event = gathering_queries.get_gathering(viewer(), shown)
    held = held_forms.take_back(viewer(), request)
    values = {"coming": event.own_answer}
    form = ComingForm(formdata=held, data=values) if held else ComingForm(data=values)
    if form.validate_on_submit():
        return _answer(thread_id, form.coming.data)
    given = _given(shown, event)
    if not given["takes_answers"]:
        return redirect(url_for("forum.thread", thread_id=thread_id))
    page = render_template(
        "forum/coming.html", thread=shown, form=form, event=given["event"], was_held=held is not None
    )
    return (page, 422) if form.is_submitted() else page


def _answer(thread_id: int, answer: Answer) -> ResponseReturnValue:
    try:
        is_waiting = gathering_service.answer_event(viewer(), thread_id=thread_id, answer=answer)
    except WrongState:
        roll_back()
        flash("It has begun or is cancelled, so nobody can answer any more.", "warning")
    else:
        held_forms.let_go(viewer(), request)
        words = "All places are taken. You are waiting, and are told when there is one for you."
        flash(words if is_waiting else "Your answer is kept. You can change it until it begins.", "success")
    return redirect(url_for("forum.thread", thread_id=thread_id))


@blueprint.get("/network/threads/<int:thread_id>/who-comes")
@requires(READS)
def who_comes(thread_id: int) -> ResponseReturnValue:
    """Those who come, by name, and those who perhaps come."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    event = gathering_queries.get_gathering(viewer(), shown)
    page = gathering_queries.list_answers(viewer(), shown, page=page_number())
    names = people_queries.list_names(viewer(), {line.person_id for line in page.rows})
    rows = gathering_presenters.shown_members(
        page.rows, names, first_number=page.first_item, places_count=event.places_count
    )
    return render_template("forum/who_comes.html", thread=shown, page=page, rows=rows)


@blueprint.get("/network/threads/<int:thread_id>/event.ics")
@requires(READS)
def event_calendar(thread_id: int) -> ResponseReturnValue:
    """The event for a calendar."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    event = gathering_queries.get_gathering(viewer(), shown)
    page_url = url_for("forum.thread", thread_id=thread_id, _external=True)
    answer = Response(event_file(event, title=shown.title, page_url=page_url), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="event-{thread_id}.ics"'
    return answer
