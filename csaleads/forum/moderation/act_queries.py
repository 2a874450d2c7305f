"""What moderators did: all of it for moderators, what concerns oneself for everybody, and appeals that wait."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.forum.authorship import Author, is_by
from csaleads.forum.models import Space, Thread
from csaleads.forum.moderation.models import ActVerb, AppealState, ModerationAct
from csaleads.forum.policy import READ_BY_ALL
from csaleads.network.models import Restriction
from csaleads.network.queries import is_in_force

CONCERNING = tuple(verb for verb in ActVerb if verb not in (ActVerb.PIN, ActVerb.APPROVE))
LAYING = (ActVerb.HOLD, ActVerb.SUSPEND)


class ActLine(NamedTuple):
    """An act in a list, with its reason and the appeal against it. `concerned` is whom it concerns."""

    id: int
    verb: ActVerb
    moderator_id: int
    done_at: datetime
    reason: str
    thread_id: int | None
    post_id: int | None
    title: str
    space_name: str
    from_space: str
    concerned: Author
    appeal: AppealState | None
    appeal_words: str
    appealed_at: datetime | None
    appeal_answer: str
    appeal_by_id: int | None
    is_in_force: bool


def list_acts(verb: ActVerb | None, *, page: int) -> Page[ActLine]:
    """A page of everything that moderators did, the newest first. One statement."""
    values: dict[str, Any] = {"verb": verb} if verb else {}
    found, total = _acts.found(
        "verb" if verb else "all", **values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count_acts.scalar("verb" if verb else "all", **values))
    return Page([_line(row) for row in found.read()], page, total)


def list_appeals(state: AppealState, *, page: int) -> Page[ActLine]:
    """A page of appeals in that state, those that wait longest first. One statement."""
    found, total = _acts.found(
        "appeal", appeal=state, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count_acts.scalar("appeal", appeal=state))
    return Page([_line(row) for row in found.read()], page, total)


def list_acts_on(viewer: Viewer, *, page: int) -> Page[ActLine]:
    """A page of what concerns the viewer under their name, the newest first. One statement."""
    found, total = _acts.found(
        "person",
        person_id=viewer.person_id,
        verbs=CONCERNING,
        limit=ROWS_PER_PAGE,
        offset=(page - 1) * ROWS_PER_PAGE,
    ).page(page, lambda: _count_acts.scalar("person", person_id=viewer.person_id, verbs=CONCERNING))
    return Page([_line(row) for row in found.read()], page, total)


def list_unnamed_acts_on(viewer: Viewer) -> list[ActLine]:
    """What concerns the viewer and was written anonymously: of the newest 500 such acts those whose seal opens to them."""
    rows = [_line(row) for row in _acts.rows("unnamed", verbs=CONCERNING, limit=500, offset=0)]
    return [line for line in rows if is_by(viewer, line.concerned)]


def get_act(act_id: int) -> ActLine:
    """One act; NotFound where there is none. The caller asks whom it concerns. One statement."""
    row = _acts.first("one", id=act_id, limit=1, offset=0)
    if row is None:
        raise NotFound("act")
    return _line(row)


def find_reason(viewer: Viewer, restriction_id: int) -> str:
    """Why something was laid on the viewer: by the act that names it, or by one on what they wrote anonymously."""
    named = _reason.scalar(restriction_id=restriction_id, person_id=viewer.person_id)
    if named is not None:
        return str(named)
    unnamed = (line for line in list_unnamed_acts_on(viewer) if line.verb is ActVerb.SUSPEND)
    return next((line.reason for line in unnamed), "")


@Statement
def _reason() -> Query:
    query = select(ModerationAct.reason).where(ModerationAct.restriction_id == one("restriction_id"))
    return query.where(ModerationAct.person_id == one("person_id")).order_by(ModerationAct.id).limit(1)


def _line(row: Any) -> ActLine:
    return ActLine(
        row.id,
        row.verb,
        row.moderator_id,
        row.done_at,
        row.reason,
        row.thread_id,
        row.post_id,
        row.title or "",
        row.space_name or "",
        row.from_space or "",
        Author(row.person_id, row.anonymous_key, row.sealed_author),
        row.appeal,
        row.appeal_words,
        row.appealed_at,
        row.appeal_answer,
        row.appeal_by_id,
        bool(row.is_in_force),
    )


def _where(shape: str) -> Any:
    if shape == "all":
        return ModerationAct.id > 0
    if shape == "verb":
        return ModerationAct.verb == one("verb")
    if shape == "appeal":
        return ModerationAct.appeal == one("appeal")
    if shape == "one":
        return ModerationAct.id == one("id")
    concerns = ModerationAct.verb.in_(many("verbs"))
    if shape == "person":
        return and_(ModerationAct.person_id == one("person_id"), concerns)
    return and_(ModerationAct.anonymous_key.is_not(None), concerns)


def _title(shape: str) -> Any:
    """What the thread is called: to moderators only where all members read it."""
    is_theirs = shape in ("person", "unnamed", "one")
    return Thread.title if is_theirs else case((Space.kind.in_(READ_BY_ALL), Thread.title), else_="")


@Statement
def _acts(shape: str) -> Query:
    before = aliased(Space)
    holds = exists().where(Restriction.id == ModerationAct.restriction_id, *is_in_force())
    unnamed = and_(ModerationAct.anonymous_key.is_not(None), ModerationAct.verb.in_(LAYING))
    lines = (
        select(
            ModerationAct.id,
            ModerationAct.verb,
            ModerationAct.moderator_id,
            ModerationAct.done_at,
            ModerationAct.reason,
            ModerationAct.thread_id,
            ModerationAct.post_id,
            _title(shape).label("title"),
            Space.name.label("space_name"),
            before.name.label("from_space"),
            ModerationAct.person_id,
            ModerationAct.anonymous_key,
            ModerationAct.sealed_author,
            ModerationAct.appeal,
            ModerationAct.appeal_words,
            ModerationAct.appealed_at,
            ModerationAct.appeal_answer,
            ModerationAct.appeal_by_id,
            or_(holds, unnamed).label("is_in_force"),
        )
        .outerjoin(Thread, Thread.id == ModerationAct.thread_id)
        .outerjoin(Space, Space.id == Thread.space_id)
        .outerjoin(before, before.id == ModerationAct.from_space_id)
        .where(_where(shape))
        .limit(one("limit"))
        .offset(one("offset"))
    )
    order = ModerationAct.id if shape == "appeal" else ModerationAct.id.desc()
    total = select(func.count()).select_from(ModerationAct).where(_where(shape))
    return and_total(lines.order_by(order), total)


@Statement
def _count_acts(shape: str) -> Query:
    return select(func.count()).select_from(ModerationAct).where(_where(shape))
