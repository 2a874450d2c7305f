"""Guards of pages. A view without one answers nobody: `public`, `signed_in` or `requires(...)` opens it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer

View = TypeVar("View", bound=Callable[..., Any])
GUARD = "csaleads_guard"
HELD = "_login_user"  # in `g`, where Flask-Login holds whom it has found, for the rest of the request

log = logging.getLogger("csaleads.access")


@dataclass(frozen=True)
class Guard:
    """What a page asks of its visitor: nothing, to be signed in, or one of some permissions."""

    is_public: bool = False
    any_of: tuple[Permission, ...] = ()


def public(view: View) -> View:
    """Open `view` to everybody, signed in or not."""
    setattr(view, GUARD, Guard(is_public=True))
    return view


def signed_in(view: View) -> View:
    """Open `view` to everybody who is signed in, whatever their roles."""
    setattr(view, GUARD, Guard())
    return view


def requires(*any_of: Permission) -> Callable[[View], View]:
    """Open a view to those who hold at least one of `any_of` somewhere; policy narrows it to the thing itself."""
    if not any_of:
        raise ValueError("requires() needs a permission; use signed_in for none")

    def guard(view: View) -> View:
        setattr(view, GUARD, Guard(any_of=any_of))
        return view

    return guard


def guard_of(view: Callable[..., Any]) -> Guard | None:
    """The guard of a view, or None where somebody forgot it."""
    found: Guard | None = getattr(view, GUARD, None)
    return found


def viewer() -> Viewer:
    """The person signed in. Only for views that a guard protects."""
    found: Viewer | None = g.get(HELD)
    person: Viewer = current_user._get_current_object() if found is None else found
    return person


def install(app: Flask, ask_to_sign_in: Callable[[], ResponseReturnValue]) -> None:
    """Refuse every request that no guard allows: 404 where the person lacks the permission, sign-in where nobody is."""
    public(app.view_functions["static"])

    @app.before_request
    def guard_request() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None  # no such address: the router's own 404 or 405 follows
        guard = guard_of(current_app.view_functions[request.endpoint])
        if guard is None:
            log.error("unguarded", extra={"endpoint": request.endpoint})
            abort(404)
        if guard.is_public:
            return None
        person = current_user._get_current_object()
        if not person.is_authenticated:
            return ask_to_sign_in()
        if guard.any_of and person.permissions.isdisjoint(guard.any_of):
            log.info("refused", extra={"endpoint": request.endpoint, "person_id": person.person_id})
            abort(404)
        return None
