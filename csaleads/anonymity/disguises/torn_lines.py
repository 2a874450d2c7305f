"""Words torn over lines of which each begins with a time or a speaker, as a chat has them, or with a remark between them.

"18:02 ol\\n18:03 d mar\\n18:03 ket", "Kay: Ty\\nKay: ro\\nKay: ne", "num ber fif ty". Each gives the changes to make, as in
respelling.py.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from csaleads.anonymity.days.calendar_words import MONTHS
from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.numbers.spoken import DAY_WORDS, DIGIT_WORDS
from csaleads.anonymity.text.lexicon import fold, lexicon, word_group

_STAMP = r"[ \t]*(?:\[?\d{1,2}[:.]\d\d(?::\d\d)?\]?(?: ?[ap]m)?[ \t]*(?:-[ \t]*)?(?:[A-Z]\w{0,14}:[ \t]*)?|[A-Z]\w{0,14}:[ \t]+)"
_NEXT_LINE = re.compile(rf"\n{_STAMP}(?=[a-z]{{1,6}}(?![\w']))")
_REMARK = re.compile(
    r"(?<=[A-Za-z])[ \t]*\n[ \t]*\((?:new|next) (?:line|page|side)[^()\n]{0,60}\)[ \t]*\n(?=[A-Za-z])"
)
_BEFORE = re.compile(r"[A-Za-z]{1,6}\Z")
_PIECE = re.compile(r"[a-z]{1,6}")
_SHORTEST, _MOST_LINES = 3, 4
_KINDS = word_group("kinds of street in disguise") | word_group("kinds of school in disguise")
_WHOLE = frozenset(
    word for word in (*DIGIT_WORDS, *DAY_WORDS, *MONTHS, *_KINDS) if len(word) > 3
) | frozenset(("number", "yard", "market"))
_PAIR = re.compile(r"[A-Za-z]{2,6}")
_STARTS = frozenset(word[:at] for word in _WHOLE for at in range(2, len(word) - 1))


def lines_rejoined(text: str) -> Iterator[Edit]:
    """What stands between the pieces of a word on several lines; a space for it where the next word begins."""
    if "\n" not in text:
        return
    edits: list[Edit] = [(*found.span(), "  ") for found in _REMARK.finditer(text)] if "\n(" in text else []
    gaps = [found for found in _NEXT_LINE.finditer(text) if _is_of_chat(text, found)]
    at = 0
    while at < len(gaps):
        taken = _chain(text, gaps, at)
        edits += [(*gap.span(), "") for gap in gaps[at : at + taken]]
        at += max(taken, 1)
    joined = {start for start, _, instead in edits if not instead}
    for one, other in pairwise(gaps) if joined else ():
        near = (
            "\n" not in text[one.end() : other.start()] and len(text[one.end() : other.start()].split()) == 1
        )
        if (one.start() in joined) != (other.start() in joined) and near:
            apart = other if one.start() in joined else one
            edits.append((*apart.span(), " "))
    yield from sorted(set(edits))


def _is_of_chat(text: str, found: re.Match[str]) -> bool:
    """Whether it is a time, or a speaker who says more than once."""
    return found.group().strip()[0] in "[0123456789" or text.count(found.group()) > 1


def _chain(text: str, gaps: list[re.Match[str]], at: int) -> int:
    """How many gaps from this one on part one word."""
    lists = lexicon()
    before = _BEFORE.search(text, max(0, gaps[at].start() - 7), gaps[at].start())
    if not before or (before.start() and text[before.start() - 1].isalnum()):
        return 0
    word = before.group()
    strange = not lists.is_english(fold(word)) or len(word) < 3
    best, last = 0, 0
    for taken, gap in enumerate(gaps[at : at + _MOST_LINES]):
        if taken and gap.start() != last:
            break
        piece = _PIECE.match(text, gap.end())
        if not piece:
            break
        word += piece.group()
        last = piece.end()
        strange = strange or not lists.is_english(piece.group())
        small = fold(word)
        known = small in lists.first or small in lists.last or lists.is_english(small)
        if strange and known and (len(word) > _SHORTEST or not lists.is_english(fold(before.group()))):
            best = taken + 1
    return best


def pairs_rejoined(text: str) -> Iterator[Edit]:
    """ "num ber", "fif ty": the two halves of a word for a number, a month or a street."""
    lists = lexicon()
    last = 0
    words = text.split(" ")
    at = 0
    for before, right in pairwise(words):
        left = before[before.rfind("\n") + 1 :]
        start = at + len(before) - len(left)
        at += len(before) + 1
        if left.lower() in _STARTS and start >= last:
            gap = start + len(left)
            half = _PAIR.match(right)
            if half and (left + half.group()).lower() in _WHOLE:
                whole = lists.is_english(left.lower()) and lists.is_english(half.group().lower())
                if not whole:
                    yield gap, gap + 1, ""
                    last = gap + 1
