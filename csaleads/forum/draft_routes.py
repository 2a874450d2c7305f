"""Drafts: kept while one types, by a button without scripts, listed, thrown away."""

from typing import Any
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock
from csaleads.core.errors import ChangedMeanwhile, NotFound
from csaleads.core.formatting import uk_time
from csaleads.core.unit_of_work import commit, roll_back
from csaleads.forum import (
    draft_queries,
    draft_service,
    policy,
    post_queries,
    presenters,
    space_queries,
    space_routes,
    thread_queries,
    thread_routes,
)
from csaleads.forum.blueprint import blueprint
from csaleads.forum.draft_queries import Place
from csaleads.forum.draft_service import Begun
from csaleads.forum.forms import AnswerForm, DraftForm, ThreadForm
from csaleads.forum.space_queries import SpaceView
from csaleads.forum.thread_queries import ThreadView
from csaleads.forum.writing import Writing

JSON = "application/json"
UNNAMED = "A draft says whose it is, so none is kept of what you write without your name. Copy it if you go on later."


@blueprint.post("/network/threads/<int:thread_id>/draft")
@requires(Permission.USE_NETWORK)
def save_answer(thread_id: int) -> ResponseReturnValue:
    """Keep an answer that is being written."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    place = Place(thread_id=thread_id)
    return _save(place, lambda saved: _answer_page(shown, Writing(place, saved=saved)))


def _answer_page(shown: ThreadView, beside_form: Writing) -> str:
    form = AnswerForm()
    _note(form, beside_form)
    page = post_queries.page_of(shown.last_number)
    return thread_routes.show_thread(shown, form, page=page, beside_form=beside_form)


@blueprint.post("/network/spaces/<int:space_id>/draft")
@requires(Permission.USE_NETWORK)
def save_thread(space_id: int) -> ResponseReturnValue:
    """Keep a thread that is being begun."""
    shown = space_queries.get_space(viewer(), space_id)
    place = Place(space_id=space_id)
    return _save(place, lambda saved: _begin_page(shown, Writing(place, saved=saved)))


def _begin_page(shown: SpaceView, beside_form: Writing) -> str:
    form = ThreadForm()
    space_routes.offer_kinds(form, policy.kinds_to_begin(viewer(), shown.facts))
    _note(form, beside_form)
    return space_routes.show_form(form, shown, beside_form=beside_form)


def _note(form: ThreadForm | AnswerForm, beside_form: Writing) -> None:
    """The form comes back: with the version that it is shown now, or with why nothing was kept."""
    if beside_form.saved is not None:
        form.version.data = str(beside_form.saved.version)
    elif form.is_anonymous.data:
        form.fail("is_anonymous", UNNAMED)
    else:
        form.validate()


def _save(place: Place, show: Any) -> ResponseReturnValue:
    form = DraftForm()
    is_script = request.accept_mimetypes.best == JSON
    begun = Begun(form.title.typed, form.body.typed, form.sent_version, form.page_key.typed)
    if form.is_anonymous.data:
        draft_service.let_go(viewer(), place=place, begun=begun)
        commit()  # what was kept before the box was ticked goes, although this answer is a refusal
        return (jsonify(error="unnamed"), 403) if is_script else (show(None), 422)
    if not form.validate():
        return (jsonify(error="too_long") if is_script else show(None)), 422
    try:
        version = draft_service.save_draft(viewer(), place=place, begun=begun, is_autosave=is_script)
    except ChangedMeanwhile:
        roll_back()
        saved = draft_queries.find_draft(viewer(), place)
        return (jsonify(error="changed_meanwhile") if is_script else show(saved)), 409
    if is_script:
        return jsonify(saved_at=uk_time(clock.now()), fields={"version": str(version)})
    held_forms.let_go(viewer(), request)
    flash(
        "Your draft is kept." if version else "There was nothing to keep.", "success" if version else "info"
    )
    return redirect(url_for("forum.my_drafts"))


@blueprint.get("/network/drafts")
@requires(Permission.USE_NETWORK)
def my_drafts() -> ResponseReturnValue:
    """What the viewer has begun to write, the newest first."""
    lines = draft_queries.list_drafts(viewer())
    return render_template("forum/drafts.html", drafts=[presenters.shown_draft(line) for line in lines])


@blueprint.get("/network/drafts/<uuid:draft_id>/throw-away")
@requires(Permission.USE_NETWORK)
def ask_to_throw_away(draft_id: UUID) -> ResponseReturnValue:
    """Whether the viewer means it."""
    try:
        draft = draft_queries.get_draft(viewer(), draft_id)
    except NotFound:
        flash("This draft is not there any more.", "info")
        return redirect(url_for("forum.my_drafts"))
    return render_template("forum/throw_away_draft.html", draft=draft)


@blueprint.post("/network/drafts/<uuid:draft_id>/throw-away")
@requires(Permission.USE_NETWORK)
def throw_away(draft_id: UUID) -> ResponseReturnValue:
    """Nothing is left of the draft."""
    draft_service.throw_away(viewer(), draft_id=draft_id)
    flash("The draft is thrown away.", "success")
    return redirect(url_for("forum.my_drafts"))
