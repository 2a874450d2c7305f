"""Strict screening: every place below region, however large. "in Leeds", "a Bolton family", "the London Borough of Hackney", "Brummie".

A name that is a word or somebody's too ("Reading", "Barry", "Sale") is a place only where the words around it speak of one.
Universities whose research is cited, tools, inquiries and dishes that are called after a place point at none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from csaleads.anonymity.findings import Span
from csaleads.anonymity.network_data import (
    Known,
    Region,
    demonyms,
    group,
    left_alone,
    places,
    short_bodies,
)
from csaleads.anonymity.network_reading import Put, Reading
from csaleads.anonymity.network_regions import instead_of_body, instead_of_people, instead_of_place
from csaleads.anonymity.place_words import lowered
from csaleads.anonymity.scanning import word_starts

_GAPS = frozenset((" ", "-", ", ", ". ", "\n"))
_SOMEWHERE = re.compile(
    r"(?:^|[^\w'])(?:in|near|from|around|outside|across|throughout|within|towards|leaving|via|visit(?:s|ed|ing)?|(?:city|borough|town|county|"
    r"university|diocese|dean|bishop|royal borough|district) of|(?:mov(?:e|ed|es|ing)|relocat(?:e|ed|es|ing)|travel\w*|train|bus|drove|drives?|"
    r"back|trafficked|taken|returned|returning) to|(?:live[sd]?|living|based|placed|staying|housed|settled|arrived|stopped) (?:at|in|near))"
    r" (?:the |central |north |south |east |west |nearby |inner |outer |inner-city )?$",
    re.I,
)
_SURELY = re.compile(
    r"(?:^|[^\w'])(?:(?:live[sd]?|living|grew up|born|based|placed|placement|staying|stays|stayed|housed|family|families|house|flat|home|school|"
    r"carers?|friends?|boyfriend|mum|dad|nan|gran|aunt|uncle|hotel) (?:up |down |over |out )?(?:in|near|from)|(?:mov(?:e|ed|es|ing)|relocat(?:e|ed|es|ing))"
    r" (?:back |up |down |over )?(?:to|from)|(?:train|bus|trip|trips|back|missing) (?:to|from)|(?:town|city|borough) of|(?:is|are|was|were|comes?|came) from|somewhere (?:in|near)) $",
    re.I,
)
_BESIDE = re.compile(
    r"(?:'s)? (?:(?:City|Borough|County|District|Town|Metropolitan) Council|Council|council|area\b|MASH|police\b|Police|Children's S|children's s|"
    r"social services|born\b)|-(?:based|born|area)\b"
)
_NO_PLACE_AFTER = re.compile(
    r",? (?:and|or|&) (?:writing|maths|spelling|phonics|numeracy|numbers)\b| (?:ages?|level|group|test|scheme|books?|skills?|comprehension|support|room|"
    r"difficult\w*|water|robes?|toys?|time)\b|[ -]?(?:salts|rules?)\b",
    re.I,
)
_UNIVERSITY = re.compile(r"\bUniversit(?:y|ies) (?:College )?of (?:the )?$")
_ITS_UNIVERSITY = re.compile(
    r"(?: (?:Metropolitan|Trent|Hallam|Brookes|Beckett|Solent|Caledonian|Napier|St Mary's|John Moores|Hope|Spa|Christ Church|Solent|Met))"
    r"{0,2} (?:University|Medical School)\b|(?: (?:Metropolitan|Trent|Hallam|Brookes|Beckett|Solent|Caledonian|Napier|John Moores))\b"
)
_STUDIES = re.compile(
    r"\b(?:(?:stud(?:y|ies|ied|ying)|student|place|goes|went|going|gone|started|starts|starting|off|dropped out|accepted|graduated)(?: at| to| of| from)|"
    r"attends|attended|attending)(?: the)? (?:University (?:College )?of (?:the )?)?$",
    re.I,
)
_TOOL = re.compile(
    r"(?:[ -](?:and[ -])?[A-Z][\w'-]*){0,6}(?: [a-z]+)? (?:scales?|grid|index|inventory|stud(?:y|ies)|model|protocols?|framework|toolkit|tool|"
    r"chart|criteria|task|score|test|checklist|triage|questionnaire|judgments?|judgements?)\b",
    re.I,
)
_NAMED_TOOL = re.compile(
    r"(?:[ -][A-Z][\w'-]*){1,6}|(?: (?:stool|coma|grid|model|toolkit|tool|scale|score|study|protocol|index|triage|chart))+"
)
_INQUIRY = re.compile(
    r"(?:'s)?(?: [\w'-]+){0,3}? (?:inquir(?:y|ies)|enquiry|review|reports?|scandals?|cases?|judge?ments?|scr|serious case|findings|trials?)\b",
    re.I,
)
_SAID_OF_PLACE = re.compile(r"\b(?:in|from|near|at|around|to|outside|across|within) $", re.I)
_PUBLISHER = re.compile(
    r": (?:[A-Z][\w&']* ?){0,4}(?:Press|Routledge|Wiley|Blackwell|Palgrave|Sage|SAGE|Publish\w*|OUP|CUP|Books|Kingsley|Springer|NSPCC|HMSO|TSO|BAAF|CoramBAAF|Bedfordshire)\b"
)
_CITATION = re.compile(
    r"(?: [A-Z][\w']+){0,4} v\.? (?:[A-Z\[(])|[^\n]{0,60}\[(?:19|20)\d\d\] (?:EW|UK|AC|QB|FL|WL|All)"
)
_CITED = re.compile(r"[\w)] v\.? (?:(?:[A-Z][\w']+|and) ){0,6}$")
_LISTED = re.compile(r",? (?:and|or|&) |, | ?/ ?|,? (?:to|then) ")
_LIST_OF_ONE = re.compile(r",? (?:and|or|&) |, | ?/ ?")
_IN_COUNTY = re.compile(r",? |, in | \(")
_HYPHENED = re.compile(r"[a-z]-$")
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
        if word in people and not reading.is_taken(start, end) and not _is_tool(reading, start, end):
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
    if one.is_word and not _speaks_of_place(before, after, is_small=is_small):
        return (
            earlier is not None
            and not is_small
            and bool(_LISTED.fullmatch(reading.text[earlier.end : place.start]))
        )
    if one.is_plain and is_small and not one.is_word and not _SOMEWHERE.search(before):
        return False
    return not _is_called_after(reading, place)


def is_somewhere(text: str, start: int) -> bool:
    """Whether what stands before `start` asks for a place."""
    before = text[max(0, start - 40) : start]
    return bool(_SOMEWHERE.search(before) or _SURELY.search(before))


def _speaks_of_place(before: str, after: str, *, is_small: bool) -> bool:
    if _NO_PLACE_AFTER.match(after):
        return False
    if is_small:
        return bool(_SURELY.search(before))
    return bool(_SOMEWHERE.search(before) or _SURELY.search(before) or _BESIDE.match(after))


def _is_called_after(reading: Reading, place: Place) -> bool:
    """Whether it stands in the name of a university, a tool, an inquiry, a publisher or a case at law."""
    before, after = reading.before(place.start, 70), reading.after(place.end, 90)
    if _UNIVERSITY.search(before) or _ITS_UNIVERSITY.match(after):
        return not _STUDIES.search(before)
    if _CITED.search(before) or _CITATION.match(after) or _PUBLISHER.match(after):
        return True
    return _is_tool(reading, place.start, place.end) or _is_inquiry(reading, place, before, after)


def _is_tool(reading: Reading, start: int, end: int) -> bool:
    """ "Edinburgh Postnatal Depression Scale", "the Leeds model"; not "the Leeds family who failed the test"."""
    found = _TOOL.match(reading.after(end, 90))
    if not found:
        return False
    shown = found.group()
    return bool(_NAMED_TOOL.fullmatch(shown) or _NAMED_TOOL.fullmatch(shown.rpartition(" ")[0]))


def _is_inquiry(reading: Reading, place: Place, before: str, after: str) -> bool:
    shown = reading.text[place.start : place.end].lower()
    return shown in group("inquiry") and bool(_INQUIRY.match(after)) and not _SAID_OF_PLACE.search(before)


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
