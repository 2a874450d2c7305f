"""What a text says outright about somebody's name: nicknames that are told, greetings, signatures, families.

A word told to be somebody's name is one wherever it stands, though English has it too: "known as Spanner. Spanner lets".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from csaleads.anonymity.people.initials import initials_in
from csaleads.anonymity.people.nicknames import told_in
from csaleads.anonymity.text.lexicon import Lexicon, fold, leading_words, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, may_hold, word_starts

_SOMEBODY = (
    r"\b(?:he|she|him|her|who|whom|someone|somebody|man|men|boy|boys|girl|girls|lad|lads|lass|woman|bloke|"
    r"guy|fella|"
    r"male|female|mate|mates|friend|friends|person|people|driver|dealer|lodger|neighbour|uncle|aunt|dad|mum|"
    r"father|"
    r"mother|brother|sister|son|daughter|cousin|boyfriend|girlfriend|partner|ex|child|kid|pupil|youth|yp|"
    r"one)\b"
)
_WORD = r"[^\W\d_][\w'’-]{1,14}(?![\w@]|[._]\w)"
_TOLD = LedPattern(
    re.compile(
        r"\b(?:goes by(?: the name(?: of)?)?|go(?:es)? under the name(?: of)?|answers to|signs (?:him|her|"
        r"them)self|"
        r"calls (?:him|her|them)self|(?:real|birth|full|street|middle|maiden|married) name(?: is| was|'s|:)?|"
        r"nicknamed|"
        r"christened|by the name of|alias|a\.?k\.?a\.?|nickname(?: is| was|:)?|"
        r"known (?:(?:only|just|simply|locally|better|also|always|online|there|round here) )?"
        r"(?:to \w+(?: \w+){0,2} )?(?:only )?as|"
        r"call(?:s|ed)? (?:him|her|them|me|us)|"
        rf"(?:knows|knew|know) (?:\w+ (?:only |just )?)?as) (?P<quote>[\"“]?)(?P<name>{_WORD})",
        re.I,
    ),
    leading_words("calling told"),
)
_CALLED = LedPattern(
    re.compile(rf"\b(?:called|named) (?P<quote>[\"“]?)(?P<name>{_WORD})", re.I),
    ["called", "named"],
)
_BEARER = re.compile(rf"{_SOMEBODY}(?: \w+){{0,2}},? $", re.I)
_QUOTED = re.compile(
    r"\b(?:met|meeting|meets|messag\w+|text\w*|chat\w* (?:to|with)|linked (?:to|with)|associat\w+ with|"
    r"seen with|"
    r"friends with|relationship with|dating|lives with|stays with|stayed with|driver|male|man|men|called|"
    r"(?:said|thought|"
    r"believed|known) to be|identified as|since \w+ with|and to|then|"
    r"and) [\"“](?P<name>[^\W\d_][\w'’-]{2,12})[\"”](?! (?:to|her|him|them)\b)"
)
_TURNED = re.compile(
    rf"[\"“](?P<name>{_WORD})[\"”],? (?:turns? out|turned out|is (?:really|in fact|actually|thought|believed|"
    rf"known|said) |was really|real name)"
)
_MEETS = re.compile(r"\b(?:met|man|men|male|driver|linked|friend|mate|older|online|gang|girls|boys)\b", re.I)
_GREETED = re.compile(
    r"(?:^|\n)[ \t]*(?:hi|hiya|hello|hey|dear|morning|afternoon|evening|good (?:morning|afternoon|evening)|"
    r"shwmae|annwyl)"
    rf" (?P<name>{_WORD})(?=\s?[,.!:;\n–-]|$)",
    re.I,
)
_SIGNED = re.compile(
    r"\n[ \t]*(?:(?:many )?thanks|thx|ta|cheers|(?:kind |warm |best )?regards|best(?: wishes)?|bw|kr|"
    r"yours(?: \w+)?|love|diolch)"
    r"[ ,.!]*\n+[ \t]*(?P<name>[A-Z]|[^\W\d_][\w'’-]{1,14})(?=[ .x]*(?:\n|$))",
    re.I,
)
_GREETINGS = frozenset(leading_words("calling greetings"))
_FAREWELLS = frozenset(leading_words("calling farewells"))
_FAMILY = re.compile(
    r"\b(?:with|from|to|of|by|at|left|and|lived?|are|placed|\() ?the (?P<name>[A-Z][a-z']{3,14}?)e?s\b(?! "
    r"(?:[A-Z]|Road|Street))"
    r"|\bThe (?P<first>[A-Z][a-z']{3,14}?)e?s (?:are|were|have|had|want|wanted|say|said|gave|give|will|can|"
    r"live|lived|came|feel|think|moved)\b"
)
_PLACED = re.compile(
    r"\b(?:placed|placement|lives?|lived|living|stay(?:s|ed|ing)?|moved|respite|fostered)\b", re.I
)
_BORN = re.compile(
    r"(?:\b(?:was|is)|'s|\bn[ée]e|\bborn|\bmarried) (?:an? )?(?P<name>[A-Z][\w'-]{2,14})(?= (?:before|"
    r"by birth|by marriage|herself|himself|originally))"
)
_BORN_LAST = re.compile(r" (?:before|by (?:birth|marriage)|h(?:er|im)self|originally)\b")
_TRADE = re.compile(
    r"(?P<name>[A-Z][a-z'-]{1,10}) (?:the|y|yr) (?:Post|Milk|Bread|Coal|Bus|Van|Fish|Shop|Taxi|Paper|Meat|"
    r"Oil|Vet|School|Farm|"
    r"Garage|Bakery|Butcher|Chips|Pub|Bakers?|Bont|Siop|Llaeth|Glo|Cig|Bara|Post)\b(?! Office)"
)
_BIG = LedPattern(
    re.compile(
        r"\b(?:[Bb]ig|[Ff]at|[Mm]ad|[Ss]kinny|[Ww]ee|[Ll]il|[Cc]razy|[Dd]odgy|[Gg]inger|[Bb]ald|[Ll]ong|"
        r"[Ll]ittle|[Tt]iny|[Uu]gly|[Ss]mily) "
        r"(?P<name>[A-Za-z][a-z'-]{1,10})\b"
    ),
    leading_words("calling big"),
)
_ITEM = re.compile(r"[^\W\d_]+")
_LISTED = re.compile(r"[^\W\d_]{3,}(?:(?:, ?| AND | & )[^\W\d_]{3,}){2,}")
_INTRODUCED = LedPattern(
    re.compile(
        r"\b(?:teachers|staff|children|kids|siblings|sibs|boys|girls|friends|mates|men|brothers|sisters|"
        r"cousins|carers|visitors|"
        r"names|with|seen|household)(?: \w+){0,3}: ?(?P<names>[^\W\d_]{3,}(?:(?:, ?| and |"
        r" & )[^\W\d_]{3,}){1,})",
        re.I,
    ),
    leading_words("calling introduced"),
)
_INITIAL_SMALL = LedPattern(
    re.compile(r"(?<![\w.])[a-z]\. (?P<name>[a-z]{4,})\b"),
    (*"abcdefghijklmnopqrstuvwxyz",),
)
_ACT = word_group("short forms that act")
_NOBODY = word_group("nobody called")
_STARTERS = word_group("function words")


@dataclass(frozen=True, slots=True)
class Called:
    """(start, end) of words that a text says are names, and of initials that act as people do in minutes."""

    names: tuple[tuple[int, int], ...] = ()
    initials: tuple[tuple[int, int], ...] = ()


def called_in(text: str, lists: Lexicon, *, loud: bool, words: WordStarts | None = None) -> Called:
    """What `text`, whose words begin at `words`, says outright; nothing of initials where it is all in capitals."""
    words = word_starts(text) if words is None else words
    names = sorted(
        {*_told(text, words, lists, loud), *_families(text, lists), *_shaped(text, words, lists)}
        | {*_greeted(text, words, lists), *_lists(text, words, lists, loud)}
        | {*told_in(text, lists, loud=loud, words=words)}
    )
    return Called(tuple(names), () if loud else tuple(sorted(set(initials_in(text)))))


def _told(text: str, words: WordStarts, lists: Lexicon, loud: bool) -> Iterator[tuple[int, int]]:
    for found in _TOLD.finditer(text, words):
        shown = found["name"]
        sentence = re.split(r"[.?!\n]", text[max(0, found.start() - 60) : found.start()])[-1]
        is_somebody = re.search(_SOMEBODY, sentence, re.I) or not found.group().lower().startswith("known")
        if found.group().lower().startswith("call") and shown.islower() and lists.is_english(fold(shown)):
            continue  # "calls her dolly"
        if is_somebody and _may_be_called(shown, lists, loud, quoted=bool(found["quote"])):
            yield _without_possessive(found)
    for found in _CALLED.finditer(text, words):
        bearer = _BEARER.search(text[max(0, found.start() - 36) : found.start()])
        if bearer and _may_be_called(found["name"], lists, loud, quoted=bool(found["quote"])):
            yield _without_possessive(found)
    if '"' in text or "“" in text:
        yield from _quoted(text, lists, loud)


def _quoted(text: str, lists: Lexicon, loud: bool) -> Iterator[tuple[int, int]]:
    """Names in quotes: '"Spanner" turned out to be', 'met "Spanner"'."""
    for found in _TURNED.finditer(text):
        if _may_be_called(found["name"], lists, loud, quoted=True):
            yield found.span("name")
    for found in _QUOTED.finditer(text):
        around = text[max(0, found.start() - 60) : found.end()]
        if (
            found["name"][0].isupper()
            and _MEETS.search(around)
            and _may_be_called(found["name"], lists, loud, quoted=True)
        ):
            yield _without_possessive(found)


def _without_possessive(found: re.Match[str]) -> tuple[int, int]:
    start, end = found.span("name")
    return start, end - 2 if found["name"][-2:] in ("'s", "’s") else end


def _may_be_called(shown: str, lists: Lexicon, loud: bool, *, quoted: bool) -> bool:
    """Whether a word after "called" is a name: with a capital, in quotes, or no English."""
    word = fold(shown.removesuffix("'s"))
    if word in _NOBODY or word in _STARTERS:
        return False
    if (word in lists.field or word in lists.large_places) and not (quoted and shown.istitle()):
        return False
    if shown[0].isupper() and not loud:
        return not shown.isupper() or word not in lists.short
    return word not in lists.short and (quoted or not lists.is_english(word) or word in lists.wordlike)


def _greeted(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for pattern, needed in ((_GREETED, _GREETINGS), (_SIGNED, _FAREWELLS)):
        for found in pattern.finditer(text) if may_hold(words, needed) else ():
            word = fold(found["name"])
            known = word in lists.field or word in _NOBODY or word in _STARTERS or word in _ACT
            short = word in lists.short and not found["name"].istitle()
            if not known and not short and (not lists.is_english(word) or word in lists.wordlike):
                yield found.span("name")


def _families(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "placed with the Hallorans", "Nain was a Gethin before"."""
    for found in _FAMILY.finditer(text):
        part = "name" if found["name"] else "first"
        word = fold(found[part])
        is_home = _PLACED.search(text[max(0, found.start() - 24) : found.start() + 8])
        known = lists.is_english(word) or lists.is_english(word + "s") or word in lists.field
        if not known and (word in lists.last or (is_home and word not in lists.large_places)):
            yield found.start(part), found.end() if part == "name" else found.end(part) + 1
    for found in _BORN.finditer(text) if _BORN_LAST.search(text) else ():
        word = fold(found["name"])
        if not (lists.is_english(word) or word in lists.field or word in lists.large_places):
            yield found.span("name")


def _shaped(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Bryn the Post", "big kev", "b. akande"."""
    for found in (*_TRADE.finditer(text), *_BIG.finditer(text, words)):
        word = fold(found["name"])
        if word in lists.first and (
            not lists.is_english(word) or (found["name"].istitle() and word in lists.wordlike)
        ):
            yield found.span()
    for found in _INITIAL_SMALL.finditer(text, words):
        word = found["name"]
        if word in lists.last and not lists.is_english(word):
            yield found.span()


def _lists(text: str, starts: WordStarts, lists: Lexicon, loud: bool) -> Iterator[tuple[int, int]]:
    """Words that no list knows as English, among names, or after "teachers:", "with:"."""
    found = [(*each.span("names"), True) for each in _INTRODUCED.finditer(text, starts)]
    found += [(*each.span(), False) for each in _LISTED.finditer(text)] if loud else []
    for start, end, is_introduced in found:
        words = [each for each in _ITEM.finditer(text, start, end) if each.group().lower() != "and"]
        plain = [fold(each.group()) for each in words]
        if any(word in lists.field or word in lists.short or word in lists.large_places for word in plain):
            continue
        known = [word for word in plain if word in lists.first or word in lists.last]
        if is_introduced or 2 * len(known) > len(plain):
            for each, word in zip(words, plain, strict=True):
                if not lists.is_english(word) or (word in lists.wordlike and len(known) > 1):
                    yield each.span()
