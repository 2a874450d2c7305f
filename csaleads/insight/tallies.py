"""Adding up what the database counted: for a lead, a month, or both. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from csaleads.insight.queries import ClinicCount, SignedCount


@dataclass
class Tally:
    """What was done, added up. `average_days` is the mean of working days from asking to signed advice."""

    clinics: int = 0
    offered: int = 0
    used: int = 0
    signed: int = 0
    days: int = 0
    timed: int = 0
    last_at: datetime | None = None

    @property
    def average_days(self) -> float | None:
        return self.days / self.timed if self.timed else None

    def add_clinics(self, count: ClinicCount) -> None:
        self.clinics += count.clinics
        self.offered += count.offered
        self.used += count.used
        self._note(count.last_at)

    def add_signed(self, count: SignedCount) -> None:
        self.signed += count.signed
        self.days += count.days
        self.timed += count.timed
        self._note(count.last_at)

    def _note(self, moment: datetime) -> None:
        self.last_at = moment if self.last_at is None else max(self.last_at, moment)


@dataclass(frozen=True)
class Counts:
    """Everything counted for one view. A clinic of two leads is one clinic, and one for each of the two."""

    clinics: Sequence[ClinicCount]
    signed: Sequence[SignedCount]

    def of_lead(self, lead_id: int | None) -> "Counts":
        """The part of one lead; everything for None."""
        if lead_id is None:
            return self
        return Counts(
            [count for count in self.clinics if lead_id in count.lead_ids],
            [count for count in self.signed if count.lead_id == lead_id],
        )

    def since(self, first_span: int) -> "Counts":
        """The part from the span of that number on."""
        return Counts(
            [count for count in self.clinics if count.span >= first_span],
            [count for count in self.signed if count.span >= first_span],
        )

    def of_span(self, span: int) -> Tally:
        return tally(
            (count for count in self.clinics if count.span == span),
            (count for count in self.signed if count.span == span),
        )

    def total(self) -> Tally:
        return tally(self.clinics, self.signed)

    def lead_ids(self) -> set[int]:
        """Everybody who led or signed something."""
        led = {lead_id for count in self.clinics for lead_id in count.lead_ids}
        return led | {count.lead_id for count in self.signed}


def tally(clinics: Iterable[ClinicCount], signed: Iterable[SignedCount]) -> Tally:
    """The sum of all of these."""
    found = Tally()
    for clinic_count in clinics:
        found.add_clinics(clinic_count)
    for signed_count in signed:
        found.add_signed(signed_count)
    return found
