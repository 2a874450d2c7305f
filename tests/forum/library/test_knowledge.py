"""From talk to knowledge: nothing is published but what all who wrote agreed to and another has checked, and nobody is named."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text

from csaleads.access.viewer import SYSTEM, SYSTEM_PERSON_ID
from csaleads.accounts.models import Person
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import changes
from csaleads.forum.changes import Change
from csaleads.forum.library import queries as knowledge_queries
from csaleads.forum.library import service as knowledge_service
from csaleads.forum.library.models import KnowledgeConsent, KnowledgeProposal
from csaleads.forum.library.service import NewEntry
from csaleads.forum.models import Post, PostState, SpaceKind, Thread
from csaleads.learning.knowledge import Consent, KnowledgeState
from csaleads.learning.models import Audience, Resource, ResourceState
from csaleads.notify.models import Message, MessageKind
from csaleads.screening.errors import CouldIdentify
from tests.adversary.rivals import all_at_once
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements

S = KnowledgeState


class Talk:
    """A thread of somebody, answered by somebody else, and a topic to propose it under."""

    def __init__(self, forum: Forum, *, is_anonymous: bool = False, kind: SpaceKind = SpaceKind.OPEN) -> None:
        self.forum = forum
        self.asker, self.author, self.proposer = forum.lead(), forum.lead(), forum.lead()
        self.checker = forum.programme()
        self.topic_id: UUID = forum.make.topic().id
        self.thread_id = forum.thread(self.asker, forum.space(kind), is_anonymous=is_anonymous)
        self.first_id = forum.first_post(self.thread_id)
        self.answer_id = forum.answer(self.author, self.thread_id)

    def propose(self, person: Person | None = None, **given: Any) -> int:
        new = NewEntry(
            "Pebble guide", "What **zebras** taught us.", self.topic_id, (self.first_id, self.answer_id)
        )
        with unit_of_work():
            return knowledge_service.propose(
                self.forum.viewer(person or self.proposer),
                thread_id=self.thread_id,
                new=new._replace(**given),
                key=uuid4(),
            )

    def say(self, person: Person, knowledge_id: int, post_id: int, *, is_given: bool = True) -> None:
        act = knowledge_service.give_consent if is_given else knowledge_service.refuse_consent
        with unit_of_work():
            act(self.forum.viewer(person), knowledge_id=knowledge_id, post_id=post_id)

    def agreed(self) -> int:
        knowledge_id = self.propose()
        self.say(self.asker, knowledge_id, self.first_id)
        self.say(self.author, knowledge_id, self.answer_id)
        return knowledge_id

    def publish(self, knowledge_id: int, person: Person | None = None, *, version: int | None = None) -> UUID:
        with unit_of_work():
            row = db.session.get_one(KnowledgeProposal, knowledge_id)
            return knowledge_service.publish(
                self.forum.viewer(person or self.checker),
                knowledge_id=knowledge_id,
                version=row.version if version is None else version,
            )


def state_of(knowledge_id: int) -> KnowledgeState:
    db.session.expire_all()
    return db.session.get_one(KnowledgeProposal, knowledge_id).state


def told(person: Person) -> list[MessageKind]:
    return list(
        db.session.scalars(select(Message.kind).where(Message.person_id == person.id).order_by(Message.id))
    )


def test_everybody_who_wrote_is_asked_and_the_last_consent_leads_on(forum: Forum) -> None:
    talk = Talk(forum)

    knowledge_id = talk.propose()
    assert MessageKind.CONSENT_ASKED in told(talk.asker)
    assert MessageKind.CONSENT_ASKED in told(talk.author)
    assert MessageKind.CONSENT_ASKED not in told(talk.proposer)
    talk.say(talk.asker, knowledge_id, talk.first_id)
    assert state_of(knowledge_id) is S.ASKED
    talk.say(talk.author, knowledge_id, talk.answer_id)

    assert state_of(knowledge_id) is S.AGREED


def test_ones_own_posts_need_no_asking(forum: Forum) -> None:
    talk = Talk(forum)

    knowledge_id = talk.propose(talk.author, post_ids=(talk.answer_id,))

    assert state_of(knowledge_id) is S.AGREED
    assert MessageKind.CONSENT_ASKED not in told(talk.author)


def test_what_is_published_is_read_by_leads_and_leads_back(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    talk = Talk(forum)
    knowledge_id = talk.agreed()

    resource_id = talk.publish(knowledge_id)

    row = db.session.get_one(Resource, resource_id)
    assert (row.state, row.area_id, row.audience) == (ResourceState.APPROVED, None, Audience.LEADS)
    assert row.link.startswith("https://")
    assert row.link.endswith(f"/network/threads/{talk.thread_id}")
    assert state_of(knowledge_id) is S.PUBLISHED
    assert MessageKind.KNOWLEDGE_PUBLISHED in told(talk.proposer)
    client.sign_in(forum.lead())
    entry = client.get_page(f"/learning/resources/{resource_id}")
    assert "From the network, with the consent of those who wrote" in entry.main
    assert entry.href("Read the conversation") == f"/network/threads/{talk.thread_id}"
    thread = client.get_page(f"/network/threads/{talk.thread_id}")
    assert thread.href("Pebble guide") == f"/learning/resources/{resource_id}"
    client.sign_in(make.lead(make.area()))
    entry = client.get_page(f"/learning/resources/{resource_id}")
    assert "with the consent of those who wrote" in entry.main
    assert "Read the conversation" not in entry.main


@pytest.mark.parametrize("is_after", [False, True])
def test_whoever_does_not_agree_or_takes_it_back_ends_it(forum: Forum, is_after: bool) -> None:
    talk = Talk(forum)
    knowledge_id = talk.agreed() if is_after else talk.propose()

    talk.say(talk.author, knowledge_id, talk.answer_id, is_given=False)

    assert state_of(knowledge_id) is S.WITHDRAWN
    assert told(talk.proposer).count(MessageKind.KNOWLEDGE_ENDED) == 1
    with pytest.raises(WrongState):
        talk.say(talk.asker, knowledge_id, talk.first_id)
    with pytest.raises(WrongState):
        talk.publish(knowledge_id)
    talk.propose()  # and it can be written anew


def test_nobody_is_shown_who_has_agreed_so_far(client: PageClient, forum: Forum) -> None:
    talk = Talk(forum, is_anonymous=True)
    knowledge_id = talk.propose()
    pages = []

    for is_said in (False, True):
        if is_said:
            talk.say(talk.asker, knowledge_id, talk.first_id)
        for reader in (talk.proposer, talk.checker):
            client.sign_in(reader)
            pages.append(client.get_page(f"/network/proposals/{knowledge_id}").main)

    assert pages[:2] == pages[2:]


def test_nobody_answers_for_another(forum: Forum) -> None:
    talk = Talk(forum)
    knowledge_id = talk.propose()

    for person in (talk.asker, talk.proposer, talk.checker):
        for is_given in (True, False):
            with pytest.raises(NotFound):
                talk.say(person, knowledge_id, talk.answer_id, is_given=is_given)

    assert state_of(knowledge_id) is S.ASKED


def test_only_a_moderator_who_did_not_propose_it_checks_and_only_what_all_agreed_to(forum: Forum) -> None:
    talk = Talk(forum)
    early = talk.propose()
    with pytest.raises(WrongState):
        talk.publish(early)
    with unit_of_work():
        knowledge_service.withdraw(forum.viewer(talk.proposer), knowledge_id=early)
    of_moderator = talk.propose(talk.checker)
    talk.say(talk.asker, of_moderator, talk.first_id)
    talk.say(talk.author, of_moderator, talk.answer_id)

    for person in (talk.checker, talk.proposer, talk.author):
        with pytest.raises(NotFound):
            talk.publish(of_moderator, person)
    with pytest.raises(ChangedMeanwhile):
        talk.publish(of_moderator, forum.programme(), version=1)

    talk.publish(of_moderator, forum.programme())
    assert state_of(of_moderator) is S.PUBLISHED


def test_an_author_without_a_name_is_asked_and_stands_in_no_row(client: PageClient, forum: Forum) -> None:
    talk = Talk(forum, is_anonymous=True)
    knowledge_id = talk.propose()
    assert MessageKind.CONSENT_ASKED in told(talk.asker)
    client.sign_in(talk.author)
    assert "without your name" not in client.get_page("/network/consents").main
    client.sign_in(talk.asker)
    page = client.get_page("/network/consents")
    assert "You wrote it without your name, and it stays so" in page.main

    client.post(f"/network/consents/{knowledge_id}/{talk.first_id}/give")

    assert state_of(knowledge_id) is S.ASKED
    said = db.session.get_one(KnowledgeConsent, (knowledge_id, talk.first_id))
    assert said.consent is Consent.GIVEN
    actors = set(db.session.scalars(select(AuditEvent.actor_id).where(AuditEvent.verb == "give_consent")))
    assert actors <= {None, SYSTEM_PERSON_ID}
    for table in ("forum_knowledge", "forum_knowledge_consents"):
        names = db.session.execute(text(f"SELECT * FROM {table}")).keys()
        assert [name for name in names if name.endswith("_by_id")] in (
            [],
            ["proposed_by_id", "checked_by_id"],
        )


def test_who_proposes_a_question_of_their_own_without_a_name_is_asked_like_everybody(forum: Forum) -> None:
    talk = Talk(forum, is_anonymous=True)

    knowledge_id = talk.propose(talk.asker, post_ids=(talk.first_id,))

    assert state_of(knowledge_id) is S.ASKED
    assert MessageKind.CONSENT_ASKED in told(talk.asker)


def test_what_is_private_is_never_proposed(forum: Forum, make: Factory) -> None:
    area = make.area()
    ours = forum.lead(area)
    thread_id = forum.thread(ours, forum.space(SpaceKind.AREA, area_id=area.id))
    new = NewEntry("Pebble guide", "A zebra.", make.topic().id, (forum.first_post(thread_id),))

    with pytest.raises(NotFound), unit_of_work():
        knowledge_service.propose(forum.viewer(ours), thread_id=thread_id, new=new, key=uuid4())


def test_posts_of_elsewhere_and_words_that_name_somebody_are_refused(forum: Forum) -> None:
    talk, other = Talk(forum), Talk(forum)

    for post_ids in ((), (other.first_id,), (talk.first_id, other.first_id)):
        with pytest.raises(InvalidChoice):
            talk.propose(post_ids=post_ids)
    with pytest.raises(CouldIdentify):
        talk.propose(summary="She is 11 years old and lives in Leeds.")

    assert forum.count(KnowledgeProposal) == 0


@pytest.mark.parametrize(
    ("change", "state"),
    [(Change.HIDDEN, PostState.HIDDEN), (Change.REMOVED, PostState.REMOVED_BY_AUTHOR)],
)
def test_a_post_that_goes_takes_the_proposal_with_it(forum: Forum, change: Change, state: PostState) -> None:
    talk = Talk(forum)
    spare_id = forum.answer(talk.author, talk.thread_id)
    knowledge_id = talk.agreed()

    for post_id, expected in ((spare_id, S.AGREED), (talk.answer_id, S.WITHDRAWN)):
        with unit_of_work():
            post = db.session.get_one(Post, post_id)
            post.state = state
            changes.announce(SYSTEM, change, db.session.get_one(Thread, talk.thread_id), post)
        assert state_of(knowledge_id) is expected


def at_once(app: Flask, *acts: Any) -> list[Any]:
    def within(act: Any) -> Any:
        def run() -> Any:
            with app.app_context():
                try:
                    return act()
                finally:
                    db.session.remove()

        return run

    return list(all_at_once(app, *(within(act) for act in acts)))


def test_of_a_refusal_and_a_publication_at_once_one_wins(app: Flask, forum: Forum) -> None:
    talk = Talk(forum)
    knowledge_id = talk.agreed()
    version = db.session.get_one(KnowledgeProposal, knowledge_id).version
    db.session.rollback()

    at_once(
        app,
        lambda: talk.publish(knowledge_id, version=version),
        lambda: talk.say(talk.author, knowledge_id, talk.answer_id, is_given=False),
    )

    expected = {S.PUBLISHED: 1, S.WITHDRAWN: 0}
    assert forum.count(Resource, Resource.title == "Pebble guide") == expected[state_of(knowledge_id)]


def test_of_two_proposals_at_once_one_is_open_and_two_last_consents_lead_on(app: Flask, forum: Forum) -> None:
    talk = Talk(forum)
    at_once(app, talk.propose, lambda: talk.propose(talk.checker))
    rows = list(db.session.scalars(select(KnowledgeProposal.id)))
    assert len(rows) == 1
    db.session.rollback()

    at_once(
        app,
        lambda: talk.say(talk.asker, rows[0], talk.first_id),
        lambda: talk.say(talk.author, rows[0], talk.answer_id),
    )

    assert state_of(rows[0]) is S.AGREED


def test_the_pages_lead_from_the_thread_to_the_library(client: PageClient, forum: Forum) -> None:
    talk = Talk(forum)
    client.sign_in(talk.proposer)
    thread = client.get_page(f"/network/threads/{talk.thread_id}")
    page = client.get_page(thread.href("Propose for the library"))
    refused = client.post(f"/network/threads/{talk.thread_id}/propose", data={"title": "Pebble guide"})
    assert refused.status_code == 422
    client.post(
        f"/network/threads/{talk.thread_id}/propose",
        data=page.form_values()
        | {
            "title": "Pebble guide",
            "topic": str(talk.topic_id),
            "summary": "A zebra.",
            "posts": str(talk.answer_id),
        },
    )
    knowledge_id = db.session.scalars(select(KnowledgeProposal.id)).one()
    talk.say(talk.author, knowledge_id, talk.answer_id)
    client.sign_in(talk.checker)
    waiting = client.get_page("/network/proposals")
    assert "Waits for a second check" in waiting.main
    with count_statements() as asked:
        shown = client.get_page(f"/network/proposals/{knowledge_id}")
    assert asked.count <= 10

    ticks = {"rare": "1", "place": "1", "family": "1"}
    assert (
        client.post(
            f"/network/proposals/{knowledge_id}/publish", data={**shown.form_values(), **ticks}
        ).status_code
        == 422
    )
    client.post(
        f"/network/proposals/{knowledge_id}/publish", data={**shown.form_values(), **ticks, "dates": "1"}
    )

    assert state_of(knowledge_id) is S.PUBLISHED


def test_a_post_by_somebody_who_left_cannot_be_used_and_of_one_without_a_name_nothing_is_said(
    forum: Forum,
) -> None:
    talk, unnamed = Talk(forum), Talk(forum, is_anonymous=True)
    with unit_of_work():
        for person in (talk.author, unnamed.asker):
            db.session.get_one(Person, person.id).left_on = clock.today()

    with pytest.raises(InvalidChoice):
        talk.propose()

    assert state_of(unnamed.propose()) is S.ASKED


def test_a_proposal_that_was_turned_down_is_told_and_not_published(forum: Forum) -> None:
    talk = Talk(forum)
    knowledge_id = talk.agreed()

    with unit_of_work():
        knowledge_service.turn_down(forum.viewer(talk.checker), knowledge_id=knowledge_id)

    assert state_of(knowledge_id) is S.WITHDRAWN
    assert MessageKind.KNOWLEDGE_ENDED in told(talk.proposer)
    assert knowledge_queries.find_newest_of(talk.thread_id) is None


def test_today_asks_who_wrote_under_their_name_until_they_answer(forum: Forum, client: PageClient) -> None:
    talk = Talk(forum)
    knowledge_id = talk.propose()
    client.sign_in(talk.author)

    before = client.get_page("/")
    talk.say(talk.author, knowledge_id, talk.answer_id)

    assert "1 post of yours may go into the library" in before.main
    assert before.href("Read and answer") == "/network/consents"
    assert "may go into the library" not in client.get_page("/").main
