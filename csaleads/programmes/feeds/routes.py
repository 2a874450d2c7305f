"""The private address of one's calendar: its page, making and removing it, and the file behind it."""

from hashlib import sha256
from typing import cast

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from csaleads.access.guards import public, requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core import clock
from csaleads.core.errors import NotFound
from csaleads.core.limits import limit_of
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.feeds import queries as feed_queries
from csaleads.programmes.feeds import service as feed_service
from csaleads.programmes.feeds import sources as feed_sources
from csaleads.programmes.feeds.file import feed_file

P = Permission
HAVE_ONE = (P.JOIN_COHORTS, P.RUN_CLINICS)
AS_OFTEN = "120 per minute"  # many of one council ask from one address
LIMIT = "csaleads_calendar_feeds"


@blueprint.record_once
def _prepare(state: BlueprintSetupState) -> None:
    state.app.extensions[LIMIT] = limit_of(cast(Flask, state.app), AS_OFTEN)


@blueprint.get("/my-learning/calendar")
@requires(*HAVE_ONE)
def calendar_address() -> ResponseReturnValue:
    """What a calendar address is, and whether the viewer has one."""
    return _page()


def _page(address: str = "") -> str:
    made_at = feed_queries.find_made_at(viewer().person_id)
    return render_template("programmes/calendar.html", made_at=made_at, address=address)


@blueprint.post("/my-learning/calendar")
@requires(*HAVE_ONE)
def make_calendar_address() -> ResponseReturnValue:
    """A new address, shown on this page alone: it is kept in no cookie and no table."""
    token = feed_service.make_address(viewer())
    return _page(url_for("programmes.calendar_feed", token=token, _external=True))


@blueprint.post("/my-learning/calendar/remove")
@requires(*HAVE_ONE)
def remove_calendar_address() -> ResponseReturnValue:
    """The viewer's calendar has no address any more."""
    feed_service.remove_address(viewer())
    flash("The address is removed. Calendars that fetch from it find nothing.", "success")
    return redirect(url_for("programmes.calendar_address"))


@blueprint.get("/calendar-feeds/<token>/days.ics")
@public
def calendar_feed(token: str) -> ResponseReturnValue:
    """The calendar behind an address; 304 where it still reads as the caller has it."""
    if not current_app.extensions[LIMIT]():
        abort(429)
    owner = feed_queries.find_owner(feed_service.hash_of(token))
    if owner is None:
        raise NotFound("calendar")
    written = feed_file(
        owner,
        feed_queries.list_day_entries(owner.person_id),
        feed_queries.list_clinic_entries(owner.person_id),
        feed_sources.list_other_entries(
            owner.person_id, clock.now() - feed_queries.BEHIND, clock.now() + feed_queries.AHEAD
        ),
        root=request.url_root.rstrip("/"),
    )
    answer = Response(written, mimetype="text/calendar")
    answer.set_etag(sha256(written).hexdigest()[:32])
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer.make_conditional(request)
