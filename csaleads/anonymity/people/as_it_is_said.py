"""Words that look like names in turns of speech: a season that "came like a bailiff", "Frank by name is not Frank by nature" and
the helpline Frank, 'read "Emma" on the bus'.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.people.well_known import speaks_of_a_case
from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_SEASONS = ("Autumn", "Summer", "Winter", "Spring", "April", "June", "August", "May", "January", "October")
_SEASON = LedPattern(
    re.compile(
        rf"(?P<name>{either(_SEASONS)})(?= (?:"
        r"(?:came|arrived|crept|swept|went|fell|rushed|dragged|passed|ended|began|opened|closed) "
        r"(?:like an?|in like|out like|as an?|with a (?:gale|frost|storm|heatwave)|wet|cold|dry|mild|warm|grey)|"
        r"(?:was|is|turned|felt) (?:wet|cold|colder|coldest|dry|mild|warmer|hotter|wetter|grey|golden|long|a washout)"
        r"(?=[.,;]| and)))"
    ),
    (each.lower() for each in _SEASONS),
)
_CALENDAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Michaelmas|Advent|Lent|Easter|"
    r"Christmas|Whitsun|Lammas|Candlemas|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|solstice|equinox|harvest)\b"
)
_ENOUGH = 2
_FRANK = re.compile(
    r"(?:(?<=[Aa]sk )|(?<=to )|(?<=call )|(?<=not )|(?<![\w'’ -])|(?<=[.!?] ))(?P<name>Frank|FRANK)(?![\w'’-]| [A-Z])"
    r"(?:(?<=FRANK)|(?= by (?:name|nature)|[.,!]| (?:website|leaflet|helpline|poster|advert|number|about (?:drugs|it|ket|weed))))"
)
_HELPLINE = re.compile(
    r"\b(?:drugs? (?:helpline|advice|leaflet|website|service|charity|information|education)|(?:talk|talking|talked) to frank|"
    r"helpline|talktofrank)\b",
    re.I,
)
_DOES = re.compile(
    r",? (?:who|and (?:his|her|I))| (?:said|says|told|came|went|lives|has|had|rang|attended|\(|will|wants|"
    r"(?:is|was) (?:\d|my|our|her|his|the|in|at|on|a ))",
    re.I,
)
_TITLES = sorted(
    {*phrase_group("in_company.txt", "name book"), *phrase_group("in_company.txt", "name film")},
    key=len,
    reverse=True,
)
_READ = LedPattern(
    re.compile(
        rf"\b(?:[Rr]ead|[Rr]eading|[Rr]e-?read|[Rr]e-?reading|[Ff]inished|[Ff]inishing|[Bb]orrowed) "
        rf"[\"“](?P<name>{either(_TITLES)})[\"”]"
        r"(?! (?:a|his|her|the|to|out)\b)"
    ),
    ("read", "reading", "re", "reread", "rereading", "finished", "finishing", "borrowed"),
)


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    for found in _SEASON.finditer(text, words):
        others = {each.group() for each in _CALENDAR.finditer(text)} - {found["name"]}
        if len(others) >= _ENOUGH and not speaks_of_a_case(text):
            yield found.span("name")
    for found in _READ.finditer(text, words):
        yield found.span("name")
    if "frank" in words and _HELPLINE.search(text) and not speaks_of_a_case(text):
        met = list(_FRANK.finditer(text))
        if not any(_DOES.match(text, each.end()) and not text.startswith(" by ", each.end()) for each in met):
            yield from (each.span() for each in met)
