"""Reporting a post in two clicks, and changing a post of one's own that is hidden."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.forms import CsaForm
from csaleads.forum import authorship, form_pages
from csaleads.forum.blueprint import blueprint
from csaleads.forum.models import PostState, SpaceKind
from csaleads.forum.moderation import case_queries, mending_service, report_service
from csaleads.forum.moderation.forms import MendForm, ReportForm
from csaleads.forum.moderation.models import ReportKind
from csaleads.forum.moderation.wording import KIND_CHOICES
from csaleads.forum.posts import own_links
from csaleads.forum.posts import queries as post_queries
from csaleads.forum.screened import post_subject, report_subject
from csaleads.forum.threads.queries import get_thread

READS = Permission.USE_NETWORK
REPORTED_ALREADY = "You have reported it already. You are told what comes of it."
NOT_SHOWN = "It is not shown any more. Somebody was faster than you."


@blueprint.route("/network/posts/<int:post_id>/report", methods=["GET", "POST"])
@requires(READS)
def report(post_id: int) -> ResponseReturnValue:
    """Four kinds, and words if one likes."""
    place = post_queries.get_place(viewer(), post_id)
    thread = get_thread(viewer(), place.thread_id)
    form, was_held = form_pages.opened(ReportForm)
    there = url_for("forum.post", post_id=post_id)
    answer = form_pages.carried_out(
        form,
        report_subject,
        lambda key, answers: report_service.report(
            viewer(),
            post_id=post_id,
            kind=form.kind.data,
            words=form.words.typed,
            key=key,
            screened=answers,
        ),
        location=there,
        message=lambda _: _thanks(form.kind.data),
        wrong={"reported": REPORTED_ALREADY} | {state.value: NOT_SHOWN for state in PostState},
    )
    if answer is not None:
        return answer
    page = render_template(
        "forum/report.html",
        form=form,
        kinds=[(kind[0].value, kind[1], kind[2] if len(kind) > 2 else "") for kind in KIND_CHOICES],
        was_held=was_held,
        number=place.number,
        title=thread.title,
        back=there,
        is_one_to_one=thread.facts.space.kind is SpaceKind.ONE_TO_ONE,
    )
    return (page, 422) if form.is_submitted() else page


def _thanks(kind: ReportKind) -> str:
    if kind is ReportKind.IDENTIFIES:
        return "The post is hidden. Its author and a moderator are told, and nobody learns that it was you."
    return "Thank you. A moderator looks at it, and nobody learns that it was you."


@blueprint.route("/network/hidden/<link>", methods=["GET", "POST"])
@requires(READS)
def mend(link: str) -> ResponseReturnValue:
    """A hidden post, for its author: changed and sent back."""
    post_id = own_links.opened(viewer(), own_links.POST, link)
    own = case_queries.get_mendable(viewer(), post_id)
    if not authorship.is_by(viewer(), own):
        raise NotFound("post")
    if own.state is not PostState.HIDDEN and request.method == "GET":
        return _not_hidden(own)
    form, was_held = form_pages.opened(MendForm, title=own.title, body=own.body, edition=str(own.edition))
    if own.number == 1 and form.is_submitted() and not form.title.typed:
        form.fail("title", "Enter a title")
        return _mend_page(form, own, was_held=False), 422
    answer = form_pages.carried_out(
        form,
        post_subject,
        lambda key, answers: mending_service.mend(
            viewer(),
            post_id=post_id,
            edition=form.sent_edition,
            title=form.title.typed,
            body=form.body.typed,
            key=key,
            screened=answers,
        ),
        location=url_for("forum.my_acts"),
        message="Your post is changed. A moderator reads it and shows it again.",
        fail=lambda form, state: _overtaken(form, own, state),
    )
    if answer is not None:
        return answer
    page = _mend_page(form, own, was_held=was_held)
    return (page, 422) if form.is_submitted() else page


def _not_hidden(own: case_queries.Mendable) -> ResponseReturnValue:
    flash("That post is not hidden any more.", "info")
    return redirect(url_for("forum.post", post_id=own.id))


def _mend_page(form: MendForm, own: case_queries.Mendable, *, was_held: bool) -> str:
    return render_template("forum/mend.html", form=form, own=own, was_held=was_held)


def _overtaken(form: CsaForm, own: case_queries.Mendable, state: WrongState) -> ResponseReturnValue:
    form.fail_whole(
        "It was changed on another device or decided about meanwhile. What you wrote is still in the form: "
        "copy it, and open the page again."
    )
    return render_template("forum/mend.html", form=form, own=own, was_held=False), 409
