"""CPD of somebody who leaves: they are told in time to take it along, and a year later nothing is left of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.accounts import leaving as accounts_leaving
from csaleads.accounts import roles_service
from csaleads.accounts.models import RoleInArea
from csaleads.audit.models import NETWORK_CHAIN, AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development.models import (
    CpdEntry,
    CpdQuiet,
    CpdShare,
    CpdSource,
    EntryState,
    Occasion,
    SelfRating,
    SelfRatingMark,
)
from csaleads.learning.models import Track
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts, is_still_true
from tests.development.conftest import Cast, told
from tests.page_client import PageClient

YEAR = timedelta(days=365)
ALL = (CpdEntry, CpdSource, CpdShare, CpdQuiet, SelfRating, SelfRatingMark)


def written(cast: Cast, part: str = "worker") -> None:
    """An entry made of something done here, a year that is shared, no reminder, and a rating."""
    person = cast.person[part]
    topic, clinic = cast.make.topic(), cast.make.clinic(cast.here, [cast.person["lead"]])
    entry = cast.make.cpd_entry(person, cast.here, state=EntryState.FINISHED)
    with unit_of_work():
        db.session.add(
            CpdSource(person_id=person.id, clinic_id=clinic.id, entry_id=entry.id, settled_at=clock.now())
        )
        db.session.add(CpdShare(person_id=person.id, begins_in=2025, shared_at=clock.now()))
        db.session.add(CpdQuiet(person_id=person.id, since=clock.now()))
        rating = SelfRating(
            person_id=person.id,
            track=Track.SOCIAL_WORK,
            occasion=Occasion.ANY_TIME,
            rated_on=clock.today(),
        )
        db.session.add(rating)
        db.session.flush()
        db.session.add(SelfRatingMark(rating_id=rating.id, topic_id=topic.id, mark=3))


def leave(cast: Cast, part: str = "worker") -> None:
    with unit_of_work():
        accounts_leaving.leave_area(
            cast.actor("coordinator"), person_id=cast.person[part].id, area_id=cast.here.id
        )


def end_on(cast: Cast, day: date, part: str = "worker") -> None:
    query = select(RoleInArea.id).where(RoleInArea.person_id == cast.person[part].id)
    role_id = db.session.scalars(query.order_by(RoleInArea.id)).first()
    db.session.rollback()
    assert role_id is not None
    with unit_of_work():
        roles_service.end_role(cast.actor("coordinator"), role_id=role_id, ends_on=day)


def tidy(app: Flask, after: timedelta) -> str:
    with clock.at(clock.now() + after):
        answer = app.test_cli_runner().invoke(args=["development", "tidy"])
    assert answer.exit_code == 0
    return answer.output


def counts() -> list[int]:
    found = [db.session.scalar(select(func.count()).select_from(model)) or 0 for model in ALL]
    db.session.rollback()
    return found


def test_a_year_after_somebody_left_nothing_is_left_of_it(app: Flask, cast: Cast) -> None:
    written(cast)
    leave(cast)

    before = tidy(app, YEAR - timedelta(days=2))
    kept = counts()
    after = tidy(app, YEAR)

    assert ("no people" in before, kept) == (True, [1] * len(ALL))
    assert ("1 person" in after, counts()) == (True, [0] * len(ALL))
    assert "no people" in tidy(app, YEAR + timedelta(days=1))


def test_the_trail_of_the_network_says_that_it_was_deleted(app: Flask, cast: Cast) -> None:
    written(cast)
    leave(cast)

    tidy(app, YEAR)

    query = select(AuditEvent.chain, AuditEvent.subject_id, AuditEvent.details).where(
        AuditEvent.verb == "delete_cpd_of_leaver"
    )
    chain, subject_id, details = db.session.execute(query).one()
    assert (chain, subject_id) == (NETWORK_CHAIN, str(cast.person["worker"].id))
    assert details == {"entries": 1}


@pytest.mark.parametrize("part", ["worker", "manager", "coordinator"])
def test_who_still_works_here_keeps_everything(app: Flask, cast: Cast, part: str) -> None:
    written(cast, part)

    tidy(app, 3 * YEAR)

    assert counts() == [1] * len(ALL)


def test_who_came_back_keeps_everything(app: Flask, cast: Cast) -> None:
    written(cast)
    leave(cast)
    cast.make.role(cast.person["worker"], cast.there, Role.SOCIAL_WORKER)

    tidy(app, 2 * YEAR)

    assert counts() == [1] * len(ALL)


def test_who_works_elsewhere_keeps_everything(app: Flask, cast: Cast) -> None:
    written(cast)
    cast.make.role(cast.person["worker"], cast.there, Role.SOCIAL_WORKER)
    leave(cast)

    tidy(app, 2 * YEAR)

    assert counts() == [1] * len(ALL)


def test_a_last_day_that_came_without_a_button_counts_too(app: Flask, cast: Cast) -> None:
    written(cast)
    end_on(cast, clock.today() + timedelta(days=10))

    tidy(app, YEAR)
    before = counts()
    tidy(app, YEAR + timedelta(days=10))

    assert (before, counts()) == ([1] * len(ALL), [0] * len(ALL))


def test_with_a_last_day_its_owner_is_told_to_take_it_along(cast: Cast) -> None:
    written(cast)

    end_on(cast, date(2026, 12, 4))

    assert told(cast, "worker") == [MessageKind.CPD_TAKE_ALONG]
    facts, path = db.session.execute(select(Message.facts, Message.path)).one()
    assert (facts["what"], path) == ("4 December 2026", "/cpd")


def test_nobody_is_told_who_wrote_nothing_or_goes_on(cast: Cast) -> None:
    written(cast, "lead")
    cast.make.role(cast.person["lead"], cast.here, Role.SOCIAL_WORKER)

    end_on(cast, date(2026, 12, 4))
    end_on(cast, date(2026, 12, 4), "lead")

    assert told(cast, "worker") == []
    assert told(cast, "lead") == []


def test_no_mail_goes_to_somebody_who_stays_after_all(cast: Cast) -> None:
    written(cast)
    end_on(cast, date(2026, 12, 4))
    row = db.session.scalars(select(OutboxRow)).one()
    mail = OutboxFacts(row.person_id, row.kind, row.facts, row.path, row.created_at)
    db.session.rollback()
    before = is_still_true(mail)

    cast.make.role(cast.person["worker"], cast.there, Role.SOCIAL_WORKER)

    assert (before, is_still_true(mail)) == (True, False)


def test_the_coordinator_reads_the_same_whether_somebody_writes_or_not(new_client: Any, cast: Cast) -> None:
    url = f"/people/{cast.person['worker'].id}/areas/{cast.here.id}/leave"
    client = new_client().sign_in(cast.person["coordinator"])
    before = client.get_page(url).main

    written(cast)

    assert client.get_page(url).main == before
    assert "told how to take it along" in before


def test_ones_own_page_says_what_becomes_of_it(client: PageClient, cast: Cast) -> None:
    page = client.sign_in(cast.person["worker"]).get_page("/cpd")

    assert "take your entries with you before your last day" in page.main
