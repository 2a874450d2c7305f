"""Resources: who sees, adds, changes and moves which, that no edition is lost, and that none is without a topic."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import (
    list_queries,
    policy,
    resource_queries,
    resource_service,
    start_data,
    topic_list_queries,
)
from csaleads.learning.content import ResourceContent
from csaleads.learning.errors import NotAWebAddress, NoTopic
from csaleads.learning.models import Audience, Level, Resource, ResourceEdition, ResourceKind, ResourceState
from csaleads.learning.policy import RESOURCE_MOVES, ResourceFacts
from csaleads.screening import engine
from tests.learning.conftest import ROLES, Cast
from tests.page_client import PageClient

DRAFT, APPROVED, ARCHIVED = ResourceState
KINDS = [
    (place, state, audience, for_network)
    for place in ("here", "network")
    for state in ResourceState
    for audience in Audience
    for for_network in (False, True)
    if (state is APPROVED or not for_network) and (place == "here" or state is not APPROVED or for_network)
]


def said(topic: Any, **changes: Any) -> ResourceContent:
    return ResourceContent(
        **{
            "kind": ResourceKind.TOOL,
            "title": "A body map",
            "link": "https://library.example/map",
            "topics": (topic.id,),
            "summary": "For drawing together.",
            "audience": Audience.ALL_STAFF,
            "level": Level.CORE,
            "review_by": clock.today() + timedelta(days=300),
            "may_leave": True,
        }
        | changes
    )


def fields(topic: Any, **changes: Any) -> dict[str, Any]:
    return {
        "title": "A body map",
        "kind": "tool",
        "link": "https://library.example/map",
        "topics": [str(topic.id)],
        "summary": "For drawing together.",
        "audience": "all_staff",
        "level": "core",
        "may_leave": "yes",
        "review_by-day": "1",
        "review_by-month": "6",
        "review_by-year": "2027",
        "once_key": "one",
    } | changes


def verbs() -> list[str]:
    found = list(db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)))
    db.session.rollback()
    return found


def row_of(resource_id: Any) -> Resource:
    row = db.session.scalars(select(Resource).where(Resource.id == resource_id)).one()
    db.session.expunge_all()
    db.session.rollback()
    return row


@pytest.mark.parametrize(("place", "state", "audience", "for_network"), KINDS)
def test_lists_and_pages_show_what_policy_lets_see(
    app: Flask, cast: Cast, place: str, state: ResourceState, audience: Audience, for_network: bool
) -> None:
    topic = cast.make.topic()
    area = cast.here if place == "here" else None
    resource = cast.make.resource(topic, area, state=state, audience=audience, for_network=for_network)
    facts = resource_queries.facts_of(resource)

    for part in ROLES:
        viewer = cast.actor(part)
        asked = list_queries.Narrowing(state=state)
        listed = [line.id for line in list_queries.list_resources(viewer, asked, page=1).rows]
        try:
            opened = resource_queries.get_resource(viewer, resource.id).id == resource.id
        except NotFound:
            opened = False
        assert bool(listed) == opened == policy.can_see(viewer, facts), part


def test_who_sees_what_an_area_approved(cast: Cast) -> None:
    def seers(audience: Audience, state: ResourceState = APPROVED, is_for_network: bool = False) -> set[str]:
        facts = ResourceFacts(cast.here.id, None, state, is_for_network, audience, True)
        return {part for part in ROLES if policy.can_see(cast.actor(part), facts)}

    here = {"worker", "lead", "other_lead", "manager", "coordinator"}
    there = {"their_worker", "their_lead", "their_coordinator"}
    leads = {"lead", "other_lead", "coordinator"}
    assert seers(Audience.ALL_STAFF) == here | {"programme"}
    assert seers(Audience.LEADS) == leads | {"programme"}
    assert seers(Audience.ALL_STAFF, DRAFT) == leads
    assert seers(Audience.ALL_STAFF, ARCHIVED) == leads | {"programme"}
    assert seers(Audience.ALL_STAFF, is_for_network=True) == here | there | {"programme"}
    assert seers(Audience.LEADS, is_for_network=True) == leads | {
        "their_lead",
        "their_coordinator",
        "programme",
    }


MAY = {  # of an area's resource that "lead" looks after: who may, in the states in which it can be done
    "save": {"lead", "coordinator"},
    "revise": {"lead", "coordinator"},
    "approve": {"coordinator"},
    "check": {"lead", "coordinator"},
    "approve_for_network": {"programme"},
    "take_from_network": {"coordinator", "programme"},
    "archive": {"lead", "coordinator"},
    "reopen": {"lead", "coordinator"},
}


@pytest.mark.parametrize("verb", MAY)
@pytest.mark.parametrize("state", list(ResourceState))
def test_each_move_is_for_the_right_people_from_the_right_state(
    cast: Cast, verb: str, state: ResourceState
) -> None:
    is_for_network = verb == "take_from_network" and state is APPROVED
    facts = ResourceFacts(
        cast.here.id, cast.person["lead"].id, state, is_for_network, Audience.ALL_STAFF, True
    )

    able = {part for part in ROLES if policy.can_do(cast.actor(part), facts, verb)}

    assert able == (MAY[verb] if (state, verb) in RESOURCE_MOVES else set())


def test_what_may_not_leave_its_area_is_not_approved_for_the_network(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    staying = cast.make.resource(topic, cast.here, may_leave=False)

    with pytest.raises(NotFound), unit_of_work():
        resource_service.move_resource(
            cast.actor("programme"), resource_id=staying.id, verb="approve_for_network", version=1
        )
    with pytest.raises(IntegrityError), unit_of_work():
        db.session.execute(text("UPDATE resources SET network_at = approved_at"))


def test_a_lead_adds_a_draft_and_the_coordinator_and_the_programme_team_approve_it(
    new_client: Any, cast: Cast
) -> None:
    topic = cast.make.topic("Signs")
    lead, coordinator, programme, worker, theirs = (
        new_client().sign_in(cast.person[part])
        for part in ("lead", "coordinator", "programme", "worker", "their_worker")
    )

    page = lead.post_page("/learning/resources/new", fields(topic))
    assert page.h1 == "A body map"
    assert "The draft is saved" in page.text
    assert "Approve it" not in page.main
    address = lead.get_page("/learning/resources?state=draft").href("A body map")
    assert worker.get(address).status_code == 404
    assert programme.get(address).status_code == 404

    def press(client: PageClient, label: str) -> Any:
        form = next(
            form
            for form in client.get_page(address).html.select("main form")
            if form.get_text(strip=True) == label
        )
        data = {field["name"]: field["value"] for field in form.select("input")}
        return client.post_page(str(form["action"]), data)

    assert "approved" in press(coordinator, "Approve it").text
    assert "A body map" in worker.get_page("/learning/resources").main
    assert theirs.get(address).status_code == 404
    assert "Every area can find it now" in press(programme, "Approve it for every area").text
    assert theirs.get_page(address).h1 == "A body map"
    press(lead, "Archive it")
    assert worker.get(address).status_code == 404
    press(lead, "Take it up again")
    assert row_of(UUID(address.partition("?")[0].rpartition("/")[2])).state is DRAFT
    assert verbs() == [
        "add_resource",
        "approve_resource",
        "approve_for_network_resource",
        "archive_resource",
        "reopen_resource",
    ]


def test_two_clicks_make_one_resource(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    first = client.post("/learning/resources/new", data=fields(topic))
    second = client.post("/learning/resources/new", data=fields(topic))

    assert first.headers["Location"] == second.headers["Location"]
    assert len(list(db.session.scalars(select(Resource.id)))) == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"topics": []}, "Select at least one topic"),
        ({"topics": [str(uuid4())]}, "Select at least one topic"),
        ({"title": ""}, "Enter the title"),
        ({"link": "http://library.example/map"}, "begins with https://"),
        ({"link": "javascript:alert(1)"}, "begins with https://"),
        ({"link": "https://someone:secret@library.example"}, "begins with https://"),
        ({"transcript": "http://library.example"}, "begins with https://"),
        ({"kind": "spell"}, "Select what it is"),
        ({"minutes": "0"}, "must be 1 or more"),
        ({"may_leave": ""}, "Select whether it may leave your area"),
        ({"review_by-day": "", "review_by-month": "", "review_by-year": ""}, "Enter the date"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    client: PageClient, cast: Cast, change: dict[str, Any], says: str
) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    page = client.post_page("/learning/resources/new", fields(topic, **change), status=422)

    assert any(says in error for error in page.errors), page.errors
    assert page.form_values()["summary"] == "For drawing together."
    assert verbs() == []


def test_whoever_adds_to_several_places_says_to_which(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    cast.make.role(cast.person["programme"], cast.here, ROLES["lead"])
    client.sign_in(cast.person["programme"])

    page = client.post_page("/learning/resources/new", fields(topic), status=422)
    assert page.errors == ["Select where it belongs"]
    page = client.post_page("/learning/resources/new", fields(topic, place="network"))

    assert "The network" in page.main
    assert "Approve it" in page.main


@pytest.mark.parametrize("part", ["worker", "manager", "programme", "their_lead", "auditor"])
def test_nobody_else_adds_to_an_area(app: Flask, cast: Cast, part: str) -> None:
    topic = cast.make.topic()
    with pytest.raises(NotFound), unit_of_work():
        resource_service.add_resource(
            cast.actor(part), resource_id=uuid4(), area_id=cast.here.id, content=said(topic)
        )


def test_a_resource_is_never_without_a_topic(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here)

    def add(**changes: Any) -> None:
        with unit_of_work():
            resource_service.add_resource(
                cast.actor("lead"),
                resource_id=uuid4(),
                area_id=cast.here.id,
                content=said(topic, **changes),
            )

    with pytest.raises(NoTopic):
        add(topics=())
    with pytest.raises(InvalidChoice):
        add(topics=(uuid4(),))
    with pytest.raises(NotAWebAddress):
        add(link="http://library.example")
    with pytest.raises(IntegrityError), unit_of_work():
        db.session.execute(text("UPDATE resources SET main_topic_id = NULL"))
    with pytest.raises(IntegrityError), unit_of_work():
        db.session.execute(text("UPDATE resources SET link = 'http://library.example'"))
    assert row_of(resource.id).main_topic_id == topic.id


def edit(cast: Cast, part: str, resource: Resource, content: ResourceContent, version: int = 1) -> None:
    with unit_of_work():
        resource_service.edit_resource(
            cast.actor(part), resource_id=resource.id, content=content, version=version
        )


@pytest.mark.parametrize(
    ("part", "state", "is_for_network"),
    [("lead", DRAFT, False), ("coordinator", APPROVED, False)],
)
def test_a_change_keeps_the_approvals_that_its_author_could_give(
    app: Flask, cast: Cast, part: str, state: ResourceState, is_for_network: bool
) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here, owner=cast.person["lead"], for_network=True)

    edit(cast, part, resource, said(topic))

    row = row_of(resource.id)
    assert (row.state, row.network_at is not None) == (state, is_for_network)


def test_the_programme_team_changes_what_is_the_networks_own_and_it_stays_approved(
    app: Flask, cast: Cast
) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic)

    edit(cast, "programme", resource, said(topic))

    row = row_of(resource.id)
    assert (row.state, row.network_at is not None, row.edition) == (APPROVED, True, 2)


@pytest.mark.parametrize("part", ["other_lead", "worker", "manager", "programme", "their_coordinator"])
def test_nobody_else_changes_it(app: Flask, cast: Cast, part: str) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here, owner=cast.person["lead"])
    with pytest.raises(NotFound):
        edit(cast, part, resource, said(topic))


def test_an_archived_one_is_taken_up_again_before_it_is_changed(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here, owner=cast.person["lead"], state=ARCHIVED)
    with pytest.raises(WrongState):
        edit(cast, "lead", resource, said(topic))


def test_nobody_approves_words_that_they_have_not_seen(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here, owner=cast.person["lead"], state=DRAFT)
    edit(cast, "lead", resource, said(topic))

    with pytest.raises(ChangedMeanwhile), unit_of_work():
        resource_service.move_resource(
            cast.actor("coordinator"), resource_id=resource.id, verb="approve", version=1
        )
    assert row_of(resource.id).state is DRAFT


def test_whoever_saves_second_sees_both_and_loses_nothing(new_client: Any, cast: Cast) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here, owner=cast.person["lead"], title="Map")
    address = f"/learning/resources/{resource.id}/edit"
    lead, coordinator = (new_client().sign_in(cast.person[part]) for part in ("lead", "coordinator"))
    form = lead.get_page(address).form_values()
    coordinator.post_page(address, coordinator.get_page(address).form_values() | {"title": "Another map"})

    page = lead.post_page(address, form | {"summary": "My own words."}, status=409)

    assert "Another map" in page.main
    assert page.form_values()["summary"] == "My own words."
    assert "The resource is saved." in lead.post_page(address, page.form_values()).text


def test_every_edition_is_kept_and_comparable(client: PageClient, cast: Cast) -> None:
    first, second = cast.make.topic("Signs"), cast.make.topic("Children who harmed")
    resource = cast.make.resource(first, cast.here, owner=cast.person["lead"], title="Map", state=DRAFT)
    client.sign_in(cast.person["lead"])
    address = f"/learning/resources/{resource.id}"
    form = client.get_page(f"{address}/edit").form_values()
    client.post_page(
        f"{address}/edit",
        form | {"title": "Body map", "topics": [str(first.id), str(second.id)], "minutes": "20"},
    )

    page = client.get_page(f"{address}/editions")

    changed = {tag.get_text() for tag in page.html.select("h3")}
    assert {"Title", "Topics", "Length"} <= changed
    assert "Edition 2, as it reads now" in changed
    numbers = db.session.scalars(select(ResourceEdition.number).order_by(ResourceEdition.number))
    assert list(numbers) == [1, 2]


def test_editions_survive_being_kept(app: Flask, cast: Cast) -> None:
    content = said(cast.make.topic(), minutes=5, year=2026, content_note="Heavy.")

    assert ResourceContent.read(content.kept) == content


def test_saving_what_it_says_already_changes_nothing(app: Flask, cast: Cast) -> None:
    first, second = cast.make.topic(), cast.make.topic()
    content = said(first, topics=(first.id, second.id))
    resource = cast.make.resource(first, cast.here, owner=cast.person["lead"], **vars(content))

    edit(cast, "lead", resource, content, version=99)

    assert (row_of(resource.id).state, verbs()) == (APPROVED, [])


def test_sending_the_form_unchanged_keeps_the_main_topic_and_the_approval(
    client: PageClient, cast: Cast
) -> None:
    first, second = cast.make.topic(), cast.make.topic()
    resource = cast.make.resource(second, cast.here, owner=cast.person["lead"], topics=(second.id, first.id))
    client.sign_in(cast.person["lead"])
    address = f"/learning/resources/{resource.id}/edit"

    client.post_page(address, client.get_page(address).form_values())

    row = row_of(resource.id)
    assert (row.state, row.main_topic_id, row.edition) == (APPROVED, second.id, 1)


def test_looking_again_keeps_approvals_and_puts_the_date_off(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(
        topic,
        cast.here,
        owner=cast.person["lead"],
        for_network=True,
        review_by=clock.today() - timedelta(days=1),
        is_verified=False,
    )
    client.sign_in(cast.person["lead"])
    address = f"/learning/resources/{resource.id}"
    page = client.get_page(address)
    assert "Due to be checked" in page.main
    assert "Not verified" in page.main

    page = client.post_page(f"{address}/check", {"version": "1"})

    assert "Due to be checked" not in page.main
    assert "Not verified" not in page.main
    row = row_of(resource.id)
    assert (row.state, row.network_at is not None, row.edition) == (APPROVED, True, 2)
    stale = client.post_page(f"{address}/check", {"version": "1"})
    assert "changed in the meantime" in stale.text


def test_the_coordinator_says_who_looks_after_it(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here, owner=cast.person["lead"], for_network=True)
    client.sign_in(cast.person["coordinator"])
    address = client.get_page(f"/learning/resources/{resource.id}").href("Say who looks after it")

    wrong = client.post_page(address, {"owner": str(cast.person["their_lead"].id)}, status=422)
    assert wrong.errors == ["Select who looks after it from now on"]
    page = client.post_page(address, {"owner": str(cast.person["other_lead"].id)})

    assert cast.person["other_lead"].full_name in page.main
    row = row_of(resource.id)
    assert (row.owner_id, row.network_at is not None) == (cast.person["other_lead"].id, True)
    assert verbs() == ["hand_over_resource"]
    for part in ("lead", "programme", "their_coordinator"):
        with pytest.raises(NotFound), unit_of_work():
            resource_service.hand_over_resource(
                cast.actor(part), resource_id=resource.id, owner_id=cast.person["lead"].id
            )
    with pytest.raises(InvalidChoice), unit_of_work():
        resource_service.hand_over_resource(
            cast.actor("coordinator"), resource_id=resource.id, owner_id=cast.person["worker"].id
        )


def test_a_heavy_one_opens_after_a_pause(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    heavy = cast.make.resource(topic, cast.here, content_note="It tells of abuse.")
    light = cast.make.resource(topic, cast.here)
    client.sign_in(cast.person["worker"])

    page = client.get_page(f"/learning/resources/{heavy.id}")
    assert "https://library.example/guide" not in [a["href"] for a in page.html.select("a")]
    pause = client.get_page(page.href("Open it"))
    assert "It tells of abuse." in pause.main
    assert pause.href("Open it") == "https://library.example/guide"
    assert client.get_page(f"/learning/resources/{light.id}").href("Open it") == (
        "https://library.example/guide"
    )


def test_what_could_identify_somebody_is_asked_about(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    page = client.post_page(
        "/learning/resources/new",
        fields(topic, summary="Made after Sophie Hartley told her teacher at St Mary’s Primary School."),
        status=422,
    )

    assert "Sophie Hartley" in page.main
    assert verbs() == []


def test_what_ships_is_found_by_everybody_for_whom_it_is_and_identifies_no_child(
    client: PageClient, cast: Cast
) -> None:
    with unit_of_work():
        start_data.add_missing()
    client.sign_in(cast.person["worker"])

    page = client.get_page("/learning/resources")

    assert "Sexual Behaviours Traffic Light Tool" in page.main
    assert "System-wide child sexual abuse snapshot" not in page.main
    assert "New" not in {tag.get_text() for tag in page.html.select(".csa-tag")}
    texts = {
        entry["key"]: entry["summary"] + " " + entry.get("content_note", "")
        for entry in start_data.read("resource")
    }
    found = {one.words for one in engine.find_in(texts)}
    assert found <= {"Brook", "Department for Education"}


def test_a_replaced_topic_stays_where_it_stood(app: Flask, cast: Cast) -> None:
    first, second = cast.make.topic(), cast.make.topic()
    resources = [cast.make.resource(first, title=f"{n}") for n in range(3)]
    content = said(first, topics=(first.id, second.id), title="0")

    edit(cast, "programme", resources[0], content)
    edit(cast, "programme", resources[0], replace(content, topics=(second.id, first.id)), version=2)

    lines = topic_list_queries.list_of_topic(cast.actor("worker"), first.id)
    assert [line.title for line in lines.rows] == ["0", "1", "2"]
