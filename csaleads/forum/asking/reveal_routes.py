"""Finding out who wrote something without a name: a page for moderators, which asks why first."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.encryption import CannotOpen
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import authorship, beside, presenters
from csaleads.forum.asking import reveal_queries, reveal_service
from csaleads.forum.asking.reveal_queries import Unnamed
from csaleads.forum.beside import Action, Looking, OfPost
from csaleads.forum.blueprint import blueprint
from csaleads.forum.forms import RevealForm
from csaleads.forum.keys import key_of
from csaleads.forum.screened import post_subject
from csaleads.network import gate, people_queries
from csaleads.screening import asking
from csaleads.screening.service import NotPassed


@blueprint.route("/network/posts/<int:post_id>/who-asked", methods=["GET", "POST"])
@requires(Permission.USE_NETWORK)
def who_asked(post_id: int) -> ResponseReturnValue:
    """Why a moderator wants to know who wrote it; and then, once, who it was."""
    if not gate.standing().is_moderator:
        raise NotFound("post")
    post = reveal_queries.get_unnamed(viewer(), post_id)
    if authorship.is_by(viewer(), post):
        raise NotFound("post")
    held = held_forms.take_back(viewer(), request)
    form = RevealForm(formdata=held) if held else RevealForm()
    form.once_key.data = form.once_key.data or once.new_key()
    key = key_of(viewer(), form.once_key.typed)
    taken = asking.take_up(form, post_subject(key))
    if taken.is_complete(form):
        return _reveal(form, post, key, taken)
    page = _page(form, post, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _page(form: RevealForm, post: Unnamed, *, was_held: bool) -> str:
    looks = reveal_queries.list_looks_at(post.id)
    names = people_queries.list_names(viewer(), {look.moderator_id for look in looks})
    return render_template(
        "forum/who_asked.html",
        form=form,
        post=post,
        was_held=was_held,
        looks=[(look, presenters.name_of(look.moderator_id, names)) for look in looks],
    )


def _reveal(form: RevealForm, post: Unnamed, key: UUID, taken: asking.Taken) -> ResponseReturnValue:
    try:
        found = reveal_service.reveal_author(
            viewer(), post_id=post.id, reason=form.reason.typed, key=key, screened=taken.answers
        )
    except CannotOpen:
        roll_back()
        form.fail_whole(
            "Who wrote it cannot be opened with the keys that csaleads has. The programme team can help."
        )
        return _page(form, post, was_held=False), 409
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    return render_template("forum/asked_by.html", found=found, post=post)


@beside.post_action
def offer_to_look(looking: Looking, of_post: OfPost) -> Action | None:
    """The way there, for moderators, below a post without a name."""
    line = of_post.line
    if line.author_id is not None or of_post.is_own or not looking.standing.is_moderator:
        return None
    there = url_for("forum.who_asked", post_id=line.id)
    return Action("Who asked?", there, is_for_moderators=True, rank=90)
