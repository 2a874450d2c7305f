"""A session of a morning: who speaks, whether they have confirmed, and its materials."""

from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.accounts import held_forms
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.unit_of_work import roll_back
from csaleads.learning import pack_queries as library
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days import session_queries, session_service
from csaleads.programmes.days.page import RUNS, page_of_day, refused_at, run_by_viewer
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.days.session_forms import SPEAKERS, SessionForm
from csaleads.programmes.days.session_queries import SessionView, Speaker
from csaleads.programmes.days.session_service import SessionPlan
from csaleads.programmes.queries import CohortView


@blueprint.route(
    "/cohorts/<int:cohort_id>/days/<int:day_id>/sessions/<int:position>", methods=["GET", "POST"]
)
@requires(*RUNS)
def session(cohort_id: int, day_id: int, position: int) -> ResponseReturnValue:
    """The session as it stands, to be changed; saved unless somebody else saved the day first."""
    cohort = run_by_viewer(cohort_id)
    day = day_queries.get_day(cohort, day_id)
    shown = _session(day_id, position)
    held = held_forms.take_back(viewer(), request)
    values = _values(shown, day)
    form = SessionForm(formdata=held, data=values) if held else SessionForm(data=values)
    _offer(form, day, shown)
    if not form.is_submitted():
        return _show(form, cohort, day, shown, is_kept=held is not None)
    if not form.validate():
        return _show(form, cohort, day, shown), 422
    try:
        session_service.plan_session(
            viewer(),
            cohort_id=cohort_id,
            day_id=day_id,
            position=position,
            version=whole_number(form.version.data),
            plan=_plan(form),
        )
    except ChangedMeanwhile:
        roll_back()
        now = day_queries.get_day(cohort, day_id)
        form.version.data = str(now.version)
        return _show(form, cohort, now, _session(day_id, position), is_changed=True), 409
    except WrongState as refused:
        return refused_at(cohort_id, refused)
    except InvalidChoice:
        form.fail_whole("Select topics and resources from the lists as they are now")
        return _show(form, cohort, day, shown), 422
    held_forms.let_go(viewer(), request)
    flash("The session is saved.", "success")
    return page_of_day(cohort_id, day_id)


def _session(day_id: int, position: int) -> SessionView:
    for shown in session_queries.list_sessions(day_id):
        if shown.position == position:
            return shown
    raise NotFound("session")


def _values(shown: SessionView, day: DayView) -> dict[str, Any]:
    values: dict[str, Any] = {
        "topic_ids": [topic.id for topic in shown.topics]
        or [topic.id for topic in day.topics if shown.id is None],
        "materials_link": shown.materials_link,
        "resource_ids": shown.resource_ids,
        "is_released": shown.released_at is not None,
        "version": day.version,
    }
    for number, speaker in zip(SPEAKERS, shown.speakers, strict=False):
        values |= {
            f"name_{number}": speaker.name,
            f"organisation_{number}": speaker.organisation,
            f"confirmed_{number}": speaker.is_confirmed,
        }
    return values


def _offer(form: SessionForm, day: DayView, shown: SessionView) -> None:
    """The topics of the day, and what the viewer finds under them in the library."""
    topics = list(dict.fromkeys([*day.topics, *shown.topics]))
    form.topic_ids.choices = [(topic.id, topic.title) for topic in topics]
    found = library.list_for_topics(viewer(), [topic.id for topic in day.topics], more_ids=shown.resource_ids)
    lines = {each.line.id: each.line for each in found}
    form.resource_ids.choices = [(line.id, line.title, line.kind.label) for line in lines.values()]
    if not form.is_submitted():
        form.resource_ids.data = [key for key in form.resource_ids.data if key in lines]


def _plan(form: SessionForm) -> SessionPlan:
    speakers = tuple(
        Speaker(form[f"name_{n}"].data, form[f"organisation_{n}"].data or "", form[f"confirmed_{n}"].data)
        for n in SPEAKERS
        if form[f"name_{n}"].data
    )
    return SessionPlan(
        topic_ids=tuple(form.topic_ids.data),
        speakers=speakers,
        materials_link=form.materials_link.data or "",
        resource_ids=tuple(form.resource_ids.data),
        is_released=form.is_released.data,
    )


def _show(form: SessionForm, cohort: CohortView, day: DayView, shown: SessionView, **context: Any) -> str:
    return render_template(
        "programmes/session.html",
        form=form,
        cohort=cohort,
        day=day,
        talk=shown,
        numbers=SPEAKERS,
        **{"is_kept": False, "is_changed": False} | context,
    )
