"""The forum of the world: spaces that all members read and that some do, threads with answers, one without a name, one of two.

Everybody who may has agreed to the code of conduct. The lead writes first, the lead of the other area answers where they can.
"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from csaleads.accounts.models import Area, Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.authorship import Author
from csaleads.forum.library.models import KnowledgeConsent, KnowledgeProposal
from csaleads.forum.models import Draft, Participant, SpaceKind, Thread, ThreadKind
from csaleads.forum.posts import draft_service, posting
from csaleads.forum.posts.draft_queries import Place
from csaleads.forum.posts.draft_service import Begun
from csaleads.learning.knowledge import KnowledgeState
from tests.factories import Factory
from tests.forum.conftest import Forum

PARTS = ("lead", "co_lead", "other_lead", "their_lead", "programme")


def make_forum(make: Factory, people: Mapping[str, Person], area: Area) -> dict[str, object]:
    """The names of its things."""
    make.agreed(*(people[part] for part in PARTS))
    forum = Forum(make, title="A wet morning", body="A walk in the rain.", reply="It rained again.")
    lead, co_lead, their_lead = (people[part] for part in ("lead", "co_lead", "their_lead"))
    open_space = forum.space()
    question = forum.thread(lead, open_space)
    area_space = forum.space(SpaceKind.AREA, name="Private to Here", area_id=area.id)
    area_thread = forum.thread(lead, area_space)
    announcements = forum.space(SpaceKind.ANNOUNCEMENTS, name="Announcements")
    news = forum.thread(people["programme"], announcements, kind=ThreadKind.ANNOUNCEMENT)
    to_read = forum.thread(people["programme"], announcements, kind=ThreadKind.ANNOUNCEMENT, must_read=True)
    private, private_post = _private_thread(forum, lead, their_lead)
    unnamed = forum.thread(lead, open_space, is_anonymous=True)
    answer = forum.answer(their_lead, question)
    return {
        "code_number": 1,
        "space": open_space,
        "thread": question,
        "answer_post": answer,
        "proposal": _proposal(make, lead, question, answer),
        "unnamed_thread": unnamed,
        "unnamed_post": forum.first_post(unnamed),
        "area_space": area_space,
        "area_thread": area_thread,
        "area_post": forum.answer(co_lead, area_thread),
        "announcements": announcements,
        "announcement": news,
        "to_read": to_read,
        "post_draft": _draft(forum, lead, area_thread),
        "private_thread": private,
        "private_post": private_post,
    }


def _draft(forum: Forum, lead: Person, thread_id: int) -> UUID:
    """An answer that the lead has begun."""
    with unit_of_work():
        begun = Begun("", "A walk in the rain, half of it.")
        draft_service.save_draft(forum.viewer(lead), place=Place(thread_id=thread_id), begun=begun)
    return db.session.scalars(select(Draft.id)).one()


def _proposal(make: Factory, person: Person, thread_id: int, post_id: int) -> int:
    """What the lead proposes for the library, to which whoever answered is asked to agree, and everything else is ready."""
    topic = make.topic("Of a proposal")
    with unit_of_work():
        row = KnowledgeProposal(
            thread_id=thread_id,
            state=KnowledgeState.AGREED,
            proposed_by_id=person.id,
            proposed_at=clock.now(),
            topic_id=topic.id,
            title="A wet morning",
            summary="A walk in the rain.",
        )
        db.session.add(row)
        db.session.flush()
        db.session.add(KnowledgeConsent(knowledge_id=row.id, post_id=post_id))
        return row.id


def _private_thread(forum: Forum, asker: Person, asked: Person) -> tuple[int, int]:
    """A thread that two people read, and its first post."""
    space_id = forum.space(SpaceKind.ONE_TO_ONE, name="Private questions", start_key="one_to_one")
    now = clock.now()
    with unit_of_work():
        thread = Thread(
            space_id=space_id,
            kind=ThreadKind.QUESTION,
            title="A wet morning",
            author_id=asker.id,
            started_at=now,
            last_posted_at=now,
            last_number=0,
            answer_count=0,
        )
        db.session.add(thread)
        db.session.flush()
        db.session.add_all(Participant(thread_id=thread.id, person_id=each.id) for each in (asker, asked))
        author = Author(asker.id, None, None)
        return thread.id, posting.append(thread, author, posting.written("A walk in the rain.")).id
