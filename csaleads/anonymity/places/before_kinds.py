"""Courts, offices and places where children play, by the name before their kind: "Marlow Youth Court", "Tarn Hows Soft Play".

Many of these kinds are phrases that name nobody by themselves, so that they are struck out before others look.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.places.asking_words import named_after
from csaleads.anonymity.places.venues import NEVER, may_name
from csaleads.anonymity.places.words import lowered
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "places_told.txt"
_CHAINS = frozenset(phrase_group(_FILE, "chain before a kind"))
_KINDS = sorted(
    (
        *_CHAINS,
        *phrase_group(_FILE, "office before a kind"),
        *phrase_group(_FILE, "leisure before a kind"),
    ),
    key=len,
    reverse=True,
)
_KIND = LedPattern(re.compile(rf"(?:{either(_KINDS)})(?![\w&'’-])", re.I), _KINDS)
_BEFORE = re.compile(r"(?<![\w'’.-])(?:[A-Z][\w'’-]+ ){1,3}$")
_SMALL_BEFORE = re.compile(r"(?<![\w'’.-])(?:[a-z][a-z'’-]+ ){1,2}$")
_LONGEST = 60
_LONGEST_SHORT = 5
_LED = re.compile(r"\b(?:at|in|to|from|near|outside|by|via|inside|behind|opposite|for) (?:the )?$", re.I)
_OPENS = re.compile(r"(?:^|[.!?:\n•*–-]\s*)$")
_NO_NAME = NEVER | frozenset(phrase_group(_FILE, "no name before a kind"))


def find(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`; `plainly` lacks capitals where they say nothing."""
    shown = lowered(text) if plainly.islower() else text
    for kind in _KIND.finditer(shown, words):
        if not kind.start():
            continue
        is_chain = kind.group().lower() in _CHAINS
        at = max(0, kind.start() - _LONGEST)
        before = _BEFORE.search(shown, at, kind.start()) if kind.group()[0].isupper() else None
        start = (
            _named(shown, before, lists, is_chain=is_chain)
            if before
            else _named_small(shown, kind.start(), lists)
        )
        if start is not None:
            yield Span(start, kind.end(), Label.SMALL_PLACE)


def _named(text: str, before: re.Match[str], lists: Lexicon, *, is_chain: bool) -> int | None:
    """Where the name begins whose words, each with a capital, are `before` a kind."""
    parts = list(re.finditer(r"\S+", before.group()))
    first = 0
    while first < len(parts) and not _is_own(parts[first].group(), lists):
        first += 1
    own = [fold(part.group()) for part in parts[first:]]
    if not own:
        return None
    start = before.start() + parts[first].start()
    if is_chain and not lists.first.isdisjoint(own):
        return None  # somebody's name, or what somebody eats
    strange = [word for word in own if not lists.is_english(word) and word not in lists.first]
    led = bool(_LED.search(text, max(0, start - 16), start))
    opens = first == 0 and bool(_OPENS.search(text[max(0, start - 3) : start]))
    if strange or led:
        return start
    named = own[0] in lists.first or own[0] in named_after()
    return start if len(own) > 1 and not is_chain and (named or not opens) else None


def _is_own(shown: str, lists: Lexicon) -> bool:
    word = fold(shown).removesuffix("'s")
    if shown.isupper() and len(shown) <= _LONGEST_SHORT:
        return False  # "HMI Probation"
    return word not in _NO_NAME and word not in lists.field and word not in lists.large_places


def _named_small(text: str, end: int, lists: Lexicon) -> int | None:
    """Where a name in small letters begins: only what no list has."""
    before = _SMALL_BEFORE.search(text, max(0, end - _LONGEST), end)
    start = None
    for part in reversed(list(re.finditer(r"\S+", before.group()))) if before else ():
        word = part.group()
        if not (len(word) > 3 and may_name(word, lists) and fold(word) not in lists.first) or (
            fold(word) in _NO_NAME
        ):
            break
        start = before.start() + part.start()  # type: ignore[union-attr]
    return start
