"""A rota made ready for a page: by day and by person, with what does not work out said plainly."""

from collections.abc import Sequence
from dataclasses import dataclass

from csaleads.core.formatting import joined, uk_date
from csaleads.programmes.afternoons import rota
from csaleads.programmes.afternoons.group_queries import GroupMember, GroupView
from csaleads.programmes.days.queries import DayView

GONE = "Somebody who has left"


@dataclass(frozen=True)
class TurnLine:
    """Somebody presents: by name, with whether the day's topic is one they asked for, and whether they are away."""

    turn_id: int
    member_id: int
    name: str
    fits: bool
    is_away: bool


@dataclass(frozen=True)
class DayLine:
    """A day of a group with who presents. `is_reserve`: nobody can, so a reserve case of the topic stands in."""

    day: DayView
    turns: tuple[TurnLine, ...]
    is_reserve: bool


@dataclass(frozen=True)
class PersonLine:
    """A member of a group with the days on which they present."""

    name: str
    area: str
    days: tuple[DayView, ...]


def rota_days(days: Sequence[DayView]) -> list[rota.Day]:
    """The days as the rota knows them."""
    return [rota.Day(day.id, frozenset(topic.id for topic in day.topics)) for day in days]


def by_day(group: GroupView, days: Sequence[DayView]) -> list[DayLine]:
    """Every day with who presents."""
    members = {member.member_id: member for member in group.members}
    lines = []
    for day, as_dealt in zip(days, rota_days(days), strict=True):
        turns = tuple(
            _turn(turn.id, turn.member_id, members.get(turn.member_id), as_dealt)
            for turn in group.turns
            if turn.day_id == day.id
        )
        is_reserve = group.dealt_at is not None and not any(not turn.is_away for turn in turns)
        lines.append(DayLine(day, turns, is_reserve and not day.is_over))
    return lines


def _turn(turn_id: int, member_id: int, member: GroupMember | None, day: rota.Day) -> TurnLine:
    if member is None:
        return TurnLine(turn_id, member_id, GONE, fits=True, is_away=False)
    presenter = member.presenter
    return TurnLine(
        turn_id, member_id, member.full_name, rota.fits(presenter, day), not rota.can_come(presenter, day)
    )


def by_person(group: GroupView, days: Sequence[DayView]) -> list[PersonLine]:
    """Every member, by name, with their days."""
    return [
        PersonLine(
            member.full_name,
            member.area_name,
            tuple(day for day in days if (day.id, member.member_id) in set(group.pairs)),
        )
        for member in group.members
    ]


def shortfalls(group: GroupView, days: Sequence[DayView]) -> list[str]:
    """What could not be met, in sentences; nothing before the rota is dealt."""
    if group.dealt_at is None:
        return []
    presenters = [member.presenter for member in group.members]
    names = {member.member_id: member.full_name for member in group.members}
    judged = rota.judge(presenters, rota_days(days), group.pairs)
    said = []
    if judged.without_turn:
        who = joined(names[member] for member in judged.without_turn if isinstance(member, int))
        said.append(f"No turn yet: {who}.")
    if judged.without_fit:
        who = joined(names[member] for member in judged.without_fit if isinstance(member, int))
        said.append(f"No day with a topic they asked for: {who}.")
    reserve = [line.day for line in by_day(group, days) if line.is_reserve]
    if reserve:
        on = joined(uk_date(day.held_on, "short") for day in reserve)
        said.append(f"Nobody can present on {on}: take a reserve case of the day’s topic.")
    return said
