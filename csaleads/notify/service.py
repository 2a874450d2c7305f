"""Telling people: a message in the app and a mail in the outbox, inside the transaction that they tell of.

`tell`, `tell_all` and `register_check` are the doors for the rooms upstairs; `mark_read` belongs to the messages page.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import insert, update

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db, one_or_many, table_of
from csaleads.core.encryption import seal_text
from csaleads.core.resealing import also_sealed
from csaleads.core.unit_of_work import is_writing, writes
from csaleads.notify.models import Message, MessageKind, OutboxRow

LONGEST_FACT = 200
LONGEST_PATH = 300
NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]")


@dataclass(frozen=True)
class OutboxFacts:
    """What a check at the moment of sending is told of the mail."""

    person_id: int
    kind: MessageKind
    facts: Mapping[str, Any]
    path: str
    created_at: datetime


@dataclass(frozen=True)
class News:
    """What one person is told; `tell` says what each part may be."""

    person_id: int
    kind: MessageKind
    facts: Mapping[str, str | int]
    path: str
    mail: bool = True
    in_app: bool = True
    link: str | None = None


Check = Callable[[OutboxFacts], bool]
_checks: dict[MessageKind, list[Check]] = {}

_messages = table_of(Message)
_NEW_MESSAGES = insert(_messages).returning(_messages.c.id, _messages.c.person_id, _messages.c.kind)
_mails = table_of(OutboxRow)
_NEW_MAILS = insert(_mails).returning(_mails.c.id)  # the driver sends rows that return something in one order


def tell(
    person_id: int,
    kind: MessageKind,
    *,
    facts: Mapping[str, str | int],
    path: str,
    mail: bool = True,
    in_app: bool = True,
    link: str | None = None,
) -> None:
    """The person gets a message in the app and a mail, if the caller's transaction commits; else neither.

    `facts` that the words know: `reference`, `starts_at`, `ends_at`, `old_starts_at`, `expires_at`, `until` (ISO 8601 with
    offset), `place`, `area_name`, `number`; others (ids) are kept for the checks and not shown. One line each, at most 200
    characters, never narrative: raises ValueError. `path` is the page of ours at which it can be read. `link` is a secret
    address that works once (a path of ours or a whole address): sealed until the mail is sent, then wiped.
    """
    tell_all([News(person_id, kind, facts, path, mail=mail, in_app=in_app, link=link)])


def tell_all(news: Sequence[News]) -> None:
    """The same for several people: one statement for all messages and one for all mails."""
    if not is_writing():
        raise RuntimeError("a message needs a service that writes")
    now = clock.now()
    said = [
        {
            "person_id": each.person_id,
            "kind": each.kind,
            "facts": _checked_facts(each.facts),
            "path": _checked_path(each.path),
            "created_at": now,
        }
        for each in news
    ]
    messages = [row for row, each in zip(said, news, strict=True) if each.in_app]
    connection = db.session.connection()
    made = connection.execute(_NEW_MESSAGES, one_or_many(messages)).all() if messages else []
    ids = {(person_id, kind): message_id for message_id, person_id, kind in made}
    mails = [
        row
        | {"message_id": ids[each.person_id, each.kind] if each.in_app else None, "next_try_at": now}
        | _letter_of(each.link)
        for row, each in zip(said, news, strict=True)
        if each.mail
    ]
    if mails:
        connection.execute(_NEW_MAILS, one_or_many(mails))


def _letter_of(link: str | None) -> dict[str, Any]:
    """The key of a mail, and the link that it carries, sealed for that key alone."""
    key = token_hex(16)
    return {"key": key, "sealed_link": seal_text(link, bound_to(key)) if link else None}


def register_check(kind: MessageKind, check: Check) -> None:
    """Ask `check` when a mail of `kind` is about to be sent; where it says False the mail is overtaken and never sent."""
    known = _checks.setdefault(kind, [])
    if check not in known:
        known.append(check)


def is_still_true(mail: OutboxFacts) -> bool:
    """Whether every check of its kind still stands by the mail."""
    return all(check(mail) for check in _checks.get(mail.kind, ()))


def bound_to(key: str) -> str:
    """What the sealed link of the outbox row with `key` is bound to."""
    return f"outbox:sealed_link:{key}"


also_sealed(OutboxRow, "sealed_link", lambda row: bound_to(row.key))


@writes
def mark_read(actor: Viewer, *, message_id: int) -> None:
    """The actor has read that message. One that is read already, or somebody else's, is left as it is."""
    _mark_read(Message.id == message_id, Message.person_id == actor.person_id)


@writes
def mark_all_read(actor: Viewer, *, up_to: int) -> None:
    """The actor has read every message up to the id `up_to`: what arrived after the page was shown stays unread."""
    _mark_read(Message.id <= up_to, Message.person_id == actor.person_id)


def _mark_read(*conditions: Any) -> None:
    query = update(Message).where(*conditions, Message.read_at.is_(None)).values(read_at=clock.now())
    db.session.execute(query.execution_options(synchronize_session=False))


def _checked_facts(facts: Mapping[str, str | int]) -> dict[str, str | int]:
    for name, value in facts.items():
        if not isinstance(value, str | int):
            raise TypeError(f"the fact {name} is neither text nor number")
        if isinstance(value, str) and (len(value) > LONGEST_FACT or NOT_PRINTED.search(value)):
            raise ValueError(f"the fact {name} is too long for a fact, or has more than one line")
    return dict(facts)


def _checked_path(path: str) -> str:
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path
    if path and (not is_ours or len(path) > LONGEST_PATH or NOT_PRINTED.search(path)):
        raise ValueError("a message leads to a page of ours")
    return path
