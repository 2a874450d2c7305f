"""While one types: a member who is named by `@` is not marked, as they are not asked about; every other name is."""

from typing import Any
from uuid import uuid4

import pytest

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import naming
from csaleads.forum.moderation.models import ActVerb
from csaleads.forum.screened import post_subject
from csaleads.network.models import ConductVersion
from csaleads.screening.service import questions_of
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.forum.moderation.stage import Moderation, moderation
from tests.page_client import PageClient
from tests.statements import count_statements

__all__ = ["moderation"]
URL = "/screening/check"
KNOWS = {"strict": True, "knows": {"0": "members"}}


def marked(client: PageClient, text: str, **sent: Any) -> list[str]:
    answer = client.post(URL, json={"texts": {"0": text}, **(sent or KNOWS)})
    assert answer.status_code == 200
    return [text[one["start"] : one["end"]] for one in answer.get_json()["found"]["0"]]


def asked(forum: Forum, person: Person, text: str) -> list[str]:
    """What is asked when the text is sent, in all its places."""
    subject = post_subject(uuid4(), naming.meant_in(forum.viewer(person), text))
    return [found.words for question in questions_of(subject, {"body": text}) for found in question.found]


@pytest.mark.parametrize(
    "text",
    [
        "A pebble note of @Jo Ward.",
        "A pebble note of @Jo Ward’s.",
        "A pebble note of @jo ward and @Zoë O'Brien.",
        "A pebble note of Jo Ward’s mother.",
        "A pebble note of @Jo Ward and Jo Ward’s mother.",
        "A pebble note of @Jo Ward Wisniewska.",
        "A pebble note of @Ana Reed.",
        "A pebble note of @Jo Ward, who is 7 and lives in Leeds.",
        "Jo Ward wrote:\n\n> A pebble note.",
        "Ana Reed wrote:\n\n> A pebble note.",
    ],
)
def test_what_is_marked_is_what_will_be_asked(
    client: PageClient, forum: Forum, make: Factory, text: str
) -> None:
    lead = forum.lead()
    forum.lead(name="Jo Ward"), forum.lead(name="Zoë O’Brien")
    make.lead(make.area(), name="Ana Reed")  # never entered the network
    client.sign_in(lead)

    assert sorted(marked(client, text)) == sorted(asked(forum, lead, text))


def test_a_member_is_not_marked_and_another_name_beside_them_is(client: PageClient, forum: Forum) -> None:
    forum.lead(name="Jo Ward")
    client.sign_in(forum.lead())

    assert marked(client, "A pebble note of @Jo Ward.") == []
    assert "Jo Ward" in " ".join(marked(client, "A pebble note of Jo Ward’s mother."))
    assert marked(client, "A pebble note of @Jo Ward.", strict=True) != [], "a field that names nobody"


def test_each_text_knows_what_its_own_field_may_name(client: PageClient, forum: Forum) -> None:
    forum.lead(name="Jo Ward"), forum.lead(name="Ana Reed")
    texts = {"0": "A pebble note of @Jo Ward.", "1": "@Ana Reed"}

    found = client.sign_in(forum.lead()).post(URL, json={"texts": texts, **KNOWS}).get_json()["found"]

    assert found["0"] == []
    assert found["1"] != []


@pytest.mark.parametrize("why", ["a worker", "suspended", "new code"])
def test_whoever_may_not_enter_the_network_learns_of_no_member(
    client: PageClient, forum: Forum, moderation: Moderation, make: Factory, why: str
) -> None:
    forum.lead(name="Jo Ward")
    person = make.worker(make.area()) if why == "a worker" else forum.lead()
    if why == "suspended":
        post_id = forum.first_post(forum.thread(person, forum.space()))
        moderation.act_on_author(moderation.moderator(), post_id, ActVerb.SUSPEND)
    if why == "new code":
        with unit_of_work():
            new = ConductVersion(number=2, words="Be kind.", words_html="", published_at=clock.now())
            db.session.add(new)

    assert marked(client.sign_in(person), "A pebble note of @Jo Ward.") != []


@pytest.mark.parametrize("knows", [[], "members", {"0": "everybody"}, {"0": 7}, {"9": "members"}, None])
def test_what_is_known_is_said_plainly_or_the_question_is_refused(
    client: PageClient, forum: Forum, knows: object
) -> None:
    sent = {"texts": {"0": "@Jo Ward"}, "strict": True, "knows": knows}

    assert client.sign_in(forum.lead()).post(URL, json=sent).status_code == 400


def test_a_text_without_a_name_asks_nothing_of_members(client: PageClient, forum: Forum) -> None:
    client.sign_in(forum.lead())

    counts = []
    for text in ("A pebble note.", "He is 7.", "A pebble note of @Jo Ward.", "@Jo Ward and " * 30):
        with count_statements() as statements:
            marked(client, text)
        counts.append(statements.count)

    assert counts[0] == counts[1]
    assert counts[2] == counts[3] == counts[0] + 1


def test_the_boxes_of_posts_say_whom_they_may_name(client: PageClient, forum: Forum) -> None:
    lead, space_id = forum.lead(), forum.space()
    thread_id = forum.thread(lead, space_id)
    client.sign_in(lead)

    for address in (
        f"/network/spaces/{space_id}/begin",
        f"/network/spaces/{space_id}/begin-poll",
        f"/network/spaces/{space_id}/begin-event",
        f"/network/threads/{thread_id}",
    ):
        assert client.get_page(address).one("textarea[name=body]")["data-screen-knows"] == "members"
    poll = client.get_page(f"/network/spaces/{space_id}/begin-poll")
    assert not poll.one("textarea[name=options]").has_attr("data-screen-knows")
