"""For moderators: closing, pinning, moving, joining and splitting threads. Each page says what will happen and asks why."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.formatting import plural
from csaleads.core.paging import page_number
from csaleads.forum import form_pages, presenters
from csaleads.forum.blueprint import blueprint
from csaleads.forum.models import PostState
from csaleads.forum.moderation import merging_service, splitting_service, thread_acts_service
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.forms import IntoForm, MoveForm, ReasonForm, SplitForm
from csaleads.forum.moderation.models import ActVerb
from csaleads.forum.moderation.views import for_moderators
from csaleads.forum.moderation.wording import ACT_LABELS, NOT_MERGED, PIN_REASON, SWITCHES
from csaleads.forum.posts import queries as post_queries
from csaleads.forum.screened import reason_subject
from csaleads.forum.spaces import queries as space_queries
from csaleads.forum.threads import queries as thread_queries
from csaleads.forum.threads.queries import ThreadView
from csaleads.network import people_queries

USES = Permission.USE_NETWORK
DONE_ALREADY = {"done": "It stands so already.", "there": "It stands there already."}


def _get_thread(thread_id: int) -> ThreadView:
    """A thread that the moderator reads and that is listed."""
    thread = thread_queries.get_thread(viewer(), thread_id)
    if not thread.facts.is_listed:
        raise NotFound("thread")
    return thread


def _page(template: str, thread: ThreadView, form: Any, was_held: bool, **more: Any) -> ResponseReturnValue:
    back = url_for("forum.thread", thread_id=thread.id)
    page = render_template(template, thread=thread, form=form, was_held=was_held, back=back, **more)
    return (page, 422) if form.is_submitted() else page


@blueprint.route(
    "/network/threads/<int:thread_id>/<any(lock, unlock, pin, unpin):verb>", methods=["GET", "POST"]
)
@requires(USES)
@for_moderators
def switch_thread(thread_id: int, verb: str) -> ResponseReturnValue:
    """Closing or opening a thread, pinning it or taking the pin off."""
    thread = _get_thread(thread_id)
    act = ActVerb(verb)
    form, was_held = form_pages.opened(ReasonForm, reason=PIN_REASON if act is ActVerb.PIN else "")
    answer = form_pages.carried_out(
        form,
        reason_subject,
        lambda key, answers: thread_acts_service.switch(
            viewer(), thread_id=thread_id, verb=act, reason=form.reason.typed, key=key, screened=answers
        ),
        location=url_for("forum.thread", thread_id=thread_id),
        message=f"Done: {ACT_LABELS[act].lower()}.",
        wrong=DONE_ALREADY,
    )
    heading, button, lines = SWITCHES[act]
    return answer or _page(
        "forum/switch_thread.html", thread, form, was_held, heading=heading, button_label=button, lines=lines
    )


@blueprint.route("/network/threads/<int:thread_id>/move", methods=["GET", "POST"])
@requires(USES)
@for_moderators
def move_thread(thread_id: int) -> ResponseReturnValue:
    """To another space that all members read."""
    thread = _get_thread(thread_id)
    if not moderation_policy.can_move(thread.facts.space.kind):
        raise NotFound("thread")
    form, was_held = form_pages.opened(MoveForm)
    form.space.choices = [
        (space.id, space.name)
        for space in space_queries.list_spaces(viewer())
        if moderation_policy.can_move(space.kind) and not space.is_archived and space.id != thread.space_id
    ]
    answer = form_pages.carried_out(
        form,
        reason_subject,
        lambda key, answers: thread_acts_service.move(
            viewer(),
            thread_id=thread_id,
            space_id=form.space.data,
            reason=form.reason.typed,
            key=key,
            screened=answers,
        ),
        location=url_for("forum.thread", thread_id=thread_id),
        message="The thread is moved. Links to it lead to it as before.",
        wrong=DONE_ALREADY,
    )
    return answer or _page("forum/move_thread.html", thread, form, was_held)


@blueprint.route("/network/threads/<int:thread_id>/merge", methods=["GET", "POST"])
@requires(USES)
@for_moderators
def merge_thread(thread_id: int) -> ResponseReturnValue:
    """First the other thread, then what will happen and why."""
    thread = _get_thread(thread_id)
    into_form = IntoForm.from_query(request.args)
    if "into" not in request.args:
        return _ask_into(thread, into_form)
    into = _find_into(thread, into_form)
    if into is None:
        return _ask_into(thread, into_form)
    form, was_held = form_pages.opened(ReasonForm)
    answer = form_pages.carried_out(
        form,
        reason_subject,
        lambda key, answers: merging_service.merge(
            viewer(),
            thread_id=thread_id,
            into_id=into.id,
            reason=form.reason.typed,
            key=key,
            screened=answers,
        ),
        location=url_for("forum.thread", thread_id=into.id),
        message="The two threads are one. Links to either lead here.",
    )
    posts = plural(thread.last_number, "post")
    return answer or _page("forum/merge_thread.html", thread, form, was_held, into=into, posts=posts)


def _ask_into(thread: ThreadView, form: IntoForm) -> ResponseReturnValue:
    back = url_for("forum.thread", thread_id=thread.id)
    page = render_template("forum/merge_into.html", thread=thread, form=form, back=back)
    return (page, 422) if form.into.errors else page


def _find_into(thread: ThreadView, form: IntoForm) -> ThreadView | None:
    """The other thread, where the two can be joined; else the form says why not."""
    form.validate()
    try:
        into = _get_thread(form.thread_id)
    except NotFound:
        form.fail("into", "Enter the address of a thread that there is")
        return None
    can_join = (
        moderation_policy.can_merge(each.facts.space.kind, each.facts.kind) for each in (thread, into)
    )
    if into.id == thread.id:
        form.fail("into", NOT_MERGED["same"])
    elif not all(can_join):
        form.fail("into", NOT_MERGED["kind"])
    elif thread.is_anonymous:
        form.fail("into", NOT_MERGED["anonymous"])
    else:
        return into
    return None


@blueprint.route("/network/threads/<int:thread_id>/split", methods=["GET", "POST"])
@requires(USES)
@for_moderators
def split_thread(thread_id: int) -> ResponseReturnValue:
    """Posts of one page of the thread become a thread of their own."""
    thread = _get_thread(thread_id)
    if not moderation_policy.can_split(thread.facts.space.kind):
        raise NotFound("thread")
    posts = post_queries.list_posts(viewer(), thread, page=page_number())
    movable = [post for post in posts.rows if post.number > 1 and post.state is PostState.SHOWN]
    names = people_queries.list_names(
        viewer(), {post.author_id for post in movable if post.author_id is not None}
    )
    form, was_held = form_pages.opened(SplitForm, posts=_asked_for(movable))
    form.posts.choices = [
        (
            post.number,
            f"Post {post.number}, {presenters.name_of(post.author_id, names)}",
            _words(post.body_html),
        )
        for post in movable
    ]
    answer = form_pages.carried_out(
        form,
        reason_subject,
        lambda key, answers: splitting_service.split(
            viewer(),
            thread_id=thread_id,
            numbers=form.posts.data,
            title=form.title.typed,
            reason=form.reason.typed,
            key=key,
            screened=answers,
        ),
        location=lambda new_id: url_for("forum.thread", thread_id=new_id),
        message="The posts are a thread of their own. A mark leads here from where they stood.",
        fail=lambda form, state: _overtaken(thread, form, state),
    )
    return answer or _page("forum/split_thread.html", thread, form, was_held, page=posts)


def _overtaken(thread: ThreadView, form: Any, state: WrongState) -> ResponseReturnValue:
    form.fail_whole("One of these posts is not shown any more. Open the page again and select anew.")
    posts = post_queries.list_posts(viewer(), thread, page=page_number())
    back = url_for("forum.thread", thread_id=thread.id)
    page = render_template(
        "forum/split_thread.html", thread=thread, form=form, was_held=False, back=back, page=posts
    )
    return page, 409


def _asked_for(movable: list[post_queries.PostLine]) -> list[int]:
    """The post from which the moderator came here, ticked."""
    asked = request.args.get("post", "")
    return [post.number for post in movable if str(post.number) == asked]


def _words(html: str) -> str:
    """The beginning of what a post says."""
    text = " ".join(presenters.text_of(html).split())
    return f"{text[:120]}…" if len(text) > 120 else text
