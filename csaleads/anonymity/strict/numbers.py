"""Numbers as people write them where they tell an age: "7", "seven", "seven-and-a-half", "7½", "thirty-four", "18 months"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from csaleads.anonymity.strict.reading import Reading

_SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_SMALL.split(), 1)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_NINE = "|".join(_SMALL.split()[:9])
_OLDEST = 110
_WRITTEN = re.compile(
    rf"(?:(?P<figures>\d{{1,3}})(?![\d,]\d|\d)|(?P<tens>{'|'.join(_TENS.split())})(?:[ -](?P<ones>{_NINE})\b)?|(?P<small>{'|'.join(reversed(_SMALL.split()))})\b)"
    r"(?P<part>½|¼|¾|\.\d(?!\d)|[ -](?:and[ -])?(?:a|one|three)[ -](?:half|bit|quarters?)\b)?",
    re.I,
)
_MONTHS_IN = {"month": 1.0, "week": 12 / 52, "day": 12 / 365, "year": 12.0}
_UNIT = r"(?P<unit>years?|yrs?\b\.?|ys?\b|months?|mths?\b\.?|mnths?\b|mos?\b|weeks?|wks?\b\.?|days?)"
UNIT = re.compile(
    rf"[ -]?{_UNIT}(?:[ -]?and[ -]a[ -]half\b|,? (?:and )?(?:\d{{1,2}}|[a-z]{{3,6}}) ?(?:months?|mths?|m)\b)?",
    re.I,
)
OF_YEAR = re.compile(r" ?/ ?(?P<of>12|52)(?!\d)")
_GOES_ON = re.compile(r" (?!(?:and|or|when|now|respectively|years?|months?|yrs?)\b)[a-z]", re.I)
_JOINT = re.compile(r"-?,? (?:and|&|or) |, ?| ?[&/] ?|/")


class Number(NamedTuple):
    """A number and its place; `is_word` tells that it is written out."""

    start: int
    end: int
    value: int
    is_word: bool


def numbers_in(reading: Reading) -> Iterator[Number]:
    """Every number that may be an age, outside of what was found."""
    done = -1
    for start, _, word in reading.words:
        if start < done or not (word[0].isdigit() or word.partition("-")[0] in _VALUES):
            continue
        found = _WRITTEN.match(reading.text, start)
        if found and not reading.is_taken(*found.span()):
            number = _read(found)
            if number.value <= _OLDEST:
                done = number.end
                yield number


def _read(found: re.Match[str]) -> Number:
    if found["figures"]:
        return Number(*found.span(), int(found["figures"]), is_word=False)
    if found["small"]:
        return Number(*found.span(), _VALUES[found["small"].lower()], is_word=True)
    ones = found["ones"]
    return Number(
        *found.span(), _VALUES[found["tens"].lower()] + (_VALUES[ones.lower()] if ones else 0), is_word=True
    )


def value_of(word: str) -> int | None:
    """The number that `word` is, in figures or written out up to nineteen."""
    return int(word) if word.isdigit() else _VALUES.get(word.lower())


def months_of(value: int, unit: str) -> int:
    """So many months is `value` of a unit as people shorten it."""
    kind = {"y": "year", "w": "week", "d": "day"}.get(unit[0].lower(), "month")
    return int(value * _MONTHS_IN[kind])


def in_list(reading: Reading, first: Number, others: list[Number]) -> list[Number]:
    """`first` and those of `others`, which follow it in order, that stand in one list with it: "4, 6 and 9"."""
    some = [first]
    for number in others:
        if not _JOINT.fullmatch(reading.text[some[-1].end : number.start]):
            break
        if number.value == 1 and number.is_word and _GOES_ON.match(reading.text, number.end):
            break  # "both nine, one talks"
        some.append(number)
    return some
