"""Findings as people read them: why, and what could stand there instead."""

from csaleads.anonymity.findings import Finding, Label, Span
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
PLAIN_WORDING = {
    Label.PERSON: "Person A",
    Label.DATE_OF_BIRTH: "an age band",
    Label.DATE: "that month",
    Label.NHS_NUMBER: "an NHS number",
    Label.NINO: "a National Insurance number",
    Label.POSTCODE: "their postcode",
    Label.ADDRESS: "their address",
    Label.PHONE: "a telephone number",
    Label.EMAIL: "an email address",
    Label.SCHOOL: "the school",
    Label.HEALTH: "a health service",
    Label.SMALL_PLACE: "a small place",
    Label.CASE_REF: "a reference number",
    Label.VEHICLE: "a car",
    Label.URL_HANDLE: "an online account",
    Label.PASSPORT: "a passport number",
}


def findings(text: str, spelt: Plain, spans: list[Span]) -> list[Finding]:
    """`spans` of the plain spelling as findings in the original `text`."""
    found = []
    for span in spans:
        start, end = spelt.original(span.start, span.end)
        found.append(
            Finding(span.label, start, end, REASONS[span.label], PLAIN_WORDING[span.label], start, end)
        )
    return found
