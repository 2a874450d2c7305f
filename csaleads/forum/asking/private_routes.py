"""Private questions: asking one member, and the threads that one has with others."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.paging import page_number
from csaleads.forum import beside, form_pages, presenters, ways
from csaleads.forum.asking import private_queries, private_service
from csaleads.forum.beside import Looking, Piece
from csaleads.forum.blueprint import blueprint
from csaleads.forum.forms import PrivateForm
from csaleads.forum.models import SpaceKind
from csaleads.forum.threads import beginning
from csaleads.forum.threads.beginning import Begins, CannotWait
from csaleads.network import people_queries

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
    form, was_held = form_pages.opened(PrivateForm)
    return beginning.answered(
        Begins(
            form,
            lambda: render_template("forum/ask_privately.html", form=form, asked=asked, was_held=was_held),
            lambda key, answers: private_service.ask(
                viewer(),
                person_id=asked.id,
                title=form.title.typed,
                body=form.body.typed,
                key=key,
                screened=answers,
            ),
            done=f"{asked.full_name} is asked, and told that you asked.",
            closed=TAKES_NONE,
            cannot_wait=_in_a_space(),
        )
    )


def _in_a_space() -> CannotWait:
    return CannotWait(
        "A private question is between the two of you, so no moderator reads it first.",
        "You can ask in a space: there your question waits for a moderator, and is shown then.",
        url_for("forum.spaces"),
        "All spaces",
        url_for("network.directory"),
    )


@beside.piece
def say_who_reads(looking: Looking) -> Piece | None:
    """Above the posts of a one-to-one thread: who reads it, and why nobody answers any more."""
    facts = looking.thread.facts
    if facts.space.kind is not SpaceKind.ONE_TO_ONE:
        return None
    return Piece("forum/_between_two.html", {"has_left": facts.has_left})
