"""What is found beside the ordinary screening in a text that all areas will read: exact ages, and places below region."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.strict import ages as network_ages
from csaleads.anonymity.strict import alone as network_alone
from csaleads.anonymity.strict import carried as network_carried
from csaleads.anonymity.strict import places as network_places
from csaleads.anonymity.strict import rivers as network_rivers
from csaleads.anonymity.strict import welsh as network_welsh
from csaleads.anonymity.strict import years as network_years
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.text.lexicon import fold, lexicon

_AROUND_NAMES = re.compile(
    r"(?:[Tt]he )?(?:[Rr]iver |[Aa]fon )?(?P<name>[A-Za-z][\w'-]*?)(?: (?:coast|river|valley|area|way|side|estuary))?"
)
_LIVE_THERE = re.compile(r" (?:folk|people|lot|lads?|lass(?:es)?|families|residents|born)\b")
_YIELDING = (Label.SMALL_PLACE, Label.SCHOOL, Label.HEALTH, Label.PERSON)


def find(text: str, found: Sequence[Span], today: date) -> tuple[list[Put], list[Span]]:
    """(ages and places, what to keep of what was found) in `text` (in plain spelling).

    Of what the ordinary screening `found` there, a small place or a name gives way to a known place that holds all of it: its
    region says more than "a village nearby" or "Child A".
    """
    firm = Reading(text, [span for span in found if span.label not in _YIELDING])
    loose = [_bare(text, span) for span in found if span.label in _YIELDING]
    rivers = [put for put in network_rivers.find(firm) if _holds_all(put.span, loose)]
    known = network_places.find(firm.also(rivers))
    places = [*rivers, *(put for put in known if _may_stand(text, put.span, loose))]
    kept = _without(text, found, places)
    reading = Reading(text, kept).also(places, firm.words)
    told = [*network_welsh.find(reading), *network_alone.find(reading)]
    years = [*told, *network_years.find(reading.also(told), today)]
    ages = [*years, *network_ages.find(reading.also(years))]
    ages += network_carried.find(reading.also(ages), ages)
    kept = _without(text, kept, ages)
    return [*places, *(_clear_of(kept, put) for put in ages)], kept


def _without(text: str, found: Sequence[Span], puts: Sequence[Put]) -> list[Span]:
    """Those of `found` that do not lie within one of `puts`."""
    return [span for span in found if not any(_holds(put.span, _bare(text, span)) for put in puts)]


def _clear_of(kept: Sequence[Span], put: Put) -> Put:
    """`put`, ending where something begins that was found before."""
    end = min(
        (span.start for span in kept if put.span.start < span.start < put.span.end), default=put.span.end
    )
    return put._replace(span=replace(put.span, end=end))


def _holds_all(place: Span, loose: Sequence[Span]) -> bool:
    """Whether all that was found over `place` lies within it."""
    return all(_holds(place, span) for span in loose if span.start < place.end and place.start < span.end)


def _may_stand(text: str, place: Span, loose: Sequence[Span]) -> bool:
    """Whether all that was found over `place` lies within it and gives way to it."""
    over = [span for span in loose if span.start < place.end and place.start < span.end]
    return all(
        _holds(place, span) and (span.label is not Label.PERSON or _is_no_person(text, place, span))
        for span in over
    )


def _is_no_person(text: str, place: Span, person: Span) -> bool:
    """Whether what was taken for a name is a place's: nobody is called so, it is long, or it says where somebody is."""
    lists = lexicon()
    words = fold(text[person.start : person.end]).split()
    is_name = any(word in lists.first or word in lists.last for word in words)
    is_long = " " in text[place.start : place.end]
    return (
        not is_name
        or is_long
        or bool(_LIVE_THERE.match(text, place.end))
        or network_places.is_somewhere(text, place.start)
    )


def _bare(text: str, span: Span) -> Span:
    """What was found for a place without the words around its name: Lagan of "the River Lagan", Fylde of "The Fylde coast"."""
    around = _AROUND_NAMES.fullmatch(text, span.start, span.end) if span.label in _YIELDING else None
    return replace(span, start=around.start("name"), end=around.end("name")) if around else span


def _holds(wider: Span, span: Span) -> bool:
    return wider.start <= span.start and span.end <= wider.end
