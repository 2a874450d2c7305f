"""For moderators: deciding about one post, and about whoever wrote it."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import NotAllowed
from csaleads.core.safe_html import stored_html
from csaleads.forum import authorship, form_pages, presenters
from csaleads.forum.blueprint import blueprint
from csaleads.forum.models import PostState, SpaceKind
from csaleads.forum.moderation import act_queries, author_service, case_queries, judging_service
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.case_queries import Case
from csaleads.forum.moderation.forms import AuthorForm, JudgeForm, ReasonForm
from csaleads.forum.moderation.policy import Decision
from csaleads.forum.moderation.views import for_moderators
from csaleads.forum.moderation.wording import (
    ACT_LABELS,
    DECISION_HINTS,
    DECISIONS,
    HIDE_NOW,
    KIND_LABELS,
    SHOWN_AGAIN,
    STATE_LABELS,
)
from csaleads.forum.posts import queries as post_queries
from csaleads.forum.screened import reason_subject
from csaleads.network import people_queries

USES = Permission.USE_NETWORK
DONE = {
    Decision.SHOW: "The post is shown. Whoever reported it is told.",
    Decision.HIDE: "The post is hidden until its author has changed it.",
    Decision.REMOVE: "The post is taken down.",
    Decision.WIPE: "The words are wiped.",
}


@blueprint.route("/network/moderation/posts/<int:post_id>", methods=["GET", "POST"])
@requires(USES)
@for_moderators
def judge(post_id: int) -> ResponseReturnValue:
    """A post, its reports without who made them, and what can be decided."""
    case = _get_case(post_id)
    form, was_held = form_pages.opened(JudgeForm, seen_state=case.state.value)
    choices = _decisions(case)
    form.decision.choices = choices
    answer = form_pages.carried_out(
        form,
        reason_subject,
        lambda key, answers: judging_service.judge(
            viewer(),
            post_id=post_id,
            decision=form.decision.data,
            seen_state=_state_of(form.seen_state.typed),
            reason=form.reason.typed,
            key=key,
            screened=answers,
        ),
        location=url_for("forum.moderation"),
        message=lambda _: DONE[form.decision.data],
    )
    if answer is not None:
        return answer
    page = _page(
        "forum/judge.html",
        case,
        form,
        was_held,
        reports=_reports(post_id),
        split_page=_page_to_split(case),
    )
    return (page, 422) if form.is_submitted() else page


def _get_case(post_id: int) -> Case:
    """What nobody may decide about themselves is not there for them."""
    case = case_queries.get_case(viewer(), post_id)
    moderation_policy.require_not_own(authorship.is_by(viewer(), case))
    return case


def _state_of(sent: str) -> PostState:
    return next((state for state in PostState if state.value == sent), PostState.MOVED)


def _decisions(case: Case) -> list[tuple[Decision, str, str]]:
    labels = dict(DECISIONS)
    if case.state is PostState.HIDDEN:
        labels[Decision.SHOW] = SHOWN_AGAIN
    else:
        labels[Decision.HIDE] = HIDE_NOW
    found = moderation_policy.decisions_from(case.state)
    return [(each, labels[each], DECISION_HINTS[each]) for each in found]


def _page_to_split(case: Case) -> int | None:
    """The page of its thread from which the post can be split off; None where it stays."""
    can_split = moderation_policy.can_split(case.space_kind) and case.is_read
    if not can_split or case.number == 1 or case.state is not PostState.SHOWN:
        return None
    return post_queries.page_of(case.number)


def _reports(post_id: int) -> list[Any]:
    return [(KIND_LABELS[each.kind], each) for each in case_queries.list_reports(post_id)]


def _page(template: str, case: Case, form: ReasonForm, was_held: bool, **more: Any) -> str:
    ids = {case.author_id} if case.author_id is not None else set()
    names = people_queries.list_names(viewer(), ids)
    label, tone = STATE_LABELS[case.state]
    return render_template(
        template,
        case=case,
        form=form,
        was_held=was_held,
        author=presenters.name_of(case.author_id, names),
        body=stored_html(case.body_html),
        corrections=[stored_html(html) for html in case_queries.list_corrections(case.id)],
        label=label,
        tone=tone,
        is_one_to_one=case.space_kind is SpaceKind.ONE_TO_ONE,
        **more,
    )


@blueprint.route("/network/moderation/posts/<int:post_id>/author", methods=["GET", "POST"])
@requires(USES)
@for_moderators
def act_on_author(post_id: int) -> ResponseReturnValue:
    """A warning, holding or suspending whoever wrote the post, by name or without learning who it is."""
    case = _get_case(post_id)
    form, was_held = form_pages.opened(AuthorForm)
    try:
        answer = form_pages.carried_out(
            form,
            reason_subject,
            lambda key, answers: author_service.act_on_author(
                viewer(),
                post_id=post_id,
                verb=form.verb.data,
                until=form.ends_at,
                reason=form.reason.typed,
                key=key,
                screened=answers,
            ),
            location=url_for("forum.acts"),
            message="Done. They are told, with your reason.",
            wrong=dict.fromkeys(("held", "suspended"), "That holds for them already. Nothing was changed."),
        )
    except NotAllowed:
        form.fail("verb", "A member of the programme team decides about somebody of the programme team")
        answer = None
    if answer is not None:
        return answer
    page = _page("forum/act_on_author.html", case, form, was_held)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/network/moderation/acts/<int:act_id>/lift", methods=["GET", "POST"])
@requires(USES)
@for_moderators
def lift(act_id: int) -> ResponseReturnValue:
    """What an act laid on somebody is taken off again."""
    act = act_queries.get_act(act_id)
    moderation_policy.require_lays(act.verb)
    names = people_queries.list_names(
        viewer(), {act.concerned.author_id} if act.concerned.author_id is not None else set()
    )
    form, was_held = form_pages.opened(ReasonForm)
    answer = form_pages.carried_out(
        form,
        reason_subject,
        lambda key, answers: author_service.lift(
            viewer(), act_id=act_id, reason=form.reason.typed, key=key, screened=answers
        ),
        location=url_for("forum.acts"),
        message="It is lifted, and they are told.",
        wrong={"over": "It is over already."},
    )
    if answer is not None:
        return answer
    page = render_template(
        "forum/lift.html",
        act=act,
        label=ACT_LABELS[act.verb],
        author=presenters.name_of(act.concerned.author_id, names),
        form=form,
        was_held=was_held,
    )
    return (page, 422) if form.is_submitted() else page
