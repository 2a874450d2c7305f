"""Making a cohort, changing it, moving it on, and ticking what an area has seen to."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.accounts import held_forms
from csaleads.core import clock, once
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.formatting import uk_date
from csaleads.core.input_bounds import whole_number
from csaleads.programmes import policy, presenters, queries, service
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.days.page import RUNS, within_years
from csaleads.programmes.errors import AreaInUse, NotAWorkingDay
from csaleads.programmes.forms import CohortForm
from csaleads.programmes.models import CheckItem
from csaleads.programmes.queries import CohortView
from csaleads.programmes.service import CohortPlan
from csaleads.programmes.wording import COHORT_DONE, COHORT_LABELS, cohort_refusal

REFUSED = (InvalidChoice, AreaInUse, NotAWorkingDay)


def page_of(cohort_id: int) -> ResponseReturnValue:
    """Back to the page of the cohort."""
    return redirect(url_for("programmes.show", cohort_id=cohort_id))


@blueprint.route("/cohorts/new", methods=["GET", "POST"])
@requires(*RUNS)
def make() -> ResponseReturnValue:
    """Asks for a cohort and makes it once."""
    held = held_forms.take_back(viewer(), request)
    form = _with_areas(CohortForm(formdata=held) if held else CohortForm())
    within_years(form.starts_on)
    form.starts_on.earliest = clock.today()
    form.once_key.data = form.once_key.data or once.new_key()
    if not form.is_submitted():
        return _show(form, is_kept=held is not None)
    if not form.validate():
        return _show(form), 422
    done = once.claim(form.once_key.data or "", person_id=viewer().person_id)
    if done is not None:
        return redirect(done)
    try:
        cohort_id = service.make_cohort(viewer(), plan=_plan(form))
    except REFUSED as refused:
        _explain(form, refused)
        return _show(form), 422
    location = url_for("programmes.show", cohort_id=cohort_id)
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    flash("The cohort is made. Only organisers see it until you open it.", "success")
    warning = presenters.short_time_words(form.starts_on.data, clock.today())
    if warning:
        flash(warning, "warning")
    return redirect(location)


def _with_areas(form: CohortForm) -> CohortForm:
    """The form with the areas that can take part."""
    form.area_ids.choices = queries.areas_to_make_in(viewer())
    return form


def _show(form: CohortForm, cohort: CohortView | None = None, **context: Any) -> str:
    return render_template(
        "programmes/cohort_form.html",
        form=form,
        cohort=cohort,
        asks_areas=len(form.area_ids.choices) > 1,
        **{"is_kept": False, "news": []} | context,
    )


def _plan(form: CohortForm, cohort: CohortView | None = None) -> CohortPlan:
    """What was asked for. Places that were left as the form showed them stay: areas may differ by now."""
    starts_on: date = form.starts_on.data
    places = dict.fromkeys(form.area_ids.data, form.places.data or 0)
    if cohort is not None and form.places.data == cohort.areas[0].places:
        places |= {area.id: area.places for area in cohort.areas if area.id in places}
    return CohortPlan(
        name=form.name.data or "",
        track=form.track.data,
        starts_on=starts_on,
        places=places,
    )


def _explain(form: CohortForm, refused: Exception) -> None:
    """Put what the service refused beside the field that can mend it."""
    if isinstance(refused, NotAWorkingDay):
        form.fail("starts_on", presenters.not_a_working_day(form.starts_on.data, refused))
    elif isinstance(refused, AreaInUse):
        form.fail(
            "places" if refused.area_id in form.area_ids.data else "area_ids",
            "There are members already: an area with members stays, and has at least a place for each",
        )
    else:
        form.fail("area_ids", "Select areas from the list as it is now")


@blueprint.route("/cohorts/<int:cohort_id>/change", methods=["GET", "POST"])
@requires(*RUNS)
def change(cohort_id: int) -> ResponseReturnValue:
    """The cohort as it stands, to be changed; saved unless somebody else saved first."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    policy.require_run(viewer(), cohort)
    if cohort.state not in policy.EDITABLE:
        flash(cohort_refusal("change_cohort", cohort.state.value), "info")
        return page_of(cohort_id)
    held = held_forms.take_back(viewer(), request)
    form = _with_areas(
        CohortForm(formdata=held, data=_values(cohort)) if held else CohortForm(data=_values(cohort))
    )
    within_years(form.starts_on, cohort.starts_on)
    if not form.is_submitted():
        return _show(form, cohort, is_kept=held is not None)
    if not form.validate():
        return _show(form, cohort), 422
    try:
        service.change_cohort(
            viewer(), cohort_id=cohort_id, version=whole_number(form.version.data), plan=_plan(form, cohort)
        )
    except ChangedMeanwhile:
        now = queries.get_cohort(viewer(), cohort_id)
        form.version.data = str(now.version)
        return _show(form, now, news=_news(now)), 409
    except WrongState as refused:
        flash(cohort_refusal(refused.verb, refused.state), "info")
        return page_of(cohort_id)
    except REFUSED as refused:
        _explain(form, refused)
        return _show(form, cohort), 422
    held_forms.let_go(viewer(), request)
    flash("Your changes are saved.", "success")
    return page_of(cohort_id)


def _values(cohort: CohortView) -> dict[str, Any]:
    return {
        "name": cohort.name,
        "track": cohort.track,
        "area_ids": list(cohort.area_ids),
        "places": cohort.areas[0].places,
        "starts_on": cohort.starts_on,
        "version": cohort.version,
    }


def _news(cohort: CohortView) -> list[tuple[str, str]]:
    """How the cohort stands now, for somebody whose changes came second."""
    return [
        ("Name", cohort.name),
        ("Curriculum", cohort.track.label),
        ("Areas", presenters.names_of_areas(cohort)),
        ("Places for each area", str(cohort.areas[0].places)),
        ("Day one", uk_date(cohort.starts_on)),
        ("State", COHORT_LABELS[cohort.state]),
    ]


@blueprint.post("/cohorts/<int:cohort_id>/move")
@requires(*RUNS)
def move(cohort_id: int) -> ResponseReturnValue:
    """The cohort is opened, started, finished or cancelled."""
    verb = request.form.get("verb", "")
    if verb not in COHORT_DONE:
        raise NotFound
    try:
        service.move_cohort(viewer(), cohort_id=cohort_id, verb=verb)
    except WrongState as refused:
        flash(cohort_refusal(refused.verb, refused.state), "info")
    else:
        flash(COHORT_DONE[verb], "success")
    return page_of(cohort_id)


@blueprint.get("/cohorts/<int:cohort_id>/cancel")
@requires(*RUNS)
def ask_to_cancel(cohort_id: int) -> ResponseReturnValue:
    """What cancelling means, before it is done."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    policy.require_run(viewer(), cohort)
    return render_template("programmes/cancel.html", cohort=cohort)


@blueprint.post("/cohorts/<int:cohort_id>/areas/<int:area_id>/checklist")
@requires(*RUNS)
def tick(cohort_id: int, area_id: int) -> ResponseReturnValue:
    """An item of the area's list is ticked, or the tick is taken back."""
    try:
        item = CheckItem(request.form.get("item", ""))
    except ValueError as wrong:
        raise NotFound from wrong
    is_done = request.form.get("done", "1") == "1"
    try:
        service.tick(viewer(), cohort_id=cohort_id, area_id=area_id, item=item, is_done=is_done)
    except WrongState as refused:
        flash(cohort_refusal(refused.verb, refused.state), "info")
    return redirect(url_for("programmes.show", cohort_id=cohort_id, _anchor=f"checklist-{area_id}"))
