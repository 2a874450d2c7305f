"""Error pages: what happened in plain words, and what to do now. They never say more than the visitor may know."""

import logging

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from csaleads.core.errors import NotAllowed, NotFound
from csaleads.core.unit_of_work import roll_back
from csaleads.home.navigation import FAILED

WITH_A_PAGE = (400, 404, 405, 413, 429, 500, 503)

log = logging.getLogger("csaleads.errors")


def install(app: Flask) -> None:
    """Answer every error with a page of our own."""
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(NotFound, show_not_found)
    app.register_error_handler(NotAllowed, show_not_found)
    app.register_error_handler(500, show_failure)


def show_not_found(error: Exception) -> ResponseReturnValue:
    """What a person may not see does not exist."""
    return render_template("errors/404.html"), 404


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """The page for the status, or the nearest one that we have."""
    status = error.code or 500
    if status < 400:
        return error
    if status in (401, 403):
        status = 404
    name = status if status in WITH_A_PAGE else (400 if status < 500 else 500)
    methods = getattr(error, "valid_methods", None)
    headers = {"Allow": ", ".join(sorted(methods))} if methods else {}
    return render_template(f"errors/{name}.html"), status, headers


def show_failure(error: Exception) -> ResponseReturnValue:
    """Something of ours broke: nothing is kept half done, and the log knows the kind of error, not its words."""
    setattr(g, FAILED, True)
    g._login_user = (
        None  # where Flask-Login keeps the viewer: the page must not ask a database that may be what failed
    )
    roll_back()
    cause = getattr(error, "original_exception", None) or error
    rule = request.url_rule.rule if request.url_rule else "-"
    log.error("failed", extra={"route": rule, "kind": type(cause).__name__, "where": _where(cause)})
    return render_template("errors/500.html"), 500


def _where(error: BaseException) -> str:
    """The innermost line of ours that raised: file and line, no values."""
    trace, found = error.__traceback__, "-"
    while trace is not None:
        code = trace.tb_frame.f_code
        if "csaleads" in code.co_filename:
            found = f"{code.co_filename.rpartition('csaleads/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
