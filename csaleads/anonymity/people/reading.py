"""Names of authors in a text that speaks of reading: "(Pell)", "after Pell and Marrow", "as Pell calls it", "Pell's essay".

How sure a way to cite must be depends on the name and on the text: one whom the field reads (data/thinkers.txt) is an author
wherever he is cited; another only in a text that speaks of theory, and never where the word is a first name alone.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people.nobodies import every_author, is_author, is_well_known_author
from csaleads.anonymity.text.lexicon import Lexicon, fold, lexicon, word_group
from csaleads.anonymity.text.scanning import WordStarts

_NAME = r"(?:(?:van|von|de) (?:der )?)?[A-Z][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]+)?(?:-[A-Z][a-zà-ÿ]+)?"
_JOIN = r"(?:, (?:and |then )?| and | & )"
_LIST = rf"(?P<names>{_NAME}(?:{_JOIN}{_NAME}){{0,5}})(?![\w-])"
_ALONE = r"(?<![\w'-])"
_ANY_YEAR = r"(?:19[4-9]\d|20[0-4]\d)[a-z]?"
_PART = re.compile(_NAME)
_MAY_CITE = re.compile(r"[a-z,(\"] [A-Z][a-z]|^[A-Z][a-z]|[(.?!\n] ?[A-Z][a-z]")
_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|pc|dc|ds|di|ps|sgt|uncle|aunt|auntie|mum|dad|nan|nurse|judge|cllr)\.? $", re.I
)
_BRACKET = re.compile(
    rf"(?P<before>[\w'\"-]+)(?P<gap>,? )\((?:see |see also |after |cf\.? |eg |e\.g\. )?{_LIST}(?:,? {_ANY_YEAR})?\)"
)
_CALLS = re.compile(
    rf"\b[Aa]s {_LIST} (?:both |once |all )?(?:calls?|called|puts?|put|shows?|showed|argues?|argued|has it|have it|describes?|"
    r"described|writes?|wrote|reminds?|reminded|warns?|warned|would (?:say|put|have)|taught|teach|teaches|suggests?|suggested)\b"
)
_FOUND = re.compile(
    rf"{_ALONE}{_LIST} (?:both |all |each |also |have |has |once )?"
    r"(?:found|find|finds|shows?|showed|shown|argues?|argued|writes?|wrote|"
    r"examined|reviewed|studied|surveyed|propose[sd]?|suggest(?:s|ed)?|warn(?:s|ed)?|remind(?:s|ed)?|describe[sd]?|demonstrate[sd]?|"
    r"distinguish(?:es|ed)?|theorised?|theorises|coined|define[sd]?|conclude[sd]?|estimate[sd]?|report as much|say as much|"
    r"said as much|looked at|set out|offers?|offered|developed|calls? (?:it|this|them|for)|called (?:it|this|for)|would call|"
    r"identified|identifies|identify|make the point|makes the point|is clear that|are clear that|is cited|was cited|were cited)\b"
)
_AFTER = re.compile(
    r"\b(?i:after|following|see|see also|cf\.?|per|read|reading|citing|cited|via|from|by|of|in|with|uses?|used|using|applied|"
    rf"discussed|to|and|on) {_LIST}(?!['’])"
)
_OWN = re.compile(
    rf"{_ALONE}{_LIST}['’]s? (?:(?P<title>[\"“‘][A-Z][\w'’-]* [^\"”\n]{{3,80}}[\"”’])|(?P<acronym>[A-Z]{{2,}}\b)|"
    r"(?P<noun>(?:[a-z-]+ ){0,3}[a-z-]+))"
)
_TITLE_OF = re.compile(r"['’]s? [\"“‘][A-Z]")
_DATED = re.compile(rf"{_ALONE}{_LIST},? (?:\({_ANY_YEAR}(?:, [^)\n]{{1,40}})?\)|{_ANY_YEAR}(?=[,;.)]))")
_ON = re.compile(rf"{_ALONE}{_LIST} on [a-z]")
_PAPERS = r"(?:papers?|articles?|chapters?|stud(?:y|ies)|essays?|authors?|researchers?)"
_AUTHORS_OF = re.compile(
    rf"{_ALONE}{_LIST}(?:, (?:the|their|whose|that|an?|those)|,? who wrote the) (?:[a-z-]+ ){{0,3}}{_PAPERS}\b"
)
_SINGLE = re.compile(rf"{_ALONE}(?P<names>{_NAME})(?![\w-])")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w'-]* $")
_CAPITAL_AFTER = re.compile(r" [A-Z][a-z]")
_A_LITTLE, _MUCH = 1, 2
"""So many different words of theory in a text make it speak of theory, or of little else."""
_CITING = (
    (_DATED, _A_LITTLE, _MUCH),
    (_BRACKET, _A_LITTLE, _MUCH),
    (_CALLS, _A_LITTLE, _MUCH),
    (_FOUND, _A_LITTLE, _MUCH + 1),
    (_AUTHORS_OF, _A_LITTLE, _MUCH),
    (_AFTER, _MUCH, _MUCH + 2),
    (_ON, _MUCH, _MUCH + 1),
)
"""Ways to cite, and how much a text must speak of theory for several names to be authors, and for one."""


@cache
def _theory() -> re.Pattern[str]:
    words = word_group("speaks of theory") | word_group("concepts of theory")
    spelt = "|".join(re.escape(word).replace(r"\-", "[ -]") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{spelt})(?![\w-])", re.I)


@cache
def _signs() -> frozenset[str]:
    """The first words of theory and every author: without any of them, a text cites nobody but by a title."""
    spoken = word_group("speaks of theory") | word_group("concepts of theory")
    return frozenset(word.partition("-")[0] for word in spoken) | {name.lower() for name in every_author()}


@cache
def _roles() -> frozenset[str]:
    return frozenset(word for words in lexicon().cues.values() for word in words)


def cited(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of the names in `text`, whose words begin at `words`, that it cites."""
    if (not words.has_any(_signs()) and not _TITLE_OF.search(text)) or not _MAY_CITE.search(text):
        return
    theory = len({found.group().lower() for found in _theory().finditer(text)})
    known = any(is_author(found["names"]) for found in _SINGLE.finditer(text))
    if not theory and not known and not _TITLE_OF.search(text):
        return
    theory += len(
        {found["names"] for found in _SINGLE.finditer(text) if is_well_known_author(found["names"])}
    )
    for pattern, unknown, alone in _CITING:
        for found in pattern.finditer(text):
            if pattern is not _BRACKET or not _is_somebody(found["before"]):
                yield from _authors(text, found, lists, theory, unknown=unknown, alone=alone)
    for found in _OWN.finditer(text):
        if _is_work(found):
            more = _MUCH if found["title"] else 0
            yield from _authors(text, found, lists, theory + more, unknown=_A_LITTLE, alone=_MUCH)
    yield from _standing_alone(text, theory)


def _standing_alone(text: str, theory: int) -> Iterator[tuple[int, int]]:
    """Authors whom the field reads, wherever they are named in a text that speaks of much theory."""
    if theory >= _MUCH:
        for found in _SINGLE.finditer(text):
            if is_well_known_author(found["names"]) and _stands_alone(text, found):
                yield found.span("names")


def _authors(
    text: str, found: re.Match[str], lists: Lexicon, theory: int, *, unknown: int, alone: int
) -> Iterator[tuple[int, int]]:
    """The names of `found`, where they may be authors.

    Whoever the field reads is one where he is cited; several names, or one `alone`, need so much talk of theory.
    """
    start = found.start("names")
    parts = [(start + each.start(), start + each.end()) for each in _PART.finditer(found["names"])]
    if _TITLE.search(text, max(0, start - 9), start) or _CAPITAL_BEFORE.search(
        text, max(0, start - 20), start
    ):
        return
    shown = [text[first:last] for first, last in parts]
    if any(is_well_known_author(name) for name in shown):
        yield from (part for part, name in zip(parts, shown, strict=True) if not _is_first_only(name, lists))
        return
    surnames = [
        part
        for part, name in zip(parts, shown, strict=True)
        if not (_is_first_only(name, lists) or _is_plain(name, lists))
    ]
    needed = unknown if len(parts) > 1 else alone
    if any(map(is_author, shown)):
        needed = min(needed, _A_LITTLE)
    elif len(surnames) < len(parts):
        return
    if theory >= needed:
        yield from surnames


def _is_first_only(name: str, lists: Lexicon) -> bool:
    """Whether `name` is a given name and no author's or family's."""
    word = fold(name)
    return word in lists.first and word not in lists.last and not is_author(name)


def _is_plain(name: str, lists: Lexicon) -> bool:
    """Whether `name` is an ordinary word and nobody's surname, or belongs to the field."""
    word = fold(name)
    if word in lists.field or word in lists.large_places:
        return True
    return lists.is_english(word) and word not in lists.last and not is_author(name)


def _is_somebody(before: str) -> bool:
    """Whether the word before a bracket is said of a person, whose name the bracket gives; also "Anna (Pell)"."""
    return (before[:1].isupper() and not before.isupper()) or fold(before) in _roles()


def _is_work(found: re.Match[str]) -> bool:
    """Whether what belongs to somebody is a thing of theory."""
    if found["title"] or found["acronym"]:
        return True
    return bool(_theory().search(found["noun"]))


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    start, end = found.span("names")
    return not (
        _TITLE.search(text, max(0, start - 9), start)
        or _CAPITAL_BEFORE.search(text, max(0, start - 20), start)
        or _CAPITAL_AFTER.match(text, end)
    )
