"""The morning of a learning day in parts: sessions and breaks, each with its length."""

from collections.abc import Sequence
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.accounts import held_forms
from csaleads.core.errors import ChangedMeanwhile, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.cohorts.timetable import LONGEST_STRETCH, Part, lay_out
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days import service as day_service
from csaleads.programmes.days.page import RUNS, page_of_day, refused_at, run_by_viewer
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.forms import PARTS, MorningForm
from csaleads.programmes.queries import CohortView


@blueprint.route("/cohorts/<int:cohort_id>/days/<int:day_id>/morning", methods=["GET", "POST"])
@requires(*RUNS)
def morning(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """The morning in parts: sessions and breaks, each with its length."""
    cohort = run_by_viewer(cohort_id)
    found = day_queries.get_day(cohort, day_id)
    held = held_forms.take_back(viewer(), request)
    now = _values_of(day_queries.list_parts(day_id)) | {"version": found.version}
    form = MorningForm(formdata=held, data=now) if held else MorningForm(data=now)
    if not form.is_submitted():
        return _show_morning(form, cohort, found, is_kept=held is not None)
    if not form.validate():
        return _show_morning(form, cohort, found), 422
    parts = _parts(form)
    try:
        day_service.set_morning(
            viewer(), cohort_id=cohort_id, day_id=day_id, version=whole_number(form.version.data), parts=parts
        )
    except ChangedMeanwhile:
        found = day_queries.get_day(cohort, day_id)
        form.version.data = str(found.version)
        theirs = lay_out(found.starts, day_queries.list_parts(day_id))
        return _show_morning(form, cohort, found, theirs=theirs), 409
    except WrongState as refused:
        return refused_at(cohort_id, refused)
    held_forms.let_go(viewer(), request)
    flash("The morning is saved.", "success")
    return page_of_day(cohort_id, day_id)


def _values_of(parts: Sequence[Part]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for number, part in zip(PARTS, parts, strict=False):
        values |= {
            f"kind_{number}": part.kind,
            f"title_{number}": part.title,
            f"minutes_{number}": part.minutes,
        }
    return values


def _parts(form: MorningForm) -> list[Part]:
    return [
        Part(form[f"kind_{number}"].data, form[f"title_{number}"].data or "", form[f"minutes_{number}"].data)
        for number in PARTS
        if form[f"kind_{number}"].data
    ]


def _show_morning(form: MorningForm, cohort: CohortView, day: DayView, **context: Any) -> str:
    return render_template(
        "programmes/morning.html",
        form=form,
        cohort=cohort,
        day=day,
        numbers=PARTS,
        longest=LONGEST_STRETCH,
        **{"is_kept": False, "theirs": []} | context,
    )
