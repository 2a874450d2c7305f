"""What somebody typed when their session had ended: kept sealed for them alone, and put back after sign-in."""

import json
from collections.abc import Collection
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Request, session
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import MultiDict

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import HeldForm
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import CannotOpen, open_text, seal_text
from csaleads.core.resealing import also_sealed
from csaleads.core.unit_of_work import savepoint, writes

KEPT_FOR = timedelta(days=7)
COOKIE_KEY = "held_forms"
NEVER_HELD = ("csrf_token", "password", "current_password", "new_password")


@writes
def hold(request: Request, *, person_id: int) -> str:
    """Keep the form that `request` brings for the person; the answer is the address of the page it belongs to.

    A newer form for the same page takes the place of the older one. Passwords are never kept.
    """
    path = _page_of(request)
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER_HELD]
    if not fields:
        return path  # a button without anything typed: nothing to put back
    _forget(person_id, path)
    try:
        with savepoint():
            db.session.add(
                HeldForm(
                    person_id=person_id,
                    path=path,
                    sealed=seal_text(json.dumps(fields), _bound_to(person_id, path)),
                    held_at=clock.now(),
                )
            )
    except IntegrityError:
        pass  # the same form, sent twice at once: the first one is kept
    return path


def _bound_to(person_id: int, path: str) -> str:
    return f"held_forms:{person_id}:{path}"


also_sealed(HeldForm, "sealed", lambda row: _bound_to(row.person_id, row.path))


def _page_of(request: Request) -> str:
    """The page that showed the form: the one that sent it where it is ours, else the address it was sent to."""
    try:
        sender = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no browser says that
        sender = urlsplit("")
    if sender.netloc == request.host and sender.path:
        return (sender.path + (f"?{sender.query}" if sender.query else ""))[:300]
    return request.full_path.rstrip("?")[:300]


def remember_held_forms(person_id: int) -> None:
    """After sign-in: note in the cookie which pages have something to put back, so that other pages need not look."""
    query = select(HeldForm.path).where(
        HeldForm.person_id == person_id, HeldForm.held_at > clock.now() - KEPT_FOR
    )
    paths = list(db.session.scalars(query.order_by(HeldForm.held_at.desc()).limit(5)))
    if paths:
        session[COOKIE_KEY] = paths


def take_back(viewer: Viewer, request: Request) -> MultiDict[str, str] | None:
    """What was held for the page that `viewer` opens now, or None. It stays held until the form has been sent."""
    path = request.full_path.rstrip("?")[:300]
    if request.method != "GET" or path not in session.get(COOKIE_KEY, ()):
        return None
    query = select(HeldForm).where(HeldForm.person_id == viewer.person_id, HeldForm.path == path)
    held = db.session.scalar(query)
    if held is None:
        return None
    try:
        fields: list[tuple[str, Any]] = json.loads(open_text(held.sealed, _bound_to(viewer.person_id, path)))
    except CannotOpen:
        return None
    return MultiDict(fields)


@writes
def let_go(viewer: Viewer, request: Request) -> None:
    """The form was sent: nothing of it is held any more."""
    path = _page_of(request)
    waiting = [kept for kept in session.get(COOKIE_KEY, ()) if kept != path]
    if len(waiting) != len(session.get(COOKIE_KEY, ())):
        session[COOKIE_KEY] = waiting
        _forget(viewer.person_id, path)


@writes
def forget_pages_of(names: Collection[str]) -> int:
    """Delete what anybody typed on a page whose address holds one of `names`, however it is written; how many forms."""
    wanted = {_bare(name) for name in names}
    rows = db.session.execute(select(HeldForm.id, HeldForm.path))
    gone = [key for key, path in rows if any(name in _bare(unquote(path)) for name in wanted)]
    db.session.execute(delete(HeldForm).where(HeldForm.id.in_(gone)))
    return len(gone)


def _bare(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


@writes
def forget_old() -> int:
    """Delete what nobody came back for within a week; how many forms that were."""
    query = delete(HeldForm).where(HeldForm.held_at <= clock.now() - KEPT_FOR)
    return int(db.session.execute(query).rowcount)  # type: ignore[attr-defined]  # a DELETE has a row count


def _forget(person_id: int, path: str) -> None:
    db.session.execute(delete(HeldForm).where(HeldForm.person_id == person_id, HeldForm.path == path))
