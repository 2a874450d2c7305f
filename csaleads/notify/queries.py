"""Reads of messages and of the outbox. A person reads their own messages and nobody else's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from csaleads.access.viewer import Viewer
from csaleads.accounts import sessions
from csaleads.accounts.models import Person
from csaleads.core.database import db, json_text
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.notify.models import Message, MessageKind


@dataclass(frozen=True, eq=False, slots=True)
class MessageRow:
    """A message of the list; one object while it stays as it is."""

    id: int
    kind: MessageKind
    facts: Mapping[str, Any]
    path: str
    created_at: datetime
    read_at: datetime | None


class Recipient(NamedTuple):
    """Whom a mail goes to."""

    full_name: str
    email: str


def page_of_messages(viewer: Viewer, *, only_unread: bool, number: int) -> Page[MessageRow]:
    """The viewer's messages, newest first."""
    found, total = _messages.found(
        only_unread, person_id=viewer.person_id, limit=ROWS_PER_PAGE, offset=(number - 1) * ROWS_PER_PAGE
    ).page(number, lambda: _count.scalar(only_unread, person_id=viewer.person_id))
    return Page(found.made(_message), number, total)


def _message(row: Any) -> MessageRow:
    return MessageRow(*row)


@Statement
def _count(only_unread: bool) -> Query:
    return _counted(only_unread=only_unread)


def _counted(*, only_unread: bool) -> Query:
    return select(func.count()).select_from(Message).where(*_of_person(only_unread=only_unread))


@Statement
def _messages(only_unread: bool) -> Query:
    columns: Query = select(
        Message.id,
        Message.kind,
        json_text(Message.facts),
        Message.path,
        Message.created_at,
        Message.read_at,
    )
    return (
        and_total(columns, _counted(only_unread=only_unread))
        .where(*_of_person(only_unread=only_unread))
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(one("limit"))
        .offset(one("offset"))
    )


def _of_person(*, only_unread: bool) -> list[ColumnElement[bool]]:
    own = [Message.person_id == one("person_id")]
    return [*own, Message.read_at.is_(None)] if only_unread else own


def unread_of(person_id: ColumnElement[int]) -> ColumnElement[int]:
    """How many messages a person has not read, as a part of another statement: one look into a small index."""
    message = Message.__table__
    return (
        select(func.count())
        .select_from(message)
        .where(message.c.person_id == person_id, message.c.read_at.is_(None))
        .scalar_subquery()
    )


sessions.count_unread_with(unread_of)


def find_recipient(person_id: int) -> Recipient | None:
    """Name and address of the person as they are now; None for somebody who has left."""
    query = select(Person.full_name, Person.email).where(Person.id == person_id, Person.left_on.is_(None))
    row = db.session.execute(query).first()
    return Recipient(*row) if row else None
