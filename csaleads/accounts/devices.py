"""A signed cookie that says: somebody has signed in to this account from this browser before. It opens nothing.

The throttle counts such a browser by itself, so that strangers' wrong guesses do not keep the owner out.
"""

from datetime import timedelta
from secrets import token_urlsafe

from flask import Request, Response, current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

KEPT_FOR = timedelta(days=180)
MOST_PEOPLE = 5  # a computer of a duty room has several users


def find_device(request: Request, *, person_id: int | None) -> str | None:
    """The mark of this browser if that person has signed in with it before, else None."""
    return _read(request).get(str(person_id)) if person_id is not None else None


def remember_device(request: Request, response: Response, *, person_id: int) -> None:
    """Let the browser carry the mark from now on; marks of other people who use it are kept, the oldest goes first."""
    marks = {key: mark for key, mark in _read(request).items() if key != str(person_id)}
    newest = list(marks.items())[-(MOST_PEOPLE - 1) :]
    kept = dict([*newest, (str(person_id), token_urlsafe(16))])
    response.set_cookie(
        _cookie_name(),
        _serializer().dumps(kept),
        max_age=KEPT_FOR,
        path="/",
        secure=current_app.config["IS_HTTPS"],
        httponly=True,
        samesite="Lax",
    )


def _read(request: Request) -> dict[str, str]:
    try:
        marks = _serializer().loads(
            request.cookies.get(_cookie_name(), ""), max_age=int(KEPT_FOR.total_seconds())
        )
    except BadSignature:
        return {}
    return {str(key): str(mark) for key, mark in marks.items()} if isinstance(marks, dict) else {}


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="csaleads-device")


def _cookie_name() -> str:
    return "__Host-csaleads-device" if current_app.config["IS_HTTPS"] else "csaleads-device"
