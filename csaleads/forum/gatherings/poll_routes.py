"""Polls: beginning one, voting, taking a vote back, closing."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import beside, form_pages
from csaleads.forum.beside import Looking, Piece
from csaleads.forum.blueprint import blueprint
from csaleads.forum.gatherings import policy as gathering_policy
from csaleads.forum.gatherings import poll_presenters, poll_queries, poll_service
from csaleads.forum.gatherings.poll_forms import PollForm, vote_form
from csaleads.forum.gatherings.poll_queries import PollView
from csaleads.forum.models import ThreadKind
from csaleads.forum.threads import beginning
from csaleads.forum.threads import queries as thread_queries
from csaleads.forum.threads.beginning import Begins, in_words
from csaleads.forum.threads.queries import ThreadView
from csaleads.network import gate

READS = Permission.USE_NETWORK
CANNOT_WAIT = "A poll closes on its day, and nobody could vote while it waits."


@blueprint.route("/network/spaces/<int:space_id>/begin-poll", methods=["GET", "POST"])
@requires(READS)
def begin_poll(space_id: int) -> ResponseReturnValue:
    """A question with choices."""
    shown = beginning.space_to_begin_in(space_id)
    form, was_held = form_pages.opened(PollForm)
    return beginning.answered(
        Begins(
            form,
            lambda: render_template("forum/begin_poll.html", form=form, space=shown, was_held=was_held),
            lambda key, answers: poll_service.begin_poll(
                viewer(), space_id=space_id, new=form.said(), key=key, screened=answers
            ),
            done="Your poll is open.",
            closed="Nobody can begin a poll here any more. What you wrote is still in the form.",
            cannot_wait=in_words(space_id, CANNOT_WAIT),
        )
    )


@beside.piece
def _piece(looking: Looking) -> Piece | None:
    """The poll above the posts of its thread."""
    if looking.thread.facts.kind is not ThreadKind.POLL:
        return None
    return Piece(
        "forum/_poll.html", _given(looking.thread, poll_queries.get_poll(looking.viewer, looking.thread))
    )


def _given(shown: ThreadView, poll: PollView, form: Any = None) -> dict[str, Any]:
    is_open = gathering_policy.can_vote(viewer(), shown.facts, is_open=poll.is_open)
    return {
        "poll": poll_presenters.shown_poll(poll, is_open=is_open),
        "form": form or vote_form(poll, formdata=None),
        "can_close": poll.is_open
        and gathering_policy.is_in_use(shown.facts)
        and gathering_policy.looks_after(viewer(), gate.standing(), shown.author_id),
    }


@blueprint.route("/network/threads/<int:thread_id>/vote", methods=["GET", "POST"])
@requires(READS)
def vote(thread_id: int) -> ResponseReturnValue:
    """The viewer votes, or votes otherwise."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    poll = poll_queries.get_poll(viewer(), shown)
    held = held_forms.take_back(viewer(), request)
    form = vote_form(poll, formdata=held) if held else vote_form(poll)
    if form.validate_on_submit():
        return _vote(
            thread_id, form.chosen_ids, "Your vote is counted. You can change it until the poll closes."
        )
    given = _given(shown, poll, form)
    if not given["poll"].is_open:
        return redirect(url_for("forum.thread", thread_id=thread_id))
    page = render_template(
        "forum/vote.html", thread=shown, form=form, poll=given["poll"], was_held=held is not None
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/network/threads/<int:thread_id>/take-vote-back")
@requires(READS)
def take_vote_back(thread_id: int) -> ResponseReturnValue:
    """The viewer has not voted."""
    return _vote(thread_id, [], "Your vote is taken back.")


def _vote(thread_id: int, option_ids: list[int], done: str) -> ResponseReturnValue:
    try:
        poll_service.vote(viewer(), thread_id=thread_id, option_ids=option_ids)
    except WrongState:
        roll_back()
        flash("The poll is closed, so your vote could not be counted or changed.", "warning")
    except InvalidChoice:
        raise NotFound("option") from None
    else:
        held_forms.let_go(viewer(), request)
        flash(done, "success")
    return redirect(url_for("forum.thread", thread_id=thread_id))


@blueprint.route("/network/threads/<int:thread_id>/close-poll", methods=["GET", "POST"])
@requires(READS)
def close_poll(thread_id: int) -> ResponseReturnValue:
    """Asks whether to close it early, and does."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    poll = poll_queries.get_poll(viewer(), shown)
    if not gathering_policy.looks_after(viewer(), gate.standing(), shown.author_id):
        raise NotFound("poll")
    if request.method == "GET" and poll.is_open:
        given = poll_presenters.shown_poll(poll, is_open=True)
        return render_template("forum/close_poll.html", thread=shown, poll=given)
    try:
        poll_service.close_poll(viewer(), thread_id=thread_id)
    except WrongState:
        roll_back()
        flash("The poll is closed already.", "info")
    else:
        flash("The poll is closed.", "success")
    return redirect(url_for("forum.thread", thread_id=thread_id))
