"""What was kept as identifying nobody: seen by leads and coordinator of the area, reviewed by somebody else, without words."""

from typing import Any

import pytest
from sqlalchemy import select

from csaleads.core.database import db
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.screening.models import KeptException, Verdict
from tests.page_client import PageClient
from tests.screening.conftest import Scene
from tests.statements import count_statements


@pytest.fixture
def lead(client: PageClient, scene: Scene) -> PageClient:
    return client.sign_in(scene.lead)


def the_row() -> KeptException:
    db.session.rollback()
    return db.session.scalars(select(KeptException).execution_options(populate_existing=True)).one()


def test_a_line_says_kind_reason_who_and_when(lead: PageClient, scene: Scene) -> None:
    scene.make.kept(scene.request(state="queued", reference="QUE-UE2"), scene.worker)

    (line,) = lead.get_page("/kept").rows()

    assert "A name" in line
    assert "It is an everyday word, not a name" in line
    assert scene.worker.full_name in line
    assert "18 Nov 2026" in line
    assert "QUE-UE2" in line


def test_a_reference_is_shown_only_to_whoever_knows_it_already(
    lead: PageClient, scene: Scene, new_client: Any
) -> None:
    clinic = scene.make.clinic(scene.area, [scene.other_lead])
    request = scene.request(reference="BKK-ED2")
    scene.make.booking(request, scene.make.slots_of(clinic)[0])
    scene.make.kept(request, scene.worker)
    record = scene.make.consultation(scene.request(reference="SGN-ED2"), scene.other_lead)
    scene.make.kept(record, scene.other_lead, field="advice")

    here, there = lead.get_page("/kept").main, new_client().sign_in(scene.other_lead).get_page("/kept").main

    assert "BKK-ED2" not in here
    assert "SGN-ED2" not in here
    assert "BKK-ED2" in there
    assert "SGN-ED2" in there


def test_another_area_sees_nothing(scene: Scene, client: PageClient) -> None:
    row = scene.make.kept(scene.request(), scene.worker)
    client.sign_in(scene.make.lead(scene.make.area()))

    assert client.get_page("/kept").rows() == []
    assert client.post(f"/kept/{row.id}/agree").status_code == 404


def test_what_a_draft_kept_is_not_listed(lead: PageClient, scene: Scene) -> None:
    row = scene.make.kept(scene.draft(), scene.worker, is_sent=False)

    assert lead.get_page("/kept").rows() == []
    assert lead.post(f"/kept/{row.id}/agree").status_code == 404


def test_somebody_else_agrees_and_it_waits_no_more(lead: PageClient, scene: Scene) -> None:
    row = scene.make.kept(scene.request(), scene.worker)

    page = lead.post_page(f"/kept/{row.id}/agree")

    assert page.rows() == []
    assert (the_row().verdict, the_row().reviewed_by_id) == (Verdict.AGREED, scene.lead.id)
    assert "Agreed" in lead.get_page("/kept?state=agreed").rows()[0]


def test_nobody_agrees_with_themselves(lead: PageClient, scene: Scene) -> None:
    row = scene.make.kept(scene.request(), scene.lead)

    page = lead.get_page("/kept")

    assert "a colleague looks at it" in page.main
    assert page.html.select("table form") == []
    assert lead.post(f"/kept/{row.id}/agree").status_code == 404


def test_the_author_is_asked_to_look_again_in_the_app_without_words_and_without_mail(
    lead: PageClient, scene: Scene, new_client: Any
) -> None:
    request = scene.request(reference="SEN-T23")
    row = scene.make.kept(request, scene.worker)

    lead.post_page(f"/kept/{row.id}/ask-again")

    message = db.session.scalars(select(Message)).one()
    assert (message.person_id, message.kind) == (scene.worker.id, MessageKind.LOOK_AGAIN)
    assert message.facts == {"what": "a name", "where": "what is known", "reference": "SEN-T23"}
    assert message.path == "/requests/SEN-T23"
    assert db.session.scalars(select(OutboxRow)).all() == []
    assert the_row().verdict is Verdict.LOOK_AGAIN
    shown = new_client().sign_in(scene.worker).get_page("/messages")
    assert "look again at a name that you kept as identifying nobody in what is known, SEN-T23" in shown.main


def test_the_second_of_two_who_look_at_once_is_told(lead: PageClient, scene: Scene, new_client: Any) -> None:
    row = scene.make.kept(scene.request(), scene.worker)
    lead.post_page(f"/kept/{row.id}/agree")

    page = new_client().sign_in(scene.coordinator).post_page(f"/kept/{row.id}/ask-again")

    assert "Somebody has looked at that already" in page.text
    assert the_row().verdict is Verdict.AGREED


def test_today_says_how_many_wait(lead: PageClient, scene: Scene, new_client: Any) -> None:
    request = scene.request()
    for _ in range(2):
        scene.make.kept(request, scene.worker)
    scene.make.kept(request, scene.lead)

    assert "2 findings kept as identifying nobody" in lead.get_page("/").main
    assert "3 findings kept" in new_client().sign_in(scene.coordinator).get_page("/").main
    assert "findings kept" not in new_client().sign_in(scene.worker).get_page("/").main


def test_a_long_list_has_pages_and_asks_no_more_of_the_database(lead: PageClient, scene: Scene) -> None:
    request = scene.request()
    for _ in range(3):
        scene.make.kept(request, scene.worker)
    with count_statements() as few:
        lead.get_page("/kept")
    for _ in range(27):
        scene.make.kept(request, scene.worker)
    with count_statements() as many:
        page = lead.get_page("/kept")

    assert len(page.rows()) == 25
    assert "Showing 1 to 25 of 30" in page.main
    assert len(many) == len(few)
    assert len(lead.get_page("/kept?page=2").rows()) == 5


@pytest.mark.parametrize("state", ["to_review", "agreed", "look_again", "all", "nonsense", ""])
def test_every_state_has_words_when_empty(lead: PageClient, state: str) -> None:
    assert lead.get_page(f"/kept?state={state}").h1 == "Kept as identifying nobody"
