"""Letters are carried by the real messages room, and passwords are set without a page."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.accounts import letters, passwords
from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.encryption import open_text
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind, OutboxRow
from tests.factories import Factory

GOOD_PASSWORD = "kettle marble lantern"


@pytest.fixture(autouse=True)
def carried_letters() -> None:
    letters.carried_by(notify.tell, notify.register_check)


@pytest.fixture
def with_password(app: Flask) -> Callable[[Person], Person]:
    """Give somebody GOOD_PASSWORD."""

    def give(person: Person, password: str = GOOD_PASSWORD) -> Person:
        with unit_of_work():
            db.session.get_one(Person, person.id).password_hash = passwords.hash_password(password)
        return person

    return give


@pytest.fixture
def worker(make: Factory, with_password: Callable[[Person], Person]) -> Person:
    """A social worker who can sign in."""
    return with_password(make.worker(make.area("Northmere"), name="Amara Okafor"))


@pytest.fixture
def link_mailed_to(app: Flask) -> Callable[..., str]:
    """The address inside the newest mail of a kind to a person, as the person would read it."""

    def find(person_id: int, kind: MessageKind) -> str:
        query = (
            select(OutboxRow)
            .where(OutboxRow.person_id == person_id, OutboxRow.kind == kind)
            .order_by(OutboxRow.id.desc())
        )
        row = db.session.scalars(query).first()
        assert row is not None and row.sealed_link is not None
        link = open_text(row.sealed_link, notify.bound_to(row.key))
        db.session.rollback()
        return link

    return find


def facts_of_newest(kind: MessageKind) -> dict[str, object]:
    """What the newest mail of that kind tells, without its link."""
    query = select(OutboxRow.facts).where(OutboxRow.kind == kind).order_by(OutboxRow.id.desc())
    facts = db.session.scalars(query).first()
    db.session.rollback()
    return dict(facts or {})
