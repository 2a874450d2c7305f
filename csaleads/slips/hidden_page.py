"""What people see instead of words that are being corrected: calm, and with the next step. For every page of every room."""

from flask import Flask, make_response, render_template, request
from flask.typing import ResponseReturnValue

from csaleads.access.guards import viewer
from csaleads.core.errors import HiddenNow, NotFound
from csaleads.core.unit_of_work import roll_back
from csaleads.sharing import queries as learning
from csaleads.slips import queries, view_queries

NEVER_SHOWN = {"csrf_token", "version", "page_key", "once_key", "step", "then"}


def install(app: Flask) -> None:
    """Answer HiddenNow, wherever it was raised, with the page."""
    app.register_error_handler(HiddenNow, show_hidden)


def show_hidden(error: Exception) -> ResponseReturnValue:
    """The page about what is hidden. Whoever was sending something gets back what they typed, and nothing of it is kept."""
    roll_back()
    named = request.view_args or {}
    is_sending = request.method == "POST"
    typed = [text for name, text in request.form.items(multi=True) if _is_typed(name, text)]
    try:
        given_back = typed if is_sending else []
        if "number" in named:
            page = hidden_learning_page(str(named["number"]), typed=given_back)
        else:
            page = hidden_page(str(named.get("reference", "")), typed=given_back)
    except NotFound:  # no page of one request: then nothing is said of it
        return render_template("errors/404.html"), 404
    return make_response(page, 409 if is_sending else 200)


def hidden_page(reference: str, *, typed: list[str] | None = None, is_reporter: bool = False) -> str:
    """The page for the request of that reference; raises NotFound for what the viewer cannot know of."""
    case = queries.get_hidden_case(viewer(), reference)
    return render_template(
        "slips/hidden.html",
        hidden=view_queries.view_hidden(viewer(), case),
        typed=typed or [],
        is_reporter=is_reporter,
    )


def hidden_learning_page(number: str, *, typed: list[str] | None = None, is_reporter: bool = False) -> str:
    """The page for the version for learning of that number, without its reference; raises NotFound for whoever may not know
    of it. Its lead, who knows both, is led to the slip."""
    return render_template(
        "slips/hidden_learning.html",
        hidden=view_queries.view_hidden_learning(viewer(), learning.get_known(viewer(), number)),
        typed=typed or [],
        is_reporter=is_reporter,
    )


def _is_typed(name: str, text: str) -> bool:
    return name not in NEVER_SHOWN and len(text.split()) > 1
