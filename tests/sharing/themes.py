"""Records of several leads that are shared for learning, and the steps by which what they teach becomes a theme."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.accounts.viewer_queries import find_viewer
from csaleads.advice.models import RequestForAdvice
from csaleads.consultations.models import Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.learning.knowledge import KnowledgeState
from csaleads.notify.models import Message, MessageKind
from csaleads.sharing import theme_service
from csaleads.sharing.broadening import AgeGroup, ConcernGroup, StageGroup
from csaleads.sharing.models import LearningVersion, SharingState
from csaleads.sharing.theme_models import LearningTheme, LearningThemeVersion
from csaleads.sharing.theme_service import NewTheme
from tests.factories import Factory
from tests.forum.conftest import Forum

TITLE, SUMMARY = "Pebble note", "What **several** walks in the rain taught."


class Themes:
    """An area with three leads, of whom two share three records each; somebody who proposes, and a moderator of the network."""

    def __init__(self, make: Factory, *, each: int = 3) -> None:
        self.make = make
        self.forum = Forum(make)
        self.area = make.area("Northmere")
        self.worker = make.worker(self.area)
        self.one, self.two, self.proposer = (make.lead(self.area) for _ in range(3))
        self.checker = self.forum.programme()
        self.topic_id: UUID = make.topic("Listening").id
        self.numbers = [self.share(lead) for lead in (self.one, self.two) for _ in range(each)]

    def share(self, lead: Person, area: Area | None = None, **columns: Any) -> str:
        """The number of a record of that lead that is shared."""
        area = area or self.area
        record = self.make.consultation(
            self.make.request(area, self.worker), lead, signed_at=clock.now(), held_at=clock.now()
        )
        version = self.make.learning_version(record, state=SharingState.SHARED, **columns)
        return version.number

    def actor(self, person: Person) -> Viewer:
        found = find_viewer(person.id)
        roll_back()
        assert found is not None
        return found

    def new(self, **changed: Any) -> NewTheme:
        """What the proposer writes where a test says nothing else."""
        return NewTheme(
            TITLE,
            SUMMARY,
            (self.topic_id,),
            AgeGroup.ANY_AGE,
            ConcernGroup.ANY_CONCERN,
            StageGroup.ANY_STAGE,
            tuple(self.numbers),
        )._replace(**changed)

    def propose(self, person: Person | None = None, **changed: Any) -> UUID:
        actor = self.actor(person or self.proposer)
        with unit_of_work():
            return theme_service.propose(actor, new=self.new(**changed), key=uuid4())

    def say(self, person: Person, theme_id: UUID, *, agrees: bool = True) -> None:
        actor = self.actor(person)
        with unit_of_work():
            (theme_service.agree if agrees else theme_service.decline)(actor, theme_id=theme_id)

    def agreed(self) -> UUID:
        """Everybody has agreed, and it waits for the second check."""
        theme_id = self.propose()
        self.say(self.one, theme_id)
        self.say(self.two, theme_id)
        return theme_id

    def publish(self, theme_id: UUID, person: Person | None = None, *, version: int | None = None) -> UUID:
        actor = self.actor(person or self.checker)
        version = row_of(theme_id).version if version is None else version
        with unit_of_work():
            return theme_service.publish(actor, theme_id=theme_id, version=version)

    def published(self) -> UUID:
        theme_id = self.agreed()
        self.publish(theme_id)
        return theme_id


def row_of(theme_id: UUID) -> LearningTheme:
    roll_back()
    row = db.session.get_one(LearningTheme, theme_id)
    db.session.expunge(row)
    roll_back()
    return row


def state_of(theme_id: UUID) -> KnowledgeState:
    return row_of(theme_id).state


def rests_on(theme_id: UUID) -> set[str]:
    """The numbers of what the theme names, whatever was said to it."""
    query = (
        select(LearningVersion.number)
        .join(LearningThemeVersion, LearningThemeVersion.learning_version_id == LearningVersion.id)
        .where(LearningThemeVersion.theme_id == theme_id)
    )
    found = set(db.session.scalars(query))
    roll_back()
    return found


def told(person: Person) -> list[MessageKind]:
    query = select(Message.kind).where(Message.person_id == person.id).order_by(Message.id)
    kinds = list(db.session.scalars(query))
    roll_back()
    return kinds


def reference_of(number: str) -> str:
    """The reference of the record whose version has that number."""
    query = (
        select(RequestForAdvice.reference)
        .join(Consultation, Consultation.request_id == RequestForAdvice.id)
        .join(LearningVersion, LearningVersion.consultation_id == Consultation.id)
        .where(LearningVersion.number == number)
    )
    reference = db.session.scalars(query).one()
    roll_back()
    return reference
