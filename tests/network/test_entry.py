"""One's own entry: each consent, the preview, the screening, everything off at once and back again."""

from typing import Any

import pytest
from sqlalchemy import select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.network import directory_queries, entry_service
from csaleads.network.entry_service import EntryContent
from csaleads.network.models import DirectoryEntry, RestrictionKind
from csaleads.screening.service import CouldIdentify
from tests.learning.conftest import Cast
from tests.page_client import PageClient

OWN = "/network/directory/own"


def save(cast: Cast, part: str = "lead", version: int = 0, **content: Any) -> None:
    with unit_of_work():
        entry_service.save(cast.actor(part), version=version, content=EntryContent(**content))


def row(cast: Cast, part: str = "lead") -> DirectoryEntry | None:
    found = db.session.scalar(select(DirectoryEntry).where(DirectoryEntry.person_id == cast.person[part].id))
    db.session.expunge_all()
    db.session.rollback()
    return found


@pytest.fixture
def network(cast: Cast) -> Cast:
    cast.make.agreed(cast.person["lead"], cast.person["other_lead"], cast.person["programme"])
    return cast


def test_nothing_is_ticked_until_somebody_ticks_it(network: Cast, client: PageClient) -> None:
    page = client.sign_in(network.person["lead"]).get_page(OWN)

    ticked = [box["name"] for box in page.html.select("main input[type=checkbox][checked]")]
    assert ticked == ["takes_private_questions"]
    assert "Not listed" in page.main


def test_what_is_saved_is_what_others_see(network: Cast, client: PageClient) -> None:
    values = client.sign_in(network.person["lead"]).get_page(OWN).form_values()
    sent = {"is_listed": "1", "ask_me_about": "Pebble notes", "shows_ask_me_about": "1", "languages": "Welsh"}

    page = client.post_page(OWN, values | sent)

    assert "Your entry is saved." in page.main
    seen = directory_queries.get_member(network.actor("other_lead"), network.person["lead"].id)
    assert (seen.ask_me_about, seen.languages, seen.area) == ("Pebble notes", "", "")
    assert seen.takes_private_questions


def test_the_preview_shows_what_others_would_see_and_saves_nothing(network: Cast, client: PageClient) -> None:
    values = client.sign_in(network.person["lead"]).get_page(OWN).form_values()
    sent = {"is_listed": "1", "ask_me_about": "Pebble notes", "languages": "Welsh", "shows_languages": "1"}

    page = client.post_page(OWN, values | sent | {"preview": "1"})

    seen = page.one("section[aria-labelledby=preview]").get_text(" ")
    assert "Welsh" in seen
    assert "Pebble notes" not in seen
    assert page.form_values()["ask_me_about"] == "Pebble notes"
    assert row(network) is None


def test_what_could_identify_somebody_is_asked_about(network: Cast, client: PageClient) -> None:
    values = client.sign_in(network.person["lead"]).get_page(OWN).form_values()

    page = client.post_page(OWN, values | {"ask_me_about": "Ring me on 07700 900123"}, status=422)

    assert "07700 900123" in page.main
    assert row(network) is None
    with pytest.raises(CouldIdentify):
        save(network, ask_me_about="Ring me on 07700 900123")


def test_what_was_saved_elsewhere_meanwhile_is_not_overwritten(network: Cast, client: PageClient) -> None:
    values = client.sign_in(network.person["lead"]).get_page(OWN).form_values()
    save(network, languages="Welsh")

    page = client.post_page(OWN, values | {"languages": "Polish"}, status=422)

    assert "You saved this page elsewhere" in page.text
    assert page.form_values()["languages"] == "Polish"
    kept = row(network)
    assert kept is not None
    assert kept.languages == "Welsh"
    client.post_page(OWN, page.form_values())
    with pytest.raises(ChangedMeanwhile):
        save(network, version=1)


def test_everything_goes_off_at_once_and_comes_back_as_it_was(network: Cast, client: PageClient) -> None:
    save(network, is_listed=True, languages="Welsh", shows_languages=True)
    client.sign_in(network.person["lead"])

    page = client.post_page("/network/directory/own/take-off")

    assert "Put it back" in page.main
    with pytest.raises(NotFound):
        directory_queries.get_member(network.actor("other_lead"), network.person["lead"].id)
    client.post_page("/network/directory/own/put-back")
    seen = directory_queries.get_member(network.actor("other_lead"), network.person["lead"].id)
    assert seen.languages == "Welsh"


def test_where_there_is_no_entry_nothing_comes_back(network: Cast, client: PageClient) -> None:
    page = client.sign_in(network.person["lead"]).post_page("/network/directory/own/put-back")

    assert "You have no entry in the directory yet" in page.main
    assert row(network) is None


def test_whoever_is_suspended_takes_off_and_puts_nothing_back(network: Cast, client: PageClient) -> None:
    save(network, is_listed=True)
    network.make.restriction(network.person["lead"], RestrictionKind.SUSPENDED)
    client.sign_in(network.person["lead"])

    assert not client.get_page("/network/part").html.select(f"a[href='{OWN}']")
    page = client.post_page("/network/directory/own/take-off")

    assert "Put it back" not in page.main
    kept = row(network)
    assert kept is not None
    assert not kept.is_listed
    assert client.post("/network/directory/own/put-back").status_code == 409
    with pytest.raises(NotFound):
        save(network, version=2, is_listed=True)


def test_whoever_has_not_agreed_saves_nothing(cast: Cast) -> None:
    cast.make.code()

    with pytest.raises(NotFound):
        save(cast, is_listed=True)


def test_what_was_typed_waits_while_the_code_is_agreed_to_anew(network: Cast, client: PageClient) -> None:
    values = client.sign_in(network.person["lead"]).get_page(OWN).form_values()
    network.make.code(2)

    answer = client.post(OWN, data=values | {"ask_me_about": "Pebble notes"})

    assert answer.status_code == 302
    code = client.get_page(answer.location)
    assert "We kept what you typed" in code.main
    again = client.post_page("/network/code", code.form_values() | {"agrees": "1"})
    assert again.h1 == "Your entry"
    assert again.form_values()["ask_me_about"] == "Pebble notes"
    assert row(network) is None


def test_what_somebody_who_is_suspended_sends_is_given_back(network: Cast, client: PageClient) -> None:
    values = client.sign_in(network.person["lead"]).get_page(OWN).form_values()
    network.make.restriction(network.person["lead"], RestrictionKind.SUSPENDED)

    page = client.post_page(OWN, values | {"ask_me_about": "Pebble notes"}, status=409)

    assert "Pebble notes" in page.main
    assert row(network) is None


def test_the_page_of_the_programme_team_asks_nothing_about_clinics(network: Cast, client: PageClient) -> None:
    page = client.sign_in(network.person["programme"]).get_page(OWN)

    assert not page.html.select("input[name=can_shadow]")
    assert "Programme team" in page.main


def test_an_entry_has_a_moment_and_a_version(network: Cast) -> None:
    save(network, languages="Welsh")
    save(network, version=1, languages="Polish")

    kept = row(network)

    assert kept is not None
    assert (kept.version, kept.changed_at) == (2, clock.now())
