"""The directory shows of each member what they agreed to show, to members alone, and finds nobody by anything else."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from csaleads.access.permissions import Role
from csaleads.accounts.models import TeamMembership
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.finding.models import TopicKnower
from csaleads.network import directory_queries
from csaleads.network.directory_queries import Listed, Wanted
from tests.factories import LONG_AGO
from tests.learning.conftest import Cast
from tests.page_client import PageClient
from tests.statements import count_statements

SAID = {"ask_me_about": "Pebble notes", "languages": "Welsh, Polish", "can_shadow": True}
CONSENTS = ("area", "team", "topics", "languages", "ask_me_about", "can_shadow")


def found(cast: Cast, **wanted: Any) -> list[str]:
    page = directory_queries.list_members(cast.actor("other_lead"), Wanted(**wanted), page=1)
    return [listed.full_name for listed in page.rows]


def entry_of(cast: Cast, **columns: Any) -> Listed:
    cast.make.directory_entry(cast.person["lead"], **SAID | columns)
    return directory_queries.get_member(cast.actor("their_lead"), cast.person["lead"].id)


@pytest.fixture
def network(cast: Cast) -> Cast:
    """Everybody who may has entered."""
    cast.make.agreed(*(cast.person[part] for part in ("lead", "other_lead", "their_lead", "programme")))
    return cast


def know(cast: Cast, part: str, topic_id: UUID) -> None:
    with unit_of_work():
        db.session.add(TopicKnower(person_id=cast.person[part].id, topic_id=topic_id, said_at=clock.now()))


@pytest.mark.parametrize("shown", CONSENTS)
def test_each_field_is_shown_by_its_own_consent_alone(network: Cast, shown: str) -> None:
    lead = network.person["lead"]
    know(network, "lead", network.make.topic("Zebra crossings").id)
    put_into_team(network, "Harbour team")

    entry = entry_of(network, **{f"shows_{shown}": True})

    values = {
        "area": (entry.area, "Northmere", ""),
        "team": (entry.team, "Harbour team", ""),
        "topics": (entry.topics, ("Zebra crossings",), ()),
        "languages": (entry.languages, "Welsh, Polish", ""),
        "ask_me_about": (entry.ask_me_about, "Pebble notes", ""),
        "can_shadow": (entry.can_shadow, True, False),
    }
    assert entry.full_name == lead.full_name
    for name, (value, where_shown, where_not) in values.items():
        assert value == (where_shown if name == shown else where_not), name


def put_into_team(cast: Cast, name: str) -> None:
    team = cast.make.team(cast.here, name)
    with unit_of_work():
        db.session.add(TeamMembership(person_id=cast.person["lead"].id, team_id=team.id, starts_on=LONG_AGO))


FILTERS: dict[str, dict[str, Any]] = {
    "languages": {"language": "polish"},
    "ask_me_about": {"q": "pebble"},
    "can_shadow": {"can_shadow": True},
}


@pytest.mark.parametrize("field", FILTERS)
@pytest.mark.parametrize("is_shown", [True, False])
def test_a_filter_finds_what_is_shown_and_nothing_else(network: Cast, field: str, is_shown: bool) -> None:
    network.make.directory_entry(network.person["lead"], **SAID | {f"shows_{field}": is_shown})

    names = found(network, **FILTERS[field])

    assert names == ([network.person["lead"].full_name] if is_shown else [])


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_topic_finds_those_who_show_that_they_know_it(network: Cast, is_shown: bool) -> None:
    topic, other = network.make.topic(), network.make.topic()
    know(network, "lead", topic.id)
    network.make.directory_entry(network.person["lead"], shows_topics=is_shown)

    assert found(network, topic_id=topic.id) == ([network.person["lead"].full_name] if is_shown else [])
    assert found(network, topic_id=other.id) == []


@pytest.mark.parametrize("is_shown", [True, False])
def test_an_area_finds_its_leads_who_show_it(network: Cast, is_shown: bool) -> None:
    network.make.directory_entry(network.person["lead"], shows_area=is_shown)

    assert found(network, area_id=network.here.id) == ([network.person["lead"].full_name] if is_shown else [])
    assert found(network, area_id=network.there.id) == []


def test_a_name_is_found_whatever_its_letters(network: Cast) -> None:
    network.make.directory_entry(network.person["lead"])

    assert found(network, q=network.person["lead"].full_name.upper()) == [network.person["lead"].full_name]
    assert found(network, q="100%") == []


def test_whoever_is_not_listed_is_nowhere(network: Cast, client: PageClient) -> None:
    network.make.directory_entry(network.person["lead"], is_listed=False, shows_area=True)
    client.sign_in(network.person["other_lead"])

    assert found(network) == []
    assert client.get(f"/network/directory/{network.person['lead'].id}").status_code == 404


@pytest.mark.parametrize(("ends_after", "is_there"), [(1, True), (-1, False)])
def test_an_entry_stands_there_for_as_long_as_the_role_holds(
    network: Cast, ends_after: int, is_there: bool
) -> None:
    ends_on = clock.today() + timedelta(days=ends_after)
    leaver = network.make.person(network.here, name="Wren Zephyr")
    network.make.role(leaver, network.here, Role.PRACTICE_LEAD, ends_on=ends_on)
    network.make.agreed(leaver)
    network.make.directory_entry(leaver)

    assert found(network) == (["Wren Zephyr"] if is_there else [])


def test_the_programme_team_shows_itself_as_such(network: Cast, client: PageClient) -> None:
    network.make.directory_entry(network.person["programme"], shows_area=True)

    page = client.sign_in(network.person["lead"]).get_page("/network/directory")

    assert "Programme team" in page.one(".csa-card__meta").get_text()


@pytest.mark.parametrize("part", ["worker", "coordinator", "auditor"])
def test_others_read_no_entry(network: Cast, part: str) -> None:
    network.make.directory_entry(network.person["lead"])
    viewer = network.actor(part)

    with pytest.raises(NotFound):
        directory_queries.list_members(viewer, Wanted(), page=1)
    with pytest.raises(NotFound):
        directory_queries.get_member(viewer, network.person["lead"].id)


def test_the_page_says_why_it_is_empty(network: Cast, client: PageClient) -> None:
    client.sign_in(network.person["lead"])

    assert "Nobody is listed yet" in client.get_page("/network/directory").main
    assert "No member matches" in client.get_page("/network/directory?q=zebra").main
    network.make.directory_entry(network.person["lead"])
    assert "There is no such page" in client.get_page("/network/directory?page=7").main


def test_twice_the_members_are_the_same_statements(network: Cast, client: PageClient) -> None:
    client.sign_in(network.person["lead"])
    counts = []
    for _ in range(2):
        for _ in range(4):
            person = network.make.lead(network.here)
            network.make.agreed(person)
            network.make.directory_entry(person, shows_area=True, shows_topics=True, shows_team=True)
        client.get_page("/network/directory")
        with count_statements() as told:
            client.get_page("/network/directory")
        counts.append(told.count)

    assert counts[0] == counts[1] <= 10


def test_the_list_goes_by_pages(network: Cast, client: PageClient) -> None:
    for number in range(53):
        person = network.make.lead(network.here, name=f"Wren {number:03}")
        network.make.agreed(person)
        network.make.directory_entry(person)
    client.sign_in(network.person["lead"])

    first, second = (client.get_page(f"/network/directory?page={n}&q=wren") for n in (1, 2))

    assert len(first.rows(".csa-card")) == 50
    assert [row.split()[1] for row in second.rows(".csa-card")] == ["050", "051", "052"]
