"""Who presents on which day in a reflective group. Pure: no web and no database.

Dealt at the start so that everybody presents at least once on a day whose topic fits what they would bring, where that is
possible; so that every day has somebody, where somebody can come; and evenly otherwise. The same seed deals the same rota.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random  # noqa: TID251 - seeded: the same people get the same answer again

SMALLEST_GROUP = 4
LARGEST_GROUP = 10


@dataclass(frozen=True)
class Presenter:
    """A member of a group: the topics to which they would bring something (none: to any), and the days they are away."""

    id: Hashable
    topics: frozenset[Hashable] = frozenset()
    away: frozenset[Hashable] = frozenset()


@dataclass(frozen=True)
class Day:
    """A learning day with the topics that it teaches."""

    id: Hashable
    topics: frozenset[Hashable] = frozenset()


@dataclass(frozen=True, order=True)
class Turn:
    """Somebody presents on a day."""

    day: int  # place in the order of days
    member: int  # place in the order of members


@dataclass(frozen=True)
class Rota:
    """What was dealt, and for whom a promise could not be kept. Ids, in the order of days and members."""

    turns: tuple[tuple[Hashable, Hashable], ...]  # (day, member)
    without_turn: tuple[Hashable, ...] = ()  # away on every day
    without_fit: tuple[Hashable, ...] = ()  # they present, but on no day whose topic fits
    empty_days: tuple[Hashable, ...] = ()  # everybody is away: a reserve case is needed

    def presenters_on(self, day: Hashable) -> list[Hashable]:
        return [member for on, member in self.turns if on == day]

    def days_of(self, member: Hashable) -> list[Hashable]:
        return [day for day, who in self.turns if who == member]


def fits(member: Presenter, day: Day) -> bool:
    """Whether the day teaches something to which the member would bring a case; a wish for nothing fits everything."""
    return not member.topics or not day.topics or bool(member.topics & day.topics)


def can_come(member: Presenter, day: Day) -> bool:
    return day.id not in member.away


def deal(members: Sequence[Presenter], days: Sequence[Day], *, seed: int) -> Rota:
    """The rota of a group; raises ValueError for a group that is too small, too large or has nobody twice."""
    if not SMALLEST_GROUP <= len(members) <= LARGEST_GROUP:
        raise ValueError("a reflective group has four to ten members")
    if len({member.id for member in members}) != len(members) or len({day.id for day in days}) != len(days):
        raise ValueError("somebody or some day is there twice")
    order = list(members)
    Random(seed).shuffle(order)  # noqa: S311 - who gets which of several equal turns, not a secret
    table = _Table(order, days)
    table.give_everybody_a_day(_fitting)
    table.give_everybody_a_day(_coming)
    table.fill_empty_days()
    return table.rota(members)


Suits = Callable[[Presenter, Day], bool]


def _fitting(member: Presenter, day: Day) -> bool:
    return can_come(member, day) and fits(member, day)


def _coming(member: Presenter, day: Day) -> bool:
    return can_come(member, day)


class _Table:
    """Turns while they are being dealt, by places in the order of members and of days."""

    def __init__(self, members: Sequence[Presenter], days: Sequence[Day]) -> None:
        self.members, self.days = members, days
        self.turns: set[Turn] = set()

    def give_everybody_a_day(self, suits: Suits) -> None:
        """Whoever has no turn yet gets one on a day that suits, on as few days with several presenters as can be.

        A day takes one presenter more only when nobody else can be placed otherwise, so the fullest day is as empty as it
        can be.
        """
        first = {turn.member: turn.day for turn in self.turns}
        allowed = {
            member: [day for day in range(len(self.days)) if self._suits(suits, member, day)]
            for member in range(len(self.members))
        }
        waiting = [member for member in allowed if member not in first and allowed[member]]
        fixed = dict(first)  # turns of an earlier round stay where they are
        for most in range(1, len(self.members) + 1):
            held = {day: most - sum(on == day for on in fixed.values()) for day in range(len(self.days))}
            placed = {member: day for member, day in first.items() if member not in fixed}
            _match(waiting, allowed, held, placed)
            first = fixed | placed
            if all(member in placed for member in waiting):
                break
        self.turns |= {Turn(day, member) for member, day in first.items()}

    def fill_empty_days(self) -> None:
        """Days without a presenter get one: of those whose topic fits before others, of those with few turns before others."""
        taken = {turn.day for turn in self.turns}
        empty = [day for day in range(len(self.days)) if day not in taken]
        placed: dict[int, int] = {}
        for most in range(1, len(self.days) + 1):
            room = {
                member: most - sum(turn.member == member for turn in self.turns)
                for member in range(len(self.members))
            }
            for suits in (_fitting, _coming):
                allowed = {
                    day: [member for member in range(len(self.members)) if self._suits(suits, member, day)]
                    for day in empty
                }
                _match(empty, allowed, room, placed)
        self.turns |= {Turn(day, member) for day, member in placed.items()}

    def _suits(self, suits: Suits, member: int, day: int) -> bool:
        return suits(self.members[member], self.days[day])

    def rota(self, members: Sequence[Presenter]) -> Rota:
        """What was dealt, in the order in which the caller named days and members."""
        place = {member.id: number for number, member in enumerate(members)}
        turns = sorted(self.turns, key=lambda turn: (turn.day, place[self.members[turn.member].id]))
        named = tuple((self.days[turn.day].id, self.members[turn.member].id) for turn in turns)
        return judge(members, self.days, named)


def judge(
    members: Sequence[Presenter], days: Sequence[Day], turns: Iterable[tuple[Hashable, Hashable]]
) -> Rota:
    """The same turns with what they leave open: who has none, whose day fits nothing, which days are empty."""
    given = tuple(turns)
    by_id = {day.id: day for day in days}
    own = {member.id: [by_id[day] for day, who in given if who == member.id] for member in members}
    taken = {day for day, _ in given}
    return Rota(
        given,
        without_turn=tuple(member.id for member in members if not own[member.id]),
        without_fit=tuple(
            member.id
            for member in members
            if own[member.id] and not any(fits(member, day) for day in own[member.id])
        ),
        empty_days=tuple(day.id for day in days if day.id not in taken),
    )


def can_swap(
    one: tuple[Hashable, Presenter],
    other: tuple[Hashable, Presenter],
    turns: Iterable[tuple[Hashable, Hashable]],
) -> bool:
    """Whether two members can take each other's day: both can come then, and neither presents there already."""
    (one_day, one_member), (other_day, other_member) = one, other
    given = set(turns)
    return (
        one_member.id != other_member.id
        and one_day != other_day
        and other_day not in one_member.away
        and one_day not in other_member.away
        and (other_day, one_member.id) not in given
        and (one_day, other_member.id) not in given
    )


def _match(
    seekers: Sequence[int],
    allowed: Mapping[int, Sequence[int]],
    room: Mapping[int, int],
    placed: dict[int, int],
) -> None:
    """Place as many seekers as can be, each at one place that is allowed, `room` at each; who is placed stays placed."""
    for seeker in seekers:
        if seeker not in placed:
            _place(seeker, allowed, room, placed, set())


def _place(
    seeker: int,
    allowed: Mapping[int, Sequence[int]],
    room: Mapping[int, int],
    placed: dict[int, int],
    tried: set[int],
) -> bool:
    """Find a place for the seeker, moving others on where that makes room; emptier places are tried first."""
    there = {place: [who for who, at in placed.items() if at == place] for place in allowed[seeker]}
    for place in sorted(allowed[seeker], key=lambda place: len(there[place]) - room[place]):
        if place in tried:
            continue
        tried.add(place)
        if len(there[place]) < room[place] or any(
            place in allowed[other] and _place(other, allowed, room, placed, tried) for other in there[place]
        ):
            placed[seeker] = place
            return True
    return False
