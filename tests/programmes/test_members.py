"""Members: nominated or applied, time agreed by the manager, a place given while there is one, and what became of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts, is_still_true
from csaleads.programmes import policy, queries
from csaleads.programmes.errors import KnownAlready, NoPlaceLeft
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.members import service as member_service
from csaleads.programmes.models import CohortMember, CohortState, MemberState
from tests.clinics.test_contention import all_at_once
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

M = MemberState


class Stage:
    """An area with a coordinator, a manager, somebody whom they manage, and a cohort of two places."""

    def __init__(self, make: Factory) -> None:
        self.make = make
        self.area: Area = make.area("Northmere")
        self.person: Person = make.worker(self.area, name="Robin Vale")
        self.manager: Person = make.manager(self.area, of=[self.person], name="Alex Moss")
        self.coordinator: Person = make.coordinator(self.area, name="Sam Okoro")
        self.cohort = make.cohort(self.area, places=2)

    def viewer(self, person: Person, role: Role) -> Viewer:
        return self.make.viewer(person, self.area, role)

    @property
    def as_coordinator(self) -> Viewer:
        return self.viewer(self.coordinator, Role.COORDINATOR)

    @property
    def as_manager(self) -> Viewer:
        return self.viewer(self.manager, Role.LINE_MANAGER)

    @property
    def as_person(self) -> Viewer:
        return self.viewer(self.person, Role.SOCIAL_WORKER)

    def member(self, state: MemberState, person: Person | None = None) -> int:
        return self.make.member(self.cohort, self.area, person or self.person, state=state).id

    def move(self, actor: Viewer, member_id: int, verb: str) -> MemberState:
        with unit_of_work():
            return member_service.move_member(actor, cohort_id=self.cohort.id, member_id=member_id, verb=verb)


@pytest.fixture
def stage(make: Factory) -> Stage:
    return Stage(make)


def state_of(member_id: int) -> MemberState:
    found = db.session.get_one(CohortMember, member_id).state
    db.session.rollback()
    return found


def told() -> list[tuple[int, MessageKind]]:
    found = [
        tuple(row)
        for row in db.session.execute(select(OutboxRow.person_id, OutboxRow.kind).order_by(OutboxRow.id))
    ]
    db.session.rollback()
    return found  # type: ignore[return-value]


def test_somebody_applies_gets_the_time_and_then_a_place(
    new_client: Callable[[], PageClient], stage: Stage
) -> None:
    cohort = f"/cohorts/{stage.cohort.id}"
    robin, alex, sam = (
        new_client().sign_in(person) for person in (stage.person, stage.manager, stage.coordinator)
    )

    page = robin.post_page(f"{cohort}/areas/{stage.area.id}/apply")
    assert (page.h1, "Alex Moss is asked" in page.main) == (f"Your part in {stage.cohort.name}", True)
    path = page.response.request.path
    assert "Agree the time" in alex.get_page(path).main
    page = alex.post_page(f"{path}/move", {"verb": "agree"})
    assert "Time agreed" in page.main
    assert "Give the place" not in page.main
    page = sam.post_page(f"{path}/move", {"verb": "take_up"})

    assert "1 of 2 free in Northmere" in page.main
    assert "Your part: Member" in robin.get_page(cohort).main
    assert told() == [
        (stage.manager.id, MessageKind.TIME_ASKED),
        (stage.person.id, MessageKind.PART_CHANGED),
        (stage.person.id, MessageKind.PART_CHANGED),
    ]
    verbs = db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id))
    assert list(verbs) == ["apply_to_cohort", "agree_member", "take_up_member"]


def test_a_coordinator_nominates_and_the_list_shows_coverage(client: PageClient, stage: Stage) -> None:
    client.sign_in(stage.coordinator)
    members = f"/cohorts/{stage.cohort.id}/members"
    nominate = client.get_page(members).href("Nominate somebody")

    page = client.post_page(nominate, {"person_id": str(stage.person.id)})
    assert (page.h1, "Nominated by the coordinator: Sam Okoro" in page.main) == ("Robin Vale", True)
    rows = client.get_page(members).rows()

    assert rows[0] == "Northmere 2 0 0 1 1"
    assert rows[1].startswith("Robin Vale Nominated 18 Nov 2026 Northmere Alex Moss")
    assert "There is nobody to nominate" in client.get_page(nominate).main


def test_a_manager_nominates_those_they_manage_alone(stage: Stage) -> None:
    other = stage.make.worker(stage.area)
    cohort = queries.get_cohort(stage.as_manager, stage.cohort.id)

    people = member_queries.people_to_nominate(stage.as_manager, cohort, stage.area.id)

    assert [person.id for person in people] == [stage.person.id]
    with pytest.raises(InvalidChoice), unit_of_work():
        member_service.nominate(
            stage.as_manager, cohort_id=stage.cohort.id, area_id=stage.area.id, person_id=other.id
        )


def test_nobody_is_nominated_twice_but_again_after_leaving(stage: Stage) -> None:
    def nominate() -> int:
        with unit_of_work():
            return member_service.nominate(
                stage.as_coordinator,
                cohort_id=stage.cohort.id,
                area_id=stage.area.id,
                person_id=stage.person.id,
            )

    first = nominate()
    with pytest.raises(KnownAlready):
        nominate()
    stage.move(stage.as_person, first, "leave")

    assert nominate() == first
    assert state_of(first) is M.NOMINATED


@pytest.mark.parametrize(
    ("verb", "state", "allowed"),
    [
        ("agree", M.NOMINATED, {"manager"}),
        ("take_up", M.AGREED, {"coordinator", "programme"}),
        ("defer", M.MEMBER, {"coordinator", "programme", "manager", "person"}),
        ("leave", M.MEMBER, {"coordinator", "programme", "manager", "person"}),
        ("nominate", M.LEFT, {"coordinator", "programme", "manager", "person"}),
    ],
)
def test_who_may_do_what_to_a_member(stage: Stage, verb: str, state: MemberState, allowed: set[str]) -> None:
    make, there = stage.make, stage.make.area()
    member_id = stage.member(state)
    viewers = {
        "person": stage.as_person,
        "manager": stage.as_manager,
        "coordinator": stage.as_coordinator,
        "programme": make.viewer(make.person(None, Role.PROGRAMME_TEAM), None, Role.PROGRAMME_TEAM),
        "colleague": stage.viewer(make.worker(stage.area), Role.SOCIAL_WORKER),
        "other manager": stage.viewer(make.manager(stage.area), Role.LINE_MANAGER),
        "other coordinator": make.viewer(make.coordinator(there), there, Role.COORDINATOR),
    }

    able = set()
    for part, viewer in viewers.items():
        try:
            with unit_of_work():
                member_service.move_member(viewer, cohort_id=stage.cohort.id, member_id=member_id, verb=verb)
        except NotFound:
            continue
        able.add(part)
        with unit_of_work():
            db.session.get_one(CohortMember, member_id).state = state

    assert able == allowed


def test_without_a_manager_the_coordinator_agrees_the_time(stage: Stage) -> None:
    alone = stage.make.worker(stage.area)
    member_id = stage.member(M.NOMINATED, alone)

    assert stage.move(stage.as_coordinator, member_id, "agree") is M.AGREED


@pytest.mark.parametrize("state", M)
@pytest.mark.parametrize("verb", sorted(member_service.ON_REQUEST))
def test_a_state_moves_by_the_table_alone(stage: Stage, state: MemberState, verb: str) -> None:
    member_id = stage.member(state)
    actor = stage.as_manager if verb == "agree" else stage.as_coordinator

    if (state, verb) in policy.MEMBER_MOVES:
        assert stage.move(actor, member_id, verb) is policy.MEMBER_MOVES[state, verb]
    else:
        with pytest.raises(WrongState):
            stage.move(actor, member_id, verb)
        assert state_of(member_id) is state


def test_there_are_no_more_members_than_places(client: PageClient, stage: Stage) -> None:
    for _ in range(2):
        stage.member(M.MEMBER, stage.make.worker(stage.area))
    member_id = stage.member(M.AGREED)

    with pytest.raises(NoPlaceLeft):
        stage.move(stage.as_coordinator, member_id, "take_up")
    page = client.sign_in(stage.coordinator).post_page(
        f"/cohorts/{stage.cohort.id}/members/{member_id}/move", {"verb": "take_up"}
    )

    assert "Every place of the area is taken" in page.text
    assert state_of(member_id) is M.AGREED


def test_of_four_at_once_two_get_the_two_places(app: Flask, stage: Stage) -> None:
    ids = [stage.member(M.AGREED, stage.make.worker(stage.area)) for _ in range(4)]
    actor, cohort_id = stage.as_coordinator, stage.cohort.id

    ends = all_at_once(
        app,
        [
            lambda member_id=member_id: member_service.move_member(
                actor, cohort_id=cohort_id, member_id=member_id, verb="take_up"
            )
            for member_id in ids
        ],
    )

    assert ends == {"done": 2, "NoPlaceLeft": 2}


def test_applying_twice_at_once_is_one_part(app: Flask, stage: Stage) -> None:
    actor, cohort_id, area_id = stage.as_person, stage.cohort.id, stage.area.id

    ends = all_at_once(
        app, [lambda: member_service.apply(actor, cohort_id=cohort_id, area_id=area_id) for _ in range(5)]
    )

    assert ends == {"done": 1, "KnownAlready": 4}
    assert db.session.scalar(select(func.count()).select_from(CohortMember)) == 1


def test_somebody_comes_in_a_members_place(client: PageClient, stage: Stage) -> None:
    gone = stage.member(M.MEMBER)
    new = stage.member(M.AGREED, stage.make.worker(stage.area, name="Kim Fern"))
    client.sign_in(stage.coordinator)
    replace = client.get_page(f"/cohorts/{stage.cohort.id}/members/{gone}").href(
        "Somebody comes in their place"
    )
    assert client.post_page(replace, {}, status=422).errors == ["Select who comes in their place"]

    page = client.post_page(replace, {"successor_id": str(new)})

    assert "Replaced by Kim Fern" in page.main
    assert (state_of(gone), state_of(new)) == (M.REPLACED, M.MEMBER)
    again = client.post_page(replace, {"successor_id": str(new)})
    assert "It says “replaced” now, so nothing was changed" in again.text


def test_nobody_gives_themselves_somebodys_place(stage: Stage) -> None:
    gone = stage.member(M.MEMBER)
    own = stage.member(M.AGREED, stage.coordinator)

    with pytest.raises(InvalidChoice), unit_of_work():
        member_service.replace_member(
            stage.as_coordinator, cohort_id=stage.cohort.id, member_id=gone, successor_id=own
        )


@pytest.mark.parametrize("state", [CohortState.PLANNED, CohortState.FINISHED, CohortState.CANCELLED])
def test_only_an_open_or_running_cohort_takes_people(stage: Stage, state: CohortState) -> None:
    cohort = stage.make.cohort(stage.area, state=state)

    with pytest.raises((WrongState, NotFound)), unit_of_work():
        member_service.apply(stage.as_person, cohort_id=cohort.id, area_id=stage.area.id)
    with pytest.raises(WrongState), unit_of_work():
        member_service.nominate(
            stage.as_coordinator, cohort_id=cohort.id, area_id=stage.area.id, person_id=stage.person.id
        )


def test_a_mail_is_not_sent_once_it_is_overtaken(stage: Stage) -> None:
    with unit_of_work():
        member_id = member_service.apply(stage.as_person, cohort_id=stage.cohort.id, area_id=stage.area.id)
    asked = OutboxFacts(stage.manager.id, MessageKind.TIME_ASKED, {"member_id": member_id}, "/", clock.now())

    assert is_still_true(asked)
    stage.move(stage.as_person, member_id, "leave")
    assert not is_still_true(asked)


def test_the_list_is_one_statement_and_shows_each_his_own(stage: Stage) -> None:
    cohort = queries.get_cohort(stage.as_coordinator, stage.cohort.id)
    stage.member(M.MEMBER)

    def read(viewer: Viewer) -> Any:
        return member_queries.list_members(viewer, cohort, state=None, page=1)

    read(stage.as_coordinator)
    with count_statements() as few:
        read(stage.as_coordinator)
    for number in range(55):
        stage.make.member(
            stage.cohort,
            stage.area,
            stage.make.worker(stage.area),
            state_since=clock.now() - timedelta(days=number),
        )
    with count_statements() as many:
        page = read(stage.as_coordinator)

    assert few.count == many.count == 1
    assert (len(page.rows), page.total_count) == (50, 56)
    assert [row.full_name for row in read(stage.as_manager).rows] == ["Robin Vale"]
    with pytest.raises(NotFound):
        read(stage.as_person)
