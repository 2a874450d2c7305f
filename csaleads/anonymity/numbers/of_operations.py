"""Numbers of police operations: "OP-RAZORBILL 0072", "Op Tamarisk 114"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_OPERATION = LedPattern(
    re.compile(
        r"\b(?:Op|OP|Operation|OPERATION)[ -](?!(?i:encompass|yewtree|hydrant|stovewood|venetic)\b)[A-Z][A-Za-z]{3,14}"
        r":? (?:(?:ref|no|number|job|log)\.? )?\d{3,6}(?![\w/:%]|[.,]\d| [a-z]{3,}s\b)"
    ),
    ("op", "operation"),
)
_YEAR = re.compile(r"(?:19|20)\d\d$")


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, with the name of its operation; a year is no number."""
    for found in _OPERATION.finditer(text, words):
        if not _YEAR.search(found.group()):
            yield Span(*found.span(), Label.CASE_REF)
