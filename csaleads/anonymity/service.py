"""The door of this room: `screen` finds everything in a text that could identify somebody."""

import re
from dataclasses import dataclass

from csaleads.anonymity import wording
from csaleads.anonymity.analysis import look_at, paragraphs
from csaleads.anonymity.carrying import again, alike, confirmed, initials_again, names_of
from csaleads.anonymity.errors import TextTooLong
from csaleads.anonymity.findings import Finding, Label, Span, resolve
from csaleads.anonymity.lexicon import fold, lexicon
from csaleads.anonymity.normalise import plain
from csaleads.core import clock

LONGEST_TEXT = 30_000
"""Characters that are screened at once; about 5,000 words."""


@dataclass(frozen=True, slots=True)
class AreaWords:
    """Words an area has taught: what identifies somebody here, with its kind, and what identifies nobody."""

    identifying: tuple[tuple[str, Label], ...] = ()
    harmless: frozenset[str] = frozenset()


def screen(text: str, words: AreaWords | None = None) -> list[Finding]:
    """Everything in `text` that could identify somebody, in order and without overlaps.

    Positions count code points of `text`. Raises TextTooLong above LONGEST_TEXT characters. Nothing is kept of the text
    but positions, by the hash of a paragraph.
    """
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(len(text), LONGEST_TEXT)
    spelt = plain(text)
    spans = _without_harmless(spelt.text, _spans(spelt.text, words), words)
    return wording.findings(text, spelt, spans, clock.today())


def _spans(text: str, words: AreaWords | None) -> list[Span]:
    lists = lexicon()
    spans: list[Span] = []
    strange: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        shown = look_at(text[start:end])
        spans += [Span(s.start + start, s.end + start, s.label) for s in shown.spans]
        strange += [(s + start, e + start) for s, e in shown.strange]
        doubtful += [(s + start, e + start) for s, e in shown.doubtful]
    if words:
        spans += _taught(text, words)
    names = names_of(text, spans, lists)
    if names:
        spans += again(text, names, lists)
        spans += alike(text, strange, names, lists)
        spans += confirmed(text, doubtful, names)
    spans += initials_again(text, spans, lists)
    return resolve(spans)


def _taught(text: str, words: AreaWords) -> list[Span]:
    return [
        Span(found.start(), found.end(), label)
        for phrase, label in words.identifying
        if phrase.strip()
        for found in re.finditer(rf"(?<!\w){re.escape(plain(phrase.strip()).text)}(?!\w)", text, re.I)
    ]


def _without_harmless(text: str, spans: list[Span], words: AreaWords | None) -> list[Span]:
    if not words or not words.harmless:
        return spans
    harmless = {fold(word) for word in words.harmless}
    return [span for span in spans if fold(text[span.start : span.end]) not in harmless]
