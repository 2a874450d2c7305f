"""The parts of Today: needs with one next step each, what is coming up, and a few figures. Plain data."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

CARDS_OF_A_KIND = 3
FAR_AHEAD = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Need:
    """Something that needs the person now, and its one next step. A lower `rank` comes first, urgent ones before all."""

    rank: int
    title: str
    text: str
    href: str
    action: str
    when: str = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Coming:
    """A line of what is coming up. `at` puts it in order; what has no moment comes last."""

    when: str
    what: str
    href: str
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Figure:
    """One quiet number with its meaning."""

    number: str
    meaning: str
    note: str = ""
    href: str = ""


@dataclass(eq=False)
class Today:
    """Everything that the page shows. A key as well as any: it is itself and no other."""

    needs: list[Need] = field(default_factory=list)
    coming: list[Coming] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def take(self, other: "Today") -> None:
        """Merge the part of another role into this one."""
        self.needs += other.needs
        self.coming += other.coming
        self.figures += other.figures

    @property
    def sorted_coming(self) -> list[Coming]:
        return sorted(self.coming, key=lambda line: (line.at is None, line.at or FAR_AHEAD))

    @property
    def sorted_needs(self) -> list[Need]:
        return sorted(self.needs, key=lambda need: (not need.is_urgent, need.rank))


def few_or_one(needs: Iterable[Need], together: Callable[[Sequence[Need]], Need]) -> list[Need]:
    """The needs of one kind, or a single card for all of them where there are many: nothing is hidden, nothing floods."""
    found = list(needs)
    return found if len(found) <= CARDS_OF_A_KIND else [together(found)]
