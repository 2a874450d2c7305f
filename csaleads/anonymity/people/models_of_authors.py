"""Authors of the field named by what they drew or wrote: "Firmin's circles", "Morrison's 4x4x4", "the Jay Report and Casey's"."""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people.nobodies import every_author, is_author, is_well_known_author, small_authors
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_DRAWN = (
    r"(?:circles?|spheres?|contexts|triangles?|wheels?|ladders?|stages|quadrants?|squares?|pyramid|onion|iceberg|window|steps|"
    r"domains|strategies|tests?|principles|questions|protocol|layers|hats|styles)"
)
_MODELS = (
    r"(?:4 ?x ?4 ?x ?4|cycle of change|reflective cycle|learning cycle|typology|hierarchy|preconditions|continuum|"
    r"supervision model)"
)
_REPORTS = r"(?:report|review|inquiry|audit)s?"


@cache
def _owned() -> LedPattern:
    """ "Firmin's circles"."""
    pattern = rf"(?P<name>[a-z]+)['’]s (?:[a-z]+ )?(?:(?P<model>{_MODELS})|{_DRAWN})(?![\w-])"
    return LedPattern(re.compile(pattern, re.I), every_author())


_AFTER_REPORT = re.compile(
    rf"\bthe (?P<first>[a-z]+) {_REPORTS},? (?:and|or|then|before|after|like|plus) (?:then )?(?P<name>[a-z]+)['’]s(?![\w-])"
    r"(?! (?:mum|dad|nan|school|house|worker|sister|brother|phone|case|family))",
    re.I,
)
_REPORT_WORDS = frozenset(("report", "reports", "review", "reviews", "inquiry", "audit", "audits"))


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if not words.has_any(small_authors()):
        return
    for found in _owned().finditer(text, words) if "'" in text or "’" in text else ():
        if found["model"] or is_well_known_author(found["name"].capitalize()):
            yield found.span("name")
    for found in _AFTER_REPORT.finditer(text) if words.has_any(_REPORT_WORDS) else ():
        if is_author(found["first"].capitalize()) and is_author(found["name"].capitalize()):
            yield found.span("name")
