"""What the pages of a thread and of a space share to keep a draft: while one types, or by a button without scripts."""

from collections.abc import Callable

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import viewer
from csaleads.accounts import held_forms
from csaleads.core import clock
from csaleads.core.errors import ChangedMeanwhile
from csaleads.core.formatting import uk_time
from csaleads.core.input_bounds import whole_number
from csaleads.core.unit_of_work import commit, roll_back
from csaleads.forum.forms import AnswerForm, ThreadForm
from csaleads.forum.posts import draft_queries, draft_service
from csaleads.forum.posts.draft_queries import DraftView, Place
from csaleads.forum.posts.draft_service import Begun
from csaleads.forum.writing import Writing

JSON = "application/json"
UNNAMED = "A draft says whose it is, so none is kept of what you write without your name. Copy it if you go on later."
WritingForm = ThreadForm | AnswerForm
Show = Callable[[Writing], str]


def begun_in(form: WritingForm) -> Begun:
    """What the form holds, as a draft."""
    title = form.title.typed if isinstance(form, ThreadForm) else ""
    return Begun(title, form.body.typed, whole_number(form.version.typed), form.page_key.typed)


def let_go(form: WritingForm, place: Place) -> None:
    """What the form holds was posted."""
    draft_service.let_go(viewer(), place=place, begun=begun_in(form))


def keep(form: WritingForm, place: Place, show: Show) -> ResponseReturnValue:
    """Keep what the form holds: told to the script, or shown on a page. `show` answers the page of the form."""
    is_script = request.accept_mimetypes.best == JSON
    if form.is_anonymous.data:
        return _refuse_unnamed(form, place, show, is_script=is_script)
    if _too_long(form):
        return (jsonify(error="too_long") if is_script else show(Writing(place))), 422
    try:
        version = draft_service.save_draft(viewer(), place=place, begun=begun_in(form), is_autosave=is_script)
    except ChangedMeanwhile:
        roll_back()
        return _both(form, place, show, is_script=is_script)
    if is_script:
        return jsonify(saved_at=uk_time(clock.now()), fields={"version": str(version)})
    held_forms.let_go(viewer(), request)
    flash(
        "Your draft is kept." if version else "There was nothing to keep.", "success" if version else "info"
    )
    return redirect(url_for("forum.my_drafts"))


def _refuse_unnamed(form: WritingForm, place: Place, show: Show, *, is_script: bool) -> ResponseReturnValue:
    let_go(form, place)
    commit()  # what was kept before the box was ticked goes, although this answer is a refusal
    if is_script:
        return jsonify(error="unnamed"), 403
    form.fail("is_anonymous", UNNAMED)
    return show(Writing(place)), 422


def _too_long(form: WritingForm) -> bool:
    """Whether one of the texts is; the form says which. What else is missing a draft may miss."""
    texts = [form.body, *([form.title] if isinstance(form, ThreadForm) else [])]
    long_ones = [each for each in texts if len(each.typed) > (each.max_length or 0)]
    for each in long_ones:
        form.fail(each.name, f"{each.label.text} must be {each.max_length:,} characters or fewer")
    return bool(long_ones)


def _both(form: WritingForm, place: Place, show: Show, *, is_script: bool) -> ResponseReturnValue:
    """What was typed stays in the form, and beside it stands what another page saved."""
    if is_script:
        return jsonify(error="changed_meanwhile"), 409
    saved: DraftView | None = draft_queries.find_draft(viewer(), place)
    form.version.data = str(saved.version) if saved else ""
    return show(Writing(place, saved=saved)), 409
