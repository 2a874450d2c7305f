"""Whether somebody completes a cohort. Pure: no web and no database.

Everything is counted in quarters of a day. A half day is two: somebody who was there is given both, for part of it as much as
the rule says, for an apology and for being absent nothing. What counts is the sum, and not whole days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from csaleads.programmes.attendance.models import PartCounts, Presence

HALF_DAY = 2
DAY = 2 * HALF_DAY
_USUAL = (9, 10)  # nine of ten
_PART = {PartCounts.HALF: HALF_DAY // 2, PartCounts.WHOLE: HALF_DAY, PartCounts.NOTHING: 0}
_FRACTIONS = ("", "¼", "½", "¾")


class Level(StrEnum):
    """How likely completion is."""

    ON_THE_WAY = "on_the_way"
    IN_DANGER = "in_danger"
    OUT_OF_REACH = "out_of_reach"
    MET = "met"


@dataclass(frozen=True)
class Rule:
    """What completes a cohort: quarters of days, and what part of a half day counts."""

    needed: int
    part_counts: PartCounts


@dataclass(frozen=True)
class HalfDay:
    """A half day as it stands for a member.

    `presence` is what was marked. Without a mark: was it over before the member came, is it over, and did they say beforehand
    that they cannot come?
    """

    presence: Presence | None = None
    is_over: bool = False
    is_away: bool = False
    is_before: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a member stands, in quarters of a day.

    `so_far` of `counted` are theirs; `reachable` is the most that they can still come to, `expected` the same if they stay away
    when they said so. Half days that are over and not marked are still open: `unmarked` is how many.
    """

    so_far: int
    counted: int
    total: int
    reachable: int
    expected: int
    needed: int
    unmarked: int

    @property
    def level(self) -> Level:
        """One more half day missed would be too many: in danger. Nobody is in danger before something was missed."""
        if not self.total:
            return Level.ON_THE_WAY
        if self.so_far >= self.needed:
            return Level.MET
        if self.reachable < self.needed:
            return Level.OUT_OF_REACH
        is_short = self.expected - HALF_DAY < self.needed
        return Level.IN_DANGER if is_short and self.expected < self.total else Level.ON_THE_WAY


def usual_rule(day_count: int) -> Rule:
    """Nine of ten days, to the next half day; part of a half day counts as half of it."""
    of, among = _USUAL
    half_days = -(-day_count * 2 * of // among)
    return Rule(half_days * HALF_DAY, PartCounts.HALF)


def rule_of(days_needed: int, part_counts: PartCounts) -> Rule:
    """The rule that a cohort has given itself."""
    return Rule(days_needed * DAY, part_counts)


def worth(presence: Presence, rule: Rule) -> int:
    """What a mark counts."""
    if presence is Presence.PRESENT:
        return HALF_DAY
    return _PART[rule.part_counts] if presence is Presence.PART else 0


def judge(half_days: Iterable[HalfDay], rule: Rule) -> Standing:
    """Where somebody stands. A rule that asks for more days than there are asks for all of them."""
    so_far = counted = total = still_open = said_away = unmarked = 0
    for each in half_days:
        total += HALF_DAY
        if each.presence is not None:
            counted += HALF_DAY
            so_far += worth(each.presence, rule)
        elif each.is_before or (each.is_over and each.is_away):
            counted += HALF_DAY
        else:
            still_open += HALF_DAY
            unmarked += each.is_over
            said_away += HALF_DAY if each.is_away else 0
    return Standing(
        so_far=so_far,
        counted=counted,
        total=total,
        reachable=so_far + still_open,
        expected=so_far + still_open - said_away,
        needed=min(rule.needed, total),
        unmarked=unmarked,
    )


def in_days(quarters: int) -> str:
    """Quarters in words of days: "9", "5½", "¼"."""
    whole, rest = divmod(quarters, DAY)
    return f"{whole or ''}{_FRACTIONS[rest]}" or "0"
