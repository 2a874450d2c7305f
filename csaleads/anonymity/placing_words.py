"""Which words stand after the name of a place, and which ask for one: patterns from data/place_kinds.txt."""

import re
from functools import cache

from csaleads.anonymity.findings import Label
from csaleads.anonymity.lexicon import fold, read_lines, word_group
from csaleads.anonymity.scanning import LedPattern

_LABELS = {"school": Label.SCHOOL, "health": Label.HEALTH, "place": Label.SMALL_PLACE}
_ASKS = {
    Label.SCHOOL: (
        r"(?:attend(?:s|ed|ing)?|goes to|go to|going to|went to|enrolled at|on roll at|excluded from|(?:pupil|student|child|teacher|head|headteacher|head teacher|"
        r"dsl|senco|ta|tutor|lsa|deputy|pastoral lead|year \d{1,2}|yr ?\d{1,2}|y\d{1,2}|reception|nursery|school|place|lessons|sixth form|childminder) at|(?:head|headteacher|head teacher|governor|deputy head) of|"
        r"transferred to|starts at|started at|starting at|expelled from|(?:school|sch|schl|nursery|college|academy|preschool|playgroup|madrassah?)"
        r"(?: (?:name|is|was|called|named|setting)|[:=,(]| -)*)"
    ),
    Label.HEALTH: (
        r"(?:registered (?:with|at)|patient (?:of|at)|(?:gp|gps|nurse|midwife|hv|dentist|pharmacist|receptionist|doctor|consultant|a&e|a and e|ae|paeds|maternity|sarc) (?:at|in|from)|"
        r"(?:gp|gp surgery|surgery|dentist|hospital|hosp|sarc|clinic|gp practice|doctors)(?: (?:name|is|was|called|named)|[:=,(]| -)*)"
    ),
    Label.SMALL_PLACE: (
        r"(?:live(?:s|d)? in|living in|moved (?:to|from|in)|born in|village of|hamlet of|plac(?:ed|ement)(?: \d{1,2})?(?: (?:at|with|in|is)|,)|absconded from|missing from|remanded to|residential at|"
        r"(?:site|flats?|flat|caravan|church|mosque|pub|club|refuge|home|children's home|care home|estate|placement|tower block|block|unit|prison|shop)(?: (?:is|was|at|called|named|in)|[,(:=])+)"
    ),
}


@cache
def _group(name: str) -> tuple[str, ...]:
    lines = (line.partition(": ") for line in read_lines("place_kinds.txt"))
    words = [word.strip() for kind, _, rest in lines if kind == name for word in rest.split(",")]
    return tuple(sorted(words, key=len, reverse=True))


@cache
def named_after() -> frozenset[str]:
    words = (*_group("named after"), *_group("nursery"))
    return (
        frozenset(
            fold(word)
            for line in words
            for word in line.split()
            if word not in word_group("too plain to name a nursery")
        )
        | with_another()
    )


@cache
def strictly_named_after() -> frozenset[str]:
    return named_after() - with_another()


@cache
def with_another() -> frozenset[str]:
    """Words that name a place only beside another word."""
    return frozenset(fold(word) for line in _group("with another") for word in line.split())


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)


@cache
def kinds() -> tuple[tuple[LedPattern, Label, bool], ...]:
    qualifier = rf"(?:(?:{_either(_group('qualifier'))}) ){{0,3}}"
    found = []
    for kind, label in _LABELS.items():
        for alone in (False, True):
            ends = _group(f"{kind} alone" if alone else kind)
            words = _either(ends)
            found.append(
                (
                    LedPattern(
                        re.compile(
                            rf"(?<=[^\W_.]['’\w] )(?<![\w]){qualifier}(?:{words})(?: school)?(?![\w'’]|-\w)",
                            re.I,
                        ),
                        (*_group("qualifier"), *ends),
                    ),
                    label,
                    alone,
                )
            )
    return tuple(found)


@cache
def asking() -> tuple[tuple[re.Pattern[str], Label], ...]:
    return tuple(
        (re.compile(rf"(?<![\w'-]){words}[ ]?(?:(?<=\W)(?:the |a ){{0,1}})(?=[^\W_])", re.I), label)
        for label, words in _ASKS.items()
    )


@cache
def nursery_names() -> LedPattern:
    names = _group("nursery")
    return LedPattern(re.compile(rf"(?<![\w])(?:{_either(names)})(?![\w])"), names)
