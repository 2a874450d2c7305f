"""Northmere has a resource that its lead looks after; Southholt would like it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import resource_queries, resource_service
from csaleads.learning.models import Resource, ResourceEdition, Topic
from csaleads.lending import queries, service
from csaleads.lending.models import Loan, LoanState
from csaleads.lending.terms import Terms
from csaleads.notify.models import Message
from tests.learning.conftest import Cast, cast

__all__ = ["Stage", "cast", "stage"]


@dataclass
class Stage:
    """The two areas, the resource, and what either side does."""

    cast: Cast
    topic: Topic
    resource: Resource

    def ask(self, part: str = "their_lead", **changes: Any) -> UUID:
        loan_id = changes.pop("loan_id", None) or uuid4()
        told = {"resource_id": self.resource.id, "area_id": self.cast.there.id} | changes
        with unit_of_work():
            service.ask(self.cast.actor(part), loan_id=loan_id, **{"wanted_for": "For the duty team."} | told)
        return loan_id

    def agree(self, loan_id: UUID, part: str = "coordinator", **changes: Any) -> None:
        told = {"version": self.loan(loan_id).version, "edition": self.row().edition, "deliver_now": True}
        with unit_of_work():
            service.agree(self.cast.actor(part), loan_id=loan_id, **{"terms": Terms()} | told | changes)

    def move(self, loan_id: UUID, verb: str, part: str, **changes: Any) -> LoanState:
        told = {"version": self.loan(loan_id).version, "edition": self.row().edition}
        with unit_of_work():
            return service.move_loan(self.cast.actor(part), loan_id=loan_id, verb=verb, **told | changes)

    def take_back(self, loan_id: UUID, part: str = "coordinator", **changes: Any) -> None:
        told = {"version": self.loan(loan_id).version, "words": "It is out of date."}
        with unit_of_work():
            service.take_back(self.cast.actor(part), loan_id=loan_id, **told | changes)

    def edit(self, part: str = "coordinator", **changes: Any) -> None:
        """The resource reads differently."""
        row = self.row()
        shown = resource_queries.get_resource(self.cast.actor(part), row.id)
        with unit_of_work():
            resource_service.edit_resource(
                self.cast.actor(part),
                resource_id=row.id,
                content=replace(shown.content, **changes),
                version=row.version,
            )

    def do(self, verb: str, part: str = "coordinator") -> None:
        """The resource is moved: approved, archived, for the network."""
        with unit_of_work():
            resource_service.move_resource(
                self.cast.actor(part), resource_id=self.resource.id, verb=verb, version=self.row().version
            )

    def check(self, part: str) -> None:
        with unit_of_work():
            resource_service.check_resource(
                self.cast.actor(part),
                resource_id=self.resource.id,
                version=self.row().version,
                review_by=clock.today().replace(year=2028),
            )

    def row(self) -> Resource:
        return self._fresh(Resource, self.resource.id)

    def loan(self, loan_id: UUID) -> Loan:
        return self._fresh(Loan, loan_id)

    def _fresh(self, model: Any, key: Any) -> Any:
        row = db.session.get_one(model, key, populate_existing=True)
        db.session.expunge_all()
        db.session.rollback()
        return row

    def read_by(self, part: str, loan_id: UUID) -> str | None:
        """The title that somebody reads of what was lent; None where they find nothing."""
        copy_id = self.loan(loan_id).copy_id
        if copy_id is None:
            return None
        try:
            return resource_queries.get_resource(self.cast.actor(part), copy_id).content.title
        except NotFound:
            return None

    def events(self, loan_id: UUID, part: str = "coordinator") -> list[str]:
        return [event.verb for event in queries.list_events(self.cast.actor(part), loan_id)][::-1]

    def told(self) -> list[tuple[str, str]]:
        """(kind, part) of every message, in order."""
        parts = {person.id: part for part, person in self.cast.person.items()}
        rows = db.session.execute(select(Message.kind, Message.person_id).order_by(Message.id)).all()
        db.session.rollback()
        return [(kind.value, parts[person_id]) for kind, person_id in rows]

    def editions_of(self, resource_id: UUID) -> list[int]:
        query = select(ResourceEdition.number).where(ResourceEdition.resource_id == resource_id)
        return sorted(db.session.scalars(query))


@pytest.fixture
def stage(cast: Cast) -> Iterator[Stage]:
    topic = cast.make.topic("First topic")
    resource = cast.make.resource(topic, cast.here, owner=cast.person["lead"], title="A body map")
    yield Stage(cast, topic, resource)
