"""What people change about their own account: their name, and where they are signed in."""

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts import sessions
from csaleads.accounts.models import Person
from csaleads.audit import service as audit
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes


@writes
def change_name(actor: Viewer, *, full_name: str) -> None:
    """The actor is called `full_name` everywhere from now on."""
    person = db.session.scalars(select(Person).where(Person.id == actor.person_id).with_for_update()).one()
    if person.full_name == full_name:
        return
    person.full_name = full_name
    audit.record(actor, "change_name", subject=("person", actor.person_id), area_id=None)
    db.session.flush()


@writes
def end_own_session(actor: Viewer, *, session_id: int) -> None:
    """One browser of the actor is signed out. Anybody else's is left as it is."""
    sessions.end_session(session_id, person_id=actor.person_id)
    audit.record(actor, "end_session", subject=("person", actor.person_id), area_id=None)


@writes
def end_other_sessions(actor: Viewer) -> None:
    """Every browser of the actor is signed out, but for this one."""
    sessions.end_all_sessions(actor.person_id, but=actor.session_id)
    audit.record(actor, "end_other_sessions", subject=("person", actor.person_id), area_id=None)
