"""Nicknames that are words, where a text has no capitals: whose boyfriend, mate or lodger it is comes right before them.

"mums bf bomber watches her", "dads mate chalky"; and a given name or a family name that no list knows, after a role: "team
manager jo pickup".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.people.judging import Words, near_english
from csaleads.anonymity.text.lexicon import lexicon, word_group
from csaleads.anonymity.text.tokens import Token

_OWNED = re.compile(
    r"\b(?:mum|mam|mom|dad|nan|gran|sister|sis|brother|bro|aunt|auntie|uncle|cousin|girl|boy|yp|kid|her|his|their|my"
    r"|mother|father)(?:'?s)? "
    r"(?:new |old |then |latest |best |so called )?(?P<who>bf|boyfriend|gf|girlfriend|fella|bloke|fancy man|partner|mate"
    r"|pal|friend|dealer|lodger|ex)"
    r"(?:,| called)? (?P<name>[a-z]{3,12})(?![\w'-])(?! (?:of|to)\b)"
)
_OFFICE = re.compile(
    r"\b(?:manager|worker|head|officer|sergeant|teacher|nurse|visitor|doctor|senco|dsl|iro|chair|leader|lead|coordinator"
    r"|practitioner|carer|"
    r"counsellor|therapist|guardian|solicitor|midwife|advocate|mentor|warden|caretaker|coach|tutor|psychologist"
    r"|paediatrician) "
    r"(?P<first>[a-z]{2,12}) (?P<last>[a-z]{4,14})(?![\w'-])"
)
_BESIDE = re.compile(
    r"\b(?:an?|his|her|their|my|our|the|new|old|called) (?:\w+ )?(?:partner|uncle|aunt|brother|sister|baby|son|daughter"
    r"|cousin|stepbrother|stepsister|"
    r"boyfriend|girlfriend|husband|wife|friend|nephew|niece|half-brother|half-sister|mate), (?P<name>[a-z]{3,12})(?=[,.;])",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:who|name|child|yp)\b[^\n?.]{0,40}\? ?(?P<name>[a-z]{3,12})[ \t]*(?=\n|$)",
    re.I,
)
_LEAST = 0.3
_STARTERS = word_group("function words")
_NEVER = word_group("nobody called") | word_group("never a name in small letters")


def nicknames(words: Words, chances: list[float] | None) -> Iterator[tuple[int, int]]:
    """(start, end) of words that nobody but a partner, mate or lodger can be called in their place."""
    if chances is None:
        return
    at = {token.start: i for i, token in enumerate(words.tokens)}
    text = words.text.lower() if words.loud else words.text
    for pattern in (_OWNED, _BESIDE, _ASKED):
        for found in pattern.finditer(text):
            i = at.get(found.start("name"))
            if i is not None and chances[i] >= _LEAST and _may_be_nickname(words.tokens[i]):
                yield found.span("name")


def officers(words: Words) -> Iterator[tuple[int, int]]:
    """(start, end) of a given name and a word that no list knows, after what somebody does."""
    lists = lexicon()
    at = {token.start: token for token in words.tokens}
    for found in _OFFICE.finditer(words.text.lower() if words.loud else words.text):
        first, last = at.get(found.start("first")), at.get(found.start("last"))
        if first and last and first.first and first.word not in _STARTERS and not first.field:
            strange = last.last or (
                not (last.english or last.field or last.place or last.word in lists.short)
                and not near_english(last.word)
            )
            if strange and last.word not in _STARTERS:
                yield found.start("first"), found.end("last")


def _may_be_nickname(token: Token) -> bool:
    """Not what a partner does: "her bf works nights", "his mate smokes"."""
    known = token.word in _STARTERS or token.word in _NEVER or token.field or token.place
    does = token.word.endswith("s") and lexicon().is_english(token.word[:-1])
    return not (known or does or token.word.endswith(("ed", "ing")))
