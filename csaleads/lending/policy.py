"""Who asks, who answers, and which state leads where. Pure questions."""

from collections.abc import Callable
from typing import NamedTuple

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound, WrongState
from csaleads.lending.models import LoanState

P, S = Permission, LoanState

# The life of a loan: (from, verb) → to. "recall", "open_to_all" and "expire" follow from what happened to the resource.
LOAN_MOVES: dict[tuple[LoanState, str], LoanState] = {
    (S.ASKED, "recommend"): S.ASKED,
    (S.ASKED, "agree"): S.AGREED,
    (S.ASKED, "decline"): S.DECLINED,
    (S.ASKED, "withdraw"): S.WITHDRAWN,
    (S.AGREED, "deliver"): S.DELIVERED,
    (S.AGREED, "withdraw"): S.WITHDRAWN,
    (S.AGREED, "take_back"): S.TAKEN_BACK,
    (S.DELIVERED, "acknowledge"): S.ACKNOWLEDGED,
    (S.DELIVERED, "renew"): S.DELIVERED,
    (S.DELIVERED, "keep"): S.DELIVERED,
    (S.DELIVERED, "give_back"): S.GIVEN_BACK,
    (S.DELIVERED, "take_back"): S.TAKEN_BACK,
    (S.ACKNOWLEDGED, "renew"): S.DELIVERED,
    (S.ACKNOWLEDGED, "keep"): S.ACKNOWLEDGED,
    (S.ACKNOWLEDGED, "give_back"): S.GIVEN_BACK,
    (S.ACKNOWLEDGED, "take_back"): S.TAKEN_BACK,
    (S.ASKED, "recall"): S.DECLINED,
    (S.AGREED, "recall"): S.TAKEN_BACK,
    (S.DELIVERED, "recall"): S.TAKEN_BACK,
    (S.ACKNOWLEDGED, "recall"): S.TAKEN_BACK,
    (S.ASKED, "open_to_all"): S.OVERTAKEN,
    (S.AGREED, "open_to_all"): S.OVERTAKEN,
    (S.DELIVERED, "open_to_all"): S.OVERTAKEN,
    (S.ACKNOWLEDGED, "open_to_all"): S.OVERTAKEN,
    (S.AGREED, "expire"): S.EXPIRED,
    (S.DELIVERED, "expire"): S.EXPIRED,
    (S.ACKNOWLEDGED, "expire"): S.EXPIRED,
}
OPEN = frozenset({S.ASKED, S.AGREED, S.DELIVERED, S.ACKNOWLEDGED})
READ_THERE = frozenset({S.DELIVERED, S.ACKNOWLEDGED})


class LoanFacts(NamedTuple):
    """What policy needs to know of a loan. `owner_id` looks after the resource in the area that lends it."""

    area_id: int
    lender_area_id: int
    owner_id: int | None
    state: LoanState


def is_undecided(state: LoanState, newest: int, *, edition: int | None, kept: int | None) -> bool:
    """Whether what is read there is older than `newest`, and the lender has not decided to keep that one from them."""
    return state in READ_THERE and newest > max(edition or 0, kept or 0)


def can_ask_for(viewer: Viewer, area_id: int) -> bool:
    """Whoever adds resources to an area asks on its behalf: its leads and coordinators."""
    return viewer.can_in(P.ADD_RESOURCES, area_id)


def areas_to_ask_for(viewer: Viewer) -> tuple[int, ...]:
    """Ids of the areas on whose behalf the viewer asks."""
    return viewer.areas_with(P.ADD_RESOURCES)


def require_asker(viewer: Viewer) -> None:
    """Raises NotFound to whoever asks on behalf of no area."""
    if not areas_to_ask_for(viewer):
        raise NotFound("lending")


def is_asker(viewer: Viewer, loan: LoanFacts) -> bool:
    return can_ask_for(viewer, loan.area_id)


def is_lender(viewer: Viewer, loan: LoanFacts) -> bool:
    """The coordinator of the area that has it answers."""
    return viewer.can_in(P.APPROVE_RESOURCES, loan.lender_area_id)


def is_owner(viewer: Viewer, loan: LoanFacts) -> bool:
    """Whoever looks after the resource recommends."""
    return viewer.person_id == loan.owner_id and viewer.can_in(P.ADD_RESOURCES, loan.lender_area_id)


def can_see(viewer: Viewer, loan: LoanFacts) -> bool:
    return is_asker(viewer, loan) or is_lender(viewer, loan) or is_owner(viewer, loan)


WHO: dict[str, Callable[[Viewer, LoanFacts], bool]] = {
    "recommend": is_owner,
    "agree": is_lender,
    "decline": is_lender,
    "deliver": is_lender,
    "renew": is_lender,
    "keep": is_lender,
    "take_back": is_lender,
    "withdraw": is_asker,
    "acknowledge": is_asker,
    "give_back": is_asker,
}


def can_do(viewer: Viewer, loan: LoanFacts, verb: str) -> bool:
    return verb in WHO and (loan.state, verb) in LOAN_MOVES and WHO[verb](viewer, loan)


def require_do(actor: Viewer, loan: LoanFacts, verb: str) -> LoanState:
    """The state after `verb`. Raises NotFound to whoever may never do it, WrongState where it cannot be done now."""
    if verb not in WHO or not WHO[verb](actor, loan):
        raise NotFound("loan")
    return after(loan.state, verb)


def after(state: LoanState, verb: str) -> LoanState:
    """The state that `verb` leads to; raises WrongState where it leads nowhere."""
    try:
        return LOAN_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state.value) from None
