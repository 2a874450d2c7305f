"""Initials that act as people do: in minutes, lists of those present, and where a role comes before them."""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import fold, word_group

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
_OF_A_THING = re.compile(r"\b(?:the|an?|his|her|their|our|my|your|its|this|that|any|no|every) $", re.I)
_ACT = word_group("short forms that act")
_THINGS = word_group("short forms of things")
_NEVER = _ACT | word_group("never initials")
_DOTTED = re.compile(r"(?<![\w.])(?P<name>(?:[A-Z]\.){2,3})(?![\w@])")
_ROLE_BEFORE = re.compile(
    r"(?:\b(?:mother|father|mum|dad|child|boy|girl|son|daughter|baby|applicant|respondent|re|person|sibling|brother|sister|"
    r"twins?|sign(?:ed|ature):?(?: by)?|initials:?|and|with|to|by|from|of|about|for)[,:]? |^\W*|[.?!]\s+)$",
    re.I,
)
_NEVER_DOTTED = word_group("no initials")


def initials_in(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of initials that speak or are to do something; doubtful ones only in the company of surer ones."""
    dotted = set(_dotted(text))
    sure, unsure = set(), set()
    for found in _ACTING.finditer(text):
        letters = fold(found["name"])
        if letters in _NEVER or _OF_A_THING.search(text, max(0, found.start() - 7), found.start()):
            continue
        if found["surely"] and _is_short(found["name"]):
            sure.add(found.span("name"))
        elif letters not in _THINGS:
            unsure.add(found.span("name"))
    for found in _GATHERED.finditer(text):
        sure |= _present(text, found)
    yield from sure | dotted
    if len({text[start:end] for start, end in sure | dotted}) > 1:
        yield from unsure


def _present(text: str, gathered: re.Match[str]) -> set[tuple[int, int]]:
    """Initials among those present, where some can be no body's."""
    start = gathered.start("names")
    some = {
        (start + each.start(), start + each.end())
        for each in _ONE.finditer(gathered["names"])
        if fold(each.group()) not in _NEVER
    }
    return some if any(_is_short(text[first:last]) for first, last in some) else set()


def _dotted(text: str) -> Iterator[tuple[int, int]]:
    """ "The mother, Y.P., objects": dotted capitals where a person may stand."""
    if "." in text:
        for found in _DOTTED.finditer(text):
            role = _ROLE_BEFORE.search(text[max(0, found.start() - 16) : found.start()])
            if role and found["name"].lower().rstrip(".") not in _NEVER_DOTTED:
                yield found.span("name")


def _is_short(letters: str) -> bool:
    """Two letters, or a shape that only a name has: "McB", "A-S"."""
    return len(letters) == 2 or not letters.isalpha() or not letters.isupper()
