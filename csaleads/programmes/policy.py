"""Who may do what with a cohort and its members, and which state leads where. Pure questions."""

from collections.abc import Collection
from typing import Protocol

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound, WrongState
from csaleads.programmes.models import CohortState, MemberState, SwapState

C, M, P = CohortState, MemberState, Permission

# The life cycles: (from, verb) → to. Nothing else moves a state.
COHORT_MOVES: dict[tuple[CohortState, str], CohortState] = {
    (C.PLANNED, "open"): C.OPEN,
    (C.OPEN, "start"): C.RUNNING,
    (C.RUNNING, "finish"): C.FINISHED,
    (C.PLANNED, "cancel"): C.CANCELLED,
    (C.OPEN, "cancel"): C.CANCELLED,
    (C.RUNNING, "cancel"): C.CANCELLED,
}
MEMBER_MOVES: dict[tuple[MemberState, str], MemberState] = {
    (M.NOMINATED, "agree"): M.AGREED,
    (M.AGREED, "take_up"): M.MEMBER,
    (M.MEMBER, "complete"): M.COMPLETED,
    (M.COMPLETED, "withdraw_certificate"): M.MEMBER,
    (M.NOMINATED, "defer"): M.DEFERRED,
    (M.AGREED, "defer"): M.DEFERRED,
    (M.MEMBER, "defer"): M.DEFERRED,
    (M.NOMINATED, "leave"): M.LEFT,
    (M.AGREED, "leave"): M.LEFT,
    (M.MEMBER, "leave"): M.LEFT,
    (M.MEMBER, "replace"): M.REPLACED,
    (M.DEFERRED, "nominate"): M.NOMINATED,
    (M.LEFT, "nominate"): M.NOMINATED,
}
SWAP_MOVES: dict[tuple[SwapState, str], SwapState] = {
    (SwapState.ASKED, "agree"): SwapState.AGREED,
    (SwapState.ASKED, "decline"): SwapState.DECLINED,
    (SwapState.ASKED, "withdraw"): SwapState.WITHDRAWN,
}
SHOWN_TO_ALL = frozenset({C.OPEN, C.RUNNING, C.FINISHED})
TAKES_PEOPLE = frozenset({C.OPEN, C.RUNNING})
EDITABLE = frozenset({C.PLANNED, C.OPEN, C.RUNNING})
HOLDS_A_PLACE = frozenset({M.MEMBER, M.COMPLETED})


class CohortFacts(Protocol):
    """What the rules need to know of a cohort."""

    @property
    def area_ids(self) -> Collection[int]: ...
    @property
    def state(self) -> CohortState: ...


class MemberFacts(Protocol):
    """What the rules need to know of somebody's part in a cohort. `manager_id` is their line manager in the area today."""

    @property
    def area_id(self) -> int: ...
    @property
    def person_id(self) -> int: ...
    @property
    def manager_id(self) -> int | None: ...


class GroupFacts(Protocol):
    """What the rules need to know of a group: where its members are from, who they are, and who sees to it."""

    @property
    def area_ids(self) -> Collection[int]: ...
    @property
    def person_ids(self) -> Collection[int]: ...
    @property
    def facilitator_id(self) -> int | None: ...


def cohort_after(state: CohortState, verb: str) -> CohortState:
    """The state that `verb` leads to; raises WrongState where it leads nowhere."""
    try:
        return COHORT_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state.value) from None


def member_after(state: MemberState, verb: str) -> MemberState:
    """The same for members."""
    try:
        return MEMBER_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state.value) from None


def swap_after(state: SwapState, verb: str) -> SwapState:
    """The same for questions about swaps."""
    try:
        return SWAP_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state.value) from None


def can_make(viewer: Viewer, area_ids: Collection[int]) -> bool:
    """The programme team makes a cohort of any areas; a coordinator one of their own."""
    if not area_ids:
        return False
    return viewer.can(P.RUN_COHORTS) or all(
        viewer.can_in(P.RUN_COHORTS_OF_AREA, area_id) for area_id in area_ids
    )


def can_run(viewer: Viewer, cohort: CohortFacts) -> bool:
    """Whoever could have made it moves it on, changes it, and plans its days and groups."""
    return can_make(viewer, cohort.area_ids)


def require_run(viewer: Viewer, cohort: CohortFacts) -> None:
    if not can_run(viewer, cohort):
        raise NotFound


def can_see(viewer: Viewer, cohort: CohortFacts) -> bool:
    """Its organisers and the coordinators of its areas always; others of its areas once it is open."""
    if viewer.can(P.RUN_COHORTS):
        return True
    if any(viewer.can_in(P.RUN_COHORTS_OF_AREA, area_id) for area_id in cohort.area_ids):
        return True
    return cohort.state in SHOWN_TO_ALL and any(
        viewer.can_in(P.SEE_COHORTS, area_id) for area_id in cohort.area_ids
    )


def sees_to_area(viewer: Viewer, cohort: CohortFacts, area_id: int) -> bool:
    """Whether the viewer looks after that area's part: its checklist, its members, its coverage."""
    if area_id not in cohort.area_ids:
        return False
    return viewer.can(P.RUN_COHORTS) or viewer.can_in(P.RUN_COHORTS_OF_AREA, area_id)


def require_sees_to_area(viewer: Viewer, cohort: CohortFacts, area_id: int) -> None:
    if not sees_to_area(viewer, cohort, area_id):
        raise NotFound


def can_apply(viewer: Viewer, cohort: CohortFacts, area_id: int) -> bool:
    """Whoever works in an area of it may apply for themselves while it takes people."""
    return (
        area_id in cohort.area_ids and cohort.state in TAKES_PEOPLE and viewer.can_in(P.JOIN_COHORTS, area_id)
    )


def is_manager_of(viewer: Viewer, member: MemberFacts) -> bool:
    return member.manager_id == viewer.person_id and viewer.can_in(P.AGREE_TIME, member.area_id)


def can_move_member(viewer: Viewer, cohort: CohortFacts, member: MemberFacts, verb: str) -> bool:
    """Who may do what: time is the manager's to agree, or the coordinator's where there is no manager.

    Whoever takes part may leave or defer; the rest is for those who look after the area.
    """
    if cohort.state not in TAKES_PEOPLE:
        return False
    sees_to = sees_to_area(viewer, cohort, member.area_id)
    is_manager, is_self = is_manager_of(viewer, member), member.person_id == viewer.person_id
    if verb == "agree":
        return not is_self and (is_manager or (member.manager_id is None and sees_to))
    if verb in ("leave", "defer"):
        return sees_to or is_manager or is_self
    if verb == "nominate":
        return sees_to or is_manager or (is_self and viewer.can_in(P.JOIN_COHORTS, member.area_id))
    return sees_to and not is_self


def can_see_member(viewer: Viewer, cohort: CohortFacts, member: MemberFacts) -> bool:
    """Themselves, their manager, and those who look after the area."""
    if not can_see(viewer, cohort):
        return False
    return (
        member.person_id == viewer.person_id
        or is_manager_of(viewer, member)
        or sees_to_area(viewer, cohort, member.area_id)
    )


def verbs_for(viewer: Viewer, cohort: CohortFacts, member: MemberFacts, state: MemberState) -> list[str]:
    """What the viewer can do to the member now, in the order of the table."""
    return [
        verb
        for (source, verb) in MEMBER_MOVES
        if source is state and can_move_member(viewer, cohort, member, verb)
    ]


def can_see_group(viewer: Viewer, cohort: CohortFacts, group: GroupFacts) -> bool:
    """Whoever runs the cohort, its members and its facilitator, and the coordinators of areas with somebody in it."""
    if not can_see(viewer, cohort):
        return False
    if can_run(viewer, cohort) or viewer.person_id in {*group.person_ids, group.facilitator_id}:
        return True
    return any(sees_to_area(viewer, cohort, area_id) for area_id in group.area_ids)
