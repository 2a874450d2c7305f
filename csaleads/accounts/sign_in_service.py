"""Signing in and out. Address, password and throttle decide; what happened is remembered even where the answer is no."""

from dataclasses import dataclass

from sqlalchemy import select

from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.accounts import passwords, sessions, throttle
from csaleads.accounts.errors import WrongDetails
from csaleads.accounts.models import Person
from csaleads.audit import service as audit
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work, writes

NOBODY = 0


@dataclass(frozen=True)
class Visitor:
    """From where somebody tries to sign in: network address, and the mark of a browser known for that account."""

    address: str
    device: str | None


@dataclass(frozen=True)
class Account:
    """What signing in needs to know of an account."""

    person_id: int
    full_name: str
    email: str
    password_hash: str | None
    is_open: bool


def find_account(email: str) -> Account | None:
    """The account with that address, open or closed."""
    query = select(
        Person.id, Person.full_name, Person.email, Person.password_hash, Person.joined_at, Person.left_on
    ).where(Person.email == email.strip().lower())
    row = db.session.execute(query).first()
    if row is None:
        return None
    is_open = row.joined_at is not None and row.left_on is None
    return Account(row.id, row.full_name, row.email, row.password_hash, is_open)


def check_details(email: str, password: str, *, account: Account | None, visitor: Visitor) -> Account:
    """The account that address and password open. Raises WrongDetails or TooManyTries, and has remembered the failure.

    Units of its own: the try is counted before the password is looked at, and no lock is held while it is.
    """
    limits = throttle.sign_in_limits(
        account=email.strip().lower(), address=visitor.address, device=visitor.device
    )
    with unit_of_work():
        tries = throttle.count_try(limits)
    is_right = _is_right(account, password)
    if account is None or not is_right:
        with unit_of_work():
            _record_refusal(account)
        raise WrongDetails()
    with unit_of_work():
        throttle.take_back(tries)
        throttle.empty(limit for limit in limits if limit.kind in ("device", "account-address"))
    return account


def _is_right(account: Account | None, password: str) -> bool:
    """Takes the same time for an unknown account, a closed one and a wrong password."""
    if account is None or account.password_hash is None or not account.is_open:
        passwords.verify_dummy(password)
        return False
    return passwords.verify(account.password_hash, password)


def _record_refusal(account: Account | None) -> None:
    actor = SYSTEM if account is None else _viewer_of(account)
    subject_id = NOBODY if account is None else account.person_id
    audit.record(actor, "sign_in_refused", subject=("person", subject_id), area_id=None)


@writes
def sign_in(account: Account, password: str, *, browser: str, old_token: str | None) -> str:
    """A new session for the account whose details were checked; the browser's old one ends. The answer is its token.

    Raises WrongDetails where the account was closed or its password changed while the details were being checked.
    """
    locked = select(Person).where(Person.id == account.person_id).with_for_update()
    person = db.session.scalars(locked.execution_options(populate_existing=True)).one()
    is_same = person.password_hash == account.password_hash or passwords.verify(
        person.password_hash, password
    )
    if person.joined_at is None or person.left_on is not None or not is_same:
        raise WrongDetails()
    if person.password_hash and passwords.needs_new_hash(person.password_hash):
        person.password_hash = passwords.hash_password(password)
    return start_fresh_session(account.person_id, browser=browser, old_token=old_token)


@writes
def start_fresh_session(person_id: int, *, browser: str, old_token: str | None) -> str:
    """A session that nobody could have prepared: its token is new and the one before it opens nothing any more."""
    if old_token:
        sessions.end_session_of_token(old_token)
    token = sessions.start_session(person_id, browser=browser)
    actor = Viewer(person_id=person_id, full_name="", email="")
    audit.record(actor, "sign_in", subject=("person", person_id), area_id=None)
    return token


@writes
def sign_out(actor: Viewer) -> None:
    """The session of this browser is over."""
    if actor.session_id is not None:
        sessions.end_session(actor.session_id, person_id=actor.person_id)
    audit.record(actor, "sign_out", subject=("person", actor.person_id), area_id=None)


def _viewer_of(account: Account) -> Viewer:
    return Viewer(person_id=account.person_id, full_name=account.full_name, email=account.email)
