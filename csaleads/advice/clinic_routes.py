"""Pages of the clinic itself: its running order, and who came."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.advice import attendance, policy, queries
from csaleads.advice.blueprint import blueprint
from csaleads.advice.presenters import sittings_of
from csaleads.advice.running_order_queries import get_running_order
from csaleads.core import clock
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import roll_back

OUTCOMES = {
    "attended": attendance.mark_attended,
    "did_not_attend": attendance.mark_did_not_attend,
    "undo": attendance.undo_attendance,
}


@blueprint.get("/clinics/<uuid:clinic_id>/running-order")
@requires(Permission.ANSWER_REQUESTS, Permission.RUN_CLINICS_OF_AREA)
def running_order(clinic_id: UUID) -> ResponseReturnValue:
    """Who comes when and what they ask; for a coordinator, times and references."""
    order = get_running_order(viewer(), clinic_id)
    now = clock.now()
    return render_template(
        "advice/running_order.html",
        order=order,
        clinic=order.clinic,
        sittings=sittings_of(order),
        can_mark=order.is_for_lead and policy.can_mark_attendance(order.clinic.starts_at, now),
        has_begun=order.clinic.has_begun,
    )


@blueprint.post("/requests/<reference>/attendance")
@requires(Permission.ANSWER_REQUESTS)
def mark_attendance(reference: str) -> ResponseReturnValue:
    """Attended, did not attend, or neither after all."""
    asked = queries.get_request(viewer(), reference)
    act = OUTCOMES.get(request.form.get("outcome", ""))
    if act is None or asked.booking is None:
        raise NotFound
    try:
        act(viewer(), reference=reference)
    except WrongState:
        roll_back()
        flash("That cannot be said now: the clinic is still to come, or the record has been started.", "info")
    if viewer().person_id not in asked.booking.lead_ids:  # they took over, and see that request alone
        return redirect(url_for("advice.show", reference=reference))
    return redirect(url_for("advice.running_order", clinic_id=asked.booking.clinic_id))
