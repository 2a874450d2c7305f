"""Plants, birds and weather that people are called after, in prose: "Hazel catkins out", "Heather on the slope, ivy on a wall".

Each is struck out beside a noun that only a plant or a sky has, or in a sentence that speaks of other plants or of the weather
(data/in_the_garden.txt) and has no word of people; never where the text says of the name what is said of people.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people import well_known
from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group
from csaleads.anonymity.text.scanning import WordStarts

_FILE = "in_the_garden.txt"
_END = r"(?=[.,;:!?)\n]|$| and | but | or | – | - )"
_LEAVES = (
    r"leaves (?:(?:cut|pruned|trimmed|stripped) (?:down|back|off|to)|dried|chopped|pressed|raked|torn|fallen|turning|yellowing|"
    r"browning|going (?:brown|yellow|over)|gone|curling|curled|unfurling|emerging|coming (?:through|up)|are|"
    r"were|have|everywhere|"
    r"(?:on|all over|under) the (?:path|lawn|pavement|grass|hedge|trees?|paving|drain))\b"
)
_HEADS = (
    r"(?:heads?|flowers|stems|roots|seeds|branches|buds|plants?|peel|shoots|blooms?|blossoms?|hedges?|logs|"
    r"patch|root|stem|nests?|"
    r"boxes|eggs)"
)
_GROUND = (
    r"(?:lawns?|jar|hedge|walls?|garden|patio|path|lane|verge|fence|hill\w*|moor|yard|trees?|pots?|water|soup|"
    r"border|bank|field|"
    r"car park|compost|vase|trellis|grass)"
)
_OF_VERBS = (
    rf"(?P<heads>{_HEADS})(?= (?:are|were|have|need\w*|sown|planted|everywhere|already|at last|"
    rf"(?:in|on|under|by|along|over|all over) (?:the|our|my|a|every) (?:[a-z]+ )?{_GROUND})\b)"
)
"""Nouns of plants that are also done by people: "Hazel leaves school", "Ivy heads home"."""
_THERE = (
    r"(?: (?:on|in|up|along|over|under|beside|across|by|through|against|back|out|all|everywhere|again|already|"
    r"still|at last|at|from|"
    r"off|after|before|forecast|already)\b|[,.;:]|$| and | or | both | (?:is|are|was|were) (?:out|both|all|dead|"
    r"over|late|early|up|"
    r"in (?:flower|bloom|leaf|bud|berry)|frosted|finished|budding|flowering|fading|doing)\b)"
)
_GROWING = (
    r" (?:is |are |was |were |still |now |already |just |coming ){0,2}"
    r"(?:in (?:full )?(?:flower|bloom|leaf|bud|berry|blossom))\b"
)
_GROWN = re.compile(
    r"\b(?:plant(?:ed|ing)?|sow(?:ed|n|ing)?|prun(?:ed|ing)|repot(?:ted|ting)|pott(?:ed|ing)(?: up| on)?|grew|growing|dug up|"
    r"deadhead(?:ed|ing)|staked|mulched) (?:out |up |in |some |the |my |our |a |two |three |more |new ){0,2}$",
    re.I,
)
_SET = re.compile(
    r"\b(?:put|moved|picked|chopped|cut back|cut|dried|watered|water|brought in|bought|have|had|with|of|and|the|some|my) $",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:he|she|him|his|her|hers|himself|herself|someone|somebody|would|wouldn['’]t|could|couldn['’]t|won['’]t|can['’]t|"
    r"refus\w+|said|says|told|tells|ask(?:s|ed)|cry|crying|cried|shout\w*|scream\w*|asleep|upset|alone|waiting|"
    r"waited|hiding|hid|"
    r"drunk|coat|shoes|hair|hands?|face|arms?|lap|knee|sofa|bed|bedroom|phone|mobile|school|class|lessons?|clinic|ward|court|"
    r"meeting|colleague|worker|manager|duty|email\w*|emails|call(?:ed|s)?|texts|playing|sitting|smoking|missing|running|"
    r"fighting|arguing|shouting|seen|saw|met|meet|met|visit\w*|with (?:me|us|mum|dad|nan|friends)|friends?|birthday|"
    r"supervision|appointment|bus|taxi|police|parents?|people|young|old enough)\b",
    re.I,
)
_WEATHER_SAID = (
    r"(?: held off(?= (?:for|until|till|all|long|just|while|so|again|and|but|at)\b|[.,;!]|$)|"
    rf" (?:all|most of the|again all|every) (?:week|weekend|day|morning|night|afternoon|month|summer|evening){_END}|"
    r" (?:forecast|stopped play|overnight|showers?|spells?|clouds?|warnings?|drops?|gauge|butt|damage|flurr(?:y|"
    r"ies)|drifts?)(?!\w)|"
    rf" (?:this|by|in the|since|until|till|before|after|from) (?:the )?(?:morning|night|evening|afternoon|lunch|"
    rf"lunchtime|dawn|dusk){_END}|"
    r" on the (?:roof|windows?|windscreen|skylight|car|hills?|tops|moors?|fells?|lines?|glass|way|motorway|forecast)(?!\w)|"
    r" (?:and|then|or) (?:rain|wind|sun|snow|frost|sleet|hail|gales?|sunshine|fog|ice|drizzle|thunder)(?!\w)|"
    r" (?:stopped|eased|cleared|fell|settled|melted|thawed|is coming|came down|came in|set in|is due|poured|"
    r"broke over|broke as (?:I|we))"
    rf"(?: (?:at|by|in|on|for|overnight|again|just|before|after|around) [^.,;]{{2,20}})?{_END})"
)
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?\n:;–-]\s*|[\"“(]|, )$")
_ENOUGH = 3


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    plants, birds, sky = (either(phrase_group(_FILE, kind)) for kind in ("plant", "bird", "sky"))
    noun = either(phrase_group(_FILE, "noun of plants"))
    flown = either(phrase_group(_FILE, "noun of birds"))
    name = rf"(?:{plants}|{birds}|{sky})"
    start = r"(?<![\w'’-])"
    return (
        re.compile(
            rf"{start}(?P<name>(?i:{plants}))(?: (?:{noun})(?![\w'’-])| {_LEAVES}| {_OF_VERBS}|{_GROWING})"
            rf"|{start}(?P<bird>(?i:{birds}))(?:(?:['’]s)? (?:{flown})(?![\w'’-]))"
        ),
        re.compile(rf"{start}(?P<name>(?i:{sky}))(?={_WEATHER_SAID})"),
        re.compile(rf"{start}(?P<name>{name}s?)(?={_THERE})", re.I),
        re.compile(rf"(?<![\w-])(?:{either(phrase_group(_FILE, 'flora'))}|{name}s?)(?![\w-])", re.I),
        re.compile(rf"(?<![\w-])(?:{either(phrase_group(_FILE, 'outdoors'))})(?![\w-])", re.I),
    )


@cache
def _words() -> frozenset[str]:
    names = {name for kind in ("plant", "bird", "sky") for name in phrase_group(_FILE, kind)}
    return frozenset(word.lower() for name in names for word in (name.split()[0], f"{name.split()[0]}s"))


def nobody(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if not words.has_any(_words()):
        return
    beside, weather, there, _, _ = _patterns()
    for found in beside.finditer(text):
        of_people = found["heads"] and _PEOPLE.search(_sentence(text, *found.span()))
        if not of_people and not is_said_of_somebody(text, found["name"] or found["bird"]):
            yield found.span()
    for found in weather.finditer(text):
        if _SENTENCE_HEAD.search(text, max(0, found.start() - 4), found.start()) and _is_nobody(
            text, found, lists
        ):
            yield found.start(), _with_noun(text, found.end())
    for found in there.finditer(text):
        grown = _GROWN.search(text, max(0, found.start() - 40), found.start())
        if (
            (grown or _may_stand(text, found.start()))
            and _is_nobody(text, found, lists)
            and (grown or _speaks_of_nature(text, found))
        ):
            yield found.span()


def speaks_of_people(text: str) -> bool:
    """Whether `text` has a word of people or of what only they have."""
    return bool(_PEOPLE.search(text))


def _with_noun(text: str, end: int) -> int:
    noun = re.compile(r" (?:clouds?|showers?|spells?|warnings?|drops?|gauge|butt|damage|drifts?)\b").match(
        text, end
    )
    return noun.end() if noun else end


def _may_stand(text: str, start: int) -> bool:
    before = text[max(0, start - 24) : start]
    return bool(_SENTENCE_HEAD.search(before) or _SET.search(before))


def _sentence(text: str, start: int, end: int) -> str:
    begin, last = well_known.sentence_around(text, start, end)
    return text[begin:last]


def _is_nobody(text: str, found: re.Match[str], lists: Lexicon) -> bool:
    sentence = _sentence(text, *found.span())
    if _PEOPLE.search(sentence) or well_known.speaks_of_a_case(sentence):
        return False
    if is_said_of_somebody(text, found["name"]) or well_known.does_something(text, found.end()):
        return False
    return not any(_is_other_name(word, lists) for word in re.findall(r"(?<= )[A-Z][a-z]+", sentence))


def _is_other_name(word: str, lists: Lexicon) -> bool:
    known = fold(word)
    return known in lists.first and known not in _words() and not lists.is_english(known)


def _speaks_of_nature(text: str, found: re.Match[str]) -> bool:
    """Whether its sentence names another plant or bird and something out of doors, or the paragraph is full of plants."""
    _, _, _, flora, outdoors = _patterns()
    name, is_capital = found["name"].lower(), found["name"][0].isupper()
    sentence = _sentence(text, *found.span())
    met = {each for each in flora.findall(sentence) if each.lower() not in (name, f"{name}s")}
    sure = {each for each in met if each.lower() not in _words() or (is_capital and each.islower())}
    around = {each.lower() for each in (*met, *outdoors.findall(sentence))}
    if sure and len(around - {name}) > 1:
        return True
    whole = {each.lower() for each in flora.findall(text)}
    return (
        len(whole - _words()) >= _ENOUGH
        and not well_known.speaks_of_a_case(text)
        and not _PEOPLE.search(text)
    )
