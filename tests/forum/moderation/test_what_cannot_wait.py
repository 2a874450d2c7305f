"""Somebody whose posts a moderator reads first: what cannot wait says why, and what else they can do, and loses nothing typed."""

from datetime import timedelta
from typing import Any

import pytest

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.forum.models import SpaceKind, Thread
from csaleads.forum.moderation.models import HeldPost
from csaleads.network.models import RestrictionKind
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import Page, PageClient

TYPED = {"title": "A wet morning", "body": "A walk in the rain."}


def _on() -> dict[str, str]:
    day = clock.today() + timedelta(days=3)
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


class Begun:
    """The three that cannot wait: where each is begun, and what is typed there."""

    def __init__(self, forum: Forum, make: Factory) -> None:
        asked, space_id = forum.lead(), forum.space()
        make.directory_entry(asked)
        forum.space(SpaceKind.ONE_TO_ONE, name="Private questions", start_key="one_to_one")
        on = _on()
        self.typed: dict[str, tuple[str, dict[str, Any]]] = {
            "poll": (
                f"/network/spaces/{space_id}/begin-poll",
                TYPED
                | {"options": "Red\nGreen", "how_many": "one", "closes_at": "4pm"}
                | {f"closes_on-{part}": value for part, value in on.items()},
            ),
            "event": (
                f"/network/spaces/{space_id}/begin-event",
                TYPED
                | {"kind": "event", "starts": "2pm", "ends": "4pm", "place": "Online"}
                | {f"on-{part}": value for part, value in on.items()},
            ),
            "private": (f"/network/members/{asked.id}/ask", TYPED),
        }
        self.space_id = space_id

    def send(self, client: PageClient, what: str, values: dict[str, str], status: int = 200) -> Page:
        address, typed = self.typed[what]
        return client.post_page(address, values | typed, status=status)


@pytest.fixture
def begun(forum: Forum, make: Factory) -> Begun:
    return Begun(forum, make)


def hold(make: Factory, person: Person) -> None:
    make.restriction(person, RestrictionKind.HELD)


@pytest.mark.parametrize("what", ["poll", "event", "private"])
def test_whoever_is_not_held_begins_it(client: PageClient, forum: Forum, begun: Begun, what: str) -> None:
    client.sign_in(forum.lead())
    address, _ = begun.typed[what]

    begun.send(client, what, client.get_page(address).form_values())

    assert forum.count(Thread) == 1


@pytest.mark.parametrize("what", ["poll", "event", "private"])
def test_whoever_is_held_reads_why_and_what_to_do_before_typing(
    client: PageClient, forum: Forum, make: Factory, begun: Begun, what: str
) -> None:
    lead = forum.lead()
    hold(make, lead)

    page = client.sign_in(lead).get_page(begun.typed[what][0])

    assert page.h1 == "This cannot wait for a moderator"
    assert page.html.select("main textarea") == []
    assert page.href("Why your posts are read first") == "/network/acts"
    instead = "/network" if what == "private" else f"/network/spaces/{begun.space_id}/begin"
    assert page.href("All spaces" if what == "private" else "Begin a thread") == instead


@pytest.mark.parametrize("what", ["poll", "event", "private"])
def test_whoever_is_held_while_they_type_keeps_every_word(
    client: PageClient, forum: Forum, make: Factory, begun: Begun, what: str
) -> None:
    lead = forum.lead()
    values = client.sign_in(lead).get_page(begun.typed[what][0]).form_values()
    hold(make, lead)

    page = begun.send(client, what, values, status=409)

    shown = " ".join(each.get_text() for each in page.html.select(".csa-typed"))
    assert TYPED["title"] in shown
    assert TYPED["body"] in shown
    if what == "poll":
        assert "Green" in shown
    assert "no private questions" not in page.main, "it is not they who refuse"
    assert forum.count(Thread) == forum.count(HeldPost) == 0


@pytest.mark.parametrize("what", ["poll", "event", "private"])
def test_the_service_that_finds_it_out_says_the_same(
    client: PageClient, forum: Forum, make: Factory, begun: Begun, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    lead = forum.lead()
    values = client.sign_in(lead).get_page(begun.typed[what][0]).form_values()
    hold(make, lead)
    monkeypatch.setattr(
        "csaleads.forum.threads.beginning.is_held", lambda: False
    )  # held between the two looks

    page = begun.send(client, what, values, status=409)

    assert page.h1 == "This cannot wait for a moderator"
    assert TYPED["body"] in page.main
    assert forum.count(Thread) == 0
