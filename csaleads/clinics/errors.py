"""Rules of clinics, each named for what was about to be broken. Other rooms import them from `clinics.service`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from csaleads.core.errors import DomainError, WrongState


class SlotAlreadyBooked(WrongState):
    """Somebody else holds the slot."""

    def __init__(self) -> None:
        super().__init__("take", "booked")


class SlotGone(WrongState):
    """The slot can no longer be taken: it was withdrawn, its clinic is not open, or its clinic has begun."""

    def __init__(self, state: str = "withdrawn") -> None:
        super().__init__("take", state)


class NotBegun(WrongState):
    """A clinic that has not begun cannot have been held."""

    def __init__(self) -> None:
        super().__init__("hold", "not_begun")


class HasBegun(WrongState):
    """A clinic that has begun cannot be published, changed or cancelled."""

    def __init__(self, verb: str) -> None:
        super().__init__(verb, "begun")


class DoesNotFit(WrongState):
    """A withdrawn slot whose time is no longer part of the clinic, or is taken up by another slot."""

    def __init__(self) -> None:
        super().__init__("offer", "outside_clinic")


class NoLeads(DomainError):
    """A clinic needs one or two leads of its area, and whoever runs only their own must be one of them."""


class NoSlots(DomainError):
    """Not one slot fits between start and end."""


class InThePast(DomainError):
    """A clinic that is planned must begin later than now."""


class LeadIsBooked(DomainError):
    """Nobody leads a clinic in which they have booked a slot for a request of their own."""


@dataclass(frozen=True)
class BookedTimes:
    """The booked slots that keep a clinic where it is."""

    clinic_id: UUID
    clinic_starts_at: datetime
    slot_starts: Sequence[datetime]


class SlotsAreBooked(DomainError):
    """Times cannot move: these slots are booked."""

    def __init__(self, booked: BookedTimes) -> None:
        super().__init__(str(booked.clinic_id))
        self.booked = booked
