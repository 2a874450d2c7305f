"""The private address of a person's calendar: made, made anew, taken away. Its token is shown once and kept by nobody."""

import hashlib
import secrets

from sqlalchemy import delete

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.programmes.feeds import queries as feed_queries
from csaleads.programmes.feeds.models import CalendarFeed

TOKEN_BYTES = 32


def hash_of(token: str) -> bytes:
    """What the database knows of a token: 256 random bits need one plain hash."""
    return hashlib.sha256(token.encode()).digest()


@writes
def make_address(actor: Viewer) -> str:
    """A new token for the actor's calendar; the one before it opens nothing any more."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    _forget(actor.person_id)
    db.session.add(CalendarFeed(person_id=actor.person_id, token_hash=hash_of(token), made_at=clock.now()))
    _record(actor, "make_calendar_address")
    db.session.flush()
    return token


@writes
def remove_address(actor: Viewer) -> None:
    """The actor's calendar has no address any more."""
    _forget(actor.person_id)
    _record(actor, "remove_calendar_address")
    db.session.flush()


def _forget(person_id: int) -> None:
    feed_queries.lock_person(person_id)
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person_id))
    db.session.flush()


def _record(actor: Viewer, verb: str) -> None:
    audit.record(actor, verb, subject=("person", actor.person_id), area_id=None)
