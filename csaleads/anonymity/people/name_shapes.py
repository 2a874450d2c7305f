"""Names told by their shape: a rank for a surname ("Amy Constable rang"), a given name of two syllables ("the mother Ra-im"),
a given name cut short ("hungry, Rhi wouldn't speak").

Ranks and trades are surnames behind a given name where no other name follows; syllables are those of given names in Korea and
China, joined by a hyphen, of which English has not both. What else is cut short like a name stands in capitals.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.scanning import WordStarts

_RANKS = word_group("ranks that are surnames")
_RANKED = re.compile(
    rf"(?P<first>[A-Z][a-z]{{1,12}}) (?P<last>{'|'.join(sorted(rank.title() for rank in _RANKS))})(?![\w-]| [A-Z][a-z])"
)
_BEFORE = re.compile(r"(?P<first>[A-Z][a-z]{1,12}) $")
_SYLLABLES = word_group("syllables of given names")
_JOINED = re.compile(r"(?<![\w'’-])(?P<one>[A-Z][a-z]{0,5})-(?P<two>[a-z]{2,6})(?![\w'’-])")
_CUT_SHORT = word_group("given names cut short")
_ARTICLE = re.compile(r"\b(?:the|an?|this|that|our|your|no|per|each) $", re.I)
_OPENS = re.compile(r"(?:^|[.?!:;*•\n–-]) ?[\"'(“]?$")
_DOES = re.compile(
    r"['’]s\b| (?:is|was|has|had|says|said|told|called|came|went|wo|would|wouldn|won|could|couldn|can|didn|doesn|isn|wasn|hasn|"
    r"woke|slept|cried|ate|wants|wanted|asked|rang|hid|ran|left|got|gets|stayed|refused|and I|upset|hungry|asleep|quiet|settled|"
    r"tearful|missing|back|home|wet|sick)\b|,? \(?\d{1,2}[),]"
)
_NO_PERSON = re.compile(r" (?:browser|network|account|accounts|relay|form|forms|request|requests)\b")
_NEVER = word_group("function words") | word_group("always roles") | word_group("seasons and months")


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    for rank in words.keys() & _RANKS if words.has_any(_RANKS) else ():
        for start in words[rank]:
            before = _BEFORE.search(text, max(0, start - 14), start)
            found = _RANKED.match(text, before.start()) if before else None
            if found and _is_given(fold(found["first"]), lists):
                yield found.span()
    for name in words.keys() & _CUT_SHORT if words.has_any(_CUT_SHORT) else ():
        for start in words[name]:
            if text[start : start + len(name)].istitle() and _stands_alone(text, start, start + len(name)):
                yield start, start + len(name)
    for found in _JOINED.finditer(text) if "-" in text else ():
        one, two = found["one"].lower(), found["two"]
        if one == two or not (one in _SYLLABLES and two in _SYLLABLES):
            continue
        if not (lists.is_english(one) and lists.is_english(two)) and one + two not in lists.english:
            yield found.span()


def _is_given(word: str, lists: Lexicon) -> bool:
    return (
        word in lists.first
        and word not in _NEVER
        and word not in lists.field
        and not (lists.is_english(word) and word not in lists.wordlike)
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital stands where a sentence would give it none, or does at its head what people do."""
    before = text[max(0, start - 8) : start]
    if _ARTICLE.search(before) or _NO_PERSON.match(text, end) or text[end : end + 1] in ("-", "/", "_", "@"):
        return False
    return not _OPENS.search(before) or bool(_DOES.match(text, end))
