"""Numbers that the end of a line breaks: "999 511\\n8483" with the checksum of the NHS, "07700 9\\n00318", "UH-\\n660 1927"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.figures import has_nhs_checksum

_BROKEN = re.compile(
    r"(?<![\w£$€.,/:-])\+?\d{1,10}(?: \d{1,6}){0,3}[ \t]?-?[ \t]?\n[ \t]?-?[ \t]?\d{1,10}(?: \d{1,6}){0,3}"
    r"(?:[ \t]?\n[ \t]?\d{1,6}(?: \d{1,6}){0,2})?(?![\w/:-]|[.,]\d)"
)
_NHS_LENGTH = 10
_FEWEST = 3
_PHONE = re.compile(r"(?:0|\+?44)(?:7\d{9}|[12]\d{8,9})")
_TOLD = re.compile(
    r"\b(?:nhs|patient|number|phone|mobile|mob|tel|ring|rang|call|called|text|landline|contact|goes|digits|figures|no)\b",
    re.I,
)
_SEEN = 90
_BROKEN_REFERENCE = re.compile(
    r"\b(?:num|number|no|ref|reference|id|log|urn|record)\b\.?(?::| is| was)? {0,2}"
    r"(?P<number>(?-i:[A-Z]{1,4})(?:[-/]|[-/ ]?\d{1,6}[-/]?)[ \t]?\n[ \t]?\d{2,8}(?:[ /-]\d{2,8}){0,2})(?![\w/:-]|[.,]\d)",
    re.I,
)
"""A reference of letters and figures after its word: "hospital num: UH-\n660 1927"."""


def find(text: str) -> Iterator[Span]:
    """Each in `text` as it was written."""
    if "\n" not in text:
        return
    for found in _BROKEN.finditer(text):
        shown = found.group()
        figures = "".join(filter(str.isdecimal, shown))
        around = text[max(0, found.start() - _SEEN) : found.end() + _SEEN // 2]
        if not _TOLD.search(around):
            continue
        if len(figures) == _NHS_LENGTH and figures[0] != "0" and has_nhs_checksum(figures):
            yield Span(*found.span(), Label.NHS_NUMBER)
        elif _PHONE.fullmatch(figures):
            yield Span(*found.span(), Label.PHONE)
    for found in _BROKEN_REFERENCE.finditer(text):
        if sum(map(str.isdigit, found["number"])) > _FEWEST:
            yield Span(*found.span("number"), Label.CASE_REF)
