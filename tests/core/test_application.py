"""What the application keeps is what Flask, itsdangerous and Flask-WTF would answer."""

from inspect import iscoroutinefunction
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf, validate_csrf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wtforms import ValidationError

from csaleads.core.csrf import csrf_token
from csaleads.core.signing import SessionCookies

VALUES = st.one_of(
    st.text(max_size=8),
    st.integers(0, 9),
    st.booleans(),
    st.uuids(),
    st.none(),
    st.floats(0, 2),
    st.lists(st.text(max_size=3)),
)
ONCE = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@ONCE
@given(
    values=st.dictionaries(st.sampled_from(["q", "page", "state"]), VALUES),
    anchor=st.none() | st.text(max_size=3),
)
def test_an_address_is_what_flask_answers_again_and_again(
    app: Flask, values: dict[str, Any], anchor: str | None
) -> None:
    values["_anchor"] = anchor
    with app.test_request_context():
        kept = [app.url_for("advice.my_requests", **values) for _ in range(2)]

        assert kept == [Flask.url_for(app, "advice.my_requests", **values)] * 2


@ONCE
@given(reference=st.text("ABC2/ ?&é", min_size=1), clinic=st.uuids())
def test_an_address_with_parts_is_what_flask_answers(app: Flask, reference: str, clinic: UUID) -> None:
    with app.test_request_context():
        for endpoint, values in (
            ("advice.show", {"reference": reference}),
            ("clinics.show", {"clinic_id": clinic}),
        ):
            assert app.url_for(endpoint, **values) == Flask.url_for(app, endpoint, **values)


def test_an_address_belongs_to_the_place_where_the_application_is_mounted(app: Flask) -> None:
    for mounted_at in ("", "/advice", ""):
        with app.test_request_context(environ_overrides={"SCRIPT_NAME": mounted_at}):
            assert app.url_for("home.help") == f"{mounted_at}/help"
            assert app.url_for("home.help", _external=True) == f"http://localhost{mounted_at}/help"


def test_nothing_is_a_coroutine(app: Flask) -> None:
    hooks = [
        *app.before_request_funcs.values(),
        *app.after_request_funcs.values(),
        *app.teardown_request_funcs.values(),
    ]

    assert not any(iscoroutinefunction(view) for view in app.view_functions.values())
    assert not any(iscoroutinefunction(hook) for several in hooks for hook in several)


def test_cookies_are_those_that_flask_signs_and_opens(app: Flask) -> None:
    flask, ours = SecureCookieSessionInterface(), SessionCookies()
    kept = {"csrf_token": "word", "waiting": ["/a", "/b"], "_fresh": True}

    for writer, reader in ((flask, ours), (ours, flask), (ours, ours)):
        cookie = writer.get_signing_serializer(app).dumps(kept)  # type: ignore[union-attr]
        assert reader.get_signing_serializer(app).loads(cookie) == kept  # type: ignore[union-attr]


def test_a_cookie_of_an_earlier_key_opens_as_long_as_that_key_is_named(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    interface, earlier = SessionCookies(), app.secret_key
    cookie = interface.get_signing_serializer(app).dumps({"a": 1})  # type: ignore[union-attr]
    monkeypatch.setitem(app.config, "SECRET_KEY", "another key")

    assert interface.get_signing_serializer(app).loads_unsafe(cookie)[0] is False  # type: ignore[union-attr]
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [earlier])
    assert interface.get_signing_serializer(app).loads(cookie) == {"a": 1}  # type: ignore[union-attr]


def test_flask_wtf_takes_our_token_and_we_use_the_one_it_made(app: Flask) -> None:
    with app.test_request_context():
        token = csrf_token()
        validate_csrf(token)
        assert token == csrf_token() == generate_csrf()
        kept = session["csrf_token"]
    with app.test_request_context():
        session["csrf_token"] = "that of somebody else"
        with pytest.raises(ValidationError):
            validate_csrf(token)
    assert len(kept) == 40
