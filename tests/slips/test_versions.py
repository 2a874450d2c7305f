"""A version for learning of a record that is reported: nobody else reads it, and a correction leaves nothing of it."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Area, Person
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.sharing import reading_queries
from csaleads.sharing.models import LearningVersion, SharingState, StopReason
from csaleads.slips import service
from tests.factories import Factory


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area()


@pytest.fixture
def lead(make: Factory, area: Area) -> Person:
    return make.lead(area)


def test_reporting_a_record_stops_its_sharing_and_purging_wipes_the_version(
    app: Flask, make: Factory, area: Area, lead: Person
) -> None:
    worker, reader, coordinator = make.worker(area), make.lead(area), make.coordinator(area)
    request = make.request(area, worker)
    record = make.consultation(request, lead, advice="Meet Child A.")
    with unit_of_work():
        kept = db.session.get_one(type(record), record.id)
        kept.signed_at, kept.state = kept.held_at, kept.state.SIGNED
    number = make.learning_version(record, state=SharingState.SHARED).number
    as_reader = make.viewer(reader, area, Role.PRACTICE_LEAD)
    reading_queries.get_to_read(as_reader, number)
    db.session.rollback()

    with unit_of_work():
        slip_id = service.report(make.viewer(worker, area, Role.SOCIAL_WORKER), reference=request.reference)

    version = db.session.scalars(select(LearningVersion)).one()
    assert (version.state, version.stopped_for) == (SharingState.STOPPED, StopReason.COULD_IDENTIFY)
    with pytest.raises(NotFound):
        reading_queries.get_to_read(as_reader, number)
    db.session.rollback()
    with unit_of_work():
        service.correct(
            make.viewer(lead, area, Role.PRACTICE_LEAD),
            slip_id=slip_id,
            texts={"record_advice": "Meet the child."},
            version=1,
        )
    with unit_of_work():
        service.purge(make.viewer(coordinator, area, Role.COORDINATOR), slip_id=slip_id)
    assert db.session.scalar(select(func.count()).select_from(LearningVersion)) == 0
