"""Ages at which something happened: "placed at four", "by thirteen she'd …", "as young as 6", "to be six", "down as fourteen"."""

import re

from csaleads.anonymity.strict.bands import aged
from csaleads.anonymity.strict.bounds import GENERAL, NO_AGE_AFTER
from csaleads.anonymity.strict.data import WORDS
from csaleads.anonymity.strict.numbers import Number, value_of
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.strict.telling import ALMOST, ENDS, PERSON, is_near, plain_end, put
from csaleads.anonymity.strict.when import behind
from csaleads.anonymity.text.lexicon import either, phrase_group

_AT = re.compile(rf"\b(?P<at>at|since|from|by|until|till|before|after|around) (?P<almost>{ALMOST})$", re.I)
_GOES_ON = re.compile(
    r",? (?:he|she|i)(?:'d)? (?:was|had (?:been|already|his first|her first)|could|started|began|is|disclosed|moved|went into|came into|entered|became|weighed|first|knew)\b",
    re.I,
)
_GOES_ON_OLDER = re.compile(r",? (?:he|she|i)\b", re.I)
_ENDS_OLDER = re.compile(
    r"[.;,)]|$| (?:and|but|with|by|when|after|because|for|so|or|then|now|again|while|where|in|on)\b"
)
_DONE = re.compile(
    r"(?:\w+(?:ed|ing)|pregnant|again|left|began|out|home|school|care|[A-Z]\w+) at (?P<almost>)$"
)
_EVENT = re.compile(
    rf"\b(?:{either(phrase_group(WORDS, 'befalls a child'))})(?: [\w'-]+){{0,4}}? (?:at|from|since|before|until|around) {ALMOST}$",
    re.I,
)
_HOUR = re.compile(
    r" ?(?:o'?clock|am|pm|a\.m|p\.m|sharp|hundred|hours|hrs|minutes|mins|prompt|tonight|tomorrow|yesterday|today|this|last|that|every|each|next|on [A-Z]|on (?:mon|tue|wed|thu|fri|sat|sun|the)|"
    r"in the (?:morning|evening|afternoon|night)|the (?:next|same|following|other)|at night|per|or so minutes|different|other|separate|of|schools?|placements?|homes?|hospitals?|visits?|meetings?)\b|[.:]\d",
    re.I,
)
_AS_YOUNG = re.compile(rf"\b(?P<as>as (?:young|little|small|tiny|old|early) as {ALMOST})$", re.I)
_ONE_PERSON = re.compile(
    r"\b(?:someone|somebody|child|boy|girl|baby|pupil|he|she|son|daughter|infant|toddler|victim|client|patient|young person)(?: (?:is|was|who is|who was|she was|he was))?(?: just)? $",
    re.I,
)
_TO_BE = re.compile(
    rf"(?:\b(?:like|means?|meant|feels?|felt|hard|easy|was|is|not|only|pretend\w*|imagine\w*|remember\w*|wants? to be|said|claim\w*|thought|believed|looks?|seems?|turned out) to be|(?:^|[.!?] )To be|"
    rf"\b(?:imagin\w+|remember\w*|like|about|of|for|despite|from|at|just) being|\b(?:imagine|if) (?:you're|you are|you were|i was|i were)) (?P<almost>{ALMOST})$",
    re.I,
)
_NOT_ALLOWED = re.compile(
    r"\b(?:has|have|had|need|needs|needed|got|ought|must|required|supposed|old enough) to be $|\bdue to be $",
    re.I,
)
_DOWN_AS = re.compile(
    rf"\b(?:(?:down|recorded|listed|entered|given|logged|registered|known|assessed|treated|presents?|presented|presenting|taken|seen|described|came across) as (?:being )?"
    rf"|(?:put|age) at |(?:pass|passes|passed|passing|taken) for (?:an? )?|(?:looks?|looked|acts?|acted|behaves?|behaved|dress(?:es|ed)?) (?:like (?:an? )?|as if (?:he|she) (?:was|were|is) )?|(?:estimated|guess\w*|put) (?:his|her|their) age (?:at|as) )(?P<almost>{ALMOST})$",
    re.I,
)
_SOURCE_HAS = re.compile(
    r"\b(?:he|she|they|friends?|school|police|hospital|gp|file|passport|records?|mum|dad|mother|father|nursery|home office|college|solicitor|register|referral|council|paperwork|sister|aunt|other|carer) (?:has|have|had|says?|said|thinks?|puts?|put) (?P<almost>)$",
    re.I,
)
_SOURCES = "school|police|hospital|gp|file|passport|records?|mum|dad|mother|father|nursery|solicitor|referral|council|paperwork|he|she"
_OTHER_SAYS = re.compile(
    rf",? (?:but |and )?(?:the |her |his )?(?:{_SOURCES}) (?:has|says?|said|thinks?|put) (?:\d|[a-z]+[.,])",
    re.I,
)
_ONE_SAID = re.compile(
    rf"\b(?:{_SOURCES}) (?:has|says?|said|thinks?|put) (?:\d{{1,2}}|[a-z]{{3,9}}),? (?:but |and )?(?:the |her |his )?(?:{_SOURCES}) ",
    re.I,
)
_NUMBER = r"(?:\d{1,2}|[a-z]{3,9})"
_ONE_OF_TWO = re.compile(
    rf"\b(?P<who>one|the (?:other|older|younger|elder|eldest|youngest|oldest|little|first|second|middle)(?: one)?|another)(?: is| was| now| aged|'s)? (?P<almost>{ALMOST})$",
    re.I,
)
_THE_OTHER_FOLLOWS = re.compile(
    rf",? (?:and )?(?:the (?:other|older|younger|elder|eldest|youngest|second|little|middle)(?: one)?|one|another)(?: is| was| now| aged|'s)? (?:only |just |nearly )?{_NUMBER}\b"
)
_ONE_BEFORE = re.compile(
    rf"\b(?:one|the (?:older|younger|elder|eldest|youngest|first))(?: one)?(?: is| was| now| aged|'s)? (?:only |just |nearly )?(?P<other>{_NUMBER}),? (?:and )?(?:the |an)",
    re.I,
)
_BIRTHDAY_SAID = re.compile(r"\b(?:birthday|b'?day|(?:his|her|their) age)\b[^.;\n]{0,20}[:,(-] ?$", re.I)
_OLDEST_CHILD = 17


def at(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "at seven he was …", "since 14 she …", "accommodated at twelve and …"; an hour is none."""
    found = _AT.search(before)
    if not found or (some[0].value == 1 and some[0].is_word):
        return None
    end, ages, has_unit = plain_end(reading, some)
    follows = reading.after(end, 60)
    if (
        _HOUR.match(follows)
        or NO_AGE_AFTER.match(follows)
        or not _tells_age(found, some[0], before, follows, has_unit=has_unit)
    ):
        return None
    lead = found["at"].lower()
    wording = f"when {aged(ages)}" if lead in ("at", "by", "around") else f"{lead} being {aged(ages)}"
    return put(some, end, some[0].start - len(found.group()), end, wording)


def _tells_age(found: re.Match[str], number: Number, before: str, follows: str, *, has_unit: bool) -> bool:
    """Whether what stands around "at seven" makes an age of it."""
    is_older = number.value > 12
    if not has_unit and (_GOES_ON_OLDER if is_older else _GOES_ON).match(follows):
        return found["at"].lower() in ("at", "since", "from", "by")
    if number.value > _OLDEST_CHILD + 8 or GENERAL.search(before):
        return False
    if _EVENT.search(before) and ENDS.match(follows):
        return True
    return is_older and not has_unit and bool(_DONE.search(before) and _ENDS_OLDER.match(follows))


def as_young(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "someone as little as two years and ten months"; not "children as young as four"."""
    found = _AS_YOUNG.search(before)
    end, ages, _ = plain_end(reading, some)
    is_one = _ONE_PERSON.search(before[: len(before) - len(found["as"])]) if found else None
    if not is_one or not found or GENERAL.search(before) or NO_AGE_AFTER.match(reading.after(end)):
        return None
    return put(some, end, some[0].start - len(found["as"]), end, aged(ages))


def to_be(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "what it is like to be six"; not "you have to be 18"."""
    found = _TO_BE.search(before) or _DOWN_AS.search(before) or _source_has(reading, some[0], before)
    if not found or _NOT_ALLOWED.search(before[: len(before) - len(found["almost"])]):
        return None
    end, ages, has_unit = plain_end(reading, some)
    follows = reading.after(end)
    if (some[0].value == 1 and not has_unit) or NO_AGE_AFTER.match(follows) or not ENDS.match(follows):
        return None
    if max(ages) > _OLDEST_CHILD and not is_near(found["almost"]) and GENERAL.search(before):
        return None
    return put(some, end, some[0].start - len(found["almost"]), end, aged(ages))


def _source_has(reading: Reading, number: Number, before: str) -> re.Match[str] | None:
    """ "…, the school has thirteen" behind an age that somebody else gives."""
    found = _SOURCE_HAS.search(before)
    earlier = reading.before(number.start, 120)
    is_other = re.search(
        r"\b(?:down as|says? (?:he|she) is|recorded as|aged?|years?[ -]old)\b", earlier, re.I
    )
    is_doubt = is_other or _OTHER_SAYS.match(reading.after(number.end))
    is_doubt = is_doubt or _ONE_SAID.search(before)
    return found if found and is_doubt and 2 < number.value <= _OLDEST_CHILD + 4 else None


def of_birthday(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "go by the birthday: thirteen next Tuesday"."""
    end, ages, _ = plain_end(reading, some)
    last = behind(reading, before, end, ages[-1])
    is_birthday = _BIRTHDAY_SAID.search(before)
    if last == end or not is_birthday or not 0 < max(ages) <= _OLDEST_CHILD + 4:
        return None
    return put(some, end, some[0].start, last, aged(ages))


def of_two(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "one 7, the other 13"."""
    found = _ONE_OF_TWO.search(before)
    if not found or len(some) != 1 or not PERSON.search(reading.before(some[0].start, 160)):
        return None
    end, ages, _ = plain_end(reading, some)
    follows = reading.after(end)
    earlier = _ONE_BEFORE.search(before)
    is_second = earlier is not None and value_of(earlier["other"]) is not None
    if (
        not (_THE_OTHER_FOLLOWS.match(follows) or is_second)
        or NO_AGE_AFTER.match(follows)
        or not ENDS.match(follows)
    ):
        return None
    return put(some, end, some[0].start - len(found["almost"]), end, aged(ages))
