"""What the forum asks about people of the network: what they are called, whom a mention means, who belongs, whom one may ask."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.core.database import db
from csaleads.core.mentions import spelt
from csaleads.core.statements import Query, Statement, many, one
from csaleads.network import policy
from csaleads.network.models import DirectoryEntry, NetworkMember, NetworkModerator
from csaleads.network.name_queries import MemberName, names_of, sight_of

FORMER, FORMER_MEMBER = "Former Practice Lead", "Former member"  # the second for those who never were one
MOST_NAMES = 200  # that are looked up at once


def list_names(viewer: Viewer, person_ids: Collection[int]) -> Mapping[int, MemberName]:
    """The people by id, as the viewer may call them; unknown ids are left out. At most one statement.

    Areas stand there for moderators, and for others where the person lets members see theirs. Somebody who belongs no longer, and
    wished it so, is a former Practice Lead, or a former member, to everybody but moderators.
    """
    policy.require_member(viewer)
    wanted = set(person_ids)
    if not wanted:
        return {}
    sight = sight_of(viewer)
    sees_all = policy.is_programme(viewer) or (None if sight is None else sight.sees_all)

    def ask(some: Collection[int]) -> dict[int, MemberName]:
        found = _names.found(sees_all, ids=sorted(some), viewer_id=viewer.person_id)
        return {name.person_id: name for name in found.made_of_groups(_name)}

    return ask(wanted) if sight is None else names_of(wanted, sight, ask)


def _name(rows: Sequence[Any]) -> MemberName:
    """What somebody is called, of a row for each role that they hold or held."""
    who = rows[0]
    is_member = who.left_on is None and any(row.is_held and row.role in policy.MEMBER_ROLES for row in rows)
    is_hidden = bool(who.hides_name) and not is_member and not who.sees_all
    is_shown = is_member and bool(who.shows_area or who.sees_all)
    led = {row.area_name: None for row in rows if row.role is Role.PRACTICE_LEAD and row.is_held}
    was_lead = any(row.role is Role.PRACTICE_LEAD for row in rows)
    return MemberName(
        who.id,
        (FORMER if was_lead else FORMER_MEMBER) if is_hidden else who.full_name,
        ", ".join(filter(None, led)) if is_shown else "",
        is_member,
    )


@Statement
def _names(sees_all: bool | None) -> Query:
    """`sees_all` says whether the viewer sees hidden names; None where that is yet to be asked."""
    moderates = exists().where(
        NetworkModerator.person_id == one("viewer_id"), NetworkModerator.until.is_(None)
    )
    shows_area = and_(DirectoryEntry.is_listed.is_(True), DirectoryEntry.shows_area.is_(True))
    return (
        select(
            Person.id,
            Person.full_name,
            Person.left_on,
            NetworkMember.hides_name_when_gone.is_(True).label("hides_name"),
            shows_area.label("shows_area"),
            (moderates if sees_all is None else literal(sees_all)).label("sees_all"),
            RoleInArea.role,
            is_current(RoleInArea).label("is_held"),
            Area.name.label("area_name"),
        )
        .outerjoin(NetworkMember, NetworkMember.person_id == Person.id)
        .outerjoin(DirectoryEntry, DirectoryEntry.person_id == Person.id)
        .outerjoin(RoleInArea, RoleInArea.person_id == Person.id)
        .outerjoin(Area, Area.id == RoleInArea.area_id)
        .where(Person.id.in_(many("ids")))
        .order_by(Person.id, Area.name, RoleInArea.id)
    )


def belongs() -> ColumnElement[bool]:
    """The condition that a person holds today a role whose people belong to the network."""
    held = exists().where(
        RoleInArea.person_id == Person.id,
        RoleInArea.role.in_(policy.MEMBER_ROLES),
        is_current(RoleInArea),
        Person.left_on.is_(
            None
        ),  # in here: PostgreSQL would else gather everybody who belongs, for a few who are asked about
    )
    return held.correlate(Person)


def ids_who_belong() -> Select[int]:
    """Ids of everybody who belongs to the network today, for a condition."""
    return select(Person.id).where(belongs())


def areas_led() -> Any:
    """The names of the areas in which a person is a Practice Lead today, with commas between them."""
    led = select(RoleInArea.area_id).where(
        RoleInArea.person_id == Person.id,
        RoleInArea.role == Role.PRACTICE_LEAD,
        is_current(RoleInArea),
    )
    # From the roles of the person to their areas: asked the other way round it would look at every area for each person.
    names = select(func.aggregate_strings(Area.name, ", ")).where(Area.id.in_(led.correlate(Person)))
    return names.correlate(Person).scalar_subquery()


def find_by_names(viewer: Viewer, spellings: Iterable[str]) -> Mapping[str, int]:
    """Ids of those members who have entered by the spelling that means them: their full name, in large or small letters.

    A name that two of them bear means nobody. One statement.
    """
    found = find_bearers(viewer, spellings)
    return {spelling: each[0].person_id for spelling, each in found.items() if len(each) == 1}


class Bearer(NamedTuple):
    """A member who has a name that somebody typed."""

    person_id: int
    full_name: str


def find_bearers(viewer: Viewer, spellings: Iterable[str]) -> Mapping[str, Sequence[Bearer]]:
    """Those members who have entered by the spelling that means them, as `find_by_names`: several where several bear the name.

    Spellings that nobody bears are left out. One statement, and none where there is no spelling.
    """
    policy.require_member(viewer)
    wanted = {spelling: spelt(spelling).lower() for spelling in list(spellings)[:MOST_NAMES]}
    if not wanted:
        return {}
    bearers: dict[str, list[Bearer]] = {}
    for person_id, full_name in _by_names.rows(names=sorted(_as_stored(wanted))):
        bearers.setdefault(spelt(full_name).lower(), []).append(Bearer(person_id, full_name))
    return {spelling: bearers[name] for spelling, name in wanted.items() if name in bearers}


def _as_stored(spellings: Iterable[str]) -> set[str]:
    """The names as a database may lower them, with either apostrophe."""
    straight = {spelt(name) for name in spellings}
    either = straight | {name.replace("'", "’") for name in straight}
    return {name.lower() for name in either} | {_lowered(name) for name in either}


def _lowered(name: str) -> str:
    """As SQLite lowers: letters of English alone."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


@Statement
def _by_names() -> Query:
    query = select(Person.id, Person.full_name).join(NetworkMember, NetworkMember.person_id == Person.id)
    return query.where(func.lower(Person.full_name).in_(many("names")), belongs()).order_by(Person.id)


def is_member(person_id: int) -> bool:
    """Whether the person belongs to the network today, by their role. Inside a write."""
    return db.session.scalar(select(Person.id).where(Person.id == person_id, belongs())) is not None


def is_of_programme(person_id: int) -> bool:
    """Whether the person is of the programme team today. Inside a write."""
    query = select(RoleInArea.id).where(
        RoleInArea.person_id == person_id, RoleInArea.role == Role.PROGRAMME_TEAM, is_current(RoleInArea)
    )
    return db.session.scalar(query.limit(1)) is not None


def is_named_moderator(person_id: int) -> bool:
    """Whether the programme team named the person, and has not ended it. Inside a write, or where mail is sent."""
    query = select(NetworkModerator.id).where(
        NetworkModerator.person_id == person_id, NetworkModerator.until.is_(None)
    )
    return db.session.scalar(query) is not None


def takes_private_questions(person_id: int) -> bool:
    """Whether members may ask the person privately: they have entered, belong today, are listed and say so. Inside a write."""
    query = (
        select(Person.id)
        .join(NetworkMember, NetworkMember.person_id == Person.id)
        .join(DirectoryEntry, DirectoryEntry.person_id == Person.id)
        .where(Person.id == person_id, belongs(), *takes_questions())
    )
    return db.session.scalar(query) is not None


def takes_questions() -> list[ColumnElement[bool]]:
    """The conditions that an entry of the directory offers private questions."""
    return [DirectoryEntry.is_listed.is_(True), DirectoryEntry.takes_private_questions.is_(True)]


def list_members_of(viewer: Viewer, person_ids: Collection[int]) -> set[int]:
    """Those of the people who belong to the network today. One statement."""
    policy.require_member(viewer)
    return {person_id for (person_id,) in _members.rows(ids=sorted(set(person_ids)))}


@Statement
def _members() -> Query:
    return select(Person.id).where(Person.id.in_(many("ids")), belongs())
