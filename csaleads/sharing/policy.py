"""Who may share, review, read and stop, and from which state. Pure questions: no database, no pages."""

from dataclasses import dataclass, replace

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import HiddenNow, NotFound, WrongState
from csaleads.sharing.models import SharingState

DRAFT, PROPOSED, RETURNED = SharingState.DRAFT, SharingState.PROPOSED, SharingState.RETURNED
SHARED, TAKEN_BACK, STOPPED = SharingState.SHARED, SharingState.TAKEN_BACK, SharingState.STOPPED

# The life of a version for learning: (from, verb) → to.
SHARING_MOVES: dict[tuple[SharingState, str], SharingState] = {
    (DRAFT, "save"): DRAFT,
    (DRAFT, "propose"): PROPOSED,
    (DRAFT, "take_back"): TAKEN_BACK,
    (DRAFT, "stop"): STOPPED,
    (PROPOSED, "confirm"): SHARED,
    (PROPOSED, "send_back"): RETURNED,
    (PROPOSED, "return"): RETURNED,
    (PROPOSED, "take_back"): TAKEN_BACK,
    (PROPOSED, "stop"): STOPPED,
    (RETURNED, "save"): RETURNED,
    (RETURNED, "propose"): PROPOSED,
    (RETURNED, "take_back"): TAKEN_BACK,
    (RETURNED, "stop"): STOPPED,
    (SHARED, "take_back"): TAKEN_BACK,
    (SHARED, "stop"): STOPPED,
    (TAKEN_BACK, "prepare"): DRAFT,
    (STOPPED, "prepare"): DRAFT,
}
EDITED_IN = frozenset({DRAFT, RETURNED})
STOPPED_BY_COORDINATOR_IN = frozenset({PROPOSED, SHARED})  # what others than its lead can open


@dataclass(frozen=True)
class VersionFacts:
    """What policy needs to know of a version. `took_part` are its record's lead, its worker and the leads of its clinic.

    While it is hidden, for its record is being corrected, nobody reads it but the few whom `can_read_hidden` names, and
    everything that is done to it waits. `confirmed_by_id` is who reviewed it, where it is hidden and was confirmed.
    """

    area_id: int
    lead_id: int
    state: SharingState
    took_part: frozenset[int]
    is_hidden: bool = False
    confirmed_by_id: int | None = None


def is_author(viewer: Viewer, version: VersionFacts) -> bool:
    """Whether the viewer is the lead of its record, by a role held today."""
    return viewer.person_id == version.lead_id and viewer.can_in(Permission.WRITE_RECORDS, version.area_id)


def may_review(viewer: Viewer, version: VersionFacts) -> bool:
    """Whether the viewer is another lead of the area or its coordinator, and was not in the conversation.

    The clinic's other lead may have sat in it and written in its draft. Like the worker, they know whom it is about and so
    cannot tell whether somebody who does not know would find out: they are no second pair of eyes.
    """
    return (
        viewer.can_in(Permission.REVIEW_FOR_LEARNING, version.area_id)
        and viewer.person_id not in version.took_part
    )


def can_review(viewer: Viewer, version: VersionFacts) -> bool:
    """Whether it waits for a review that the viewer may give."""
    return version.state is PROPOSED and not version.is_hidden and may_review(viewer, version)


def can_read(viewer: Viewer, version: VersionFacts) -> bool:
    """Whether it is shared, and with the viewer's area."""
    is_open = version.state is SHARED and not version.is_hidden
    return is_open and viewer.can_in(Permission.LEARN_FROM_RECORDS, version.area_id)


def may_know(viewer: Viewer, version: VersionFacts) -> bool:
    """Whether the viewer can open it, or could until it was hidden."""
    shown = replace(version, is_hidden=False)
    return can_read(viewer, shown) or can_review(viewer, shown)


def can_read_hidden(viewer: Viewer, version: VersionFacts) -> bool:
    """Whether it is hidden, and the viewer is its lead, the coordinator of its area, or the colleague who confirmed it."""
    sees_to_it = (
        is_author(viewer, version)
        or viewer.person_id == version.confirmed_by_id
        or viewer.can_in(Permission.STOP_SHARING, version.area_id)
    )
    return version.is_hidden and sees_to_it and may_know(viewer, version)


def can_open(viewer: Viewer, version: VersionFacts) -> bool:
    """Whether its words are shown to the viewer, once it is in the trail that they opened it."""
    return can_read(viewer, version) or can_review(viewer, version) or can_read_hidden(viewer, version)


def require_shown(viewer: Viewer, version: VersionFacts) -> None:
    """Raises HiddenNow to whoever could open it until it was hidden. Whoever may not know of it, other rules refuse."""
    if version.is_hidden and may_know(viewer, version):
        raise HiddenNow


def can_stop(viewer: Viewer, version: VersionFacts) -> bool:
    """Whether the viewer coordinates its area, and others than its lead can open it."""
    is_open = version.state in STOPPED_BY_COORDINATOR_IN and not version.is_hidden
    return is_open and viewer.can_in(Permission.STOP_SHARING, version.area_id)


def require_author(actor: Viewer, version: VersionFacts) -> None:
    """Raises NotFound to everybody but its lead."""
    if not is_author(actor, version):
        raise NotFound


def require_reviewer(actor: Viewer, version: VersionFacts) -> None:
    """Raises NotFound to everybody who may not review it, and to all where it was never proposed; HiddenNow."""
    if not may_review(actor, version) or version.state is DRAFT:
        raise NotFound
    require_shown(actor, version)


def require_stopping(actor: Viewer, version: VersionFacts) -> None:
    """Raises NotFound to everybody but the coordinator of its area, WrongState where it is stopped already, and HiddenNow."""
    require_shown(actor, version)
    if version.state is STOPPED and actor.can_in(Permission.STOP_SHARING, version.area_id):
        raise WrongState("stop", STOPPED)
    if not can_stop(actor, version):
        raise NotFound


def require_keeping(actor: Viewer, version: VersionFacts, *, waits: bool) -> None:
    """Raises NotFound to everybody but the coordinator of its area, HiddenNow, and WrongState unless it is shared and `waits`
    for them to say what becomes of it without its lead."""
    require_shown(actor, version)
    if not can_read(actor, version) or not actor.can_in(Permission.STOP_SHARING, version.area_id):
        raise NotFound
    if not waits:
        raise WrongState("keep", version.state)


def require_move(state: SharingState, verb: str) -> SharingState:
    """The state after `verb`; raises WrongState."""
    try:
        return SHARING_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state) from None


def can_move(state: SharingState, verb: str) -> bool:
    return (state, verb) in SHARING_MOVES
