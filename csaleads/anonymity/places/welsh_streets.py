"""Streets with a Welsh kind in front, also in small letters: "on heol y felin", "17 tan y graig", "tri deg dau, Stryd y Glo"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.welsh_figures import said_in_welsh
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import either, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_KINDS = ("heol", "hewl", "stryd", "rhodfa", "rhes", "lôn", "cwrt", "ffordd", "clos", "maes", "tan", "bro")
_SURE = frozenset(("heol", "hewl", "stryd", "rhodfa", "rhes", "lôn"))
"""Hardly anything but a street; the others are words of other things too and take a number or an article."""
_FIGURES = sorted({**said_in_welsh("figure"), **said_in_welsh("count")}, key=len, reverse=True)
_ONE = f"(?:{either(_FIGURES)})"
_NUMBER = rf"(?:\d{{1,4}} ?[a-f]?|{_ONE}(?: deg)?(?: {_ONE})?)"
_STREET = LedPattern(
    re.compile(
        rf"(?:(?P<number>{_NUMBER}),? )?(?P<kind>{'|'.join(_KINDS)})(?P<article> yr?| 'r|['’]r)? "
        r"(?P<name>[^\W\d_][\w'’-]{2,}(?: (?-i:[A-Z])[\w'’-]{2,})?)(?![\w'’-])",
        re.I,
    ),
    (*_KINDS, *_FIGURES),
    figures=True,
)
_KIND_WORDS = frozenset(_KINDS)
_PLACED = re.compile(
    r"\b(?:on|at|in|to|from|off|near|along|of|up|down|into|by|past|through|ar|yn|yng|ym|o|at|address:?|street:?|number|no\.?) $",
    re.I,
)
_NO_NAME = word_group("function words") | word_group("no name of a welsh street")


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if not words.has_any(_KIND_WORDS):
        return
    for found in _STREET.finditer(text, words):
        first = found["name"].split()[0]
        end = found.start("name") + len(first) if first.isupper() else found.end()  # of capitals one word
        if first.lower() in _NO_NAME or found["kind"].isupper() != first.isupper():
            continue
        placed = found["number"] or _PLACED.search(text, max(0, found.start() - 12), found.start())
        if placed and (found["kind"].lower() in _SURE or found["article"]):
            yield Span(found.start(), end, Label.ADDRESS)
