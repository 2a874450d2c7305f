"""Between the cookie and the page: loads the person signed in, and asks the others to sign in without losing a word."""

from urllib.parse import urlsplit

from flask import Flask, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFError

from csaleads.access.viewer import Viewer
from csaleads.accounts import held_forms, sessions
from csaleads.core.http import came_from_our_own_page


def install(app: Flask) -> None:
    """Let Flask-Login find the viewer by session token, and answer a stale form by keeping what it brings."""
    manager = LoginManager(app)
    manager.session_protection = (
        None  # our sessions end at the server; an address that changes is a phone on a train
    )
    manager.user_loader(sessions.find_viewer)
    app.register_error_handler(CSRFError, answer_stale_form)


def ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the sign-in page and back; what a form brought is held for the person whose session has run out."""
    page = request.full_path.rstrip("?")
    if request.method != "GET":
        page = _hold_form() or "/"
    return redirect(url_for("accounts.sign_in", next=page))


def answer_stale_form(error: CSRFError) -> ResponseReturnValue:
    """A form whose token no longer fits: shown again with what was typed, if one of our own pages sent it."""
    if not came_from_our_own_page():
        return render_template("errors/csrf.html"), 400
    if not current_user.is_authenticated:
        if _hold_form() is None:
            flash("Your page had been open for a long time. Try again.", "info")
            return redirect(
                request.full_path.rstrip("?") if _is_public_page() else url_for("accounts.sign_in")
            )
        return ask_to_sign_in()
    path = held_forms.hold(request, person_id=current_user.person_id)
    held_forms.remember_held_forms(current_user.person_id)
    flash(
        "Your page had been open for a long time. We kept what you typed: check it and send it again.", "info"
    )
    return redirect(safe_next(path))


def _hold_form() -> str | None:
    """Hold the form for whoever's session it was; None where nobody can be told."""
    token = session.get("_user_id") or g.get("ended_token")
    person_id = sessions.find_person_of_ended_session(token) if token else None
    if person_id is None or not came_from_our_own_page():
        return None
    return held_forms.hold(request, person_id=person_id)


def _is_public_page() -> bool:
    return request.url_rule is not None and "GET" in (request.url_rule.methods or ())


def safe_next(target: str | None) -> str:
    """`target` if it is a page of ours, else the first page: nobody is led elsewhere by a link."""
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return "/"
    try:
        parts = urlsplit(target)
    except ValueError:  # half an address, such as //[
        return "/"
    return target if not parts.scheme and not parts.netloc else "/"


def signed_in_person() -> Viewer | None:
    """The person signed in, or None."""
    return current_user._get_current_object() if current_user.is_authenticated else None
