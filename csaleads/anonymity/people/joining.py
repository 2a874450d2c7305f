"""Names reach their neighbours: surnames, lists of names, "LARKIN, Efua", particles; and neighbours become one name."""

import re
from collections.abc import Iterator

from csaleads.anonymity.people.context import speaks
from csaleads.anonymity.text.lexicon import word_group
from csaleads.anonymity.text.tokens import Token

_JOINS = re.compile(r"\s?(?:,|&|\+|/|\band\b|\bn\b|,\s?and\b|\bor\b)\s?", re.I)
_GAPS = (" ", "  ")
_PARTICLES = word_group("particles")
_STARTERS = word_group("function words")
_NEVER_SMALL = word_group("never small")
_PART_OF_NAME = word_group("kin in a name")


def spread(
    text: str, tokens: list[Token], named: list[bool], *, loud: bool, free: list[bool] | None = None
) -> None:
    """Mark in `named` the neighbours that belong to a name; forwards, then backwards. Only those that are `free` to, if given."""
    for order, step in ((range(1, len(tokens)), -1), (range(len(tokens) - 2, -1, -1), 1)):
        for i in order:
            if named[i] or not named[i + step]:
                continue
            left, right = (tokens[i - 1], tokens[i]) if step == -1 else (tokens[i], tokens[i + 1])
            gap = text[left.end : right.start]
            in_register = gap == ", " and left.shape == "U" and right.shape == "T"
            if free and not free[i] and not (in_register and step == 1 and right.first):
                continue
            if in_register:
                named[i] = not tokens[i].field
            elif gap in _GAPS:
                named[i] = _follows(text, tokens[i], loud) if step == -1 else _leads(tokens[i], right, loud)
            elif _JOINS.fullmatch(gap):
                named[i] = _is_listed_with(tokens[i], loud)


def _follows(text: str, token: Token, loud: bool) -> bool:
    """Whether a word after a name is part of it."""
    if token.field or token.word in _STARTERS:
        return False
    if token.capital and not loud:
        return True
    if not token.english:
        return not token.place and len(token.word) > 2
    closes = text[token.end : token.end + 2]
    ended = not closes or closes[0] in ",(\n" or closes.startswith(" (")
    return token.last and token.word not in _NEVER_SMALL and (ended or speaks(text, token))


def _leads(token: Token, name: Token, loud: bool) -> bool:
    """Whether a word before a name is part of it."""
    if token.word in _PART_OF_NAME:
        return True
    if token.field or token.word in _STARTERS or token.place:
        return False
    if token.capital and not loud:
        return not token.english or (token.wordlike and not token.opens)
    return (
        token.first and len(token.word) > 2 and (not token.english or (token.wordlike and not name.english))
    )


def _is_listed_with(token: Token, loud: bool) -> bool:
    if token.field or token.place or token.word in _STARTERS:
        return False
    if token.capital and not loud:
        return token.wordlike or not token.english
    return len(token.word) > 2 and (not token.english or (token.wordlike and token.word not in _NEVER_SMALL))


def together(text: str, tokens: list[Token], named: list[bool]) -> Iterator[tuple[int, int]]:
    """(start, end) of each name, neighbours taken together: "Amina van der Berg", "LARKIN, Efua"."""
    start = end = reach = -1
    for token, is_name in zip(tokens, named, strict=True):
        gap = text[reach : token.start] if reach >= 0 else ""
        near = gap in _GAPS or (gap == ", " and text[start:end].isupper() and token.shape == "T")
        dotted = gap in (".", ". ") and len(token.word) == 1
        if is_name and (near or dotted):
            end = reach = token.end + (len(token.word) == 1 and text[token.end : token.end + 1] == ".")
        elif near and (token.word in _PARTICLES or len(token.word) == 1):
            reach = token.end + (text[token.end : token.end + 1] == ".")
        else:
            if end >= 0:
                yield start, end
            start, end, reach = (token.start, token.end, token.end) if is_name else (-1, -1, -1)
    if end >= 0:
        yield start, end
