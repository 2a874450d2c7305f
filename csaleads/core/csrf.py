"""Every form carries a token of its session. Flask-WTF checks it; it is made here, with a serializer that is kept."""

from functools import lru_cache
from secrets import token_hex
from typing import Any

from flask import Flask, current_app, g, session
from flask_wtf import CSRFProtect, FlaskForm

from csaleads.core.signing import KeptSerializer

SALT = "wtf-csrf-token"  # with which Flask-WTF checks
KEPT_TOKENS = 4096  # of as many sessions
NAME = "csrf_token"  # of the field, and where session and `g` hold it


def install(app: Flask) -> None:
    """Refuse every form without its token, and give templates `csrf_token()`."""
    CSRFProtect(app)
    app.jinja_env.globals[NAME] = csrf_token

    @app.context_processor
    def give_token() -> dict[str, object]:
        return {NAME: csrf_token}  # after Flask-WTF's own


def csrf_token() -> str:
    """What `flask_wtf.csrf.generate_csrf` would answer; Flask-WTF makes a new serializer for every page instead."""
    token: str | None = g.get(NAME)
    if token is None:
        if NAME not in session:
            session[NAME] = token_hex(20)
        token = g.csrf_token = _signed(str(current_app.secret_key), session[NAME])
    return token


class FormTokens(FlaskForm.Meta.csrf_class):  # type: ignore[valid-type,misc]  # Flask-WTF ships no types
    """The same token within a form."""

    def generate_csrf_token(self, csrf_token_field: Any) -> str:
        """The token of the page, which Flask-WTF would sign anew."""
        return csrf_token()


@lru_cache(maxsize=KEPT_TOKENS)
def _signed(secret_key: str, value: str) -> str:
    """The token of a session: it is good for as long as the session is, so one does for all its pages."""
    return str(_serializer(secret_key).dumps(value))


@lru_cache(maxsize=4)
def _serializer(secret_key: str) -> KeptSerializer:
    return KeptSerializer(secret_key, salt=SALT)
