"""Who may run a clinic, and from which state it may move where. Pure questions; the queries and services ask them."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.clinics.errors import HasBegun, NotBegun
from csaleads.clinics.models import ClinicState, SlotState
from csaleads.core.errors import NotAllowed, WrongState

# The life cycles: (from, verb) → to. Nothing else moves a state.
CLINIC_MOVES: dict[tuple[ClinicState, str], ClinicState] = {
    (ClinicState.DRAFT, "publish"): ClinicState.PUBLISHED,
    (ClinicState.PUBLISHED, "hold"): ClinicState.HELD,
    (ClinicState.DRAFT, "cancel"): ClinicState.CANCELLED,
    (ClinicState.PUBLISHED, "cancel"): ClinicState.CANCELLED,
}
SLOT_MOVES: dict[tuple[SlotState, str], SlotState] = {
    (SlotState.FREE, "take"): SlotState.BOOKED,
    (SlotState.BOOKED, "free"): SlotState.FREE,
    (SlotState.BOOKED, "close"): SlotState.WITHDRAWN,  # freed after its clinic stopped being open
    (SlotState.FREE, "withdraw"): SlotState.WITHDRAWN,
    (SlotState.WITHDRAWN, "offer"): SlotState.FREE,
}
EDITABLE = frozenset({ClinicState.DRAFT, ClinicState.PUBLISHED})


class RunBy(Protocol):
    """What the rules need to know of a clinic: where it is and who leads it."""

    @property
    def area_id(self) -> int: ...
    @property
    def lead_ids(self) -> Collection[int]: ...


class InTime(RunBy, Protocol):
    """The same with its state and its time."""

    @property
    def state(self) -> ClinicState: ...
    @property
    def starts_at(self) -> datetime: ...


def areas_run(viewer: Viewer) -> tuple[int, ...]:
    """Areas in which the viewer opens clinics, own or everybody's."""
    both = {*viewer.areas_with(Permission.RUN_CLINICS), *viewer.areas_with(Permission.RUN_CLINICS_OF_AREA)}
    return tuple(sorted(both))


def runs_all_of(viewer: Viewer, area_id: int) -> bool:
    """Whether the viewer runs every clinic of the area, not only their own."""
    return viewer.can_in(Permission.RUN_CLINICS_OF_AREA, area_id)


def can_run(viewer: Viewer, clinic: RunBy) -> bool:
    """A coordinator runs all clinics of the area; a lead those in which they are a lead."""
    if runs_all_of(viewer, clinic.area_id):
        return True
    return viewer.person_id in clinic.lead_ids and viewer.can_in(Permission.RUN_CLINICS, clinic.area_id)


def require_run(viewer: Viewer, clinic: RunBy) -> None:
    if not can_run(viewer, clinic):
        raise NotAllowed


def can_open_in(viewer: Viewer, area_id: int) -> bool:
    return area_id in areas_run(viewer)


def require_open_in(viewer: Viewer, area_id: int) -> None:
    if not can_open_in(viewer, area_id):
        raise NotAllowed


def clinic_after(state: ClinicState, verb: str) -> ClinicState:
    """The state that `verb` leads to; raises WrongState where it leads nowhere."""
    try:
        return CLINIC_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state.value) from None


def slot_after(state: SlotState, verb: str) -> SlotState:
    """The same for slots."""
    try:
        return SLOT_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state.value) from None


def require_begun(clinic: InTime, now: datetime) -> None:
    if now < clinic.starts_at:
        raise NotBegun


def require_not_begun(clinic: InTime, now: datetime, verb: str) -> None:
    if now >= clinic.starts_at:
        raise HasBegun(verb)


def can_publish(viewer: Viewer, clinic: InTime, now: datetime) -> bool:
    return can_run(viewer, clinic) and clinic.state is ClinicState.DRAFT and now < clinic.starts_at


def can_hold(viewer: Viewer, clinic: InTime, now: datetime) -> bool:
    return can_run(viewer, clinic) and clinic.state is ClinicState.PUBLISHED and now >= clinic.starts_at


def can_cancel(viewer: Viewer, clinic: InTime) -> bool:
    """A clinic can be cancelled even after it should have begun: the lead may have fallen ill that morning."""
    return can_run(viewer, clinic) and clinic.state in EDITABLE


def can_edit(viewer: Viewer, clinic: InTime, now: datetime) -> bool:
    return can_run(viewer, clinic) and clinic.state in EDITABLE and now < clinic.starts_at


def is_open(clinic: InTime, now: datetime) -> bool:
    """Whether its free slots can be booked."""
    return clinic.state is ClinicState.PUBLISHED and now < clinic.starts_at
