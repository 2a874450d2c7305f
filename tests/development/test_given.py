"""A briefing given and group supervision held become a draft in one step, with what is known and nobody's name."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.audit.models import NETWORK_CHAIN, AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development import list_queries, queries, service
from csaleads.development.errors import NotOnThisDay
from csaleads.development.first_words import Given, words_of_given
from csaleads.development.models import CpdEntry, EntryKind
from csaleads.development.years import CpdYear
from csaleads.screening import engine
from tests.development.conftest import Cast
from tests.factories import Factory
from tests.page_client import PageClient

YEAR = CpdYear(2025)
DAY = date(2026, 11, 3)
TYPED = {
    "done_on-day": "3",
    "done_on-month": "11",
    "done_on-year": "2026",
    "minutes": "30",
    "people": "12",
    "theme": "pebble note",
}


def given(kind: EntryKind = EntryKind.BRIEFING_GIVEN, **changed: object) -> Given:
    return Given(kind, DAY, 30, 12, "pebble note", None)._replace(**changed)  # type: ignore[arg-type]


def lines(cast: Cast, part: str = "lead") -> list[EntryKind]:
    return [line.kind for line in list_queries.list_entries(cast.actor(part), YEAR, page=1).rows]


@pytest.mark.parametrize(
    ("what", "kind", "said"),
    [
        (
            "briefing",
            EntryKind.BRIEFING_GIVEN,
            "I gave a briefing for 12 colleagues, 30 minutes long, about: pebble note.",
        ),
        (
            "group-supervision",
            EntryKind.GROUP_SUPERVISION,
            "I held group supervision for 12 colleagues, 30 minutes long, about: pebble note.",
        ),
    ],
)
def test_one_step_makes_the_draft_with_what_is_known(
    client: PageClient, cast: Cast, make: Factory, what: str, kind: EntryKind, said: str
) -> None:
    topic = make.topic("Listening")
    client.sign_in(cast.person["lead"])
    address = f"/cpd/entries/new/{what}"
    links = [link["href"] for link in client.get_page("/cpd").html.select("section a")]
    form = client.get_page(address).form_values()

    made = client.post(address, data=form | TYPED | {"topic_id": str(topic.id)})
    draft = client.get_page(made.headers["Location"])

    assert address in links
    assert draft.h1 == "Write your entry"
    values = draft.form_values()
    assert values["what_and_why"] == said
    assert (values["kind"], values["topic_id"]) == (kind.value, str(topic.id))
    assert lines(cast) == [kind]


def test_a_double_click_makes_one_draft(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["lead"])
    address = "/cpd/entries/new/briefing"
    form = client.get_page(address).form_values() | TYPED

    places = [client.post(address, data=form).headers["Location"] for _ in range(2)]

    assert places[0] == places[1]
    assert lines(cast) == [EntryKind.BRIEFING_GIVEN]


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    client: PageClient, cast: Cast
) -> None:
    client.sign_in(cast.person["lead"])
    address = "/cpd/entries/new/briefing"
    form = client.get_page(address).form_values()

    page = client.post_page(address, form | TYPED | {"minutes": "ages", "people": ""}, status=422)

    assert page.errors == [
        "How long it was must be a whole number of minutes, like 45",
        "Enter how many colleagues were there",
    ]
    assert page.form_values()["theme"] == "pebble note"
    assert lines(cast) == []


def test_a_day_ahead_is_refused_by_page_and_service(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["lead"])
    address = "/cpd/entries/new/briefing"
    form = client.get_page(address).form_values()
    page = client.post_page(address, form | TYPED | {"done_on-year": "2027"}, status=422)

    assert page.errors
    with pytest.raises(NotOnThisDay), unit_of_work():
        ahead = clock.today().replace(year=clock.today().year + 1)
        service.begin_given(cast.actor("lead"), given=given(done_on=ahead))


def test_only_what_is_given_to_others_is_told_this_way(cast: Cast) -> None:
    for wrong in (given(EntryKind.COURSE), given(topic_id=uuid4())):
        with pytest.raises(InvalidChoice), unit_of_work():
            service.begin_given(cast.actor("lead"), given=wrong)
    assert db.session.scalars(select(CpdEntry)).all() == []


def test_who_keeps_no_cpd_gives_none(make: Factory, client: PageClient) -> None:
    programme = make.person(None, Role.PROGRAMME_TEAM)

    assert client.sign_in(programme).get("/cpd/entries/new/briefing").status_code == 404
    with pytest.raises(NotFound), unit_of_work():
        service.begin_given(make.viewer(programme, None, Role.PROGRAMME_TEAM), given=given())


def test_it_is_its_owners_alone_and_the_trail_tells_no_words(cast: Cast) -> None:
    with unit_of_work():
        entry_id = service.begin_given(cast.actor("lead"), given=given())

    with pytest.raises(NotFound):
        queries.get_entry(cast.actor("coordinator"), entry_id)
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event is not None
    assert (event.verb, event.chain, event.details) == ("begin_cpd_entry", NETWORK_CHAIN, {})


@pytest.mark.parametrize("kind", [EntryKind.BRIEFING_GIVEN, EntryKind.GROUP_SUPERVISION])
def test_the_first_words_hold_no_finding_of_their_own(kind: EntryKind) -> None:
    assert engine.find_in({"words": words_of_given(given(kind))}) == []
