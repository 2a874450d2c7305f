"""The pack of a day made ready for a page: resources by topic in reading order, with what is new and what is read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from csaleads.learning.models import Audience
from csaleads.learning.pack_queries import FoundLine, ResourceLine
from csaleads.programmes.afternoons.group_queries import GroupView
from csaleads.programmes.days.pack_queries import Tied
from csaleads.programmes.days.queries import DayView, TopicName
from csaleads.programmes.days.session_queries import SessionView, Speaker

Badge = tuple[str, str]


class PackLine(NamedTuple):
    """A resource as a pack lists it."""

    id: UUID
    title: str
    kind: str
    level: str
    length: str
    origin: str
    badges: tuple[Badge, ...]
    credit: str


@dataclass(frozen=True)
class PackSection:
    """Resources under a heading: a topic, or the day itself."""

    topic: TopicName | None
    lines: tuple[PackLine, ...]


@dataclass(frozen=True)
class SessionMaterials:
    """What a session hands out."""

    title: str
    speakers: tuple[Speaker, ...]
    link: str
    lines: tuple[PackLine, ...]
    is_new: bool


@dataclass(frozen=True)
class Pack:
    """All of it. `read` and `total` count each resource once."""

    sections: tuple[PackSection, ...]
    materials: tuple[SessionMaterials, ...]
    new: int
    read: int
    total: int


class GroupTurns(NamedTuple):
    """Who presents in a group on the day, by name."""

    group: GroupView
    names: tuple[str, ...]


def make_pack(
    day: DayView,
    sessions: Sequence[SessionView],
    found: Sequence[FoundLine],
    tied: Tied,
    seen_at: datetime | None,
) -> Pack:
    """The pack of the day for somebody who last looked through it at `seen_at`; to whoever never did nothing is marked as new.

    What belongs to other days of the curriculum is left out, unless a session of this day hands it out.
    """
    released = [session for session in sessions if session.released_at]
    handed_out = {key for session in released for key in session.resource_ids}
    since: dict[UUID, datetime] = dict(tied.here)
    for session in released:
        for key in session.resource_ids:
            since[key] = max(filter(None, (since.get(key), session.released_at)))
    by_id = {each.line.id: each for each in found}
    is_new = {key: _is_new(each, since.get(key), seen_at) for key, each in by_id.items()}
    shown: set[UUID] = set()
    sections = []
    for topic in day.topics:
        of_topic = [
            each.line
            for each in found
            if each.topic_id == topic.id and each.line.id not in tied.elsewhere | shown
        ]
        shown |= {line.id for line in of_topic}
        sections.append(PackSection(topic, _lines(of_topic, is_new)))
    of_day = [each.line for key, each in by_id.items() if key in set(tied.here) - shown]
    if of_day:
        sections.insert(0, PackSection(None, _lines(of_day, is_new)))
        shown |= {line.id for line in of_day}
    materials = tuple(_materials(session, by_id, is_new, seen_at) for session in released)
    total = shown | (handed_out & set(by_id))
    return Pack(
        tuple(section for section in sections if section.lines),
        materials,
        new=sum(is_new[key] for key in total) + sum(each.is_new and bool(each.link) for each in materials),
        read=sum(by_id[key].line.is_read for key in total),
        total=len(total),
    )


def _is_new(found: FoundLine, since: datetime | None, seen_at: datetime | None) -> bool:
    came = max(filter(None, (found.reached_at, since)), default=None)
    return seen_at is not None and came is not None and came > seen_at


def _materials(
    session: SessionView,
    by_id: Mapping[UUID, FoundLine],
    is_new: Mapping[UUID, bool],
    seen_at: datetime | None,
) -> SessionMaterials:
    lines = [by_id[key].line for key in session.resource_ids if key in by_id]
    came_later = bool(seen_at and session.released_at and session.released_at > seen_at)
    return SessionMaterials(
        session.title, session.speakers, session.materials_link, _lines(lines, is_new), came_later
    )


def _lines(lines: Collection[ResourceLine], is_new: Mapping[UUID, bool]) -> tuple[PackLine, ...]:
    return tuple(
        PackLine(
            line.id,
            line.title,
            line.kind.label,
            line.level.label,
            f"{line.minutes} minutes" if line.minutes else "",
            line.area_name or "Network",
            _badges(line, is_new[line.id]),
            line.credit,
        )
        for line in lines
    )


def _badges(line: ResourceLine, is_new: bool) -> tuple[Badge, ...]:
    found = (
        (is_new, ("New", "active")),
        (line.is_read, ("Read", "good")),
        (line.is_later, ("Read later", "waiting")),
        (line.audience is Audience.LEADS, ("For leads", "plain")),
        (line.is_heavy, ("Content note", "plain")),
        (not line.is_verified, ("Not verified", "plain")),
    )
    return tuple(badge for applies, badge in found if applies)


def turns_on(day: DayView, groups: Sequence[GroupView]) -> list[GroupTurns]:
    """Who presents on the day, group by group, by name."""
    found = []
    for group in groups:
        names = {member.member_id: member.full_name for member in group.members}
        presenting = [names.get(member_id, "") for day_id, member_id in group.pairs if day_id == day.id]
        found.append(GroupTurns(group, tuple(name for name in presenting if name)))
    return found
