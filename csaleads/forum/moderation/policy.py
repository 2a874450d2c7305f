"""Who moderates, what may be done to whom, and which state of a post, a report and an appeal leads where. Pure questions."""

from enum import StrEnum

from csaleads.core.errors import NotAllowed, NotFound, WrongState
from csaleads.forum.models import PostState, SpaceKind, ThreadKind
from csaleads.forum.moderation.models import ActVerb, AppealState, ReportState
from csaleads.network.standing import Standing

P, R, A, V = PostState, ReportState, AppealState, ActVerb

# The life of a post: (from, verb) → to. What its author does, what moderators do, and what a report does by itself.
POST_MOVES: dict[tuple[PostState, str], PostState] = {
    (P.SHOWN, "edit"): P.SHOWN,
    (P.SHOWN, "correct"): P.SHOWN,
    (P.SHOWN, "show"): P.SHOWN,
    (P.SHOWN, "report"): P.HIDDEN,
    (P.SHOWN, "hide"): P.HIDDEN,
    (P.SHOWN, "remove"): P.REMOVED_BY_MODERATOR,
    (P.SHOWN, "wipe"): P.REMOVED_BY_MODERATOR,
    (P.SHOWN, "delete"): P.REMOVED_BY_AUTHOR,
    (P.SHOWN, "split"): P.MOVED,
    (P.HIDDEN, "mend"): P.HIDDEN,
    (P.HIDDEN, "hide"): P.HIDDEN,
    (P.HIDDEN, "show"): P.SHOWN,
    (P.HIDDEN, "remove"): P.REMOVED_BY_MODERATOR,
    (P.HIDDEN, "wipe"): P.REMOVED_BY_MODERATOR,
    (P.HIDDEN, "delete"): P.REMOVED_BY_AUTHOR,
    (P.REMOVED_BY_MODERATOR, "reverse"): P.SHOWN,
    (P.REMOVED_BY_MODERATOR, "wipe"): P.REMOVED_BY_MODERATOR,
    (P.REMOVED_BY_AUTHOR, "wipe"): P.REMOVED_BY_AUTHOR,
}
REPORT_MOVES: dict[tuple[ReportState, str], ReportState] = {
    (R.OPEN, "uphold"): R.UPHELD,
    (R.OPEN, "dismiss"): R.DISMISSED,
}
APPEAL_MOVES: dict[tuple[AppealState, str], AppealState] = {
    (A.ASKED, "uphold"): A.UPHELD,
    (A.ASKED, "reverse"): A.REVERSED,
}
APPEALABLE = (
    V.HIDE,
    V.REMOVE,
    V.WIPE,
    V.LOCK,
    V.UNPIN,
    V.MOVE,
    V.MERGE,
    V.SPLIT,
    V.WARN,
    V.HOLD,
    V.SUSPEND,
    V.REFUSE,
)
MOVABLE = (SpaceKind.OPEN, SpaceKind.TOPIC)  # between these a thread keeps its readers
SPLITTABLE = (*MOVABLE, SpaceKind.AREA, SpaceKind.COHORT)
WITH_THINGS = (
    ThreadKind.POLL,
    ThreadKind.EVENT,
    ThreadKind.ANNOUNCEMENT,
)  # what hangs on these cannot be joined


class Decision(StrEnum):
    """What a moderator decides about a post."""

    SHOW = "show"
    HIDE = "hide"
    REMOVE = "remove"
    WIPE = "wipe"


ACT_OF = {
    Decision.SHOW: V.SHOW_AGAIN,
    Decision.HIDE: V.HIDE,
    Decision.REMOVE: V.REMOVE,
    Decision.WIPE: V.WIPE,
}


def can_moderate(standing: Standing) -> bool:
    """The programme team and the members whom it named, while they may enter."""
    return standing.is_moderator and standing.may_enter


def require_moderator(standing: Standing) -> None:
    """Raises NotFound to everybody else."""
    if not can_moderate(standing):
        raise NotFound("moderation")


def require_not_own(is_own: bool) -> None:
    """Nobody decides about what they wrote themselves: raises NotAllowed."""
    if is_own:
        raise NotAllowed("own")


def after(state: PostState, verb: str) -> PostState:
    """The state of a post that `verb` leads to; raises WrongState where it leads nowhere."""
    try:
        return POST_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state.value) from None


def decisions_from(state: PostState) -> tuple[Decision, ...]:
    """What can be decided about a post in that state."""
    return tuple(decision for decision in Decision if (state, decision.value) in POST_MOVES)


def can_move(kind: SpaceKind) -> bool:
    """Whether a thread of such a space may stand in another, and a thread of another there: all read both."""
    return kind in MOVABLE


def can_split(kind: SpaceKind) -> bool:
    return kind in SPLITTABLE


def can_merge(kind: SpaceKind, thread: ThreadKind) -> bool:
    """Whether a thread may be joined with another: nothing hangs on it but posts."""
    return can_move(kind) and thread not in WITH_THINGS


def can_appeal(verb: ActVerb, appeal: AppealState | None) -> bool:
    """Each act once, and only those that take something away."""
    return verb in APPEALABLE and appeal is None


def can_decide_appeal(person_id: int, *, moderator_id: int, is_own: bool) -> bool:
    """Another moderator than the one who acted, and not whom it concerns. Where there is no other, the appeal waits."""
    return person_id != moderator_id and not is_own


def require_decide_appeal(
    person_id: int, appeal: AppealState | None, *, moderator_id: int, is_own: bool
) -> None:
    """Raises NotAllowed to whoever acted or whom it concerns, WrongState where nothing is asked."""
    if not can_decide_appeal(person_id, moderator_id=moderator_id, is_own=is_own):
        raise NotAllowed("appeal")
    if appeal is not AppealState.ASKED:
        raise WrongState("appeal", appeal.value if appeal else "none")


def require_lays(verb: ActVerb) -> None:
    """Raises NotFound for an act that lays nothing on anybody."""
    if verb not in (V.HOLD, V.SUSPEND):
        raise NotFound("act")
