"""The door of this room: `screen` finds everything in a text that could identify somebody."""

from csaleads.anonymity import wording
from csaleads.anonymity.analysis import look_at, paragraphs
from csaleads.anonymity.carrying import (
    again,
    alike,
    confirmed,
    in_hashtags,
    initials_again,
    names_of,
    shortened,
    small_again,
)
from csaleads.anonymity.errors import TextTooLong
from csaleads.anonymity.findings import Finding, Span, resolve
from csaleads.anonymity.lexicon import lexicon
from csaleads.anonymity.normalise import plain, spelt_apart
from csaleads.anonymity.standing_for import initials_of
from csaleads.anonymity.taught import AreaWords
from csaleads.core import clock

__all__ = ["LONGEST_TEXT", "AreaWords", "screen"]

LONGEST_TEXT = 30_000
"""Characters that are screened at once; about 5,000 words."""


def screen(text: str, words: AreaWords | None = None) -> list[Finding]:
    """Everything in `text` that could identify somebody, in order and without overlaps.

    Positions count code points of `text`. Raises TextTooLong above LONGEST_TEXT characters. Nothing is kept of the text
    but positions, by the hash of a paragraph.
    """
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(len(text), LONGEST_TEXT)
    spelt = plain(text)
    looked_at = words.struck_out(spelt.text) if words else spelt.text
    spans = resolve([*_spans(looked_at, words), *spelt_apart(text, spelt, lexicon())])
    return wording.findings(text, spelt, spans, clock.today())


def _spans(text: str, words: AreaWords | None) -> list[Span]:
    lists = lexicon()
    spans: list[Span] = []
    strange: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    called: set[str] = set()
    for start, end in paragraphs(text):
        shown = look_at(text[start:end])
        spans += [Span(s.start + start, s.end + start, s.label) for s in shown.spans]
        strange += [(s + start, e + start) for s, e in shown.strange]
        doubtful += [(s + start, e + start) for s, e in shown.doubtful]
        said = (*shown.called.names, *shown.called.initials)
        called |= {text[start + s : start + e] for s, e in said}
    if words:
        spans += words.marked_in(text)
    names = names_of(text, spans, lists, called)
    if names:
        spans += again(text, names, lists, called)
        spans += alike(text, strange, names, lists)
        spans += [*shortened(text, names, lists), *in_hashtags(text, names)]
        spans += confirmed(text, doubtful, names)
        spans += small_again(text, spans, lists, called)
    spans += initials_of(text, spans, lists)
    spans += initials_again(text, spans, lists, called)
    return resolve(spans)
