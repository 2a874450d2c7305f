"""Members of the network, and a space to talk in."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.accounts.viewer_queries import find_viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import service
from csaleads.forum.models import Post, Space, SpaceKind, ThreadKind
from csaleads.forum.service import NewThread
from csaleads.network.models import ConductAcceptance, ConductVersion, NetworkMember
from tests.factories import Factory

DAY = timedelta(days=1)


class Forum:
    """`forum.lead()`, `forum.space()`, `forum.thread(lead)`, `forum.answer(lead, thread_id)`.

    `title`, `body` and `reply` are what is written where a test says nothing else.
    """

    def __init__(
        self,
        make: Factory,
        *,
        title: str = "Pebble note",
        body: str = "A zebra crossing.",
        reply: str = "Another zebra crossing.",
    ) -> None:
        self.make = make
        self.title, self.body, self.reply = title, body, reply

    def lead(self, area: Any = None, *, name: str | None = None) -> Person:
        """A lead who has agreed to the code of conduct; of an area of their own where none is given."""
        person = self.make.lead(area or self.make.area(), name=name)
        self.agree(person)
        return person

    def programme(self) -> Person:
        person = self.make.person(None, Role.PROGRAMME_TEAM)
        self.agree(person)
        return person

    def agree(self, person: Person) -> None:
        with unit_of_work():
            if db.session.get(ConductVersion, 1) is None:
                db.session.add(
                    ConductVersion(number=1, words="Be kind.", words_html="", published_at=clock.now())
                )
                db.session.flush()
            db.session.add(ConductAcceptance(person_id=person.id, number=1, accepted_at=clock.now()))
            db.session.add(NetworkMember(person_id=person.id, joined_at=clock.now() - DAY, accepted_number=1))

    def viewer(self, person: Person) -> Viewer:
        """The actor that a lead would be, by the roles that they hold."""
        found = find_viewer(person.id)
        assert found is not None
        return found

    def space(self, kind: SpaceKind = SpaceKind.OPEN, **columns: Any) -> int:
        with unit_of_work():
            space = Space(
                kind=kind, name=columns.pop("name", "Practice questions"), made_at=clock.now(), **columns
            )
            db.session.add(space)
            db.session.flush()
            return space.id

    def close(self, space_id: int) -> None:
        """Nobody writes in the space any more."""
        with unit_of_work():
            db.session.get_one(Space, space_id).archived_at = clock.now()

    def thread(
        self,
        person: Person,
        space_id: int,
        *,
        title: str | None = None,
        body: str | None = None,
        kind: ThreadKind = ThreadKind.QUESTION,
        is_anonymous: bool = False,
        must_read: bool = False,
    ) -> int:
        with unit_of_work():
            return service.begin_thread(
                self.viewer(person),
                space_id=space_id,
                new=NewThread(kind, title or self.title, body or self.body, is_anonymous, must_read),
                key=uuid4(),
            )

    def answer(self, person: Person, thread_id: int, body: str | None = None, **options: Any) -> int:
        with unit_of_work():
            return service.answer(
                self.viewer(person), thread_id=thread_id, body=body or self.reply, key=uuid4(), **options
            )

    def first_post(self, thread_id: int) -> int:
        """The id of the post with which the thread began."""
        found = db.session.scalar(select(Post.id).where(Post.thread_id == thread_id, Post.number == 1))
        assert found is not None
        return found

    def count(self, model: Any, *conditions: Any) -> int:
        return len(list(db.session.scalars(select(model).where(*conditions))))


@pytest.fixture
def forum(make: Factory) -> Forum:
    return Forum(make)
