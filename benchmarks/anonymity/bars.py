"""What is to be reached, and the lines that say whether it was."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.anonymity.score import NUMBERS, Score
from benchmarks.anonymity.speed import Speed

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Bar:
    """One figure beside what it is to reach. A figure that is None was not measured and does not reach anything."""

    name: str
    figure: float | None
    least: float | None = None
    most: float | None = None
    unit: str = "%"

    @property
    def is_reached(self) -> bool:
        if self.figure is None:
            return False
        return (self.least is None or self.figure >= self.least) and (
            self.most is None or self.figure <= self.most
        )

    def __str__(self) -> str:
        bar = f"at least {self.least:g}" if self.least is not None else f"at most {self.most:g}"
        figure = "not measured" if self.figure is None else f"{self.figure:.2f} {self.unit}"
        return f"{self.name:<52}{figure:>16}   {bar:<14}{'ok' if self.is_reached else 'MISSED'}"


def bars_for_notes(plain: Score) -> list[Bar]:
    """The notes as they were written."""
    return [
        Bar("direct identifiers found", plain.direct, least=98.5),
        Bar("people found", plain.recall(["PERSON"]), least=97.5),
        Bar("names in lower case found", plain.forms["lower case"].percent, least=92),
        Bar("numbers, postcodes, phones, e-mail, URLs found", plain.recall(NUMBERS), least=99),
        Bar("dates, schools, health and small places found", plain.quasi, least=98),
        Bar("notes without a direct leak", plain.notes_without_leak.percent, least=93),
        Bar("false alarms in 1,000 clean words", plain.alarms_per_1000, most=2, unit=""),
        Bar("precision by character", plain.precision, least=95),
    ]


def bars_for_adversarial(adversarial: Score) -> list[Bar]:
    return [
        Bar("adversarial: direct identifiers found", adversarial.direct, least=90),
        Bar("adversarial: false alarms in 1,000 clean words", adversarial.alarms_per_1000, most=20, unit=""),
    ]


def bars_for_retyped(retyped: Mapping[str, Score]) -> list[Bar]:
    """The worst style of typing, and the alarms of capitals."""
    worst = min(retyped, key=lambda style: retyped[style].direct or 0.0)
    return [
        Bar(f"worst re-typing ({worst}): direct found", retyped[worst].direct, least=96),
        Bar(
            "in capitals: false alarms in 1,000 clean words",
            retyped["capitals"].alarms_per_1000,
            most=6,
            unit="",
        ),
    ]


def bars_for_sentences(sentences: Score) -> list[Bar]:
    return [
        Bar("other sentences: people found", sentences.recall(["PERSON"]), least=98.5),
        Bar("other sentences: direct identifiers found", sentences.direct, least=95),
    ]


def bars_for_machine(peak_bytes: int, speed: Speed | None) -> list[Bar]:
    return [
        Bar("peak memory of the screening process", peak_bytes / MEGABYTE, most=400, unit="MB"),
        Bar(
            "2,000 words cold, as a part of presidio's time",
            speed.cold_ratio if speed else None,
            most=0.6,
            unit="",
        ),
        Bar(
            "after one edited paragraph, likewise", speed.edited_ratio if speed else None, most=0.06, unit=""
        ),
    ]
