"""Sitting in on a clinic: with the consent of its lead, confirmed by its lead, and without any further reach."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.clinics.models import Clinic, ClinicState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.development import (
    shadow_area_queries,
    shadow_queries,
)
from csaleads.development.models import DeclineReason, Shadowing, ShadowingState
from csaleads.development.policy import SHADOWING_MOVES
from csaleads.development.shadow_area_queries import Which
from csaleads.notify.models import MessageKind
from tests.development.conftest import Cast, ask, move, state_of, told
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

S = ShadowingState
WEEK = timedelta(days=7)


def test_it_is_asked_agreed_and_confirmed(cast: Cast, clinic: Clinic) -> None:
    asked = ask(cast, clinic)
    assert ask(cast, clinic) == asked
    assert move(cast, asked, "agree", "lead") is S.AGREED
    with clock.at(clinic.ends_at + timedelta(hours=1)):
        assert move(cast, asked, "confirm", "lead") is S.DONE

    standing = shadow_queries.standing_of(cast.actor("new_lead"))
    assert standing.done_at == clinic.starts_at
    assert told(cast, "lead") == [MessageKind.SHADOW_ASKED]
    assert told(cast, "new_lead") == [MessageKind.SHADOW_ANSWERED, MessageKind.SHADOW_ANSWERED]


@pytest.mark.parametrize("part", ["worker", "coordinator", "manager", "their_lead", "lead"])
def test_only_another_lead_of_the_area_asks(cast: Cast, clinic: Clinic, part: str) -> None:
    with pytest.raises(NotFound):
        ask(cast, clinic, part)

    assert db.session.scalar(select(func.count()).select_from(Shadowing)) == 0


@pytest.mark.parametrize(
    ("state", "days"), [(ClinicState.PUBLISHED, -1), (ClinicState.CANCELLED, 7), (ClinicState.HELD, -7)]
)
def test_only_a_clinic_to_come_is_asked_for(cast: Cast, make: Factory, state: ClinicState, days: int) -> None:
    clinic = make.clinic(
        cast.here, [cast.person["lead"]], starts_at=clock.now() + timedelta(days=days), state=state
    )

    with pytest.raises(WrongState):
        ask(cast, clinic)


@pytest.mark.parametrize("part", ["new_lead", "worker", "coordinator", "their_lead"])
@pytest.mark.parametrize("verb", ["agree", "decline"])
def test_only_a_lead_of_the_clinic_answers(cast: Cast, clinic: Clinic, part: str, verb: str) -> None:
    asked = ask(cast, clinic)

    with pytest.raises(NotFound):
        move(cast, asked, verb, part)

    assert state_of(asked) is S.ASKED


def test_it_is_declined_with_a_reason_from_the_list(client: PageClient, cast: Cast, clinic: Clinic) -> None:
    asked = ask(cast, clinic)
    client.sign_in(cast.person["lead"])
    client.post_page(f"/shadowing/{asked}/decline", data={}, status=422)
    client.post(f"/shadowing/{asked}/decline", data={"reason": "somebody_else"})

    page = client.sign_in(cast.person["new_lead"]).get_page("/shadowing")

    assert state_of(asked) is S.DECLINED
    assert DeclineReason.SOMEBODY_ELSE.label in page.main


def test_it_is_taken_back_by_whoever_asked(cast: Cast, clinic: Clinic) -> None:
    asked = ask(cast, clinic)
    with pytest.raises(NotFound):
        move(cast, asked, "withdraw", "lead")

    assert move(cast, asked, "withdraw", "new_lead") is S.WITHDRAWN
    assert told(cast, "lead") == [MessageKind.SHADOW_ASKED, MessageKind.SHADOW_OFF]


def test_it_is_confirmed_only_once_the_clinic_has_begun(cast: Cast, clinic: Clinic) -> None:
    asked = ask(cast, clinic)
    move(cast, asked, "agree", "lead")
    with pytest.raises(WrongState):
        move(cast, asked, "confirm", "lead")
    with clock.at(clinic.ends_at), pytest.raises(NotFound):
        move(cast, asked, "confirm", "new_lead")

    with clock.at(clinic.ends_at):
        assert move(cast, asked, "miss", "lead") is S.CALLED_OFF


@pytest.mark.parametrize(("verb", "after"), [("confirm", S.DONE), ("miss", S.CALLED_OFF)])
def test_whoever_was_not_answered_in_time_does_not_wait_for_ever(
    client: PageClient, cast: Cast, clinic: Clinic, verb: str, after: ShadowingState
) -> None:
    asked = ask(cast, clinic)
    with clock.at(clinic.ends_at):
        with pytest.raises(WrongState):
            move(cast, asked, "agree", "lead")
        client.sign_in(cast.person["lead"])
        assert "sit in on your clinic?" in client.get_page("/").main
        assert "nobody had answered" in client.get_page("/shadowing").main

        assert move(cast, asked, verb, "lead") is after

        assert "sit in on your clinic" not in client.get_page("/").main


@pytest.mark.parametrize("state", [S.ASKED, S.AGREED])
def test_whoever_asked_needs_no_lead_to_end_it(
    client: PageClient, cast: Cast, make: Factory, clinic: Clinic, state: ShadowingState
) -> None:
    asked = make.shadowing(clinic, cast.person["new_lead"], state=state).id
    with clock.at(clinic.ends_at):
        client.sign_in(cast.person["new_lead"])
        assert "I did not sit in" in client.get_page("/shadowing").main
        client.post(f"/shadowing/{asked}/move", data={"verb": "withdraw"})

    assert state_of(asked) is S.WITHDRAWN


@pytest.mark.parametrize("verb", ["call_off", "ask_anew"])
@pytest.mark.parametrize("part", ["new_lead", "lead"])
def test_what_follows_from_elsewhere_is_done_by_nobody(
    cast: Cast, make: Factory, clinic: Clinic, part: str, verb: str
) -> None:
    asked = make.shadowing(clinic, cast.person["new_lead"], state=S.AGREED).id

    with pytest.raises(NotFound):
        move(cast, asked, verb, part)


def test_a_clinic_that_does_not_fit_is_not_asked_for_again(
    client: PageClient, cast: Cast, make: Factory, clinic: Clinic
) -> None:
    make.shadowing(clinic, cast.person["new_lead"], state=S.DECLINED, decline_reason=DeclineReason.SENSITIVE)
    with pytest.raises(WrongState):
        ask(cast, clinic)
    assert ask(cast, clinic, "second_lead")

    client.sign_in(cast.person["new_lead"])
    assert client.get(f"/shadowing/clinics/{clinic.id}").headers["Location"] == "/shadowing/clinics"
    assert "cannot be shadowed any more" in client.get_page("/shadowing/clinics").main


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("verb", ["agree", "decline", "withdraw", "confirm", "miss"])
def test_no_other_state_is_left_by_a_verb(
    cast: Cast, make: Factory, clinic: Clinic, state: ShadowingState, verb: str
) -> None:
    reason = {"decline_reason": DeclineReason.OTHER} if state is S.DECLINED else {}
    row = make.shadowing(clinic, cast.person["new_lead"], state=state, **reason)
    part = "new_lead" if verb == "withdraw" else "lead"
    moment = clinic.ends_at if verb in ("confirm", "miss") else clock.now()

    with clock.at(moment):
        if (state, verb) in SHADOWING_MOVES:
            assert move(cast, row.id, verb, part) is SHADOWING_MOVES[state, verb]
        else:
            with pytest.raises(WrongState):
                move(cast, row.id, verb, part)


def test_shadowing_opens_no_request_no_record_and_no_running_order(
    client: PageClient, cast: Cast, make: Factory
) -> None:
    lead = cast.person["lead"]
    clinic = make.clinic(
        cast.here, [lead], starts_at=clock.now() - timedelta(hours=1), online_link="https://meet.example/room"
    )
    booked = make.request(cast.here, cast.person["worker"], reference="BKK-ED2")
    make.booking(booked, make.slots_of(clinic)[0])
    signed = make.request(cast.here, cast.person["worker"], reference="SGN-ED2")
    make.consultation(signed, lead, signed_at=clock.now(), clinic_id=clinic.id)
    addresses = [
        "/requests/BKK-ED2",
        "/records/SGN-ED2",
        "/records/SGN-ED2/word",
        f"/clinics/{clinic.id}/running-order",
    ]
    client.sign_in(cast.person["new_lead"])
    before = [client.get(address).status_code for address in addresses]

    make.shadowing(clinic, cast.person["new_lead"], state=S.AGREED)
    during = [client.get(address).status_code for address in addresses]

    assert before == during == [404] * len(addresses)
    assert "meet.example" not in client.get_page(f"/clinics/{clinic.id}").main
    assert "meet.example" not in client.get_page("/shadowing").main


def test_the_list_of_clinics_says_kindly_what_would_help(
    client: PageClient, cast: Cast, make: Factory, clinic: Clinic
) -> None:
    client.sign_in(cast.person["new_lead"])
    page = client.get_page("/clinics")
    assert "You have not shadowed a clinic yet" in page.main
    assert page.href("Find a clinic to sit in on") == "/shadowing/clinics"
    assert client.get("/clinics/new").status_code == 200  # opening clinics is not restricted by it

    asked = ask(cast, clinic)
    assert "You have asked to shadow a clinic" in client.get_page("/clinics").main
    move(cast, asked, "agree", "lead")
    with clock.at(clinic.ends_at):
        move(cast, asked, "confirm", "lead")

    assert "shadowed a clinic yet" not in client.get_page("/clinics").main
    assert "shadowed a clinic yet" not in client.sign_in(cast.person["worker"]).get_page("/clinics").main


def test_whoever_has_held_a_clinic_is_told_nothing(client: PageClient, cast: Cast, make: Factory) -> None:
    at = clock.now() - WEEK
    make.clinic(cast.here, [cast.person["lead"]], starts_at=at, state=ClinicState.HELD, held_at=at)

    assert "shadowed a clinic" in client.sign_in(cast.person["new_lead"]).get_page("/clinics").main
    assert "shadowed a clinic" not in client.sign_in(cast.person["lead"]).get_page("/clinics").main


def test_the_pages_ask_and_answer(client: PageClient, cast: Cast, clinic: Clinic) -> None:
    client.sign_in(cast.person["new_lead"])
    assert client.get_page(f"/clinics/{clinic.id}").href("Ask to sit in on this clinic")
    assert len(client.get_page("/shadowing/clinics").rows()) == 1
    client.get_page(f"/shadowing/clinics/{clinic.id}")
    client.post(f"/shadowing/clinics/{clinic.id}")
    client.post(f"/shadowing/clinics/{clinic.id}")
    assert client.get_page("/shadowing/clinics").rows() == []

    client.sign_in(cast.person["lead"])
    name = cast.person["new_lead"].full_name
    assert f"{name} asks to sit in on your clinic" in client.get_page("/").main
    page = client.get_page("/shadowing")
    action = page.one("form[action$='/move']")["action"]
    client.post(str(action), data={"verb": "agree"})
    late = client.post(str(action), data={"verb": "agree"}, follow_redirects=True)
    assert "answered or changed meanwhile" in late.get_data(as_text=True)
    assert client.post(str(action), data={"verb": "call_off"}).status_code == 404

    assert "You sit in on a colleague" in client.sign_in(cast.person["new_lead"]).get_page("/").main
    with clock.at(clinic.ends_at):
        client.sign_in(cast.person["lead"])
        assert f"Did {name} sit in on your clinic?" in client.get_page("/").main


def leads(cast: Cast, which: Which | None, part: str = "coordinator") -> dict[int, bool]:
    page = shadow_area_queries.list_leads(cast.actor(part), which, page=1)
    return {row.person_id: row.done_at is not None for row in page.rows}


def test_the_coordinator_sees_who_of_the_area_has(cast: Cast, make: Factory, clinic: Clinic) -> None:
    make.shadowing(clinic, cast.person["new_lead"], state=S.DONE)
    new, old = cast.person["new_lead"].id, cast.person["lead"].id

    second = cast.person["second_lead"].id
    assert leads(cast, None) == {new: True, old: False, second: False}
    assert leads(cast, Which.DONE) == {new: True}
    assert leads(cast, Which.NOT_YET) == {old: False, second: False}
    assert leads(cast, None, "their_coordinator") == {cast.person["their_lead"].id: False}
    for part in ("lead", "manager", "worker"):
        with pytest.raises(NotFound):
            leads(cast, None, part)


def test_a_coordinator_learns_nothing_of_what_was_shadowed_in_another_area(cast: Cast, make: Factory) -> None:
    new_lead = cast.person["new_lead"]
    make.role(new_lead, cast.there, Role.PRACTICE_LEAD)
    past = clock.now() - WEEK
    held = {"starts_at": past, "state": ClinicState.HELD, "held_at": past}
    make.shadowing(make.clinic(cast.there, [cast.person["their_lead"]], **held), new_lead, state=S.DONE)
    make.shadowing(make.clinic(cast.there, [cast.person["their_lead"]]), new_lead)
    make.clinic(cast.there, [new_lead], **held)

    def line(part: str) -> tuple[bool, bool, bool]:
        page = shadow_area_queries.list_leads(cast.actor(part), None, page=1)
        (row,) = [row for row in page.rows if row.person_id == new_lead.id]
        return row.done_at is not None, row.next_at is not None, row.has_held

    assert line("coordinator") == (False, False, False)
    assert line("their_coordinator") == (True, True, True)


def test_the_page_of_the_coordinator_filters_by_address(
    client: PageClient, cast: Cast, make: Factory, clinic: Clinic
) -> None:
    make.shadowing(clinic, cast.person["new_lead"])
    client.sign_in(cast.person["coordinator"])

    assert len(client.get_page("/shadowing/leads").rows()) == 3
    assert "Asked" in client.get_page("/shadowing/leads?which=not_yet").main
    assert "No lead of this kind" in client.get_page("/shadowing/leads?which=done").main


def test_lists_cost_the_same_however_many_ask(client: PageClient, cast: Cast, make: Factory) -> None:
    lead = cast.person["lead"]
    counts: dict[str, list[int]] = {"/shadowing": [], "/shadowing/clinics": [], "/": []}

    def more() -> None:
        for number in range(3):
            clinic = make.clinic(cast.here, [lead], starts_at=clock.now() + WEEK * (number + 1))
            make.shadowing(clinic, make.lead(cast.here))
            make.clinic(cast.here, [make.lead(cast.here)])

    client.sign_in(lead)
    for _ in range(2):
        more()
        for address, found in counts.items():
            client.get_page(address)
            with count_statements() as seen:
                client.get_page(address)
            found.append(seen.count)

    assert all(few == many for few, many in counts.values()), counts


def test_two_clicks_at_once_are_one(cast: Cast, make: Factory, clinic: Clinic) -> None:
    make.shadowing(clinic, cast.person["new_lead"])

    with pytest.raises(Exception, match=r"(?i)unique|uq_shadowings_open"):
        make.shadowing(clinic, cast.person["new_lead"])

    found: list[UUID] = list(db.session.scalars(select(Shadowing.clinic_id)))
    assert found == [clinic.id]
