"""Emails that people can choose to have or not. The rooms above offer kinds; what concerns somebody personally is always sent."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.statements import Query, Statement, one
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.notify.models import MailChoice, MessageKind


@dataclass(frozen=True)
class Offer:
    """A kind of mail that people can choose: how it is called, what it is, who may have it, and who has it without choosing."""

    kind: MessageKind
    label: str
    explained: str
    is_for: Callable[[Viewer], bool]
    by_default: Callable[[Viewer], bool]


class Chosen(NamedTuple):
    """What somebody chose, and when."""

    is_wanted: bool
    chosen_at: datetime


_offers: dict[MessageKind, Offer] = {}


def offer(kind_of_mail: Offer) -> None:
    """People can choose that kind from now on."""
    _offers[kind_of_mail.kind] = kind_of_mail


def offered_to(viewer: Viewer) -> list[Offer]:
    """What the viewer can choose."""
    return [each for each in _offers.values() if each.is_for(viewer)]


def wants(viewer: Viewer, kind: MessageKind) -> bool:
    """Whether the viewer may have mails of that kind, and wants them. One statement."""
    return kind in list_wanted(viewer)


def list_wanted(viewer: Viewer) -> list[MessageKind]:
    """The kinds that the viewer gets of those that they can choose. One statement."""
    own: dict[MessageKind, bool] = dict(map(tuple, _own.rows(person_id=viewer.person_id)))
    return [each.kind for each in offered_to(viewer) if own.get(each.kind, each.by_default(viewer))]


@Statement
def _own() -> Query:
    return select(MailChoice.kind, MailChoice.is_wanted).where(MailChoice.person_id == one("person_id"))


def list_choices(kind: MessageKind) -> dict[int, Chosen]:
    """Of everybody who chose about that kind, what they chose, by the person's id. One statement; for commands."""
    return {row.person_id: Chosen(row.is_wanted, row.chosen_at) for row in _of_kind.rows(kind=kind)}


@Statement
def _of_kind() -> Query:
    return select(MailChoice.person_id, MailChoice.is_wanted, MailChoice.chosen_at).where(
        MailChoice.kind == one("kind")
    )


@writes
def choose(actor: Viewer, *, wanted: Collection[MessageKind]) -> None:
    """Of what is offered to the actor they get `wanted` from now on, and nothing else. What stays as it was is left alone."""
    before = set(list_wanted(actor))
    changed = [each.kind for each in offered_to(actor) if (each.kind in wanted) != (each.kind in before)]
    for kind in changed:
        row = _row_of(actor.person_id, kind)
        row.is_wanted, row.chosen_at = kind in wanted, clock.now()
    if changed:
        audit.record(actor, "choose_mails", subject=("person", actor.person_id), area_id=None)
    db.session.flush()


def _row_of(person_id: int, kind: MessageKind) -> MailChoice:
    query = select(MailChoice).where(MailChoice.person_id == person_id, MailChoice.kind == kind)
    found = db.session.scalar(query.with_for_update())
    if found is not None:
        return found
    try:
        with savepoint():
            db.session.add(MailChoice(person_id=person_id, kind=kind, is_wanted=False, chosen_at=clock.now()))
    except IntegrityError:
        pass  # the second of two clicks at once
    return db.session.scalars(query.with_for_update()).one()
