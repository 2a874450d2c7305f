"""A member's own part in a cohort made ready for their page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csaleads.core.formatting import uk_date
from csaleads.programmes import policy
from csaleads.programmes.afternoons import rota
from csaleads.programmes.afternoons.group_presenters import rota_days
from csaleads.programmes.afternoons.group_queries import GroupView, TurnView
from csaleads.programmes.cohorts.own_queries import OwnDays, OwnPart
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.models import MemberState
from csaleads.programmes.wording import MEMBER_LABELS, MEMBER_TONES


@dataclass(frozen=True)
class OwnDay:
    """A learning day as its member sees it. `turn_id` is there where they present."""

    day: DayView
    turn_id: int | None
    is_away: bool
    can_swap: bool


@dataclass(frozen=True)
class OwnPartView:
    """Everything of one cohort: the days to come first by date, and what can be done."""

    own: OwnPart
    label: str
    tone: str
    days: tuple[OwnDay, ...]
    next_day: OwnDay | None
    next_turn: OwnDay | None
    can_say_wishes: bool

    @property
    def ahead(self) -> list[OwnDay]:
        return [each for each in self.days if not each.day.is_over]

    @property
    def over(self) -> list[OwnDay]:
        return [each for each in self.days if each.day.is_over]

    @property
    def is_waiting(self) -> bool:
        """Whether the place is not theirs yet."""
        return self.own.state in (MemberState.NOMINATED, MemberState.AGREED)


def present_part(own: OwnPart, found: OwnDays) -> OwnPartView:
    """The viewer's part in a cohort."""
    goes_on = own.cohort_state in policy.TAKES_PEOPLE
    shown = tuple(
        OwnDay(
            day,
            found.turns.get(day.id),
            day.id in found.away,
            goes_on and day.id in found.turns and not day.is_over,
        )
        for day in found.days
    )
    ahead = [each for each in shown if not each.day.is_over]
    return OwnPartView(
        own=own,
        label=MEMBER_LABELS[own.state],
        tone=MEMBER_TONES[own.state],
        days=shown,
        next_day=ahead[0] if ahead else None,
        next_turn=next((each for each in ahead if each.turn_id), None),
        can_say_wishes=goes_on and own.state is MemberState.MEMBER,
    )


def swap_choices(
    group: GroupView, turn: TurnView, options: Sequence[TurnView], days: Mapping[int, DayView]
) -> list[tuple[int, str, str]]:
    """(turn, when and who, whether its topic is one that the viewer asked for) in order of date."""
    own = group.member(turn.member_id).presenter
    as_dealt = {day.id: day for day in rota_days(list(days.values()))}
    choices = []
    for option in sorted(options, key=lambda each: (days[each.day_id].held_on, each.id)):
        day = days[option.day_id]
        fits = rota.fits(own, as_dealt[day.id])
        topics = "; ".join(topic.title for topic in day.topics) or "No topic named yet"
        hint = topics if fits else f"{topics} – not a topic you asked for"
        label = f"{uk_date(day.held_on)}: {group.member(option.member_id).full_name}"
        choices.append((option.id, label, hint))
    return choices
