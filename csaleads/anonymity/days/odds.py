"""Odds, shillings and ratios that look like days: "the horse was 11/4 on", "in old money 2/6"."""

import re

from csaleads.anonymity.text.scanning import WordStarts

_CUES = frozenset(
    ("odds", "bookies", "bookie", "ratio", "shillings", "shilling", "favourite", "betting", "money", "evens")
)
_BEFORE = re.compile(
    r"\b(?:odds (?:of|were|are)|at odds of|in old money|the bookies (?:gave|had)|shillings?,?)(?: at)? $",
    re.I,
)
_SUM_AFTER = re.compile(r"\)? ?(?:[x×*÷=]|\+|-(?= ?[\d(]))(?= ?[\d(])")
_SUM_BEFORE = re.compile(
    r"\b(?:divide|multiply|subtract|simplify|cancel down|fraction|times) (?:by )?$|"
    r"(?:\d|\)) ?[x×*÷+=] ?\(?$",
    re.I,
)
_AFTER = re.compile(r" (?:on(?= ?[,.;)])|favourite|odds|in old money)(?!\w)", re.I)


def is_one(text: str, start: int, end: int, words: WordStarts) -> bool:
    """Whether characters `start` to `end` of `text`, whose words begin at `words`, are two numbers that are odds or money."""
    if _is_summed(text, start, end):
        return True
    if not words.has_any(_CUES) or not re.fullmatch(r"\d{1,3}/\d{1,3}", text[start:end]):
        return False
    return bool(_BEFORE.search(text, max(0, start - 30), start) or _AFTER.match(text, end))


def _is_summed(text: str, start: int, end: int) -> bool:
    """Whether two numbers are a piece of a sum: "(14/3) x 2", "3 * (7/4)"."""
    if not re.fullmatch(r"\d{1,3}/\d{1,3}", text[start:end]):
        return False
    if _SUM_BEFORE.search(text, max(0, start - 16), start):
        return True
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return bracketed and bool(_SUM_AFTER.match(text, end))
