"""How much a page that takes files may be sent. Every other page ends at MAX_CONTENT_LENGTH."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, request, session

View = TypeVar("View", bound=Callable[..., Any])
MARK = "csaleads_takes_files"
BESIDE = 1024 * 1024  # for the other fields of the form


def takes_files(view: View) -> View:
    """Mark a view whose form has a `StoredUpload`. Only a browser that has signed in may send that much to it."""
    setattr(view, MARK, True)
    return view


def install(app: Flask) -> None:
    """Widen the limit for marked views, before anything looks at the form."""
    most = app.config["FILE_MOST_BYTES"] + BESIDE

    @app.before_request
    def allow_files() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if getattr(view, MARK, False) and session.get("_user_id"):
            request.max_content_length = most
