"""What somebody writes is kept while they type, sealed and for them alone, until it is posted, thrown away or forgotten.

Of words that are written without a name nothing is kept: the row of a draft says whose it is.
"""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import role_ends
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.forum.models import Draft
from csaleads.forum.posts import draft_queries
from csaleads.forum.posts.draft_queries import Place
from csaleads.network import people_queries

KEPT_FOR = timedelta(days=90)  # after it was last saved


class Begun(NamedTuple):
    """What a form holds, the version of the draft that it showed, and the key of the open page."""

    title: str
    body: str
    version: int = 0
    page_key: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.body)


@writes
def save_draft(actor: Viewer, *, place: Place, begun: Begun, is_autosave: bool = False) -> int:
    """The draft says what the form holds; its new version, or 0 where there is nothing to keep.

    The caller has asked whether the actor reads there. Raises ChangedMeanwhile where another page saved something else since.
    """
    row = draft_queries.lock_draft(actor, place)
    if row is None:
        row = _new(actor, place, begun)
        if row is None:
            return 0
    elif not _is_newest(row, begun):
        raise ChangedMeanwhile
    if begun.is_empty:
        db.session.delete(row)
        db.session.flush()
        return 0
    _write(row, begun)
    row.saved_from = begun.page_key[:40] or None if is_autosave else None
    db.session.flush()
    return row.version


def _new(actor: Viewer, place: Place, begun: Begun) -> Draft | None:
    """A row for words that are not kept yet; None for nothing, and for what was posted a moment ago."""
    if begun.is_empty or draft_queries.newest_words(actor) == begun.body:
        return None
    row = Draft(person_id=actor.person_id, saved_at=clock.now(), version=0, **place._asdict())
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError:  # another tab, in the same moment
        raise ChangedMeanwhile from None
    return row


def _is_newest(row: Draft, begun: Begun) -> bool:
    """Whether nothing was saved that the page did not show, or it was saved from there, or reads the same."""
    is_own_page = bool(begun.page_key) and row.saved_from == begun.page_key
    return row.version in (0, begun.version) or is_own_page or (row.title, row.body) == begun[:2]


def _write(row: Draft, begun: Begun) -> None:
    if row.title != begun.title:
        row.title = begun.title
    if row.body != begun.body:
        row.body = begun.body
    row.saved_at = clock.now()
    row.version += 1


@writes
def let_go(actor: Viewer, *, place: Place, begun: Begun) -> None:
    """What the form holds was posted: it is a draft no longer. What another page saved since stays."""
    row = draft_queries.lock_draft(actor, place)
    if row is not None and _is_newest(row, begun):
        db.session.delete(row)
        db.session.flush()


@writes
def throw_away(actor: Viewer, *, draft_id: UUID) -> None:
    """Nothing is left of the draft. Doing it twice changes nothing. Raises NotFound for somebody else's."""
    row = db.session.get(Draft, draft_id, with_for_update=True)
    if row is not None and row.person_id != actor.person_id:
        raise NotFound("draft")
    if row is not None:
        db.session.delete(row)
        db.session.flush()


@writes
def forget_old() -> int:
    """Delete drafts that nobody saved for ninety days, and those of people who belong no longer; how many."""
    belongs = people_queries.ids_who_belong()
    query = delete(Draft).where((Draft.saved_at <= clock.now() - KEPT_FOR) | Draft.person_id.not_in(belongs))
    return int(db.session.execute(query).rowcount)  # type: ignore[attr-defined]  # a DELETE has a row count


@role_ends.subscribe
@writes
def forget_drafts_of(actor: Viewer, person_id: int, area_id: int, role: Role) -> None:
    """Whoever leaves the network leaves no drafts behind."""
    if not people_queries.is_member(person_id):
        db.session.execute(delete(Draft).where(Draft.person_id == person_id))
