"""The door of this room: `screen` finds all in a text that could identify somebody, `screen_strictly` ages and places too."""

from collections.abc import Iterator, Mapping

from csaleads.anonymity import wording
from csaleads.anonymity.ahead import reading_ahead
from csaleads.anonymity.analysis import look_at, paragraphs
from csaleads.anonymity.as_written import broken_up_in
from csaleads.anonymity.errors import TextTooLong
from csaleads.anonymity.findings import Finding, Span, resolve
from csaleads.anonymity.people.carrying import (
    again,
    alike,
    confirmed,
    in_file_names,
    in_hashtags,
    initials_again,
    names_of,
    shortened,
    small_again,
)
from csaleads.anonymity.people.standing_for import initials_of
from csaleads.anonymity.strict import strictness
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.model import Opinion
from csaleads.anonymity.text.normalise import Plain, plain, spelt_apart, undisguised
from csaleads.anonymity.text.taught import AreaWords
from csaleads.core import clock

__all__ = ["LONGEST_TEXT", "AreaWords", "screen", "screen_strictly"]

LONGEST_TEXT = 30_000
"""Characters that are screened at once; about 5,000 words."""


def screen(text: str, words: AreaWords | None = None) -> list[Finding]:
    """Everything in `text` that could identify somebody, in order and without overlaps.

    Positions count code points of `text`. Raises TextTooLong above LONGEST_TEXT characters. Nothing is kept of the text
    but positions, by the hash of a paragraph.
    """
    spelt, _, spans = _found_in(text, words)
    return wording.findings(text, spelt, spans, clock.today())


def screen_strictly(text: str, words: AreaWords | None = None) -> list[Finding]:
    """As `screen`, for what all areas will read: exact ages and places below region are found too.

    Whatever `screen` finds is found here too; what it takes for a village or a name may be called a place here.
    """
    spelt, looked_at, spans = _found_in(text, words)
    puts, kept = strictness.find(looked_at, spans, clock.today())
    told = {put.span: (put.start, put.end, put.wording) for put in puts}
    return wording.findings(text, spelt, sorted({*kept, *told}), clock.today(), told)


def _found_in(text: str, words: AreaWords | None) -> tuple[Plain, str, list[Span]]:
    """(`text` in plain spelling, the same without what the area says is harmless, what was found in it)."""
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(len(text), LONGEST_TEXT)
    spelt = plain(text)
    looked_at = words.struck_out(spelt.text) if words else spelt.text
    with reading_ahead([looked_at[start:end] for start, end in paragraphs(looked_at)]) as opinions:
        hidden = (
            *spelt_apart(text, spelt, lexicon()),
            *undisguised(text, spelt, lexicon()),
            *_broken_up(text, spelt),
        )
        spans = resolve([*_spans(looked_at, words, opinions), *hidden])
    return spelt, looked_at, spans


def _broken_up(text: str, spelt: Plain) -> Iterator[Span]:
    """What is found in `text` as it was written, at its places in `spelt`."""
    for found in broken_up_in(text):
        start, end = spelt.within(found.start, found.end)
        if start < end:
            yield Span(start, end, found.label)


def _spans(text: str, words: AreaWords | None, opinions: Mapping[str, Opinion]) -> list[Span]:
    lists = lexicon()
    spans: list[Span] = []
    strange: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    called: set[str] = set()
    for start, end in paragraphs(text):
        paragraph = text[start:end]
        shown = look_at(paragraph, opinions.get(paragraph))
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
        spans += in_file_names(text, names)
        spans += confirmed(text, doubtful, names)
        spans += small_again(text, spans, lists, called)
    spans += initials_of(text, spans, lists)
    spans += initials_again(text, spans, lists, called)
    return resolve(spans)
