"""Beginning a thread by a form of its own: a poll, an event, a private question. Nothing typed is lost, whatever comes of it."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import viewer
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.forms import CsaForm
from csaleads.forum import form_pages, naming, policy
from csaleads.forum.errors import HELD
from csaleads.forum.screened import post_subject
from csaleads.forum.spaces import queries as space_queries
from csaleads.forum.spaces.queries import SpaceView
from csaleads.network import gate
from csaleads.screening.service import Answers, Subject


class CannotWait(NamedTuple):
    """Why it cannot wait for a moderator, what somebody whose posts are read first can do instead, and where that is."""

    why: str
    instead: str
    href: str
    action: str
    back: str


class Begins(NamedTuple):
    """What somebody would begin: its form and the page that shows it, what makes a thread of it, and what is said then."""

    form: Any  # with a `body`
    page: Callable[[], str]
    make: Callable[[UUID, Answers], int]  # the id of the thread
    done: str
    closed: str  # where nobody can any more
    cannot_wait: CannotWait


def in_words(space_id: int, why: str) -> CannotWait:
    """A thread in words waits, in the same space."""
    return CannotWait(
        why,
        "A thread in words can wait: begin one, and say there what you would like to ask or to plan.",
        url_for("forum.begin_thread", space_id=space_id),
        "Begin a thread",
        url_for("forum.space", space_id=space_id),
    )


def space_to_begin_in(space_id: int) -> SpaceView:
    """The space, for whoever may begin a thread in it; NotFound for everybody else."""
    shown = space_queries.get_space(viewer(), space_id)
    if not policy.can_begin(viewer(), shown.facts):
        raise NotFound("space")
    return shown


def is_held() -> bool:
    """Whether a moderator reads the viewer's posts before they are shown."""
    return gate.standing().held


def answered(begins: Begins) -> ResponseReturnValue:
    """The page with the form, or what became of it when it was sent.

    Whoever is held reads why they cannot begin it, with everything that they typed, and what they can do instead.
    """
    if is_held():
        return _refused(begins)

    def subject(key: UUID) -> Subject:
        return post_subject(key, naming.meant_in(viewer(), begins.form.body.typed))

    def fail(form: CsaForm, state: WrongState) -> ResponseReturnValue:
        if state.state == HELD:
            return _refused(begins)
        form.fail_whole(begins.closed)
        return begins.page(), 409

    answer = form_pages.carried_out(
        begins.form,
        subject,
        begins.make,
        location=lambda thread_id: url_for("forum.thread", thread_id=thread_id),
        message=begins.done,
        fail=fail,
    )
    if answer is not None:
        return answer
    return (begins.page(), 422) if begins.form.is_submitted() else begins.page()


def _refused(begins: Begins) -> ResponseReturnValue:
    typed = [field.data for field in begins.form.screened_fields() if field.data]
    page = render_template("forum/cannot_wait.html", typed=typed, **begins.cannot_wait._asdict())
    return (page, 409) if begins.form.is_submitted() else page
