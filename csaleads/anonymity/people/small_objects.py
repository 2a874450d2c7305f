"""Names in small letters that are words, told by what is done to them: "ask mark to ring", "shouted at sue", "smacked pat for",
"gave grace her bottle", "took jack to nans", "changed dots nappy".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, either, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "in_haste.txt"
_W = "[a-z]{2,12}"
_NAME = rf"(?:(?:the )?(?:baby|twins?|kids|boys|girls|{_W}) (?:and|n|&) )?(?P<name>{_W})"
_PLACE = either(phrase_group("somebody_here.txt", "place"))
_BIDDEN = phrase_group(_FILE, "bidding")
_SHOUTED = phrase_group(_FILE, "shouting")
_HURT = phrase_group(_FILE, "hurting")
_TENDED = phrase_group(_FILE, "tending")
_FETCHED = phrase_group(_FILE, "fetching")
_GIVEN = phrase_group(_FILE, "giving")
_END = r"(?=[.,;!?\n]|$| (?:and|n|an|in|on|for|when|again|cos|coz|because|so|but|at|today|before|b4|the whole|all)\b)"
_DONE = (
    LedPattern(
        re.compile(rf"\b(?:{either(_BIDDEN)}) {_NAME} (?:not )?to (?!the\b|a\b|my\b|her\b|his\b)[a-z]"),
        _BIDDEN,
    ),
    LedPattern(re.compile(rf"\b(?:{either(_SHOUTED)}) (?:at|with|on) {_NAME}{_END}"), _SHOUTED),
    LedPattern(
        re.compile(
            rf"\b(?:{either(_HURT)}) {_NAME} (?:for (?:not |being )?[a-z]+ing\b|for being|by the|"
            r"(?:in|on|across|round) (?:the|her|his) (?:[a-z]+ )?"
            r"(?:face|head|arm|arms|leg|legs|tummy|belly|back|stomach|bum|hand|hands|neck|eye|mouth|ear|shoulder|chest|ribs|room)\b"
            r"|and made (?:her|him)|so hard|again|when (?:he|she)|cos (?:he|she)|because (?:he|she)|against the|down the|"
            r"with (?:a|the|his|her) (?:belt|shoe|slipper|hand|fist|stick|phone|spoon))"
        ),
        _HURT,
    ),
    LedPattern(
        re.compile(
            rf"\b(?:{either(_TENDED)}) {_NAME} (?:and (?:put|gave|got|changed|settled|dressed)\b|n (?:put|gave|got)\b|before bed|"
            r"after (?:tea|lunch|school|contact|nursery)|at (?:school|home|nursery|clinic|bedtime|contact)|"
            r"for (?:bed|school|contact)|on (?:her|his) own|in (?:her|his))"
        ),
        _TENDED,
    ),
    LedPattern(
        re.compile(
            rf"\b(?:{either(_FETCHED)}) {_NAME} (?:(?:back |off |up |round |over |out )?(?:to|from|at|into) "
            rf"(?:(?:his|her|their|the|a) )?(?:{_PLACE})(?![\w-])|(?:back )?home\b|up (?:late|early)\b)"
        ),
        _FETCHED,
    ),
    LedPattern(
        re.compile(
            rf"\b(?:{either(_GIVEN)}) {_NAME} (?:her|his) (?:{either(phrase_group(_FILE, 'given'))})(?![\w-])"
        ),
        _GIVEN,
    ),
)
_OWNED = phrase_group(_FILE, "owned")
_OWNED_WORDS = frozenset(_OWNED)
_SURELY_OWNED = frozenset(("nappy", "nappies", "cot", "dummy", "pram", "bottle", "mum", "mam", "dad", "nan"))
_OWNER = re.compile(r"(?<![\w'’-])(?P<name>[a-z]{2,12})s (?:(?:new|old|own|wet|dirty|left|right) )?$")
_NO_OWNER = frozenset(phrase_group(_FILE, "no owner"))
_OF_MANY = re.compile(
    r"\b(?:the|of|some|all|these|those|many|no|any|two|three|four|five|her|his|my|their|our|few|and|with) $"
)
_NOBODY = frozenset(phrase_group(_FILE, "nobody done to"))
_TAKEN = frozenset(("comfort", "hope", "joy", "heart", "courage", "pleasure", "pride", "faith", "patience"))
"""What one takes from contact or from school."""
_SHORT = word_group("short forms that people are called by") | frozenset(("tel", "flo"))
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("no name told")
    | word_group("kin alone")
    | word_group("not after a title")
) - {"will", "may"}


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    for pattern in _DONE:
        for found in pattern.finditer(text, words):
            is_taken = found["name"] in _TAKEN and " from" in found.group()
            if _is_name(found["name"], lists) and not is_taken:
                yield found.span("name")
    for noun in words.keys() & _OWNED_WORDS if words.has_any(_OWNED_WORDS) else ():
        for start in words[noun]:
            before = _OWNER.search(text, max(0, start - 22), start)
            if before is None or _OF_MANY.search(text, max(0, before.start() - 6), before.start()):
                continue
            may_own = noun in _SURELY_OWNED or before["name"] not in _NO_OWNER
            if may_own and _is_name(before["name"], lists):
                yield before.span("name")


def _is_name(word: str, lists: Lexicon) -> bool:
    """Whether it is a given name that is a word too, or cut short; any other is found where it stands."""
    return (word in _SHORT or (word in lists.wordlike and word in lists.first)) and not (
        word in _NEVER or word in _NOBODY
    )
