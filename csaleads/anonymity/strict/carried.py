"""Ages that another age of the sentence carries, or a step of a life: "her first at 15, her second at 17", "widowed at fifty"."""

import re
from collections.abc import Iterator, Sequence

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.strict.bands import aged
from csaleads.anonymity.strict.numbers import UNIT, Number, months_of, numbers_in
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.strict.telling import PERSON

_CLOSED = re.compile(r"\s*$|[,.;:!?)](?!\d)|\s(?:and|but|with|so|though|when|while|because)\b", re.I)
_STEP = re.compile(
    r"\b(?P<step>diagnosed|widowed|orphaned|bereaved|married|divorced|sectioned|adopted|sterilised|recruited|groomed|homeless|sober|"
    r"a (?:mum|mother|dad|father|widow|carer|grandmother|gran|nan)) (?P<at>at) (?:only |just |barely )?$",
    re.I,
)
_AGAIN = re.compile(
    r"\b(?:(?:her|his|their|the|a) (?:second|third|fourth|next|last|youngest|eldest|oldest|middle|other)"
    r"(?: one| child| baby| boy| girl)?|again|the next|another)"
    r"(?:,? (?P<at>at)| (?:is|was|being))? (?:only |just |barely |nearly |almost )?$",
    re.I,
)
_SAYS = re.compile(
    r"[,;] (?:and |but |though |while )?(?:(?:the|his|her|my|our|their|a) )?[\w' -]{2,36}? "
    r"(?:says?|said|reckons?|claims?|guess(?:es|ed)|thinks?|thought|"
    r"puts? (?:him|her|them) at|"
    r"(?:has|have|had) (?:him|her|them) (?:as|at|down as)|recorded|wrote|writes) $",
    re.I,
)
_KIN = re.compile(
    r"[,;] (?:and |but )?(?:his|her|their|the|my) (?:[a-z-]+ )?(?P<who>[a-z-]+)(?: \([^()]{2,30}\))?"
    r"(?: only| just| nearly| almost)? $",
    re.I,
)
_IN_ROW = re.compile(r"(?:, |,? and )(?:(?:and|nearly|almost|just|only|not quite|barely) )*$", re.I)
_OF_HERS = re.compile(
    r"\b(?:her|his|their|my|with) (?:two|three|four|five|six)(?: (?:kids|children|boys|girls|sons|daughters))?, "
    r"(?:nearly |almost |just )?$",
    re.I,
)
_SENTENCE = re.compile(r"[.!?\n](?=\s|$)")
_YOUNGEST_ADULT, _OLDEST = 12, 99


def find(reading: Reading, told: Sequence[Put]) -> Iterator[Put]:
    """Every such age in `reading` outside of what was found. `told` are the ages that were found by themselves."""
    ends = [put.span.end for put in told]
    for number in numbers_in(reading):
        if not 0 < number.value <= _OLDEST or not (_CLOSED.match(reading.after(number.end, 12))):
            continue
        before = reading.before(number.start, 80)
        if step := _STEP.search(before):
            if number.value >= _YOUNGEST_ADULT or step["step"].lower() in ("adopted", "orphaned", "groomed"):
                yield _put(
                    number, number.start - len(before) + step.start("at"), f"when {aged([number.value])}"
                )
        elif _is_carried_on(reading, number, before, ends):
            again = _AGAIN.search(before)
            if again and again["at"]:
                at = number.start - len(before) + again.start("at")
                yield _put(number, at, f"when {aged([number.value])}")
            else:
                yield _put(number, number.start, aged([number.value]))
            ends.append(number.end)
    yield from _of_hers(reading)


def _is_carried_on(reading: Reading, number: Number, before: str, ends: Sequence[int]) -> bool:
    """Whether an age stands before it in its sentence, and the words between say that this is one more."""
    last = max((end for end in ends if end <= number.start), default=None)
    if last is None or _SENTENCE.search(reading.text, last, number.start):
        return False
    between = reading.text[last : number.start]
    if _AGAIN.search(between) or _SAYS.search(between):
        return True
    kin = _KIN.search(between)
    return kin is not None and bool(
        PERSON.fullmatch(kin["who"]) or kin["who"].lower() in ("carer", "partner", "ex")
    )


def _of_hers(reading: Reading) -> Iterator[Put]:
    """ "her three, ten months, two and nearly four": as many ages as she has children."""
    numbers = list(numbers_in(reading))
    for at, first in enumerate(numbers):
        if not _OF_HERS.search(reading.before(first.start, 40)):
            continue
        some, end = [first], _end(reading, first)
        for each in numbers[at + 1 :]:
            if not _IN_ROW.fullmatch(reading.text, end, each.start):
                break
            some.append(each)
            end = _end(reading, each)
        if len(some) > 1 and _CLOSED.match(reading.after(end, 12)):
            years = [_years(reading, each) for each in some]
            yield Put(Span(first.start, end, Label.AGE), first.start, end, aged(years))


def _end(reading: Reading, number: Number) -> int:
    unit = UNIT.match(reading.text, number.end)
    return unit.end() if unit else number.end


def _years(reading: Reading, number: Number) -> int:
    unit = UNIT.match(reading.text, number.end)
    return months_of(number.value, unit["unit"]) // 12 if unit else number.value


def _put(number: Number, first: int, wording: str) -> Put:
    return Put(Span(number.start, number.end, Label.AGE), first, number.end, wording)
