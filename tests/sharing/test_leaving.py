"""When a lead leaves the role or the area: what waits is returned, what is shared is the coordinator's to keep or to stop."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.accounts import in_hand, roles_service
from csaleads.accounts import leaving as accounts_leaving
from csaleads.accounts.models import RoleInArea
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.notify.models import Message, MessageKind
from csaleads.sharing import leaving, list_queries, service
from csaleads.sharing.models import LearningVersion, SharingState, StopReason
from tests.factories import Factory
from tests.page_client import PageClient
from tests.sharing.conftest import Sharing
from tests.statements import count_statements

LIST = "/shared-records/lead-has-left"


def end_role(sharing: Sharing, ends_on: date) -> None:
    scene = sharing.scene
    query = select(RoleInArea.id).where(
        RoleInArea.person_id == scene.lead.id, RoleInArea.role == Role.PRACTICE_LEAD
    )
    role_id = db.session.scalars(query).one()
    roll_back()
    with unit_of_work():
        roles_service.end_role(scene.actor("coordinator"), role_id=role_id, ends_on=ends_on)


def leave(sharing: Sharing) -> None:
    """The clinic has another lead, and the role ends at once; the person stays in the area as a social worker."""
    scene = sharing.scene
    with unit_of_work():
        in_hand.hand_over(
            scene.actor("coordinator"),
            person_id=scene.lead.id,
            area_id=scene.area.id,
            to_id=scene.co_lead.id,
        )
    sharing.make.role(sharing.scene.lead, sharing.scene.area, Role.SOCIAL_WORKER)
    end_role(sharing, clock.today() - timedelta(days=1))


def come_back(sharing: Sharing) -> None:
    sharing.make.role(sharing.scene.lead, sharing.scene.area, Role.PRACTICE_LEAD)


def version() -> LearningVersion:
    row = db.session.scalars(select(LearningVersion).execution_options(populate_existing=True)).one()
    roll_back()
    return row


def waiting(sharing: Sharing, who: str = "coordinator") -> list[str]:
    rows = list_queries.list_without_lead(sharing.scene.actor(who), page=1).rows
    roll_back()
    return [row.number for row in rows]


def keep(sharing: Sharing, by: str = "coordinator") -> None:
    number = version().number
    with unit_of_work():
        leaving.keep_sharing(sharing.scene.actor(by), number=number)


def verbs() -> list[str]:
    found = list(db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)))
    roll_back()
    return found


def test_a_proposal_is_returned_when_the_role_ends_at_once(sharing: Sharing) -> None:
    sharing.waiting()

    leave(sharing)

    assert version().state is SharingState.RETURNED
    assert list_queries.list_to_review(sharing.scene.actor("stranger"), page=1).rows == []
    assert verbs()[-1] == "return_sharing"


def test_a_proposal_is_returned_when_its_lead_leaves_the_area(sharing: Sharing) -> None:
    sharing.waiting()
    scene = sharing.scene
    after_the_clinic = clock.now() + timedelta(days=60)

    with clock.at(after_the_clinic), unit_of_work():
        accounts_leaving.leave_area(
            scene.actor("coordinator"), person_id=scene.lead.id, area_id=scene.area.id
        )

    assert version().state is SharingState.RETURNED


def test_until_the_last_day_it_waits_and_in_the_night_after_it_is_returned(
    app: Flask, sharing: Sharing
) -> None:
    sharing.waiting()
    end_role(sharing, clock.today())
    assert version().state is SharingState.PROPOSED

    with clock.at(clock.now() + timedelta(days=1)):
        for _ in range(2):
            result = app.test_cli_runner().invoke(args=["accounts", "tidy"])
            assert result.exit_code == 0

    assert version().state is SharingState.RETURNED
    assert verbs().count("return_sharing") == 1, "told twice, it is returned once"


def test_the_end_of_another_role_returns_nothing(sharing: Sharing, make: Factory) -> None:
    sharing.waiting()
    scene = sharing.scene
    role_id = make.role(scene.lead, scene.area, Role.SOCIAL_WORKER).id

    with unit_of_work():
        roles_service.end_role(
            scene.actor("coordinator"), role_id=role_id, ends_on=clock.today() - timedelta(days=1)
        )

    assert version().state is SharingState.PROPOSED


def test_what_is_shared_stays_shared_and_waits_for_the_coordinator(sharing: Sharing) -> None:
    sharing.shared()
    assert waiting(sharing) == []

    leave(sharing)

    assert version().state is SharingState.SHARED
    assert waiting(sharing) == [version().number]
    assert waiting(sharing, "stranger") == []
    assert waiting(sharing, "far_coordinator") == []


def test_kept_it_is_asked_about_no_more_until_the_lead_leaves_again(sharing: Sharing) -> None:
    sharing.shared()
    leave(sharing)

    keep(sharing)

    assert waiting(sharing) == []
    assert verbs()[-1] == "keep_sharing"
    assert version().state is SharingState.SHARED
    with pytest.raises(WrongState):
        keep(sharing)
    roll_back()
    come_back(sharing)
    end_role_again(sharing)
    assert waiting(sharing) == [version().number]


def end_role_again(sharing: Sharing) -> None:
    query = select(RoleInArea.id).where(
        RoleInArea.person_id == sharing.scene.lead.id,
        RoleInArea.role == Role.PRACTICE_LEAD,
        RoleInArea.ends_on.is_(None),
    )
    role_id = db.session.scalars(query).one()
    roll_back()
    with unit_of_work():
        roles_service.end_role(
            sharing.scene.actor("coordinator"), role_id=role_id, ends_on=clock.today() - timedelta(days=1)
        )


def test_only_the_coordinator_of_the_area_keeps_it_and_only_without_its_lead(sharing: Sharing) -> None:
    sharing.shared()
    with pytest.raises(WrongState):
        keep(sharing)
    roll_back()
    leave(sharing)

    for by in ("stranger", "co_lead", "worker", "far_coordinator"):
        with pytest.raises(NotFound):
            keep(sharing, by)
        roll_back()
    keep(sharing)


def test_stopped_it_waits_no_more_and_nobody_is_told_who_has_no_page_of_it(sharing: Sharing) -> None:
    sharing.shared()
    leave(sharing)

    with unit_of_work():
        service.stop_as_coordinator(
            sharing.scene.actor("coordinator"), number=version().number, reason=StopReason.LEAD_HAS_LEFT
        )

    assert waiting(sharing) == []
    assert version().stopped_for is StopReason.LEAD_HAS_LEFT
    told = select(Message.person_id).where(Message.kind == MessageKind.LEARNING_STOPPED)
    assert list(db.session.scalars(told)) == []


def test_a_lead_who_comes_back_finds_what_was_returned(sharing: Sharing, client: PageClient) -> None:
    sharing.waiting()
    leave(sharing)
    come_back(sharing)

    page = client.sign_in(sharing.scene.lead).get_page(f"/records/{sharing.scene.request.reference}/sharing")

    assert "It was returned to you" in page.main
    assert "Carry on editing" in page.main
    sharing.propose()
    assert version().state is SharingState.PROPOSED


def test_the_coordinator_keeps_it_from_the_list_or_stops_it_from_there(
    sharing: Sharing, client: PageClient
) -> None:
    sharing.shared()
    leave(sharing)
    number = version().number
    client.sign_in(sharing.scene.coordinator)

    today = client.get_page("/")
    page = client.get_page(LIST)
    stop = client.get_page(page.href("Stop sharing it"))
    read = client.get_page(f"/shared-records/{number}")
    after = client.post_page(f"/shared-records/{number}/keep")
    again = client.post_page(f"/shared-records/{number}/keep")

    assert "Say what becomes of a shared record whose lead has left" in today.main
    assert number in page.rows()[0]
    assert stop.form_values()["reason"] == ["lead_has_left"]
    assert "Its lead has left" in read.main
    assert "is shared on" in after.main
    assert "settled already" in again.main
    assert "Nothing waits for you" in again.main
    assert "whose lead has left" not in client.get_page("/").main


def test_leads_see_neither_the_list_nor_that_somebody_left(sharing: Sharing, client: PageClient) -> None:
    sharing.shared()
    leave(sharing)
    client.sign_in(sharing.scene.stranger)

    client.get_page(LIST, status=404)
    page = client.get_page("/shared-records")

    assert "has left" not in page.main
    assert "has left" not in client.get_page(f"/shared-records/{version().number}").main
    assert "has left" not in client.get_page("/").main


def test_twice_the_records_need_no_more_statements(sharing: Sharing, make: Factory) -> None:
    sharing.shared()
    leave(sharing)
    scene = sharing.scene
    actor: Any = scene.actor("coordinator")

    def statements() -> int:
        roll_back()
        with count_statements() as counted:
            list_queries.list_without_lead(actor, page=1)
        return len(counted)

    before = statements()
    for _ in range(3):
        request = make.request(scene.area, scene.other_worker)
        record = make.consultation(request, scene.lead, signed_at=clock.now())
        make.learning_version(record, state=SharingState.SHARED)

    assert statements() == before == 2
    assert len(waiting(sharing)) == 4
