"""A thread: its posts by pages, permanent links to them, and answering."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import beside, naming, policy, service, writing
from csaleads.forum.beside import Looking
from csaleads.forum.blueprint import blueprint
from csaleads.forum.errors import TooFast
from csaleads.forum.forms import AnswerForm
from csaleads.forum.keys import claim, key_of
from csaleads.forum.posts import drafting
from csaleads.forum.posts import queries as post_queries
from csaleads.forum.posts.draft_queries import Place
from csaleads.forum.screened import post_subject
from csaleads.forum.threads import posts as thread_posts
from csaleads.forum.threads import queries as thread_queries
from csaleads.forum.threads.queries import ThreadView
from csaleads.forum.wording import KIND_LABELS, pace_words
from csaleads.forum.writing import Writing
from csaleads.network import gate
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

READS = Permission.USE_NETWORK


@blueprint.get("/network/threads/<int:thread_id>")
@requires(READS)
def thread(thread_id: int) -> ResponseReturnValue:
    """A page of the posts of a thread, and below the last one the form for an answer."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    if shown.merged_into_id is not None:
        flash("That thread was joined with this one.", "info")
        return redirect(url_for("forum.thread", thread_id=shown.merged_into_id))
    if not shown.facts.is_listed:
        raise NotFound("thread")
    held = held_forms.take_back(viewer(), request)
    form = AnswerForm(formdata=held)
    if held is None:  # nobody gives their name away by forgetting a box
        form.is_anonymous.data = service.may_stay_anonymous(viewer(), shown)
    form.once_key.data = form.once_key.data or once.new_key()
    beside_form = Writing(Place(thread_id=shown.id))
    if held is None and _has_form(shown):
        quoted = writing.quoted_in(shown.id, request.args.get("quote"))
        beside_form = writing.open_form(form, beside_form.place, quoted)
    return show_thread(shown, form, was_held=held is not None, beside_form=beside_form)


def _has_form(shown: ThreadView) -> bool:
    """Whether the page that is opened is the last one, and the viewer may answer there."""
    is_last = page_number() >= post_queries.page_of(shown.last_number)
    return is_last and policy.can_answer(viewer(), shown.facts)


def show_thread(
    shown: ThreadView,
    form: AnswerForm,
    *,
    page: int | None = None,
    was_held: bool = False,
    beside_form: Writing | None = None,
) -> str:
    """The page of a thread with `form` below it."""
    who = viewer()
    posts = post_queries.list_posts(who, shown, page=page or page_number())
    form.seen.data = form.seen.data or str(shown.last_number)
    looking = Looking(who, gate.standing(), shown)
    return render_template(
        "forum/thread.html",
        thread=shown,
        kind=KIND_LABELS[shown.facts.kind],
        page=posts,
        posts=thread_posts.posts_of(looking, posts.rows),
        pieces=beside.pieces_of(looking),
        actions=beside.thread_actions_of(looking),
        first_unread=_first_unread(shown),
        form=form,
        was_held=was_held,
        writing=beside_form or Writing(Place(thread_id=shown.id)),
        can_answer=policy.can_answer(who, shown.facts),
        can_stay_anonymous=service.may_stay_anonymous(who, shown),
        is_last_page=posts.number >= posts.page_count,
        last_page=posts.page_count,
    )


def _first_unread(shown: ThreadView) -> int | None:
    """The number of the first post that is unread, where some are and some are not."""
    return shown.seen_number + 1 if 0 < shown.seen_number < shown.last_number else None


@blueprint.get("/network/threads/<int:thread_id>/first-unread")
@requires(READS)
def first_unread(thread_id: int) -> ResponseReturnValue:
    """The first post that the viewer has not read, or the newest where they have read all."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    number = min(shown.seen_number + 1, max(1, shown.last_number))
    page = post_queries.page_of(number)
    return redirect(
        url_for(
            "forum.thread", thread_id=thread_id, page=page if page > 1 else None, _anchor=f"number-{number}"
        )
    )


@blueprint.get("/network/posts/<int:post_id>")
@requires(READS)
def post(post_id: int) -> ResponseReturnValue:
    """The permanent link to a post: its page of its thread, wherever it stands now."""
    place = post_queries.get_place(viewer(), post_id)
    if place.moved_to_id is not None:
        return redirect(url_for("forum.post", post_id=place.moved_to_id))
    return redirect(address_of(place.thread_id, place.number, place.id))


def address_of(thread_id: int, number: int, post_id: int) -> str:
    """Where a post stands on the pages of its thread."""
    page = post_queries.page_of(number)
    return url_for(
        "forum.thread", thread_id=thread_id, page=page if page > 1 else None, _anchor=f"post-{post_id}"
    )


@blueprint.route("/network/threads/<int:thread_id>/answer", methods=["GET", "POST"])
@requires(READS)
def answer(thread_id: int) -> ResponseReturnValue:
    """An answer at the end of the thread."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    held = held_forms.take_back(viewer(), request)
    if request.method == "GET" and not held:
        last = post_queries.page_of(shown.last_number)
        return redirect(
            url_for("forum.thread", thread_id=thread_id, page=last if last > 1 else None, _anchor="answer")
        )
    form = AnswerForm(formdata=held) if held else AnswerForm()
    form.once_key.data = form.once_key.data or once.new_key()
    if writing.is_preview():
        shown_as = Writing(Place(thread_id=shown.id), preview=writing.preview_of(form.body.typed))
        return show_thread(shown, form, page=post_queries.page_of(shown.last_number), beside_form=shown_as)
    if form.is_submitted() and not shown.facts.is_listed:
        return gone(form, shown)
    key = key_of(viewer(), form.once_key.typed)
    meant = naming.meant_in(viewer(), form.body.typed)
    taken = asking.take_up(form, post_subject(key, meant))
    if taken.is_complete(form):
        return _answer(form, shown, key, taken)
    page = show_thread(shown, form, page=post_queries.page_of(shown.last_number), was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _answer(form: AnswerForm, shown: ThreadView, key: UUID, taken: asking.Taken) -> ResponseReturnValue:
    is_unnamed = bool(form.is_anonymous.data)
    first = claim(viewer(), form.once_key.typed, is_anonymous=is_unnamed)
    if first is not None:
        return redirect(first)
    try:
        post_id = service.answer(
            viewer(),
            thread_id=shown.id,
            body=form.body.typed,
            key=key,
            is_anonymous=is_unnamed,
            seen_number=whole_number(form.seen.typed),
            screened=taken.answers,
        )
    except NotFound:
        roll_back()
        return gone(form, thread_queries.get_thread(viewer(), shown.id))
    except WrongState:
        roll_back()
        form.fail_whole(
            "This thread was closed while you wrote. What you wrote stands at the end of this page."
        )
        return show_thread(shown, form, page=post_queries.page_of(shown.last_number)), 409
    except TooFast as error:
        roll_back()
        form.fail("body", pace_words(error))
        return show_thread(shown, form, page=post_queries.page_of(shown.last_number)), 429
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    once.leave_result(url_for("forum.post", post_id=post_id))
    held_forms.let_go(viewer(), request)
    drafting.let_go(form, Place(thread_id=shown.id))
    flash("Your answer is there.", "success")
    writing.say_shared_names(form.body.typed)
    return redirect(url_for("forum.post", post_id=post_id))


def gone(form: AnswerForm, shown: ThreadView) -> ResponseReturnValue:
    """The thread was removed while somebody wrote in it: they get their words back."""
    if shown.facts.is_listed:
        raise NotFound("thread")
    return render_template("forum/gone.html", thread=shown, body=form.body.typed), 409


@blueprint.post("/network/threads/<int:thread_id>/draft")
@requires(READS)
def save_answer(thread_id: int) -> ResponseReturnValue:
    """Keep an answer that is being written."""
    shown = thread_queries.get_thread(viewer(), thread_id)
    form = AnswerForm()

    def show(beside_form: Writing) -> str:
        page = post_queries.page_of(shown.last_number)
        return show_thread(shown, form, page=page, beside_form=beside_form)

    return drafting.keep(form, Place(thread_id=thread_id), show)
