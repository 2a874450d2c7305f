"""Adding up what the database counted: for a lead, a month, or both. Pure."""

from collections.abc import Collection, Iterable, Sequence
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

    @property
    def average_days(self) -> float | None:
        return self.days / self.timed if self.timed else None

    def add_clinics(self, count: ClinicCount) -> None:
        self.clinics += count.clinics
        self.offered += count.offered
        self.used += count.used

    def add_signed(self, count: SignedCount) -> None:
        self.signed += count.signed
        self.days += count.days
        self.timed += count.timed


@dataclass(frozen=True)
class Counts:
    """Everything counted for one view. A clinic of two leads is one clinic, and one for each of the two."""

    clinics: Sequence[ClinicCount]
    signed: Sequence[SignedCount]

    def of_leads(self, lead_ids: Collection[int] | None) -> "Counts":
        """The part that any of these leads had a share in; everything for None."""
        if lead_ids is None:
            return self
        wanted = frozenset(lead_ids)
        return Counts(
            [count for count in self.clinics if not wanted.isdisjoint(count.lead_ids)],
            [count for count in self.signed if count.lead_id in wanted],
        )

    def by_span(self, first: int, end: int) -> list[Tally]:
        """A tally for each span from number `first` to before `end`."""
        found = [Tally() for _ in range(first, end)]
        for clinic_count in self.clinics:
            if clinic_count.span >= first:
                found[clinic_count.span - first].add_clinics(clinic_count)
        for signed_count in self.signed:
            if signed_count.span >= first:
                found[signed_count.span - first].add_signed(signed_count)
        return found

    def by_lead(self, first: int) -> dict[int, tuple[Tally, datetime]]:
        """For each lead what they did from the span of that number on, and when they last did anything at all."""
        found: dict[int, Tally] = {}
        last_at: dict[int, datetime] = {}
        for clinic_count in self.clinics:
            for lead_id in clinic_count.lead_ids:
                last_at[lead_id] = _later(last_at.get(lead_id), clinic_count.last_at)
                tally = found.setdefault(lead_id, Tally())
                if clinic_count.span >= first:
                    tally.add_clinics(clinic_count)
        for signed_count in self.signed:
            lead_id = signed_count.lead_id
            last_at[lead_id] = _later(last_at.get(lead_id), signed_count.last_at)
            tally = found.setdefault(lead_id, Tally())
            if signed_count.span >= first:
                tally.add_signed(signed_count)
        return {lead_id: (tally, last_at[lead_id]) for lead_id, tally in found.items()}

    def lead_ids(self) -> set[int]:
        """Everybody who led or signed something."""
        led = {lead_id for count in self.clinics for lead_id in count.lead_ids}
        return led | {count.lead_id for count in self.signed}


def together(tallies: Iterable[Tally]) -> Tally:
    """The sum of all of these."""
    found = Tally()
    for tally in tallies:
        found.clinics += tally.clinics
        found.offered += tally.offered
        found.used += tally.used
        found.signed += tally.signed
        found.days += tally.days
        found.timed += tally.timed
    return found


def _later(before: datetime | None, moment: datetime) -> datetime:
    return moment if before is None or moment > before else before
