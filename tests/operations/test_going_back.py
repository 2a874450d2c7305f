"""Going back to older tables with rows in the newer ones: what the older version would misread goes, and nothing hinders it."""

from datetime import date

from flask import Flask
from sqlalchemy import select, text

from csaleads.access.permissions import Role
from csaleads.core import clock, migrations
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development.models import CpdEntry, CpdSource, EntryKind
from csaleads.forum.gatherings.models import GatheringKind
from csaleads.learning.material_models import LinkCheck, LinkOutcome
from csaleads.learning.models import Resource, Track
from csaleads.programmes.days.session_models import DaySession, DaySessionResource, ResourceDay
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.forum.gatherings import stage as gatherings


def test_what_was_lent_goes_with_everything_that_names_it(app: Flask, make: Factory) -> None:
    area, topic = make.area(), make.topic()
    person, kept = make.person(area, Role.PRACTICE_LEAD), make.resource(topic, area)
    lent = make.resource(topic, area)
    day = make.day(make.cohort(area), date(2027, 3, 17))
    with unit_of_work():
        db.session.get_one(Resource, lent.id).is_lent = True
        session = DaySession(day_id=day.id, position=1)
        db.session.add(session)
        db.session.flush()
        db.session.add_all(
            [
                DaySessionResource(session_id=session.id, resource_id=lent.id),
                ResourceDay(
                    track=Track.SOCIAL_WORK,
                    number=1,
                    resource_id=lent.id,
                    tied_by_id=person.id,
                    tied_at=clock.now(),
                ),
                CpdSource(person_id=person.id, resource_id=lent.id, settled_at=clock.now()),
                LinkCheck(
                    resource_id=lent.id,
                    link="https://guides.example/a",
                    outcome=LinkOutcome.WORKS,
                    checked_at=clock.now(),
                    failed_days=0,
                ),
            ]
        )
    kept_id, count = kept.id, text("SELECT count(*) FROM resources")
    before = db.session.scalar(count) or 0
    db.session.remove()

    migrations.downgrade("0020")
    with db.engine.connect() as connection:
        left = connection.execute(count).scalar_one()
        day_sessions = connection.execute(text("SELECT count(*) FROM day_sessions")).scalar_one()
    migrations.upgrade()

    assert (left, day_sessions) == (before - 1, 1)
    assert db.session.get_one(Resource, kept_id).is_lent is False
    db.session.rollback()


def test_an_entry_of_a_support_session_stays_as_something_else(app: Flask, make: Factory) -> None:
    forum = Forum(make)
    programme, lead = forum.programme(), forum.lead()
    thread_id = gatherings.event(programme, forum.space(), kind=GatheringKind.SUPPORT_SESSION)
    entry = make.cpd_entry(lead, make.area(), kind=EntryKind.SUPPORT_SESSION)
    kept = make.cpd_entry(lead, make.area(), kind=EntryKind.BRIEFING_GIVEN)
    with unit_of_work():
        db.session.add(
            CpdSource(person_id=lead.id, gathering_id=thread_id, entry_id=entry.id, settled_at=clock.now())
        )
    entry_id, kept_id = entry.id, kept.id
    db.session.remove()

    migrations.downgrade("0035")
    migrations.upgrade()

    kinds = [db.session.get_one(CpdEntry, key).kind for key in (entry_id, kept_id)]
    assert kinds == [EntryKind.OTHER, EntryKind.BRIEFING_GIVEN]
    assert db.session.scalars(select(CpdSource)).all() == []
    db.session.rollback()
