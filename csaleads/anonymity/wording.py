"""Findings as people read them: why, and what could stand there instead."""

import re
from datetime import date

from csaleads.anonymity.findings import Finding, Label, Span
from csaleads.anonymity.naming import Cast
from csaleads.anonymity.normalise import Plain

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
}
_FIXED = {
    Label.NHS_NUMBER: "an NHS number",
    Label.NINO: "a National Insurance number",
    Label.POSTCODE: "a postcode nearby",
    Label.ADDRESS: "the family's street",
    Label.PHONE: "a telephone number",
    Label.EMAIL: "an email address",
    Label.SMALL_PLACE: "a small place nearby",
    Label.CASE_REF: "a reference number",
    Label.VEHICLE: "a car",
    Label.URL_HANDLE: "an online account",
    Label.PASSPORT: "a passport number",
}
_PLACES = (
    (
        re.compile(r"nurser|daycare|day care|pre-?school|playgroup|montessori|little|meithrin|cylch", re.I),
        "a nursery",
    ),
    (re.compile(r"college|sixth form|coleg|university", re.I), "a college"),
    (re.compile(r"primary|infant|junior|first school|gynradd", re.I), "a primary school"),
    (re.compile(r"secondary|high|academy|grammar|comp|uwchradd|upper", re.I), "a secondary school"),
    (re.compile(r"special|pru\b", re.I), "a special school"),
)
_CARE = (
    (re.compile(r"hospital|infirmary|ward|maternity", re.I), "a hospital"),
    (re.compile(r"clinic|hub|unit", re.I), "a clinic"),
    (re.compile(r"pharmac|chemist", re.I), "a pharmacy"),
)
_SPOTS = (
    (re.compile(r"church|chapel|mosque|masjid|temple|gurdwara|synagogue|mandir", re.I), "a place of worship"),
    (re.compile(r"estate|heights|flats|tower", re.I), "an estate"),
    (re.compile(r"children's home|residential", re.I), "a children's home"),
    (re.compile(r"centre|hub", re.I), "a local centre"),
    (re.compile(r"club|fc$|scouts|brownies|cubs|cadets|gym|baths|pool", re.I), "a local club"),
    (re.compile(r"park|green|rec$|beach|common", re.I), "a local park"),
)
_KIND = re.compile(
    r"(?:\b(?:the|an?|her|his|their|my|our|with|under) )?"
    r"\b(?:NHS|NI|NINO|National Insurance|passport|phone|mobile|tel|telephone|crime|case|court|police|ref|reference|"
    r"URN|reg|registration|postcode|e-?mail|address)"
    r"(?: (?:number|no|num|ref|reference|id|plate))?\.?(?: is| was)?:? $",
    re.I,
)
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_NUMERIC = re.compile(r"(\d{1,4})[/.\-](\d{1,2})(?:[/.\-](\d{2,4}))?")
_YEAR = re.compile(r"(?:19|20)\d\d|'?\d\d$")
_ON = re.compile(r"\b(?:on|dated)(?: the)? $", re.I)
_BORN = re.compile(r"\b(?:born(?: on)?|d\.?o\.?b\.?:?|date of birth:?)\s*\(?$", re.I)


def findings(text: str, spelt: Plain, spans: list[Span], today: date) -> list[Finding]:
    """`spans` of the plain spelling as findings in the original `text`."""
    cast = Cast(spelt.text, [span for span in spans if span.label is Label.PERSON])
    found = []
    for span in spans:
        start, end, wording = _suggest(spelt.text, span, cast, today)
        before = spelt.text[:start].rstrip(" \"'(")[-1:]
        if before in ("", ".", "?", "!", "\n") and not spelt.text[span.start].islower():
            wording = wording[:1].upper() + wording[1:]
        found.append(
            Finding(
                span.label,
                *spelt.original(span.start, span.end),
                REASONS[span.label],
                wording,
                *spelt.original(start, end),
            )
        )
    return found


def _suggest(text: str, span: Span, cast: Cast, today: date) -> tuple[int, int, str]:
    """(start, end, wording): what to write from start to end."""
    shown = text[span.start : span.end]
    if span.label is Label.PERSON:
        return cast.suggest(span)
    if span.label is Label.DATE_OF_BIRTH:
        return _birth(text, span, today)
    if span.label is Label.DATE:
        return _day(text, span)
    kinds = {Label.SCHOOL: (_PLACES, "a school"), Label.HEALTH: (_CARE, "a GP practice")}
    if span.label in kinds:
        table, otherwise = kinds[span.label]
        return _from_article(
            text, span, next((w for pattern, w in table if pattern.search(shown)), otherwise)
        )
    if span.label is Label.SMALL_PLACE:
        return _from_article(text, span, next((w for p, w in _SPOTS if p.search(shown)), _FIXED[span.label]))
    return _from_kind(text, span, _FIXED[span.label])


def _from_kind(text: str, span: Span, wording: str) -> tuple[int, int, str]:
    """Takes in "her NHS number" before the number."""
    kind = _KIND.search(text[max(0, span.start - 40) : span.start])
    return span.start - len(kind.group()) if kind else span.start, span.end, wording


def _from_article(text: str, span: Span, wording: str) -> tuple[int, int, str]:
    """Takes in a "the" or "a" before the name, which the wording brings along."""
    article = re.search(r"\b(?:the|an?) $", text[max(0, span.start - 5) : span.start], re.I)
    return span.start - len(article.group()) if article else span.start, span.end, wording


def _parts(shown: str) -> tuple[int | None, int | None, int | None]:
    """(day, month, year) as far as they are written."""
    numeric = _NUMERIC.search(shown)
    if numeric:
        first, second, third = numeric.groups()
        if len(first) == 4:
            return int(third or 15), int(second), int(first)
        return int(first), int(second), _full_year(third)
    named = next(
        (i for i, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name[:3]}|\d{name[:3]}", shown, re.I)),
        None,
    )
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", shown)
    year = _YEAR.search(shown, day.end() if day else 0)
    return int(day.group()) if day else None, named, _full_year(year.group()) if year else None


def _full_year(shown: str | None) -> int | None:
    if not shown:
        return None
    year = int(shown.lstrip("'"))
    return year if year > 99 else year + (1900 if year > 40 else 2000)


def _day(text: str, span: Span) -> tuple[int, int, str]:
    """ "on 14 March 2024" becomes "in mid-March 2024"; a day without a month becomes "that month"."""
    day, month, year = _parts(text[span.start : span.end])
    on = _ON.search(text[max(0, span.start - 12) : span.start])
    start = span.start - len(on.group()) if on else span.start
    if not month or not 1 <= month <= 12:
        return start, span.end, "that month"
    part = "early" if (day or 15) <= 10 else "mid" if (day or 15) <= 20 else "late"
    when = f"{part}{'-' if part == 'mid' else ' '}{_MONTHS[month - 1]}" + (f" {year}" if year else "")
    return start, span.end, f"in {when}" if on else when


def _birth(text: str, span: Span, today: date) -> tuple[int, int, str]:
    """ "born 8 June 2015" becomes "aged 8 to 10"."""
    born = _BORN.search(text[max(0, span.start - 20) : span.start])
    start = (
        span.start - len(born.group().rstrip("(")) if born and not born.group().endswith("(") else span.start
    )
    year = _parts(text[span.start : span.end])[2]
    if not year or year > today.year:
        return start, span.end, "of an age band"
    age = today.year - year
    if age >= 18:
        return start, span.end, f"in their {age // 10 * 10}s" if age >= 20 else "a young adult"
    if age < 3:
        return start, span.end, "under 3"
    low = age // 3 * 3
    return start, span.end, f"aged {low} to {low + 2}"
