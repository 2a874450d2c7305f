"""On what terms something is lent, and how they read in one line wherever it is used."""

from dataclasses import dataclass
from datetime import date

from csaleads.core.formatting import uk_date


@dataclass(frozen=True)
class Terms:
    """What the area that asked may do with it. `until` counts itself; `words` are the lender's own."""

    may_adapt: bool = False
    must_credit: bool = True
    stays_in_area: bool = True
    until: date | None = None
    words: str = ""

    @property
    def line(self) -> str:
        """All of them in one line."""
        parts = [
            "May be adapted" if self.may_adapt else "Used as it is",
            "say where it is from" if self.must_credit else "",
            "not beyond your area" if self.stays_in_area else "",
            f"until {uk_date(self.until, 'long')}" if self.until else "",
        ]
        line = "; ".join(part for part in parts if part)
        words = " ".join(self.words.split()).rstrip(".")
        return f"{line}. {words}" if words else line
