"""Forgotten and changed passwords: a link by mail that works once, or the current password. Other sessions end with both."""

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts import letters, links, passwords, sessions, throttle
from csaleads.accounts.errors import LinkClosed, PasswordRefused, TooManyTries, WrongDetails
from csaleads.accounts.models import Area, LinkPurpose, Person, RoleInArea
from csaleads.accounts.sign_in_service import find_account
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work, writes


def ask_for_reset(email: str, *, address: str) -> None:
    """A link goes to the account of that address if there is one. Nobody can tell from the answer whether there is.

    Raises TooManyTries where too many links were asked for from one network address.
    """
    of_account, of_address = throttle.reset_limits(account=email.strip().lower(), address=address)
    with unit_of_work():
        throttle.count_try(of_address)
    try:
        with unit_of_work():
            throttle.count_try(of_account)
    except TooManyTries:
        return  # the mailbox has had its links; saying so would say that the account exists
    account = find_account(email)
    if account is not None and account.is_open:
        with unit_of_work():
            _send_reset(account.person_id)


def _send_reset(person_id: int) -> None:
    link = links.make_link(LinkPurpose.PASSWORD_RESET, person_id=person_id)
    letters.send_link(
        person_id,
        letters.Letter.PASSWORD_RESET,
        link=links.address_of(LinkPurpose.PASSWORD_RESET, link.token),
        link_id=link.id,
        expires_at=link.expires_at,
    )
    owner = Viewer(person_id=person_id, full_name="", email="")
    audit.record(owner, "ask_for_reset", subject=("person", person_id), area_id=None)


@writes
def reset_password(token: str, *, password: str) -> int:
    """The link is used up, the password is new, every session has ended and the person hears of it; their id.

    Raises LinkClosed, PasswordRefused (the link then stays open).
    """
    link = links.look_at(token, LinkPurpose.PASSWORD_RESET)
    person = db.session.scalars(select(Person).where(Person.id == link.person_id).with_for_update()).one()
    if person.joined_at is None or person.left_on is not None:
        raise LinkClosed("withdrawn")
    _set_password(person, password)
    links.use_link(token, LinkPurpose.PASSWORD_RESET)
    sessions.end_all_sessions(person.id)
    links.withdraw_links(LinkPurpose.PASSWORD_RESET, person_id=person.id)
    owner = Viewer(person_id=person.id, full_name="", email="")
    audit.record(owner, "reset_password", subject=("person", person.id), area_id=None)
    letters.send_password_changed(person.id)
    return person.id


def check_current_password(actor_id: int, password: str) -> None:
    """Raise WrongDetails unless it is the person's password, TooManyTries after too many wrong ones. Units of its own."""
    with unit_of_work():
        tries = throttle.count_try(throttle.current_password_limits(actor_id))
    query = select(Person.password_hash).where(Person.id == actor_id)
    if not passwords.verify(db.session.scalar(query), password):
        raise WrongDetails()
    with unit_of_work():
        throttle.take_back(tries)


@writes
def change_password(actor: Viewer, *, current: str, new: str) -> None:
    """The actor's password is `new`, and every other browser is signed out. The current one was checked just before.

    Raises PasswordRefused.
    """
    if current == new:
        raise PasswordRefused("same")
    person = db.session.scalars(select(Person).where(Person.id == actor.person_id).with_for_update()).one()
    _set_password(person, new)
    sessions.end_all_sessions(person.id, but=actor.session_id)
    links.withdraw_links(LinkPurpose.PASSWORD_RESET, person_id=person.id)
    audit.record(actor, "change_password", subject=("person", person.id), area_id=None)
    letters.send_password_changed(person.id)


def _set_password(person: Person, password: str) -> None:
    query = (
        select(Area.name)
        .join(RoleInArea, RoleInArea.area_id == Area.id)
        .where(RoleInArea.person_id == person.id)
    )
    own_words = [person.full_name, person.email, *db.session.scalars(query)]
    passwords.require_good(password, own_words=own_words)
    person.password_hash = passwords.hash_password(password)
    person.password_set_at = clock.now()
    db.session.flush()
