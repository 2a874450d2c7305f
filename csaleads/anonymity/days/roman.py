"""Days in Roman figures or by the Roman calendar: "XIV.ix.MMXXVI", "14/ix/26", "the Ides of October"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_DAYS = r"(?:XXX?I?|XXI{1,3}|XXIV|XXVI{0,3}|XXIX|X?(?:IX|IV|V?I{1,3}|V)|XX?)"
_MONTHS = r"(?:IX|IV|V?I{1,3}|XI{0,2}|X|V)"
_YEARS = r"(?:MCM[XLVI]{2,8}|MM[XVI]{0,8}|(?:19|20)?\d\d)"
_WRITTEN = re.compile(
    rf"(?<![\w./-])(?:{_DAYS}|[12]?\d|3[01])(?P<gap>[./-]|\. )(?:{_MONTHS})(?P=gap){_YEARS}(?![\w/-])", re.I
)
_MARK = re.compile(r"[IVXivx][./-]")
_OF_PLACE = re.compile(
    r"\b(?:section|chapter|clause|article|part|schedule|para\w*|appendix|act|scene|book|vol\w*|canto|psalm) $",
    re.I,
)
_DAY_BY_NAME = LedPattern(
    re.compile(
        r"\b(?:the )?(?:ides|nones|kalends|calends) of (?:january|february|april|may|june|july|august|september|october|november|"
        r"december|march(?=[^.;\n]{0,40}\b(?:born|birthday|last|this|when|rang|came|visit|happened|hit|seen|told)\b))"
        r"(?:,? (?:of )?(?:this|last|that) year)?(?!\w)",
        re.I,
    ),
    ("the", "ides", "nones", "kalends", "calends"),
)


def find(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    for found in _WRITTEN.finditer(text) if _MARK.search(text) else ():
        parts = found.group().replace(". ", ".").replace("/", ".").replace("-", ".").split(".")
        figured = parts[0].isdecimal() and parts[2].isdecimal()
        if (not figured or len(parts[2]) in (2, 4)) and not _OF_PLACE.search(
            text, max(0, found.start() - 12), found.start()
        ):
            yield found.span()
    for found in _DAY_BY_NAME.finditer(text, words):
        yield found.span()
