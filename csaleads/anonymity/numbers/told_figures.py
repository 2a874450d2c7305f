"""Numbers whose figures are told by words of any kind: "oh double seven, a pair of nines", "triple nine, twice", "sevn wun".

What is told is put together figure by figure: repeats, several of one figure, tens and hundreds, Roman and Welsh figures and
misspelt ones. Counts, scores, amounts and rhymes are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.figures import has_nhs_checksum
from csaleads.anonymity.numbers.spoken import read_digits
from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import WordStarts

_FILE = "figures_told.txt"
_WORD = re.compile(r"[^\W\d_]+|\d+")


def _values(kind: str) -> dict[str, str]:
    lines = (line.split(" ") for line in phrase_group(_FILE, kind))
    return {said: value for value, *words in lines for said in words}


_DOUBTFUL = _values("doubtful figure")
_FIGURES = {
    said: value
    for said, value in _values("figure").items()
    if said not in set(phrase_group(_FILE, "doubtful"))
}
_LARGE = (
    *(
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ),
    *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
_TENS = {word: read_digits(word) for word in _LARGE} | {"hundred": "00", "thousand": "000"}
_MANY, _TIMES, _ROMAN = _values("many"), _values("times"), _values("roman")
_BETWEEN = frozenset(word for phrase in phrase_group(_FILE, "between") for word in phrase.split(" "))
_NUMBER = re.compile(rf"(?<!\w)(?:{either(phrase_group(_FILE, 'number'))})(?!\w)", re.I)
_PHONED = re.compile(r"\b(?:phone|mobile|mob|call|ring|text|tel|landline|dial|whatsapp|reach)\b", re.I)
_COUNTED = re.compile(rf"(?<!\w)(?:{either(phrase_group(_FILE, 'counted'))}|aged?|ages|marks)(?!\w)", re.I)
_AFTER_REPEAT = frozenset(("double", "treble", "triple", "quadruple", "quad", "twin"))
_REMARK = re.compile(r"\s?\([^()\d]{1,36}\),?\s")
_PHONE = re.compile(r"(?:0|44|0044)?7\d{9}|0[1-37]\d{8,9}")
_FEWEST, _MOST, _FEWEST_SAID, _NHS_LENGTH = 7, 26, 3, 10
_WIDEST, _MOST_BETWEEN = 8, 5
_SEEN_BEFORE, _SEEN_AFTER = 48, 32


@dataclass(frozen=True, slots=True)
class _Told:
    """A word of a run: what it adds, or how often the next or the last is said."""

    start: int
    end: int
    word: str
    adds: str = ""
    many: str = ""
    times: int = 0
    doubtful: bool = False


_TELLING = frozenset((*_FIGURES, *_TENS, *_TIMES, *_MANY, *_DOUBTFUL, *(said.lower() for said in _ROMAN)))


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if not words.has_any(_TELLING) or words.count(_TELLING) < _FEWEST_SAID:
        return
    for run in _runs(text):
        figures = _read(text, run)
        if label := _meaning(text, run, figures):
            yield Span(run[0].start, run[-1].end, label)


def _runs(text: str) -> Iterator[list[_Told]]:
    """Words that tell figures, with nothing but what is said between figures among them."""
    held: list[_Told] = []
    reach, between = 0, 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        if start < reach:
            continue
        if held and not _is_near(text[reach:start]):
            yield from _kept(held)
            held = []
        if held and (remark := _REMARK.match(text, reach)):
            reach = remark.end()
            continue
        told = _told(text, start, end, within=bool(held))
        if told:
            held.append(told)
            between = 0
        elif held and found.group().lower() in _BETWEEN and between < _MOST_BETWEEN:
            between += 1
        elif held:
            yield from _kept(held)
            held = []
        reach = end
    yield from _kept(held)


def _is_near(gap: str) -> bool:
    return (len(gap) <= _WIDEST and gap.count("\n") < 2) or "(" in gap


def _kept(held: list[_Told]) -> Iterator[list[_Told]]:
    """The run without what is doubtful at its ends, if it has so many words."""
    while held and (
        held[-1].doubtful
        or (held[-1].times and not held[-1].adds and held[-1].word not in ("twice", "thrice"))
    ):
        held.pop()
    while held and held[0].doubtful:
        held.pop(0)
    if sum(not told.word.isdecimal() for told in held) >= _FEWEST_SAID:
        yield held


def _told(text: str, start: int, end: int, *, within: bool) -> _Told | None:
    shown = text[start:end]
    word = shown.lower()
    if word.isdecimal():
        return _Told(start, end, word, adds=word) if len(word) <= _FEWEST else None
    if word in _FIGURES or word in _TENS:
        return _Told(start, end, word, adds=_FIGURES.get(word) or _TENS[word], times=int(_TIMES.get(word, 0)))
    if word in _TIMES:
        return _Told(start, end, word, times=int(_TIMES[word]))
    if word in _MANY:
        return _Told(start, end, word, many=_MANY[word])
    if shown in _ROMAN:
        return _Told(start, end, word, adds=_ROMAN[shown])
    if within and word in _DOUBTFUL:
        return _Told(start, end, word, adds=_DOUBTFUL[word], doubtful=True)
    return None


def _read(text: str, run: Sequence[_Told]) -> str:
    """The figures that a run tells."""
    figures, group, times = "", "", 1
    for at, told in enumerate(run):
        if at and set(text[run[at - 1].end : told.start]) & set(",;/.\n|"):
            figures, group = figures + group, "" if told.word not in ("twice", "thrice") else group
            figures = figures.removesuffix(group) if group else figures
        after = run[at + 1] if at + 1 < len(run) else None
        if told.many:
            group += told.many * max(times, 2)
            times = 1
        elif told.times and after and after.many:
            times = told.times
        elif told.times and not told.adds:
            if told.word in ("twice", "thrice"):
                group *= told.times
            else:
                times = told.times
        else:
            is_tens = (
                told.word in _TENS and told.adds.endswith("0") and told.adds > "19" and after is not None
            )
            adds = (
                told.adds[:1]
                if is_tens and len(told.adds) == 2 and _follows(text, told, after)
                else told.adds
            )
            group += adds * times
            times = 1
    return figures + group


def _follows(text: str, told: _Told, after: _Told | None) -> bool:
    """ "seventy-seven", "forty one"."""
    return (
        after is not None
        and len(after.adds) == 1
        and after.adds != "0"
        and text[told.end : after.start] in ("-", " ")
    )


def _meaning(text: str, run: Sequence[_Told], figures: str) -> Label | None:
    """What kind of number it is, if it is one."""
    if not _FEWEST <= len(figures) <= _MOST or 3 * sum(told.doubtful for told in run) > len(run):
        return None
    said = [int(told.adds) for told in run if told.adds]
    if _is_counted_up(said):
        return None
    if len(figures) == _NHS_LENGTH and figures[0] != "0" and has_nhs_checksum(figures):
        return Label.NHS_NUMBER
    if _PHONE.fullmatch(figures):
        return Label.PHONE
    before = text[max(0, run[0].start - _SEEN_BEFORE) : run[0].start]
    after = text[run[-1].end : run[-1].end + _SEEN_AFTER]
    if _COUNTED.search(before) or _COUNTED.search(after):
        return None
    if _NUMBER.search(before) or _NUMBER.search(after):
        return Label.PHONE if _PHONED.search(before) else Label.CASE_REF
    large = sum(told.word in _TENS for told in run)
    return Label.CASE_REF if not 3 * large > len(run) and _are_read_out(text, run) else None


def _is_counted_up(said: Sequence[int]) -> bool:
    """ "one two three four", "ten nine eight"."""
    steps = [other - one for one, other in pairwise(said)]
    return any(10 * steps.count(step) >= 7 * len(steps) for step in (1, -1, 2, -2, 5, 10)) if steps else False


def _are_read_out(text: str, run: Sequence[_Told]) -> bool:
    """Whether figures are read out and not listed: some said with nothing between them, more than once or as noughts."""
    apart = [text[one.end : other.start] for one, other in pairwise(run)]
    close = sum(gap in (" ", "-") for gap in apart)
    repeated = any(told.many or told.word in _AFTER_REPEAT for told in run)
    noughts = sum(told.adds == "0" and not told.word.isdecimal() for told in run)
    return 2 * close >= len(apart) or repeated or noughts > 1
