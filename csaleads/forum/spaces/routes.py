"""A space: its threads, and beginning one."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import naming, policy, presenters, service, writing
from csaleads.forum.blueprint import blueprint
from csaleads.forum.errors import TooFast
from csaleads.forum.following import marks
from csaleads.forum.forms import ThreadForm
from csaleads.forum.keys import claim, key_of
from csaleads.forum.models import ThreadKind
from csaleads.forum.posts import drafting
from csaleads.forum.posts.draft_queries import Place
from csaleads.forum.screened import post_subject
from csaleads.forum.service import NewThread
from csaleads.forum.spaces import queries as space_queries
from csaleads.forum.spaces import threads_queries as space_threads_queries
from csaleads.forum.spaces import wording as space_wording
from csaleads.forum.spaces.list_queries import people_in
from csaleads.forum.spaces.queries import SpaceView
from csaleads.forum.spaces.threads_queries import Show
from csaleads.forum.wording import KIND_HINTS, KIND_LABELS, SPACE_HEED, pace_words
from csaleads.forum.writing import Writing
from csaleads.network import people_queries
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

ASKED = "Your question is asked, and your name is not with it. You find it under “My questions”."


@blueprint.get("/network/spaces/<int:space_id>")
@requires(Permission.USE_NETWORK)
def space(space_id: int) -> ResponseReturnValue:
    """A page of the threads of a space."""
    who = viewer()
    shown = space_queries.get_space(who, space_id)
    show = _show()
    page = space_threads_queries.list_threads(who, shown, page=page_number(), show=show)
    names = people_queries.list_names(who, people_in(page.rows))
    return render_template(
        "forum/space.html",
        space=shown,
        is_private=presenters.is_private(shown.facts.kind),
        page=page,
        rows=[presenters.shown_thread(line, names) for line in page.rows],
        can_begin=policy.can_begin(who, shown.facts),
        show=show,
        views=[
            (
                label,
                url_for("forum.space", space_id=space_id, show=None if each is Show.ALL else each),
                each is show,
            )
            for each, label in space_wording.views_of(shown.facts.kind)
        ],
        readers=space_wording.readers_of(shown.facts.kind),
        heeded=SPACE_HEED[shown.heed],
        shown=marks.written({shown.id: shown.last_posted_at}),
        marked=marks.remembered(),
    )


def _show() -> Show:
    """What the address asks for; everything, where it asks for nothing that there is."""
    asked = request.args.get("show", "")
    return Show(asked) if asked in tuple(Show) else Show.ALL


@blueprint.route("/network/spaces/<int:space_id>/begin", methods=["GET", "POST"])
@requires(Permission.USE_NETWORK)
def begin_thread(space_id: int) -> ResponseReturnValue:
    """A new thread, in words alone."""
    shown = space_queries.get_space(viewer(), space_id)
    kinds = policy.kinds_to_begin(viewer(), shown.facts)
    if not kinds:
        raise NotFound("space")
    held = held_forms.take_back(viewer(), request)
    form = ThreadForm(formdata=held) if held else ThreadForm()
    form.once_key.data = form.once_key.data or once.new_key()
    offer_kinds(form, kinds)
    if writing.is_preview():
        shown_as = Writing(Place(space_id=shown.id), preview=writing.preview_of(form.body.typed))
        return show_form(form, shown, beside_form=shown_as)
    key = key_of(viewer(), form.once_key.typed)
    taken = asking.take_up(form, post_subject(key, naming.meant_in(viewer(), form.body.typed)))
    if taken.is_complete(form) and not _is_named_only(form, shown):
        return _begin(form, shown, key, taken)
    is_opened = not form.is_submitted() and held is None
    opened = writing.open_form(form, Place(space_id=shown.id)) if is_opened else None
    page = show_form(form, shown, was_held=held is not None, beside_form=opened)
    return (page, 422) if form.is_submitted() else page


def offer_kinds(form: ThreadForm, kinds: Sequence[ThreadKind]) -> None:
    """The form offers those kinds of thread; where there is one, it is chosen."""
    form.kind.choices = [(kind, KIND_LABELS[kind], KIND_HINTS[kind]) for kind in kinds]
    if len(kinds) == 1 and form.kind.data is None:
        form.kind.data = kinds[0]


def _is_named_only(form: ThreadForm, shown: SpaceView) -> bool:
    """Whether somebody wants to begin without a name what is begun by name alone. Nothing is posted by name instead."""
    if not form.is_anonymous.data:
        return False
    if form.kind.data is not ThreadKind.QUESTION:
        form.fail("is_anonymous", "Only a question can be asked without a name")
    elif not policy.can_ask_anonymously(viewer(), shown.facts):
        form.fail_whole("Nobody can ask without a name here. What you wrote is still in the form.")
    return bool(form.error_list())


def show_form(
    form: ThreadForm, shown: SpaceView, *, was_held: bool = False, beside_form: Writing | None = None
) -> str:
    """The page on which a thread is begun."""
    return render_template(
        "forum/begin_thread.html",
        form=form,
        space=shown,
        was_held=was_held,
        writing=beside_form or Writing(Place(space_id=shown.id)),
        can_be_anonymous=policy.can_ask_anonymously(viewer(), shown.facts),
        can_be_must_read=policy.can_ask_to_read(viewer(), shown.facts),
    )


def _begin(form: ThreadForm, shown: SpaceView, key: UUID, taken: asking.Taken) -> ResponseReturnValue:
    new = NewThread(
        kind=form.kind.data,
        title=form.title.typed,
        body=form.body.typed,
        is_anonymous=bool(form.is_anonymous.data),
        must_read=bool(form.must_read.data) and policy.can_ask_to_read(viewer(), shown.facts),
    )
    first = claim(viewer(), form.once_key.typed, is_anonymous=new.is_anonymous)
    if first is not None:
        return redirect(first)
    try:
        thread_id = service.begin_thread(
            viewer(), space_id=shown.id, new=new, key=key, screened=taken.answers
        )
    except WrongState:
        roll_back()
        form.fail_whole("Nobody can begin a thread here any more. What you wrote is still in the form.")
        return show_form(form, shown), 409
    except TooFast as error:
        roll_back()
        form.fail("body", pace_words(error))
        return show_form(form, shown), 429
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    location = url_for("forum.thread", thread_id=thread_id)
    if new.is_anonymous:  # whoever asked is not the first who opens the thread, as somebody always would be
        location = url_for("forum.space", space_id=shown.id)
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    drafting.let_go(form, Place(space_id=shown.id))
    flash(ASKED if new.is_anonymous else "Your thread is begun.", "success")
    writing.say_shared_names(form.body.typed)
    return redirect(location)


@blueprint.post("/network/spaces/<int:space_id>/draft")
@requires(Permission.USE_NETWORK)
def save_thread(space_id: int) -> ResponseReturnValue:
    """Keep a thread that is being begun."""
    shown = space_queries.get_space(viewer(), space_id)
    form = ThreadForm()
    offer_kinds(form, policy.kinds_to_begin(viewer(), shown.facts))
    return drafting.keep(
        form, Place(space_id=space_id), lambda beside_form: show_form(form, shown, beside_form=beside_form)
    )
