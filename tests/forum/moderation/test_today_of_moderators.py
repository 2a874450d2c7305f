"""Today of moderators: what waits for them, each with its one next step; nothing for others, and no statement more."""

from uuid import uuid4

import pytest

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import begin_writing, commit, unit_of_work
from csaleads.forum import service
from csaleads.forum.errors import WaitsForModerator
from csaleads.forum.library.models import KnowledgeProposal, KnowledgeState
from csaleads.forum.moderation import appeal_service
from csaleads.forum.moderation.models import ActVerb, ReportKind
from csaleads.forum.moderation.policy import Decision
from csaleads.home import waiting_queries
from csaleads.network.models import ConductVersion
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.forum.moderation.stage import Moderation, moderation
from tests.page_client import PageClient
from tests.statements import count_statements

__all__ = ["moderation"]


def needs(client: PageClient, person: Person) -> list[str]:
    """The cards about the network on somebody's Today."""
    cards = client.sign_in(person).get_page("/").html.select(".csa-need")
    shown = [" ".join(card.get_text(" ").split()) for card in cards]
    return [text for text in shown if any(word in text for word in ("post", "appeal", "proposal"))]


def propose(forum: Forum, thread_id: int, proposer: Person, state: KnowledgeState) -> None:
    topic_id = forum.make.topic().id
    with unit_of_work():
        db.session.add(
            KnowledgeProposal(
                thread_id=thread_id,
                state=state,
                proposed_by_id=proposer.id,
                proposed_at=clock.now(),
                topic_id=topic_id,
                title="Pebble guide",
                summary="What zebras taught us.",
            )
        )


class Queue:
    """A reported post, a post that waits, an appeal and a proposal: one of each, by `author`, judged by `moderator`."""

    def __init__(
        self, forum: Forum, moderation: Moderation, kind: ReportKind = ReportKind.IDENTIFIES
    ) -> None:
        self.author, self.moderator = forum.lead(), moderation.moderator()
        space_id = forum.space()
        threads = [forum.thread(self.author, space_id) for _ in range(3)]
        moderation.report(forum.lead(), moderation.first_post(threads[0]), kind)
        removed = forum.answer(self.author, threads[1])
        moderation.judge(self.moderator, removed, Decision.REMOVE)
        with unit_of_work():
            appeal_service.appeal(
                forum.viewer(self.author),
                act_id=moderation.newest_act().id,
                words="A pebble note.",
                key=uuid4(),
            )
        propose(forum, threads[2], self.author, KnowledgeState.AGREED)
        moderation.act_on_author(self.moderator, moderation.first_post(threads[1]), ActVerb.HOLD)
        try:
            begin_writing()
            service.answer(
                forum.viewer(self.author), thread_id=threads[2], body="We laid a pebble.", key=uuid4()
            )
        except WaitsForModerator:
            commit()


def test_a_moderator_sees_what_waits_each_with_its_next_step(
    client: PageClient, forum: Forum, moderation: Moderation
) -> None:
    Queue(forum, moderation)

    for person in (forum.programme(), moderation.moderator()):
        shown = needs(client, person)
        page = client.get_page("/")

        assert "1 reported post to look at" in shown[0]
        assert "hidden until you have decided" in shown[0]
        assert any("1 post waits to be shown" in card for card in shown)
        assert any("1 appeal to decide" in card for card in shown)
        assert any("1 proposal for the library to check" in card for card in shown)
        assert page.href("Look at what is reported") == "/network/moderation"
        assert page.href("Read what waits") == "/network/moderation/held"
        for card in page.html.select(".csa-need"):
            assert len(card.select("a")) == 1
            assert client.get(card.select("a")[0]["href"]).status_code == 200


def test_nobody_is_asked_to_decide_about_what_is_their_own(
    client: PageClient, forum: Forum, moderation: Moderation
) -> None:
    queue = Queue(forum, moderation)

    assert len(needs(client, queue.moderator)) == 3
    assert not any("appeal" in card for card in needs(client, queue.moderator))
    moderation.name(queue.author)
    assert needs(client, queue.author) == []


def test_members_hear_nothing_of_it(client: PageClient, forum: Forum, moderation: Moderation) -> None:
    Queue(forum, moderation)

    assert needs(client, forum.lead()) == []


def test_whoever_may_not_enter_now_has_nothing_to_decide(
    client: PageClient, forum: Forum, moderation: Moderation
) -> None:
    queue, suspended = Queue(forum, moderation), moderation.moderator()
    moderation.act_on_author(
        forum.programme(), moderation.first_post(_thread_of(forum, suspended)), ActVerb.SUSPEND
    )
    assert needs(client, suspended) == []
    assert len(needs(client, queue.moderator)) == 3

    with unit_of_work():
        db.session.add(ConductVersion(number=2, words="Be kind.", words_html="", published_at=clock.now()))

    assert needs(client, queue.moderator) == []


def _thread_of(forum: Forum, person: Person) -> int:
    return forum.thread(person, forum.space())


@pytest.mark.parametrize("kind", [ReportKind.IDENTIFIES, ReportKind.UNKIND])
def test_what_may_identify_somebody_comes_before_all_else(
    client: PageClient, forum: Forum, moderation: Moderation, make: Factory, kind: ReportKind
) -> None:
    Queue(forum, moderation, kind)
    page = client.sign_in(moderation.moderator()).get_page("/")

    urgent = " ".join(card.get_text(" ") for card in page.html.select(".csa-need--urgent"))

    assert ("reported post" in urgent) is (kind is ReportKind.IDENTIFIES)


def test_what_waits_is_counted_by_the_statement_that_is_there(forum: Forum, moderation: Moderation) -> None:
    moderator = forum.viewer(moderation.moderator())
    found = []
    for _ in range(2):
        Queue(forum, moderation)
        with count_statements() as asked:
            found.append(waiting_queries.find_waiting(moderator).moderating)
        assert asked.count == 1

    assert [tuple(counts) for counts in found] == [(1, 1, 1, 1, 1), (2, 2, 2, 2, 2)]
