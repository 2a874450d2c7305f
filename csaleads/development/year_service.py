"""Telling one's line manager that the CPD of a year is complete, taking that back, and not being reminded of the deadline."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.development import policy, queries
from csaleads.development.models import CpdQuiet, CpdShare
from csaleads.development.years import CpdYear


@writes
def share_year(actor: Viewer, *, year: CpdYear) -> None:
    """Whoever manages the actor reads that this year is complete, and since when; nothing else. Twice is once.

    Raises NotFound to whoever keeps no CPD, WrongState where the year is not complete.
    """
    policy.require_keeper(actor)
    queries.hold_finished_still(actor.person_id, year)
    if not queries.tally_of(actor.person_id, year).is_complete:
        raise WrongState("share", "incomplete")
    if queries.lock_share(actor.person_id, year) is not None:
        return
    try:
        with savepoint():
            row = CpdShare(person_id=actor.person_id, begins_in=year.begins_in, shared_at=clock.now())
            db.session.add(row)
    except IntegrityError:
        return  # the second of two clicks at once
    _note(actor, "share_cpd_year")


@writes
def take_back_year(actor: Viewer, *, year: CpdYear) -> None:
    """Nobody reads any more that the year is complete. Twice is once."""
    policy.require_keeper(actor)
    _take_back(actor, queries.lock_share(actor.person_id, year))


@writes
def withdraw_if_incomplete(actor: Viewer, share: CpdShare | None, year: CpdYear) -> bool:
    """What is shared stays true: `share`, locked by the caller, goes where the year is complete no longer; whether it went."""
    if share is None or queries.tally_of(actor.person_id, year).is_complete:
        return False
    _take_back(actor, share)
    return True


def _take_back(actor: Viewer, share: CpdShare | None) -> None:
    if share is not None:
        db.session.delete(share)
        _note(actor, "take_back_cpd_year")
        db.session.flush()


@writes
def remind(actor: Viewer, *, wanted: bool) -> None:
    """The actor is reminded of the end of the CPD year, or is not. Twice is once."""
    policy.require_keeper(actor)
    query = select(CpdQuiet).where(CpdQuiet.person_id == actor.person_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if wanted == (row is None):
        return
    if row is not None:
        db.session.delete(row)
    else:
        try:
            with savepoint():
                db.session.add(CpdQuiet(person_id=actor.person_id, since=clock.now()))
        except IntegrityError:
            return  # the second of two clicks at once
    _note(actor, "remind_of_cpd" if wanted else "do_not_remind_of_cpd")
    db.session.flush()


def _note(actor: Viewer, verb: str) -> None:
    audit.record(actor, verb, subject=("person", actor.person_id), area_id=None)
