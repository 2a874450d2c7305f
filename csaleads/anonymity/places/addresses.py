"""Addresses: a number and a street, a street alone, a flat, a house by its name, in English and in Welsh."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import NUMBER_WORD
from csaleads.anonymity.places import addresses_abroad
from csaleads.anonymity.places.words import KEEP, NAME, STOPPERS, first_own, lowered, opens, to_town, trim
from csaleads.anonymity.text.lexicon import Lexicon, fold, leading_words, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, may_hold

_SURE = (
    r"(?:road|rd|street|streets|st|str|avenue|ave|lane|ln|crescent|cresc|cres|crs|terrace|terr|tce|gardens|gdns|grove|"
    r"mews|boulevard|blvd|cottages|villas|wynd|brae|vennel|croft|embankment|broadway|parade|pde|close|clo|cl)"
)
_STREET = (
    rf"(?:{_SURE}|av|drive|dr|way|walk|place|pl|court|ct|garden|gr|rise|hill|square|sq|row|view|vw|park|pk|approach|path|green|"
    r"heights|mount|gate|wharf|quay|lawns?|vale|cottage|yard|bank|dene|fold|brow|chase|end|side|loan|towers?|buildings?|"
    r"house|point|squares|courts|parks|pass|gateway|extensions?|union|ridge|meadows?|fields?|circus|bypass|alley|nook|mead|"
    r"garth|drove|estate|mansions|lodge|hall|acres?|bungalows?|block|works|maltings|flats)"
)
_CAPITAL = (
    r"(?:Road|Rd|Street|Avenue|Ave|Lane|Ln|Close|St(?=[.,;:)\n]|$| [a-z])|Drive|Dr(?!\.? [A-Z])|Way|Walk|"
    r"Crescent|Cres|Terrace|Terr|Gardens|Gdns|"
    r"Grove|Rise|Square|Mews|View|Parade|Approach|Mount|Villas|Croft|Wynd|Brae|Broadway|Boulevard|"
    r"Embankment|Place|Court|Row|Hill|Acre)"
)
_UNIT = (
    r"(?!(?:hours?|hrs?|min(?:ute)?s?|weeks?|wks?|days?|months?|mths?|years?|yrs?|yo|miles?|of|in|to|and|"
    r"or|at|on|the(?! [A-Z])|a|per|"
    r"for|from|times?|children|kids|boys|girls|people|other|different|separate|more|am|pm|x|%)\b)"
)
_FLAT = (
    r"(?:(?:flat|apt|apartment|unit|room|plot|pitch|caravan|block)\.? ?(?:\d{1,4}[a-z]?|"
    r"[a-z]\d{0,3})(?![a-z])|(?:basement|top|ground|first|garden|upper|lower)(?: floor)? flat)"
)
_NUMBERED = re.compile(
    rf"(?<![\w/.£-])(?<!\d:)(?:{_FLAT},? ?(?:,? ?[A-Z][\w']+(?: [A-Z][\w']+){{0,2}}, )?)?(?:no\.? ?|"
    rf"number )?(?:(?:\d{{1,5}} )?\d{{1,5}} ?[a-f]?"
    rf"(?: ?[-/] ?\d{{1,4}}[a-f]?)?|"
    rf"{NUMBER_WORD}),?[ \n]{_UNIT}(?:[^\W\d_][\w'.\-]*,?[ \n]){{1,4}}?{_STREET}\b\.?(?: (?:north|south|"
    rf"east|west))?",
    re.I,
)
_FLAT_NAMED = re.compile(
    rf"\b(?i:{_FLAT})(?:,|(?<=\d)|(?<= [A-Z]))? (?:the )?(?:{NAME} ?){{1,3}}|\b(?i:{_FLAT}),? (?:[a-z']+ ){{1,2}}(?i:{_STREET})\b"
)
_THE_STREET = re.compile(
    r"(?<![\w/.£-])(?!(?:19|20)\d\d )\d{1,4}[a-z]?,? The [A-Z][a-z]+(?:[ ,]|\b)(?= ?[,.;\n]|$| (?:and|with|in|since)\b)"
)
_STREET_ONLY = re.compile(rf"(?<![\w'])(?:{NAME}[ ]){{1,3}}{_CAPITAL}(?![\w'])")
_STREET_SMALL = re.compile(rf"(?<![\w'-])((?:[a-z][a-z']+ ){{1,3}}){_SURE}(?![\w'])")
_SURE_STREET = re.compile(r"(?:Road|Rd|Street|Avenue|Ave|Lane|Close|Crescent|Terrace|Gardens|Grove)$")
_HOUSE = r"(?:Cottage|Bungalow|Farmhouse|Rectory|Vicarage|Lodge|Barn|Manse|Croft|Stables|Mill)"
_BUILDING_NUMBERED = re.compile(
    rf"\b(?:{NAME} ){{1,2}}(?:Court|House|Mansions|Heights|Point|Towers?|Lodge|Buildings|Gardens|Close|Place),? "
    rf"(?i:number|no\.?|flat|apartment|unit) (?:\d{{1,3}}[a-z]?|(?i:{NUMBER_WORD}))(?!\w)"
)
_BUILDING_SMALL = re.compile(
    rf"(?<![\w'-])(?P<name>[a-z]{{4,}}) (?:court|house|mansions|heights|towers?), (?:number|"
    rf"flat) (?:\d{{1,3}}|{NUMBER_WORD})(?!\w)"
)
_HOUSE_NAMED = re.compile(rf"\b(?:[Tt]he )?(?:{NAME} ){{0,2}}{_HOUSE}(?:, (?:{NAME}(?: {NAME}){{0,2}}))?")
_BEFORE_NUMBER = re.compile(rf"(?:^|[\s(])((?:The )?(?:{NAME} )?{_HOUSE}), $")
_HOUSE_BEFORE = re.compile(rf"(?:(?:The )?{NAME}(?: {NAME}){{0,2}}), $")
_WELSH = re.compile(
    rf"(?<![\w'])(?:\d{{1,4}}[a-z]?,? |(?:(?:T[ŷyY]|Bwthyn|Plas|Bryn|"
    rf"Fferm) {NAME}(?: {NAME})?), )?(?:Heol|Ffordd|Stryd|L[ôo]n|Maes|Clos|Rhodfa|Rhes|Cwrt|Tan-y|"
    rf"Bro)(?: (?:y|yr|{NAME})){{1,3}}"
)
_WELSH_WORDS = frozenset(leading_words("addresses welsh words"))
_FLAT_KINDS = ("flat", "apt", "apartment", "unit", "room", "plot", "pitch", "caravan", "block")
_HOUSE_WORDS = frozenset(_HOUSE[3:-1].lower().split("|"))
_LIVES = re.compile(
    r"(?i:\b(?:lives?|living|lived|stay(?:s|ing)?|staying|lodg\w+|addr(?:ess)?|add|moved|fled|left|"
    r"visited|visit|back|round|home|house|flat)(?: (?:now|still|temporarily|currently))?(?: (?:at|to|is|"
    r"was)\b|:|=)?|\bat) ?"
    rf"((?:no\.? ?)?\d{{1,4}}[a-f]?,? (?:{NAME}(?: {NAME}){{0,2}}|[a-z]{{4,}}))(?=[ ,.;\n)]|$)"
)
_SHORT_KIND = LedPattern(
    re.compile(
        r"\b(?:on|in|off|at|behind|near|from|to|down|along|up|round|via|by|towards|lives|living|"
        r"of) ((?:[^\W\d_]{3,} )?[^\W\d_]{3,}) (?:rd|ave|cres|gdns|tce|terr|blvd)(?![\w'-])"
    ),
    leading_words("addresses short kind"),
)
_NUMBER_THE = re.compile(
    rf"(?<![\w/.£:-])(?:(?:no\.? ?|number )?\d{{1,4}}[a-f]?|"
    rf"\b{NUMBER_WORD}(?: [a-f])?),? the ([a-z]+)(?![\w'-])(?! (?:of|to|in|for|with|and)\b)"
)
_NEXT_DOOR = LedPattern(
    re.compile(
        r"\b(?:neighbours?|next door|opposite) (?:at |from |in )?(?:number|no\.?) ?\d{1,4}[a-f]?(?![\w:/]|"
        r"[.,]\d|%)|\bat (?:number|no\.?) ?\d{1,4}+[a-f]?+(?![\w.,]\d|%| of \d| on the (?:list|agenda)| in the )|"
        r"\bat (?:number|no\.?) (?:one|two|"
        r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty)\b|\b(?:at|"
        r"between) (?:number )?\d{1,4} and (?=\d{1,4} [A-Z][a-z]+ (?:Street|Road|Close|Lane|Avenue))",
        re.I,
    ),
    ["neighbour", "neighbours", "next", "opposite", "at", "between"],
)
_LEAD = re.compile(
    r"(?:\b(?:on|in|off|at|behind|near|from|to|of|past|opposite|outside|down|along|round|around|via|by|"
    r"towards|visited|attended|searched|address(?: is)?|addr|lives|living|last known)|[:=(,])(?: the)? ?$",
    re.I,
)
_LIVES_AT = re.compile(
    r"\b(?:lives|living|lived|stays|staying|home|house|address|addr|add|visited|moved to|"
    r"sleeps)(?: (?:at|is|to|now))?[ :=-]{1,3}$",
    re.I,
)
_NEVER = word_group("never a street")
_DETERMINERS = frozenset(leading_words("addresses determiners"))
_THINGS = word_group("numbered things")
_COMMON = word_group("common street names")
_CALLED_BY = word_group("streets are called by") | _COMMON
_WITH_THE = word_group("named with the")
_SMALL_KINDS = re.compile(rf"(?:{_SURE})\.?$", re.I)
_QUALIFIERS = frozenset(
    ("flat", "apt", "no", "number", "the", "st", "old", "new", "upper", "lower", "great", "little")
)


def find(text: str, masked: str, lists: Lexicon, words: WordStarts) -> Iterator[Span]:
    """Every address in `text`, whose words begin at `words`; `masked` is the text without its well-known phrases."""
    low = lowered(masked)
    for found in _NUMBERED.finditer(masked):
        if _is_numbered(masked, found, lists):
            house = _BEFORE_NUMBER.search(text[max(0, found.start() - 40) : found.start()])
            start = found.start() - len(house.group(1)) - 2 if house else found.start()
            yield Span(start, to_town(text, found.end()), Label.ADDRESS)
    for found in _BUILDING_NUMBERED.finditer(masked):
        yield Span(found.start(), found.end(), Label.ADDRESS)
    for found in _BUILDING_SMALL.finditer(low):
        if not {found["name"]} & (_DETERMINERS | _NEVER | STOPPERS):
            yield Span(found.start(), found.end(), Label.ADDRESS)
    yield from _short_kinds(low, words, lists)
    yield from _flats(text, masked, low, words, lists)
    yield from _streets(text, masked, lists)
    for found in _WELSH.finditer(text) if may_hold(words, _WELSH_WORDS) else ():
        yield Span(found.start(), to_town(text, found.end()), Label.ADDRESS)
    for found in _NUMBER_THE.finditer(low) if may_hold(words, _WITH_THE) else ():
        if found.group(1) in _WITH_THE:
            yield Span(found.start(), to_town(text, found.end()), Label.ADDRESS)
    for found in _NEXT_DOOR.finditer(text, words):
        yield Span(found.start() + _number_in(found.group()), trim(text, found.end()), Label.ADDRESS)
    yield from addresses_abroad.find(text, words, lists)


def _number_in(said: str) -> int:
    """Where the house's number begins in "next door at number 16"."""
    found = re.search(r"(?:number|no\b\.?) ?[\da-z]|\d", said, re.I)
    return found.start() if found else 0


def _is_numbered(text: str, found: re.Match[str], lists: Lexicon) -> bool:
    """Whether the words between a number and a kind of street can be its name."""
    shown = found.group()
    before = re.search(r"([^\W\d_]+)\.? ?$", text[max(0, found.start() - 16) : found.start()])
    if (
        shown[0].isalpha()
        and not re.match(rf"(?i)(?:{_FLAT}|no\b|number )", shown)
        and (
            not before
            or not re.match(
                rf"(?:at|is|address|to) {NUMBER_WORD} [A-Z]",
                text[found.start() - len(before.group(1)) - 1 : found.end()],
                re.I,
            )
        )
    ):
        return False
    if before and fold(before.group(1)) in _THINGS and not re.match(r"(?i)flat|apt|no\b|number", shown):
        return False
    told = re.sub(rf"(?i)^(?:{_FLAT},? )?(?:no\.? ?|number )?{NUMBER_WORD}\b,?", "", shown)
    words = re.findall(r"(?<!\w)[^\W\d_][\w'\-]*", told)
    inside = [word for word in words[:-1] if fold(word) not in _QUALIFIERS]
    if not inside or any(fold(word) in STOPPERS or fold(word) in _NEVER for word in inside):
        return False
    if any(word[0].isupper() or not lists.is_english(fold(word)) for word in inside):
        return not all(fold(word) in _THINGS for word in inside) and _is_not_told(inside, words[-1], lists)
    led = bool(_LEAD.search(text[max(0, found.start() - 14) : found.start()]))
    if _LIVES_AT.search(text[max(0, found.start() - 14) : found.start()]) and len(inside) < 3:
        return not any(_is_plain(word, lists) for word in inside)
    return bool(_SMALL_KINDS.search(shown)) and (led or fold(inside[-1]) in _COMMON) and len(inside) < 3


def _is_not_told(inside: list[str], kind: str, lists: Lexicon) -> bool:
    """ "10 April unless the court" and "3 wd drive round" tell something; "3 thring drive" is an address."""
    small = [fold(word) for word in inside if not word[0].isupper()]
    return not any(word in lists.short or word in lists.field for word in small) or kind[0].isupper()


def _flats(text: str, masked: str, low: str, starts: WordStarts, lists: Lexicon) -> Iterator[Span]:  # noqa: C901 - one branch for each way to write a flat
    for found in _FLAT_NAMED.finditer(masked) if any(kind in low for kind in _FLAT_KINDS) else ():
        words = re.findall(r"[^\W\d_][\w']+", re.sub(rf"(?i)^{_FLAT}", "", found.group()))
        if re.match(r"(?i)(?:unit|room|block)", found.group()) and "," not in found.group():
            continue
        if words and not any(
            fold(w) in _THINGS or fold(w) in lists.field or fold(w) in STOPPERS for w in words[:1]
        ):
            yield Span(found.start(), to_town(text, trim(text, found.end())), Label.ADDRESS)
    for found in _THE_STREET.finditer(masked) if "#" in starts else ():
        yield Span(found.start(), to_town(text, trim(text, found.end())), Label.ADDRESS)
    for found in _HOUSE_NAMED.finditer(masked) if may_hold(starts, _HOUSE_WORDS) else ():
        before = text[max(0, found.start() - 16) : found.start()]
        at_home = re.search(r"(?i)\b(?:at|lives in|lived in|address:?|of|to)\s$", before)
        if (
            " " in found.group()
            and at_home
            and re.search(rf"(?:Cottage|Bungalow|Farmhouse|Rectory|Vicarage|Barn)\b|, {NAME}", found.group())
        ):
            yield Span(found.start(), trim(text, found.end()), Label.ADDRESS)
    for found in _LIVES.finditer(masked) if "#" in starts else ():
        first = fold(re.findall(r"[^\W\d_][\w'\-]*", found.group(1).removeprefix("no"))[0])
        if (
            first in STOPPERS
            or first in _NEVER
            or first in _THINGS
            or first in KEEP
            or first in lists.field
            or first in lists.short
        ):
            continue
        if found.group().lower().startswith("at") and found.group(1).islower():
            continue
        if found.group(1).islower() and lists.is_english(first) and first not in _CALLED_BY:
            continue
        yield Span(found.start(1), to_town(text, found.end(1)), Label.ADDRESS)


def _streets(text: str, masked: str, lists: Lexicon) -> Iterator[Span]:
    for found in _STREET_ONLY.finditer(masked):
        start = first_own(found.group().rpartition(" ")[0], lists, opens(masked, found.start()))
        if start is None and _SURE_STREET.search(found.group()) and not opens(masked, found.start()):
            start = (
                0
                if fold(found.group().split()[0]) not in STOPPERS
                and fold(found.group().split()[-2]) in _COMMON
                else None
            )
        if start is not None and fold(found.group().split()[-2]) not in _NEVER:
            start += found.start()
            house = _HOUSE_BEFORE.search(masked[max(0, start - 50) : start])
            if (
                house
                and fold(house.group().split()[0].strip(",")) not in lists.field
                and not re.search(r"(?i)school|surgery|nursery|hospital|clinic", house.group())
            ):
                start -= len(house.group())
            yield Span(start, to_town(text, found.end()), Label.ADDRESS)
    for found in _STREET_SMALL.finditer(masked):
        words = list(re.finditer(r"\S+", found.group(1)))
        while words and (
            _is_plain(words[0].group(), lists)
            or (
                len(words) > 1
                and lists.is_english(fold(words[0].group()))
                and fold(words[0].group()) not in _COMMON
            )
        ):
            words = words[1:]
        if not words or any(_is_plain(word.group(), lists) for word in words):
            continue
        start = found.start(1) + words[0].start()
        led = _LEAD.search(masked[max(0, start - 14) : start])
        known = all(
            fold(word.group()) in _COMMON or not lists.is_english(fold(word.group())) for word in words
        )
        if (
            known
            and (led or not all(lists.is_english(fold(word.group())) for word in words))
            and not re.search(r"(?:^| )(?:st|str|cl|close|parade)$", found.group() if led is None else "")
        ):
            yield Span(start, trim(text, found.end()), Label.ADDRESS)


def _short_kinds(low: str, starts: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """ "down straight rd": what is shortened so can only be a street."""
    for found in _SHORT_KIND.finditer(low, starts):
        words = [fold(word) for word in found.group(1).split()]
        if not any(
            word in STOPPERS or word in _NEVER or word in _DETERMINERS or word in lists.short
            for word in words
        ):
            yield Span(found.start(1), found.end(), Label.ADDRESS)


def _is_plain(word: str, lists: Lexicon) -> bool:
    bare = fold(word).removesuffix("'s")
    return bare not in _COMMON and (
        bare in KEEP or bare in STOPPERS or bare in _NEVER or bare in lists.field or bare in lists.short
    )
