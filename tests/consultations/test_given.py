"""Resources given with a record: only what the worker may open, suggested by theme, in the record and all that is made of it."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select, update

from csaleads.access.permissions import Role
from csaleads.accounts.models import RoleInArea
from csaleads.accounts.queries import viewer_in
from csaleads.audit.models import AuditEvent
from csaleads.consultations import given_queries, giving, service
from csaleads.consultations.errors import TooManyGiven
from csaleads.consultations.models import Amendment, ResourceGiven
from csaleads.consultations.signed_guard import SignedRecordChanged
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, HiddenNow, InvalidChoice, NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.learning import giving_queries, lent_service, resource_queries, resource_service
from csaleads.learning.models import Audience, Resource, ResourceMark, ResourceState, Topic, Track
from csaleads.notify.models import Message, MessageKind
from csaleads.practice.models import Concern
from csaleads.screening.errors import CouldIdentify
from tests.clinics.test_contention import all_at_once
from tests.consultations.conftest import REFERENCE, Scene
from tests.page_client import PageClient
from tests.statements import count_statements

CHOOSE = f"/records/{REFERENCE}/resources"


@pytest.fixture
def topic(scene: Scene) -> Topic:
    """Answers the kind of concern of the request."""
    return scene.make.topic("In the family", concerns=(Concern.INTRA_FAMILIAL,))


def give(scene: Scene, resource: Resource | UUID, by: str = "lead") -> None:
    with unit_of_work():
        giving.give_resource(
            scene.actor(by), reference=REFERENCE, resource_id=getattr(resource, "id", resource)
        )


def amend(scene: Scene, resource: Resource, by: str = "lead", reason: str = "Found afterwards.") -> None:
    with unit_of_work():
        giving.amend_with_resource(
            scene.actor(by), reference=REFERENCE, resource_id=resource.id, reason=reason
        )


def given(scene: Scene, by: str = "lead") -> list[str]:
    return [each.text.title for each in scene.view(by).given]


def offered(scene: Scene, looked_for: str = "") -> list[str]:
    found = given_queries.get_choosing(scene.actor("lead"), REFERENCE, looked_for)
    roll_back()
    return [line.title for line in found.offered]


def edit(scene: Scene, resource: Resource, **changes: Any) -> None:
    """The resource reads differently, as a new edition that is approved."""
    shown = resource_queries.get_resource(scene.actor("coordinator"), resource.id)
    with unit_of_work():
        resource_service.edit_resource(
            scene.actor("coordinator"),
            resource_id=resource.id,
            content=replace(shown.content, **changes),
            version=shown.version,
        )


def test_what_is_suggested_answers_the_concern_in_reading_order(scene: Scene, topic: Topic) -> None:
    make = scene.make
    early = make.topic(
        "Before", position=topic.position - 1, concerns=(Concern.INTRA_FAMILIAL, Concern.ONLINE)
    )
    third = make.topic(
        "Other track", track=Track.THIRD_SECTOR, position=1, concerns=(Concern.INTRA_FAMILIAL,)
    )
    make.resource(topic, scene.area, title="Second of the topic")
    make.resource(topic, title="Third of the topic, of the network")
    make.resource(early, scene.area, title="First, of the topic before")
    make.resource(third, title="Last, of the other track")
    make.resource(make.topic("Online", concerns=(Concern.ONLINE,)), scene.area, title="Another concern")
    both = make.resource(topic, scene.area, title="In two topics", topics=(topic.id, early.id))
    scene.open()

    assert offered(scene) == [
        "First, of the topic before",
        "In two topics",
        "Second of the topic",
        "Third of the topic, of the network",
        "Last, of the other track",
    ]
    give(scene, both)
    assert "In two topics" not in offered(scene), "what is given is not offered again"


def makes_all_kinds(scene: Scene, topic: Topic) -> dict[str, Resource]:
    make, area, far = scene.make, scene.area, scene.other_area
    leads = Audience.LEADS
    return {
        "area": make.resource(topic, area, title="Map: area"),
        "network": make.resource(topic, title="Map: network"),
        "far network": make.resource(topic, far, title="Map: far network", for_network=True),
        "leads": make.resource(topic, area, title="Map: leads", audience=leads),
        "network leads": make.resource(topic, title="Map: network leads", audience=leads),
        "far": make.resource(topic, far, title="Map: far"),
        "draft": make.resource(topic, area, title="Map: draft", state=ResourceState.DRAFT),
        "archived": make.resource(topic, area, title="Map: archived", state=ResourceState.ARCHIVED),
    }


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (None, set()),
        (Role.LINE_MANAGER, set()),
        (Role.PRACTICE_LEAD, {"leads", "network leads"}),
        (Role.COORDINATOR, {"leads", "network leads"}),
    ],
)
def test_what_the_worker_may_not_open_is_neither_offered_nor_given(
    scene: Scene, topic: Topic, role: Role | None, more: set[str]
) -> None:
    kinds = makes_all_kinds(scene, topic)
    if role is not None:
        scene.make.role(scene.worker, scene.area, role)
    scene.make.role(
        scene.worker, scene.other_area, Role.PRACTICE_LEAD
    )  # what is read there is no business of the lead's
    scene.open()
    may = {f"Map: {name}" for name in {"area", "network", "far network"} | more}

    assert set(offered(scene)) == may
    assert set(offered(scene, "MAP:")) == may
    for resource in kinds.values():
        if resource.title in may:
            give(scene, resource)
        else:
            with pytest.raises(InvalidChoice):
                give(scene, resource)
    with pytest.raises(InvalidChoice):
        give(scene, uuid4())
    assert set(given(scene)) == may


def test_nothing_can_be_given_to_somebody_who_has_left_the_area(scene: Scene, topic: Topic) -> None:
    resource = scene.make.resource(topic, scene.area)
    scene.open()
    with unit_of_work():
        ended = update(RoleInArea).where(RoleInArea.person_id == scene.worker.id)
        db.session.execute(ended.values(ends_on=clock.today() - timedelta(days=1)))

    assert viewer_in(scene.worker.id, scene.area.id).roles == ()
    with pytest.raises(InvalidChoice):
        give(scene, resource)


def test_titles_are_searched_as_they_are_typed(scene: Scene, topic: Topic) -> None:
    other = scene.make.topic("Online", concerns=(Concern.ONLINE,))
    scene.make.resource(other, scene.area, title="100% safe: a plan")
    scene.make.resource(other, scene.area, title="1000 words")
    scene.open()

    assert offered(scene) == []
    assert offered(scene, "100%") == ["100% safe: a plan"]
    assert offered(scene, "plan") == ["100% safe: a plan"]
    assert offered(scene, "zebra") == []


@pytest.mark.parametrize(
    ("by", "refused"),
    [
        ("co_lead", None),
        ("worker", NotAllowed),
        ("stranger", NotFound),
        ("coordinator", NotFound),
        ("far_lead", NotFound),
        ("other_worker", NotFound),
    ],
)
def test_whoever_writes_the_draft_gives(scene: Scene, topic: Topic, by: str, refused: Any) -> None:
    resource = scene.make.resource(topic, scene.area, title="A body map")
    scene.open()

    if refused is None:
        give(scene, resource, by)
        assert given(scene) == ["A body map"]
        return
    with pytest.raises(refused):
        give(scene, resource, by)
    with pytest.raises(refused), unit_of_work():
        giving.take_out_resource(scene.actor(by), reference=REFERENCE, resource_id=resource.id)
    with pytest.raises(NotFound):
        given_queries.get_choosing(scene.actor(by), REFERENCE, "")
    roll_back()


def test_given_twice_and_taken_out_twice_is_given_and_taken_out_once(scene: Scene, topic: Topic) -> None:
    resource = scene.make.resource(topic, scene.area, title="A body map")
    scene.open()
    give(scene, resource)
    give(scene, resource)
    assert given(scene) == ["A body map"]

    for _ in range(2):
        with unit_of_work():
            giving.take_out_resource(scene.actor("lead"), reference=REFERENCE, resource_id=resource.id)

    assert given(scene) == []
    verbs = list(db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)))
    assert verbs.count("give_resource") == verbs.count("take_out_resource") == 1


def test_two_clicks_at_once_give_it_once(scene: Scene, topic: Topic, app: Flask) -> None:
    resource = scene.make.resource(topic, scene.area)
    scene.open()
    actors = [scene.actor(name) for name in ("lead", "lead", "co_lead")]

    def act(actor: Any) -> Any:
        return lambda: giving.give_resource(actor, reference=REFERENCE, resource_id=resource.id)

    ends = all_at_once(app, [act(actor) for actor in actors])

    assert ends == {"done": 3}
    assert len(given(scene)) == 1


def test_a_record_gives_twenty_at_most(scene: Scene, topic: Topic, client: PageClient) -> None:
    resources = [scene.make.resource(topic, scene.area) for _ in range(giving.MOST_GIVEN + 1)]
    scene.open()
    for resource in resources[:-1]:
        give(scene, resource)

    with pytest.raises(TooManyGiven):
        give(scene, resources[-1])
    page = client.sign_in(scene.lead).get_page(CHOOSE)
    assert "A record gives at most 20 resources. Take one out to give another." in page.main
    page = client.post_page(f"{CHOOSE}/{resources[-1].id}/give")
    assert "at most 20 resources. Take one out first" in page.text
    scene.save()
    scene.sign()
    page = client.get_page(f"{CHOOSE}/{resources[-1].id}/amend")
    page = client.post_page(
        f"{CHOOSE}/{resources[-1].id}/amend", page.form_values() | {"reason": "Found afterwards."}
    )
    assert "at most 20 resources." in page.text
    assert "Take one out" not in page.text, "a signed record stays as it is"


def test_what_the_other_lead_gives_is_read_before_it_is_signed(scene: Scene, topic: Topic) -> None:
    mine, theirs = (scene.make.resource(topic, scene.area) for _ in range(2))
    scene.open()
    scene.save()
    version = scene.view("lead").version
    give(scene, mine)
    assert scene.view("lead").version == version, "what one gave oneself is no news"
    give(scene, theirs, "co_lead")

    with pytest.raises(ChangedMeanwhile), unit_of_work():
        service.sign_record(scene.actor("lead"), reference=REFERENCE, version=version)

    scene.sign()
    assert len(given(scene, "worker")) == 2


def test_a_signed_record_gives_more_by_amendment_alone(scene: Scene, topic: Topic) -> None:
    first, second = (
        scene.make.resource(topic, scene.area, title=title) for title in ("A body map", "A second map")
    )
    scene.open()
    scene.save()
    give(scene, first)
    scene.sign()

    with pytest.raises(WrongState):
        give(scene, second)
    with pytest.raises(WrongState), unit_of_work():
        giving.take_out_resource(scene.actor("lead"), reference=REFERENCE, resource_id=first.id)
    with pytest.raises(CouldIdentify):
        amend(scene, second, reason="Tamsin Hollowbridge asked for it on 07700 900123.")
    for by, refused in (("co_lead", NotAllowed), ("worker", NotAllowed), ("stranger", NotFound)):
        with pytest.raises(refused):
            amend(scene, second, by)
    amend(scene, second)
    amend(scene, second)

    view = scene.view("worker")
    assert [each.text.title for each in view.given] == ["A body map"]
    assert [(a.text, a.reason, [g.text.title for g in a.given]) for a in view.amendments] == [
        ("", "Found afterwards.", ["A second map"])
    ]
    told = db.session.execute(select(Message.person_id).where(Message.kind == MessageKind.ADVICE_AMENDED))
    assert [person_id for (person_id,) in told] == [scene.worker.id]
    assert db.session.query(Amendment).count() == 1


def test_what_was_given_with_a_signed_record_is_not_taken_out_by_any_code(scene: Scene, topic: Topic) -> None:
    resource = scene.make.resource(topic, scene.area)
    scene.open()
    scene.save()
    give(scene, resource)
    scene.sign()

    with pytest.raises(SignedRecordChanged), unit_of_work():
        db.session.delete(db.session.scalars(select(ResourceGiven)).one())


def test_the_edition_that_was_given_is_the_one_that_is_named(scene: Scene, topic: Topic) -> None:
    resource = scene.make.resource(
        topic, scene.area, title="A body map", publisher="Harbour Press", year=2024
    )
    scene.open()
    scene.save()
    give(scene, resource)
    scene.sign()
    edit(scene, resource, title="A newer map", link="https://library.example/newer")

    (one,) = scene.view("worker").given
    assert (one.edition, one.text.title, one.text.link) == (1, "A body map", "https://library.example/guide")
    assert one.text.is_open


def test_it_is_in_the_record_and_in_everything_that_is_taken_away(
    client: PageClient, scene: Scene, topic: Topic
) -> None:
    resource = scene.make.resource(
        topic,
        scene.area,
        title="A body map",
        publisher="Harbour Press",
        year=2024,
        content_note="It speaks of injuries.",
    )
    later = scene.make.resource(topic, title="A second map")
    scene.open()
    scene.save()
    give(scene, resource)
    scene.sign()
    amend(scene, later)
    client.sign_in(scene.worker)

    for page in (f"/records/{REFERENCE}", f"/records/{REFERENCE}/print"):
        main = client.get_page(page).main
        assert "Resources given A body map (guide) Harbour Press, 2024. Edition 1." in main
        assert "Before you open it: It speaks of injuries." in main
        assert "https://library.example/guide" in main
        assert "Resource given: A second map (guide)" in main
    assert client.get_page(f"/records/{REFERENCE}").href("A body map") == f"/learning/resources/{resource.id}"
    plain = client.get(f"/records/{REFERENCE}/text").get_data(as_text=True)
    line = "A body map (guide). Harbour Press, 2024. Edition 1. Before you open it: It speaks of injuries. https://"
    assert f"Resources given\n---------------\n1. {line}" in plain
    assert (
        "1. A second map (guide). Edition 1. https://library.example/guide\nWhy: Found afterwards." in plain
    )
    document = Document(BytesIO(client.get(f"/records/{REFERENCE}/word").data))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert "Resources given" in paragraphs
    assert any(paragraph.startswith(line) for paragraph in paragraphs)
    assert any(paragraph.startswith("A second map (guide)") for paragraph in paragraphs)


def test_a_record_that_gives_nothing_says_nothing_of_it(client: PageClient, scene: Scene) -> None:
    scene.signed()
    client.sign_in(scene.worker)

    assert "Resources given" not in client.get_page(f"/records/{REFERENCE}").main
    assert "Resources given" not in client.get(f"/records/{REFERENCE}/text").get_data(as_text=True)


def test_what_another_area_lent_carries_its_credit_and_loses_its_link_with_the_loan(
    client: PageClient, scene: Scene, topic: Topic
) -> None:
    source = scene.make.resource(topic, scene.other_area, title="A body map")
    with unit_of_work():
        copy_id = lent_service.deliver(
            scene.actor("far_coordinator"),
            source_id=source.id,
            area_id=scene.area.id,
            terms="Used as it is; say where it is from",
            until=None,
        )
    scene.open()
    scene.save()
    give(scene, copy_id)
    scene.sign()
    client.sign_in(scene.worker)
    credit = f"Shared by {scene.other_area.name}, edition 1. Used as it is; say where it is from."

    assert credit in client.get_page(f"/records/{REFERENCE}").main
    assert credit in client.get(f"/records/{REFERENCE}/text").get_data(as_text=True)
    with unit_of_work():
        lent_service.end(scene.actor("far_coordinator"), copy_id=copy_id)
    page = client.get_page(f"/records/{REFERENCE}")
    assert "A body map (guide)" in page.main
    assert "Not in your library any more." in page.main
    assert credit in page.main
    assert "https://library.example/guide" not in page.main
    assert not [a for a in page.html.select("a[href]") if str(copy_id) in str(a["href"])]


def test_the_lead_chooses_while_writing_and_nothing_typed_is_lost(
    client: PageClient, scene: Scene, topic: Topic
) -> None:
    scene.make.resource(topic, scene.area, title="A body map")
    scene.open()
    client.sign_in(scene.lead)
    page = client.get_page(f"/records/{REFERENCE}/edit")
    values = page.form_values("form[data-autosave-url]") | {"advice": "Meet Child A.", "step": "resources"}

    page = client.post_page(f"/records/{REFERENCE}/edit", values)
    assert page.h1 == "Resources given"
    assert "Suggested: in the family" in page.main
    (button,) = [form["action"] for form in page.html.select("main form[method=post]")]
    page = client.post_page(str(button))
    assert "Your colleague gets it with the record." in page.text
    page = client.get_page(page.href("Back to writing"))
    assert "A body map" in page.main
    assert "Meet Child A." in page.main
    assert "A body map" in client.get_page(f"/records/{REFERENCE}/review").main
    page = client.get_page(f"{CHOOSE}?q=zebra")
    assert "Nothing that your colleague may open has that in its title" in page.main
    assert "With “zebra” in the title" in page.main


def test_the_lead_adds_one_after_signing_with_a_reason(
    client: PageClient, scene: Scene, topic: Topic
) -> None:
    resource = scene.make.resource(topic, scene.area, title="A body map")
    scene.signed()
    client.sign_in(scene.lead)
    page = client.get_page(client.get_page(f"/records/{REFERENCE}").href("Give a resource"))
    assert "What you add now stands under it as an amendment" in page.main
    address = f"{CHOOSE}/{resource.id}/amend"

    assert client.post_page(address, {"once_key": "one"}, status=422).errors == ["Say why you add it"]
    page = client.post_page(address, {"once_key": "one", "reason": "Found afterwards."})
    assert "Resource given: A body map (guide)" in page.main
    client.post_page(address, {"once_key": "one", "reason": "Found afterwards."})
    assert "1 addition after signing" in client.get_page(f"/records/{REFERENCE}").main
    client.get_page(f"{CHOOSE}/{uuid4()}/amend", status=404)


def test_a_draft_is_not_amended_by_its_address(client: PageClient, scene: Scene, topic: Topic) -> None:
    resource = scene.make.resource(topic, scene.area)
    scene.open()

    client.sign_in(scene.lead).get_page(f"{CHOOSE}/{resource.id}/amend", status=404)


def test_the_page_and_the_record_cost_the_same_however_much_there_is(
    client: PageClient, scene: Scene, topic: Topic
) -> None:
    scene.open()
    scene.save()
    client.sign_in(scene.lead)

    def price(address: str) -> int:
        client.get_page(address)
        with count_statements() as seen:
            client.get_page(address)
        return seen.count

    addresses = (CHOOSE, f"{CHOOSE}?q=resource", f"/records/{REFERENCE}/edit", f"/records/{REFERENCE}/review")
    for resource in [scene.make.resource(topic, scene.area) for _ in range(2)]:
        give(scene, resource)
    few = [price(address) for address in addresses]
    for resource in [scene.make.resource(topic, scene.area) for _ in range(12)]:
        give(scene, resource)
    for _ in range(12):
        scene.make.resource(topic, scene.area)

    assert [price(address) for address in addresses] == few


def test_the_marks_in_what_is_offered_are_the_leads_own(scene: Scene, topic: Topic) -> None:
    resource = scene.make.resource(topic, scene.area)
    with unit_of_work():
        db.session.add(ResourceMark(person_id=scene.worker.id, resource_id=resource.id, read_at=clock.now()))
    scene.open()
    (line,) = giving_queries.suggest(
        scene.actor("lead"), viewer_in(scene.worker.id, scene.area.id), Concern.INTRA_FAMILIAL
    )
    roll_back()

    assert not line.is_read


def test_while_a_record_is_hidden_nothing_of_what_it_gives_is_shown_or_changed(
    scene: Scene, topic: Topic
) -> None:
    resource = scene.make.resource(topic, scene.area)
    scene.open()
    scene.save()
    give(scene, resource)
    scene.make.slip(scene.request, scene.co_lead)

    with pytest.raises(HiddenNow):
        given_queries.get_choosing(scene.actor("lead"), REFERENCE, "")
    roll_back()
    for act in (giving.give_resource, giving.take_out_resource):
        with pytest.raises(HiddenNow), unit_of_work():
            act(scene.actor("lead"), reference=REFERENCE, resource_id=resource.id)
