"""The pack of a learning day, what to prepare for it, the days that teach a topic, and the days of a resource."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.unit_of_work import roll_back
from csaleads.learning import pack_queries as library
from csaleads.learning import queries as topics
from csaleads.learning.models import TRACK_LABELS, Track
from csaleads.programmes import policy, queries
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.days import pack_presenters, pack_queries, pack_service, session_queries
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.page import RUNS, refused_at, run_by_viewer
from csaleads.programmes.days.session_forms import NUMBERS, PreparationForm, ResourceDaysForm
from csaleads.programmes.members import seat_queries
from csaleads.programmes.screened import preparation_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

P = Permission


@blueprint.get("/cohorts/<int:cohort_id>/days/<int:day_id>/pack")
@requires(P.SEE_COHORTS)
def pack(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """What somebody needs for the day: to prepare, to read, what sessions hand out, and who presents."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    seat = seat_queries.take_seat(viewer(), cohort)
    day = day_queries.get_day(cohort, day_id)
    sessions = session_queries.list_sessions(day_id)
    tied = pack_queries.find_tied(cohort.track, day.number)
    handed_out = {key for session in sessions if session.released_at for key in session.resource_ids}
    found = library.list_for_topics(
        viewer(), [topic.id for topic in day.topics], more_ids=[*handed_out, *tied.here]
    )
    seen_at = pack_queries.find_visit(viewer(), day_id)
    return render_template(
        "programmes/pack.html",
        cohort=cohort,
        day=day,
        seat=seat,
        pack=pack_presenters.make_pack(day, sessions, found, tied, seen_at),
        turns=pack_presenters.turns_on(day, seat.groups),
        preparation=pack_queries.find_preparation(day_id),
        seen_at=seen_at,
        can_change=policy.can_run(viewer(), cohort) and cohort.state in policy.EDITABLE,
        reads_topics=viewer().can(P.READ_RESOURCES),
    )


@blueprint.post("/cohorts/<int:cohort_id>/days/<int:day_id>/pack/seen")
@requires(P.SEE_COHORTS)
def see_pack(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """The viewer has looked through it: from now on only what comes later is new."""
    pack_service.see_pack(viewer(), cohort_id=cohort_id, day_id=day_id)
    flash("Noted. What comes from now on is marked as new.", "success")
    return _page_of_pack(cohort_id, day_id)


def _page_of_pack(cohort_id: int, day_id: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.pack", cohort_id=cohort_id, day_id=day_id))


@blueprint.route("/cohorts/<int:cohort_id>/days/<int:day_id>/preparation", methods=["GET", "POST"])
@requires(*RUNS)
def preparation(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """What members do before the day."""
    cohort = run_by_viewer(cohort_id)
    day = day_queries.get_day(cohort, day_id)
    now = pack_queries.find_preparation(day_id)
    held = held_forms.take_back(viewer(), request)
    values = {"text": now.text, "version": now.version}
    form = PreparationForm(formdata=held, data=values) if held else PreparationForm(data=values)
    taken = asking.take_up(form, preparation_subject(day_id))
    context = {"cohort": cohort, "day": day, "form": form, "is_kept": held is not None, "theirs": ""}
    if not taken.is_complete(form):
        page = render_template("programmes/preparation.html", **context)
        return (page, 422) if form.is_submitted() else page
    try:
        pack_service.say_preparation(
            viewer(),
            cohort_id=cohort_id,
            day_id=day_id,
            text=form.text.typed,
            version=whole_number(form.version.data),
            screened=taken.answers,
        )
    except ChangedMeanwhile:
        roll_back()
        newest = pack_queries.find_preparation(day_id)
        form.version.data = str(newest.version)
        return render_template("programmes/preparation.html", **context | {"theirs": newest.text}), 409
    except WrongState as refused:
        return refused_at(cohort_id, refused)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash("Saved. Members read it in the pack of the day.", "success")
    return _page_of_pack(cohort_id, day_id)


@blueprint.get("/learning/topics/<uuid:topic_id>/days")
@requires(P.SEE_COHORTS)
def topic_days(topic_id: UUID) -> ResponseReturnValue:
    """The learning days of the viewer's cohorts that teach the topic, each with its pack."""
    return render_template(
        "programmes/topic_days.html",
        topic=topics.get_topic(viewer(), topic_id),
        days=pack_queries.list_own_days_of_topic(viewer(), topic_id),
    )


@blueprint.route("/learning/resources/<uuid:resource_id>/days", methods=["GET", "POST"])
@requires(P.RUN_CURRICULUM)
def resource_days(resource_id: UUID) -> ResponseReturnValue:
    """To which days of the curricula of its topics a resource belongs."""
    title = library.title_of(viewer(), resource_id)
    tracks = [track for track in Track if track in library.tracks_of(viewer(), resource_id)]
    now = pack_queries.list_days_of_resource(resource_id)
    form = ResourceDaysForm(data={"days": [f"{track.value}.{number}" for track, number in now]})
    form.days.choices = [
        (f"{track.value}.{number}", f"Day {number}, {TRACK_LABELS[track].lower()} curriculum")
        for track in tracks
        for number in NUMBERS
    ]
    if form.validate_on_submit():
        days = [(Track(day.partition(".")[0]), int(day.partition(".")[2])) for day in form.days.data]
        try:
            pack_service.tie_resource(viewer(), resource_id=resource_id, days=days)
        except InvalidChoice:
            form.fail("days", "Select from the list as it is now")
        else:
            flash("Saved.", "success")
            return redirect(url_for("learning.resource", resource_id=resource_id))
    page = render_template("programmes/resource_days.html", form=form, title=title, resource_id=resource_id)
    return (page, 422) if form.is_submitted() else page
