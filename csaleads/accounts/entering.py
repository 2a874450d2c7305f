"""What happens in the browser when somebody comes in or goes out: a cookie that holds nothing of what was before."""

from datetime import datetime

from flask import redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user
from werkzeug.wrappers.response import Response

from csaleads.accounts import devices, held_forms, sessions
from csaleads.accounts.browsers import browser_label
from csaleads.accounts.sign_in_guard import safe_next
from csaleads.core import clock

EMPTIED = '"cache", "storage"'


def this_browser() -> str:
    """The name of this browser in the list of sessions."""
    return browser_label(request.user_agent.string)


def token_of_cookie() -> str | None:
    """The session that this browser had before, if any."""
    token = session.get("_user_id")
    return token if isinstance(token, str) else None


def let_in(token: str, *, person_id: int, target: str | None) -> Response:
    """The browser holds the new session and nothing of the old one, not even the CSRF token; on to `target`."""
    session.clear()
    login_user(sessions.find_viewer(token))
    held_forms.remember_held_forms(person_id)
    response: Response = redirect(safe_next(target))
    devices.remember_device(request, response, person_id=person_id)  # type: ignore[arg-type]  # Flask's redirect is Werkzeug's
    return response


def let_out(response: Response) -> Response:
    """The browser forgets the person: cookie, cached pages and whatever pages stored."""
    logout_user()
    session.clear()
    response.headers["Clear-Site-Data"] = EMPTIED
    return response


def show_too_many_tries(until: datetime) -> ResponseReturnValue:
    """Wait, and until when; the same page whether or not there is such an account."""
    seconds = max(1, int((until - clock.now()).total_seconds()) + 1)
    page = render_template("accounts/too_many_tries.html", until=until)
    return page, 429, {"Retry-After": str(seconds)}
