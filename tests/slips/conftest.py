"""Two areas, one of everything with a word that can be looked for, and somebody to report it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, RoleInArea
from csaleads.advice.models import Booking, ReleaseKind, RequestForAdvice
from csaleads.consultations.models import Amendment, BreakGlassRead, Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import Screened, narratives_of, seal_text
from csaleads.core.resealing import narrative_models
from csaleads.core.unit_of_work import unit_of_work
from csaleads.slips import service
from csaleads.slips.models import Slip
from tests.access.world import World, make_world
from tests.factories import Factory
from tests.kept_rows import begin_with
from tests.page_client import PageClient

MARKER = "teaspoon"
REFERENCES = ("DRA-FT2", "SEN-T23", "QUE-UE2", "ACC-EP2", "BKK-ED2", "WRT-NG2", "SGN-ED2")
ROLES = {
    "asker": Role.SOCIAL_WORKER,
    "other_worker": Role.SOCIAL_WORKER,
    "coordinator": Role.COORDINATOR,
    "their_coordinator": Role.COORDINATOR,
    "manager": Role.LINE_MANAGER,
}


@dataclass
class Stage:
    """The world of the table of pages, every text in it marked."""

    make: Factory
    world: World
    new_client: Callable[[], PageClient]

    def person(self, part: str) -> Any:
        return self.world.people[part]

    def actor(self, part: str) -> Viewer:
        person = self.person(part)
        return self.make.viewer(person, self.area_of(person.id), ROLES.get(part, Role.PRACTICE_LEAD))

    def area_of(self, person_id: int) -> Any:
        query = select(Area).join(RoleInArea, RoleInArea.area_id == Area.id)
        return db.session.scalar(query.where(RoleInArea.person_id == person_id))

    def browser(self, part: str) -> PageClient:
        return self.new_client().sign_in(self.person(part))

    def report(self, reference: str = "SGN-ED2", by: str = "asker", **options: Any) -> UUID:
        actor = self.actor(by)
        with unit_of_work():
            return service.report(actor, reference=reference, **options)

    def correct(self, slip_id: UUID, by: str, **texts: str) -> None:
        actor, version = self.actor(by), self.slip(slip_id).version
        with unit_of_work():
            service.correct(actor, slip_id=slip_id, texts=texts, version=version)

    def decide(self, slip_id: UUID, verb: str, by: str = "coordinator") -> None:
        actor = self.actor(by)
        with unit_of_work():
            getattr(service, verb)(actor, slip_id=slip_id)

    def slip(self, slip_id: UUID) -> Slip:
        found = db.session.get_one(Slip, slip_id, populate_existing=True)
        db.session.expunge(found)
        db.session.rollback()
        return found


@pytest.fixture
def stage(app: Flask, make: Factory, new_client: Any) -> Stage:
    return Stage(make, begin_with(app, "slips", lambda: _build(make)), new_client)


def _build(make: Factory) -> World:
    world = make_world(make)
    _add_what_is_rare(world)
    mark_everything()
    return world


def signed_record(reference: str = "SGN-ED2") -> Any:
    """The statement for the record of that reference."""
    query = select(Consultation).join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
    return query.where(RequestForAdvice.reference == reference)


def _add_what_is_rare(world: World) -> None:
    """An amendment, an open break-glass read, feedback, and a booking that was cancelled with a reason."""
    asker, lead, coordinator = (world.people[part] for part in ("asker", "lead", "coordinator"))
    with unit_of_work():
        signed = db.session.scalars(signed_record()).one()
        signed.feedback_at, signed.confidence_after, signed.feedback_comment = (
            clock.now(),
            6,
            Screened("words"),
        )
        signed.external_advice = "no"  # type: ignore[assignment]
        db.session.add(
            Amendment(
                consultation_id=signed.id,
                author_id=lead.id,
                amended_at=clock.now(),
                text=Screened("w"),
                reason=Screened("w"),
            )
        )
        db.session.add(
            BreakGlassRead(
                consultation_id=signed.id,
                person_id=coordinator.id,
                asked_at=clock.now(),
                ends_at=clock.now() + timedelta(hours=1),
                reason=Screened("w"),
            )
        )
        held = db.session.scalars(select(Booking)).one()
        db.session.add(
            Booking(
                request_id=held.request_id,
                slot_id=held.slot_id,
                booked_by_id=asker.id,
                booked_at=clock.now() - timedelta(days=1),
                released_at=clock.now() - timedelta(hours=20),
                released_by_id=asker.id,
                released_kind=ReleaseKind.CANCELLED_BY_WORKER,
                released_reason=Screened("w"),
            )
        )


def mark_everything() -> None:
    """Every text says its marker and where it stands. Written past the guard of signed records, as a test may."""
    with unit_of_work():
        for model in narrative_models():
            for row_id in db.session.scalars(select(model.id)).all():  # type: ignore[attr-defined]
                for narrative in narratives_of(model):
                    name = narrative.sealed_name
                    place = f"{model.__tablename__}:{name}:{row_id.hex}"  # type: ignore[attr-defined]
                    sealed = seal_text(f"{MARKER} in {name.removesuffix('_sealed').replace('_', ' ')}", place)
                    column = update(model).where(model.id == row_id).values({name: sealed})  # type: ignore[attr-defined]
                    db.session.execute(column.execution_options(synchronize_session=False))
