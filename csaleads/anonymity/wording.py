"""Findings as people read them: why, and what could stand there instead."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from csaleads.anonymity import replacing
from csaleads.anonymity.findings import Finding, Label, Span
from csaleads.anonymity.people.casting import Cast
from csaleads.anonymity.text.normalise import Plain

REASONS = {
    Label.PERSON: "This looks like somebody's name.",
    Label.DATE_OF_BIRTH: "This looks like a date of birth.",
    Label.DATE: "This fixes an event to one day.",
    Label.NHS_NUMBER: "This looks like an NHS number.",
    Label.NINO: "This looks like a National Insurance number.",
    Label.POSTCODE: "This looks like a postcode.",
    Label.ADDRESS: "This looks like an address.",
    Label.PHONE: "This looks like a telephone number.",
    Label.EMAIL: "This looks like an email address.",
    Label.SCHOOL: "This looks like the name of a school or nursery.",
    Label.HEALTH: "This looks like the name of a surgery, hospital or clinic.",
    Label.SMALL_PLACE: "This place is small enough to point at a family.",
    Label.CASE_REF: "This looks like the number of a case or a record.",
    Label.VEHICLE: "This looks like a vehicle's registration.",
    Label.URL_HANDLE: "This leads to somebody online.",
    Label.PASSPORT: "This looks like a passport number.",
    Label.AGE: "This tells somebody's exact age, and all areas will read it.",
    Label.PLACE: "This place is smaller than a region, and all areas will read it.",
}


Wording = tuple[int, int, str]
"""(start, end, wording): what to write from start to end."""


def findings(
    text: str, spelt: Plain, spans: list[Span], today: date, told: Mapping[Span, Wording] | None = None
) -> list[Finding]:
    """`spans` of the plain spelling as findings in the original `text`; `told` says what to write for some of them."""
    cast = Cast(spelt.text, [span for span in spans if span.label is Label.PERSON])
    kinds = replacing.Kinds()
    found: list[Finding] = []
    last = 0
    for i, span in enumerate(spans):
        said = told.get(span) if told else None
        start, end, wording = said or _suggest(spelt.text, span, cast, kinds, today)
        end = min(end, spans[i + 1].start) if i + 1 < len(spans) else end
        start = min(max(start, last), span.start)
        last = end
        finding = Finding(
            span.label,
            *spelt.original(span.start, span.end),
            REASONS[span.label],
            _in_the_manner_of(spelt.text, start, end, span, wording),
            *spelt.original(start, max(end, span.end)),
        )
        if found and finding.start < found[-1].end:  # two within one word that was unwrapped
            before = found.pop()
            reach = max(before.end, finding.end)
            finding = replace(before, end=reach, replace_end=max(before.replace_end, reach))
        found.append(finding)
    return found


def _suggest(text: str, span: Span, cast: Cast, kinds: replacing.Kinds, today: date) -> Wording:
    if span.label is Label.PERSON:
        return cast.suggest(span)
    if span.label in (Label.SCHOOL, Label.HEALTH, Label.SMALL_PLACE):
        return kinds.suggest(text, span)
    if span.label is Label.DATE_OF_BIRTH:
        return replacing.birth(text, span, today)
    by_label = {Label.DATE: replacing.day, Label.ADDRESS: replacing.home, Label.POSTCODE: replacing.area}
    return by_label.get(span.label, replacing.number)(text, span)


def _in_the_manner_of(text: str, start: int, end: int, span: Span, wording: str) -> str:
    """`wording` with a capital where a sentence begins, and in capitals among capitals."""
    around = "".join(filter(str.isalpha, text[max(0, start - 40) : end + 40]))
    if len(around) > 20 and sum(map(str.isupper, around)) > 0.9 * len(around):
        return wording.upper()
    before = text[:start].rstrip(" \"'(*_>#")[-1:]
    if (
        before in ("", ".", "?", "!", "\n")
        and text[span.start : span.start + 1]
        and not text[start].islower()
    ):
        return wording[:1].upper() + wording[1:]
    return wording
