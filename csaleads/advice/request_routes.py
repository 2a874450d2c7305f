"""Pages that show requests: the list of one's own, and one request whole."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.advice import history_queries, list_queries, queries, service
from csaleads.advice.blueprint import blueprint
from csaleads.advice.forms import MyRequestsFilter
from csaleads.advice.list_queries import RequestFilter
from csaleads.advice.models import RequestState
from csaleads.advice.presenters import TONES, answers_of, my_request_lines
from csaleads.core.paging import page_number
from csaleads.core.whereabouts import stand_at


@blueprint.get("/requests")
@requires(Permission.ASK_FOR_ADVICE)
def my_requests() -> ResponseReturnValue:
    """What the viewer has asked, with the next step of each."""
    form = MyRequestsFilter.of_address(request.args)
    asked = RequestFilter(
        state=None if form["state"].errors else form["state"].data,
        concern=None if form["concern"].errors else form["concern"].data,
    )
    page = list_queries.page_of_my_requests(viewer(), asked=asked, number=page_number())
    consulted = [row.id for row in page.rows if row.state is RequestState.CONSULTED]
    return render_template(
        "advice/my_requests.html",
        page=page,
        lines=my_request_lines(page.rows, service.requests_with_advice(viewer(), consulted)),
        filter_form=form,
        is_narrowed=asked != RequestFilter(),
        prefix=url_for("advice.my_requests") + "/",
        record_prefix=url_for("consultations.list_records") + "/",
        draft_prefix=url_for("advice.start") + "/",
    )


@blueprint.get("/requests/<reference>")
@requires(Permission.ASK_FOR_ADVICE, Permission.ANSWER_REQUESTS)
def show(reference: str) -> ResponseReturnValue:
    """The request, what can be done with it now, and what has happened."""
    asked = queries.get_request(viewer(), reference)
    is_own = asked.worker_id == viewer().person_id
    leads_clinic = asked.booking is not None and viewer().person_id in asked.booking.lead_ids
    took_over = asked.was_taken_over and asked.lead_id == viewer().person_id
    if not is_own:
        stand_at(_place_of_lead(asked, leads_clinic=leads_clinic, took_over=took_over))
    can_edit = is_own and asked.allows("edit") and asked.state is not RequestState.DRAFT
    return render_template(
        "advice/show.html",
        asked=asked,
        is_own=is_own,
        leads_clinic=leads_clinic,
        took_over=took_over,
        has_record=asked.state is RequestState.CONSULTED and service.can_read_record(viewer(), asked.id),
        can_take=not is_own and asked.state is RequestState.QUEUED,
        answers=answers_of(asked, can_change=can_edit),
        history=history_queries.list_history(asked),
        tone=TONES[asked.state],
    )


def _place_of_lead(asked: queries.RequestView, *, leads_clinic: bool, took_over: bool) -> str:
    """Whence a lead comes to the request: the clinic, what they took over, or the queue."""
    if took_over and not leads_clinic:
        return "consultations.list_records"
    return "advice.running_order" if asked.booking else "advice.queue"
