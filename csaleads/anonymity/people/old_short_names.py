"""Forenames as old registers shorten them: "Thos. Ap Rees", "Jn° Harker", "Marg't", "Wm Baxter"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_ALONE, _LED = (phrase_group("old_forenames.txt", kind) for kind in ("alone", "led"))
_PARTICLE = r"(?:(?:[Aa]p|[Aa]b|[Vv]erch|[Ff]erch|[Dd]e|[Oo]f|[Vv]an|Mc|Mac|O'|St\.?) ?)"
_SURNAME = r"[A-ZÀ-Þ][a-zà-ÿ']+(?:-[A-ZÀ-Þ][a-zà-ÿ']+)?"
_WHOLE = LedPattern(
    re.compile(
        rf"(?<![\w'])(?:(?:{either(_ALONE)})|(?:{either(_LED)})(?:\.|(?=°)|(?= )))°?(?: (?:{either(_LED)})\.)?"
        rf"(?: [A-Z]\.)? {_PARTICLE}?{_SURNAME}(?!\w)"
    ),
    (*_ALONE, *_LED),
)
_BY_ITSELF = LedPattern(re.compile(rf"(?<![\w'])(?:{either(_ALONE)})(?![\w'])"), _ALONE)
_WITHOUT_STOP = frozenset(("jos", "hy", "edw", "jn", "isab", "kath", "lawr", "abr", "gilbt"))
"""What is no shortened name unless a stop says so."""
_MARKS = tuple(sorted({name[at - 1 :] for name in _ALONE if (at := max(name.find("'"), name.find("°"))) > 0}))
"""How a name that is cut short within ends: "g't", "n°"."""
_LED_WORDS = frozenset(
    name.strip("°").lower() for name in (*_LED, *(name for name in _ALONE if name.isalpha()))
)
_NO_SURNAME = word_group("function words")


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every such name in `text`, whose words begin at `words`."""
    marked = any(mark in text for mark in _MARKS)
    if not (marked or words.has_any(_LED_WORDS)):
        return
    for found in _WHOLE.finditer(text, words):
        first = re.match(r"[^\W\d_]+", found.group())
        dotted = found.group()[first.end() : first.end() + 1] in (".", "°", "'") if first else False
        plain = first is None or first.group().lower() in _WITHOUT_STOP
        if (dotted or not plain) and fold(found.group().split()[-1]) not in _NO_SURNAME:
            yield Span(*found.span(), Label.PERSON)
    for found in _BY_ITSELF.finditer(text, words):
        yield Span(*found.span(), Label.PERSON)
