"""Rules of this room that can be about to break. They carry data; the pages choose the words."""

from datetime import datetime

from csaleads.core.errors import DomainError


class WrongDetails(DomainError):
    """Address and password do not open an account. Nobody is told which of them was wrong."""


class TooManyTries(DomainError):
    """Too many failures in a short time; `until` is when the next try is allowed."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many tries")
        self.until = until


class PasswordRefused(DomainError):
    """The new password is too short, too long or too easy to guess; `reason` says which: short, long, weak, same."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LinkClosed(DomainError):
    """A single-use link does not open anything: `reason` is unknown, used, expired or withdrawn."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AlreadyInArea(DomainError):
    """The person who was to be invited belongs to the area today; `person_id` is whose page to open."""

    def __init__(self, person_id: int) -> None:
        super().__init__("already in the area")
        self.person_id = person_id


class RoleAlreadyHeld(DomainError):
    """The person holds that role in the area at that time already."""


class LastCoordinator(DomainError):
    """Without this person the area would have no coordinator."""


class NotOneself(DomainError):
    """Nobody does this to their own account."""


class StillInHand(DomainError):
    """The person cannot leave, or their role cannot end at once: so many matters must be handed over first."""

    def __init__(self, count: int) -> None:
        super().__init__("still in hand")
        self.count = count


class NameTaken(DomainError):
    """Another team of the area, or another area, has that name already."""


class CannotTakeOver(DomainError):
    """The colleague who was to take over has booked a slot of their own there."""
