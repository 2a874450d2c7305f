"""Signing in and out: one answer to everything that is wrong, a new session each time, and a throttle."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.accounts import passwords, sessions, throttle
from csaleads.accounts.models import Person, SignInFailure, SignInSession
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from tests.accounts.conftest import GOOD_PASSWORD
from tests.conftest import NOON
from tests.factories import Factory
from tests.page_client import PageClient


def send(client: PageClient, email: str, password: str = GOOD_PASSWORD, **options: Any) -> Any:
    return client.post("/sign-in", data={"email": email, "password": password}, **options)


def wrong_tries(client: PageClient, email: str, count: int, address: str = "127.0.0.1") -> list[int]:
    return [
        send(client, email, f"wrong {n}", environ_base={"REMOTE_ADDR": address}).status_code
        for n in range(count)
    ]


def verbs() -> list[str]:
    found = list(db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)))
    db.session.rollback()
    return found


def cookie_session(client: PageClient) -> dict[str, Any]:
    with client.session_transaction() as session:
        return dict(session)


def test_the_sign_in_page_asks_for_address_and_password(client: PageClient) -> None:
    page = client.get_page("/sign-in")

    assert page.h1 == "Sign in"
    assert page.one("input[name=password]")["autocomplete"] == "current-password"
    assert page.one("input[name=email]")["autocomplete"] == "username"


def test_address_and_password_open_the_account(client: PageClient, worker: Person) -> None:
    response = send(client, worker.email.upper())

    assert response.status_code == 302
    assert response.location == "/"
    assert client.get("/account").status_code == 200
    assert verbs() == ["sign_in"]


def test_sign_in_leads_back_to_the_page_that_was_wanted(client: PageClient, worker: Person) -> None:
    wanted = client.get("/account")
    response = client.post(wanted.location, data={"email": worker.email, "password": GOOD_PASSWORD})

    assert response.location == "/account"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"]
)
def test_sign_in_leads_nowhere_else(client: PageClient, worker: Person, target: str) -> None:
    data = {"email": worker.email, "password": GOOD_PASSWORD}
    response = client.post("/sign-in", query_string={"next": target}, data=data)

    assert response.location == "/"


def test_session_and_csrf_token_are_new_after_sign_in(client: PageClient, worker: Person) -> None:
    client.sign_in(worker)
    with client.session_transaction() as session:
        session["csrf_token"] = "prepared by somebody"
    before = cookie_session(client)

    send(client, worker.email)

    after = cookie_session(client)
    assert after["_user_id"] != before["_user_id"]
    assert "csrf_token" not in after
    assert sessions.find_viewer(before["_user_id"]) is None


def test_everything_that_is_wrong_gets_the_same_answer(
    client: PageClient, make: Factory, worker: Person, with_password: Callable[..., Person]
) -> None:
    left = with_password(make.person(left_on=NOON.date()))
    invited = make.person(joined_at=None)
    answers = {
        (page.status, tuple(page.errors), page.h1)
        for email, password in [
            (worker.email, "not the password"),
            ("nobody@area.example", GOOD_PASSWORD),
            (left.email, GOOD_PASSWORD),
            (invited.email, GOOD_PASSWORD),
        ]
        for page in [client.post_page("/sign-in", {"email": email, "password": password}, status=422)]
    }

    assert len(answers) == 1
    assert verbs() == ["sign_in_refused"] * 4


def test_the_address_stays_typed_and_the_password_does_not(client: PageClient, worker: Person) -> None:
    data = {"email": worker.email, "password": "secret that is wrong"}
    page = client.post_page("/sign-in", data, status=422)

    assert page.one("input[name=email]")["value"] == worker.email
    assert "secret that is wrong" not in str(page.html)


@pytest.mark.parametrize("kind", ["unknown", "invited", "left"])
def test_a_closed_door_takes_as_long_as_an_open_one(
    client: PageClient,
    make: Factory,
    with_password: Callable[..., Person],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    emails = {
        "unknown": "nobody@area.example",
        "invited": make.person(joined_at=None).email,
        "left": with_password(make.person(left_on=NOON.date())).email,
    }
    called: list[str] = []
    monkeypatch.setattr(passwords, "verify_dummy", called.append)

    send(client, emails[kind])

    assert called == [GOOD_PASSWORD]


def test_refusals_are_recorded_without_names(client: PageClient, worker: Person) -> None:
    send(client, worker.email, "wrong")
    send(client, "nobody@area.example", "wrong")

    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(event.actor_id, event.subject_id) for event in events] == [(worker.id, str(worker.id)), (0, "0")]
    assert all(event.details == {} for event in events)


def test_the_sixth_wrong_try_from_one_address_must_wait(client: PageClient, worker: Person) -> None:
    statuses = wrong_tries(client, worker.email, 6)

    assert statuses == [422] * 5 + [429]


def test_the_page_says_when_to_try_again_and_then_it_works(client: PageClient, worker: Person) -> None:
    wrong_tries(client, worker.email, 5)
    data = {"email": worker.email, "password": GOOD_PASSWORD}
    page = client.post_page("/sign-in", data, status=429)

    assert "12:15pm on Wednesday 18 November 2026" in page.main
    assert 0 < int(page.response.headers["Retry-After"]) <= 901
    with clock.at(NOON + timedelta(minutes=15, seconds=1)):
        assert send(client, worker.email).status_code == 302


def test_an_unknown_address_must_wait_just_the_same(client: PageClient) -> None:
    assert wrong_tries(client, "nobody@area.example", 6) == [422] * 5 + [429]


def test_one_account_is_closed_to_strangers_from_many_addresses(client: PageClient, worker: Person) -> None:
    for number in range(20):
        wrong_tries(client, worker.email, 1, address=f"192.0.2.{number}")

    assert send(client, worker.email, environ_base={"REMOTE_ADDR": "198.51.100.1"}).status_code == 429


def test_strangers_cannot_keep_the_owner_out_of_a_browser_that_knows_them(
    client: PageClient, new_client: Callable[[], PageClient], worker: Person
) -> None:
    send(client, worker.email)
    client.post("/sign-out")
    for number in range(20):
        wrong_tries(new_client(), worker.email, 1, address=f"192.0.2.{number}")

    assert send(new_client(), worker.email).status_code == 429
    assert send(client, worker.email).status_code == 302


def test_a_browser_that_knows_the_owner_may_not_guess_for_ever(client: PageClient, worker: Person) -> None:
    send(client, worker.email)
    client.post("/sign-out")

    assert wrong_tries(client, worker.email, 11)[-2:] == [422, 429]


def test_the_mark_of_one_person_is_worth_nothing_for_another(
    client: PageClient, make: Factory, worker: Person
) -> None:
    other = make.worker(make.area())
    send(client, worker.email)
    client.post("/sign-out")

    assert wrong_tries(client, other.email, 6)[-1] == 429


def test_a_forged_mark_is_worth_nothing(client: PageClient, worker: Person) -> None:
    client.set_cookie("csaleads-device", "eyIxIjoieCJ9.forged.mark")

    assert wrong_tries(client, worker.email, 6)[-1] == 429


def test_one_address_cannot_try_many_accounts(client: PageClient) -> None:
    for number in range(60):
        wrong_tries(client, f"nobody{number}@area.example", 1)

    assert wrong_tries(client, "another@area.example", 1) == [429]


def test_right_passwords_are_no_failures(client: PageClient, worker: Person) -> None:
    wrong_tries(client, worker.email, 4)
    send(client, worker.email)
    client.post("/sign-out")
    client.delete_cookie("csaleads-device")

    assert wrong_tries(client, worker.email, 5) == [422] * 5


def test_the_table_of_failures_names_nobody_and_is_emptied(
    app: Flask, client: PageClient, worker: Person
) -> None:
    wrong_tries(client, worker.email, 1)
    buckets = list(db.session.scalars(select(SignInFailure.bucket)))
    assert len(set(buckets)) == 3
    assert all(len(bucket) == 16 for bucket in buckets)

    with clock.at(NOON + timedelta(days=2)):
        result = app.test_cli_runner().invoke(args=["accounts", "tidy"])
        assert "3 failures" in result.output

    assert db.session.scalar(select(func.count()).select_from(SignInFailure)) == 0


def test_a_hash_of_other_parameters_is_renewed_at_sign_in(
    client: PageClient, make: Factory, worker: Person
) -> None:
    slower = passwords.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    with unit_of_work():
        db.session.get_one(Person, worker.id).password_hash = slower.hash(GOOD_PASSWORD)

    send(client, worker.email)

    renewed = db.session.scalar(select(Person.password_hash).where(Person.id == worker.id))
    assert renewed and not passwords.needs_new_hash(renewed)
    assert passwords.verify(renewed, GOOD_PASSWORD)


def test_sign_out_ends_the_session_at_the_server_and_empties_the_browser(
    client: PageClient, worker: Person
) -> None:
    client.sign_in(worker)
    token = cookie_session(client)["_user_id"]

    response = client.post("/sign-out")

    assert response.location == "/sign-in"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert sessions.find_viewer(token) is None
    assert "_user_id" not in cookie_session(client)
    assert verbs() == ["sign_out"]


def test_nobody_is_signed_out_by_a_link(client: PageClient, worker: Person) -> None:
    client.sign_in(worker)

    assert client.get("/sign-out").status_code == 405
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 302)])
def test_an_idle_session_runs_out(client: PageClient, worker: Person, minutes: int, status: int) -> None:
    client.sign_in(worker)

    with clock.at(NOON + timedelta(minutes=minutes)):
        assert client.get("/account").status_code == status


def test_no_session_lasts_longer_than_a_day_of_work(client: PageClient, worker: Person) -> None:
    client.sign_in(worker)
    for minutes in range(30, 12 * 60 + 1, 30):
        with clock.at(NOON + timedelta(minutes=minutes)):
            assert client.get("/account").status_code == 200

    with clock.at(NOON + timedelta(hours=12, minutes=1)):
        assert client.get("/account").status_code == 302


def test_the_session_is_named_after_the_browser(client: PageClient, worker: Person) -> None:
    agent = (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
    )
    send(client, worker.email, headers={"User-Agent": agent})

    assert db.session.scalar(select(SignInSession.browser)) == "Edge on Windows"


def test_limits_are_kept_apart_by_a_secret_key(app: Flask) -> None:
    limit = throttle.current_password_limits(7)[0]
    before = limit.bucket
    app.config["SECRET_KEY"], kept = "another key altogether", app.config["SECRET_KEY"]
    after = limit.bucket
    app.config["SECRET_KEY"] = kept

    assert before != after
