"""Entering the network by agreeing to its code of conduct, and what members choose for themselves."""

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.change_marks import LEAVES_MARKS
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.network import policy
from csaleads.network.models import ConductAcceptance, ConductVersion, MailRhythm, NetworkMember


@writes
def agree(actor: Viewer, *, number: int) -> None:
    """The actor has agreed to version `number` of the code, and is a member. Agreeing twice changes nothing.

    Raises NotFound to whoever may not use the network and for what was never published, WrongState where a newer version was
    published meanwhile.
    """
    policy.require_member(actor)
    newest = db.session.scalar(select(func.max(ConductVersion.number))) or 0
    if not 0 < number <= newest:
        raise NotFound("version")
    if number != newest:
        raise WrongState("agree", "newer")
    try:
        with savepoint():
            db.session.add(
                ConductAcceptance(person_id=actor.person_id, number=number, accepted_at=clock.now())
            )
    except IntegrityError:
        return  # agreed before, or in the first of two clicks
    _enter(actor, number)
    audit.record(actor, "agree_to_code", subject=("code", number), area_id=None)
    db.session.flush()


def _enter(actor: Viewer, number: int) -> None:
    member = db.session.get(NetworkMember, actor.person_id, populate_existing=True)
    if member is None:
        db.session.add(
            NetworkMember(person_id=actor.person_id, joined_at=clock.now(), accepted_number=number)
        )
    else:
        member.accepted_number = number
    db.session.flush()


@writes
def choose(actor: Viewer, *, mail_rhythm: MailRhythm, hides_name_when_gone: bool) -> None:
    """How often the actor is mailed, and under which name what they wrote stays when they belong no longer.

    Raises NotFound to whoever has not entered.
    """
    member = _lock_own(actor)
    changed = (member.mail_rhythm, member.hides_name_when_gone) != (mail_rhythm, hides_name_when_gone)
    member.mail_rhythm, member.hides_name_when_gone = mail_rhythm, hides_name_when_gone
    if changed:
        audit.record(
            actor,
            "choose_for_network",
            subject=("person", actor.person_id),
            area_id=None,
            mails=mail_rhythm.value,
            hides_name=hides_name_when_gone,
        )
    db.session.flush()


def _lock_own(actor: Viewer) -> NetworkMember:
    policy.require_member(actor)
    query = select(NetworkMember).where(NetworkMember.person_id == actor.person_id).with_for_update()
    member = db.session.scalar(query.execution_options(populate_existing=True))
    if member is None:
        raise NotFound("member")
    return member


@writes
def note_reading(actor: Viewer) -> None:
    """The actor has read something in the forum: what was counted as unread for them is counted anew."""
    note_reading_by(actor.person_id)


def note_reading_by(person_id: int) -> None:
    """The same for a person by their id; inside a write, and after every other row that it locks."""
    grown = update(NetworkMember).where(NetworkMember.person_id == person_id)
    db.session.execute(
        grown.values(read_version=NetworkMember.read_version + 1),
        execution_options={"synchronize_session": False, **LEAVES_MARKS},
    )
