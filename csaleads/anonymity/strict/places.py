"""Strict screening: every place below region, however large. "in Leeds", "a Bolton family", "the London Borough of Hackney", "Brummie".

A name that is a word or somebody's too ("Reading", "Barry", "Sale") is a place only where the words around it speak of one.
Universities whose research is cited, tools, inquiries and dishes that are called after a place point at none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from csaleads.anonymity.findings import Span
from csaleads.anonymity.places.words import lowered
from csaleads.anonymity.strict.called import is_called_after, is_tool
from csaleads.anonymity.strict.data import Known, Region, demonyms, left_alone, places, short_bodies
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.strict.regions import instead_of_body, instead_of_people, instead_of_place
from csaleads.anonymity.text.lexicon import fold
from csaleads.anonymity.text.scanning import word_starts

_GAPS = frozenset((" ", "-", ", ", ". ", "\n"))
_SOMEWHERE = re.compile(
    r"(?:^|[^\w'])(?:in|near|from|around|outside|across|throughout|within|towards|leaving|via|visit(?:s|ed|ing)?|(?:city|borough|town|county|"
    r"university|diocese|dean|bishop|royal borough|district|centre|middle|heart|edge|outskirts|streets|side|whole|bit) of|(?:mov(?:e|ed|es|ing)|relocat(?:e|ed|es|ing)|travel\w*|train|bus|taxi|coach|ferry|flight|lift|"
    r"drove|driv(?:e|es|en|ing)|back|trafficked|taken|took|brought|returned|returning|go|goes|going|gone|went|come|comes|coming|came|get|gets|getting|got|run|runs|ran|running|flew|fled|sent|walked|"
    r"commut\w+|abscond\w*|retired|emigrated|transferred|deported|trips?|journey|road|off|over|up|down|away|twice|once|exiled|evacuated|posted|seconded|rehoused|trace[sd]?|followed)(?: (?:up|down|over|out|back|away|off|on|home|twice|once|again|straight)){0,2} to|(?:live[sd]?|living|based|placed|staying|housed|settled|arrived|stopped) (?:at|in|near))"
    r" (?:the |central |north |south |east |west |nearby |inner |outer |inner-city )?$",
    re.I,
)
_SURELY = re.compile(
    r"(?:^|[^\w'])(?:(?:police|constable|officers?|station|pcs?|(?<!chief )inspector|hotel|hostel|refuge|live[sd]?|living|grew up|born|based|placed|placement|staying|stays|stayed|housed|family|families|house|flat|home|school|"
    r"carers?|friends?|boyfriend|mum|dad|nan|gran|aunt|uncle|hotel) (?:up |down |over |out )?(?:in|near|from)|police (?:station )?(?:over |up |down |out |round )?(?:in|at)|(?:mov(?:e|ed|es|ing)|relocat(?:e|ed|es|ing))"
    r" (?:back |up |down |over |house |home |flat |school |schools |away )?(?:to|from)|(?:train|bus) (?:to|from)|(?:town|city|borough|centre|middle|streets|outskirts) of|(?:is|are|was|were|comes?|came) from|somewhere (?:in|near)) $",
    re.I,
)
_SAID_TO_BE = re.compile(
    r"\b(?:town|village|island|city|hamlet|suburb|estate|resort|port|borough|seaside|place|county|valley|region)(?: (?:[a-z]+ ){0,3}|, )(?:called |named )?$"
)
_WORKS_WITH = re.compile(
    r"\b(?:with|at|for|by|ask|asked|from|thanks to|ta to|cheers to|diolch i|credit to|hats off to|kudos to|shout[- ]?out to|well done to) the $",
    re.I,
)
_FOLK = re.compile(r" (?:folk|folks|lot|colleagues)\b(?! (?:of|numbers?|to read|in the auction))")
_ASKED = re.compile(
    r"\b(?:could|can|would|will|do|did|are|have|any of|anyone from|thanks to|thank|ask|asked|from|with|to) the $",
    re.I,
)
_POLICE_OF = re.compile(
    r",? (?:is |are )?(?:under|covered by|in|part of) (?:the same|your|our|whose|which) (?:police|force|patch|area|council|county|authority|local authority|region|lscp|icb)\b",
    re.I,
)
_WHETHER = re.compile(r"\b(?:is|isn't|if|whether|was) $", re.I)
_IS_ONE = re.compile(
    r",? (?:a|an|the|another|that) (?:[a-z-]+ ){0,3}(?:village|town|city|island|suburb|resort|estate|place|hamlet|borough|county)\b|,? which is (?:tiny|small|rural|miles|an? (?:small |tiny |\w+ )?(?:town|village|place|island))\b"
)
_BESIDE = re.compile(
    r"(?:'s)? (?:(?:City|Borough|County|District|Town|Metropolitan) Council|Council|council|area\b|MASH|mash\b|[Ss]tation\b|[Tt]own [Cc]entre|[Cc]ity [Cc]entre|[Hh]igh [Ss]treet\b|[Cc]rown [Cc]ourt|[Mm]agistrates|[Cc]ounty [Cc]ourt|[Ff]amily [Cc]ourt|office\b|(?:team|folk|lot|crew|colleagues|leads?|practitioners|hub)\b|branch\b|seafront|police\b|Police|Children's S|children's s|"
    r"social services|born\b)|-(?:based|born|area)\b"
)
_NO_PLACE_AFTER = re.compile(
    r",? (?:and|or|&) (?:writing|maths|spelling|phonics|numeracy|numbers)\b| (?:ages?|level|group|test|scheme|books?|skills?|comprehension|support|room|club|clubs|match|matches|players?|league|union|world|tackles?|boots|pitch|ball|kit|coach|practice|"
    r"difficult\w*|water|robes?|toys?|time)\b|[ -]?(?:salts|rules?)\b",
    re.I,
)
_LISTED = re.compile(r",? (?:and|or|&) |, | ?/ ?|,? (?:to|then) ")
_LIST_OF_ONE = re.compile(r",? (?:and|or|&) |, | ?/ ?")
_IN_COUNTY = re.compile(r",? |, in | \(")
_HYPHENED = re.compile(r"[a-z]-$")
_TO = re.compile(r"\bto $", re.I)
_DONE_TO = re.compile(r" (?:her|him|them|it|up|off|down)\b", re.I)
_DOING = re.compile(r"ing$")
_PAIRED = re.compile(r" (?:and|&) (?P<place>[A-Z][a-z]+)\b")
_DOING_SO = re.compile(
    r" (?:the|an?|his|her|their|our|my|your|it|this|that|these|through|between|all)\b", re.I
)
_FROM = re.compile(r"\bfrom $", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text; `between` says that it stands for two of one region that somebody goes between."""

    start: int
    end: int
    region: Region
    is_county: bool = False
    is_way: bool = False


def find(reading: Reading) -> Iterator[Put]:
    """Everything below region in `reading` outside of what was found, with what to write instead."""
    named, called = list(_named(reading)), list(_called(reading))
    kept = _protected(reading) if named or called else []
    named = [one for one in named if not _lies_in(one, kept)]
    for place in _joined(named, reading):
        yield instead_of_place(reading, place.start, place.end, place.region, is_way=place.is_way)
    for put in called:
        if not _lies_in(put.span, kept):
            yield put


def _lies_in(one: Place | Span, kept: list[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in kept)


def _called(reading: Reading) -> Iterator[Put]:
    """People of a place, and bodies that are known by their initials."""
    people, bodies = demonyms(), short_bodies()
    for start, end, word in reading.words:
        if word in people and not reading.is_taken(start, end) and not is_tool(reading, start, end):
            yield instead_of_people(reading, start, end, people[word])
        elif word in bodies and reading.text[start:end].isupper() and not reading.is_taken(start, end):
            yield instead_of_body(reading, start, end, *bodies[word])


def _named(reading: Reading) -> Iterator[Place]:
    """The places of the lists that mean a place there."""
    known, words = places(), reading.words
    done = -1
    before: Place | None = None
    for at, (start, _, word) in enumerate(words):
        if start < done:
            continue
        for one in known.get(word) or known.get(word.removesuffix("'s")) or ():
            end = _end_of(reading, at, one)
            if end is None:
                continue
            place = Place(start, end, one.region, one.is_county)
            if not reading.is_taken(start, end) and _means_place(reading, place, one, before):
                yield place
                before = place
            done = end
            break


def _end_of(reading: Reading, at: int, one: Known) -> int | None:
    """Where the name `one` ends that begins at word `at`; None where it does not stand there."""
    there = reading.words[at : at + len(one.name)]
    spelt = tuple(word.word for word in there)
    if spelt != one.name and spelt != (*one.name[:-1], f"{one.name[-1]}'s"):
        return None
    gaps = (reading.text[word.end : other.start] for word, other in pairwise(there))
    if any(gap not in _GAPS for gap in gaps):
        return None
    return there[-1].end - (2 if spelt != one.name else 0)


def _means_place(reading: Reading, place: Place, one: Known, earlier: Place | None) -> bool:
    if _HYPHENED.search(reading.before(place.start, 2)):
        return False
    shown = reading.text[place.start]
    is_small = not shown.isupper() or reading.is_loud(place.start, place.end)
    before, after = reading.before(place.start, 40), reading.after(place.end, 40)
    if one.is_word and not is_small and _is_paired(after):
        return not is_called_after(reading, place.start, place.end)
    if one.is_word and not _speaks_of_place(before, after, is_small=is_small):
        if earlier is not None and _is_way(reading, earlier, place) and not _NO_PLACE_AFTER.match(after):
            return True
        return (
            earlier is not None
            and not is_small
            and bool(_LISTED.fullmatch(reading.text[earlier.end : place.start]))
        )
    if one.is_word and is_small and _DOING.search(one.name[-1]) and _DOING_SO.match(after):
        return False
    if one.is_plain and is_small and not one.is_word and not _SOMEWHERE.search(before):
        return False
    return not is_called_after(reading, place.start, place.end)


def _is_paired(after: str) -> bool:
    """ "Dudley and Sandwell": beside a place that is nothing else."""
    found = _PAIRED.match(after)
    return found is not None and any(
        len(one.name) == 1 and not one.is_word for one in places().get(fold(found["place"]), ())
    )


def _is_way(reading: Reading, earlier: Place, place: Place) -> bool:
    """ "from reading to bath"."""
    return reading.text[earlier.end : place.start].lower() == " to " and bool(
        _FROM.search(reading.before(earlier.start, 6))
    )


def is_somewhere(text: str, start: int) -> bool:
    """Whether what stands before `start` asks for a place."""
    before = text[max(0, start - 40) : start]
    return bool(
        _SOMEWHERE.search(before)
        or _SURELY.search(before)
        or _WORKS_WITH.search(before)
        or _SAID_TO_BE.search(before)
    )


def _speaks_of_place(before: str, after: str, *, is_small: bool) -> bool:
    if _NO_PLACE_AFTER.match(after):
        return False
    if _FOLK.match(after) and _ASKED.search(before):
        return True
    if is_small:
        return bool(_SURELY.search(before)) and not (_TO.search(before) and _DONE_TO.match(after))
    return bool(
        _SOMEWHERE.search(before)
        or _SURELY.search(before)
        or _BESIDE.match(after)
        or _SAID_TO_BE.search(before)
        or (_POLICE_OF.match(after) and _WHETHER.search(before))
        or (_IS_ONE.match(after) and before.strip())
    )


def _protected(reading: Reading) -> list[tuple[int, int]]:
    text = reading.text
    return list(left_alone().find(text, lowered(text), word_starts(text)))


def _joined(named: list[Place], reading: Reading) -> list[Place]:
    """The places, those of one region that stand in one list together, and a town together with its county."""
    joined: list[Place] = []
    for place in named:
        last = joined[-1] if joined else None
        between = reading.text[last.end : place.start] if last else ""
        if last and last.region == place.region and _LIST_OF_ONE.fullmatch(between):
            joined[-1] = replace(last, end=place.end)
        elif last and place.is_county and not last.is_county and _IN_COUNTY.fullmatch(between):
            joined[-1] = replace(last, end=place.end, region=place.region)
        elif (
            last
            and last.region == place.region
            and between == " to "
            and _FROM.search(reading.before(last.start, 6))
        ):
            joined[-1] = replace(last, end=place.end, is_way=True)
        else:
            joined.append(place)
    return joined
