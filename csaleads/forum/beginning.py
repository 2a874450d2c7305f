"""Beginning a thread by a form of its own: a poll, an event, a private question. Nothing typed is lost, whatever comes of it."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import viewer
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.forms import CsaForm
from csaleads.forum import form_pages, naming, policy, space_queries
from csaleads.forum.screened import post_subject
from csaleads.forum.space_queries import SpaceView
from csaleads.screening.service import Answers, Subject


class Begins(NamedTuple):
    """What somebody would begin: its form and the page that shows it, what makes a thread of it, and what is said then."""

    form: Any  # with a `body`
    page: Callable[[], str]
    make: Callable[[UUID, Answers], int]  # the id of the thread
    done: str
    closed: str  # where nobody can any more


def space_to_begin_in(space_id: int) -> SpaceView:
    """The space, for whoever may begin a thread in it; NotFound for everybody else."""
    shown = space_queries.get_space(viewer(), space_id)
    if not policy.can_begin(viewer(), shown.facts):
        raise NotFound("space")
    return shown


def answered(begins: Begins) -> ResponseReturnValue:
    """The page with the form, or what became of it when it was sent."""

    def subject(key: UUID) -> Subject:
        return post_subject(key, naming.meant_in(viewer(), begins.form.body.typed))

    def fail(form: CsaForm, state: WrongState) -> ResponseReturnValue:
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
