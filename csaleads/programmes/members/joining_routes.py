"""Joining codes: shown to those who take attendance, and typed by members."""

from typing import cast

from flask import Flask, abort, current_app, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.limits import limit_of
from csaleads.core.unit_of_work import commit, roll_back
from csaleads.programmes import queries
from csaleads.programmes.afternoons import group_queries
from csaleads.programmes.attendance import policy as attendance_policy
from csaleads.programmes.attendance import service as attendance_service
from csaleads.programmes.attendance.forms import JoinForm
from csaleads.programmes.attendance.models import Half
from csaleads.programmes.attendance.page import half_in, page_of_registers
from csaleads.programmes.attendance.wording import HALF_LABELS, PRESENCE_LABELS, TAKE_REFUSALS, TAKE_REFUSED
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.members import joining_queries, joining_service
from csaleads.programmes.members.joining_service import MarkedAlready, NoSuchCode

P = Permission
AS_OFTEN = "10 per minute; 40 per hour"  # a code is five signs of nineteen: 2.5 million
LIMIT = "csaleads_joining_codes"


@blueprint.record_once
def _prepare(state: BlueprintSetupState) -> None:
    state.app.extensions[LIMIT] = limit_of(cast(Flask, state.app), AS_OFTEN)


@blueprint.route("/cohorts/<int:cohort_id>/days/<int:day_id>/joining-code/<half>", methods=["GET", "POST"])
@requires(P.SEE_COHORTS)
def joining_code(cohort_id: int, day_id: int, half: str) -> ResponseReturnValue:
    """The code of a half day in large letters, or the button that makes one."""
    which = half_in(half)
    cohort = queries.get_cohort(viewer(), cohort_id)
    if not attendance_policy.can_show_code(viewer(), cohort, group_queries.all_groups(cohort_id)):
        raise NotFound("code")
    day = day_queries.get_day(cohort, day_id)
    if request.method == "POST":
        try:
            joining_service.show_code(
                viewer(), cohort_id=cohort_id, day_id=day_id, half=which, is_new="anew" in request.form
            )
        except WrongState as refused:
            flash(TAKE_REFUSALS.get(refused.state, TAKE_REFUSED), "info")
            return page_of_registers(cohort_id, day_id)
        return redirect(request.path)
    is_open = joining_service.is_open(day, which)
    return render_template(
        "programmes/joining_code.html",
        cohort=cohort,
        day=day,
        label=HALF_LABELS[which],
        half=which.value,
        span=attendance_service.half_of(day, which).widened(),
        is_open=is_open,
        code=joining_queries.find_code(day_id, which) if is_open else None,
    )


@blueprint.route("/my-learning/join", methods=["GET", "POST"])
@requires(P.JOIN_COHORTS)
def join() -> ResponseReturnValue:
    """The viewer types the code that is shown in the room, and is marked present."""
    form = JoinForm()
    if form.is_submitted() and not current_app.extensions[LIMIT]():
        abort(429)
    if form.validate_on_submit():
        try:
            joined = joining_service.join(viewer(), typed=form.code.data or "")
        except NoSuchCode:
            _note_wrong_code()
            form.fail("code", "No half day of yours has this code now. Check it with whoever shows it")
        except MarkedAlready as marked:
            says = PRESENCE_LABELS[marked.presence].lower()
            form.fail(
                "code", f"You are recorded as “{says}” already. Ask whoever takes attendance to correct it"
            )
        else:
            _say_joined(joined.half)
            return redirect(url_for("programmes.mine"))
    page = render_template("programmes/join.html", form=form)
    return (page, 422) if form.is_submitted() else page


def _note_wrong_code() -> None:
    """Kept although the answer is a refusal, which would keep nothing."""
    roll_back()
    joining_service.note_wrong_code(viewer())
    commit()


def _say_joined(half: Half) -> None:
    flash(f"You are recorded as present for the {HALF_LABELS[half].lower()}.", "success")
