"""An afternoon of a group made ready for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.programmes.afternoons import policy as afternoon_policy
from csaleads.programmes.afternoons.group_presenters import TurnLine, by_day
from csaleads.programmes.afternoons.group_queries import GroupView
from csaleads.programmes.afternoons.policy import CASE_KEPT_FOR
from csaleads.programmes.afternoons.presenting_queries import CaseView, SharedCase
from csaleads.programmes.afternoons.wording import CASE_LABELS
from csaleads.programmes.days.queries import DayView


@dataclass(frozen=True)
class PresenterLine:
    """Somebody who presents. `case_id` is there where the viewer may read what they shared."""

    turn: TurnLine
    case_id: UUID | None
    is_viewer: bool


@dataclass(frozen=True)
class Afternoon:
    """Who presents in a group on a day, and whether a reserve case stands in."""

    presenters: tuple[PresenterLine, ...]
    is_reserve: bool
    is_of_group: bool
    sees_reserve: bool
    can_write_points: bool


def present_afternoon(
    viewer: Viewer, day: DayView, days: Sequence[DayView], group: GroupView, shared: Sequence[SharedCase]
) -> Afternoon:
    """The afternoon of the group as the viewer sees it.

    A reserve case stands in where the rota is dealt and nobody of those who present can come, also once the day is over.
    """
    line = next(each for each in by_day(group, days) if each.day.id == day.id)
    is_of_group = afternoon_policy.is_of_group(viewer, group)
    cases = {each.member_id: each.id for each in shared} if is_of_group else {}
    viewer_members = {each.member_id for each in group.members if each.person_id == viewer.person_id}
    is_reserve = group.dealt_at is not None and not any(not turn.is_away for turn in line.turns)
    return Afternoon(
        tuple(
            PresenterLine(turn, cases.get(turn.member_id), turn.member_id in viewer_members)
            for turn in line.turns
        ),
        is_reserve=is_reserve,
        is_of_group=is_of_group,
        sees_reserve=is_reserve
        and afternoon_policy.sees_reserve(viewer, group, day.held_on, today=clock.today()),
        can_write_points=afternoon_policy.can_write_points(viewer, group) and clock.now() >= day.starts_at,
    )


def lines_of_case(case: CaseView) -> list[tuple[str, str]]:
    """(heading, words) of each text that there is."""
    return [(label, getattr(case, name)) for name, label in CASE_LABELS.items() if getattr(case, name)]


def last_day_of(held_on: date) -> date:
    """The last day on which a case of that day is kept."""
    return held_on + CASE_KEPT_FOR
