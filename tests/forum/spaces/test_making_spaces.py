"""Spaces: the programme team makes, orders and closes them, a lead opens the private one of their area, one each."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.audit.models import AuditEvent
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.models import Space, SpaceKind
from csaleads.forum.spaces import changes_service as space_changes_service
from csaleads.forum.spaces.changes_service import NewSpace, Way
from tests.adversary.rivals import all_at_once
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements

MAKE, MANAGE = "/network/spaces/make", "/network/spaces/manage"


def names(kind: SpaceKind = SpaceKind.OPEN) -> list[str]:
    db.session.rollback()
    query = select(Space.name).where(Space.kind == kind).order_by(Space.position, Space.name)
    return list(db.session.scalars(query))


def make_by_form(client: PageClient, status: int = 200, **typed: Any) -> Any:
    return client.post_page(MAKE, client.get_page(MAKE).form_values() | typed, status=status)


def test_the_programme_team_makes_a_space_for_all_an_area_and_a_cohort(
    forum: Forum, make: Factory, client: PageClient
) -> None:
    area = make.area("Here")
    cohort = make.cohort(area)
    client.sign_in(forum.programme())

    make_by_form(client, kind="open", name="Teaspoon talk", purpose="For zebra crossings.")
    make_by_form(client, kind="area", name="Leads of Here", area_id=str(area.id))
    page = make_by_form(client, kind="cohort", name="Our cohort", cohort_id=str(cohort.id))

    assert page.h1 == "Make and change spaces"
    spaces = db.session.execute(select(Space.kind, Space.area_id, Space.cohort_id).order_by(Space.id)).all()
    assert spaces == [
        (SpaceKind.OPEN, None, None),
        (SpaceKind.AREA, area.id, None),
        (SpaceKind.COHORT, None, cohort.id),
    ]
    form = client.get_page(MAKE)
    assert "Here" not in [option.get_text() for option in form.html.select("select[name=area_id] option")]


@pytest.mark.parametrize(("kind", "error"), [("area", "Select an area"), ("cohort", "Select a cohort")])
def test_a_private_space_needs_to_be_somebodys(
    forum: Forum, client: PageClient, kind: str, error: str
) -> None:
    page = make_by_form(client.sign_in(forum.programme()), status=422, kind=kind, name="Teaspoon talk")

    assert page.errors == [error]
    assert forum.count(Space) == 0


def test_a_lead_opens_the_private_space_of_their_area_and_a_colleague_finds_it(
    forum: Forum, make: Factory, client: PageClient
) -> None:
    here = make.area("Here")
    lead, colleague, stranger = forum.lead(here), forum.lead(here), forum.lead()

    offered = client.sign_in(lead).get_page("/network").main
    page = client.post_page(f"/network/areas/{here.id}/space")
    again = client.sign_in(colleague).post_page(f"/network/areas/{here.id}/space")
    after = client.get_page("/network").main
    theirs = client.sign_in(stranger).post(f"/network/areas/{here.id}/space").status_code

    assert "Open a private space for Here" in offered
    assert page.h1 == again.h1 == "Practice Leads of Here"
    assert "the Practice Leads of this area read what stands here, and nobody else" in page.main
    assert "Open a private space" not in after
    assert theirs == 404
    assert forum.count(Space) == 1


def test_two_leads_who_open_it_at_once_open_one(app: Flask, forum: Forum, make: Factory) -> None:
    here = make.area("Here")
    viewers = [forum.viewer(forum.lead(here)) for _ in range(2)]

    def lead(place: int) -> Any:
        def run() -> int:
            with app.app_context():
                with unit_of_work():
                    found = space_changes_service.open_area_space(
                        viewers[place], area_id=here.id, key=uuid4()
                    )
                db.session.remove()
                return found

        return run

    answers = all_at_once(app, lead(0), lead(1))

    assert answers[0] == answers[1]
    assert forum.count(Space) == 1


@pytest.mark.parametrize("kind", [SpaceKind.OPEN, SpaceKind.AREA])
def test_a_lead_makes_no_other_space(forum: Forum, make: Factory, kind: SpaceKind) -> None:
    lead, elsewhere = forum.lead(), make.area()
    area_id = elsewhere.id if kind is SpaceKind.AREA else None

    with pytest.raises(NotFound), unit_of_work():
        space_changes_service.make_space(
            forum.viewer(lead), new=NewSpace(kind, "Teaspoon talk", area_id=area_id), key=uuid4()
        )
    assert forum.count(Space) == 0


def test_spaces_change_places_with_their_neighbours(forum: Forum, client: PageClient) -> None:
    one, two, three = (forum.space(name=name, position=9) for name in ("A", "B", "C"))
    client.sign_in(forum.programme())

    orders = []
    for space_id, way in ((one, "up"), (two, "up"), (one, "down"), (three, "up"), (one, "down")):
        client.post_page(f"/network/spaces/{space_id}/move/{way}")
        orders.append("".join(names()))
    shown = [each.get_text() for each in client.get_page("/network").html.select(".csa-spaces__link")]

    assert orders == ["ABC", "BAC", "BCA", "CBA", "CBA"]
    assert "".join(shown) == "CBA"


def test_the_spaces_of_topics_stand_as_the_curriculum_does(forum: Forum, make: Factory) -> None:
    topic = make.topic()
    space_id = forum.space(SpaceKind.TOPIC, topic_id=topic.id)

    with pytest.raises(WrongState), unit_of_work():
        space_changes_service.move_space(forum.viewer(forum.programme()), space_id=space_id, way=Way.UP)


def test_a_closed_space_is_read_and_not_written_in_until_it_is_opened_again(
    forum: Forum, client: PageClient
) -> None:
    lead, space_id = forum.lead(), forum.space(name="Teaspoon talk")
    thread_id = forum.thread(lead, space_id)
    programme = forum.programme()

    asked = client.sign_in(programme).get_page(f"/network/spaces/{space_id}/close")
    client.post_page(f"/network/spaces/{space_id}/close")
    client.post_page(f"/network/spaces/{space_id}/close")  # a second click
    first = client.sign_in(lead).get_page("/network")
    page = client.get_page(f"/network/spaces/{space_id}")
    with pytest.raises(WrongState):
        forum.answer(lead, thread_id)
    client.sign_in(programme).post_page(f"/network/spaces/{space_id}/reopen")

    assert asked.h1 == "Close Teaspoon talk"
    assert "Teaspoon talk" not in [each.get_text() for each in first.html.select(".csa-spaces__link")]
    assert "Closed spaces" in first.main
    assert "This space is closed" in page.main
    forum.answer(lead, thread_id)
    verbs = list(
        db.session.scalars(
            select(AuditEvent.verb).where(AuditEvent.verb.like("%_space")).order_by(AuditEvent.id)
        )
    )
    assert verbs == ["archive_space", "reopen_space"]


def test_a_space_is_called_otherwise_and_one_of_a_topic_as_its_topic(
    forum: Forum, make: Factory, client: PageClient
) -> None:
    topic = make.topic()
    ids = [forum.space(name="Teaspoon"), forum.space(SpaceKind.TOPIC, name=topic.title, topic_id=topic.id)]
    client.sign_in(forum.programme())

    for space_id in ids:
        values = client.get_page(f"/network/spaces/{space_id}/change").form_values()
        client.post_page(
            f"/network/spaces/{space_id}/change", values | {"name": "Zebra", "purpose": "For crossings."}
        )

    db.session.rollback()
    spaces = [db.session.get_one(Space, space_id) for space_id in ids]
    assert [space.name for space in spaces] == ["Zebra", topic.title]
    assert [space.purpose for space in spaces] == ["For crossings."] * 2


def test_the_space_of_private_questions_is_nothing_to_see_to(forum: Forum, client: PageClient) -> None:
    space_id = forum.space(SpaceKind.ONE_TO_ONE)
    client.sign_in(forum.programme())

    statuses = [client.get(f"/network/spaces/{space_id}/{what}").status_code for what in ("change", "close")]
    statuses.append(client.post(f"/network/spaces/{space_id}/close").status_code)

    assert statuses == [404] * 3


def test_the_programme_team_sees_to_private_spaces_and_reads_nothing_in_them(
    forum: Forum, make: Factory, client: PageClient
) -> None:
    here = make.area("Here")
    space_id = forum.space(SpaceKind.AREA, name="Leads of Here", area_id=here.id)
    forum.thread(forum.lead(here), space_id, title="Teaspoon secret")
    client.sign_in(forum.programme())

    page = client.get_page(MANAGE)

    assert "Leads of Here" in page.main
    assert "Teaspoon secret" not in page.main
    assert client.get(f"/network/spaces/{space_id}").status_code == 404


def test_managing_asks_no_more_of_the_database_for_more_spaces(forum: Forum, client: PageClient) -> None:
    client.sign_in(forum.programme())
    counts = []

    for _ in range(2):
        with count_statements() as statements:
            client.get_page(MANAGE)
            client.get_page(MAKE)
        counts.append(statements.count)
        for _ in range(3):
            forum.space()

    assert counts[0] == counts[1]
