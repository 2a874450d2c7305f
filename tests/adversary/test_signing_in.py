"""Guessing with many hands at once, and signing in at the very moment at which one may no more."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.accounts import leaving, passwords, passwords_service, sessions
from csaleads.accounts.links import make_link
from csaleads.accounts.models import LinkPurpose, RoleInArea, SignInFailure, SignInSession
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import OutboxRow
from tests.adversary.invariants import broken
from tests.adversary.rivals import all_at_once
from tests.conftest import NOON
from tests.factories import Factory
from tests.page_client import PageClient

PASSWORD = "umbrella lantern 47 cobalt"
NEW_PASSWORD = "harvest trombone 92 velvet"
HANDS = 16


@pytest.fixture
def person(app: Flask, make: Factory) -> Any:
    return make.worker(
        make.area(), email="zora.quill@area.example", password_hash=passwords.hash_password(PASSWORD)
    )


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were compared with a hash."""
    found: list[str] = []
    matches = passwords._matches
    monkeypatch.setattr(
        passwords, "_matches", lambda hashed, typed: bool(found.append(typed)) or matches(hashed, typed)
    )
    return found


def sign_in(browser: PageClient, email: str, password: str, **more: Any) -> Any:
    return browser.post("/sign-in", data={"email": email, "password": password}, **more)


def test_many_guesses_at_once_are_counted_like_guesses_one_by_one(
    app: Flask, person: Any, new_client: Callable[[], PageClient], checks: list[str], failures: list[str]
) -> None:
    browsers = [new_client() for _ in range(HANDS)]

    answers = all_at_once(
        app,
        *[
            lambda browser=browser, number=number: (
                sign_in(browser, person.email, f"wrong guess {number}").status_code
            )
            for number, browser in enumerate(browsers)
        ],
    )

    assert failures == []
    assert sorted(answers) == [422] * 5 + [429] * (HANDS - 5)
    assert len(checks) == 5


def test_many_requests_for_a_reset_at_once_send_no_more_mails_than_one_by_one(
    app: Flask, person: Any, new_client: Callable[[], PageClient], failures: list[str]
) -> None:
    browsers = [new_client() for _ in range(HANDS)]

    answers = all_at_once(
        app,
        *[
            lambda browser=browser: (
                browser.post("/forgotten-password", data={"email": person.email}).status_code
            )
            for browser in browsers
        ],
    )

    assert failures == []
    assert set(answers) == {200}
    assert db.session.scalar(select(func.count()).select_from(OutboxRow)) == 3


@pytest.mark.parametrize(
    "spelt",
    [
        "ZORA.QUILL@AREA.EXAMPLE",
        " zora.quill@area.example ",
        "Zora.Quill@Area.Example",
        "\tzora.quill@area.example",
    ],
)
def test_another_spelling_of_the_address_is_the_same_account(
    app: Flask, person: Any, new_client: Callable[[], PageClient], spelt: str
) -> None:
    for _ in range(5):
        assert sign_in(new_client(), spelt, "wrong").status_code == 422

    assert sign_in(new_client(), person.email, PASSWORD).status_code == 429


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP", "X-Client-IP", "CF-Connecting-IP"],
)
def test_nobody_chooses_their_own_network_address(
    app: Flask, person: Any, new_client: Callable[[], PageClient], header: str
) -> None:
    for number in range(5):
        sign_in(new_client(), person.email, "wrong", headers={header: f"10.0.0.{number}"})

    answer = sign_in(new_client(), person.email, PASSWORD, headers={header: "10.9.9.9"})

    assert answer.status_code == 429


@pytest.mark.parametrize("what", ["reset", "left", "changed"])
def test_signing_in_while_the_password_ends_opens_nothing(
    app: Flask,
    make: Factory,
    person: Any,
    new_client: Callable[[], PageClient],
    monkeypatch: pytest.MonkeyPatch,
    failures: list[str],
    what: str,
) -> None:
    """Comparing takes a moment, without a lock. What happens in that moment counts."""
    matches = passwords._matches
    area_id = sessions_area(person.id)
    coordinator = make.coordinator(type("Area", (), {"id": area_id, "name": "x"})())

    def meanwhile(hashed: str, typed: str) -> bool:
        monkeypatch.setattr(passwords, "_matches", matches)
        is_right = matches(hashed, typed)
        db.session.rollback()
        if what == "left":
            actor = make.viewer(
                coordinator, type("Area", (), {"id": area_id, "name": "x"})(), Role.COORDINATOR
            )
            with unit_of_work():
                leaving.leave_area(actor, person_id=person.id, area_id=area_id)
        elif what == "reset":
            with unit_of_work():
                link = make_link(LinkPurpose.PASSWORD_RESET, person_id=person.id)
            with unit_of_work():
                passwords_service.reset_password(link.token, password=NEW_PASSWORD)
        else:
            actor = make.viewer(person, None)
            with unit_of_work():
                passwords_service.change_password(actor, current=PASSWORD, new=NEW_PASSWORD)
        return is_right

    monkeypatch.setattr(passwords, "_matches", meanwhile)
    browser = new_client()
    answer = sign_in(browser, person.email, PASSWORD)

    assert failures == []
    assert answer.status_code == 422
    live = select(func.count()).select_from(SignInSession).where(SignInSession.ended_at.is_(None))
    assert db.session.scalar(live) == 0
    assert browser.get("/account").status_code == 302
    assert broken() == []


def sessions_area(person_id: int) -> int:
    found = db.session.scalars(select(RoleInArea.area_id).where(RoleInArea.person_id == person_id)).one()
    db.session.rollback()
    return found or 0


def test_a_session_that_was_ended_stays_ended_whatever_the_browser_kept(
    app: Flask, person: Any, new_client: Callable[[], PageClient]
) -> None:
    browser = new_client()
    sign_in(browser, person.email, PASSWORD)
    kept = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert kept is not None
    browser.post("/sign-out")
    thief = new_client()
    thief.set_cookie(app.config["SESSION_COOKIE_NAME"], kept.value)

    assert thief.get("/account").status_code == 302
    assert thief.post("/account/name", data={"full_name": "Thief"}).status_code == 302


def test_a_prepared_session_is_not_the_one_that_is_opened(
    app: Flask, person: Any, new_client: Callable[[], PageClient]
) -> None:
    attacker, victim = new_client(), new_client()
    attacker.get("/sign-in")
    with attacker.session_transaction() as session:
        session["_user_id"] = "prepared token"
        session["held_forms"] = ["/account/name"]
    prepared = attacker.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert prepared is not None
    victim.set_cookie(app.config["SESSION_COOKIE_NAME"], prepared.value)

    sign_in(victim, person.email, PASSWORD)

    assert victim.get("/account").status_code == 200
    assert attacker.get("/account").status_code == 302
    with victim.session_transaction() as session:
        assert session["_user_id"] != "prepared token"
        assert "held_forms" not in session


@pytest.mark.parametrize(("idle", "lives"), [(59, True), (60, True), (61, False)])
def test_the_edge_of_idleness(
    app: Flask, person: Any, new_client: Callable[[], PageClient], idle: int, lives: bool
) -> None:
    browser = new_client().sign_in(person)
    with clock.at(NOON + timedelta(minutes=idle)):
        assert (browser.get("/account").status_code == 200) is lives


@pytest.mark.parametrize(("minutes", "lives"), [(12 * 60, True), (12 * 60 + 1, False)])
def test_the_edge_of_the_longest_session(
    app: Flask, person: Any, new_client: Callable[[], PageClient], minutes: int, lives: bool
) -> None:
    browser = new_client().sign_in(person)
    for minute in range(30, minutes, 30):
        with clock.at(NOON + timedelta(minutes=minute)):
            assert browser.get("/account").status_code == 200
    with clock.at(NOON + timedelta(minutes=minutes)):
        assert (browser.get("/account").status_code == 200) is lives


def test_a_closed_accounts_live_session_opens_nothing_at_once(
    app: Flask, make: Factory, new_client: Callable[[], PageClient]
) -> None:
    area = make.area()
    person, coordinator = make.worker(area), make.coordinator(area)
    browser = new_client().sign_in(person)
    assert browser.get("/requests").status_code == 200

    new_client().sign_in(coordinator).post(f"/people/{person.id}/areas/{area.id}/leave")

    assert browser.get("/requests").status_code == 302
    assert broken() == []


@pytest.mark.parametrize("moment", ["2026-07-10T23:30:00+00:00", "2026-07-10T22:59:00+00:00"])
def test_a_role_begins_and_ends_at_midnight_in_london(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], moment: str
) -> None:
    """In summer it is tomorrow in London while it is still today in UTC."""
    area = make.area()
    begins, ends = make.person(area), make.person(area)
    make.role(begins, area, Role.SOCIAL_WORKER, starts_on=date(2026, 7, 11))
    make.role(ends, area, Role.SOCIAL_WORKER, ends_on=date(2026, 7, 10))
    now = datetime.fromisoformat(moment)
    is_next_day = now.hour == 23

    with clock.at(now):
        pages = [new_client().sign_in(one).get("/requests").status_code for one in (begins, ends)]

    assert pages == ([200, 404] if is_next_day else [404, 200])


def test_two_who_use_one_link_at_once(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], failures: list[str]
) -> None:
    area = make.area()
    invited = make.invited(area)
    known = make.worker(area, password_hash=passwords.hash_password(PASSWORD))
    with unit_of_work():
        link = make_link(LinkPurpose.PASSWORD_RESET, person_id=known.id)
    for path, winner in (
        (f"/invitation/invitation {invited.id}", "/"),
        (f"/reset-password/{link.token}", "/sign-in"),
    ):
        answers = all_at_once(
            app,
            *[
                lambda browser=browser, path=path, word=word: browser.post(
                    path, data={"new_password": f"{NEW_PASSWORD} {word}"}
                )
                for browser, word in ((new_client(), "one"), (new_client(), "two"))
            ],
        )
        assert failures == []
        won = [answer for answer in answers if answer.status_code == 302 and answer.location == winner]
        assert len(won) == 1, [(answer.status_code, answer.location) for answer in answers]
    assert broken() == []
    assert db.session.scalar(select(func.count()).select_from(SignInFailure)) == 0


def test_ending_one_role_twice_at_once(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], failures: list[str]
) -> None:
    area = make.area()
    person = make.worker(area)
    role = make.role(person, area, Role.PRACTICE_LEAD)
    coordinators = [new_client().sign_in(make.coordinator(area)) for _ in range(2)]
    data = {"ends_on-day": "17", "ends_on-month": "11", "ends_on-year": "2026"}

    answers = all_at_once(
        app,
        *[
            lambda browser=browser: (
                browser.post(f"/people/{person.id}/roles/{role.id}/end", data=data).status_code
            )
            for browser in coordinators
        ],
    )

    assert failures == []
    assert answers == [302, 302]
    assert broken() == []
    assert sessions.find_viewer("nobody") is None
