"""Reads of the code of conduct: the version in force, earlier ones, and what the viewer agreed to."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.network import policy
from csaleads.network.models import ConductAcceptance, ConductVersion, NetworkMember
from csaleads.network.people_queries import belongs

MOST_VERSIONS = 200


class Version(NamedTuple):
    """A version of the code, and when the viewer agreed to it. `words` are as they were typed, `words_html` is safe."""

    number: int
    words: str
    words_html: str
    what_changed: str
    published_at: datetime
    accepted_at: datetime | None


class VersionLine(NamedTuple):
    """A version in the list of them."""

    number: int
    what_changed: str
    published_at: datetime
    accepted_at: datetime | None


def find_current(viewer: Viewer) -> Version | None:
    """The version in force; None where there is none. One statement."""
    policy.require_member(viewer)
    row = _versions.first(False, person_id=viewer.person_id)
    return Version(*row) if row else None


def get_version(viewer: Viewer, number: int) -> Version:
    """That version; NotFound where there is none."""
    policy.require_member(viewer)
    row = _versions.first(True, person_id=viewer.person_id, number=number)
    if row is None:
        raise NotFound("version")
    return Version(*row)


@Statement
def _versions(is_named: bool) -> Query:
    query = (
        select(
            ConductVersion.number,
            ConductVersion.words,
            ConductVersion.words_html,
            ConductVersion.what_changed,
            ConductVersion.published_at,
            ConductAcceptance.accepted_at,
        )
        .outerjoin(
            ConductAcceptance,
            (ConductAcceptance.number == ConductVersion.number)
            & (ConductAcceptance.person_id == one("person_id")),
        )
        .order_by(ConductVersion.number.desc())
        .limit(1)
    )
    return query.where(ConductVersion.number == one("number")) if is_named else query


def list_versions(viewer: Viewer) -> list[VersionLine]:
    """All versions, the newest first, and when the viewer agreed to each. One statement."""
    policy.require_member(viewer)
    rows = _lines.rows(person_id=viewer.person_id, limit=MOST_VERSIONS)
    return [VersionLine(*row) for row in rows]


@Statement
def _lines() -> Query:
    return (
        select(
            ConductVersion.number,
            ConductVersion.what_changed,
            ConductVersion.published_at,
            ConductAcceptance.accepted_at,
        )
        .outerjoin(
            ConductAcceptance,
            (ConductAcceptance.number == ConductVersion.number)
            & (ConductAcceptance.person_id == one("person_id")),
        )
        .order_by(ConductVersion.number.desc())
        .limit(one("limit"))
    )


def count_agreed(viewer: Viewer) -> int:
    """How many members of today agreed to the version in force, and so are asked anew about a later one. One statement."""
    policy.require_programme(viewer)
    return int(_agreed.scalar() or 0)


@Statement
def _agreed() -> Query:
    newest = select(func.max(ConductVersion.number)).scalar_subquery()
    query = select(func.count()).select_from(NetworkMember).join(Person, Person.id == NetworkMember.person_id)
    return query.where(NetworkMember.accepted_number == newest, belongs())
