"""A coordinator's emergency reading: for a reason, for an hour, with the lead told, and nothing of it in the audit trail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from csaleads.audit.models import AuditEvent
from csaleads.consultations.models import BreakGlassRead
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import roll_back
from csaleads.notify.models import Message, MessageKind
from tests.conftest import NOON
from tests.consultations.conftest import NOTE_MARKER, REFERENCE, Scene
from tests.page_client import PageClient

SHOW = f"/records/{REFERENCE}"
GLASS = f"{SHOW}/break-glass"
REASON = "reasonword: the child is missing tonight"


@pytest.fixture
def coordinator(client: PageClient, scene: Scene) -> PageClient:
    scene.signed()
    return client.sign_in(scene.coordinator)


def test_the_coordinator_reads_the_shared_part_for_an_hour(coordinator: PageClient, scene: Scene) -> None:
    coordinator.get_page(SHOW, status=404)

    page = coordinator.post_page(GLASS, {"reason": REASON})

    assert "adviceword" in page.main
    assert "open to you until 1pm" in page.main
    assert NOTE_MARKER not in page.response.get_data(as_text=True)
    with clock.at(NOON + timedelta(minutes=59)):
        coordinator.get_page(SHOW)
    with clock.at(NOON + timedelta(minutes=60)):
        coordinator.sign_in(scene.coordinator).get_page(SHOW, status=404)


def test_the_lead_is_told_at_once_and_reads_the_reason(coordinator: PageClient, scene: Scene) -> None:
    coordinator.post_page(GLASS, {"reason": REASON})

    told = db.session.scalars(select(Message).where(Message.person_id == scene.lead.id)).all()
    assert [message.kind for message in told] == [MessageKind.BREAK_GLASS]
    assert "reasonword" not in str(told[0].facts)
    reads = scene.view("lead").glass_reads
    assert [(read.person_name, read.reason) for read in reads] == [("Cora Coordinator", REASON)]


def test_the_worker_does_not_read_the_reason(coordinator: PageClient, scene: Scene) -> None:
    coordinator.post_page(GLASS, {"reason": REASON})

    page = coordinator.sign_in(scene.worker).get_page(SHOW)

    assert "reasonword" not in page.response.get_data(as_text=True)


def test_it_is_audited_without_words(coordinator: PageClient, scene: Scene) -> None:
    coordinator.post_page(GLASS, {"reason": REASON})

    events = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "break_glass")).all()
    assert [(event.actor_id, event.chain) for event in events] == [(scene.coordinator.id, scene.area.id)]
    assert events[0].details == {"until": "2026-11-18T13:00+00:00", "screened": 1}


def test_a_double_click_is_one_reading(coordinator: PageClient) -> None:
    coordinator.post_page(GLASS, {"reason": REASON})
    coordinator.post_page(GLASS, {"reason": REASON})

    roll_back()
    assert len(db.session.scalars(select(BreakGlassRead)).all()) == 1


def test_a_reason_is_needed(coordinator: PageClient) -> None:
    page = coordinator.post_page(GLASS, {"reason": "  "}, status=422)

    assert page.errors == ["Say why you need to read it"]
    assert db.session.scalars(select(BreakGlassRead)).all() == []


@pytest.mark.parametrize("address", ["/word", "/text", "/print", "/amend", "/feedback", "/edit"])
def test_what_is_read_so_is_not_taken_away_or_changed(coordinator: PageClient, address: str) -> None:
    coordinator.post_page(GLASS, {"reason": REASON})

    coordinator.get_page(SHOW + address, status=404)


@pytest.mark.parametrize("name", ["far_coordinator", "stranger", "other_worker", "worker", "lead"])
def test_nobody_else_breaks_the_glass(scene: Scene, client: PageClient, name: str) -> None:
    scene.signed()
    person = client.sign_in(getattr(scene, name))

    person.get_page(GLASS, status=404)
    assert person.post(GLASS, data={"reason": REASON}).status_code == 404
    assert db.session.scalars(select(BreakGlassRead)).all() == []


def test_the_record_is_found_by_its_reference(coordinator: PageClient) -> None:
    page = coordinator.get_page("/break-glass?reference=k7q4md")

    assert page.h1 == f"Open {REFERENCE} in an emergency"


def test_another_areas_reference_is_as_unknown_as_none(scene: Scene, client: PageClient) -> None:
    scene.signed()
    person = client.sign_in(scene.far_coordinator)

    real = person.get_page(f"/break-glass?reference={REFERENCE}")
    invented = person.get_page("/break-glass?reference=QQQ-QQQ")

    assert real.errors == invented.errors == ["No signed record of your area has this reference"]


def test_a_draft_cannot_be_found(scene: Scene, client: PageClient) -> None:
    scene.open()

    page = client.sign_in(scene.coordinator).get_page(f"/break-glass?reference={REFERENCE}")

    assert page.errors == ["No signed record of your area has this reference"]
