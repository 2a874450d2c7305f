"""From talk to knowledge: proposing a thread for the library, answering as somebody who wrote in it, and the second check."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.markdown import markdown
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import presenters, ways
from csaleads.forum.blueprint import blueprint
from csaleads.forum.keys import key_of
from csaleads.forum.library import policy as knowledge_policy
from csaleads.forum.library import queries
from csaleads.forum.library import service as knowledge_service
from csaleads.forum.library.forms import ProposeForm
from csaleads.forum.library.presenters import choices_of_posts
from csaleads.forum.library.queries import Proposal
from csaleads.forum.library.service import NewEntry
from csaleads.forum.screened import post_subject
from csaleads.forum.threads import queries as thread_queries
from csaleads.forum.threads.queries import ThreadView
from csaleads.learning.knowledge import OPEN, STATE_WORDS, KnowledgeState
from csaleads.learning.list_presenters import topic_choices
from csaleads.learning.queries import list_topics
from csaleads.learning.second_check import SecondCheckForm
from csaleads.network import gate, people_queries
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

USES = Permission.USE_NETWORK
OVER = "This is over: it was published, or taken back, a moment ago. The page shows how it stands now."


@blueprint.route("/network/threads/<int:thread_id>/propose", methods=["GET", "POST"])
@requires(USES)
def propose(thread_id: int) -> ResponseReturnValue:
    """What the thread should become in the library, written anew, and on which posts that draws."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    if not knowledge_policy.can_propose(viewer(), shown.facts):
        raise NotFound("thread")
    held = held_forms.take_back(viewer(), request)
    form = ProposeForm(formdata=held) if held else ProposeForm()
    form.once_key.data = form.once_key.data or once.new_key()
    posts = queries.list_choices(thread_id)
    names = people_queries.list_names(
        viewer(), {post.author_id for post in posts if post.author_id is not None}
    )
    form.posts.choices = choices_of_posts(posts, names)
    form.topic.choices = topic_choices(list_topics(viewer()))
    key = key_of(viewer(), form.once_key.typed)
    taken = asking.take_up(form, post_subject(key))
    if taken.is_complete(form):
        return _propose(form, shown, key, taken)
    page = _propose_page(form, shown, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _propose_page(form: ProposeForm, shown: ThreadView, *, was_held: bool) -> str:
    return render_template("forum/propose.html", form=form, thread=shown, was_held=was_held)


def _propose(form: ProposeForm, shown: ThreadView, key: UUID, taken: asking.Taken) -> ResponseReturnValue:
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    new = NewEntry(form.title.typed, form.summary.typed, form.topic.data, tuple(form.posts.data))
    try:
        knowledge_id = knowledge_service.propose(
            viewer(), thread_id=shown.id, new=new, key=key, screened=taken.answers
        )
    except (WrongState, InvalidChoice) as refused:
        roll_back()
        is_open = isinstance(refused, WrongState)
        form.fail_whole(
            "Somebody has proposed this thread already. What you wrote is still in the form."
            if is_open
            else "A post that you chose cannot be used: it is gone, or whoever wrote it is. Choose others."
        )
        return _propose_page(form, shown, was_held=False), 409
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    location = url_for("forum.proposal", knowledge_id=knowledge_id)
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    flash("It is proposed. Everybody who wrote what it draws on is asked.", "success")
    return redirect(location)


@blueprint.get("/network/proposals")
@requires(USES)
def proposals() -> ResponseReturnValue:
    """What is proposed for the library, for moderators."""
    knowledge_policy.require_moderator(gate.standing())
    page = queries.list_proposals(page=page_number())
    names = people_queries.list_names(viewer(), {row.proposed_by_id for row in page.rows})
    rows = [(row, STATE_WORDS[row.state], presenters.name_of(row.proposed_by_id, names)) for row in page.rows]
    views = ways.views(viewer(), "forum.proposals")
    return render_template("forum/proposals.html", page=page, rows=rows, views=views)


@blueprint.get("/network/proposals/<int:knowledge_id>")
@requires(USES)
def proposal(knowledge_id: int) -> ResponseReturnValue:
    """A proposal: its words, how far it is, and for a moderator who did not propose it the second check."""
    shown = _for_two(knowledge_id)
    form = SecondCheckForm(formdata=None)
    form.version.data = str(shown.version)
    return _proposal_page(form, shown)


def _for_two(knowledge_id: int) -> Proposal:
    """For whoever proposed it and for moderators; NotFound for everybody else."""
    shown = queries.get_proposal(viewer(), knowledge_id)
    if shown.proposed_by_id != viewer().person_id:
        knowledge_policy.require_moderator(gate.standing())
    return shown


def _proposal_page(form: SecondCheckForm, shown: Proposal) -> str:
    is_own = shown.proposed_by_id == viewer().person_id
    names = people_queries.list_names(viewer(), {shown.proposed_by_id})
    may_check = knowledge_policy.can_check(viewer(), gate.standing(), shown.proposed_by_id)
    return render_template(
        "forum/proposal.html",
        form=form,
        proposal=shown,
        summary=markdown(shown.summary),
        state=STATE_WORDS[shown.state],
        by=presenters.name_of(shown.proposed_by_id, names),
        can_withdraw=is_own and shown.state in OPEN,
        can_check=may_check and shown.state is KnowledgeState.AGREED,
    )


@blueprint.post("/network/proposals/<int:knowledge_id>/publish")
@requires(USES)
def publish_proposal(knowledge_id: int) -> ResponseReturnValue:
    """The second check is made, and it stands in the library."""
    shown = _for_two(knowledge_id)
    form = SecondCheckForm()
    if not knowledge_policy.can_check(viewer(), gate.standing(), shown.proposed_by_id):
        raise NotFound("proposal")
    if not form.validate_on_submit():
        return _proposal_page(form, shown), 422
    try:
        resource_id = knowledge_service.publish(
            viewer(), knowledge_id=knowledge_id, version=whole_number(form.version.typed)
        )
    except (WrongState, ChangedMeanwhile):
        return _over(knowledge_id)
    flash("It stands in the library now.", "success")
    return redirect(url_for("learning.resource", resource_id=resource_id))


@blueprint.post("/network/proposals/<int:knowledge_id>/turn-down")
@requires(USES)
def turn_down_proposal(knowledge_id: int) -> ResponseReturnValue:
    """Somebody could be known by it."""
    return _end(
        knowledge_service.turn_down, knowledge_id, "It is not published, and whoever proposed it is told."
    )


@blueprint.post("/network/proposals/<int:knowledge_id>/withdraw")
@requires(USES)
def withdraw_proposal(knowledge_id: int) -> ResponseReturnValue:
    """Whoever proposed it does so no longer."""
    return _end(knowledge_service.withdraw, knowledge_id, "You have taken it back. Nothing is published.")


def _end(act: Any, knowledge_id: int, said: str) -> ResponseReturnValue:
    try:
        act(viewer(), knowledge_id=knowledge_id)
    except WrongState:
        return _over(knowledge_id)
    flash(said, "success")
    return redirect(url_for("forum.proposal", knowledge_id=knowledge_id))


def _over(knowledge_id: int) -> ResponseReturnValue:
    roll_back()
    flash(OVER, "info")
    return redirect(url_for("forum.proposal", knowledge_id=knowledge_id))


@blueprint.get("/network/consents")
@requires(USES)
def consents() -> ResponseReturnValue:
    """What the viewer is asked: whether an entry of the library may draw on what they wrote."""
    asked = queries.list_own_consents(viewer())
    rows = [(one, markdown(one.summary)) for one in asked]
    return render_template("forum/consents.html", rows=rows, views=ways.views(viewer(), "forum.consents"))


@blueprint.post("/network/consents/<int:knowledge_id>/<int:post_id>/<any(give, refuse):verb>")
@requires(USES)
def answer_consent(knowledge_id: int, post_id: int, verb: str) -> ResponseReturnValue:
    """The viewer, who wrote the post, agrees, or does not."""
    act = knowledge_service.give_consent if verb == "give" else knowledge_service.refuse_consent
    try:
        act(viewer(), knowledge_id=knowledge_id, post_id=post_id)
    except WrongState:
        roll_back()
        flash("This is over: it was published, or taken back, a moment ago.", "info")
    else:
        said = "Thank you. You can take it back until it is published."
        flash(said if verb == "give" else "Nothing is made of it. Nobody is told who said so.", "success")
    return redirect(url_for("forum.consents"))
