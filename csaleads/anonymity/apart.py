"""Letters and figures that stand apart: "J a k e", "d-a-n-n-y", "B/e/t/h", "N G 7 - 2 B X", "1 4 / 0 6", "C-S-A"."""

import itertools
import re
from collections.abc import Iterator

from csaleads.anonymity.lexicon import lexicon
from csaleads.anonymity.markup import Edit

PICTURE = "[\u2190-\u2bff\U0001f000-\U0001faff\u3030\u303d]"
"""A sign that is no letter: an arrow, a heart, a face."""

_APART = re.compile(
    r"(?<![^\W_])(?<![.'&@])[^\W_]"
    rf"(?P<gap> {{2,3}}|[ .\-*_·•~+/|]| - |{PICTURE}{{1,2}})[^\W_](?:(?P=gap)[^\W_]){{1,40}}(?![^\W_]|'\w)"
)
_GROUPED = re.compile(
    r"(?<![^\W_])(?<![.'&@£$])[^\W_](?: ?[ .\-/] ?[^\W_](?![^\W_])){3,24}(?![^\W_]|'\w|[./-]\d)"
)
_FIGURE_ALONE = re.compile(r"(?<![^\W_])\d(?![^\W_])")
_GAP = re.compile(r"[ .\-/]+")
_RARE_GAPS = ("/", "|")


def letters_apart(text: str) -> Iterator[Edit]:
    """Single characters with the same thing between them."""
    for found in _APART.finditer(text):
        gap = found["gap"]
        joined = found.group()[:: 1 + len(gap)]
        if _is_a_word_apart(joined, gap):
            for i in range(len(joined) - 1):
                at = found.start() + 1 + i * (1 + len(gap))
                yield at, at + len(gap), ""


def _is_a_word_apart(joined: str, gap: str) -> bool:
    digits = sum(letter.isdecimal() for letter in joined)
    if digits == len(joined):
        steps = {int(b) - int(a) for a, b in itertools.pairwise(joined)}
        return len(joined) >= 6 and len(steps) > 1
    if gap in _RARE_GAPS:
        return joined.lower() in lexicon().first
    if digits:
        return len(joined) >= 5 and digits >= 2 and gap != "+"
    if gap in ".-" and joined.lower() in lexicon().short:
        return joined.isupper()
    if len(joined) == 3 and not gap.isascii():
        return joined.lower() in lexicon().first
    if len(joined) == 3:
        return (joined[0].isupper() and joined[1:].islower()) or _is_word(joined.lower())
    if gap == "." and joined.isupper():
        return len(joined) > 3
    if len(set(joined.lower())) == 2:
        return joined.lower() in lexicon().first
    return len(set(joined.lower())) > 1 and joined.lower() not in "abcdefghijklmnopqrstuvwxyz"


def _is_word(word: str) -> bool:
    lists = lexicon()
    return lists.is_english(word) or word in lists.first


def figures_apart(text: str) -> Iterator[Edit]:
    """Single characters with different gaps, at least two of them figures: the wider or rarer gap parts the groups."""
    if len(_FIGURE_ALONE.findall(text)) < 2:
        return
    for found in _GROUPED.finditer(text):
        shown = found.group()
        characters = _GAP.sub("", shown)
        gaps = list(_GAP.finditer(shown))
        if len({gap.group() for gap in gaps}) < 2 or not _is_a_number_apart(characters):
            continue
        common = max((gap.group() for gap in gaps), key=[gap.group() for gap in gaps].count)
        for gap in gaps:
            apart = gap.group() == common or (
                len(gap.group()) == 1 and len(common) == 1 and gap.group() == "-"
            )
            instead = "" if apart else gap.group().strip() or " "
            yield found.start() + gap.start(), found.start() + gap.end(), instead


def _is_a_number_apart(characters: str) -> bool:
    digits = sum(letter.isdecimal() for letter in characters)
    if digits == len(characters):
        return digits == 4 or digits >= 6
    return digits >= 2 and len(characters) >= 5 and characters[0].isalpha()
