"""The programme team publishes a version of the code: looked at first, confirmed, once, and screened."""

from typing import Any

import pytest
from sqlalchemy import select

from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.network import conduct_queries, conduct_service, members_service
from csaleads.network.models import ConductVersion, RestrictionKind
from csaleads.network.queries import find_standing
from csaleads.screening.service import CouldIdentify
from tests.learning.conftest import Cast
from tests.page_client import PageClient

NEW = "/network/code/new"
SAID = {"words": "# How we write\n\nWe write **gently**.", "what_changed": "Gentle words come first."}


@pytest.fixture
def network(cast: Cast) -> Cast:
    cast.make.agreed(cast.person["lead"], cast.person["programme"])
    return cast


def publish(cast: Cast, part: str = "programme", **told: Any) -> int:
    with unit_of_work():
        return conduct_service.publish(cast.actor(part), **{"based_on": 1} | SAID | told)


def newest() -> ConductVersion:
    found = db.session.scalars(select(ConductVersion).order_by(ConductVersion.number.desc()).limit(1)).one()
    db.session.expunge_all()
    db.session.rollback()
    return found


def test_a_version_is_looked_at_confirmed_and_in_force(network: Cast, client: PageClient) -> None:
    values = client.sign_in(network.person["programme"]).get_page(NEW).form_values()

    preview = client.post_page(NEW, values | SAID | {"preview": "1"})

    assert "2 members agreed to the version in force" in preview.main
    assert preview.one(".csa-written strong").get_text() == "gently"
    assert newest().number == 1
    page = client.post_page(NEW, preview.form_values() | {"has_read": "1"})
    assert page.h1 == "Code of conduct"
    assert "Gentle words come first." in page.main
    assert newest().number == 2
    assert not find_standing(network.actor("lead")).has_agreed


def test_without_confirmation_nothing_is_published(network: Cast, client: PageClient) -> None:
    values = client.sign_in(network.person["programme"]).get_page(NEW).form_values()

    page = client.post_page(NEW, values | SAID, status=422)

    assert page.errors == ["Look at the preview, then tick the box"]
    assert "members agreed to the version in force" in page.main
    assert newest().number == 1


def test_sent_twice_it_is_published_once(network: Cast, client: PageClient) -> None:
    values = client.sign_in(network.person["programme"]).get_page(NEW).form_values()
    sent = values | SAID | {"has_read": "1"}

    locations = [client.post(NEW, data=sent).location for _ in range(2)]

    assert locations[0] == "/network/code"
    assert newest().number == 2


def test_what_a_colleague_published_meanwhile_is_not_passed_over(network: Cast, client: PageClient) -> None:
    values = client.sign_in(network.person["programme"]).get_page(NEW).form_values()
    publish(network)
    network.make.agreed(network.person["other_lead"], number=2)
    with unit_of_work():
        members_service.agree(network.actor("programme"), number=2)

    page = client.post_page(NEW, values | SAID | {"has_read": "1"}, status=422)

    assert "A colleague published another version" in page.text
    assert page.form_values()["based_on"] == "2"
    assert newest().number == 2
    with pytest.raises(ChangedMeanwhile):
        publish(network, based_on=1)


@pytest.mark.parametrize("part", ["lead", "coordinator", "auditor"])
def test_only_the_programme_team_publishes(network: Cast, part: str) -> None:
    with pytest.raises(NotFound):
        publish(network, part)
    assert newest().number == 1


def test_whoever_is_suspended_publishes_nothing(network: Cast) -> None:
    network.make.restriction(network.person["programme"], RestrictionKind.SUSPENDED)

    with pytest.raises(NotFound):
        publish(network)


def test_a_code_is_screened(network: Cast) -> None:
    with pytest.raises(CouldIdentify):
        publish(network, words="Ring 07700 900123 when something is wrong.")

    assert newest().number == 1


def test_earlier_versions_are_read_and_when_one_agreed_is_ones_own(network: Cast, client: PageClient) -> None:
    publish(network)
    client.sign_in(network.person["lead"])

    lines = client.get_page("/network/code/versions").rows()

    assert [line.split(" Published ")[0].split()[:2] for line in lines] == [
        ["Version", "2"],
        ["Version", "1"],
    ]
    assert lines[0].endswith("No")
    assert lines[1].endswith("2026")
    assert "Be kind. Nobody is identified." in client.get_page("/network/code/versions/1").main
    assert client.get("/network/code/versions/7").status_code == 404
    others = conduct_queries.list_versions(network.actor("other_lead"))
    assert [line.accepted_at for line in others] == [None, None]


def test_where_there_is_no_code_the_programme_team_publishes_the_first(
    cast: Cast, client: PageClient
) -> None:
    page = client.sign_in(cast.person["programme"]).get_page("/network/code")
    values = client.get_page(page.href("Write the code of conduct")).form_values()

    after = client.post_page(NEW, values | SAID | {"has_read": "1"})

    assert after.h1 == "Code of conduct"
    assert newest().number == 1
