"""Browsers that are signed in already: sessions in the database and cookies under the application's own keys."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import current_app, g, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf

from benchmarks.serving import get_request, post_request
from csaleads.accounts import sessions
from csaleads.core.unit_of_work import unit_of_work


@dataclass(frozen=True)
class Browser:
    """A cookie, and the token that forms of its session carry."""

    cookie: str
    csrf_token: str

    def get(self, path: str) -> bytes:
        """The raw request for a page."""
        return get_request(path, self.cookie)

    def post(self, path: str, **fields: str | int) -> bytes:
        """The raw request that sends a form."""
        return post_request(path, urlencode({"csrf_token": self.csrf_token} | fields), self.cookie)


def sign_in(person_ids: list[int]) -> list[Browser]:
    """A browser for each, as if each had signed in a moment ago. Needs the application's context."""
    with unit_of_work():
        tokens = [sessions.start_session(person_id, browser="Benchmark") for person_id in person_ids]
    return [_browser(token) for token in tokens]


def _browser(token: str) -> Browser:
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.test_request_context():
        interface = app.session_interface
        assert isinstance(interface, SecureCookieSessionInterface)  # noqa: S101 - for the type checker
        secret = secrets.token_hex(20)
        signer = interface.get_signing_serializer(app)
        session["csrf_token"] = secret
        g.pop("csrf_token", None)  # that of the browser before, for they share this context
        assert signer is not None  # noqa: S101 - there is a secret key
        kept = {"_user_id": token, "_fresh": True, "csrf_token": secret}
        session["csrf_token"] = secret
        g.pop("csrf_token", None)  # that of the browser before, for they share this context
        return Browser(f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(kept)}", generate_csrf())
