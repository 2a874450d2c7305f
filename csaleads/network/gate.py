"""Before every page of the network and the forum: has whoever comes agreed to the code of conduct, and may they enter?

It runs after the guards of `access`: nobody who is signed out and nobody without the permission gets so far.
"""

from collections.abc import Collection

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from csaleads.access.guards import viewer
from csaleads.accounts import held_forms
from csaleads.network import explaining, restriction_queries
from csaleads.network.queries import find_standing
from csaleads.network.standing import Standing

STANDING = "csaleads_standing"
APPEAL = "forum.my_acts"  # where the forum lets a member appeal
NEVER_SHOWN = ("csrf_token", "once_key", "version", "page_key")


def standing() -> Standing:
    """How the viewer stands in the network: asked of the database once for each request."""
    known: Standing | None = g.get(STANDING)
    who = viewer()
    if known is None or known.person_id != who.person_id:
        known = find_standing(who)
        g.setdefault(STANDING, known)
    return known


def install_gate(
    blueprint: Blueprint, *, open_to_all: Collection[str] = (), open_to_suspended: Collection[str] = ()
) -> None:
    """Whoever has not agreed to the newest code is led to it and back; whoever is suspended reads why and until when.

    `open_to_all` names the endpoints that everybody with the permission may open, `open_to_suspended` those that a member who has
    agreed may open while suspended. Nothing that was typed is lost.
    """

    @blueprint.before_request
    def stop() -> ResponseReturnValue | None:
        if request.endpoint in open_to_all:
            return None
        own = standing()
        if not own.has_agreed:
            return _lead_to_code()
        if own.is_suspended and request.endpoint not in open_to_suspended:
            return show_suspended()
        return None


def _lead_to_code() -> ResponseReturnValue:
    """To the code, and afterwards back to the page; what a form brought is held until then."""
    page = request.full_path.rstrip("?")
    if request.method != "GET":
        page = held_forms.hold(request, person_id=viewer().person_id)
        held_forms.remember_held_forms(viewer().person_id)
        if page in session.get(held_forms.COOKIE_KEY, ()):
            flash(
                "We kept what you typed. You get it back once you have agreed to the code of conduct.", "info"
            )
    return redirect(url_for("network.code", next=page))


def show_suspended() -> ResponseReturnValue:
    """Since when, until when and why; who was sending something gets it back, and nothing of it is kept."""
    sent = request.form.items(multi=True) if request.method == "POST" else ()
    suspension = restriction_queries.find_suspension(viewer())
    page = render_template(
        "network/suspended.html",
        suspension=suspension,
        reason=explaining.reason_of(viewer(), suspension.id) if suspension else "",
        appeal=url_for(APPEAL) if APPEAL in current_app.view_functions else "",
        typed=[text for name, text in sent if name not in NEVER_SHOWN and len(text.split()) > 1],
    )
    return make_response(page, 409 if request.method == "POST" else 200)
