"""Private questions: asking one member, and the threads that one has with others."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import WrongState
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import beside, presenters, private_queries, private_service, ways
from csaleads.forum.beside import Looking, Piece
from csaleads.forum.blueprint import blueprint
from csaleads.forum.forms import PrivateForm
from csaleads.forum.keys import key_of
from csaleads.forum.models import SpaceKind
from csaleads.forum.private_queries import Asked
from csaleads.forum.screened import post_subject
from csaleads.network import people_queries
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

USES = Permission.USE_NETWORK
TAKES_NONE = "They take no private questions at the moment. What you wrote is still in the form: you can ask it in a space."


@blueprint.get("/network/private")
@requires(USES)
def private_questions() -> ResponseReturnValue:
    """The one-to-one threads of the viewer."""
    page = private_queries.list_private(viewer(), page=page_number())
    people = {line.with_id for line in page.rows}
    people |= {line.thread.last_author_id for line in page.rows if line.thread.last_author_id is not None}
    names = people_queries.list_names(viewer(), people)
    rows = [
        presenters.shown_thread(line.thread, names)._replace(
            by=f"With {presenters.name_of(line.with_id, names)}"
        )
        for line in page.rows
    ]
    views = ways.views(viewer(), ways.PRIVATE)
    return render_template("forum/private_questions.html", page=page, rows=rows, views=views)


@blueprint.route("/network/members/<int:person_id>/ask", methods=["GET", "POST"])
@requires(USES)
def ask_privately(person_id: int) -> ResponseReturnValue:
    """A question to one member."""
    asked = private_queries.get_asked(viewer(), person_id)
    held = held_forms.take_back(viewer(), request)
    form = PrivateForm(formdata=held) if held else PrivateForm()
    form.once_key.data = form.once_key.data or once.new_key()
    key = key_of(viewer(), form.once_key.typed)
    taken = asking.take_up(form, post_subject(key))
    if taken.is_complete(form):
        return _ask(form, asked, key, taken)
    page = _page(form, asked, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _page(form: PrivateForm, asked: Asked, *, was_held: bool) -> str:
    return render_template("forum/ask_privately.html", form=form, asked=asked, was_held=was_held)


def _ask(form: PrivateForm, asked: Asked, key: UUID, taken: asking.Taken) -> ResponseReturnValue:
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    try:
        thread_id = private_service.ask(
            viewer(),
            person_id=asked.id,
            title=form.title.typed,
            body=form.body.typed,
            key=key,
            screened=taken.answers,
        )
    except WrongState:
        roll_back()
        form.fail_whole(TAKES_NONE)
        return _page(form, asked, was_held=False), 409
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    location = url_for("forum.thread", thread_id=thread_id)
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    flash(f"{asked.full_name} is asked, and told that you asked.", "success")
    return redirect(location)


@beside.piece
def say_who_reads(looking: Looking) -> Piece | None:
    """Above the posts of a one-to-one thread: who reads it, and why nobody answers any more."""
    facts = looking.thread.facts
    if facts.space.kind is not SpaceKind.ONE_TO_ONE:
        return None
    return Piece("forum/_between_two.html", {"has_left": facts.has_left})
