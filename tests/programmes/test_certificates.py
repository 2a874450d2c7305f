"""Certificates: issued once the days are there and somebody confirms, checked by anybody, withdrawn with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import leaving, roles_service
from csaleads.accounts.models import RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.limits import limit_of
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts, is_still_true
from csaleads.programmes.attendance.models import CompletionRule, Half, PartCounts, Presence
from csaleads.programmes.certificates import queries as certificate_queries
from csaleads.programmes.certificates import routes as certificate_routes
from csaleads.programmes.certificates import service as certificate_service
from csaleads.programmes.certificates.models import Certificate, WithdrawalReason
from csaleads.programmes.certificates.service import LeadRole
from csaleads.programmes.models import CohortMember, CohortState, MemberState
from csaleads.screening.service import CouldIdentify
from tests.clinics.test_contention import all_at_once
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.learning_stage import LearningStage, mailed

P, K = Presence, MessageKind


class Finished(LearningStage):
    """All ten days are over: the first member was there on nine of them, the second on half a day less."""

    def __init__(self, make: Factory) -> None:
        super().__init__(make, members=2, behind=10, days=11)
        for day in range(9):
            self.mark(0, day, P.PRESENT)
            self.mark(1, day, P.PRESENT, *(list(Half) if day else [Half.MORNING]))

    def confirm(self, actor: Viewer | None = None, place: int = 0) -> LeadRole:
        with unit_of_work():
            return certificate_service.confirm(
                actor or self.as_coordinator, cohort_id=self.cohort.id, member_id=self.members[place].id
            )

    def withdraw(self, actor: Viewer | None = None, more: str = "") -> None:
        with unit_of_work():
            certificate_service.withdraw(
                actor or self.as_coordinator,
                cohort_id=self.cohort.id,
                member_id=self.members[0].id,
                reason=WithdrawalReason.ISSUED_BY_MISTAKE,
                more=more,
            )

    @property
    def page(self) -> str:
        return f"/cohorts/{self.cohort.id}/members/{self.members[0].id}/certificate"

    @property
    def state(self) -> MemberState:
        found = db.session.get_one(CohortMember, self.members[0].id).state
        db.session.rollback()
        return found

    def lead_roles(self, place: int = 0) -> list[Any]:
        query = select(RoleInArea.starts_on).where(
            RoleInArea.person_id == self.people[place].id, RoleInArea.role == Role.PRACTICE_LEAD
        )
        return list(db.session.scalars(query))


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Nobody is held up by what another test has asked."""
    app.extensions[certificate_routes.LIMIT] = limit_of(app, certificate_routes.AS_OFTEN)


@pytest.fixture
def stage(make: Factory) -> Finished:
    # Eleven days, of which the last is today and not over: nine of ten rounds to ten of eleven, so the rule is set.
    found = Finished(make)
    with unit_of_work():
        db.session.add(
            CompletionRule(
                cohort_id=found.cohort.id,
                days_needed=9,
                part_counts=PartCounts.HALF,
                set_by_id=found.coordinator.id,
                set_at=clock.now(),
            )
        )
    return found


def number_of(stage: Finished) -> str:
    found = certificate_queries.find_valid(stage.members[0].id)
    db.session.rollback()
    assert found is not None
    return found.number


def test_a_coordinator_confirms_and_the_member_prints(
    client: PageClient, new_client: Any, stage: Finished
) -> None:
    client.sign_in(stage.coordinator)
    page = client.get_page(stage.page)
    assert "9 of 9 days so far" in page.main
    assert "they are a Practice Lead there from today on" in page.main

    page = client.post_page(f"{stage.page}/confirm")

    assert "They have completed the cohort and are a Practice Lead from today on" in page.text
    member = new_client().sign_in(stage.people[0])
    own = member.get_page(member.get_page("/my-learning").href("your certificate"))
    number = number_of(stage)
    for words in ("Member A", "Spring, social work curriculum", "Northmere", "18 November 2026", number):
        assert words in own.main
    assert "Withdraw" not in own.main
    assert stage.state is MemberState.COMPLETED
    assert mailed(K.CERTIFICATE_ISSUED) == [(stage.people[0].id, K.CERTIFICATE_ISSUED)]


def test_half_a_day_less_is_too_little(client: PageClient, stage: Finished) -> None:
    assert stage.confirm() is LeadRole.BEGUN

    with pytest.raises(WrongState):
        stage.confirm(place=1)
    page = client.sign_in(stage.coordinator).get_page(
        f"/cohorts/{stage.cohort.id}/members/{stage.members[1].id}/certificate"
    )
    assert "Not enough days yet" in page.main
    assert not page.html.select("form[action$=confirm]")


def test_who_may_confirm(make: Factory, stage: Finished) -> None:
    there = make.area()
    for viewer in (
        stage.viewer(stage.people[0], Role.COORDINATOR),  # nobody for themselves
        stage.viewer(stage.manager, Role.LINE_MANAGER),
        stage.as_facilitator,
        stage.viewer(stage.people[1]),
        make.viewer(make.coordinator(there), there, Role.COORDINATOR),
    ):
        with pytest.raises(NotFound):
            stage.confirm(viewer)
    assert stage.confirm(stage.as_programme) is LeadRole.BEGUN


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (CohortState.OPEN, False),
        (CohortState.RUNNING, True),
        (CohortState.FINISHED, True),
        (CohortState.CANCELLED, False),
    ],
)
def test_it_is_confirmed_while_a_cohort_runs_and_afterwards(
    stage: Finished, state: CohortState, may: bool
) -> None:
    with unit_of_work():
        db.session.get_one(type(stage.cohort), stage.cohort.id).state = state

    if may:
        assert stage.confirm() is LeadRole.BEGUN
    else:
        with pytest.raises(NotFound):
            stage.confirm()


def test_twelve_who_confirm_at_once_issue_one(app: Flask, stage: Finished) -> None:
    actors = [stage.as_coordinator, stage.as_programme] * 3
    acts = [
        lambda actor=actor: certificate_service.confirm(
            actor, cohort_id=stage.cohort.id, member_id=stage.members[0].id
        )
        for actor in actors
    ]

    assert all_at_once(app, acts) == {"done": 1, "WrongState": 5}
    assert db.session.scalar(select(func.count()).select_from(Certificate)) == 1
    assert len(stage.lead_roles()) == 1


def test_a_double_click_is_answered_kindly(client: PageClient, stage: Finished) -> None:
    client.sign_in(stage.coordinator)
    client.post_page(f"{stage.page}/confirm")

    page = client.post_page(f"{stage.page}/confirm")

    assert "They have a certificate already" in page.text
    assert db.session.scalar(select(func.count()).select_from(Certificate)) == 1


def test_the_role_begins_today(stage: Finished) -> None:
    assert stage.confirm() is LeadRole.BEGUN

    assert stage.lead_roles() == [clock.today()]


def test_whoever_is_a_lead_already_stays_one(make: Factory, stage: Finished) -> None:
    since = clock.today() - timedelta(days=400)
    make.role(stage.people[0], stage.area, Role.PRACTICE_LEAD, starts_on=since)

    assert stage.confirm() is LeadRole.HELD
    assert stage.lead_roles() == [since]


def test_a_role_that_is_to_begin_later_stays_as_it_was_planned(make: Factory, stage: Finished) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    make.role(stage.people[0], stage.area, Role.PRACTICE_LEAD, starts_on=tomorrow)

    assert stage.confirm() is LeadRole.PLANNED
    assert stage.lead_roles() == [tomorrow]


def test_whoever_has_left_gets_the_paper_and_no_role(make: Factory, stage: Finished) -> None:
    with unit_of_work():
        leaving.leave_area(stage.as_coordinator, person_id=stage.people[0].id, area_id=stage.area.id)

    assert stage.confirm() is LeadRole.LEFT
    assert stage.lead_roles() == []
    assert number_of(stage)


@pytest.mark.parametrize(
    "as_typed", [str, str.lower, lambda number: number.replace("-", ""), lambda n: f"{n}-"]
)
def test_anybody_checks_a_number(new_client: Any, stage: Finished, as_typed: Any) -> None:
    stage.confirm()
    number = number_of(stage)

    page = new_client().get_page(f"/certificates/{as_typed(number)}")

    assert page.h1 == f"Certificate {number}"
    assert [row.get_text(" ") for row in page.html.select(".govuk-summary-list__row")] == [
        "Name Member A",
        "Programme Spring, social work curriculum",
        "Area Northmere",
        "Date 18 November 2026",
    ]
    assert stage.people[0].email not in page.text


@pytest.mark.parametrize("number", ["3333-3333-3333", "x", "%20", "K7Q4", "3333-3333-3333-3333"])
def test_a_number_that_nobody_has_is_not_found(new_client: Any, stage: Finished, number: str) -> None:
    stage.confirm()

    new_client().get_page(f"/certificates/{number}", status=404)


def test_numbers_cannot_be_tried_out(new_client: Any, stage: Finished) -> None:
    stage.confirm()
    client, number = new_client(), number_of(stage)

    statuses = [client.get("/certificates/3333-3333-3333").status_code for _ in range(70)]

    assert 30 <= statuses.count(404) <= 60  # a minute may begin meanwhile
    assert 429 in statuses
    assert number


def test_there_is_no_list(new_client: Any, stage: Finished) -> None:
    stage.confirm()

    assert [new_client().get(path).status_code for path in ("/certificates", "/certificates/")] == [404, 404]


def test_a_name_on_paper_stays_as_it_was(stage: Finished, new_client: Any) -> None:
    stage.confirm()
    with unit_of_work():
        db.session.get_one(type(stage.people[0]), stage.people[0].id).full_name = "Somebody Else"

    assert "Member A" in new_client().get_page(f"/certificates/{number_of(stage)}").main


def test_a_certificate_is_withdrawn_with_a_reason(
    client: PageClient, new_client: Any, stage: Finished
) -> None:
    stage.confirm()
    number = number_of(stage)
    client.sign_in(stage.coordinator)
    address = client.get_page(stage.page).href("Withdraw the certificate")
    assert "They stay a Practice Lead" in client.get_page(address).main
    assert client.post_page(address, status=422).errors == ["Select why it is withdrawn"]
    assert client.post_page(address, {"reason": "other"}, status=422).errors == ["Say why it is withdrawn"]

    page = client.post_page(address, {"reason": "name_wrong", "more": "The zebra crossing."})

    assert "The certificate is withdrawn" in page.text
    assert "They are still a Practice Lead" in page.main
    assert "the name on it is wrong" in page.main
    new_client().get_page(f"/certificates/{number}", status=404)
    assert stage.state is MemberState.MEMBER
    assert len(stage.lead_roles()) == 1
    assert mailed(K.CERTIFICATE_WITHDRAWN) == [(stage.people[0].id, K.CERTIFICATE_WITHDRAWN)]
    own = new_client().sign_in(stage.people[0]).get_page(stage.page)
    assert ("There is no certificate that holds" in own.main, number in own.main) == (True, True)


def test_another_one_may_follow_and_the_old_number_stays_dead(stage: Finished, new_client: Any) -> None:
    stage.confirm()
    first = number_of(stage)
    stage.withdraw()

    assert stage.confirm() is LeadRole.HELD

    second = number_of(stage)
    assert second != first
    new_client().get_page(f"/certificates/{first}", status=404)
    new_client().get_page(f"/certificates/{second}")


def test_the_role_that_began_with_it_goes_on_until_the_coordinator_ends_it(
    client: PageClient, stage: Finished
) -> None:
    stage.confirm()
    stage.withdraw(stage.as_programme)

    assert mailed(K.LEAD_ROLE_GOES_ON) == [(stage.coordinator.id, K.LEAD_ROLE_GOES_ON)]
    facts = {"member_id": stage.members[0].id}
    mail = OutboxFacts(stage.coordinator.id, K.LEAD_ROLE_GOES_ON, facts, "", clock.now())
    assert is_still_true(mail)
    page = client.sign_in(stage.coordinator).get_page(stage.page)
    assert "They are still a Practice Lead" in page.main
    role_id = int(page.href("end the role").split("/")[-2])
    with unit_of_work():
        roles_service.end_role(
            stage.as_coordinator, role_id=role_id, ends_on=clock.today() + timedelta(days=30)
        )
    assert "They are still a Practice Lead" not in client.get_page(stage.page).main
    assert not is_still_true(mail)
    db.session.rollback()


def test_with_another_certificate_nothing_is_to_be_ended(client: PageClient, stage: Finished) -> None:
    stage.confirm()
    stage.withdraw()
    stage.confirm()

    assert "They are still a Practice Lead" not in client.sign_in(stage.coordinator).get_page(stage.page).main


def test_whoever_was_a_lead_before_stays_one_without_a_word(
    client: PageClient, make: Factory, stage: Finished
) -> None:
    make.role(stage.people[0], stage.area, Role.PRACTICE_LEAD)
    stage.confirm()
    client.sign_in(stage.coordinator)
    assert "does not depend on it, and stays as it is" in client.get_page(f"{stage.page}/withdraw").main

    stage.withdraw(stage.as_programme)

    assert mailed(K.LEAD_ROLE_GOES_ON) == []
    assert "They are still a Practice Lead" not in client.get_page(stage.page).main


def test_what_was_not_recorded_before_a_withdrawal_is_still_open(client: PageClient, stage: Finished) -> None:
    stage.confirm()
    stage.withdraw()

    rows = client.sign_in(stage.coordinator).get_page(f"/cohorts/{stage.cohort.id}/attendance").rows()

    assert "9 of 9 days 2 half days not recorded yet" in rows[0]


def test_whoever_cannot_confirm_is_not_offered_to(new_client: Any, stage: Finished) -> None:
    stage.confirm()
    stage.withdraw()
    offered = {
        person.full_name: bool(
            new_client().sign_in(person).get_page(stage.page).html.select("form[action$=confirm]")
        )
        for person in (stage.coordinator, stage.manager, stage.people[0])
    }

    assert list(offered.values()) == [True, False, False]


def test_a_certificate_is_withdrawn_also_where_the_cohort_was_cancelled(stage: Finished) -> None:
    stage.confirm()
    with unit_of_work():
        db.session.get_one(type(stage.cohort), stage.cohort.id).state = CohortState.CANCELLED

    stage.withdraw()

    assert stage.state is MemberState.MEMBER


def test_what_does_not_hold_is_not_withdrawn(client: PageClient, stage: Finished) -> None:
    with pytest.raises(WrongState):
        stage.withdraw()
    page = client.sign_in(stage.coordinator).get_page(f"{stage.page}/withdraw")
    assert "There is no certificate that holds" in page.text


def test_who_may_withdraw(make: Factory, stage: Finished) -> None:
    stage.confirm()
    for viewer in (
        stage.viewer(stage.people[0]),
        stage.viewer(stage.manager, Role.LINE_MANAGER),
        stage.as_facilitator,
    ):
        with pytest.raises(NotFound):
            stage.withdraw(viewer)
    stage.withdraw(stage.as_programme)
    assert stage.state is MemberState.MEMBER


def test_words_of_a_withdrawal_are_screened(stage: Finished) -> None:
    stage.confirm()

    with pytest.raises(CouldIdentify):
        stage.withdraw(more="Rang on 07700 900123.")
    assert number_of(stage)


def test_a_certificate_is_seen_by_its_holder_their_manager_and_organisers(
    make: Factory, new_client: Any, stage: Finished
) -> None:
    stage.confirm()

    for person in (stage.people[0], stage.manager, stage.coordinator):
        new_client().sign_in(person).get_page(stage.page)
    for person in (stage.people[1], stage.facilitator, make.lead(stage.area)):
        new_client().sign_in(person).get_page(stage.page, status=404)
