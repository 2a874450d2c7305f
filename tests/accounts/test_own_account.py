"""Forgotten and changed passwords, the own account, sessions, and forms that outlive a session."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.accounts import passwords, passwords_service, sessions
from csaleads.accounts.errors import LinkClosed
from csaleads.accounts.models import HeldForm, Person, SignInSession
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import MessageKind, OutboxRow
from tests.accounts.conftest import GOOD_PASSWORD
from tests.conftest import NOON
from tests.factories import Factory
from tests.page_client import PageClient

FindLink = Callable[[int, MessageKind], str]
NEW_PASSWORD = "violet harbour pancake"
RESET = MessageKind.PASSWORD_RESET


def count(model: Any, *conditions: Any) -> int:
    found = db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0
    db.session.rollback()
    return found


def opens(person: Person, password: str) -> bool:
    kept = db.session.scalar(select(Person.password_hash).where(Person.id == person.id))
    db.session.rollback()
    return passwords.verify(kept, password)


def ask(client: PageClient, email: str) -> Any:
    return client.post("/forgotten-password", data={"email": email})


def test_the_answer_is_the_same_whether_or_not_there_is_an_account(
    client: PageClient, make: Factory, worker: Person
) -> None:
    left = make.person(left_on=NOON.date())
    invited = make.person(joined_at=None)
    emails = [worker.email, "nobody@area.example", left.email, invited.email]

    answers = {ask(client, email).get_data() for email in emails}

    assert len(answers) == 1
    assert [row.person_id for row in db.session.scalars(select(OutboxRow))] == [worker.id]


def test_a_reset_link_sets_the_password_once_and_ends_every_session(
    client: PageClient, new_client: Callable[[], PageClient], worker: Person, link_mailed_to: FindLink
) -> None:
    elsewhere = new_client().sign_in(worker)
    ask(client, worker.email)
    link = link_mailed_to(worker.id, RESET)
    assert client.get_page(link).h1 == "Choose a new password"

    page = client.post_page(link, {"new_password": NEW_PASSWORD})

    assert page.h1 == "Sign in"
    assert opens(worker, NEW_PASSWORD)
    assert not opens(worker, GOOD_PASSWORD)
    assert elsewhere.get("/account").status_code == 302
    assert count(OutboxRow, OutboxRow.kind == MessageKind.PASSWORD_CHANGED) == 1
    assert client.get_page(link, status=410).h1 == "This link has been used"


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (60, 410)])
def test_a_reset_link_lasts_an_hour(
    client: PageClient, worker: Person, link_mailed_to: FindLink, minutes: int, status: int
) -> None:
    ask(client, worker.email)
    link = link_mailed_to(worker.id, RESET)

    with clock.at(NOON + timedelta(minutes=minutes)):
        assert client.get(link).status_code == status


def test_of_two_who_use_a_reset_link_at_once_one_wins(
    app: Flask, client: PageClient, worker: Person, link_mailed_to: FindLink
) -> None:
    ask(client, worker.email)
    token = link_mailed_to(worker.id, RESET).rpartition("/")[2]
    together = Barrier(2)

    def use(word: str) -> str:
        together.wait()
        with app.app_context(), clock.at(NOON):
            try:
                with unit_of_work():
                    passwords_service.reset_password(token, password=f"{word} harbour pancake")
            except LinkClosed as closed:
                return closed.reason
            return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(use, ["violet", "orange"]))

    assert sorted(answers) == ["done", "used"]
    assert count(OutboxRow, OutboxRow.kind == MessageKind.PASSWORD_CHANGED) == 1


def test_a_weak_password_is_refused_and_the_link_stays_open(
    client: PageClient, worker: Person, link_mailed_to: FindLink
) -> None:
    ask(client, worker.email)
    link = link_mailed_to(worker.id, RESET)

    page = client.post_page(link, {"new_password": "amara okafor 1"}, status=422)

    assert "three random words" in page.errors[0]
    assert client.post(link, data={"new_password": NEW_PASSWORD}).status_code == 302


def test_only_the_newest_reset_link_works(
    client: PageClient, worker: Person, link_mailed_to: FindLink
) -> None:
    ask(client, worker.email)
    old = link_mailed_to(worker.id, RESET)
    ask(client, worker.email)

    assert client.get_page(old, status=410).h1 == "This link has been replaced"


def test_a_mailbox_is_not_flooded_and_nobody_is_told(client: PageClient, worker: Person) -> None:
    answers = {ask(client, worker.email).status_code for _ in range(5)}

    assert answers == {200}
    assert count(OutboxRow) == 3


def test_one_address_cannot_ask_for_ever(client: PageClient) -> None:
    statuses = [ask(client, f"nobody{n}@area.example").status_code for n in range(31)]

    assert statuses[-2:] == [200, 429]


def test_the_account_page_shows_roles_team_and_browsers(client: PageClient, make: Factory) -> None:
    area = make.area("Northmere")
    person = make.worker(area, name="Amara Okafor", team=make.team(area, "Fostering"))
    make.role(person, area, Role.PRACTICE_LEAD, ends_on=NOON.date() - timedelta(days=1))

    page = client.sign_in(person).get_page("/account")

    assert page.h1 == "Your account"
    for word in ("Amara Okafor", person.email, "Social worker", "Practice Lead", "Fostering", "This one"):
        assert word in page.main


def test_changing_the_password_needs_the_current_one(client: PageClient, worker: Person) -> None:
    client.sign_in(worker)
    form = {"current_password": "wrong", "new_password": NEW_PASSWORD}

    page = client.post_page("/account/password", form, status=422)

    assert page.errors == ["This is not your current password. Check it and enter it again"]
    assert opens(worker, GOOD_PASSWORD)


def test_changing_the_password_signs_other_browsers_out_and_not_this_one(
    client: PageClient, new_client: Callable[[], PageClient], worker: Person
) -> None:
    other = new_client().sign_in(worker)
    client.sign_in(worker)
    form = {"current_password": GOOD_PASSWORD, "new_password": NEW_PASSWORD}

    page = client.post_page("/account/password", form)

    assert page.h1 == "Your account"
    assert opens(worker, NEW_PASSWORD)
    assert other.get("/account").status_code == 302
    assert count(OutboxRow, OutboxRow.kind == MessageKind.PASSWORD_CHANGED) == 1


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("short", "Password must be 12 characters or more"),
        (GOOD_PASSWORD, "The new password must be different from the current one"),
        ("password123456", "Choose a longer password that is harder to guess: three random words work well"),
    ],
)
def test_the_new_password_must_be_good(client: PageClient, worker: Person, new: str, message: str) -> None:
    client.sign_in(worker)
    form = {"current_password": GOOD_PASSWORD, "new_password": new}

    assert client.post_page("/account/password", form, status=422).errors == [message]


def test_the_current_password_cannot_be_guessed_for_ever(client: PageClient, worker: Person) -> None:
    client.sign_in(worker)
    form = {"current_password": "wrong", "new_password": NEW_PASSWORD}

    statuses = [client.post("/account/password", data=form).status_code for _ in range(11)]

    assert statuses == [422] * 10 + [429]


def test_people_change_their_own_name(client: PageClient, worker: Person) -> None:
    client.sign_in(worker)

    page = client.post_page("/account/name", {"full_name": "Amara  Okafor-Reid"})

    assert "Amara Okafor-Reid" in page.main
    details = db.session.scalar(select(AuditEvent.details).where(AuditEvent.verb == "change_name"))
    assert details == {}


def test_a_browser_can_be_signed_out_from_another(
    client: PageClient, new_client: Callable[[], PageClient], worker: Person
) -> None:
    phone, tablet = new_client().sign_in(worker), new_client().sign_in(worker)
    client.sign_in(worker)
    first = db.session.scalar(select(SignInSession.id).order_by(SignInSession.id))
    db.session.rollback()

    client.post_page(f"/account/sessions/{first}/end")
    assert phone.get("/account").status_code == 302
    assert tablet.get("/account").status_code == 200

    client.post_page("/account/sessions/end-others")
    assert tablet.get("/account").status_code == 302
    assert client.get("/account").status_code == 200


def test_nobody_signs_somebody_else_out(client: PageClient, make: Factory, worker: Person) -> None:
    with unit_of_work():
        token = sessions.start_session(worker.id)
    session_id = db.session.scalar(select(SignInSession.id))
    db.session.rollback()
    client.sign_in(make.worker(make.area()))

    client.post(f"/account/sessions/{session_id}/end")

    assert sessions.find_viewer(token) is not None


# A form that outlives its session. The invitation form stands for every form.

TYPED = {"full_name": "Nadia Newcomer", "email": "nadia@area.example", "roles": ["practice_lead"]}
OWN_PAGE = {"Sec-Fetch-Site": "same-origin", "Referer": "http://localhost/people/invite"}


@pytest.fixture
def coordinator(make: Factory, with_password: Callable[[Person], Person]) -> Person:
    return with_password(make.coordinator(make.area("Northmere")))


def send_too_late(client: PageClient, coordinator: Person) -> str:
    """The coordinator types for two hours and sends the form; the answer is where that leads."""
    client.sign_in(coordinator)
    client.get("/people/invite")
    with clock.at(NOON + timedelta(hours=2)):
        response = client.post("/people/invite", data=TYPED, headers=OWN_PAGE)
    assert response.status_code == 302
    return str(response.location)


def sign_in_late(client: PageClient, where: str, person: Person) -> Any:
    return client.post(where, data={"email": person.email, "password": GOOD_PASSWORD})


def test_nothing_typed_is_lost_with_the_session(client: PageClient, coordinator: Person) -> None:
    where = send_too_late(client, coordinator)
    assert where == "/sign-in?next=/people/invite"

    with clock.at(NOON + timedelta(hours=2)):
        assert sign_in_late(client, where, coordinator).location == "/people/invite"
        page = client.get_page("/people/invite")

        assert "We kept what you typed. Check it and send it again." in page.main
        form = page.form_values()
        assert form["full_name"] == "Nadia Newcomer"
        assert form["email"] == "nadia@area.example"
        assert form["roles"] == ["practice_lead"]
        assert client.post("/people/invite", data=form, headers=OWN_PAGE).status_code == 302

        assert "Nadia" not in str(client.get_page("/people/invite").html)
    assert count(HeldForm) == 0
    assert count(Person, Person.email == "nadia@area.example") == 1


def test_what_was_typed_is_sealed_in_the_database(client: PageClient, coordinator: Person) -> None:
    send_too_late(client, coordinator)

    held = db.session.scalars(select(HeldForm)).one()

    assert b"Nadia" not in held.sealed


def test_another_person_at_that_browser_sees_nothing_of_it(
    client: PageClient, make: Factory, coordinator: Person, with_password: Callable[[Person], Person]
) -> None:
    other = with_password(make.coordinator(make.area("Southholt")))
    where = send_too_late(client, coordinator)

    with clock.at(NOON + timedelta(hours=2)):
        sign_in_late(client, where, other)
        page = client.get_page("/people/invite")

    assert "We kept" not in page.main
    assert "Nadia" not in str(page.html)


def test_a_form_sent_from_elsewhere_is_not_held(client: PageClient, coordinator: Person) -> None:
    client.sign_in(coordinator)
    with clock.at(NOON + timedelta(hours=2)):
        client.post("/people/invite", data=TYPED, headers={"Sec-Fetch-Site": "cross-site"})

    assert count(HeldForm) == 0


def test_a_button_pressed_too_late_holds_nothing(client: PageClient, worker: Person) -> None:
    client.sign_in(worker)
    with clock.at(NOON + timedelta(hours=2)):
        client.post("/sign-out", headers=OWN_PAGE)

    assert count(HeldForm) == 0


def test_passwords_are_never_held(client: PageClient, worker: Person) -> None:
    client.sign_in(worker)
    form = {"current_password": GOOD_PASSWORD, "new_password": NEW_PASSWORD}
    with clock.at(NOON + timedelta(hours=2)):
        client.post("/account/password", data=form, headers=OWN_PAGE)

    assert count(HeldForm) == 0
