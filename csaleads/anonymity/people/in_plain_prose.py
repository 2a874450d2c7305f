"""Sorts, herbs and makes of food in a text that is plainly about a garden or a kitchen: "a row of Nicola", "Basil: frost",
"Rosemary never", "a spoon of Patel's".

A paragraph must have four different words of its kind (data/in_the_garden.txt, data/in_the_kitchen.txt) and none of a case unless
it has seven; then a name is a plant's or a sort's unless its sentence says what only people do or are.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.people.well_known import sentence_around, speaks_of_a_case
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_GARDEN, _KITCHEN, _SORTS = "in_the_garden.txt", "in_the_kitchen.txt", "sorts_and_makes.txt"
_ENOUGH, _ENOUGH_FOR_MAKES, _PLENTY = 4, 3, 7
"""Of so many words a text is surely about a kitchen or a garden, though it says "police" somewhere."""
_HEAD = re.compile(r"(?:^|[.!?:;\n–-]\s*|, )(?:[Tt]he |[Mm]y |[Oo]ur |[Aa]nd |[Bb]ut )?$")
_HUMAN = re.compile(
    r"(?: (?:has|have|had|also|then|just|always|never|often|kindly|still|is|was|will|would|can|could))* "
    r"(?:said|says|told|tells|asked|asks|rang|rings|phoned|called|texted|emailed|brought|brings|bring|gave|gives|give|made|makes|"
    r"help\w*|wants (?:me|us|a|some|to)|thinks?|thought|laugh\w*|dug|digs|planted|plants|watered|waters|wrote|writes|reads?|"
    r"sings?|sang|cr(?:y|ied|ies|ying)|cook\w*|offer\w*|suggest\w*|lent|lend|borrow\w*|swears|swore|promis\w+|visit\w*|work\w*|"
    r"lead|leads|led|lives?|lived|smil\w*|joined|joins|likes?|loves?|hates?|ate|eats|drank|drove|drives|walk\w*|ran|came round|"
    r"came over|came to|came home|went|goes to|goes home|bought|buys|chop\w*|stir\w*|bak\w+|coming|going to|turning up|not well|"
    r"off sick|on leave|away|upset|tired|asleep|happy|sad|ill|born|"
    r"the (?:chair|cook|manager|neighbour|treasurer|secretary|gardener|volunteer)|\d)(?!\w)"
    r"|(?:,| and| &) (?:I|she|he|her|his|who|the (?:kids|children|boys|girls))\b|['’](?:s|ll) [a-z]|,? \(?\d{1,2}\)?(?![\w.])"
    r"|(?:['’]s)? [A-Z][a-z]"
)
"""What follows the name of somebody, not of a plant."""
_MET = re.compile(
    r"\b(?:(?:mr|mrs|ms|miss|dr)\.?|uncle|aunt|auntie|nan|told|rang|met|asked|emailed|phoned|saw|with|to|by|from|for|thanks?|dear|hi|"
    r"hello|ask|tell|see|little|baby|poor|old|said|says|and i|(?-i:[A-Z][a-z]+)) $",
    re.I,
)
_SHE = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself|who)\b", re.I)


@cache
def _words(name: str, kind: str) -> frozenset[str]:
    return frozenset(word for word in phrase_group(name, kind) if " " not in word)


@cache
def _planted() -> tuple[LedPattern, re.Pattern[str]]:
    """The names of plants and sorts, and what counts them."""
    plants = {plant.capitalize() for plant in phrase_group(_GARDEN, "plant") if " " not in plant}
    names = sorted({*plants, *phrase_group(_SORTS, "bare garden")}, key=len, reverse=True)
    return (
        LedPattern(re.compile(rf"(?<![\w'’-])(?P<name>{either(names)})(?![\w-])"), names),
        re.compile(rf"\b(?:{either(phrase_group(_GARDEN, 'of plants'))}) $", re.I),
    )


@cache
def _cooked() -> tuple[LedPattern, LedPattern]:
    """Herbs, and makes after a measure."""
    herbs, measures = phrase_group(_KITCHEN, "herb"), phrase_group(_KITCHEN, "measure")
    return (
        LedPattern(re.compile(rf"(?<![\w'’-])(?P<name>{either(herbs)})(?![\w-])"), herbs),
        LedPattern(
            re.compile(
                rf"\b(?:{either(measures)}) (?:of (?:the |good |old |your |"
                rf"some )?)?(?P<name>(?-i:(?:Mr |Mrs |Aunt |Uncle )?[A-Z][a-zà-ÿ]+)"
                r"(?:['’]?s['’]?)?)(?![\w-])",
                re.I,
            ),
            measures,
        ),
    )


def nobody(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    garden = _count(words, _words(_GARDEN, "work"))
    kitchen = _count(words, _words(_KITCHEN, "kitchen"))
    most = max(garden, kitchen)
    if most < _ENOUGH_FOR_MAKES or (most < _PLENTY and speaks_of_a_case(text)):
        return
    if garden >= _ENOUGH:
        yield from _plants(text, words)
    herbs, makes = _cooked()
    for found in herbs.finditer(text, words) if kitchen >= _ENOUGH else ():
        if _is_thing(text, found):
            yield found.span()
    for found in makes.finditer(text, words) if kitchen >= _ENOUGH_FOR_MAKES else ():
        if "of" in found.group().split()[:-1] or fold(found["name"]) not in lists.first:
            yield found.span("name")


def _plants(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """Plants and sorts that are counted or begin a clause."""
    names, counted = _planted()
    for found in names.finditer(text, words):
        start = found.start()
        stands = counted.search(text, max(0, start - 20), start) or _HEAD.search(
            text, max(0, start - 8), start
        )
        if stands and _is_thing(text, found):
            yield found.span()


def _count(words: WordStarts, some: frozenset[str]) -> int:
    """How many different words of `some` the text has."""
    return len(words.keys() & some) if words.has_any(some) else 0


def _is_thing(text: str, found: re.Match[str]) -> bool:
    start, end = found.span("name")
    if _HUMAN.match(text, end) or _MET.search(text[max(0, start - 16) : start]):
        return False
    begin, last = sentence_around(text, start, end)
    if _SHE.search(text, begin, last) or speaks_of_a_case(text[begin:last]):
        return False
    return not is_said_of_somebody(text, found["name"])
