"""Acts that concern oneself, appealing against them, and deciding about an appeal."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import NotAllowed, NotFound
from csaleads.core.paging import page_number
from csaleads.forum import authorship, form_pages
from csaleads.forum.blueprint import blueprint
from csaleads.forum.moderation import act_queries, acts, appeal_service, case_queries, held_queries
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation import presenters as moderation_presenters
from csaleads.forum.moderation.act_queries import ActLine
from csaleads.forum.moderation.forms import AppealForm, DecideForm
from csaleads.forum.moderation.models import AppealState
from csaleads.forum.moderation.presenters import ShownAct
from csaleads.forum.moderation.views import for_moderators
from csaleads.forum.posts import own_links
from csaleads.forum.presenters import Names
from csaleads.forum.screened import reason_subject, report_subject
from csaleads.network import gate, people_queries

USES = Permission.USE_NETWORK


@blueprint.get("/network/acts")
@requires(USES)
def my_acts() -> ResponseReturnValue:
    """What moderators did that concerns the viewer, posts of theirs that are hidden, and those that wait."""
    who = viewer()
    page = act_queries.list_acts_on(who, page=page_number())
    unnamed = act_queries.list_unnamed_acts_on(who)
    hidden = [row for row in case_queries.list_hidden(who) if authorship.is_by(who, row)]
    held = held_queries.list_own_held(who)
    names = people_queries.list_names(who, moderation_presenters.people_of([*page.rows, *unnamed]))
    return render_template(
        "forum/my_acts.html",
        page=page,
        rows=[(_appeal_of(line), _shown(line, names)) for line in page.rows],
        unnamed=[(_appeal_of(line), _shown(line, names)) for line in unnamed],
        hidden=[(own_links.link_to(who, own_links.POST, row.id), row) for row in hidden],
        held=[moderation_presenters.shown_held(line, names) for line in held],
        is_suspended=gate.standing().is_suspended,
    )


def _shown(line: ActLine, names: Names) -> ShownAct:
    return moderation_presenters.shown_act(line, names, viewer().person_id)


def _appeal_of(line: ActLine) -> str:
    """The word of the address at which the viewer appeals; nothing where they cannot."""
    can_appeal = moderation_policy.can_appeal(line.verb, line.appeal)
    return own_links.link_to(viewer(), own_links.ACT, line.id) if can_appeal else ""


def _get_own(act_id: int) -> ActLine:
    act = act_queries.get_act(act_id)
    if not acts.has_author(act.concerned) or not authorship.is_by(viewer(), act.concerned):
        raise NotFound("act")
    return act


@blueprint.route("/network/acts/<link>/appeal", methods=["GET", "POST"])
@requires(USES)
def appeal(link: str) -> ResponseReturnValue:
    """Why the viewer thinks that an act which concerns them is wrong."""
    act_id = own_links.opened(viewer(), own_links.ACT, link)
    act = _get_own(act_id)
    there = url_for("forum.my_acts")
    form, was_held = form_pages.opened(AppealForm)
    if not moderation_policy.can_appeal(act.verb, act.appeal) and not form.is_submitted():
        flash("You have appealed already, or this cannot be appealed.", "info")
        return redirect(there)
    answer = form_pages.carried_out(
        form,
        report_subject,
        lambda key, answers: appeal_service.appeal(
            viewer(), act_id=act_id, words=form.words.typed, key=key, screened=answers
        ),
        location=there,
        message="Your appeal is sent. A moderator who did not take the decision looks at it again.",
        wrong={state.value: "You have appealed already." for state in AppealState},
    )
    if answer is not None:
        return answer
    names = people_queries.list_names(viewer(), moderation_presenters.people_of([act]))
    shown = moderation_presenters.shown_act(act, names, viewer().person_id)
    page = render_template("forum/appeal.html", form=form, act=shown, was_held=was_held, back=there)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/network/moderation/appeals/<int:act_id>", methods=["GET", "POST"])
@requires(USES)
@for_moderators
def decide_appeal(act_id: int) -> ResponseReturnValue:
    """An appeal, for a moderator who neither acted nor is concerned."""
    act = act_queries.get_act(act_id)
    if act.appeal is None:
        raise NotFound("act")
    is_own = authorship.is_by(viewer(), act.concerned)
    if not moderation_policy.can_decide_appeal(
        viewer().person_id, moderator_id=act.moderator_id, is_own=is_own
    ):
        raise NotAllowed("appeal")
    form, was_held = form_pages.opened(DecideForm)
    there = url_for("forum.appeals")
    answer = form_pages.carried_out(
        form,
        reason_subject,
        lambda key, answers: appeal_service.decide(
            viewer(),
            act_id=act_id,
            is_reversed=form.outcome.data == "reverse",
            answer=form.answer.typed,
            key=key,
            screened=answers,
        ),
        location=lambda _: there,
        leaves=there,
        message=lambda is_undone: _told(form.outcome.data == "reverse", is_undone),
    )
    if answer is not None:
        return answer
    names = people_queries.list_names(viewer(), moderation_presenters.people_of([act]))
    page = render_template(
        "forum/decide_appeal.html",
        form=form,
        act=moderation_presenters.shown_act(act, names, viewer().person_id),
        is_undone=act.verb in appeal_service.UNDONE,
        was_held=was_held,
        back=there,
    )
    return (page, 422) if form.is_submitted() else page


def _told(is_reversed: bool, is_undone: bool) -> str:
    if not is_reversed:
        return "The act stands. Whoever appealed reads your answer."
    if is_undone:
        return "The act is undone. Whoever appealed reads your answer."
    return "Whoever appealed reads your answer. What was done cannot be undone by itself: see to it by hand."
