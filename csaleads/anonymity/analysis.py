"""What one paragraph shows by itself. Results are kept for a while by a hash of the paragraph, as positions, never as words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from csaleads.anonymity import keeping
from csaleads.anonymity.days import dates
from csaleads.anonymity.disguises import ciphers, hidden, told_hiding, torn, torn_streets
from csaleads.anonymity.findings import Label, Span, resolve
from csaleads.anonymity.masking import mask
from csaleads.anonymity.numbers import letter_names, said
from csaleads.anonymity.numbers import official as numbers
from csaleads.anonymity.online.public import leads_to_nobody
from csaleads.anonymity.people import (
    joined_to_names,
    listed_surnames,
    no_people,
    odd_initials,
    old_short_names,
    partners,
    telling,
    told_in_figures,
    told_in_stock,
)
from csaleads.anonymity.people import names as people
from csaleads.anonymity.people.calling import Called, called_in
from csaleads.anonymity.people.context import Cues
from csaleads.anonymity.people.judging import Words
from csaleads.anonymity.places import (
    addresses,
    before_kinds,
    clubs,
    cut_short,
    held,
    in_lodgings,
    pitches,
    placing,
    said_addresses,
    sensing,
    signs,
    type_last,
    welsh_streets,
)
from csaleads.anonymity.places import attended as places
from csaleads.anonymity.places import led as led_places
from csaleads.anonymity.places import listed as listed_places
from csaleads.anonymity.places import spelt as spelt_places
from csaleads.anonymity.places import told as places_told
from csaleads.anonymity.text import scripts
from csaleads.anonymity.text.casing import with_capitals
from csaleads.anonymity.text.lexicon import Lexicon, lexicon
from csaleads.anonymity.text.linked import without_addresses
from csaleads.anonymity.text.model import Opinion
from csaleads.anonymity.text.scanning import word_starts
from csaleads.anonymity.text.tokens import Token, tokenise

_HOUR = re.compile(r"\d{1,2}[ap]m", re.I)
_LONG = 2400
_WAY = b"plain"
_PLACES = (Label.SCHOOL, Label.HEALTH, Label.SMALL_PLACE)
_FREQUENT = "etaoinshr"
"""Small letters of which any English text has many: a quick look tells that it is not all in capitals."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Spans found in a paragraph, and (start, end) of words that may be names if others are.

    `strange` are in no list: they may be misspelt names. `doubtful` look like names in their place, but not enough.
    `called` are said outright to be names.
    """

    spans: tuple[Span, ...]
    strange: tuple[tuple[int, int], ...]
    doubtful: tuple[tuple[int, int], ...] = ()
    called: Called = field(default_factory=Called)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """(start, end) of the paragraphs of `text`; long ones are cut at lines."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in re.finditer(r"\n[ \t\r]*\n\s*", text):
        found += _cut(text, start, gap.end())
        start = gap.end()
    return found + _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts = []
    while end - start > _LONG:
        cut = max(text.rfind("\n", start, start + _LONG), text.rfind(". ", start, start + _LONG) + 1)
        if cut <= start:
            cut = text.rfind(" ", start, start + _LONG)
        cut = cut + 1 if cut > start else start + _LONG
        parts.append((start, cut))
        start = cut
    if end > start:
        parts.append((start, end))
    return parts


def look_at(paragraph: str, asked: Opinion | None = None) -> Shown:
    """What `paragraph` (in plain spelling) shows; `asked` is what the model thinks of it, where somebody asked already."""
    return keeping.kept_for(_WAY, paragraph, lambda whole: _analyse(whole, asked or opinion_of(whole)))


def is_kept(paragraph: str) -> bool:
    """Whether what `paragraph` shows is known."""
    return keeping.is_kept(_WAY, paragraph)


def _analyse(paragraph: str, asked: Opinion) -> Shown:
    lists = lexicon()
    starts = word_starts(paragraph)
    masked = mask(paragraph, starts, lists)
    loud = _is_loud(paragraph)
    sure = resolve([*numbers.find(paragraph, starts), *dates.find(paragraph, starts)])
    struck = with_capitals(masked, lists) if loud or _is_quiet(paragraph) else masked
    whole = struck if struck is not masked else paragraph
    spans = [
        *_not_within_days(addresses.find(whole, struck, lists, starts), sure, masked),
        *places.find(struck, lists, starts),
    ]
    spans += placing.find(paragraph, masked, starts, lists, small=loud)
    spans += spelt_places.find(paragraph, masked, starts, lists, small=loud)
    spans = [
        *sure,
        *sensing.believed(spans, paragraph, asked, lists),
        *spelt_places.known(paragraph, masked, starts),
    ]
    spans += [*listed_places.find(paragraph, masked, lists), *said_addresses.find(paragraph, starts, lists)]
    plainly = masked.lower() if loud else masked
    spans += [*welsh_streets.find(paragraph, starts), *led_places.find(plainly, starts, lists)]
    spans += torn_streets.find(paragraph, starts, lists)
    spans += _not_within_days(pitches.find(paragraph, starts), sure, masked)
    spans += places_told.find(paragraph, masked, plainly, starts, lists)
    spans += held.find(paragraph, masked, plainly, starts, lists)
    spans += type_last.find(masked, plainly, starts, lists)
    spans += signs.find(paragraph, starts)
    spans += [*clubs.find(paragraph, starts), *before_kinds.find(paragraph, plainly, starts, lists)]
    spans += cut_short.find(paragraph, masked, plainly, starts, lists)
    spans += _not_within_days(in_lodgings.find(paragraph, masked, plainly, starts, lists), sure, masked)
    spans += sensing.find(paragraph, masked, asked, lists, spans, small=loud)
    words = _words_of(masked, lists, spans, loud=loud)
    chances = people.chances_of(words.tokens, asked)
    spans += [Span(start, end, Label.PERSON) for start, end in people.names_in(words, lists, chances)]
    spans += [span for span in hidden.find(paragraph, lists) if _may_hide(paragraph, masked, span)]
    spans += [*scripts.find(paragraph), *said.find(paragraph, starts, lists)]
    spans += [*torn.find(paragraph, words.tokens, lists), *letter_names.find(paragraph, starts, lists)]
    spans += [*ciphers.find(paragraph, starts, lists), *odd_initials.find(paragraph, lists)]
    spans += told_hiding.find(paragraph, lists)
    spans += [*listed_surnames.find(paragraph, lists), *old_short_names.find(paragraph, starts)]
    called = called_in(masked, lists, loud=loud, words=starts)
    nicknames = tuple(partners.nicknames(words, chances))
    told = telling.everywhere(paragraph, masked, plainly, starts, lists)
    called = Called((*called.names, *nicknames, *partners.officers(words), *told), called.initials)
    here = telling.here_only(paragraph, masked, plainly, starts, lists)
    spans += [Span(*at, Label.PERSON) for at in (*called.names, *called.initials, *here)]
    spans += [Span(*at, Label.PERSON) for at in joined_to_names.find(plainly, spans, lists)]
    kept = resolve(
        span
        for span in spans
        if not leads_to_nobody(paragraph, span, lists)
        and not told_in_figures.is_told(paragraph, span)
        and not told_in_stock.is_told(paragraph, span)
        and not (
            not loud
            and span.label in _PLACES
            and no_people.are_in_haste(paragraph[span.start : span.end], lists)
        )
    )
    strange = tuple(
        (t.start, t.end)
        for t in words.tokens
        if not t.english and not t.place and len(t.word) > 2 and (not t.field or _is_titled_short(t, lists))
    )
    return Shown(tuple(kept), strange, people.doubtful_in(words, chances), called)


def _may_hide(paragraph: str, masked: str, span: Span) -> bool:
    """Whether a word may hide a name: it is no well-known phrase and no hour, as "KIRAT" and "11am" are."""
    return "\x01" not in masked[span.start : span.end] and not _HOUR.fullmatch(
        paragraph, span.start, span.end
    )


def _is_titled_short(token: Token, lists: Lexicon) -> bool:
    """Written as a name is, and no word of the field: "Ffi" is no FFI."""
    return token.shape == "T" and token.word in lists.short and token.word not in lists.field


def looked_at(paragraph: str, lists: Lexicon, spans: Sequence[Span] = ()) -> tuple[Words, Opinion]:
    """The words of `paragraph` outside `spans` and well-known phrases, and somebody to ask about them."""
    loud = _is_loud(paragraph)
    words = _words_of(mask(paragraph, word_starts(paragraph), lists), lists, spans, loud=loud)
    return words, opinion_of(paragraph)


def opinion_of(paragraph: str) -> Opinion:
    """Somebody to ask what the model thinks of the words of `paragraph`."""
    read = without_addresses(paragraph)
    return Opinion(read.lower() if _is_loud(paragraph) else read)


def _words_of(masked: str, lists: Lexicon, spans: Sequence[Span], *, loud: bool) -> Words:
    tokens = _outside(tokenise(masked), spans)
    if loud:
        _open_all(tokens)
    return Words(masked, tokens, _cues(), loud)


@cache
def _cues() -> Cues:
    return Cues(lexicon())


def _not_within_days(found: Iterable[Span], spans: Sequence[Span], masked: str) -> Iterator[Span]:
    """Addresses that are no days and nobody's name: not "14 Ionawr 2012", "David Brown 990"."""
    days = [span for span in spans if span.label in (Label.DATE, Label.DATE_OF_BIRTH)]
    for span in found:
        within = any(day.start <= span.start and span.end <= day.end for day in days)
        if not within and not _is_struck(masked, span.start, span.end):
            yield span


def _is_struck(masked: str, start: int, end: int) -> bool:
    """Whether most of what stands there is a phrase that names nobody."""
    return 2 * masked.count("\x01", start, end) > end - start


def _is_loud(text: str) -> bool:
    """Whether the text is in capitals throughout."""
    if 5 * sum(map(text.count, _FREQUENT)) >= len(text):
        return False
    letters = "".join(filter(str.isalpha, text))
    return len(letters) > 20 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _is_quiet(text: str) -> bool:
    """Whether hardly a word begins with a capital."""
    words = text.split()
    return sum(word[:1].isupper() and not word.isupper() for word in words) * 40 < len(words)


def _open_all(tokens: list[Token]) -> None:
    for token in tokens:
        token.opens = True


def _outside(tokens: list[Token], spans: Sequence[Span]) -> list[Token]:
    """Tokens that no span covers."""
    covered = sorted(spans)
    kept = []
    i = 0
    for token in tokens:
        while i < len(covered) and covered[i].end <= token.start:
            i += 1
        if i == len(covered) or covered[i].start >= token.end:
            kept.append(token)
    return kept
