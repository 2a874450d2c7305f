"""Words that somebody goes by on the street, told by what is done for him: 'a bank app for "Fists"', "running for Spuds",
"a man Bricks waits", "mums new bloke baz pickup stays".

The word has a capital where none is due, or is in quotes, or a given name stands before it.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "street_names.txt"
_T = r"[A-Z][a-z]{2,12}"
_SOMEBODY = phrase_group(_FILE, "somebody")
_BESIDE = LedPattern(
    re.compile(
        rf"\b(?:an?|some|another|this|one|older|unknown) (?:[a-z-]+ ){{0,2}}?(?:{either(_SOMEBODY)}) (?P<name>{_T}) "
        rf"(?:{either(phrase_group(_FILE, 'does'))})(?![\w-])",
        re.I,
    ),
    ("a", "an", "some", "another", "this", "one", "older", "unknown"),
)
_DEALING = phrase_group(_FILE, "dealing")
_DEALING_WORDS = frozenset(word.split()[0] for word in _DEALING)
_QUOTED = re.compile(
    r"\b(?:for|to|from|by|off|via|with|behind|under) [\"“](?P<name>[A-Z][a-z'-]{1,12}(?: [A-Z][a-z]{0,12})?)[\"”]"
    r"(?=[.,;:)\n]|$| (?:and|but|who|at|on|since|before|after|every|again|twice|once|most|all|because|when|he|she|they)\b)"
)
_DEALT = re.compile(rf"(?<![\w-])(?:{either(_DEALING)})(?![\w-])[^.?!\n]*$", re.I)
_OFFICE = re.compile(rf"(?<![\w-])(?:{either(phrase_group(_FILE, 'office'))})(?![\w-])", re.I)
_SERVING = phrase_group(_FILE, "serving")
_SERVED = LedPattern(
    re.compile(
        rf"\b(?:{either(_SERVING)}) (?P<name>(?-i:{_T}))(?=[.,;:)\n]|$| (?:and|but|who|at|on|in|since|for|from|before|after|"
        r"again|because|when|he|she|they|money|over|£|two|three)\b)",
        re.I,
    ),
    _SERVING,
)
_PARTNER = phrase_group(_FILE, "partner")
_PICKUP = re.compile(
    rf"\b(?:new |old |latest )?(?:{either(_PARTNER)}),? (?P<name>(?P<given>[a-z]{{2,10}}) (?P<what>[a-z]{{3,12}})) "
    r"(?:is|was|has|says|said|hit|hits|came|comes|took|takes|makes|stays|sleeps|lives|showers|baths|watches|calls|gives|gets|"
    r"goes|drives|drinks|smokes|shouts|sits|wants|tells|touches|hurts|picks|brings|buys|moved|keeps|does|did)\b"
)
_PARTNER_WORDS = frozenset(_PARTNER)
_NO_NICKNAME = re.compile(r"(?:s|ed|ing|ly)$")
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("always roles")
    | word_group("no name told")
    | word_group("kin alone")
    | word_group("not after a title")
    | frozenset(phrase_group(_FILE, "never"))
)


def find(text: str, masked: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`; `masked` is it without what names nobody."""
    for pattern in (_BESIDE, _SERVED):
        for found in pattern.finditer(masked, words):
            if found["name"].istitle() and _may_be(found["name"], lists):
                yield found.span("name")
    if words.has_any(_DEALING_WORDS) and ('"' in text or "“" in text):
        for found in _QUOTED.finditer(masked):
            dealt = _DEALT.search(text, max(0, found.start() - 80), found.start())
            if dealt and not _OFFICE.search(dealt.group()) and _may_be(found["name"].split()[0], lists):
                yield found.span("name")
    for found in _PICKUP.finditer(text) if words.has_any(_PARTNER_WORDS) else ():
        given, what = found["given"], found["what"]
        known = given in lists.first and not (lists.is_english(given) and given not in lists.wordlike)
        if known and given not in _NEVER and _may_be(what, lists) and not _NO_NICKNAME.search(what):
            yield found.span("name")


def _may_be(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return not (
        word in _NEVER
        or word in lists.large_places
        or (word in lists.field and word not in lists.first)
        or (word in lists.short and not shown.istitle())
    )
