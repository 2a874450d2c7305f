"""Themes of consultations: who proposes, who answers, who makes the second check, and from which state. Pure questions."""

from dataclasses import dataclass

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound
from csaleads.learning import knowledge
from csaleads.learning.knowledge import PROPOSAL_MOVES, KnowledgeState
from csaleads.network.standing import Standing
from csaleads.sharing.broadening import SMALLEST_GROUP

ASKED, AGREED = KnowledgeState.ASKED, KnowledgeState.AGREED
PUBLISHED, WITHDRAWN = KnowledgeState.PUBLISHED, KnowledgeState.WITHDRAWN
SMALLEST_THEME = SMALLEST_GROUP  # consultations on which a theme rests

# The life of a theme: (from, verb) → to. A version whose lead does not agree, or that is shared no longer, is left out; where
# fewer than SMALLEST_THEME are left the theme stops. What ends it takes it out of the library, too.
THEME_MOVES: dict[tuple[KnowledgeState, str], KnowledgeState] = {
    **PROPOSAL_MOVES,
    (ASKED, "leave_out"): ASKED,
    (AGREED, "leave_out"): AGREED,
    (PUBLISHED, "leave_out"): PUBLISHED,
    (PUBLISHED, "withdraw"): WITHDRAWN,
    (PUBLISHED, "turn_down"): WITHDRAWN,
    (ASKED, "stop"): WITHDRAWN,
    (AGREED, "stop"): WITHDRAWN,
    (PUBLISHED, "stop"): WITHDRAWN,
}


@dataclass(frozen=True)
class ThemeFacts:
    """What policy needs to know of a theme. `took_part`: the viewer led, asked in or sat in a consultation on which it rests."""

    state: KnowledgeState
    proposed_by_id: int
    took_part: bool


def can_propose(viewer: Viewer) -> bool:
    """Whoever may read what is shared for learning somewhere."""
    return viewer.can(Permission.LEARN_FROM_RECORDS)


def require_propose(actor: Viewer) -> None:
    """Raises NotFound to everybody else."""
    if not can_propose(actor):
        raise NotFound("theme")


def homes_of(proposer: Viewer) -> list[int]:
    """The areas whose words the screening knows for what somebody proposes; the trail of the first tells of it."""
    return sorted(proposer.areas_with(Permission.LEARN_FROM_RECORDS))


def is_proposer(viewer: Viewer, theme: ThemeFacts) -> bool:
    return viewer.person_id == theme.proposed_by_id and can_propose(viewer)


def can_check(viewer: Viewer, standing: Standing | None, theme: ThemeFacts) -> bool:
    """A moderator of the network makes the second check: never of what they proposed, nor where they know whom it is about."""
    if standing is None or not (standing.is_moderator and standing.may_enter):
        return False
    return viewer.person_id != theme.proposed_by_id and not theme.took_part


def can_open(viewer: Viewer, standing: Standing | None, theme: ThemeFacts) -> bool:
    """Whoever proposed it; from the last consent on those who may check it; once it is in the library whoever reads that."""
    if theme.state is PUBLISHED and viewer.can(Permission.READ_RESOURCES_FOR_LEADS):
        return True
    waits = theme.state is AGREED and can_check(viewer, standing, theme)
    return waits or is_proposer(viewer, theme)


def can_withdraw(viewer: Viewer, theme: ThemeFacts) -> bool:
    """Whoever proposed it, also once it is in the library: they may learn that somebody could be recognised."""
    return is_proposer(viewer, theme) and theme.state is not WITHDRAWN


def require_check(actor: Viewer, standing: Standing | None, theme: ThemeFacts) -> None:
    """Raises NotFound to everybody who may not make the second check."""
    if not can_check(actor, standing, theme):
        raise NotFound("theme")


def after(state: KnowledgeState, verb: str) -> KnowledgeState:
    """The state after `verb`. Raises WrongState where it cannot be done now."""
    return knowledge.after(THEME_MOVES, state, verb)
