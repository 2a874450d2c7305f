"""Rules of programmes, each named for what was about to be broken."""

from csaleads.core.errors import DomainError, WrongState


class NoPlaceLeft(WrongState):
    """Every place of the area is taken."""

    def __init__(self) -> None:
        super().__init__("take_up", "full")


class KnownAlready(DomainError):
    """The person takes part in the cohort already, in `state`."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class AreaInUse(DomainError):
    """An area with people in the cohort cannot be taken out of it, nor have fewer places than members."""

    def __init__(self, area_id: int) -> None:
        super().__init__(str(area_id))
        self.area_id = area_id


class NotAWorkingDay(DomainError):
    """A day at a weekend, or a bank holiday of that name."""

    def __init__(self, holiday: str = "") -> None:
        super().__init__(holiday)
        self.holiday = holiday


class DayHeld(DomainError):
    """A day that was held is on no day to come."""


class DayTaken(DomainError):
    """The cohort has another learning day on that date."""
