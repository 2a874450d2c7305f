"""Single-use links: made, looked at as often as a mail scanner likes, used once, withdrawn. The table knows hashes only."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select, update

from csaleads.accounts.errors import LinkClosed
from csaleads.accounts.models import LinkPurpose, SingleUseLink
from csaleads.accounts.sessions import hash_token
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes

LIFETIMES = {
    LinkPurpose.INVITATION: timedelta(days=7),
    LinkPurpose.PASSWORD_RESET: timedelta(minutes=60),
}
KEPT_FOR = timedelta(days=90)  # closed links, so that their page can say what became of them
TOKEN_BYTES = 32


@dataclass(frozen=True)
class NewLink:
    """A link that was just made. The token is known here and to the person, and nowhere else."""

    id: int
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class OpenLink:
    """A link that works: whose it is, and for which area (an invitation)."""

    id: int
    person_id: int
    area_id: int | None


@writes
def make_link(
    purpose: LinkPurpose, *, person_id: int, area_id: int | None = None, made_by_id: int | None = None
) -> NewLink:
    """A new link for the person. Older ones of the same purpose (and area) stop working."""
    withdraw_links(purpose, person_id=person_id, area_id=area_id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = clock.now()
    row = SingleUseLink(
        purpose=purpose,
        token_hash=hash_token(token),
        person_id=person_id,
        area_id=area_id,
        made_by_id=made_by_id,
        made_at=now,
        expires_at=now + LIFETIMES[purpose],
    )
    db.session.add(row)
    db.session.flush()
    return NewLink(row.id, token, row.expires_at)


def look_at(token: str, purpose: LinkPurpose) -> OpenLink:
    """Whose link this is; raises LinkClosed. Looking uses nothing up."""
    row = db.session.scalar(_by_token(token, purpose))
    if row is None:
        raise LinkClosed("unknown")
    _require_open(row)
    return OpenLink(row.id, row.person_id, row.area_id)


def is_open(link_id: int) -> bool:
    """Whether the link of that id would still work."""
    row = db.session.get(SingleUseLink, link_id)
    return row is not None and _closed_because(row) is None


@writes
def use_link(token: str, purpose: LinkPurpose) -> OpenLink:
    """The link is used up, by whoever comes first; raises LinkClosed to everybody else."""
    # Whoever looked at the row before the lock was theirs must see what the one before them made of it.
    locked = _by_token(token, purpose).with_for_update().execution_options(populate_existing=True)
    row = db.session.scalar(locked)
    if row is None:
        raise LinkClosed("unknown")
    _require_open(row)
    row.used_at = clock.now()
    db.session.flush()
    return OpenLink(row.id, row.person_id, row.area_id)


@writes
def withdraw_links(purpose: LinkPurpose, *, person_id: int, area_id: int | None = None) -> int:
    """The person's open links of that purpose work no longer (those of one area, where one is given); how many."""
    query = update(SingleUseLink).where(
        SingleUseLink.purpose == purpose,
        SingleUseLink.person_id == person_id,
        SingleUseLink.used_at.is_(None),
        SingleUseLink.withdrawn_at.is_(None),
    )
    if area_id is not None:
        query = query.where(SingleUseLink.area_id == area_id)
    done = db.session.execute(query.values(withdrawn_at=clock.now()))
    return int(done.rowcount)  # type: ignore[attr-defined]  # an UPDATE has a row count


@writes
def forget_old() -> int:
    """Delete links that closed long ago; how many there were."""
    query = delete(SingleUseLink).where(SingleUseLink.expires_at <= clock.now() - KEPT_FOR)
    return int(db.session.execute(query).rowcount)  # type: ignore[attr-defined]  # a DELETE has a row count


def _by_token(token: str, purpose: LinkPurpose) -> Select[SingleUseLink]:
    return select(SingleUseLink).where(
        SingleUseLink.token_hash == hash_token(token), SingleUseLink.purpose == purpose
    )


def _require_open(row: SingleUseLink) -> None:
    reason = _closed_because(row)
    if reason is not None:
        raise LinkClosed(reason)


def _closed_because(row: SingleUseLink) -> str | None:
    if row.used_at is not None:
        return "used"
    if row.withdrawn_at is not None:
        return "withdrawn"
    return "expired" if row.expires_at <= clock.now() else None


def address_of(purpose: LinkPurpose, token: str) -> str:
    """The page of ours that the link opens."""
    return f"/{'invitation' if purpose is LinkPurpose.INVITATION else 'reset-password'}/{token}"
