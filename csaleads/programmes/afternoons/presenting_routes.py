"""A presenter's own pages: preparing a case, sharing it with the group, taking it back; and reading a colleague's."""

from typing import Any
from uuid import UUID

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.formatting import uk_time
from csaleads.core.unit_of_work import commit, roll_back
from csaleads.programmes import queries
from csaleads.programmes.afternoons import presenters as afternoon_presenters
from csaleads.programmes.afternoons import presenting_queries, presenting_service
from csaleads.programmes.afternoons.forms import CaseForm
from csaleads.programmes.afternoons.presenting_queries import TEXTS, CaseView
from csaleads.programmes.afternoons.presenting_service import CaseAnswers
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.members import seat_queries
from csaleads.programmes.members.seat_queries import Seat
from csaleads.programmes.queries import CohortView
from csaleads.programmes.screened import case_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed, Subject

SEES = Permission.SEE_COHORTS
PLACE = "/cohorts/<int:cohort_id>/days/<int:day_id>/case"


@blueprint.route(PLACE, methods=["GET", "POST"])
@requires(SEES)
def case(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """What the viewer prepares: a draft of theirs alone until they share it, and how it stands."""
    cohort, day, seat, known = _own(cohort_id, day_id)
    if known is not None and known.shared_at is not None:
        return _shared_already(cohort, day) if request.method == "POST" else _show_own(cohort, day, known)
    if not seat.presents_on(day_id):
        return _show_own(cohort, day, known) if known is not None else abort(404)
    held = held_forms.take_back(viewer(), request)
    values = _values(known)
    form = CaseForm(formdata=held, data=values) if held else CaseForm(data=values)
    if not form.is_submitted():
        return _show_form(form, cohort, day, known, is_kept=held is not None)
    if request.form.get("step") == "share":
        return _share(form, cohort, day, known)
    form.validate()
    try:
        presenting_service.save_case(viewer(), cohort_id=cohort_id, day_id=day_id, answers=_typed(form))
    except WrongState as refused:
        roll_back()
        return _refused(cohort, day, refused)
    if any(form[name].errors for name in TEXTS if form[name].data):  # too long: kept on the page alone
        roll_back()
        return _show_form(form, cohort, day, known), 422
    held_forms.let_go(viewer(), request)
    flash("Your draft is kept. Nobody else sees it.", "success")
    return redirect(url_for("programmes.mine"))


def _share(form: CaseForm, cohort: CohortView, day: DayView, known: CaseView | None) -> ResponseReturnValue:
    if known is None:  # what is kept in its words belongs to it, so it has to be there first
        form.validate()
        try:
            presenting_service.save_case(viewer(), cohort_id=cohort.id, day_id=day.id, answers=_typed(form))
        except WrongState as refused:
            roll_back()
            return _refused(cohort, day, refused)
        commit()
        known = presenting_queries.find_own_case(viewer(), day.id)
    if known is None:
        raise NotFound("case")
    taken = asking.take_up(form, _subject(known))
    if not taken.is_complete(form):
        return _show_form(form, cohort, day, known), 422
    try:
        presenting_service.share_case(
            viewer(), cohort_id=cohort.id, day_id=day.id, answers=_typed(form), screened=taken.answers
        )
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    except WrongState as refused:
        roll_back()
        return _refused(cohort, day, refused)
    held_forms.let_go(viewer(), request)
    flash("Your group and its lead can read it now.", "success")
    return redirect(url_for("programmes.case", cohort_id=cohort.id, day_id=day.id))


@blueprint.post(f"{PLACE}/autosave")
@requires(SEES)
def autosave_case(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """Keep what is typed so far, complete or not. Only a draft is kept this way."""
    _own(cohort_id, day_id)
    form = CaseForm()
    form.validate()
    if any(form[name].data and form[name].errors for name in TEXTS):
        abort(413)
    try:
        saved_at = presenting_service.save_case(
            viewer(), cohort_id=cohort_id, day_id=day_id, answers=_typed(form)
        )
    except WrongState:
        return jsonify(), 409
    return jsonify(saved_at=uk_time(saved_at))


@blueprint.post(f"{PLACE}/stop-sharing")
@requires(SEES)
def stop_sharing(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """The case is a draft of its author's again."""
    try:
        presenting_service.stop_sharing(viewer(), cohort_id=cohort_id, day_id=day_id)
    except WrongState:
        flash("It is not shared, so nothing was changed.", "info")
    else:
        flash("Only you can read it now. You can change it and share it again.", "success")
    return redirect(url_for("programmes.case", cohort_id=cohort_id, day_id=day_id))


@blueprint.get(f"{PLACE}/take-back")
@requires(SEES)
def ask_to_take_back(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """What taking it back means."""
    cohort, day, _, known = _own(cohort_id, day_id)
    if known is None:
        raise NotFound("case")
    return render_template("programmes/take_back.html", cohort=cohort, day=day)


@blueprint.post(f"{PLACE}/take-back")
@requires(SEES)
def take_back(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """The case is gone."""
    presenting_service.take_back(viewer(), cohort_id=cohort_id, day_id=day_id)
    flash("It is taken back: every word of it is deleted.", "success")
    return redirect(url_for("programmes.mine"))


@blueprint.get("/cases/<uuid:case_id>")
@requires(SEES)
def read_case(case_id: UUID) -> ResponseReturnValue:
    """A case that a member of the viewer's group shared."""
    found, cohort, group = presenting_queries.get_case(viewer(), case_id)
    return render_template(
        "programmes/read_case.html",
        case=found,
        cohort=cohort,
        group=group,
        lines=afternoon_presenters.lines_of_case(found),
        is_own=found.author_id == viewer().person_id,
        wiped_on=afternoon_presenters.last_day_of(found.held_on),
    )


@blueprint.get("/cases/<uuid:case_id>/hold")
@requires(SEES)
def ask_to_hold(case_id: UUID) -> ResponseReturnValue:
    """What it means to say that something in it could identify somebody."""
    place = presenting_queries.get_place(viewer(), case_id)
    try:
        found, _, _ = presenting_queries.get_case(viewer(), case_id)
    except NotFound:
        return _held_already(place)
    return render_template("programmes/hold_case.html", case=found)


@blueprint.post("/cases/<uuid:case_id>/hold")
@requires(SEES)
def hold_case(case_id: UUID) -> ResponseReturnValue:
    """It is its author's alone until they share it again."""
    place = presenting_queries.get_place(viewer(), case_id)
    try:
        presenting_service.hold_case(viewer(), case_id=case_id)
    except (
        NotFound,
        WrongState,
    ):  # somebody was quicker: a colleague, its author, or the first of two clicks
        roll_back()
        return _held_already(place)
    flash("Nobody but its author can read it now. They are told.", "success")
    return _page_of_afternoon(place)


def _held_already(place: tuple[int, int, int]) -> ResponseReturnValue:
    flash("Nobody but its author can read it any more.", "info")
    return _page_of_afternoon(place)


def _page_of_afternoon(place: tuple[int, int, int]) -> ResponseReturnValue:
    cohort_id, group_id, day_id = place
    return redirect(url_for("programmes.afternoon", cohort_id=cohort_id, group_id=group_id, day_id=day_id))


def _own(cohort_id: int, day_id: int) -> tuple[CohortView, DayView, Seat, CaseView | None]:
    """The viewer's own; NotFound for whoever neither presents on the day nor has prepared anything for it."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    day = day_queries.get_day(cohort, day_id)
    seat = seat_queries.find_seat(viewer(), cohort)
    known = presenting_queries.find_own_case(viewer(), day_id)
    if seat.member_id is None or (known is None and not seat.presents_on(day_id)):
        raise NotFound("case")
    return cohort, day, seat, known


def _subject(known: CaseView) -> Subject:
    return case_subject(known.id, known.area_id)


def _values(known: CaseView | None) -> dict[str, Any]:
    return {name: getattr(known, name) for name in ("concern", "age_band", *TEXTS)} if known else {}


def _typed(form: CaseForm) -> CaseAnswers:
    """Every text as it is, a choice where it is one of the choices."""
    return CaseAnswers(
        concern=None if form.concern.errors else form.concern.data,
        age_band=None if form.age_band.errors else form.age_band.data,
        **{name: form[name].data or "" for name in TEXTS},
    )


def _show_form(
    form: CaseForm, cohort: CohortView, day: DayView, known: CaseView | None, *, is_kept: bool = False
) -> str:
    return render_template(
        "programmes/case_form.html",
        form=form,
        cohort=cohort,
        day=day,
        case=known,
        is_kept=is_kept,
        wiped_on=afternoon_presenters.last_day_of(day.held_on),
    )


def _show_own(cohort: CohortView, day: DayView, known: CaseView) -> str:
    return render_template(
        "programmes/own_case.html",
        cohort=cohort,
        day=day,
        case=known,
        lines=afternoon_presenters.lines_of_case(known),
        wiped_on=afternoon_presenters.last_day_of(day.held_on),
    )


def _refused(cohort: CohortView, day: DayView, refused: WrongState) -> ResponseReturnValue:
    if refused.state == presenting_service.SHARED:
        return _shared_already(cohort, day)
    flash("Nothing can be prepared for this day any more.", "info")
    return redirect(url_for("programmes.mine"))


def _shared_already(cohort: CohortView, day: DayView) -> ResponseReturnValue:
    flash("It is shared already. Stop sharing it before you change it.", "info")
    return redirect(url_for("programmes.case", cohort_id=cohort.id, day_id=day.id))
