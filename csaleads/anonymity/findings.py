"""What screening finds: kinds of identifier, and one finding with its place, its reason and a neutral wording."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """Kinds of identifier."""

    PERSON = "PERSON"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    DATE = "DATE"
    NHS_NUMBER = "NHS_NUMBER"
    NINO = "NINO"
    POSTCODE = "POSTCODE"
    ADDRESS = "ADDRESS"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    SCHOOL = "ORG_SCHOOL"
    HEALTH = "ORG_GP_HEALTH"
    SMALL_PLACE = "LOCATION_SMALL"
    CASE_REF = "CASE_REF"
    VEHICLE = "VEHICLE"
    URL_HANDLE = "URL_HANDLE"
    PASSPORT = "PASSPORT"
    AGE = "AGE"  # these two are found by the strict screening alone
    PLACE = "PLACE"


# Where two kinds claim the same characters, the one named earlier here keeps them.
PRECEDENCE = (
    Label.EMAIL,
    Label.URL_HANDLE,
    Label.NHS_NUMBER,
    Label.NINO,
    Label.PASSPORT,
    Label.PHONE,
    Label.VEHICLE,
    Label.DATE_OF_BIRTH,
    Label.CASE_REF,
    Label.ADDRESS,
    Label.POSTCODE,
    Label.DATE,
    Label.HEALTH,
    Label.SCHOOL,
    Label.SMALL_PLACE,
    Label.PERSON,
    Label.AGE,
    Label.PLACE,
)
# The rest of a place's name of which a stronger kind took most says nothing by itself.
_PLACES = (Label.SCHOOL, Label.HEALTH, Label.SMALL_PLACE)
_WHOLE_ONLY = (*_PLACES, Label.ADDRESS)
_RANK = {label: rank for rank, label in enumerate(PRECEDENCE)}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive), and what they are."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Finding:
    """One identifier in a text. Positions count code points of the text as it was given; ends are exclusive.

    The suggestion is written for `replace_start` to `replace_end`, which may take in a word before the name
    ("mum Donna" becomes "the mother").
    """

    label: Label
    start: int
    end: int
    reason: str
    suggestion: str
    replace_start: int
    replace_end: int


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, none over another: the stronger kind keeps its characters, the longer wins among equals."""
    kept: list[Span] = []
    taken: set[int] = set()
    spans = _without_contained(_without_pieces(set(spans)))
    for span in sorted(spans, key=lambda span: (_RANK[span.label], span.start - span.end, span.start)):
        free = [i for i in range(span.start, span.end) if i not in taken]
        if not free:
            continue
        start, end = free[0], free[-1] + 1
        if end - start != len(free):  # a stronger one lies inside: keep the first stretch
            end = next(i for i in range(start, end) if i in taken)
        if span.label in _WHOLE_ONLY and 2 * (end - start) < span.end - span.start:
            continue
        kept.append(Span(start, end, span.label))
        taken.update(range(start, end))
    return sorted(kept)


def _without_pieces(spans: set[Span]) -> set[Span]:
    """Without an address that is a piece of a postcode told in words: "em fourteen six arr tee"."""
    codes = [span for span in spans if span.label is Label.POSTCODE]
    return {
        span
        for span in spans
        if span.label is not Label.ADDRESS
        or not any(code.start < span.start and span.end <= code.end for code in codes)
    }


def _without_contained(spans: set[Span]) -> list[Span]:
    """Of places and addresses that overlap, the wider: "Marlpit Lane Surgery" is a surgery, its street says nothing more."""
    kept: list[Span] = []
    reach: Span | None = None
    others = [span for span in spans if span.label not in _WHOLE_ONLY]
    for span in sorted(
        (span for span in spans if span.label in _WHOLE_ONLY),
        key=lambda span: (span.start, -span.end, _RANK[span.label]),
    ):
        if reach and span.end <= reach.end and span.start < reach.end and _yields(span, reach):
            continue
        if reach and span.label is reach.label and span.start < reach.end:
            kept.remove(reach)
            span = Span(reach.start, max(span.end, reach.end), span.label)
        kept.append(span)
        if reach is None or span.end > reach.end:
            reach = span
    return kept + others


def _yields(span: Span, wider: Span) -> bool:
    return span.label is Label.ADDRESS or wider.label in _PLACES or span.label is wider.label
