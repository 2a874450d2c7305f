"""Default deny: every endpoint carries a guard, and only these few are open to the world."""

from flask import Flask

from csaleads import create_app
from csaleads.access.guards import guard_of

OPEN_TO_ALL = {
    "static",
    "health.live",
    "health.ready",
    "home.help",
    "home.accessibility",
    "home.privacy",
    "accounts.sign_in",
    "accounts.sign_in_send",
    "accounts.forgotten_password",
    "accounts.forgotten_password_send",
    "accounts.reset_password",
    "accounts.reset_password_send",
    "accounts.accept_invitation",
    "accounts.accept_invitation_send",
    "accounts.link_help",
    "programmes.verify",
    "programmes.calendar_feed",
}


def make_app() -> Flask:
    return create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": "sqlite://", "LOG_LEVEL": "CRITICAL"})


def test_every_endpoint_has_a_guard() -> None:
    app = make_app()

    unguarded = sorted(name for name, view in app.view_functions.items() if guard_of(view) is None)

    assert unguarded == []


def test_only_the_listed_endpoints_are_open_to_all() -> None:
    app = make_app()

    opened = {
        name for name, view in app.view_functions.items() if (guard := guard_of(view)) and guard.is_public
    }

    assert opened - OPEN_TO_ALL == set()


def test_nothing_but_get_is_offered_where_nothing_changes_and_post_where_it_does() -> None:
    app = make_app()

    methods = {
        f"{rule.endpoint}: {sorted(found)}"
        for rule in app.url_map.iter_rules()
        if (found := (rule.methods or set()) - {"HEAD", "OPTIONS", "GET", "POST"})
    }

    assert methods == set()
