"""How a region is said for what lies in it, so that the sentence still reads: its preposition, its article, its noun."""

import re

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.strict.data import Region, group
from csaleads.anonymity.strict.reading import Put, Reading

_BODIES = (
    (
        re.compile(
            r" (?:(?:City|County|Borough|District|Metropolitan|Unitary|Town|and) ){0,4}(?:Council|council)\b|(?: (?:City|County|Borough))? (?:local authority|LA|CC|MBC|LBC)\b"
        ),
        "a council",
    ),
    (
        re.compile(r" (?:Police|police)(?: (?:force|service))?\b(?! officer)| Constabulary\b"),
        "a police force",
    ),
    (
        re.compile(
            r" (?i:children'?s? (?:and (?:families|young people)'?s? )?(?:social (?:care|services)|services|trust)|children first|social (?:services|care)|CSC)\b"
        ),
        "children's services",
    ),
    (re.compile(r" (?:MASH|Multi-Agency Safeguarding Hub)\b"), "a MASH"),
    (re.compile(r" (?:Youth (?:Justice|Offending) (?:Service|Team)|YJS|YOT)\b"), "a youth justice team"),
    (
        re.compile(r" (?:Safeguarding (?:Children )?(?:Partnership|Board)|LSC[BP]|SCP)\b"),
        "a safeguarding partnership",
    ),
    (
        re.compile(r" (?:(?:and \w+ )?(?:Family|Crown|County|Magistrates'?|Youth|Combined) Court)\b"),
        "a court",
    ),
    (
        re.compile(r" (?:[A-Z]\w+ ){0,4}(?:NHS (?:Foundation )?Trust|ICB|Health Board|Hospitals Trust)\b"),
        "an NHS trust",
    ),
    (re.compile(r" (?:International )?Airport\b"), "an airport"),
    (
        re.compile(r"(?: (?:North|South|East|West|Central))*(?: and [A-Z]\w+)? (?:constituency|MP)\b"),
        "a constituency",
    ),
    (
        re.compile(
            r"(?: Evening| Daily| Morning)? (?:News|Chronicle|Echo|Post|Gazette|Herald|Telegraph|Mercury|Star|Mail|Express|Argus|Advertiser|Observer|Times)\b"
        ),
        "a local paper",
    ),
    (
        re.compile(
            r" (?:United|City|Rovers|Wanderers|Albion|Athletic|Wednesday|Forest|Hotspur|North End|Orient|Rhinos|A?FC|RFC|Stanley|County)\b(?! Council)"
        ),
        "a football club",
    ),
)
_BODY_OF = re.compile(
    r"(?:\b(?:the|a) )?\b(?:(?:London|Royal|Metropolitan) )*(?P<kind>borough|city|county|district|town|village|hamlet|parish|port|suburb|diocese|university)(?: and County)? of $",
    re.I,
)
_MIDST = re.compile(
    r"\b(?:the )?(?:(?:city|town) )?(?:centre|outskirts|suburbs|middle|edge|streets) of $", re.I
)
_SUPPORTS = re.compile(r"\b(?:support(?:s|ed|ing|ers? of)?|fans? of|plays? for|played for) $", re.I)
_DETERMINER = re.compile(
    r"\b(?:an?|the|this|that|these|those|our|my|your|her|his|their|another|some|any|every|each|one|two|three|four|five|several|many|"
    r"most|few|both|young|other|local|typical|single|poor|old|new|white|black|asian|working-class|strong|broad|thick) $",
    re.I,
)
_ARTICLE = re.compile(r"\b(?P<article>an?|the) $", re.I)
_NEAR = re.compile(
    r"\b(?:(?:just |right |somewhere |down |up |over )?(?:near|outside|around|close to|not far from|at|off|on|round|by)|between) (?:the )?$",
    re.I,
)
_PART = re.compile(
    r"\b(?:(?:north|south|east|west|central|inner|outer|inner-city|mid|north-east|north-west|south-east|south-west)(?:ern)? )+$",
    re.I,
)
_NOUN_AFTER = re.compile(r"(?P<joint>[ -])(?P<noun>[a-z][a-z'-]+)")
_JOINED = frozenset(("based", "born", "area", "wide", "born-and-bred"))
_TAIL = re.compile(
    r",? (?:in |\()?(?:England|Wales|Scotland|UK|Ireland|Northern Ireland|Yorkshire|London|South Wales|North Wales)\b\)?"
)
_BEGINS = re.compile(r"(?:^|[.!?]\s|\n)$")
_IS = re.compile(r"(?:\b(?:is|was|are|were|sounds?|very|so|proper|am|be)|'s|'re|'m) $", re.I)


def instead_of_place(reading: Reading, start: int, end: int, region: Region, *, is_way: bool) -> Put:
    """What to write for the place from `start` to `end`."""
    if body := _body_after(reading, end):
        return _as_body(reading, start, *body, region)
    before = reading.before(start)
    if of := _BODY_OF.search(before) or _MIDST.search(before):
        kind = of["kind"].lower() if of.re is _BODY_OF else "town"
        first = start - len(of.group())
        return Put(Span(start, end, Label.PLACE), first, end, f"a {kind} in {region.noun}")
    if _SUPPORTS.search(before):
        return Put(Span(start, end, Label.PLACE), start, end, "a football club")
    if _is_before_noun(before, reading.after(end, 24)):
        return _before_noun(reading, start, end, region)
    return _alone(reading, start, end, region, is_way=is_way)


def _body_after(reading: Reading, end: int) -> tuple[int, str] | None:
    """(end, what it is) of a body that is called after the place which ends at `end`."""
    after = reading.after(end, 80)
    for pattern, said in _BODIES:
        found = pattern.match(after)
        if found and not reading.is_taken(end, end + found.end()):
            return end + found.end(), said
    return None


def _as_body(reading: Reading, start: int, end: int, said: str, region: Region) -> Put:
    before = reading.before(start)
    first, words = start, said
    if of := _BODY_OF.search(before):
        first = start - len(of.group())
    elif article := _ARTICLE.search(before):
        first = start - len(article.group())
    elif _DETERMINER.search(before):
        words = said.removeprefix("an ").removeprefix("a ")
    return Put(Span(start, end, Label.PLACE), first, end, f"{words} in {region.noun}")


def instead_of_body(reading: Reading, start: int, end: int, said: str, region: Region) -> Put:
    """What to write for a body that is known by its initials."""
    return _as_body(reading, start, end, said, region)


def instead_of_people(reading: Reading, start: int, end: int, region: Region) -> Put:
    """What to write for "Brummie", "Geordies", "Cornish"."""
    before, after = reading.before(start), reading.after(end, 24)
    span = Span(start, end, Label.PLACE)
    if _noun(after):
        return _before_noun(reading, start, end, region)
    if reading.text[start:end].endswith("s"):
        return Put(span, start, end, f"people from {region.noun}")
    if article := _ARTICLE.search(before):
        return Put(span, start - len(article.group()), end, f"somebody from {region.noun}")
    wording = f"from {region.noun}" if _IS.search(before) else f"somebody from {region.noun}"
    return Put(span, start, end, wording)


def _noun(after: str) -> str:
    """The noun that follows at once, or nothing."""
    found = _NOUN_AFTER.match(after)
    if not found or found["noun"].removesuffix("'s") in group("no noun"):
        return ""
    if found["joint"] == "-":
        return found["noun"] if found["noun"] in _JOINED else ""
    return found["noun"]


def _is_before_noun(before: str, after: str) -> bool:
    noun = _noun(after)
    return bool(noun) and bool(
        _DETERMINER.search(before) or noun in group("after a place") or noun in _JOINED or after[0] == "-"
    )


def _before_noun(reading: Reading, start: int, end: int, region: Region) -> Put:
    """ "a Leeds family" becomes "a Yorkshire family", "an Ipswich school" "an east of England school"."""
    article = re.search(r"\ban? $", reading.before(start), re.I)
    first = start - len(article.group()) if article else start
    wording = region.before_noun
    if article:
        wording = f"{'an' if wording[0] in 'AEIOaeio' else 'a'} {wording}"
    return Put(Span(start, end, Label.PLACE), first, end, wording)


def _alone(reading: Reading, start: int, end: int, region: Region, *, is_way: bool) -> Put:
    first, wording = start, region.noun
    if wording == "London" and _BEGINS.search(reading.before(start)):
        wording = (
            "boroughs in London"
            if re.search(r",| and |/", reading.text[start:end])
            else "a borough in London"
        )
    if part := _PART.search(reading.before(start)):
        first -= len(part.group())
    before = reading.before(first)
    near = _NEAR.search(before)
    if near and near.group().lower().startswith("between") and reading.after(end, 5).startswith(" and "):
        near = None  # "between Hull and the coast"
    if near:
        first, wording = first - len(near.group()), f"in {wording}"
    elif is_way and (way := re.search(r"\bfrom $", before, re.I)):
        first, wording = first - len(way.group()), f"within {wording}"
    elif article := re.search(r"\bthe $", before, re.I):
        first -= len(article.group())
    tail = _TAIL.match(reading.after(end, 30))
    last = end + tail.end() if tail and not reading.is_taken(end, end + tail.end()) else end
    if tail and tail.group().endswith(")") and "(" not in tail.group():
        last -= 1
    return Put(Span(start, end, Label.PLACE), first, last, wording)
