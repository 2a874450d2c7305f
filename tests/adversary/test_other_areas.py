"""What is in another area does not exist: every answer about it is the answer about nothing, letter by letter."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from csaleads.access.permissions import Role
from csaleads.accounts import in_hand
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.clinics.models import ClinicState
from csaleads.core import clock
from csaleads.core.database import db
from tests.access.world import World, make_world
from tests.adversary.invariants import broken
from tests.core.test_bad_input import rules
from tests.factories import Factory
from tests.page_client import PageClient

NOTHING: dict[str, list[Any]] = {
    "reference": ["ZZZ-ZZZ"],
    "clinic_id": [uuid4()],
    "slot_id": [1_999_999],
    "person_id": [1_999_999],
    "role_id": [1_999_999],
    "area_id": [1_999_999],
    "team_id": [1_999_999],
    "action_id": [uuid4()],
    "session_id": [1_999_999],
    "slip_id": [uuid4()],
    "kept_id": [1_999_999],
    "word_id": [1_999_999],
    "import_id": [1_999_999],
    "topic_id": [uuid4()],
    "resource_id": [uuid4()],
    "loan_id": [uuid4()],
    "half": ["morning"],
    "entry_id": [uuid4()],
    "shadowing_id": [1_999_999],
    "begins_in": [1999],
    "track": ["social-work"],
    "edition": [1_999_999],
    "token": ["x"],
    "step": ["question"],
    "cohort_id": [1_999_999],
    "member_id": [1_999_999],
    "day_id": [1_999_999],
    "group_id": [1_999_999],
    "turn_id": [1_999_999],
    "swap_id": [1_999_999],
    "position": [9],
    "case_id": [uuid4()],
    "check_out_id": [uuid4()],
    "vignette_id": [uuid4()],
    "number": ["L-99999"],
    "what": ["briefing"],
    "theme_id": [uuid4()],
    "verb": ["agree"],
}
# What is said in the network is of no area. What is private there is tried by the table of who may open what, and in tests/forum.
OF_THE_NETWORK = ("network.", "forum.")
A_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CHANGING = re.compile(r"[0-9a-f]{16}|[A-Za-z0-9_.-]{60,}|[A-Za-z0-9_-]{24}|[A-Z]{3}-[A-Z0-9]{3}|\d{1,8}")


def ask(browser: PageClient, address: str, method: str) -> Any:
    """The answer. A word that the next page would say is said to nobody: what is one's own does work."""
    answer = browser.open(address, method=method, data={"choice": "queue"})
    if answer.status_code == 302:
        browser.get("/messages")
    return answer


def told(answer: Any) -> tuple[int, str, str]:
    """Status, target and words of an answer, without what is new in every answer, and without its own address."""
    words = CHANGING.sub("", answer.get_data(as_text=True))
    words = re.sub(r"/[-/a-z0-9%]*", "/", words)
    target = A_KEY.sub("", answer.headers.get("Location", ""))
    return answer.status_code, CHANGING.sub("", target), words


def things_of(world: World) -> dict[str, list[Any]]:
    names = world.names
    references = ("draft", "sent", "queued", "accepted", "booked", "writing", "signed", "editing")
    return {
        "reference": [names[name] for name in references],
        "clinic_id": [names["clinic"], names["past_clinic"]],
        "slot_id": [names["free_slot"]],
        "person_id": [names["person"], names["invited"], world.people["lead"].id],
        "role_id": [names["role"]],
        "area_id": [names["area"]],
        "team_id": [names["team"], names["closed_team"]],
        "action_id": [names["action"]],
        "session_id": [names["session"]],
        "slip_id": [names["slip"]],
        "kept_id": [names["kept"]],
        "word_id": [names["word"]],
        "import_id": [names["word_import"]],
        "topic_id": [uuid4()],  # those that there are belong to everybody
        "loan_id": [names["others_loan"]],
        "half": ["morning"],
        "entry_id": [names["cpd_entry"], names["cpd_draft"]],
        "shadowing_id": [names["shadowing"]],
        "begins_in": [1999],  # everybody's own years
        "track": ["social-work"],
        "what": ["briefing"],  # of one's own
        "theme_id": [names["theme"]],
        "verb": ["agree"],
        "resource_id": [
            names["resource"],
            names["draft_resource"],
            names["archived_resource"],
            names["file_resource"],
        ],
        "edition": [1],
        "token": ["x"],
        "step": ["question"],
        "cohort_id": [names["cohort"], names["planned_cohort"]],
        "member_id": [names["member"]],
        "day_id": [names["day"]],
        "group_id": [names["group"]],
        "turn_id": [names["turn"]],
        "swap_id": [names["swap"]],
        "position": [names["position"]],
        "case_id": [names["case"]],
        "check_out_id": [names["check_out"]],
        "vignette_id": [uuid4()],  # those that there are belong to the network
        "number": [names["waiting"], names["shared"]],
    }


def addresses_of(rule: Any, things: dict[str, list[Any]]) -> list[str]:
    count = max((len(things[name]) for name in rule.arguments), default=0)
    found = []
    for place in range(count):
        values = {name: things[name][place % len(things[name])] for name in rule.arguments}
        found.append(str(rule.build(values, append_unknown=False)[1]))
    return found


@pytest.mark.parametrize("part", ["their_worker", "their_lead", "their_manager", "their_coordinator"])
def test_whoever_is_of_another_area_cannot_tell_it_from_nothing(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], failures: list[str], part: str
) -> None:
    world = make_world(make)
    things = things_of(world)
    browser = new_client().sign_in(world.people[part])
    wrong = []
    for method in ("GET", "POST"):
        for rule in rules(app, method):
            if not rule.arguments or rule.endpoint in ("accounts.end_session", "static"):
                continue
            if rule.endpoint.startswith(OF_THE_NETWORK):
                continue
            nothing = told(ask(browser, addresses_of(rule, NOTHING)[0], method))
            hidden = things
            if (
                rule.endpoint == "lending.ask"
            ):  # what is approved and may leave its area is told of on purpose
                names = ("draft_resource", "archived_resource")
                hidden = things | {"resource_id": [world.names[name] for name in names]}
            for address in addresses_of(rule, hidden):
                answer = told(ask(browser, address, method))
                if answer != nothing:
                    wrong.append(f"{method} {address}: {answer[:2]} and not {nothing[:2]}")

    assert failures == []
    assert wrong == []
    assert broken() == []


def test_a_form_that_names_things_of_another_area_is_refused_like_one_that_names_nothing(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], failures: list[str]
) -> None:
    world = make_world(make)
    here = world.people["lead"].id
    mine = make.area()
    lead, worker, coordinator = make.lead(mine), make.worker(mine), make.coordinator(mine)
    clinic = make.clinic(mine, [lead])
    request = make.request(mine, worker)
    person = make.worker(mine)
    role = make.role(person, mine, Role.PRACTICE_LEAD)
    leads, asks, coordinates = (new_client().sign_in(one) for one in (lead, worker, coordinator))
    there = {name: world.names[name] for name in ("area", "team", "free_slot", "person", "role")}
    gone = dict.fromkeys(there, 1_999_999)
    new = {"lead_1": lead.id, "repeats": "once", "starts": "9am", "ends": "11am", "slot_minutes": "40",
           "gap_minutes": "10", "place": "x", "step": "publish", "version": "1", "scope": "this",
           "on-day": "2", "on-month": "12", "on-year": "2026"}  # fmt: skip
    invite = {"full_name": "Zora", "email": "zora@x.example", "roles": "social_worker"}

    def answers(ids: dict[str, Any], lead_id: int) -> list[tuple[int, str, str]]:
        sent = [
            (leads, "POST", "/clinics/new", new | {"lead_2": lead_id}),
            (leads, "POST", "/clinics/new", new | {"team_ids": ids["team"]}),
            (leads, "POST", f"/clinics/{clinic.id}/edit", new | {"lead_2": lead_id}),
            (leads, "POST", f"/clinics/{clinic.id}/edit", new | {"team_ids": ids["team"]}),
            (leads, "POST", f"/clinics/{clinic.id}/slots/{ids['free_slot']}/withdraw", {}),
            (leads, "POST", f"/clinics/{clinic.id}/slots/{ids['free_slot']}/offer", {}),
            (asks, "POST", f"/requests/{request.reference}/slots", {"choice": ids["free_slot"]}),
            (asks, "GET", f"/ask?slot={ids['free_slot']}", {}),
            (asks, "POST", "/ask", {"in_danger": "no", "area_id": ids["area"], "slot": ids["free_slot"]}),
            (asks, "GET", f"/clinics?lead={lead_id}&team={ids['team']}", {}),
            (coordinates, "POST", "/people/invite", invite | {"teams": ids["team"]}),
            (coordinates, "POST", "/people/invite", invite | {"manager": lead_id}),
            (coordinates, "POST", f"/people/{person.id}/roles/{ids['role']}/end", {"ends_on-day": "17"}),
            (coordinates, "POST", f"/people/{ids['person']}/roles/{role.id}/end", {"ends_on-day": "17"}),
            (coordinates, "POST", f"/people/{person.id}/areas/{ids['area']}/leave", {}),
            (
                coordinates,
                "POST",
                f"/people/{person.id}/areas/{ids['area']}/roles/new",
                {"role": "coordinator"},
            ),
            (coordinates, "POST", f"/people/{ids['person']}/areas/{mine.id}/leave", {}),
            (coordinates, "POST", f"/people/{person.id}/areas/{mine.id}/teams", {"teams": ids["team"]}),
            (coordinates, "POST", f"/people/{person.id}/areas/{mine.id}/manager", {"manager": lead_id}),
            (coordinates, "GET", f"/people?team={ids['team']}&state=all", {}),
            (coordinates, "GET", f"/audit?area={ids['area']}", {}),
            (coordinates, "GET", f"/uptake?scope=area-{ids['area']}", {}),
            (coordinates, "GET", f"/uptake?lead={lead_id}", {}),
            (coordinates, "GET", f"/uptake.csv?scope=area-{ids['area']}", {}),
        ]
        return [told(browser.open(path, method=method, data=data)) for browser, method, path, data in sent]

    of_others, of_nothing = answers(there, here), answers(gone, 1_999_999)

    assert failures == []
    differing = [
        place for place, pair in enumerate(zip(of_others, of_nothing, strict=True)) if pair[0] != pair[1]
    ]
    assert differing == [], [(of_others[place][:2], of_nothing[place][:2]) for place in differing]
    assert broken() == []


def test_somebody_with_two_areas_mixes_nothing(
    app: Flask, make: Factory, new_client: Callable[[], PageClient], failures: list[str]
) -> None:
    """A worker in one area and a coordinator in the other: each right ends at its border."""
    one, two = make.area(), make.area()
    person = make.worker(one)
    make.role(person, two, Role.COORDINATOR)
    lead_two, lead_one = make.lead(two), make.lead(one)
    clinic_one, clinic_two = make.clinic(one, [lead_one]), make.clinic(two, [lead_two])
    team_one = make.team(one)
    request = make.request(one, person)
    browser = new_client().sign_in(person)

    across = browser.post(
        f"/requests/{request.reference}/slots", data={"choice": str(make.slots_of(clinic_two)[0].id)}
    )
    tries = [
        browser.post(f"/clinics/{clinic_one.id}/cancel", data={"reason": "x", "scope": "this"}),
        browser.get(f"/clinics/{clinic_one.id}/running-order"),
        browser.get(f"/clinics/{clinic_one.id}/edit"),
        browser.get(f"/people/{lead_one.id}"),
        browser.get(f"/teams/{team_one.id}"),
        browser.post(f"/people/{lead_two.id}/areas/{one.id}/roles/new", data={"role": "coordinator"}),
        browser.post(f"/clinics/{clinic_two.id}/slots/{make.slots_of(clinic_one)[0].id}/withdraw"),
        browser.get(f"/uptake?scope=area-{one.id}"),
    ]

    assert failures == []
    assert across.status_code == 409
    assert [answer.status_code for answer in tries] == [404] * len(tries)
    events = browser.get(f"/audit?area={one.id}").get_data(as_text=True)
    assert request.reference not in events
    db.session.rollback()
    assert db.session.get_one(RequestForAdvice, request.id).state is RequestState.SUBMITTED
    assert broken() == []


def test_a_lead_who_is_taken_off_a_clinic_reads_its_bookings_no_longer(
    app: Flask, make: Factory, new_client: Callable[[], PageClient]
) -> None:
    area = make.area()
    first, second, worker = make.lead(area), make.lead(area), make.worker(area)
    coordinator = make.coordinator(area)
    clinic = make.clinic(area, [first, second])
    request = make.request(area, worker)
    make.booking(request, make.slots_of(clinic)[0])
    browser = new_client().sign_in(first)
    assert browser.get(f"/requests/{request.reference}").status_code == 200
    starts = clock.to_local(clinic.starts_at)
    form = {"lead_1": second.id, "lead_2": "", "starts": "noon", "ends": "3:20pm", "slot_minutes": "40", "gap_minutes": "10",
            "place": "Meeting room 2", "version": "1", "scope": "this", "on-day": starts.day, "on-month": starts.month,
            "on-year": starts.year}  # fmt: skip

    changed = new_client().sign_in(coordinator).post(f"/clinics/{clinic.id}/edit", data=form)

    assert changed.status_code == 302
    for page in ("", "/clinic.ics", "/cancel", "/record"):
        assert browser.get(f"/requests/{request.reference}{page}").status_code in (404, 405), page
    for page in ("cancel", "attendance", "record"):
        assert browser.post(f"/requests/{request.reference}/{page}", data={"reason": "x"}).status_code == 404
    assert browser.get(f"/clinics/{clinic.id}/running-order").status_code == 404
    assert broken() == []


def test_nobody_leaves_with_clinics_to_come(
    app: Flask, make: Factory, new_client: Callable[[], PageClient]
) -> None:
    area = make.area()
    lead, coordinator = make.lead(area), make.coordinator(area)
    clinic = make.clinic(area, [lead])
    make.clinic(area, [lead], starts_at=clock.now() - timedelta(days=9), state=ClinicState.HELD)
    browser = new_client().sign_in(coordinator)
    leave = f"/people/{lead.id}/areas/{area.id}/leave"

    page = browser.get_page(leave)
    refused = browser.post(leave)
    browser.post(f"/clinics/{clinic.id}/cancel", data={"reason": "x", "scope": "this"})
    gone = browser.post(leave)

    assert "1 clinic to come" in page.main
    assert (refused.status_code, gone.status_code) == (422, 302)
    assert in_hand.list_matters(lead.id, area.id) == []
