"""For moderators: showing a post that waits, or refusing it with a reason; and the phrases to watch."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import authorship, form_pages
from csaleads.forum.blueprint import blueprint
from csaleads.forum.moderation import held_queries, holding_service, phrase_service
from csaleads.forum.moderation import presenters as moderation_presenters
from csaleads.forum.moderation.forms import PhraseForm, ReasonForm
from csaleads.forum.moderation.views import for_moderators, phrases_page
from csaleads.forum.screened import reason_subject
from csaleads.network import people_queries

USES = Permission.USE_NETWORK
NOT_ADDED = {
    "known": "That phrase stands on the list already.",
    "full": "The list is full. Take one off it first.",
}


@blueprint.post("/network/moderation/held/<int:held_id>/approve")
@requires(USES)
@for_moderators
def approve_held(held_id: int) -> ResponseReturnValue:
    """The post is shown, in the name of its author."""
    try:
        post_id = holding_service.approve(viewer(), held_id=held_id)
    except WrongState:
        roll_back()
        flash("Its thread or space is closed by now. Refuse it, and its author has the words back.", "info")
        return redirect(url_for("forum.held_posts"))
    flash("The post is shown, and its author is told.", "success")
    del post_id  # a private one may not be read by whoever approved it
    return redirect(url_for("forum.held_posts"))


@blueprint.route("/network/moderation/held/<int:held_id>/refuse", methods=["GET", "POST"])
@requires(USES)
@for_moderators
def refuse_held(held_id: int) -> ResponseReturnValue:
    """The post is not shown, and its author reads why."""
    line = held_queries.get_held(held_id)
    if authorship.is_by(viewer(), line):
        raise NotAllowed("own")
    form, was_held = form_pages.opened(ReasonForm)
    there = url_for("forum.held_posts")
    answer = form_pages.carried_out(
        form,
        reason_subject,
        lambda key, answers: holding_service.refuse(
            viewer(), held_id=held_id, reason=form.reason.typed, key=key, screened=answers
        ),
        location=there,
        message="The post is refused. Its author reads why and has the words back as a draft.",
    )
    if answer is not None:
        return answer
    names = people_queries.list_names(viewer(), {line.author_id} if line.author_id is not None else set())
    page = render_template(
        "forum/refuse_held.html",
        form=form,
        was_held=was_held,
        row=moderation_presenters.shown_held(line, names),
        back=there,
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/network/moderation/phrases")
@requires(USES)
@for_moderators
def add_phrase() -> ResponseReturnValue:
    """Another phrase to watch."""
    form, _ = form_pages.opened(PhraseForm)
    answer = form_pages.carried_out(
        form,
        reason_subject,
        lambda key, answers: phrase_service.add_phrase(
            viewer(), phrase=form.phrase.typed, key=key, screened=answers
        ),
        location=url_for("forum.phrases"),
        message="The phrase is watched from now on.",
        wrong=NOT_ADDED,
    )
    return answer or (phrases_page(form), 422)


@blueprint.post("/network/moderation/phrases/<int:phrase_id>/remove")
@requires(USES)
@for_moderators
def remove_phrase(phrase_id: int) -> ResponseReturnValue:
    """A phrase is watched no longer."""
    try:
        phrase_service.remove_phrase(viewer(), phrase_id=phrase_id)
    except NotFound:
        roll_back()
        flash("It was taken off the list already.", "info")
    else:
        flash("The phrase is watched no longer.", "success")
    return redirect(url_for("forum.phrases"))
