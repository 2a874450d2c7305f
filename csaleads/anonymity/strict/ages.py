"""Strict screening: exact ages of children and adults, in every way in which people write them.

A number is an age by what stands around it: "a 7-year-old", "aged 7", "she's 7", "turned seven", "her brothers, 8 and 11". Bands,
durations, law and figures of research are none.
"""

import re
from collections.abc import Callable, Iterator

from csaleads.anonymity.strict.alone import again, begun, going_on, in_row, once_at, one_so_old, poor
from csaleads.anonymity.strict.bands import aged, bands
from csaleads.anonymity.strict.bounds import FIGURE, GENERAL, NO_AGE_AFTER, SEX_BEFORE, is_band, is_bounded
from csaleads.anonymity.strict.data import group
from csaleads.anonymity.strict.moments import as_young, at, of_birthday, of_two, to_be
from csaleads.anonymity.strict.numbers import Number, in_list, numbers_in
from csaleads.anonymity.strict.olds import so_old
from csaleads.anonymity.strict.persons import being, beside, last, of
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.strict.staff import is_of_staff
from csaleads.anonymity.strict.telling import ALMOST, ENDS, PERSON, apart, plain_end, put

_AGED = re.compile(rf"(?P<said>\bage[ds]?)(?P<gap>[ :=-]{{0,3}}){ALMOST}$", re.I)
_AGE_OF = re.compile(
    rf"(?P<lead>\b(?:at|from|since|by|before|after|about|around) )?(?:the |an? )?(?:tender |young |early )?\bages? of {ALMOST}$",
    re.I,
)
_TURN = re.compile(
    r"(?P<lead>\b(?:when|since|until|till|before|after|once|as soon as|on|by|as) (?:he |she |i |they |child [a-z] )?(?:had |have |has )?)?(?:only |just |recently |then |now |first )?\b(?P<verb>turn(?:s|ed|ing)?|reach(?:es|ed|ing)?|hit(?:s|ting)?) (?:just |only |the age of |age )?$",
    re.I,
)
_WILL_TURN = re.compile(
    r"\b(?:will|'ll|to|about to|would|doesn't|didn't|does|did|not|he|she) (?:only |just |soon )?(?:turn|reach|hit) $",
    re.I,
)
_BETWEEN = re.compile(
    rf"[,(] ?(?P<almost>(?:nearly|almost|not quite|just|only|going on|coming up to|coming up for) ){ALMOST}$",
    re.I,
)
_SPAN_OF_AGES = re.compile(r"\b(?:from|to|by|until|till|since|around|about|before|after|of) $", re.I)
_TURNING_SUBJECT = re.compile(
    r"\b(?P<who>[\w-]+)(?:'ve|'d|'s)? (?:(?:has|have|had|will|only|just|recently|then|now|also|soon|finally|first|about to|is|was) )*$",
    re.I,
)
_GROWN = 20
_TURNED = {
    "turned": ("had a birthday", "was"),
    "turns": ("has a birthday", "is"),
    "turning": ("having a birthday", "being"),
    "turn": ("have a birthday", "be"),
}
"""By the verb, what it becomes alone and what it becomes after "when" or "before"."""
_SLASHED = re.compile(r"(?: ?/ ?| ?(?:yrs?|y) )([MFmf])(?![\w'])")
_SEXED = re.compile(r"([MFmf])(?![\w'])")
_SEXED_BEFORE = re.compile(
    r"\b(?:sibs|siblings|kids|children|cousins|yp|yps|child|twins|\d{1,2}[mf])[:,]? $", re.I
)
_LONGEST_LIST = 12
Form = Callable[[Reading, list[Number], str, str], Put | None]


def find(reading: Reading) -> Iterator[Put]:
    """Every exact age in `reading` outside of what was found, with what to write instead."""
    numbers = list(numbers_in(reading))
    done = -1
    for i, number in enumerate(numbers):
        if number.start < done or is_bounded(reading, number):
            continue
        some = in_list(reading, number, numbers[i + 1 : i + _LONGEST_LIST])
        before = reading.before(number.start, 70)
        if is_band(reading, some):
            done = some[-1].end
            continue
        after = reading.after(number.end)
        told = next((told for form in _FORMS if (told := form(reading, some, before, after))), None)
        if told and not is_of_staff(reading, some):
            done = max(told.span.end, told.end)
            yield told


def _told(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "aged 7", "age: 7", "ages 4, 6 and 9"."""
    found = _AGED.search(before)
    if not found or FIGURE.search(before[: found.start()]):
        return None
    end, ages, _ = plain_end(reading, some)
    if NO_AGE_AFTER.match(reading.after(end, 16)):
        return None
    end += len(re.match(r"(?:[ -]?(?:old|of age)\b)?", reading.after(end, 9)).group())  # type: ignore[union-attr]
    if found["gap"].strip():
        return put(some, end, some[0].start, end, bands(ages))
    if found["said"].lower() == "age" and _SPAN_OF_AGES.search(before[: found.start()]):
        return put(some, end, some[0].start, end, bands(ages))
    at = re.search(r"\bat $", before[: found.start()], re.I)
    first = some[0].start - len(found.group()) - (len(at.group()) if at else 0)
    return put(some, end, first, end, f"when {aged(ages)}" if at else aged(ages))


def _of_age(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "at the age of seven"; not what children in general do at an age."""
    found = _AGE_OF.search(before)
    if not found or FIGURE.search(before[: found.start()] + "age of "):
        return None
    end, ages, _ = plain_end(reading, some)
    around = before + reading.after(end, 50)
    is_general = GENERAL.search(around) and not re.search(r"\b(?:he|she|his|her|my|i)\b", around, re.I)
    if is_general or NO_AGE_AFTER.match(reading.after(end, 16)):
        return None
    lead = (found["lead"] or "").strip().lower()
    when = f"when {aged(ages)}"
    wording = {"": aged(ages), "at": when, "by": when, "about": aged(ages), "around": aged(ages)}.get(lead)
    return put(some, end, some[0].start - len(found.group()), end, wording or f"{lead} being {aged(ages)}")


def _turning(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "turned seven last week", "before she turned 10", "turning 16"."""
    found = _TURN.search(before)
    if not found or not (
        ENDS.match(after)
        or re.match(
            r" (?:in|a|two|three|at|during|over|he|she|i|between|around|just|halfway|the|that|mid)\b", after
        )
    ):
        return None
    verb, lead = _turn_of(found["verb"].lower()), found["lead"]
    if verb == "turn" and not _WILL_TURN.search(before):
        return None
    if _turns_of_others(before[: found.start("verb")], some[0].value, found["verb"].lower()):
        return None
    age, (alone, being_so) = aged([some[0].value]), _TURNED[verb]
    is_past = re.search(r"\b(?:had|has|have) (?:only |just )?$", before[: found.start("verb")])
    wording = f"{'been' if is_past else being_so} {age}" if lead else alone
    return put(
        some[:1], some[0].end, some[0].start - (found.end() - found.start("verb")), some[0].end, wording
    )


def _turn_of(verb: str) -> str:
    """The form of "turn" that stands where `verb` does: "hits" is "turns"."""
    ending = next((end for end in ("ing", "ed", "s") if verb.endswith(end)), "")
    return f"turn{ending}" if ending or verb != "hit" else "turned"


def _turns_of_others(before: str, years: int, verb: str) -> bool:
    """Whether a thing has its birthday, a member of staff speaks of their own, or something else is reached than an age."""
    about = _TURNING_SUBJECT.search(before)
    subject = about["who"].lower() if about else ""
    if subject == "i" and years >= _GROWN:
        return True
    if subject in group("thing"):
        return True
    return not verb.startswith("turn") and not (
        subject in ("he", "she", "they", "i") or PERSON.search(before[-40:])
    )


def _between(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "My daughter, nearly 13, …"."""
    found = _BETWEEN.search(before)
    if not found or not re.match(r"[,)]", after):
        return None
    return put(
        some[:1],
        some[0].end,
        some[0].start - len(found["almost"]),
        some[0].end,
        apart(aged([some[0].value]), ","),
    )


def _sexed(reading: Reading, some: list[Number], before: str, after: str) -> Put | None:
    """ "14/f", "F/14", "a 4yr F", "sibs 13f 11m"."""
    first, end = some[0].start, some[0].end
    sex = _SLASHED.match(after) or (_SEXED_BEFORE.search(before) and _SEXED.match(after))
    if not 0 < some[0].value < 100 or not (sex or SEX_BEFORE.search(before)):
        return None
    end += sex.end() if sex else 0
    return put(some[:1], end, first, end, aged([some[0].value]) + (f", {sex[1].upper()}" if sex else ""))


_FORMS: tuple[Form, ...] = (
    so_old,
    _of_age,
    _told,
    _sexed,
    being,
    _turning,
    _between,
    beside,
    of,
    at,
    as_young,
    to_be,
    of_two,
    of_birthday,
    last,
    going_on,
    begun,
    in_row,
    one_so_old,
    poor,
    once_at,
    again,
)
