"""Rules of this room, each named for what was about to be broken."""

from collections.abc import Sequence

from csaleads.core.errors import DomainError
from csaleads.development.content import Gap


class NotComplete(DomainError):
    """An entry is not finished while `gaps` are open."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        super().__init__(", ".join(gap.field for gap in gaps))
        self.gaps = gaps


class NotOnThisDay(DomainError):
    """The day of an entry lies ahead, or before all CPD that is kept here."""
