"""Which words stand after the name of a place, and which ask for one: patterns from data/place_kinds.txt."""

import re
from collections.abc import Sequence
from functools import cache

from csaleads.anonymity.findings import Label
from csaleads.anonymity.text.lexicon import alternatives, fold, leading_words, read_lines, word_group
from csaleads.anonymity.text.scanning import LedPattern

_LABELS = {"school": Label.SCHOOL, "health": Label.HEALTH, "place": Label.SMALL_PLACE}
_ASKS = {
    Label.SCHOOL: (
        r"(?:attend(?:s|ed|ing)?|goes to|go to|going to|went to|enrolled at|on roll at|excluded from|"
        r"(?:pupil|student|child|teacher|head|headteacher|head teacher|"
        r"dsl|senco|ta|tutor|lsa|deputy|pastoral lead|year \d{1,2}|yr ?\d{1,2}|y\d{1,2}|reception|"
        r"nursery|school|place|lessons|sixth form|childminder) at|(?:head|headteacher|head teacher|"
        r"governor|deputy head) of|"
        r"transferred to|starts at|started at|starting at|expelled from|(?:school|sch|schl|nursery|"
        r"college|academy|preschool|playgroup|madrassah?|edu|education|ed|ed setting|setting|provision)"
        r"(?: (?:name|is|was|called|named|setting)|[:=,(]| -)*)"
    ),
    Label.HEALTH: (
        r"(?:registered (?:with|at)|patient (?:of|at)|(?:gp|gps|nurse|midwife|hv|dentist|pharmacist|"
        r"receptionist|doctor|consultant|a&e|a and e|ae|paeds|maternity|sarc) (?:at|in|from)|"
        r"(?:gp|gp surgery|surgery|dentist|hospital|hosp|sarc|clinic|gp practice|doctors)(?: (?:name|is|"
        r"was|called|named)|[:=,(]| -)*)"
    ),
    Label.SMALL_PLACE: (
        r"(?:live(?:s|d)? in|living in|moved (?:to|from|in)|born in|village of|hamlet of|"
        r"placement(?: \d{1,2})?(?: (?:at|with|in|is|was)|[,:=]| -)?|placed(?: (?:at|with|in)|,)|"
        r"absconded from|missing from|remanded to|residential at|"
        r"(?:site|flats?|flat|caravan|church|chapel|mosque|temple|gurdwara|parish|pub|local|club|"
        r"football team|dance school|choir|refuge|home|foster home|children's home|care home|"
        r"nursing home|residential|respite|"
        r"estate|scheme|placement|tower block|block|tower|unit|prison|shop|salon|cafe|café|gym|farm|boat|"
        r"houseboat|hotel|hostel|bar|takeaway|village|hamlet|contact venue|contact centre|family centre|"
        r"venue|youth club|youth group)(?: (?:is|was|at|called|named|in)|[,(:=])+)"
    ),
}

_ASKING_WORDS = {
    Label.SCHOOL: (
        *leading_words("placing words school"),
        *(f"{year}{number}" for year in ("y", "yr") for number in range(100)),
        *(f"{year}0{number}" for year in ("y", "yr") for number in range(10)),
    ),
    Label.HEALTH: leading_words("placing words health"),
    Label.SMALL_PLACE: leading_words("placing words small place"),
}
"""The words with which those that ask begin."""
_CLUB = re.compile(
    r"(?:youth|community|family|children'?s|well-?being) (?:club|centre|hub|zone|space|base|cafe|project|house)s?|youthie"
)
"""What is called by almost any word: "the junction youth club"."""
_BEFORE_CLUB = re.compile(
    r"\b(?:the|at|in|to|from|left|leaves?|leaving|near|outside|by|behind|via|run by|runs|visits?|visited|attends?|off) $",
    re.I,
)


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
        | word_group("streets are called by")
    )


@cache
def strictly_named_after() -> frozenset[str]:
    return named_after() - with_another()


@cache
def club_names() -> frozenset[str]:
    """Words that clubs and centres are called by."""
    return frozenset(fold(word) for line in _group("club names") for word in line.split())


def is_called_as_clubs(text: str, kind: re.Match[str], taken: Sequence[tuple[int, str]]) -> bool:
    """ "left the arches youth club": whether the words before the kind, the nearest first, are as clubs like them."""
    if not taken or not _CLUB.fullmatch(kind.group()) or any(word not in club_names() for _, word in taken):
        return False
    start = taken[-1][0]
    return bool(_BEFORE_CLUB.search(text, max(0, start - 12), start))


@cache
def with_another() -> frozenset[str]:
    """Words that name a place only beside another word."""
    return frozenset(fold(word) for line in _group("with another") for word in line.split())


def _either(words: tuple[str, ...]) -> str:
    """The words, the longest first, parted by their first letters so that a text is compared with few of them."""
    return alternatives(set(words))


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
                            rf"(?<=[^\W_.]['’\w] )(?<![\w]){qualifier}(?:{words})(?: school)?(?![\w'’]|-\w)"
                        ),
                        (*_group("qualifier"), *ends),
                    ),
                    label,
                    alone,
                )
            )
    return tuple(found)


@cache
def asking() -> tuple[tuple[LedPattern, Label], ...]:
    return tuple(
        (
            LedPattern(
                re.compile(rf"(?<![\w'-]){words}[ ]?(?:(?<=\W)(?:the |a ){{0,1}})(?=[^\W_])"),
                _ASKING_WORDS[label],
            ),
            label,
        )
        for label, words in _ASKS.items()
    )


@cache
def pub_names() -> LedPattern:
    return LedPattern(re.compile(rf"(?<![\w])the (?:{_either(_group('pub in full'))})(?![\w'])"), ("the",))


@cache
def dedications() -> LedPattern:
    pattern = re.compile(
        rf"(?<![\w])(?:at|in|to|from|attends?|school|sch|church|parish|by|of|leaves|left|"
        rf"with)[ :,]{{1,2}}((?:the )?(?:{_either(_group('dedication'))}))"
        rf"(?![\w'-]| (?:church|school|primary|juniors|infants|academy|high|of))"
    )
    return LedPattern(
        pattern,
        [
            "at",
            "in",
            "to",
            "from",
            "attend",
            "attends",
            "school",
            "sch",
            "church",
            "parish",
            "by",
            "of",
            "leaves",
            "left",
            "with",
        ],
    )


@cache
def hospital_names() -> LedPattern:
    pattern = re.compile(
        rf"(?<![\w])(?:at|in|to|from|via|by|of|a&e|hosp|"
        rf"hospital)[ :,]{{1,2}}((?:the )?(?:{_either(_group('hospital'))}))(?![\w'&-])"
    )
    return LedPattern(pattern, ["at", "in", "to", "from", "via", "by", "of", "a", "hosp", "hospital"])


@cache
def village_like() -> re.Pattern[str]:
    """How a word is spelt that names a village, an estate or a street."""
    ends, begins = (
        _either(tuple(" ".join(_group(f"village {part}")).split())) for part in ("ending", "beginning")
    )
    return re.compile(rf"[a-z]{{3,}}(?:{ends})|(?:{begins})[a-z]{{3,}}")


@cache
def nursery_names() -> LedPattern:
    names = _group("nursery")
    return LedPattern(re.compile(rf"(?<![\w])(?:{_either(names)})(?![\w])"), names)
