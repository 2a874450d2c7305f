"""Cookies and headers, as production sends them (ASVS 3.3, 3.4, 13.4, 14.3)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.http import parse_set_header

from csaleads.accounts import passwords
from csaleads.config import load_settings
from csaleads.core.database import db
from tests.access.test_who_may_open_what import GET, address
from tests.access.world import make_world
from tests.conftest import make_app
from tests.factories import Factory
from tests.operations.test_settings import GOOD
from tests.page_client import PageClient

HTTPS = {"base_url": "https://csaleads.example.org"}
PASSWORD = "quarry lantern oboe 71"


@pytest.fixture
def served(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The application with the cookies and headers that production's settings make, on the test's database."""
    production = load_settings(GOOD, str(tmp_path))
    kept = {name: production[name] for name in production if name.startswith("SESSION_COOKIE")}
    kept |= {"IS_HTTPS": production["IS_HTTPS"], "TRUSTED_HOSTS": production["TRUSTED_HOSTS"]}
    production_like = make_app(app.config["SQLALCHEMY_DATABASE_URI"], tmp_path, **kept)
    with production_like.app_context():
        yield production_like
        db.engine.dispose()


def test_every_cookie_is_bound_to_this_host_and_kept_from_scripts(served: Flask, make: Factory) -> None:
    """ASVS 3.3.1 to 3.3.4: Secure, HttpOnly, SameSite, the __Host- prefix, no Domain."""
    make.worker(make.area(), email="w@area.example", password_hash=passwords.hash_password(PASSWORD))

    answer = PageClient(served).post(
        "/sign-in", data={"email": "w@area.example", "password": PASSWORD}, **HTTPS
    )

    cookies = answer.headers.getlist("Set-Cookie")
    assert answer.status_code == 302
    assert cookies
    for cookie in cookies:
        name, *attributes = (part.strip() for part in cookie.split(";"))
        assert name.startswith("__Host-"), cookie
        assert {"Secure", "HttpOnly", "Path=/"} <= set(attributes), cookie
        assert "SameSite=Lax" in attributes or "SameSite=Strict" in attributes, cookie
        assert not [attribute for attribute in attributes if attribute.startswith("Domain")], cookie


def test_browsers_stay_on_https_for_two_years(served: Flask) -> None:
    """ASVS 3.4.1: Strict-Transport-Security on every answer, files and errors too, for a year at least."""
    client = PageClient(served)

    for path in ("/sign-in", "/nowhere", "/static/css/csaleads.css", "/health/live"):
        with client.get(path, **HTTPS) as answer:
            age, _, rest = answer.headers["Strict-Transport-Security"].partition(";")
            assert int(age.removeprefix("max-age=")) >= 31_536_000
            assert "includeSubDomains" in rest


def test_the_content_policy_runs_no_code_but_our_files(served: Flask) -> None:
    """ASVS 3.4.3, 3.4.6 and 3.4.7 in part: nothing inline, nothing from elsewhere, no frames, no other base."""
    policy = PageClient(served).get("/sign-in", **HTTPS).headers["Content-Security-Policy"]
    directives = {words[0]: words[1:] for words in (part.split() for part in policy.split(";"))}

    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == ["'self'"]
    assert directives["style-src"] == ["'self'"]
    assert directives["frame-ancestors"] == ["'none'"]
    assert directives["base-uri"] == ["'none'"]
    assert directives["form-action"] == ["'self'"]
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http" not in policy


def test_types_are_not_guessed_and_addresses_not_passed_on(served: Flask) -> None:
    """ASVS 3.4.4 (nosniff), 3.4.5 (Referrer-Policy), 3.4.8 (Cross-Origin-Opener-Policy)."""
    client = PageClient(served)

    for path in ("/sign-in", "/nowhere", "/static/js/app.js"):
        with client.get(path, **HTTPS) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "same-origin"
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert answer.headers["X-Frame-Options"] == "DENY"


def test_no_page_of_a_person_is_kept_by_browser_or_proxy(app: Flask, make: Factory) -> None:
    """ASVS 14.3.2: no-store on every page, file and redirect of somebody signed in."""
    world = make_world(make)
    wrong = []
    for endpoint, visit in GET.items():
        client = PageClient(app).sign_in(world.people[sorted(visit.allowed)[0]])
        with client.get(address(app, world, endpoint, visit)) as answer:
            if parse_set_header(answer.headers.get("Cache-Control", "")).as_set() != {"no-store"}:
                wrong.append(f"{endpoint}: {answer.headers.get('Cache-Control')}")

    assert wrong == []


def test_signing_out_clears_what_the_browser_kept(client: PageClient, make: Factory) -> None:
    """ASVS 14.3.1: Clear-Site-Data empties storage and cache at sign-out."""
    client.sign_in(make.worker(make.area()))

    answer = client.post("/sign-out")

    assert '"storage"' in answer.headers["Clear-Site-Data"]
    assert '"cache"' in answer.headers["Clear-Site-Data"]


def test_static_files_may_be_kept_and_pages_may_not(client: PageClient) -> None:
    """ASVS 14.2.2: only what is the same for everybody is cached."""
    with client.get("/static/css/csaleads.css?v=1") as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"


def test_answers_do_not_say_what_runs(served: Flask) -> None:
    """ASVS 13.4.6: no header names a framework, a server or a version."""
    headers = PageClient(served).get("/sign-in", **HTTPS).headers

    said = " ".join(f"{name} {value}" for name, value in headers).lower()
    for word in ("flask", "werkzeug", "python", "granian", "x-powered-by"):
        assert word not in said
