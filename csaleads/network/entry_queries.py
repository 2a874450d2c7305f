"""One's own entry in the directory: what stands in it, and what it is put together from."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.network import policy
from csaleads.network.directory_queries import BETWEEN, teams_of, topics_known
from csaleads.network.models import DirectoryEntry, MailRhythm, NetworkMember
from csaleads.network.people_queries import areas_led


class OwnFacts(NamedTuple):
    """What csaleads knows of the viewer and an entry can show."""

    full_name: str
    areas: str
    teams: str
    topics: tuple[str, ...]


class OwnEntry(NamedTuple):
    """The viewer's entry as it is kept. `version` is 0 where they have none yet."""

    facts: OwnFacts
    version: int
    is_listed: bool
    shows_area: bool
    shows_team: bool
    shows_topics: bool
    languages: str
    shows_languages: bool
    ask_me_about: str
    shows_ask_me_about: bool
    can_shadow: bool
    shows_can_shadow: bool
    takes_private_questions: bool


class OwnPart(NamedTuple):
    """What the viewer chose for themselves in the network, and whether they stand in the directory."""

    joined_at: datetime
    mail_rhythm: MailRhythm
    hides_name_when_gone: bool
    is_listed: bool
    has_entry: bool


ENTRY_COLUMNS = OwnEntry._fields[2:]


def get_own_entry(viewer: Viewer) -> OwnEntry:
    """The viewer's entry; where they have none yet, one that shows nothing. One statement."""
    policy.require_member(viewer)
    row = _own.rows(person_id=viewer.person_id)[0]
    topics = tuple(sorted(set(filter(None, (row.topics or "").split(BETWEEN)))))
    teams = ", ".join(sorted(set(filter(None, (row.teams or "").split(BETWEEN)))))
    facts = OwnFacts(row.full_name, row.areas or _network_name(viewer), teams, topics)
    if row.version is None:
        return OwnEntry(facts, 0, *(False,) * 4, "", False, "", *(False,) * 3, True)
    return OwnEntry(facts, row.version, *(getattr(row, name) for name in ENTRY_COLUMNS))


def _network_name(viewer: Viewer) -> str:
    return "Programme team" if policy.is_programme(viewer) else ""


@Statement
def _own() -> Query:
    columns: list[Any] = [getattr(DirectoryEntry, name) for name in ENTRY_COLUMNS]
    return (
        select(
            Person.full_name,
            areas_led().label("areas"),
            teams_of().label("teams"),
            topics_known().label("topics"),
            DirectoryEntry.version,
            *columns,
        )
        .outerjoin(DirectoryEntry, DirectoryEntry.person_id == Person.id)
        .where(Person.id == one("person_id"))
    )


def get_own_part(viewer: Viewer) -> OwnPart:
    """What the viewer chose for themselves; NotFound where they never entered. One statement."""
    found = find_own_part(viewer)
    if found is None:
        raise NotFound("member")
    return found


def find_own_part(viewer: Viewer) -> OwnPart | None:
    """What the viewer chose for themselves; None where they never entered. One statement."""
    policy.require_member(viewer)
    row = _part.first(person_id=viewer.person_id)
    if row is None:
        return None
    return OwnPart(
        row.joined_at,
        row.mail_rhythm,
        bool(row.hides_name_when_gone),
        bool(row.is_listed),
        row.is_listed is not None,
    )


@Statement
def _part() -> Query:
    return (
        select(
            NetworkMember.joined_at,
            NetworkMember.mail_rhythm,
            NetworkMember.hides_name_when_gone,
            DirectoryEntry.is_listed,
        )
        .outerjoin(DirectoryEntry, DirectoryEntry.person_id == NetworkMember.person_id)
        .where(NetworkMember.person_id == one("person_id"))
    )
