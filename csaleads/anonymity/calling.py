"""What a text says outright about somebody's name: nicknames that are told, initials in minutes, greetings and signatures.

A word told to be somebody's name is one wherever it stands, though English has it too: "known as Spanner. Spanner lets".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from csaleads.anonymity.lexicon import Lexicon, fold, word_group

_SOMEBODY = (
    r"\b(?:he|she|him|her|who|whom|someone|somebody|man|men|boy|boys|girl|girls|lad|lads|lass|woman|bloke|guy|fella|"
    r"male|female|mate|mates|friend|friends|person|people|driver|dealer|lodger|neighbour|uncle|aunt|dad|mum|father|"
    r"mother|brother|sister|son|daughter|cousin|boyfriend|girlfriend|partner|ex|child|kid|pupil|youth|yp|one)\b"
)
_WORD = r"[^\W\d_][\w'’-]{1,14}"
_TOLD = re.compile(
    r"\b(?:goes by(?: the name(?: of)?)?|go(?:es)? under the name(?: of)?|answers to|signs (?:him|her|them)self|"
    r"calls (?:him|her|them)self|(?:real|birth|full|street|middle|maiden|married) name(?: is| was|'s|:)?|nicknamed|"
    r"christened|by the name of|alias|a\.?k\.?a\.?|nickname(?: is| was|:)?|known (?:to \w+(?: \w+){0,2} )?as|"
    r"calls? (?:him|her|them)|"
    rf"(?:knows|knew|know) (?:\w+ )?as) (?P<quote>[\"“]?)(?P<name>{_WORD})",
    re.I,
)
_CALLED = re.compile(
    rf"{_SOMEBODY}(?: \w+){{0,2}},? (?:called|named) (?P<quote>[\"“]?)(?P<name>{_WORD})", re.I
)
_QUOTED = re.compile(
    r"\b(?:met|meeting|meets|messag\w+|text\w*|chat\w* (?:to|with)|linked (?:to|with)|associat\w+ with|seen with|"
    r"friends with|relationship with|dating|lives with|stays with|stayed with|driver|male|man|men|called|(?:said|thought|"
    r"believed|known) to be|identified as|since \w+ with|and to|then|and) [\"“](?P<name>[^\W\d_][\w'’-]{2,12})[\"”](?! (?:to|her|him|them)\b)"
)
_MEETS = re.compile(r"\b(?:met|man|men|male|driver|linked|friend|mate|older|online|gang|girls|boys)\b", re.I)
_GREETED = re.compile(
    r"(?:^|\n)[ \t]*(?:hi|hiya|hello|hey|dear|morning|afternoon|evening|good (?:morning|afternoon|evening)|shwmae|annwyl)"
    rf" (?P<name>{_WORD})(?=\s?[,.!:;\n–-]|$)",
    re.I,
)
_SIGNED = re.compile(
    r"\n[ \t]*(?:(?:many )?thanks|thx|ta|cheers|(?:kind |warm |best )?regards|best(?: wishes)?|bw|kr|yours(?: \w+)?|love|diolch)"
    r"[ ,.!]*\n+[ \t]*(?P<name>[A-Z]|[^\W\d_][\w'’-]{1,14})(?=[ .x]*(?:\n|$))",
    re.I,
)
_LETTERS = r"(?:[A-Z]{2,3}|[A-Z]{0,2}Ma?c[A-Z]{1,2}|[A-Z]{1,2}-[A-Z])"
_SURELY = (
    r"(?:said|says|asked|asks|told|explain(?:s|ed)|quer(?:ies|ied)|thank(?:s|ed)|challenge[sd]|dissent(?:s|ed)|summed up|"
    r"(?:dis)?agree[sd]|felt|feels|thinks|thought|wonder(?:s|ed)|replie[sd]|outline[sd]|chair(?:s|ed)|suggest(?:s|ed)|"
    r"invited|apologised|cried|queried)"
)
_MAYBE = (
    r"(?:will|reports?|reported|raise[sd]|note[sd]|read|gave|left|joined|arrived|confirm(?:s|ed)|share[sd]|state[sd]|has|is|was|"
    r"went|to (?:ring|call|write|e-?mail|send|check|chase|arrange|book|contact|speak|see|visit|update|make|refer|circulate|"
    r"draft|share|ask|meet|follow|liaise|complete|discuss|feed|find|get|request|do|look|add|let))"
)
_ACTING = re.compile(
    rf"(?<![\w.'&/-])(?P<name>{_LETTERS})(?='s\b|(?: also| then)? (?P<surely>{_SURELY})\b| {_MAYBE}\b|: )"
)
_GATHERED = re.compile(
    r"\b(?:present|attending|attendees|in attendance|attended by|apologies|sent word|in the room|absent|regrets)"
    rf"(?: from)?[: –-]+(?P<names>{_LETTERS}(?: \([^)\n]*\))?(?:(?:,|;| and| &|,? and)\s?{_LETTERS}(?: \([^)\n]*\))?)*)(?![\w-])",
    re.I,
)
_ONE = re.compile(rf"(?<![\w-]){_LETTERS}(?![\w-])(?![^(]*\))")
_ACT = word_group("short forms that act")
_THINGS = word_group("short forms of things")
_NEVER = _ACT | word_group("never initials")
_NOBODY = word_group("nobody called")
_STARTERS = word_group("function words")


@dataclass(frozen=True, slots=True)
class Called:
    """(start, end) of words that a text says are names, and of initials that act as people do in minutes."""

    names: tuple[tuple[int, int], ...] = ()
    initials: tuple[tuple[int, int], ...] = ()


def called_in(text: str, lists: Lexicon, *, loud: bool) -> Called:
    """What `text` says outright; nothing of initials where it is all in capitals."""
    names = sorted({*_told(text, lists, loud), *_greeted(text, lists)})
    return Called(tuple(names), () if loud else tuple(sorted(set(_minuted(text)))))


def _told(text: str, lists: Lexicon, loud: bool) -> Iterator[tuple[int, int]]:
    for found in _TOLD.finditer(text):
        shown = found["name"]
        sentence = re.split(r"[.?!\n]", text[max(0, found.start() - 60) : found.start()])[-1]
        is_somebody = re.search(_SOMEBODY, sentence, re.I) or not found.group().lower().startswith("known")
        if is_somebody and _may_be_called(shown, lists, loud, quoted=bool(found["quote"])):
            yield _without_possessive(found)
    for found in _CALLED.finditer(text):
        if _may_be_called(found["name"], lists, loud, quoted=bool(found["quote"])):
            yield _without_possessive(found)
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
    if word in _NOBODY or word in _STARTERS or word in lists.field or word in lists.large_places:
        return False
    if shown[0].isupper() and not loud:
        return not shown.isupper() or word not in lists.short
    return word not in lists.short and (quoted or not lists.is_english(word) or word in lists.wordlike)


def _greeted(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for pattern in (_GREETED, _SIGNED):
        for found in pattern.finditer(text):
            word = fold(found["name"])
            known = word in lists.field or word in _NOBODY or word in _STARTERS or word in _ACT
            short = word in lists.short and not found["name"].istitle()
            if not known and not short and (not lists.is_english(word) or word in lists.wordlike):
                yield found.span("name")


def _minuted(text: str) -> Iterator[tuple[int, int]]:
    """Initials that speak or are to do something; those that could be a thing's short form only among surer ones."""
    sure, unsure = set(), set()
    for found in _ACTING.finditer(text):
        letters = fold(found["name"])
        if letters in _NEVER:
            continue
        if found["surely"] and _is_short(found["name"]):
            sure.add(found.span("name"))
        elif letters not in _THINGS:
            unsure.add(found.span("name"))
    for found in _GATHERED.finditer(text):
        start = found.start("names")
        some = {
            (start + each.start(), start + each.end())
            for each in _ONE.finditer(found["names"])
            if fold(each.group()) not in _NEVER
        }
        if any(_is_short(text[first:last]) for first, last in some):
            sure |= some
    yield from sure
    if len({text[start:end] for start, end in sure}) > 1:
        yield from unsure


def _is_short(letters: str) -> bool:
    """Two letters, or a shape that only a name has: "McB", "A-S"."""
    return len(letters) == 2 or not letters.isalpha() or not letters.isupper()
