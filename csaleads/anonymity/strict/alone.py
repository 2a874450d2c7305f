"""Ages that stand where no person is beside them: "rising five, due to …", "fourteen & pregnant", "M14 and F12", "referrals, 9 and 11"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.strict.bands import aged
from csaleads.anonymity.strict.bounds import NO_AGE_AFTER
from csaleads.anonymity.strict.data import WORDS, group
from csaleads.anonymity.strict.numbers import Number, value_of
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.strict.telling import ENDS, PERSON, apart, plain_end, put
from csaleads.anonymity.text.lexicon import either, phrase_group

_BEGINS = r"(?:^|(?<=[.!?:;]\s)|(?<=\n)|(?<= - )|(?<=[\"(]))"
_NEARLY = re.compile(
    rf"{_BEGINS}(?:(?P<sure>(?:only )?(?:rising|just turned|just gone|barely turned))|(?P<almost>nearly|almost|not quite|not yet|barely|only|just)) $",
    re.I,
)
_STILL = re.compile(
    r",? (?:and|but) (?:still|already|not yet|can't|cannot|won't|never) (?:in|at|on|sleep\w*|[a-z]+ing (?:in|with|her|his|the bed|on|for)|not [a-z]+ing|wets?|wetting|soiling|talks?|read|writ\w+|tell|say)\b",
    re.I,
)
_PAUSES = re.compile(r"[,.;)]|$| (?:and|but)\b")
_STARTS = re.compile(rf"{_BEGINS}$")
_STATE = re.compile(
    r"(?:,|,? (?:and|&)) (?:very |heavily |already |now |still |so |\d+ (?:weeks|months) )?(?:pregnant|expecting|in care|in foster care|looked after|out of school|not in school|homeless|on her own|on his own|a (?:mum|mother|dad|father|carer)|"
    r"missing|non-?verbal|autistic|excluded|frightened|scared|terrified|sofa[- ]surfing|using|drinking|self-?harming|on a (?:CP|child protection|CIN) plan|lives? with|living with)\b",
    re.I,
)
_OLDEST_CHILD = 17
_OLDEST = 70
_LATEST = 19
_LAST_HOUR = 12
_FEWEST = 2
_OF_MANY = re.compile(
    rf"\b(?:referrals|disclosures|cases|sisters|brothers|grandkids|{either(phrase_group(WORDS, 'child'))}|{either(phrase_group(WORDS, 'boy'))}|{either(phrase_group(WORDS, 'girl'))})\b"
    r"(?: (?:this|last) (?:week|month|year|term)| today| on my list| (?:in|on|from|with|at) [a-z' -]{2,30})?(?:, |: | - )$",
    re.I,
)
_PLURAL = re.compile(
    r"\b(?:two|three|four|five|six|several|both|[2-6]|boys|girls|kids|siblings|children|grandkids|grandchildren|cousins|sisters|brothers)\b",
    re.I,
)
_NUMBERED = re.compile(
    r"\b(?:in|at|on) (?:[a-z]+ ){0,3}(?:rooms?|sessions?|chapters?|pages?|steps?|tables?|numbers?|stages?|levels?|tiers?|weeks?|days?|forms?|sections?|questions?|groups?|floors?|houses?|parts?|desks?)(?:, |: | - )$",
    re.I,
)
_CLOSES = re.compile(r"[,.;!?)]|\s*$| (?:and|but|all|none|in|with|who|each|every|-)\b")
_ONE = re.compile(r"\b(?:this|that|the other|the first|the second|another|last) one, $", re.I)
_ONE_DOES = re.compile(
    r", (?:said|says|told|tells|has|had|is|was|who|in|and|never|just|only|won't|wouldn't|can't|still|drew|wrote|asked|thinks|thought)\b"
)
_SUBJECT = r"(?:the|there|there's|it|it's|that|this|these|those|they|we|you|i|everyone|everybody|nobody|people|folk|police|school|social|staff|health|court|legal|camhs|some|no|services|her|his|their|my|our)"
_GOES_ON = re.compile(rf" {_SUBJECT}\b(?! (?:times|minutes|of))", re.I)
_WHEN = re.compile(
    r"\b(?:because|cos|since|as|if|when|while|now|once|until|before|although|though|whenever|given|even when|even though|just because) (?:that )?(?:he|she|the (?:boy|girl|child|lad|lass|baby|bairn|youngest|eldest|oldest|little one))(?:'s| is| was|'d been|s) (?:only |just |about |nearly |almost |still |around )*$",
    re.I,
)
_POOR = re.compile(
    r"\b(?:poor|wee|little|tiny|bless(?:ed)?) (?:[a-z'-]+ )?[a-z'-]+(?:'s| is| was) (?P<almost>(?:only|just|barely|not even|still|about|nearly) )+$",
    re.I,
)
_GREW = re.compile(rf"{_BEGINS}(?P<at>at) $", re.I)
_GROWS = re.compile(
    r",? (?:he|she) (?:(?:suddenly|still|just|also|already|only) )?(?:lost|stopped|learn(?:ed|t)|used to|couldn't|could not|could only|hardly spoke|barely spoke|never spoke|didn't (?:talk|speak|walk|eat|sleep)|wouldn't|was (?:still|already|placed|taken|moved|hurt|told|wetting|put|left|adopted|put)|had (?:no|hardly|three|two|four|already)|lived|knew|hid|wet|soiled|set fire|ran away|smoked|drank|refused|weighed|wrote|drew|talked|spoke)\b",
    re.I,
)
_LIED = re.compile(
    r"\b(?:opened|set up|made|got|created|joined|signed up|had|started)\b[^.;\n]{0,40}\b(?P<at>at) $", re.I
)
_PRETENDS = re.compile(
    r" (?:by|and) (?:just |simply )?(?:saying|said|claim(?:ing|ed)|pretend(?:ing|ed)|lying|lied|giving|gave|putting|put)\b[^.;\n]{0,40}\b(?:adult|older|over|age|birth|grown|thirteen|sixteen|eighteen|1[3-9]|2\d)\b",
    re.I,
)
_ROW = re.compile(
    r"\bat (?P<first>\d{1,2}|[a-z]{3,9})(?P<more>(?:,? (?:and )?then (?:again )?(?:at )?(?:\d{1,2}|[a-z]{3,9})\b)+)(?! ?(?:o'?clock|am|pm|:|times|more|of)\b)",
    re.I,
)
_ITS = re.compile(r"then (?:again )?(?:at )?(?P<number>\d{1,2}|[a-z]{3,9})\b", re.I)
_TOLD = re.compile(
    r"\b(?:he|she|they|child|girl|boy|told|disclos\w+|tried|moved|placed|removed|accommodated|excluded|hurt|harmed)\b",
    re.I,
)
_HAPPENED = re.compile(
    r"\b(?:told|disclos\w+|tried to tell|moved|placed|removed|accommodated|excluded|hurt|harmed|assaulted)\b",
    re.I,
)
_SEXED = re.compile(
    r"(?<![\w/])(?P<one>[MF])(?P<age>\d{1,2})(?P<joint>,? (?:and|&|\+) | ?[,/+&] ?)(?P<two>[MF])(?P<other>\d{1,2})(?![\w.])"
)
_DOUBLE = re.compile(
    r"\b(?P<verb>hit|hits|reached|turned|got to|into|in|was|is) (?P<said>double figures)\b(?! (?:of|for)\b| in (?:referrals|numbers|cases|terms|points|goals))",
    re.I,
)
_HIS = re.compile(
    rf"(?:\b(?:he|she|he's|she's|hes|shes)|{PERSON.pattern})(?:'s|'d)? (?:(?:has|have|had|just|only|is|was|now|finally|not|yet) )*(?:hit|hits|reached|turned|got to|into|in|is|was)?\s?$",
    re.I,
)
_SAID_BEFORE = re.compile(
    r"\b(?:he|she|who|child|girl|boy|hes|shes)(?:'s| is| was)? (?:only |just )?(?P<number>\d{1,2}|[a-z]{3,9})[.!?]+ (?:just |only )?$",
    re.I,
)


def find(reading: Reading) -> Iterator[Put]:
    """Ages that no single number tells: "M14 and F12", "first at six, then nine", "hit double figures"."""
    for found in _SEXED.finditer(reading.text):
        if (wording := _of_sexes(found)) and not reading.is_taken(*found.span()):
            yield _put(found, wording)
    for found in _ROW.finditer(reading.text) if "then" in reading.text else ():
        if (wording := _of_row(found, reading)) and not reading.is_taken(*found.span()):
            yield _put(found, wording)
    for found in _DOUBLE.finditer(reading.text) if "ouble" in reading.text else ():
        said = found.span("said")
        if _HIS.search(reading.before(said[0], 50)) and not reading.is_taken(*said):
            is_reached = found["verb"].lower() in ("hit", "reached", "turned", "got to")
            first, wording = (found.start(), "had a birthday") if is_reached else (said[0], aged([10]))
            yield Put(Span(*said, Label.AGE), first, found.end(), wording)


def _of_sexes(found: re.Match[str]) -> str:
    """What to write for "M14 and F12"; nothing for "M4 and M5"."""
    first, second = int(found["age"]), int(found["other"])
    if found["one"] == found["two"] or not (0 < first < _OLDEST and 0 < second < _OLDEST):
        return ""
    return f"{found['one']} {aged([first])} and {found['two']} {aged([second])}"


def _of_row(found: re.Match[str], reading: Reading) -> str:
    """What to write for "at six, then nine, then thirteen"; nothing where they are hours."""
    read = [
        value_of(found["first"]),
        *(value_of(one["number"]) for one in _ITS.finditer(found["more"])),
    ]
    ages = [age for age in read if age is not None]
    before = reading.before(found.start(), 90)
    if len(ages) < len(read) or ages != sorted(ages) or ages[-1] > _LATEST or not _TOLD.search(before):
        return ""
    return f"when {aged(ages)}" if ages[-1] > _LAST_HOUR or _HAPPENED.search(before) else ""


def _put(found: re.Match[str], wording: str) -> Put:
    return Put(Span(*found.span(), Label.AGE), found.start(), found.end(), wording)


def begun(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "rising five, due to …", "nearly eleven and still sleeping in with mum", "fourteen & pregnant"."""
    if len(some) > 1 or not 1 < some[0].value <= _OLDEST_CHILD:
        return None
    end, ages, _ = plain_end(reading, some)
    follows = reading.after(end, 60)
    found = _NEARLY.search(before)
    is_begun = found is not None or bool(_STARTS.search(before))
    is_told = is_begun and bool(_STATE.match(follows))
    if found and not is_told:
        is_told = bool(_STILL.match(follows)) or (bool(found["sure"]) and bool(_PAUSES.match(follows)))
    if not is_told:
        return None
    return put(some, end, some[0].start - _length(found), end, aged(ages))


def _length(found: re.Match[str] | None) -> int:
    return len(found.group()) if found else 0


def in_row(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "three referrals this month, 9, 11 and 14, all …"."""
    ages = [number.value for number in some]
    if len(ages) < _FEWEST or not 0 < min(ages) <= max(ages) < 20 or not _OF_MANY.search(before):
        return None
    is_row = ages == list(range(ages[0], ages[0] + len(ages)))
    if is_row or _NUMBERED.search(before) or not _PLURAL.search(before):
        return None
    end = some[-1].end
    if NO_AGE_AFTER.match(reading.after(end, 16)) or not _CLOSES.match(reading.after(end, 16)):
        return None
    return put(some, end, some[0].start, end, aged(ages))


def one_so_old(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "this one, nine, said …"."""
    if (
        len(some) > 1
        or not 1 < some[0].value <= _OLDEST_CHILD
        or not _ONE.search(before)
        or not _ONE_DOES.match(after)
    ):
        return None
    return put(some, some[0].end, some[0].start, some[0].end, apart(aged([some[0].value]), ","))


def going_on(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "because she's 16 the police …", "when he was five there was …"."""
    found = _WHEN.search(before)
    end, ages, _ = plain_end(reading, some)
    if not found or len(some) > 1 or some[0].value == 1 or not _GOES_ON.match(reading.after(end)):
        return None
    return put(some, end, some[0].start, end, aged(ages))


def poor(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "poor mite is only two, …"."""
    found = _POOR.search(before)
    end, ages, _ = plain_end(reading, some)
    if not found or len(some) > 1 or max(ages) > _OLDEST_CHILD or not ENDS.match(reading.after(end, 30)):
        return None
    said = found.group().lower().split()
    if any(word.removesuffix("'s") in group("thing") for word in said):
        return None
    return put(some, end, some[0].start, end, aged(ages))


def once_at(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "at 3 she lost all her words", "opened the account at nine by saying she was an adult"."""
    if len(some) > 1 or not 1 < some[0].value <= _OLDEST_CHILD:
        return None
    found = _GREW.search(before) if _GROWS.match(after) else None
    found = found or (_LIED.search(before) if _PRETENDS.match(after) else None)
    if not found:
        return None
    return put(some, some[0].end, some[0].start - len("at "), some[0].end, f"when {aged([some[0].value])}")


def again(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "she is twelve. Twelve!"."""
    found = _SAID_BEFORE.search(before)
    if (
        len(some) > 1
        or not found
        or value_of(found["number"]) != some[0].value
        or not re.match(r"[.!?]|$", after)
    ):
        return None
    return put(some, some[0].end, some[0].start, some[0].end, aged([some[0].value]))
