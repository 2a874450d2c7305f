"""Strict screening: exact ages of children and adults, in every way in which people write them.

A number is an age by what stands around it: "a 7-year-old", "aged 7", "she's 7", "turned seven", "her brothers, 8 and 11". Bands, durations,
law and figures of research are none.
"""

import re
from collections.abc import Callable, Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.lexicon import either, phrase_group
from csaleads.anonymity.network_bands import ADULT, aged, bands
from csaleads.anonymity.network_data import WORDS
from csaleads.anonymity.network_numbers import OF_YEAR, UNIT, Number, in_list, months_of, numbers_in
from csaleads.anonymity.network_olds import so_old
from csaleads.anonymity.network_reading import Put, Reading

_MEN = (*phrase_group(WORDS, "boy"), *phrase_group(WORDS, "man"))
_WOMEN = (*phrase_group(WORDS, "girl"), *phrase_group(WORDS, "woman"))
_OTHERS = (*phrase_group(WORDS, "child"), *phrase_group(WORDS, "adult"))
_NOUN = rf"(?:(?P<he>{either(_MEN)})|(?P<she>{either(_WOMEN)})|(?P<other>{either(_OTHERS)}))"
_SOMEBODY = rf"(?:\b(?i:{_NOUN})|\b(?:[Cc]hild|[Yy]oung [Pp]erson|YP|[Ss]ibling|[Pp]arent|[Mm]r|[Mm]s|[Mm]rs|[Tt]win|[Ff]amily|[Aa]dult) [A-Z]\d?|(?-i:(?:^|(?<=[\s(]))(?!(?:I|BP|HR|RR|IQ|PR|QA|GP|TV|PC|DC|DS|DI|EP|FT)\b)[A-Z]\.?(?:[A-Z]\.?)?))"
_RANGE_BEFORE = re.compile(r"(?:\d|teen|ty|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:-| ?- ?| ?to | ?or )$|\d- to $", re.I)
_RANGE_AFTER = re.compile(
    r"-? ?(?:-|to) ?(?:\d|one\b|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|four|fif|six|seven|eigh|nine|twen)", re.I
)
_BOUND = re.compile(
    r"\b(?:under|over|above|below|beneath|less than|more than|fewer than|at least|at most|up to|minimum|maximum|older than|younger than|"
    r"until|till|limit|rated|rating)(?: (?:the )?ages?(?: of)?| aged)? $|\b(?:under|over)[ -]$",
    re.I,
)
_NO_AGE_AFTER = re.compile(
    r"\+|'?s\b|%|:\d|/(?!\s?[mf]\b)\d?|\.\d|(?:st|nd|rd|th)\b|am\b|pm\b|[kK]\b| (?:plus|per cent|percent|out of|of (?:the|these|those|them))\b"
    r"| (?:and|or) (?:over|under|above|below|older|younger|more|less|up)\b| ?(?:-|to) ?\d| upwards\b",
    re.I,
)
_NO_AGE_BEFORE = re.compile(r"[£$€#/:.@]$|\d,?$")
_FIGURE = re.compile(
    r"\b(?:average|mean|median|modal|peak|typical|minimum|maximum|reading|spelling|mental|developmental|emotional|gestational|bone|legal|school|"
    r"pension|voting|chronological reading|lower|upper)(?:[ -]ages?)?(?: (?:of|is|was|at|being|score))?(?: (?:only|just|about|around))? ?$",
    re.I,
)
_ALMOST = r"(?:(?:only|just|about|around|approximately|approx\.?|roughly|nearly|almost|barely|not quite|not yet|still only|still|now|already|c\.|aged|well|then|prob|probably|maybe|like) )*"
_AGED = re.compile(rf"(?P<said>\bage[ds]?)(?P<gap>[ :=-]{{0,3}}){_ALMOST}$", re.I)
_AGE_OF = re.compile(rf"(?P<lead>\b(?:at|from|since|by|before|after|about|around) )?(?:the |an? )?(?:tender |young |early )?\bages? of {_ALMOST}$", re.I)
_GENERAL = re.compile(
    r"\b(?:children|anyone|anybody|nobody|no one|most|many|everyone|law|legally|lawful|consent|criminal|responsibility|people|adults|boys and girls|they all|developmental|research)\b",
    re.I,
)
_PARTICULAR = re.compile(r"\b(?:he|she|his|her|him|i|my|our|mum|dad|was|were|had)\b", re.I)
_BEING = re.compile(
    rf"(?:(?P<pronoun>\b(?:he|she|who|i|they|we))|{_SOMEBODY})"
    rf"(?P<be>'s|'m|'re|'d (?:have )?(?:been|be)| (?:have been|has been|would have been|is|was|are|were|am|will be|would be|would have been|must be|may be|might be|has been|had been|'s)|'ll be) (?P<almost>{_ALMOST})$"
    rf"|\b(?:hes|shes|whos|im|theyre|(?:said|thought|believed|claims?|claimed|pretend\w*|turned out|looks?) to be) (?P<tight>{_ALMOST})$",
    re.I,
)
_NAMED_BEING = re.compile(rf",?(?P<be>'s| is| was| will be) (?P<almost>{_ALMOST})$", re.I)
_CLAUSE = re.compile(rf"{_SOMEBODY}(?:,[^.,;\n]{{1,40}},| (?:in|with|from|at|on|i|we|who) [^.,;\n]{{1,40}}) (?:is|was|are|were) (?P<almost>{_ALMOST})$")
_ENDS = re.compile(
    r"\s*$|\s*[.;:!?)\]\"](?!\d)|,(?!\d)|\s*\n|\s*[-(]|\s(?:and|but|when|at the time|now|so|or|next|in [A-Z]\w*|in (?:a|two|three|the (?:spring|summer|autumn|winter))|on|going on|with|who|"
    r"w|w/|full stop|comma|she|he|i|they|we|my|his|her|their|mum|dad|nobody|somebody|no one|this|last|today|tomorrow|yesterday|then|by then|too|as well|because|if|not|yet|tonight|soon|already|which|while|years\b(?! (?:in|ago|of|later|since|sober|clean|into))|year\b(?= in))(?![\w'])|\s&",
    re.I,
)
_TURN = re.compile(
    r"(?P<lead>\b(?:when|since|until|till|before|after|once|as soon as|on|by|as) (?:he |she |i |they |child [a-z] )?(?:had |have |has )?)?(?:only |just |recently |then )?\b(?P<verb>turn(?:s|ed|ing)?) (?:just )?$",
    re.I,
)
_WILL_TURN = re.compile(r"\b(?:will|'ll|to|about to|would|doesn't|didn't|does|did|not|he|she) (?:only |just |soon )?turn $", re.I)
_BETWEEN = re.compile(rf"[,(] ?(?P<almost>(?:nearly|almost|not quite|just|only|going on|coming up to|coming up for) ){_ALMOST}$", re.I)
_BESIDE = re.compile(rf"{_SOMEBODY}(?P<joint>,? ?\(|, ?| - |: ?| )(?P<almost>{_ALMOST})$")
_JOINT = re.compile(r"(?P<joint>,? ?\(|, ?| - | )$")
_OF = re.compile(rf"{_SOMEBODY}(?P<of> of {_ALMOST})$")
_MANY = re.compile(r" (?:[a-z]+ )?(?:children|kids|boys|girls|siblings|sons|daughters|adults|others|parents|per|%)")
_PARENTS = frozenset((*phrase_group(WORDS, "man"), *phrase_group(WORDS, "woman")))
_AT = re.compile(rf"\b(?P<at>at|since|from|by) (?P<almost>{_ALMOST})$", re.I)
_AT_GOES_ON = re.compile(
    r",? (?:he|she|i)(?:'d)? (?:was|had (?:been|already|his first|her first)|could|started|began|is|disclosed|moved|went into|came into|entered|became|weighed|first|knew)\b",
    re.I,
)
_AT_GOES_ON_OLDER = re.compile(r",? (?:he|she|i)\b", re.I)
_SEX = re.compile(r" ?/? ?(?P<sex>[MFmf])(?![\w'])")
_CLOSED = re.compile(r"\)|,|/| (?:and|&|when|in|now)\b| ?-|;")
_ENDED = re.compile(r"[,.;)\n:!?]|$| (?:and|&|is|was|has|had|who|who's|are|were|lives?|told|disclosed|said|in|with|from|at|came|rang|went)\b| -")
_NUMBERED = re.compile(r"\b(?:child|children|parent|parents|baby|adult|family|victim|person|client|student|pupil|sibling|worker|carer|young person|mother|father|friend|patient) $", re.I)
_LETTERED = re.compile(r"\b(?:[Cc]hild|YP|[Yy]oung [Pp]erson|[Ss]ibling|[Pp]arent|Mr|Ms|Mrs|[Aa]dult) [A-Z] $")
_COUNTED = re.compile(
    r" ?(?:times|weeks|wks|days|months|mths|hours|hrs|mins?|minutes|phones?|texts|messages|pounds|quid|calls?|visits|sessions|miles|others?|people|things|"
    r"boys|girls|kids|children|lads|letters|photos|pics|images|pills|tablets|paracetamol|points|books|sweets|presents|gifts|cigarettes|x|of|more|new|different|"
    r"separate|o'?clock|p|k|doors|steps|feet|foot|ft|stone|st|sips|hugs|nights|evenings|separate|questions|chances|years|other|of|a)\b",
    re.I,
)
_SPAN_OF_AGES = re.compile(r"\b(?:from|to|by|until|till|since|around|about|before|after|of) $", re.I)
_INITIAL = re.compile(r"(?:^|[\s(,])[A-Z]\.?(?:[A-Z]\.?)? $")
_SEX_BEFORE = re.compile(r"(?<![\w'])[MFmf] ?/ ?$")
_PAIRS = ((14, 15), (16, 17))
Form = Callable[[Reading, list[Number], str, str], Put | None]


def find(reading: Reading) -> Iterator[Put]:
    """Every exact age in `reading` outside of what was found, with what to write instead."""
    numbers = list(numbers_in(reading))
    done = -1
    for at, number in enumerate(numbers):
        if number.start < done or _is_bounded(reading, number):
            continue
        some = in_list(reading, number, numbers[at + 1 :])
        before = reading.before(number.start, 70)
        if _is_band(reading, some):
            done = some[-1].end
            continue
        put = next((put for form in _FORMS if (put := form(reading, some, before, reading.after(number.end)))), None)
        if put:
            done = max(put.span.end, put.end)
            yield put


def _is_band(reading: Reading, some: list[Number]) -> bool:
    """ "16 or 17" is what we would write ourselves, "7 or 8" is not."""
    pair = tuple(number.value for number in some)
    return len(pair) == 2 and " or " in reading.text[some[0].end : some[1].start] and (pair in _PAIRS or min(pair) >= ADULT)


def _is_bounded(reading: Reading, number: Number) -> bool:
    """Whether the number is an end of a band, a figure of research, a price or an hour."""
    before, after = reading.before(number.start, 40), reading.after(number.end, 20)
    if _RANGE_AFTER.match(after) or (_NO_AGE_BEFORE.search(before) and not _SEX_BEFORE.search(before)) or _BOUND.search(before) or _FIGURE.search(before):
        return True
    return bool(_RANGE_BEFORE.search(before)) and not _is_loose_pair(reading, number)


def _is_loose_pair(reading: Reading, number: Number) -> bool:
    """Whether it is the second of two between which somebody cannot tell: "7 or 8"."""
    return reading.before(number.start, 4) == " or "


def _plain_end(reading: Reading, some: list[Number]) -> tuple[int, list[int], bool]:
    """(end, ages in years, whether a unit of time was written) of one number, or of several in a list."""
    last = some[-1]
    unit = UNIT.match(reading.text, last.end) or OF_YEAR.match(reading.text, last.end)
    if not unit:
        return last.end, [number.value for number in some], False
    if unit.re is OF_YEAR:
        months = last.value if unit["of"] == "12" else last.value * 12 // 52
        return unit.end(), [months // 12], True
    return unit.end(), [months_of(number.value, unit["unit"]) // 12 for number in some], True


def _said(reading: Reading, some: list[Number], ages: list[int], owner: str = "") -> str:
    """The bands of `ages`, with "or" where their numbers have it."""
    wording = aged(ages, owner)
    return wording.replace(" and ", " or ") if " or " in reading.text[some[0].end : some[-1].start] else wording


def _put(some: list[Number], end: int, first: int, last: int, wording: str) -> Put:
    return Put(Span(some[0].start, end, Label.AGE), first, last, wording)


def _told(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "aged 7", "age: 7", "ages 4, 6 and 9"."""
    found = _AGED.search(before)
    if not found or _FIGURE.search(before[: found.start()]):
        return None
    end, ages, _ = _plain_end(reading, some)
    if _NO_AGE_AFTER.match(reading.after(end, 16)):
        return None
    end += len(re.match(r"(?:[ -]?(?:old|of age)\b)?", reading.after(end, 9)).group())  # type: ignore[union-attr]
    if found["gap"].strip():
        return _put(some, end, some[0].start, end, bands(ages))
    if found["said"].lower() == "age" and _SPAN_OF_AGES.search(before[: found.start()]):
        return _put(some, end, some[0].start, end, bands(ages))
    at = re.search(r"\bat $", before[: found.start()], re.I)
    first = some[0].start - len(found.group()) - (len(at.group()) if at else 0)
    return _put(some, end, first, end, f"when {aged(ages)}" if at else aged(ages))


def _of_age(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "at the age of seven"; not what children in general do at an age."""
    found = _AGE_OF.search(before)
    if not found or _FIGURE.search(before[: found.start()] + "age of "):
        return None
    end, ages, _ = _plain_end(reading, some)
    around = before + reading.after(end, 50)
    is_general = _GENERAL.search(around) and not re.search(r"\b(?:he|she|his|her|my|i)\b", around, re.I)
    if is_general or _NO_AGE_AFTER.match(reading.after(end, 16)):
        return None
    lead = (found["lead"] or "").strip().lower()
    when = f"when {aged(ages)}"
    wording = {"": aged(ages), "at": when, "by": when, "about": aged(ages), "around": aged(ages)}.get(lead)
    return _put(some, end, some[0].start - len(found.group()), end, wording or f"{lead} being {aged(ages)}")


def _being(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "she's 7", "Child A is 7 and Child B is 9", "they are 8 and 10"."""
    found = _BEING.search(before) or _CLAUSE.search(before) or _after_name(reading, some[0], before)
    if not found:
        return None
    almost = found["almost"] or found.groupdict().get("tight") or ""
    end, ages, has_unit = _plain_end(reading, some)
    pronoun = (found.groupdict().get("pronoun") or "").lower()
    if not _ENDS.match(reading.after(end, 30)) or _NO_AGE_AFTER.match(reading.after(end, 16)):
        return None
    is_loose = some[0].is_word and len(some) == 1 and not has_unit
    if is_loose and (some[0].value == 1 and not almost or pronoun in ("they", "we") and some[0].value < 5):
        return None
    owner = {"he": "his", "she": "her"}.get(pronoun, "") or _owner(found)
    return _put(some, end, some[0].start - len(almost), end, _said(reading, some, ages, owner))


def _after_name(reading: Reading, number: Number, before: str) -> re.Match[str] | None:
    """ "… is" after somebody's name."""
    found = _NAMED_BEING.search(before)
    return found if found and reading.person_ends_at(number.start - len(found.group())) else None


def _owner(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return "his" if groups.get("he") else "her" if groups.get("she") else ""


def _turning(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "turned seven last week", "before she turned 10", "turning 16"."""
    found = _TURN.search(before)
    if not found or not (_ENDS.match(after) or re.match(r" (?:in|a|two|three|at|during|over)\b", after)):
        return None
    verb, first = found["verb"].lower(), some[0].start - (len(found.group()) - found.start("verb") + found.start())
    if verb == "turn" and not _WILL_TURN.search(before):
        return None
    age = aged([some[0].value])
    if found["lead"]:
        wording = {"turned": f"was {age}", "turns": f"is {age}", "turning": f"being {age}", "turn": f"be {age}"}[verb]
        if re.search(r"\b(?:had|has|have) (?:only |just )?$", before[: found.start("verb")]):
            wording = f"been {age}"
    else:
        wording = {"turned": "had a birthday", "turns": "has a birthday", "turning": "having a birthday", "turn": "have a birthday"}[verb]
    return _put(some[:1], some[0].end, first, some[0].end, wording)


def _between(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "My daughter, nearly 13, …"."""
    found = _BETWEEN.search(before)
    if not found or not re.match(r"[,)]", after):
        return None
    return _put(some[:1], some[0].end, some[0].start - len(found["almost"]), some[0].end, aged([some[0].value]))


def _beside(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "the boy (7)", "her sister, 9, …", "siblings 4, 6 and 9", "Child A, 7"; not "Child 7"."""
    name = _beside_name(reading, some[0], before)
    found = name or _BESIDE.search(before)
    if not found:
        return None
    joint = found["joint"]
    if joint == " " and (name or _LETTERED.search(before)) and _is_said_of_name(reading, some):
        return _put(some, some[-1].end, some[0].start, some[-1].end, aged([number.value for number in some]))
    end, ages, has_unit = _plain_end(reading, some)
    sex = _SEX.match(reading.text, end)
    end = sex.end() if sex else end
    follows = reading.after(end, 16)
    if _NO_AGE_AFTER.match(follows) or not _fits(joint, follows, reading, some, before, has_unit=has_unit or bool(sex)):
        return None
    wording = aged(ages, _owner(found)) + (f", {sex['sex'].upper()}" if sex else "")
    return _put(some, end, some[0].start - len(found.groupdict().get("almost") or ""), end, wording)


def _is_said_of_name(reading: Reading, some: list[Number]) -> bool:
    """ "Child A 8 grabs at people"; not "Child A 2 phones", "told Child A 3 times"."""
    follows = reading.after(some[-1].end, 24)
    return 2 < some[0].value < 100 and not some[0].is_word and not (
        _COUNTED.match(follows) or _NO_AGE_AFTER.match(follows) or UNIT.match(follows)
    )


def _beside_name(reading: Reading, number: Number, before: str) -> re.Match[str] | None:
    found = _JOINT.search(before)
    return found if found and reading.person_ends_at(number.start - len(found.group())) else None


def _fits(joint: str, follows: str, reading: Reading, some: list[Number], before: str, *, has_unit: bool) -> bool:
    """Whether what follows the number shows that it is an age and no number of a thing."""
    if "(" in joint:
        return bool(_CLOSED.match(follows))
    if not _ENDED.match(follows):
        return False
    values = [number.value for number in some]
    if joint.strip(" ") == "" and not has_unit and _INITIAL.search(before) and not _LETTERED.search(before):
        return False  # "S 47", "T 37"
    if joint.strip(" ") == "" and not has_unit:
        is_label = _NUMBERED.search(before) and (len(values) == 1 or values == list(range(1, len(values) + 1)))
        return not is_label and (len(values) > 1 or values[0] > 2)
    return not (some[0].is_word and len(values) == 1 and not re.match(r"[,.)]", follows))


def _of(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "a boy of 7"."""
    found = _OF.search(before)
    end, ages, _ = _plain_end(reading, some)
    if not found or _MANY.match(reading.after(end, 12)) or (max(ages) < 15 and (found["he"] or found["she"] or "").lower() in _PARENTS):
        return None
    if max(ages) < 3 and not _ENDS.match(reading.after(end)):
        return None
    return _put(some, end, some[0].start - len(found["of"]) + 1, end, aged(ages, _owner(found)))


def _at(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "at seven he was …", "since 14 she …"; an hour is none."""
    found = _AT.search(before)
    goes_on = _AT_GOES_ON_OLDER if some[0].value > 12 else _AT_GOES_ON
    is_last = 12 < some[0].value < 18 and re.match(r"[.;]|$", after) and not _GENERAL.search(before)
    if not found or not (goes_on.match(after) or is_last):
        return None
    at = found["at"].lower()
    wording = f"when {aged([some[0].value])}" if at in ("at", "by") else f"{at} being {aged([some[0].value])}"
    return _put(some[:1], some[0].end, some[0].start - len(found.group()), some[0].end, wording)


def _sexed(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "14/f", "F/14"."""
    first, end = some[0].start, some[0].end
    sex = re.match(r" ?/ ?([MFmf])(?![\w'])", after)
    if not 0 < some[0].value < 100 or not (sex or _SEX_BEFORE.search(before)):
        return None
    end += sex.end() if sex else 0
    return _put(some[:1], end, first, end, aged([some[0].value]) + (f", {sex[1].upper()}" if sex else ""))


_FORMS: tuple[Form, ...] = (so_old, _of_age, _told, _sexed, _being, _turning, _between, _beside, _of, _at)
