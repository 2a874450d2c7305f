"""An author changes a post of theirs, adds a correction beneath it, or removes it."""

from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock, once
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.safe_html import stored_html
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import naming, writing
from csaleads.forum.blueprint import blueprint
from csaleads.forum.keys import claim, key_of
from csaleads.forum.posts import editing_service, own_policy, own_queries, removing_service
from csaleads.forum.posts.editing_service import Rewritten
from csaleads.forum.posts.own_forms import CorrectionForm, EditForm
from csaleads.forum.posts.own_queries import PostWords
from csaleads.forum.screened import post_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

MENDS = "forum.mend"  # where the author of a hidden post changes it and sends it back to moderators


def address(post: PostWords) -> str:
    """Where the post stands in its thread."""
    return url_for("forum.post", post_id=post.id)


@blueprint.route("/network/posts/<int:post_id>/edit", methods=["GET", "POST"])
@requires(Permission.USE_NETWORK)
def edit(post_id: int) -> ResponseReturnValue:
    """Change a post of one's own, and the title of a thread that one began."""
    post = own_queries.get_own(viewer(), post_id)
    if post.is_hidden and request.method == "GET" and MENDS in current_app.view_functions:
        return redirect(url_for(MENDS, post_id=post_id))
    held = held_forms.take_back(viewer(), request)
    form = EditForm(formdata=held) if held else EditForm(title=post.title, body=post.body)
    form.once_key.data = form.once_key.data or once.new_key()
    form.edition.data = form.edition.data or str(post.edition)
    if not _changes_title(post):
        form.title.data = post.title
    if not form.is_submitted() and not held and not own_policy.can_edit(post.facts, clock.now()):
        flash("This post cannot be edited any more.", "info")
        return redirect(address(post))
    if writing.is_preview():
        return _edit_page(form, post, preview=writing.preview_of(form.body.typed))
    key = key_of(viewer(), form.once_key.typed)
    taken = asking.take_up(form, post_subject(key, naming.meant_in(viewer(), form.body.typed)))
    if taken.is_complete(form):
        return _edit(form, post, key, taken)
    page = _edit_page(form, post, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _changes_title(post: PostWords) -> bool:
    return post.is_first and not post.is_hidden


def _edit_page(form: EditForm, post: PostWords, **more: object) -> str:
    return render_template(
        "forum/edit_post.html",
        form=form,
        post=post,
        back=address(post),
        has_title=_changes_title(post),
        **more,
    )


def _edit(form: EditForm, post: PostWords, key: UUID, taken: asking.Taken) -> ResponseReturnValue:
    try:
        editing_service.edit_post(
            viewer(),
            post_id=post.id,
            new=Rewritten(form.body.typed, form.title.typed),
            edition=form.sent_edition,
            key=key,
            screened=taken.answers,
        )
    except ChangedMeanwhile:
        roll_back()
        now = own_queries.get_own(viewer(), post.id)
        form.edition.data = str(now.edition)
        return _edit_page(form, now, changed=now), 409
    except (WrongState, NotFound):
        roll_back()
        return _too_late(form.body.typed, post)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash("Your post is changed.", "success")
    writing.say_shared_names(form.body.typed)
    return redirect(address(post))


def _too_late(body: str, post: PostWords) -> ResponseReturnValue:
    """Meanwhile it was removed, moved, locked, or its day is over: nothing typed is lost."""
    try:
        now = own_queries.get_own(viewer(), post.id)
    except NotFound:
        return render_template("forum/too_late.html", post=None, body=body), 409
    can_correct = own_policy.can_correct(now.facts, clock.now())
    return render_template(
        "forum/too_late.html", post=now, body=body, back=address(now), can_correct=can_correct
    ), 409


@blueprint.route("/network/posts/<int:post_id>/correct", methods=["GET", "POST"])
@requires(Permission.USE_NETWORK)
def correct(post_id: int) -> ResponseReturnValue:
    """Add something beneath a post of one's own that can be edited no longer."""
    post = own_queries.get_own(viewer(), post_id)
    held = held_forms.take_back(viewer(), request)
    form = CorrectionForm(formdata=held) if held else CorrectionForm()
    form.once_key.data = form.once_key.data or once.new_key()
    if not form.is_submitted() and not held and not own_policy.can_correct(post.facts, clock.now()):
        return redirect(url_for("forum.edit", post_id=post_id))
    if writing.is_preview():
        return _correct_page(form, post, preview=writing.preview_of(form.body.typed))
    key = key_of(viewer(), form.once_key.typed)
    taken = asking.take_up(form, post_subject(key, naming.meant_in(viewer(), form.body.typed)))
    if taken.is_complete(form):
        return _correct(form, post, key, taken)
    page = _correct_page(form, post, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _correct_page(form: CorrectionForm, post: PostWords, **more: object) -> str:
    return render_template("forum/correct_post.html", form=form, post=post, back=address(post), **more)


def _correct(form: CorrectionForm, post: PostWords, key: UUID, taken: asking.Taken) -> ResponseReturnValue:
    first = claim(viewer(), form.once_key.typed, is_anonymous=post.is_anonymous)
    if first is not None:
        return redirect(first)
    try:
        editing_service.add_correction(
            viewer(), post_id=post.id, body=form.body.typed, key=key, screened=taken.answers
        )
    except (WrongState, NotFound):
        roll_back()
        return _too_late(form.body.typed, post)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    once.leave_result(address(post))
    held_forms.let_go(viewer(), request)
    flash("Your correction is there.", "success")
    writing.say_shared_names(form.body.typed)
    return redirect(address(post))


@blueprint.get("/network/posts/<int:post_id>/remove")
@requires(Permission.USE_NETWORK)
def ask_to_remove(post_id: int) -> ResponseReturnValue:
    """Whether the author means it: nothing brings the words back."""
    post = own_queries.get_own(viewer(), post_id)
    if not own_policy.can_remove(post.facts):
        return redirect(address(post))
    words = stored_html(post.body_html)
    return render_template("forum/remove_post.html", post=post, words=words, back=address(post))


@blueprint.post("/network/posts/<int:post_id>/remove")
@requires(Permission.USE_NETWORK)
def remove(post_id: int) -> ResponseReturnValue:
    """The words are gone. A second click finds them gone."""
    post = own_queries.get_own(viewer(), post_id)
    try:
        is_whole = removing_service.remove_post(viewer(), post_id=post_id)
    except WrongState:
        roll_back()
        flash("This post was removed before.", "info")
        return redirect(address(post))
    if is_whole:
        flash("Your thread is removed.", "success")
        return redirect(url_for("forum.space", space_id=post.space_id))
    flash("Your post is removed.", "success")
    return redirect(address(post))
