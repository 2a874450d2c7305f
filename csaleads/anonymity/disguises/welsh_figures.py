"""Figures that are said in Welsh: "dim saith saith dim dim" of a telephone, "y pedwerydd ar ddeg o Fawrth", "dwy fil a deuddeg".

They are put into figures, so that the rules of numbers and days read them. Somebody who counts ("un dau tri") is left alone.
"""

import itertools
import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.text.lexicon import either, phrase_group


def said_in_welsh(kind: str) -> dict[str, int]:
    """How numbers are said: `kind` is figure (0 to 9), ordinal (first, second …) or count (10, 12, 15, 18, 20)."""
    lines = (phrase.split() for phrase in phrase_group("number_words.txt", f"welsh {kind}"))
    return {word: int(number) for number, *words in lines for word in words}


_FIGURES, _ORDINALS, _COUNTS = said_in_welsh("figure"), said_in_welsh("ordinal"), said_in_welsh("count")
_HINTS = (
    "saith",
    "naw",
    "pedwar",
    "pedair",
    "pymtheg",
    "hugain",
    "ddeg",
    "trydydd",
    "deuddeg",
    "dwy fil",
    "wythfed",
    "pumed",
    "chweched",
    "ail o",
)
"""One of these is in every text that says a day or a long number in Welsh."""
_MOST_TWICE = "dwbl"
_FIGURE = f"(?:{either(sorted(_FIGURES, key=len, reverse=True))}|{_MOST_TWICE})"
_RUN = re.compile(
    rf"(?<![\w'’-]){_FIGURE}(?:(?:, ?| |-|\. |,? wedyn |,? yna ){_FIGURE}){{4,24}}(?![\w'’-])", re.I
)
_ONE = f"(?:{either(sorted({**_FIGURES, **_COUNTS, **_ORDINALS}, key=len, reverse=True))})"
_NUMBER = rf"{_ONE}(?: deg(?: {_ONE})?| ar (?:ddeg|bymtheg|hugain)(?: ar hugain)?)?"
_MONTH = f"(?:{either(sorted(phrase_group('calendar_words.txt', 'welsh month'), key=len, reverse=True))})"
_DAY = re.compile(rf"(?<![\w'’-])(?:yr? )?(?P<day>{_NUMBER})(?P<of> o(?: fis)?)? (?={_MONTH}(?!\w))", re.I)
_YEAR = re.compile(
    rf"(?<= )(?P<thousand>dwy fil|mil naw(?: cant)?)(?: ac?)?(?: (?P<rest>{_NUMBER}|{_FIGURE} {_FIGURE}))?(?![\w'’-])",
    re.I,
)
_UPON = {"ddeg": 10, "bymtheg": 15, "hugain": 20}
_LAST_DAY = 31


def figures_in_welsh(text: str) -> Iterator[Edit]:
    """Long numbers, days before their month and years, in figures."""
    low = text.lower()
    if not any(hint in low for hint in _HINTS):
        return
    found: list[Edit] = []
    for run in _RUN.finditer(text):
        figures = _read(run.group())
        steps = {int(b) - int(a) for a, b in itertools.pairwise(filter(str.isdigit, figures))}
        if steps != {1}:
            found.append((*run.span(), figures))
    for day in _DAY.finditer(text):
        if 0 < (number := _number(day["day"])) <= _LAST_DAY:
            found.append((day.start(), day.end() - 1, str(number)))
    for year in _YEAR.finditer(text):
        rest = _number(year["rest"]) if year["rest"] else 0
        found.append((*year.span(), str((2000 if year["thousand"].lower() == "dwy fil" else 1900) + rest)))
    last = 0
    for start, end, instead in sorted(found):
        if start >= last:
            yield start, end, instead
            last = end


def _read(shown: str) -> str:
    """The figures of a run; a comma parts two groups."""
    said, times = "", 1
    for word in re.findall(r"\w+|,", shown.lower()):
        if word == ",":
            said += " "
        elif word == _MOST_TWICE:
            times = 2
        elif word in _FIGURES:
            said += str(_FIGURES[word]) * times
            times = 1
    return said


def _number(shown: str) -> int:
    """ "pedwerydd ar ddeg" is 14, "un deg pedwar" too, "naw naw" is 99."""
    words = [word for word in shown.lower().split() if word != "ar"]
    known = {**_FIGURES, **_ORDINALS, **_COUNTS, **_UPON}
    if len(words) > 1 and words[1] == "deg":
        return 10 * known[words[0]] + sum(known[word] for word in words[2:])
    if len(words) == 2 and all(word in _FIGURES for word in words):
        return 10 * known[words[0]] + known[words[1]]
    return sum(known[word] for word in words)
