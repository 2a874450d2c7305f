"""Ages with the word old: "a 7-year-old girl", "is 7 years old", "two 7yo's", "18 months old"; not those of bruises and reports."""

import re

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.strict.bands import aged, before_noun, somebody
from csaleads.anonymity.strict.data import group
from csaleads.anonymity.strict.numbers import Number, months_of
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.strict.telling import MEN, OTHERS, WOMEN
from csaleads.anonymity.strict.when import behind, is_still_to_come
from csaleads.anonymity.text.lexicon import either

_OLD = re.compile(
    r"(?P<joint>[ -]{0,2})(?:(?P<unit>years?|yrs?\.?|y(?=[ -])|months?|mths?\.?|mnths?|mos?\.?|weeks?|wks?\.?|days?)(?:[ -]and[ -]a[ -]half|,? (?:and )?\d{1,2} (?:months?|mths?))?[ -]{0,2}(?:old(?P<many>s|'s(?! [a-z]))?\b(?!er)|(?P<of>of age)\b)"
    r"|(?P<yo>(?:yrs? ?o|y\.? ?/? ?-?o)\.?(?P<manyo>'?s)?)(?![\w/]))",
    re.I,
)
_ALMOST = re.compile(
    r"\b(?:(?:only|just|about|around|approximately|approx\.?|roughly|nearly|almost|barely|not quite|now|aged|age) )+$",
    re.I,
)
_SAID_OF = re.compile(
    r"\b(?P<what>\w+)(?:'s| is| was| are| were| has been| have been| had been| will be) (?:only |just |about |around |over |nearly |almost |now |already |well over |more than )*$",
    re.I,
)
_LED_BY = re.compile(r"\b(?P<lead>at|by|from|since|until|till|before|after|around) $", re.I)
_PAIR = re.compile(r"(?:\d{1,2}|[a-z]+) or $|\d{1,2}/$", re.I)
_DETERMINER = re.compile(
    r"(?P<article>\ban? )(?:[a-z]+ )?$|\b(?:the|her|his|their|my|our|your|this|that|another|one|two|three|four|five|several|some|both|these|those|(?!(?:s?he|who|it|that|there)'s)\w+'s) (?:[a-z-]+ )?$",
    re.I,
)
_PLURAL_OF_SOME = re.compile(
    r"\b(?:the|her|his|their|my|our|two|three|four|five|six|\d|several|some|both|these|those|a pair of|a couple of) (?:[a-z-]+ )?$",
    re.I,
)
_PERSON = re.compile(
    rf"(?P<words>(?:[ -][a-z][a-z'-]+){{0,2}}?) (?P<noun>(?P<his>{either(MEN)})|(?P<her>{either(WOMEN)})|{either(OTHERS)})(?![\w-])"
)
_PERSON_NEXT = re.compile(rf" (?:{either((*MEN, *WOMEN, *OTHERS))})(?![\w'-])")
_WITH_AN = re.compile(r"[aeio8]|1[18]|un(?:der|cle)", re.I)
_APART = re.compile(r", (?:that|this|the|our|my|your|his|her|their) (?:[a-z-]+ )?(?P<thing>[a-z-]+)\b", re.I)
_NO_DOING = (
    "ongoing",
    "outstanding",
    "existing",
    "working",
    "missing",
    "building",
    "recording",
    "drawing",
    "painting",
)
_CHILD_PLACED = re.compile(
    r"[ -]placement(?:'s| is| was| has| had)? (?:stopped|started|still|never|just|only|won't|wouldn't|can't|refus\w+|wak\w+|cries|cried|cry\w+|hits|bites|"
    r"wets|wetting|sleep\w*|hoard\w*|eats|eating|says|said|told|asks|asked|wants|keeps|loves|hates|calls|runs|ran|lies|steals|self-?harm\w*|swears|goes|went)\b",
    re.I,
)
"""A foster carer's word for the child: "my nine-year-old placement has stopped sleeping"; not that it ended."""
_NEXT = re.compile(r"[ -](?P<word>[^\W\d_][\w'-]*)(?: (?P<second>[a-z][\w'-]*))?")


def so_old(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """What to write for an age that says "old"."""
    number = some[-1]
    old = _OLD.match(reading.text, number.end)
    if not old:
        return None
    months = months_of(number.value, old["unit"] or "y")
    if _is_thing(reading, old.end()) or _is_said_of_thing(before):
        return None
    end = old.end()
    if old["many"] or old["manyo"]:
        return _many(reading, some, before, end)
    if _stands_before_noun(reading.text, old, before):
        return _attribute(reading, some, months, end)
    return _predicate(reading, some, months, end, before)


def instead_of_months(reading: Reading, found: re.Match[str]) -> Put | None:
    """What to write for "a year old", "a month-old baby"; nothing where it is said of a thing."""
    start, end = found.span()
    before = reading.before(found.start())
    if _is_thing(reading, end) or _is_said_of_thing(before):
        return None
    person = _PERSON.match(reading.text, end)
    if person and not _crosses(person["words"]):
        words = f"{person['words'].strip()} {person['noun']}".strip()
        return _put(start, end, start, person.end(), f"{_led(words, found)} {aged([0])}")
    return _put(start, end, start, end, aged([0]))


def _is_thing(reading: Reading, end: int) -> bool:
    if (apart := _APART.match(reading.text, end)) and apart["thing"].lower() in group("thing"):
        return True
    found = _NEXT.match(reading.text, end)
    if not found or found["word"].lower() in group("no noun") or _CHILD_PLACED.match(reading.text, end):
        return False
    is_doing = found["word"].lower().endswith("ing") and found["word"].lower() not in _NO_DOING
    words = (found["word"].lower(), "" if is_doing else (found["second"] or "").lower())
    return any(word.removesuffix("'s") in group("thing") for word in words)


def _is_said_of_thing(before: str) -> bool:
    """ "the plan was eleven months old"."""
    found = _SAID_OF.search(before)
    what = found["what"].lower() if found else ""
    return what in ("it", "this", "that", "which") or what in group("thing")


def _stands_before_noun(text: str, old: re.Match[str], before: str) -> bool:
    if old["of"]:
        return False
    if determiner := _DETERMINER.search(before):
        words = determiner.group().split()
        return not (words[-1].lower() in (*MEN, *WOMEN, *OTHERS) and old["joint"] != "-")
    if re.search(r"(?:\b(?:is|was|are|were|be)|'s|'m) $", before):
        return False
    return old["joint"] == "-" or bool(_PERSON_NEXT.match(text, old.end()))


def _many(reading: Reading, some: list[Number], before: str, end: int) -> Put | None:
    """ "two 7-year-olds"; not "most 7-year-olds"."""
    if not _PLURAL_OF_SOME.search(before):
        return None
    ages = [number.value for number in some]
    noun = "children" if max(ages) < 18 else "adults"
    return _put(some[0].start, end, some[0].start, end, f"{noun} {aged(ages)}")


def _predicate(reading: Reading, some: list[Number], months: int, end: int, before: str) -> Put:
    start = some[0].start
    almost = _ALMOST.search(before)
    pair = _PAIR.search(before) if len(some) == 1 else None
    lead = almost or (pair if pair and _is_number(pair.group()) else None)
    first = start - len(lead.group()) if lead else start
    ages = [number.value for number in some[:-1]] + [months // 12]
    wording = aged(ages)
    if " or " in reading.text[first:end]:
        wording = wording.replace(" and ", " or ")
    if led := _LED_BY.search(reading.before(first, 12)):
        first -= len(led.group())
        said = led["lead"].lower()
        wording = f"when {wording}" if said in ("at", "by", "around") else f"{said} being {wording}"
    last = behind(reading, before, end, months // 12)
    if last > end and is_still_to_come(reading.before(first)):
        wording += " soon"
    return _put(start, end, first, last, wording)


def _is_number(pair: str) -> bool:
    word = pair.rstrip("/").removesuffix(" or ").strip().lower()
    return word.isdigit() or word in (
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    )


def _attribute(reading: Reading, some: list[Number], months: int, end: int) -> Put:
    """ "a 7-year-old girl" becomes "a girl aged 5 to 7"."""
    years, start = months // 12, some[0].start
    ages = [*(number.value for number in some[:-1]), years]
    before = reading.before(start, 12)
    article = re.search(r"\ban? $", before, re.I)
    first = start - (len(article.group()) if article else 0)
    person = _PERSON.match(reading.text, end)
    if person and not reading.is_taken(end, person.end()) and not _crosses(person["words"]):
        owner = "his" if person["his"] else "her" if person["her"] else ""
        words = f"{person['words'].strip()} {person['noun']}".strip()
        if reading.after(person.end(), 2) == "'s":
            return _put(start, end, first, end, _led(before_noun(years), article))
        return _put(start, end, first, person.end(), _led(words, article) + f" {aged(ages, owner)}")
    follows = _NEXT.match(reading.text, end)
    if reading.after(end, 2) == "'s":
        return _put(start, end, first, end, _led(somebody(years, months), article))
    if follows and follows["word"].lower() not in group("no noun") and not follows["word"].endswith("n't"):
        return _put(start, end, first, end, _led(before_noun(years), article))
    who = somebody(years, months)
    return _put(start, end, first, end, _led(who, article) + ("" if who == "baby" else f" {aged(ages)}"))


def _crosses(words: str) -> bool:
    """Whether the words before a noun begin something else: "a 7-year-old with her mother"."""
    return any(word in group("no noun") for word in re.findall(r"[a-z'-]+", words))


def _led(words: str, article: re.Match[str] | None) -> str:
    if not article:
        return words
    return f"{'an' if _WITH_AN.match(words) else 'a'} {words}"


def _put(start: int, end: int, first: int, last: int, wording: str) -> Put:
    return Put(Span(start, end, Label.AGE), first, last, wording)
