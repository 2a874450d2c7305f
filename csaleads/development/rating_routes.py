"""How ready one feels, topic by topic: one's own chart, and rating oneself."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core import clock
from csaleads.core.errors import NotFound
from csaleads.development import presenters, rating_queries, rating_service
from csaleads.development.blueprint import blueprint
from csaleads.development.forms import STEP_WORDS, field_of, rating_form
from csaleads.development.models import Occasion
from csaleads.learning.models import Track


@blueprint.get("/readiness")
@requires(Permission.JOIN_COHORTS)
def readiness() -> ResponseReturnValue:
    """The viewer's own ratings, track by track."""
    cohorts = rating_queries.list_own_cohorts(viewer())
    tracks = [
        (
            track,
            presenters.readiness(
                rating_queries.topics_of(track), rating_queries.list_ratings(viewer(), track)
            ),
        )
        for track in Track
    ]
    rated_in = rating_queries.tracks_of(viewer(), cohorts)
    return render_template(
        "development/readiness.html",
        cohorts=cohorts,
        tracks=[
            (track, shown, track in rated_in) for track, shown in tracks if shown.days or track in rated_in
        ],
        words=STEP_WORDS,
    )


@blueprint.route("/readiness/<track>/rate", methods=["GET", "POST"])
@requires(Permission.JOIN_COHORTS)
def rate(track: str) -> ResponseReturnValue:
    """One to five for each topic; what the viewer said earlier today is filled in."""
    chosen = _track(track)
    cohorts = rating_queries.list_own_cohorts(viewer())
    if chosen not in rating_queries.tracks_of(viewer(), cohorts):
        raise NotFound("track")
    topics = rating_queries.topics_of(chosen)
    today = next(
        (r for r in rating_queries.list_ratings(viewer(), chosen) if r.rated_on == clock.today()), None
    )
    said = today.marks if today else {}
    names = {topic.id: field_of(topic.id) for topic in topics}
    form = rating_form(tuple(topics))(data={name: said.get(topic_id) for topic_id, name in names.items()})
    if form.validate_on_submit():
        answered = ((topic_id, form[name].data) for topic_id, name in names.items())
        marks = {topic_id: mark for topic_id, mark in answered if mark is not None}
        if marks:
            rating_service.rate(viewer(), track=chosen, marks=marks)
            flash("Saved. Nobody but you sees it.", "success")
            return redirect(url_for("development.readiness"))
        form.fail_whole("Rate yourself in one topic or more")
    own = next((cohort for cohort in cohorts if cohort.track is chosen), None)
    page = render_template(
        "development/rate.html",
        form=form,
        fields=[form[name] for name in names.values()],
        track=chosen,
        occasion=own.occasion if own else Occasion.ANY_TIME,
        cohort=own,
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/readiness/<track>/remove")
@requires(Permission.JOIN_COHORTS)
def remove_rating(track: str) -> ResponseReturnValue:
    """Remove what the viewer said on a day."""
    try:
        day = date.fromisoformat(request.form.get("rated_on", ""))
    except ValueError:
        raise NotFound("rating") from None
    rating_service.remove_rating(viewer(), track=_track(track), rated_on=day)
    flash("Removed.", "success")
    return redirect(url_for("development.readiness"))


def _track(name: str) -> Track:
    wanted = name.replace("-", "_")
    if wanted not in set(Track):
        raise NotFound("track")
    return Track(wanted)
