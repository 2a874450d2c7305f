"""Who may do what about a slip, and from which state. Pure questions: no database, no pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotAllowed, NotFound, WrongState
from csaleads.core.working_days import count_working_days
from csaleads.slips.models import SlipState

S = SlipState
DAYS_TO_CORRECT = (
    2  # working days; then the slip is overdue, and the coordinator may correct in the author's place
)

# The life of a slip: (from, verb) → to.
SLIP_MOVES: dict[tuple[SlipState, str], SlipState] = {
    (S.REPORTED, "correct"): S.CORRECTED,
    (S.CORRECTED, "correct"): S.CORRECTED,
    (S.CORRECTED, "send_back"): S.REPORTED,
    (S.CORRECTED, "purge"): S.PURGED,
    (S.REPORTED, "dismiss"): S.DISMISSED,
}
OF_THE_COORDINATOR = frozenset({"send_back", "purge", "dismiss"})


class Written(Protocol):
    """A text with its author, as the rooms below know it."""

    @property
    def author_id(self) -> int | None: ...
    @property
    def is_private(self) -> bool: ...


@dataclass(frozen=True)
class SlipFacts:
    """What policy needs to know of a slip. `present_ids` are those of its authors who still work in the area."""

    area_id: int
    state: SlipState
    reported_at: datetime
    author_ids: frozenset[int]
    present_ids: frozenset[int]


def coordinates(viewer: Viewer, slip: SlipFacts) -> bool:
    """Whether the viewer coordinates the area of the slip: they see all of it, and decide."""
    return viewer.can_in(Permission.BREAK_GLASS, slip.area_id)


def is_author(viewer: Viewer, slip: SlipFacts) -> bool:
    """Whether some of the words are the viewer's, and they still work in the area."""
    return viewer.person_id in slip.author_ids and viewer.can_in(Permission.ASK_FOR_ADVICE, slip.area_id)


def require_seeing(viewer: Viewer, slip: SlipFacts) -> None:
    """Raises NotFound to whoever is neither an author of the words nor coordinator of the area."""
    if not coordinates(viewer, slip) and not is_author(viewer, slip):
        raise NotFound


def is_overdue(slip: SlipFacts, now: datetime) -> bool:
    """Whether an open slip has waited longer than an author is given."""
    return slip.state in (S.REPORTED, S.CORRECTED) and days_open(slip, now) > DAYS_TO_CORRECT


def days_open(slip: SlipFacts, now: datetime) -> int:
    """Working days since it was reported."""
    return count_working_days(slip.reported_at, now)


def can_see_part(viewer: Viewer, slip: SlipFacts, part: Written) -> bool:
    """One's own words; the coordinator everybody's, but for what its author keeps to themselves."""
    if part.author_id == viewer.person_id:
        return is_author(viewer, slip)
    return coordinates(viewer, slip) and not part.is_private


def can_correct_part(viewer: Viewer, slip: SlipFacts, part: Written, now: datetime) -> bool:
    """One's own words; the coordinator those of somebody who left, or who has done nothing for two working days."""
    if part.author_id == viewer.person_id:
        return is_author(viewer, slip)
    return coordinates(viewer, slip) and _is_abandoned(slip, part, now)


def _is_abandoned(slip: SlipFacts, part: Written, now: datetime) -> bool:
    return part.author_id not in slip.present_ids or days_open(slip, now) > DAYS_TO_CORRECT


def require_correcting(actor: Viewer, slip: SlipFacts, parts: Iterable[Written], now: datetime) -> None:
    """Raises NotAllowed unless every one of `parts` is the actor's to correct."""
    if not all(can_correct_part(actor, slip, part, now) for part in parts):
        raise NotAllowed


def can_move(viewer: Viewer, slip: SlipFacts, verb: str) -> bool:
    """Whether the viewer may do `verb` now."""
    is_theirs = coordinates(viewer, slip) if verb in OF_THE_COORDINATOR else True
    return is_theirs and (slip.state, verb) in SLIP_MOVES


def require_move(actor: Viewer, slip: SlipFacts, verb: str) -> SlipState:
    """The state after `verb`. Raises NotFound, NotAllowed to an author who may not decide, WrongState."""
    require_seeing(actor, slip)
    if verb in OF_THE_COORDINATOR and not coordinates(actor, slip):
        raise NotAllowed
    try:
        return SLIP_MOVES[slip.state, verb]
    except KeyError:
        raise WrongState(verb, slip.state) from None
