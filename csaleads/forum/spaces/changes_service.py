"""Making a space, changing its name, purpose and place, closing it and opening it again. The first lead of an area who wants one
makes its private space."""

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.forum import policy
from csaleads.forum.models import Space, SpaceKind
from csaleads.forum.screened import post_subject
from csaleads.forum.spaces import changes_queries as queries
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

PRIVATE = (SpaceKind.AREA, SpaceKind.COHORT)
TOGETHER = {  # spaces that stand under one heading have an order; those of topics stand as the curriculum does
    SpaceKind.OPEN: (SpaceKind.OPEN,),
    SpaceKind.ANNOUNCEMENTS: (SpaceKind.ANNOUNCEMENTS,),
    SpaceKind.AREA: PRIVATE,
    SpaceKind.COHORT: PRIVATE,
}
LAST = 99  # before those of topics


class Way(StrEnum):
    """Where a space moves in the order."""

    UP = "up"
    DOWN = "down"


class NewSpace(NamedTuple):
    """What a space is made with."""

    kind: SpaceKind
    name: str
    purpose: str = ""
    area_id: int | None = None
    cohort_id: int | None = None


@writes
def make_space(actor: Viewer, *, new: NewSpace, key: UUID, screened: Answers = NO_ANSWERS) -> int:
    """The space is there; its id. Of an area and of a cohort there is one: where it is there already, that one.

    Raises NotFound to whoever may not, InvalidChoice where the area or the cohort is missing, CouldIdentify and CannotScreen.
    """
    policy.require_makes(actor, new.kind, new.area_id)
    for kind, field in ((SpaceKind.AREA, "area_id"), (SpaceKind.COHORT, "cohort_id")):
        if (new.kind is kind) != (getattr(new, field) is not None):
            raise InvalidChoice(field)
    passed = screening.pass_texts(
        actor, subject=post_subject(key), texts={"purpose": new.purpose}, answers=screened
    )
    space = Space(
        kind=new.kind,
        name=new.name,
        purpose=str(passed["purpose"]),
        position=LAST,
        area_id=new.area_id,
        cohort_id=new.cohort_id,
        made_at=clock.now(),
        made_by_id=actor.person_id,
    )
    try:
        with savepoint():
            db.session.add(space)
    except IntegrityError:  # there is one, perhaps since a moment ago
        known = queries.find_private(area_id=new.area_id, cohort_id=new.cohort_id)
        if known is None:
            raise NotFound("space") from None
        return known
    audit.record(
        actor, "make_space", subject=("space", space.id), area_id=None, kind=new.kind.value, **passed.counts
    )
    db.session.flush()
    return space.id


@writes
def open_area_space(actor: Viewer, *, area_id: int, key: UUID) -> int:
    """The private space of an area of the actor's; its id, also where a colleague opened it before. Raises as `make_space`."""
    policy.require_makes(actor, SpaceKind.AREA, area_id)
    known = queries.find_private(area_id=area_id, cohort_id=None)
    if known is not None:
        return known
    name = f"Practice Leads of {queries.name_of_area(area_id)}"
    return make_space(actor, new=NewSpace(SpaceKind.AREA, name[:120], area_id=area_id), key=key)


@writes
def change_space(
    actor: Viewer, *, space_id: int, name: str, purpose: str, key: UUID, screened: Answers = NO_ANSWERS
) -> None:
    """The space is called so, and is for that; one of a topic goes on being called as the topic is.

    Raises NotFound to whoever may not, CouldIdentify and CannotScreen for the words.
    """
    space = queries.lock_managed(actor, space_id)
    passed = screening.pass_texts(
        actor, subject=post_subject(key), texts={"purpose": purpose}, answers=screened
    )
    if space.kind is not SpaceKind.TOPIC:
        space.name = name
    space.purpose = str(passed["purpose"])
    space.version += 1
    audit.record(actor, "change_space", subject=("space", space_id), area_id=None, **passed.counts)
    db.session.flush()


@writes
def move_space(actor: Viewer, *, space_id: int, way: Way) -> None:
    """The space changes places with its neighbour under the same heading; at the end nothing happens.

    Raises NotFound to whoever may not, WrongState for a space that has no place of its own.
    """
    kind = queries.get_managed(actor, space_id).kind
    if kind not in TOGETHER:
        raise WrongState("move", kind.value)
    spaces = queries.lock_beside(TOGETHER[kind])
    here = next((place for place, space in enumerate(spaces) if space.id == space_id), None)
    if here is None:
        raise WrongState("move", "archived")
    there = here + (-1 if way is Way.UP else 1)
    if not 0 <= there < len(spaces):
        return
    spaces[here], spaces[there] = spaces[there], spaces[here]
    for position, space in enumerate(spaces, start=1):
        space.position = position
    audit.record(actor, "move_space", subject=("space", space_id), area_id=None, way=way.value)
    db.session.flush()


@writes
def archive_space(actor: Viewer, *, space_id: int) -> None:
    """Nobody writes in the space any more; it stays to be read.

    Raises NotFound to whoever may not, WrongState where it is closed.
    """
    space = queries.lock_managed(actor, space_id)
    if space.archived_at is not None:
        raise WrongState("archive_space", "archived")
    space.archived_at = clock.now()
    _note(actor, space, "archive_space")


@writes
def reopen_space(actor: Viewer, *, space_id: int) -> None:
    """It is open again. Raises NotFound to whoever may not, WrongState where it is open."""
    space = queries.lock_managed(actor, space_id)
    if space.archived_at is None:
        raise WrongState("reopen_space", "open")
    space.archived_at = None
    _note(actor, space, "reopen_space")


def _note(actor: Viewer, space: Space, verb: str) -> None:
    space.version += 1
    audit.record(actor, verb, subject=("space", space.id), area_id=None)
    db.session.flush()
