"""Sessions: which browsers are signed in, for how long, and who is behind a request. One statement a request."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import ColumnElement, and_, delete, func, literal, select, update

from csaleads.access.viewer import RoleHeld, Viewer
from csaleads.accounts.models import Area, Person, RoleInArea, SignInSession
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.statements import TODAY, Query, Statement, one
from csaleads.core.unit_of_work import unit_of_work, writes

SEEN_AGAIN_AFTER = timedelta(minutes=1)
TOKEN_BYTES = 32
MOST_SHOWN = 50
KEPT_FOR = timedelta(days=90)


class LiveSession(NamedTuple):
    """A browser that is signed in, as its owner sees it."""

    id: int
    browser: str
    started_at: datetime
    last_seen_at: datetime
    is_this_one: bool


_count_unread: Callable[[ColumnElement[int]], ColumnElement[int]] | None = None


def count_unread_with(count: Callable[[ColumnElement[int]], ColumnElement[int]]) -> None:
    """The room of messages says how a person's unread ones are counted, so that the statement that finds the viewer counts too.

    `count` makes a scalar subquery from the column with the person's id.
    """
    global _count_unread
    _count_unread = count


def hash_token(token: str) -> bytes:
    """What the database knows of a token. Tokens are 256 random bits, so one plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()


def find_viewer(token: str) -> Viewer | None:
    """The person whose live session `token` opens, with the roles they hold today; None once it has ended."""
    rows = _rows_of_a_token.rows(token_hash=hash_token(token))
    if not rows or not _is_live(rows[0]):
        return None
    first = rows[0]
    if clock.now() - first.last_seen_at > SEEN_AGAIN_AFTER:
        _note_seen(first.session_id)
    roles = tuple(
        RoleHeld(row.role, row.area_id, row.area_name or "") for row in rows if row.role is not None
    )
    return Viewer(
        person_id=first.person_id,
        full_name=first.full_name,
        email=first.email,
        roles=roles,
        session_id=first.session_id,
        unread_message_count=first.unread_message_count,
        token=token,
    )


def find_person_of_ended_session(token: str) -> int | None:
    """Whose session this was, if it has run out (a session that was ended on purpose tells nothing)."""
    rows = _rows_of_a_token.rows(token_hash=hash_token(token))
    return rows[0].person_id if rows and rows[0].ended_at is None and rows[0].left_on is None else None


@Statement
def _rows_of_a_token() -> Query:
    """Runs before every page, so it is built once, from tables rather than models: the ORM would cost more than the database."""
    unread = _count_unread(Person.__table__.c.id) if _count_unread else literal(0)
    session, person = SignInSession.__table__.c, Person.__table__.c
    role, area = RoleInArea.__table__.c, Area.__table__.c
    holds_today = and_(
        role.person_id == person.id, role.starts_on <= TODAY, func.coalesce(role.ends_on, TODAY) >= TODAY
    )
    tables = (
        SignInSession.__table__.join(Person.__table__, person.id == session.person_id)
        .outerjoin(RoleInArea.__table__, holds_today)
        .outerjoin(Area.__table__, area.id == role.area_id)
    )
    return (
        select(
            session.id.label("session_id"),
            session.started_at,
            session.last_seen_at,
            session.ended_at,
            person.id.label("person_id"),
            person.full_name,
            person.email,
            person.left_on,
            role.role,
            role.area_id,
            area.name.label("area_name"),
            unread.label("unread_message_count"),
        )
        .select_from(tables)
        .where(session.token_hash == one("token_hash"))
        .order_by(role.id)
    )


def _is_live(row: Any) -> bool:
    now = clock.now()
    config = current_app.config
    return (
        row.ended_at is None
        and row.left_on is None
        and now - row.last_seen_at <= config["SESSION_IDLE"]
        and now - row.started_at <= config["SESSION_ABSOLUTE"]
    )


def _note_seen(session_id: int) -> None:
    with unit_of_work():
        db.session.execute(
            update(SignInSession).where(SignInSession.id == session_id).values(last_seen_at=clock.now())
        )


@writes
def start_session(person_id: int, *, browser: str = "") -> str:
    """A new session for the person; the answer is its token, known to nobody else and kept nowhere."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = clock.now()
    db.session.add(
        SignInSession(
            token_hash=hash_token(token),
            person_id=person_id,
            started_at=now,
            last_seen_at=now,
            browser=browser[:60],
        )
    )
    db.session.flush()
    return token


@writes
def end_session(session_id: int, *, person_id: int) -> None:
    """The person's session is over, in whichever browser it is."""
    _end(SignInSession.id == session_id, SignInSession.person_id == person_id)


@writes
def end_all_sessions(person_id: int, *, but: int | None = None) -> None:
    """Every session of the person is over, except `but`."""
    conditions = [SignInSession.person_id == person_id]
    if but is not None:
        conditions.append(SignInSession.id != but)
    _end(*conditions)


def _end(*conditions: object) -> None:
    query = update(SignInSession).where(*conditions, SignInSession.ended_at.is_(None))  # type: ignore[arg-type]
    db.session.execute(query.values(ended_at=clock.now()))


@writes
def end_session_of_token(token: str) -> None:
    """The session that `token` opened is over, whoever's it was."""
    _end(SignInSession.token_hash == hash_token(token))


def list_live_sessions(viewer: Viewer) -> list[LiveSession]:
    """Where `viewer` is signed in now, the latest used first."""
    now = clock.now()
    query = (
        select(SignInSession.id, SignInSession.browser, SignInSession.started_at, SignInSession.last_seen_at)
        .where(
            SignInSession.person_id == viewer.person_id,
            SignInSession.ended_at.is_(None),
            SignInSession.last_seen_at >= now - current_app.config["SESSION_IDLE"],
            SignInSession.started_at >= now - current_app.config["SESSION_ABSOLUTE"],
        )
        .order_by(SignInSession.last_seen_at.desc(), SignInSession.id.desc())
        .limit(MOST_SHOWN)
    )
    return [LiveSession(*row, row.id == viewer.session_id) for row in db.session.execute(query)]


@writes
def forget_old() -> int:
    """Delete sessions that ended or ran out long ago; how many there were."""
    query = delete(SignInSession).where(SignInSession.last_seen_at <= clock.now() - KEPT_FOR)
    return int(db.session.execute(query).rowcount)  # type: ignore[attr-defined]  # a DELETE has a row count
